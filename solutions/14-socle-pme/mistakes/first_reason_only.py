# /// mistake
# title = "S’arrêter à la première raison"
# tasks = ["plan"]
# message = "rendez une liste"
# ///
# %% task="plan"
def justify(card):
    if card["seen"]:
        return "seen"
    if card["exposed"]:
        return "exposed"
    if card["personal"]:
        return "personal"
    return "quick"


def get_rank(card):
    return (-card["likelihood"] * card["impact"], card["days"])


def build_plan(cards, start):
    rows = []
    rank = 1
    for card in sorted(cards, key=get_rank):
        risk = card["likelihood"] * card["impact"]
        if risk >= 12:
            delay = 30
        elif risk >= 6:
            delay = 90
        else:
            delay = 180
        row = {"rank": rank, "measure": card["measure"], "risk": risk, "days": card["days"], "owner": card["owner"]}
        row["due"] = lent_add_days(start, delay)
        row["why"] = justify(card)
        rows.append(row)
        rank = rank + 1
    return rows


plan = build_plan(my_cards, start)
