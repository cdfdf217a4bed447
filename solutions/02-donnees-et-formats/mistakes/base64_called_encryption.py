# /// mistake
# title = "Base64 pris pour un chiffrement"
# tasks = ["tell_apart"]
# message = "Quelle clé faut-il pour la relire"
# ///
# %% task="tell_apart"
kinds = {"A": "encryption", "B": "hash", "C": "encryption", "D": "encoding", "E": "encryption", "F": "hash"}


def open_note(text):
    return base64.b64decode(text).decode("utf-8")


my_note = open_note(note)
