# /// mistake
# title = "Échanger ce qui manque et ce qui est de trop"
# tasks = ["restore"]
# message = "listes sont échangées"
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
    for name in sorted(manifest):
        if name not in files:
            report["extra"].append(name)
        elif hashlib.sha256(files[name]).hexdigest() != manifest[name]:
            report["altered"].append(name)
    for name in sorted(files):
        if name not in manifest:
            report["missing"].append(name)
    return report


my_report = compare_restore(lent_read_manifest(my_manifest), restore(my_archive))
