# /// mistake
# title = "Ne pas donner l’étiquette à decrypt"
# tasks = ["vectors"]
# message = "son étiquette manque"
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
        text = cipher.decrypt(bytes.fromhex(vector["nonce"]), bytes.fromhex(vector["sealed"]), None)
    except InvalidTag:
        return "refused"
    if text != bytes.fromhex(vector["text"]):
        return "different"
    return "ok"
