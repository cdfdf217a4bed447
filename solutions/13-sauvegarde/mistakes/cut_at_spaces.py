# /// mistake
# title = "Couper la ligne à ses espaces"
# tasks = ["manifest"]
# message = "coupé à son espace"
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
        if line != "":
            hashes[line.split()[1].replace("*", "")] = line.split()[0]
    return hashes
