# /// mistake
# title = "Relier des questions qui ne s’excluent pas"
# tasks = ["plan"]
# message = "il faut quatre"
# ///
# %% task="plan"
def justify(card):
    codes = []
    if card["seen"]:
        codes.append("seen")
    elif card["exposed"]:
        codes.append("exposed")
    elif card["personal"]:
        codes.append("personal")
    elif card["days"] <= 1:
        codes.append("quick")
    return codes


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
lent_save_plan("plan-action.csv", plan)
