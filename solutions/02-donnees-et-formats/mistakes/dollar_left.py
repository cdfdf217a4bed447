# /// mistake
# title = "Le signe du dollar oublié"
# tasks = ["repair_amount"]
# message = "Le signe `$` est encore là"
# ///
# %% task="repair_amount"
def parse_amount(text):
    for sign in SPACES + ["€"]:
        text = text.replace(sign, "")
    text = text.replace(",", ".")
    return Decimal(text)
