# /// mistake
# title = "Tirer le sel une fois pour toutes"
# tasks = ["verify"]
# message = "deux fois la même ligne"
# ///
# %% task="verify"
SALT_DRAWN_ONCE = os.urandom(16)


def store(password):
    return SALT_DRAWN_ONCE.hex() + "$" + slow_hash(password, SALT_DRAWN_ONCE).hex()


def verify(password, record):
    salt_text, print_text = record.split("$")
    attempt = slow_hash(password, bytes.fromhex(salt_text))
    return hmac.compare_digest(attempt, bytes.fromhex(print_text))
