# /// mistake
# title = "Les lignes coupées à la main"
# tasks = ["read_export"]
# message = "à un `;` qui était entre guillemets"
# ///
# %% task="read_export"
def decode_export(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def read_export(data, delimiter):
    lines = decode_export(data).splitlines()
    names = lines[0].split(delimiter)
    rows = []
    for line in lines[1:]:
        rows.append(dict(zip(names, line.split(delimiter))))
    return rows
