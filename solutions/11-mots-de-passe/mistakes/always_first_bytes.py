# /// mistake
# title = "Lire toujours les quatre premiers octets"
# tasks = ["totp"]
# message = "les 4 premiers octets"
# ///
# %% task="totp"
def hotp(key, counter, digits=6, algorithm="sha1"):
    mac = hmac.new(key, counter.to_bytes(8, "big"), algorithm).digest()
    number = int.from_bytes(mac[0:4], "big") % 2**31
    return str(number % 10**digits).zfill(digits)


def totp(key, moment, digits=6, algorithm="sha1", step=30):
    return hotp(key, moment // step, digits, algorithm)
