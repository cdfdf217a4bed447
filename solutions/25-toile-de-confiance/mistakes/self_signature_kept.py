# /// mistake
# title = "Garder une clé qui se signe elle-même"
# tasks = ["ring"]
# message = "ne dit rien de plus"
# ///
# %% task="ring"
def read_edges(keys, certificates):
    edges = []
    for certificate in certificates:
        signer = certificate["signer"]
        key = certificate["key"]
        known = signer in keys and key in keys
        if known and lent_verify(keys[signer]["public"], lent_statement(keys[key]), certificate["signature"]):
            edges.append((signer, key))
    return sorted(edges)


my_edges = read_edges(my_keys, my_certificates)
