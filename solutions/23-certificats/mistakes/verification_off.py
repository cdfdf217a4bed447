# /// mistake
# title = "Décocher toute vérification"
# tasks = ["probe"]
# message = "encore cochée"
# ///
# %% task="probe"
def probe(port, root, host):
    """Rend « ok », ou le mot qui dit pourquoi la connexion est refusée."""
    context = ssl.create_default_context(cafile=root)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        context.wrap_socket(lent_link(port), server_hostname=host).close()
        return "ok"
    except ssl.SSLCertVerificationError as error:
        if error.verify_code in CODES:
            return CODES[error.verify_code]
        return "other"
