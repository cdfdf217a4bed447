# /// mistake
# title = "Tirer le nonce une fois pour toutes"
# tasks = ["seal"]
# message = "le même nonce"
# ///
# %% task="seal"
NONCE_DRAWN_ONCE = os.urandom(12)


def seal(key, data, label):
    """Rend le nonce, le message chiffré et le sceau, collés."""
    nonce = NONCE_DRAWN_ONCE
    return nonce + AESGCM(key).encrypt(nonce, data, label)


def open_sealed(key, sealed, label):
    """Rend les données, ou None quand le sceau n’est pas bon."""
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], label)
    except InvalidTag:
        return None
