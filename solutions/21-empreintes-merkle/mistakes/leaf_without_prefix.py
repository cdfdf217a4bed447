# /// mistake
# title = "Feuille hachée sans son préfixe"
# tasks = ["leaf_hash"]
# message = "*sans* son préfixe"
# ///
# %% task="leaf_hash"
def leaf_hash(entry):
    return hashlib.sha256(entry).digest()
