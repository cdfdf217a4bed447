# /// mistake
# title = "Texte hexadécimal au lieu des octets"
# tasks = ["leaf_hash"]
# message = "l’écriture hexadécimale"
# ///
# %% task="leaf_hash"
def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).hexdigest()
