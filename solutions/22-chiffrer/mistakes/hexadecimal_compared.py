# /// mistake
# title = "Comparer le texte à son écriture en hexadécimal"
# tasks = ["vectors"]
# message = "comparez des octets à des octets"
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
        text = cipher.decrypt(
            bytes.fromhex(vector["nonce"]), bytes.fromhex(vector["sealed"]), bytes.fromhex(vector["label"])
        )
    except InvalidTag:
        return "refused"
    if text != vector["text"]:
        return "different"
    return "ok"
