# /// mistake
# title = "Ranger la fuite par empreinte, et perdre un nom sur deux"
# tasks = ["crack"]
# message = "ne garde qu’un nom"
# ///
# %% task="crack"
def crack(leak, words):
    names = {}
    for name in leak:
        names[leak[name]] = name
    found = {}
    for word in words:
        fingerprint = hashlib.sha256(word.encode("utf-8")).hexdigest()
        if fingerprint in names:
            found[names[fingerprint]] = word
    return found


found = crack(leak, words)
