# /// mistake
# title = "Rendre un seul mot pour tous les refus"
# tasks = ["probe"]
# message = "au lieu d’un seul mot"
# ///
# %% task="probe"
def probe(port, root, host):
    """Rend « ok », ou le mot qui dit pourquoi la connexion est refusée."""
    context = ssl.create_default_context(cafile=root)
    try:
        context.wrap_socket(lent_link(port), server_hostname=host).close()
        return "ok"
    except ssl.SSLCertVerificationError:
        return "issuer"
