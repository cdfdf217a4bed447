# /// mistake
# title = "La réponse calculée mais pas rendue"
# tasks = ["repair_validator"]
# message = "quel mot la rend à celui qui appelle"
# ///
# %% task="repair_validator"
def is_valid_number(number):
    number = number.replace(" ", "")
    if len(number) != 9:
        return False
    if not number.isdecimal():
        return False
    luhn_total(number) % 10 == 0
