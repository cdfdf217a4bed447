# /// mistake
# title = "Décider d’après la note"
# tasks = ["plan"]
# message = "ni exploitée, ni visible, ni automatique"
# ///
# %% task="plan"
def is_known(cve, kev):
    known = False
    for entry in kev["vulnerabilities"]:
        if entry["cveID"] == cve:
            known = True
    return known


def decide(card, kev):
    if lent_score(card["vector"]) >= 9:
        return "3D"
    known = "no"
    if is_known(card["cve"], kev):
        known = "yes"
    facts = [known, card["exposed"], card["automatable"], card["impact"]]
    for row in TABLE:
        if [row["kev"], row["exposed"], row["automatable"], row["impact"]] == facts:
            return row["decision"]


def justify(card, kev):
    codes = []
    if is_known(card["cve"], kev):
        codes.append("kev")
    if card["exposed"] == "yes":
        codes.append("exposed")
    if card["automatable"] == "yes":
        codes.append("automatable")
    if card["impact"] == "total":
        codes.append("total")
    return codes


def get_rank(row):
    return (ORDER.index(row["decision"]), -row["epss"])


def build_plan(cards, kev, start):
    rows = []
    for card in cards:
        row = {}
        for name in ["cve", "name", "fixed", "owner", "epss"]:
            row[name] = card[name]
        row["score"] = lent_score(card["vector"])
        row["decision"] = decide(card, kev)
        row["why"] = justify(card, kev)
        row["due"] = lent_due(start, row["decision"])
        rows.append(row)
    return sorted(rows, key=get_rank)


plan = build_plan(my_cards, my_kev, start)
lent_save_plan("plan-correctifs.csv", plan)
