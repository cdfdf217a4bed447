# /// mistake
# title = "Chiffrer sans l’étiquette"
# tasks = ["seal"]
# message = "sans son étiquette"
# ///
# %% task="seal"
def seal(key, data, label):
    """Rend le nonce, le message chiffré et le sceau, collés."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, data, None)


def open_sealed(key, sealed, label):
    """Rend les données, ou None quand le sceau n’est pas bon."""
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], None)
    except InvalidTag:
        return None
