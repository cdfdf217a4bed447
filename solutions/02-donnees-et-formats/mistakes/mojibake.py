# /// mistake
# title = "Windows-1252 essayé en premier"
# tasks = ["read_export"]
# message = "Les accents sont devenus deux signes"
# ///
# %% task="read_export"
def decode_export(data):
    return data.decode("cp1252")


def read_export(data, delimiter):
    text = decode_export(data)
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
