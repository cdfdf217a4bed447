# /// mistake
# title = "Comparer des octets à de l’hexadécimal"
# tasks = ["restore"]
# message = "comparez-le à `.hexdigest()`"
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
            report["missing"].append(name)
        elif hashlib.sha256(files[name]).digest() != manifest[name]:
            report["altered"].append(name)
    for name in sorted(files):
        if name not in manifest:
            report["extra"].append(name)
    return report


my_report = compare_restore(lent_read_manifest(my_manifest), restore(my_archive))
