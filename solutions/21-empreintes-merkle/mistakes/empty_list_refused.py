# /// mistake
# title = "La liste vide arrête le programme"
# tasks = ["merkle_root"]
# message = "s’arrête sur une erreur"
# ///
# %% task="merkle_root"
def merkle_root(hashes):
    if len(hashes) < 2:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split = split * 2
    left = merkle_root(hashes[:split])
    right = merkle_root(hashes[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()
