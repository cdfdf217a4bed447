# /// mistake
# title = "Windows-1252 oublié"
# tasks = ["read_export"]
# message = "Ces octets ne sont pas de l’UTF-8"
# ///
# %% task="read_export"
def decode_export(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("utf-8")


def read_export(data, delimiter):
    text = decode_export(data)
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
