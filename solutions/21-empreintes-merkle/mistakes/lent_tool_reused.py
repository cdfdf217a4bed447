# /// mistake
# title = "Un outil prêté tient lieu de réponse"
# tasks = ["leaf_hash", "merkle_root"]
# message = "appelle un outil prêté"
# ///
# %% task="leaf_hash"
def leaf_hash(entry):
    return lent_leaf(entry)


# %% task="merkle_root"
def merkle_root(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    return lent_root(hashes)
