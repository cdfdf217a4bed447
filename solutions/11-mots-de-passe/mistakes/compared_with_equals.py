# /// mistake
# title = "Garder la comparaison par =="
# tasks = ["verify"]
# message = "s’arrête au premier caractère différent"
# ///
# %% task="verify"
def store(password):
    salt = os.urandom(16)
    return salt.hex() + "$" + slow_hash(password, salt).hex()


def verify(password, record):
    salt_text, print_text = record.split("$")
    return slow_hash(password, bytes.fromhex(salt_text)).hex() == print_text
