# /// mistake
# title = "Un reste de 0 au lieu de 1"
# tasks = ["write_iban"]
# message = "Vous acceptez un reste de 0"
# ///
# %% task="write_iban"
def is_valid_iban(iban):
    iban = iban.replace(" ", "")
    if len(iban) < 15:
        return False
    digits = ""
    for character in iban[4:] + iban[:4]:
        digits = digits + str(int(character, 36))
    return int(digits) % 97 == 0
