# /// mistake
# title = "Tirer un sel neuf au moment de vérifier"
# tasks = ["verify"]
# message = "reprendre le sel écrit dans la ligne"
# ///
# %% task="verify"
def store(password):
    salt = os.urandom(16)
    return salt.hex() + "$" + slow_hash(password, salt).hex()


def verify(password, record):
    return hmac.compare_digest(store(password), record)
