# /// mistake
# title = "Compter des signes pour des octets"
# tasks = ["custody"]
# message = "pour deux octets"
# ///
# %% task="custody"
def verify(register, copies):
    verdicts = {}
    for entry in register:
        name = entry["name"]
        if name not in copies:
            verdicts[name] = "missing"
        elif hashlib.sha256(copies[name].encode("latin-1", "replace")).hexdigest() == entry["sha256"]:
            verdicts[name] = "ok"
        else:
            verdicts[name] = "changed"
    return verdicts


my_verdicts = verify(register, copies)
