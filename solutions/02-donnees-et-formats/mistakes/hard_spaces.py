# /// mistake
# title = "L’espace insécable oublié"
# tasks = ["repair_amount"]
# message = "contient un espace insécable"
# ///
# %% task="repair_amount"
def parse_amount(text):
    for sign in [" ", "€", "$"]:
        text = text.replace(sign, "")
    text = text.replace(",", ".")
    return Decimal(text)
