# /// mistake
# title = "Une empreinte prise pour un chiffrement"
# tasks = ["tell_apart"]
# message = "Ce qui est chiffré se retrouve, avec la clé"
# ///
# %% task="tell_apart"
kinds = {"A": "encoding", "B": "encryption", "C": "encryption", "D": "encoding", "E": "encryption", "F": "encryption"}


def open_note(text):
    return base64.b64decode(text).decode("utf-8")


my_note = open_note(note)
