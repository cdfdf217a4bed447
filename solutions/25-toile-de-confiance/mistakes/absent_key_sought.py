# /// mistake
# title = "Chercher une clé absente"
# tasks = ["ring"]
# message = "qui n’est pas au trousseau"
# ///
# %% task="ring"
def read_edges(keys, certificates):
    edges = []
    for certificate in certificates:
        signer = certificate["signer"]
        key = certificate["key"]
        known = signer != key
        if known and lent_verify(keys[signer]["public"], lent_statement(keys[key]), certificate["signature"]):
            edges.append((signer, key))
    return sorted(edges)


my_edges = read_edges(my_keys, my_certificates)
