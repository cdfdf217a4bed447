# /// mistake
# title = "La réponse affichée mais pas rendue"
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
    print(luhn_total(number) % 10 == 0)
