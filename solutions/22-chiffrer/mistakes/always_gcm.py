# /// mistake
# title = "Prendre AES-GCM pour tous les vecteurs"
# tasks = ["vectors"]
# message = "Quel outil a-t-il pris"
# ///
# %% task="vectors"
def judge_vector(vector):
    """Rend "ok", "refused" ou "different"."""
    key = bytes.fromhex(vector["key"])
    cipher = AESGCM(key)
    try:
        text = cipher.decrypt(
            bytes.fromhex(vector["nonce"]), bytes.fromhex(vector["sealed"]), bytes.fromhex(vector["label"])
        )
    except InvalidTag:
        return "refused"
    if text != bytes.fromhex(vector["text"]):
        return "different"
    return "ok"
