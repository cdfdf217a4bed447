# /// mistake
# title = "Refuser une valeur égale à la limite"
# tasks = ["choose"]
# message = "juste à la limite"
# ///
# %% task="choose"
def judge(setting, budget_ms, budget_mib):
    if not setting["own_salt"]:
        return "no_salt"
    if setting["memory_mib"] <= 19:
        return "too_light"
    if setting["ms"] >= budget_ms:
        return "too_slow"
    if setting["memory_mib"] >= budget_mib:
        return "too_heavy"
    return "ok"


choice = ""
for setting in settings:
    if judge(setting, budget_ms, budget_mib) == "ok":
        choice = setting["name"]
