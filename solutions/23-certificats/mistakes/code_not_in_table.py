# /// mistake
# title = "Chercher dans le tableau un code qui n’y est pas"
# tasks = ["probe"]
# message = "Demandez d’abord s’il y est"
# ///
# %% task="probe"
def probe(port, root, host):
    """Rend « ok », ou le mot qui dit pourquoi la connexion est refusée."""
    context = ssl.create_default_context(cafile=root)
    try:
        context.wrap_socket(lent_link(port), server_hostname=host).close()
        return "ok"
    except ssl.SSLCertVerificationError as error:
        return CODES[error.verify_code]
