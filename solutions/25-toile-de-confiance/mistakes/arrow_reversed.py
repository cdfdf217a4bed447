# /// mistake
# title = "Mettre la flèche à l’envers"
# tasks = ["ring"]
# message = "elle part de qui signe"
# ///
# %% task="ring"
def read_edges(keys, certificates):
    edges = []
    for certificate in certificates:
        signer = certificate["signer"]
        key = certificate["key"]
        known = signer in keys and key in keys and signer != key
        if known and lent_verify(keys[signer]["public"], lent_statement(keys[key]), certificate["signature"]):
            edges.append((key, signer))
    return sorted(edges)


my_edges = read_edges(my_keys, my_certificates)
