# /// mistake
# title = "De l’argent rangé en float"
# tasks = ["repair_amount"]
# message = "La valeur est un `float`"
# ///
# %% task="repair_amount"
def parse_amount(text):
    for sign in SPACES + ["€", "$"]:
        text = text.replace(sign, "")
    text = text.replace(",", ".")
    return float(text)
