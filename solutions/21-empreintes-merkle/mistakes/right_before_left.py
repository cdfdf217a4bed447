# /// mistake
# title = "La droite avant la gauche"
# tasks = ["merkle_root"]
# message = "la droite est collée avant la gauche"
# ///
# %% task="merkle_root"
def merkle_root(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split = split * 2
    left = merkle_root(hashes[:split])
    right = merkle_root(hashes[split:])
    return hashlib.sha256(b"\x01" + right + left).digest()
