# /// mistake
# title = "Rendre la réponse dès le premier compte trouvé"
# tasks = ["crack"]
# message = "s’arrête au premier compte trouvé"
# ///
# %% task="crack"
def crack(leak, words):
    for name in leak:
        for word in words:
            if hashlib.sha256(word.encode("utf-8")).hexdigest() == leak[name]:
                return {name: word}
    return {}


found = crack(leak, words)
