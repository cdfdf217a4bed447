# /// mistake
# title = "Laisser sortir l’erreur de vérification"
# tasks = ["probe"]
# message = "C’est elle qui vous renseigne"
# ///
# %% task="probe"
def probe(port, root, host):
    """Rend « ok », ou le mot qui dit pourquoi la connexion est refusée."""
    context = ssl.create_default_context(cafile=root)
    context.wrap_socket(lent_link(port), server_hostname=host).close()
    return "ok"
