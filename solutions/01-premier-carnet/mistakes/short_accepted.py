# /// mistake
# title = "Un numéro trop court accepté"
# tasks = ["repair_validator"]
# message = "refuse-t-elle aussi ce qui est trop court"
# ///
# %% task="repair_validator"
def is_valid_number(number):
    number = number.replace(" ", "")
    if len(number) > 9:
        return False
    if not number.isdecimal():
        return False
    return luhn_total(number) % 10 == 0
