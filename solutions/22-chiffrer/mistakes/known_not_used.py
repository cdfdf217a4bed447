# /// mistake
# title = "Oublier le texte connu dans le XOR"
# tasks = ["nonce"]
# message = "les deux textes mêlés"
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
    for b, c in zip(first, second):
        numbers.append(b ^ c)
    return bytes(numbers)


pair = find_reused(envelopes)
first = lent_body(envelopes[pair[0]])
second = lent_body(envelopes[pair[1]])
recovered = recover(known.encode("utf-8"), first, second).decode("utf-8")
