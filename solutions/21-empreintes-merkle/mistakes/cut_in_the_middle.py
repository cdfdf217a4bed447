# /// mistake
# title = "Liste coupée au milieu"
# tasks = ["merkle_root"]
# message = "La liste est coupée au milieu"
# ///
# %% task="merkle_root"
def merkle_root(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = len(hashes) // 2
    left = merkle_root(hashes[:split])
    right = merkle_root(hashes[split:])
    return hashlib.sha256(b"\x01" + left + right).digest()
