# /// mistake
# title = "Laisser sortir l’erreur du mauvais sceau"
# tasks = ["seal"]
# message = "signal d’un mauvais sceau"
# ///
# %% task="seal"
def seal(key, data, label):
    """Rend le nonce, le message chiffré et le sceau, collés."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, data, label)


def open_sealed(key, sealed, label):
    """Rend les données, ou None quand le sceau n’est pas bon."""
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], label)
