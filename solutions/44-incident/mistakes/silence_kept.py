# /// mistake
# title = "Taire la copie qui manque"
# tasks = ["custody"]
# message = "Chaque nom a son verdict"
# ///
# %% task="custody"
def verify(register, copies):
    verdicts = {}
    for entry in register:
        name = entry["name"]
        if name not in copies:
            continue
        elif hashlib.sha256(copies[name].encode("utf-8")).hexdigest() == entry["sha256"]:
            verdicts[name] = "ok"
        else:
            verdicts[name] = "changed"
    return verdicts


my_verdicts = verify(register, copies)
