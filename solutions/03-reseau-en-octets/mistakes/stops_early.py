# /// mistake
# title = "S’arrêter un saut trop tôt"
# tasks = ["name"]
# message = "c’est permis"
# ///
# %% task="name"
def read_name(message, place):
    """Rend le nom qui commence à cette place, ou None s’il saute plus de dix fois."""
    labels = []
    jumps = 0
    size = message[place]
    while size != 0:
        if size >= 192:
            jumps = jumps + 1
            if jumps >= 10:
                return None
            place = (size - 192) * 256 + message[place + 1]
        else:
            labels.append(message[place + 1 : place + 1 + size].decode("ascii"))
            place = place + 1 + size
        size = message[place]
    return ".".join(labels)
