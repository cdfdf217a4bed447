# /// mistake
# title = "Oublier la case SAN"
# tasks = ["build"]
# message = "Le serveur n’a pas de case SAN"
# ///
# %% task="build"
def build_chain(host):
    root_key = ec.generate_private_key(ec.SECP256R1())
    middle_key = ec.generate_private_key(ec.SECP256R1())
    server_key = ec.generate_private_key(ec.SECP256R1())

    form = fill_form("Racine", root_key, "Racine", root_key, last=3650)
    form = form.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    root = form.add_extension(CA_USAGE, critical=True).sign(root_key, hashes.SHA256())

    form = fill_form("Atelier", middle_key, "Racine", root_key, last=1000)
    form = form.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    middle = form.add_extension(CA_USAGE, critical=True).sign(root_key, hashes.SHA256())

    form = fill_form(host, server_key, "Atelier", middle_key, last=90)
    form = form.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    server = form.sign(middle_key, hashes.SHA256())

    lent_save("racine.pem", root.public_bytes(PEM))
    lent_save("chaine.pem", server.public_bytes(PEM) + middle.public_bytes(PEM))
    lent_save_key("serveur.key", server_key)


build_chain(host)
seen = "TLSv1.3"
