# /// mistake
# title = "La note laissée en octets"
# tasks = ["tell_apart"]
# message = "La note est encore en octets"
# ///
# %% task="tell_apart"
kinds = {"A": "encoding", "B": "hash", "C": "encryption", "D": "encoding", "E": "encryption", "F": "hash"}


def open_note(text):
    return base64.b64decode(text)


my_note = open_note(note)
