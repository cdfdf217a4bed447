# /// mistake
# title = "Se fier à la taille"
# tasks = ["custody"]
# message = "Refaites l’empreinte"
# ///
# %% task="custody"
def verify(register, copies):
    verdicts = {}
    for entry in register:
        name = entry["name"]
        if name not in copies:
            verdicts[name] = "missing"
        elif len(copies[name].encode("utf-8")) == entry["size"]:
            verdicts[name] = "ok"
        else:
            verdicts[name] = "changed"
    return verdicts


my_verdicts = verify(register, copies)
