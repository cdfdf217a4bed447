# /// mistake
# title = "Ne rendre que la reprise du nonce"
# tasks = ["nonce"]
# message = "le premier usage du nonce compte aussi"
# ///
# %% task="nonce"
def find_reused(envelopes):
    nonces = []
    for envelope in envelopes:
        nonces.append(envelope["nonce"])
    numbers = []
    for i in range(len(nonces)):
        if nonces[i] in nonces[:i]:
            numbers.append(i)
    return numbers


def recover(known, first, second):
    numbers = []
    for a, b, c in zip(known, first, second):
        numbers.append(a ^ b ^ c)
    return bytes(numbers)


second_number = find_reused(envelopes)[0]
first_number = 0
while envelopes[first_number]["nonce"] != envelopes[second_number]["nonce"]:
    first_number = first_number + 1
first = lent_body(envelopes[first_number])
second = lent_body(envelopes[second_number])
recovered = recover(known.encode("utf-8"), first, second).decode("utf-8")
