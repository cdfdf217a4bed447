# /// mistake
# title = "Se contenter du sceau"
# tasks = ["vectors"]
# message = "ne compare pas les deux"
# ///
# %% task="vectors"
def judge_vector(vector):
    """Rend "ok", "refused" ou "different"."""
    key = bytes.fromhex(vector["key"])
    if vector["cipher"] == "AES-GCM":
        cipher = AESGCM(key)
    else:
        cipher = ChaCha20Poly1305(key)
    try:
        cipher.decrypt(bytes.fromhex(vector["nonce"]), bytes.fromhex(vector["sealed"]), bytes.fromhex(vector["label"]))
    except InvalidTag:
        return "refused"
    return "ok"
