# /// mistake
# title = "Passer du texte aux octets avec un autre codage que UTF-8"
# tasks = ["crack"]
# message = "se calcule sur les octets UTF-8"
# ///
# %% task="crack"
def crack(leak, words):
    known = {}
    for word in words:
        known[hashlib.sha256(word.encode("latin-1", "replace")).hexdigest()] = word
    found = {}
    for name in leak:
        if leak[name] in known:
            found[name] = known[leak[name]]
    return found


found = crack(leak, words)
