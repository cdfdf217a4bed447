# /// mistake
# title = "Ne pas envoyer le nonce"
# tasks = ["seal"]
# message = "sans le nonce"
# ///
# %% task="seal"
def seal(key, data, label):
    """Rend le nonce, le message chiffré et le sceau, collés."""
    nonce = os.urandom(12)
    return AESGCM(key).encrypt(nonce, data, label)


def open_sealed(key, sealed, label):
    """Rend les données, ou None quand le sceau n’est pas bon."""
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], label)
    except InvalidTag:
        return None
