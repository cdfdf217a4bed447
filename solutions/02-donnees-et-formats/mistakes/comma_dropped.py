# /// mistake
# title = "La virgule enlevée du montant"
# tasks = ["repair_amount"]
# message = "cent fois trop grand"
# ///
# %% task="repair_amount"
def parse_amount(text):
    for sign in SPACES + ["€", "$"]:
        text = text.replace(sign, "")
    text = text.replace(",", "")
    return Decimal(text)
