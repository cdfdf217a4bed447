# /// mistake
# title = "Donner le compteur au HMAC sans l’écrire en octets"
# tasks = ["totp"]
# message = "il a reçu un nombre"
# ///
# %% task="totp"
def hotp(key, counter, digits=6, algorithm="sha1"):
    mac = hmac.new(key, counter, algorithm).digest()
    position = mac[-1] % 16
    number = int.from_bytes(mac[position : position + 4], "big") % 2**31
    return str(number % 10**digits).zfill(digits)


def totp(key, moment, digits=6, algorithm="sha1", step=30):
    return hotp(key, moment // step, digits, algorithm)
