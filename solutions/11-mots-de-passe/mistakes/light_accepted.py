# /// mistake
# title = "Ne pas regarder le minimum de mémoire"
# tasks = ["choose"]
# message = "une carte graphique essaie beaucoup de mots"
# ///
# %% task="choose"
def judge(setting, budget_ms, budget_mib):
    if not setting["own_salt"]:
        return "no_salt"
    if setting["ms"] > budget_ms:
        return "too_slow"
    if setting["memory_mib"] > budget_mib:
        return "too_heavy"
    return "ok"


for setting in settings:
    if judge(setting, budget_ms, budget_mib) == "ok":
        choice = setting["name"]
