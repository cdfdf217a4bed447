# /// mistake
# title = "Le texte neuf de replace perdu"
# tasks = ["repair_validator"]
# message = "les espaces sont restés"
# ///
# %% task="repair_validator"
def is_valid_number(number):
    number.replace(" ", "")
    if len(number) != 9:
        return False
    if not number.isdecimal():
        return False
    return luhn_total(number) % 10 == 0
