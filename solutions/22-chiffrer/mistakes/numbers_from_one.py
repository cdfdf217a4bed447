# /// mistake
# title = "Numéroter à partir de un"
# tasks = ["nonce"]
# message = "trop grands de un"
# ///
# %% task="nonce"
def find_reused(envelopes):
    nonces = []
    for envelope in envelopes:
        nonces.append(envelope["nonce"])
    numbers = []
    for i in range(len(nonces)):
        if nonces.count(nonces[i]) > 1:
            numbers.append(i + 1)
    return numbers


def recover(known, first, second):
    numbers = []
    for a, b, c in zip(known, first, second):
        numbers.append(a ^ b ^ c)
    return bytes(numbers)


pair = find_reused(envelopes)
first = lent_body(envelopes[pair[0] - 1])
second = lent_body(envelopes[pair[1] - 1])
recovered = recover(known.encode("utf-8"), first, second).decode("utf-8")
