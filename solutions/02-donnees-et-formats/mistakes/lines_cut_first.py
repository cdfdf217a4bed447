# /// mistake
# title = "Le texte coupé en lignes avant la lecture"
# tasks = ["read_export"]
# message = "a disparu : le texte a été coupé en lignes"
# ///
# %% task="read_export"
def decode_export(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def read_export(data, delimiter):
    text = decode_export(data)
    return list(csv.DictReader(text.splitlines(), delimiter=delimiter))
