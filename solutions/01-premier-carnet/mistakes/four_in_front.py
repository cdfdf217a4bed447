# /// mistake
# title = "Les quatre premiers signes laissés devant"
# tasks = ["write_iban"]
# message = "laisse les quatre premiers signes devant"
# ///
# %% task="write_iban"
def is_valid_iban(iban):
    iban = iban.replace(" ", "")
    if len(iban) < 15:
        return False
    digits = ""
    for character in iban:
        digits = digits + str(int(character, 36))
    return int(digits) % 97 == 1
