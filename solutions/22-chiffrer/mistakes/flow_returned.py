# /// mistake
# title = "Rendre le flux au lieu du texte"
# tasks = ["nonce"]
# message = "Vous rendez le flux"
# ///
# %% task="nonce"
def find_reused(envelopes):
    nonces = []
    for envelope in envelopes:
        nonces.append(envelope["nonce"])
    numbers = []
    for i in range(len(nonces)):
        if nonces.count(nonces[i]) > 1:
            numbers.append(i)
    return numbers


def recover(known, first, second):
    numbers = []
    for a, b in zip(known, first):
        numbers.append(a ^ b)
    return bytes(numbers)


pair = find_reused(envelopes)
first = lent_body(envelopes[pair[0]])
second = lent_body(envelopes[pair[1]])
recovered = recover(known.encode("utf-8"), first, second).decode("latin-1")
