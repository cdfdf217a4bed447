# /// mistake
# title = "Jeter ce qui dépasse"
# tasks = ["checksum"]
# message = "ne se jette pas"
# ///
# %% task="checksum"
def checksum(data):
    """Rend la somme de contrôle de ces octets."""
    if len(data) % 2 == 1:
        data = data + bytes(1)
    total = 0
    for place in range(0, len(data), 2):
        total = total + int.from_bytes(data[place : place + 2], "big")
    while total > 65535:
        total = total % 65536
    return 65535 - total


def is_intact(header):
    """Dit si cet en-tête, somme comprise, est intact."""
    return checksum(header) == 0
