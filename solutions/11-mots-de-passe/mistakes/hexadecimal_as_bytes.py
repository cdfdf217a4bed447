# /// mistake
# title = "Donner l’hexadécimal à scrypt sans le relire en octets"
# tasks = ["verify"]
# message = "rend leurs octets"
# ///
# %% task="verify"
def store(password):
    salt = os.urandom(16)
    return salt.hex() + "$" + slow_hash(password, salt).hex()


def verify(password, record):
    salt_text, print_text = record.split("$")
    return hmac.compare_digest(slow_hash(password, salt_text), print_text)
