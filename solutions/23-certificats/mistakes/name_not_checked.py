# /// mistake
# title = "Décocher la vérification du nom"
# tasks = ["probe"]
# message = "qui n’est pas celui que l’on cherche"
# ///
# %% task="probe"
def probe(port, root, host):
    """Rend « ok », ou le mot qui dit pourquoi la connexion est refusée."""
    context = ssl.create_default_context(cafile=root)
    context.check_hostname = False
    try:
        context.wrap_socket(lent_link(port), server_hostname=host).close()
        return "ok"
    except ssl.SSLCertVerificationError as error:
        if error.verify_code in CODES:
            return CODES[error.verify_code]
        return "other"
