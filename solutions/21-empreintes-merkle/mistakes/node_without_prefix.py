# /// mistake
# title = "Nœud haché sans son préfixe"
# tasks = ["merkle_root"]
# message = "sans leur octet `0x01`"
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
    return hashlib.sha256(left + right).digest()
