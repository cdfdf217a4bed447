# /// mistake
# title = "Lire les ports à l’envers"
# tasks = ["decode"]
# message = "lus à l’envers"
# ///
# %% task="decode"
def decode_ipv4(packet):
    """Rend les cases utiles d’un paquet IPv4, et ce qu’il porte."""
    size = packet[0] % 16 * 4
    total = int.from_bytes(packet[2:4], "big")
    return {
        "source": write_address(packet[12:16]),
        "target": write_address(packet[16:20]),
        "life": packet[8],
        "protocol": packet[9],
        "payload": packet[size:total],
    }


def decode_tcp(segment):
    """Rend les ports, les drapeaux levés, et ce que porte le segment."""
    size = segment[12] // 16 * 4
    names = []
    for name, weight in FLAGS:
        if segment[13] & weight != 0:
            names.append(name)
    return {
        "source_port": int.from_bytes(segment[0:2], "little"),
        "target_port": int.from_bytes(segment[2:4], "little"),
        "flags": names,
        "payload": segment[size:],
    }
