# /// mistake
# title = "Ne pas compter les sauts"
# tasks = ["name"]
# message = "tournait encore"
# ///
# %% task="name"
def read_name(message, place):
    """Rend le nom qui commence à cette place, ou None s’il saute plus de dix fois."""
    labels = []
    size = message[place]
    while size != 0:
        if size >= 192:
            place = (size - 192) * 256 + message[place + 1]
        else:
            labels.append(message[place + 1 : place + 1 + size].decode("ascii"))
            place = place + 1 + size
        size = message[place]
    return ".".join(labels)
