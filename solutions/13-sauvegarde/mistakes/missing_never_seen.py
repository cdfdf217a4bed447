# /// mistake
# title = "Ne parcourir que les fichiers rendus"
# tasks = ["restore"]
# message = "il faut aussi parcourir le manifeste"
# ///
# %% task="restore"
def restore(data):
    files = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):
                files[name] = archive.read(name)
    return files


def compare_restore(manifest, files):
    report = {"altered": [], "missing": [], "extra": []}
    for name in sorted(files):
        if name in manifest and hashlib.sha256(files[name]).hexdigest() != manifest[name]:
            report["altered"].append(name)
    for name in sorted(files):
        if name not in manifest:
            report["extra"].append(name)
    return report


my_report = compare_restore(lent_read_manifest(my_manifest), restore(my_archive))
