# /// mistake
# title = "Lire une ligne vide comme un fichier"
# tasks = ["manifest"]
# message = "un fichier sans nom"
# ///
# %% task="manifest"
def make_manifest(files):
    """Rend le manifeste de ces fichiers, dans la forme de sha256sum."""
    text = ""
    for name in sorted(files):
        text = text + hashlib.sha256(files[name]).hexdigest() + "  " + name + "\n"
    return text


def read_manifest(text):
    """Rend un dictionnaire : du nom à l’empreinte."""
    hashes = {}
    for line in text.splitlines():
        hashes[line[66:]] = line[:64]
    return hashes
