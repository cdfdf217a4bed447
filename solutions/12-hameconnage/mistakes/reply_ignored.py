# /// mistake
# title = "Ne pas regarder où part la réponse"
# tasks = ["triage"]
# message = "signe d’une boîte volée"
# ///
# %% task="triage"
def judge(facts, known):
    organisation = lent_organisation(facts["from"])
    if not facts["spf_aligned"] and not facts["dkim_aligned"]:
        if facts["dkim"] == "fail":
            return ("unproven", "DKIM-Signature")
        if lent_organisation(facts["path"]) == organisation:
            return ("unproven", "Received")
        return ("unproven", "Return-Path")
    if organisation not in known:
        return ("unknown", "From")
    if facts["dkim_aligned"]:
        return ("authentic", "DKIM-Signature")
    return ("authentic", "Return-Path")


verdicts = []
lines = []
for number in range(len(facts_list)):
    result = judge(facts_list[number], known)
    verdicts.append(result)
    if result[0] != "authentic":
        lines.append(lent_line(number, result[0], result[1]))
report = "\n".join(lines)
lent_save(report)
