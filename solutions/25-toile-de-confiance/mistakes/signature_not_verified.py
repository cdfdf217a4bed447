# /// mistake
# title = "Ne pas vérifier la signature"
# tasks = ["ring"]
# message = "Un nom dans un fichier ne prouve rien"
# ///
# %% task="ring"
def read_edges(keys, certificates):
    edges = []
    for certificate in certificates:
        signer = certificate["signer"]
        key = certificate["key"]
        known = signer in keys and key in keys and signer != key
        if known:
            edges.append((signer, key))
    return sorted(edges)


my_edges = read_edges(my_keys, my_certificates)
