# /// mistake
# title = "Ne pas borner la note"
# tasks = ["score"]
# message = "la borne, avant l’arrondi"
# ///
# %% task="score"
def roundup(value):
    count = round(value * 100000)
    if count % 10000 == 0:
        return count / 100000
    return (count // 10000 + 1) / 10


def base_score(vector):
    answers = {}
    for part in vector.split("/")[1:]:
        name, value = part.split(":")
        answers[name] = value
    rest = 1
    for name in ["C", "I", "A"]:
        rest = rest * (1 - WEIGHTS[name][answers[name]])
    damage = 1 - rest
    if answers["S"] == "U":
        impact = 6.42 * damage
        rights = WEIGHTS["PR_U"][answers["PR"]]
        factor = 1
    else:
        impact = 7.52 * (damage - 0.029) - 3.25 * (damage - 0.02) ** 15
        rights = WEIGHTS["PR_C"][answers["PR"]]
        factor = 1.08
    ease = 8.22 * WEIGHTS["AV"][answers["AV"]] * WEIGHTS["AC"][answers["AC"]]
    ease = ease * rights * WEIGHTS["UI"][answers["UI"]]
    if impact <= 0:
        return 0
    return roundup(factor * (impact + ease))


def read_four(vector):
    judged = CVSS4(vector)
    return {"score": judged.scores()[0], "word": judged.severities()[0], "groups": judged.macroVector()}
