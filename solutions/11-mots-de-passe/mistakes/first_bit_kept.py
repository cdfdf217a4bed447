# /// mistake
# title = "Oublier de retirer le premier bit"
# tasks = ["totp"]
# message = "garde le premier bit"
# ///
# %% task="totp"
def hotp(key, counter, digits=6, algorithm="sha1"):
    mac = hmac.new(key, counter.to_bytes(8, "big"), algorithm).digest()
    position = mac[-1] % 16
    number = int.from_bytes(mac[position : position + 4], "big")
    return str(number % 10**digits).zfill(digits)


def totp(key, moment, digits=6, algorithm="sha1", step=30):
    return hotp(key, moment // step, digits, algorithm)
