# /// mistake
# title = "Diviser avec / au lieu de //"
# tasks = ["totp"]
# message = "un compteur est entier"
# ///
# %% task="totp"
def hotp(key, counter, digits=6, algorithm="sha1"):
    mac = hmac.new(key, counter.to_bytes(8, "big"), algorithm).digest()
    position = mac[-1] % 16
    number = int.from_bytes(mac[position : position + 4], "big") % 2**31
    return str(number % 10**digits).zfill(digits)


def totp(key, moment, digits=6, algorithm="sha1", step=30):
    return hotp(key, moment / step, digits, algorithm)
