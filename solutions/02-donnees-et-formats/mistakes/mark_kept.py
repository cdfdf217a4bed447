# /// mistake
# title = "La marque du début gardée"
# tasks = ["read_export"]
# message = "un signe invisible collé"
# ///
# %% task="read_export"
def decode_export(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def read_export(data, delimiter):
    text = decode_export(data)
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
