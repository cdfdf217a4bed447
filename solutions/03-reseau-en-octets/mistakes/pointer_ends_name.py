# /// mistake
# title = "S’arrêter au renvoi"
# tasks = ["name"]
# message = "Vous vous arrêtez au renvoi"
# ///
# %% task="name"
def read_name(message, place):
    """Rend le nom qui commence à cette place, ou None s’il saute plus de dix fois."""
    labels = []
    size = message[place]
    while size != 0:
        if size >= 192:
            return ".".join(labels)
        else:
            labels.append(message[place + 1 : place + 1 + size].decode("ascii"))
            place = place + 1 + size
        size = message[place]
    return ".".join(labels)
