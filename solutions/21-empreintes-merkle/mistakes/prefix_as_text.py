# /// mistake
# title = "Préfixe écrit comme un texte"
# tasks = ["leaf_hash"]
# message = "écrit comme un texte"
# ///
# %% task="leaf_hash"
def leaf_hash(entry):
    return hashlib.sha256(b"0x00" + entry).digest()
