# /// mistake
# title = "Garder les zéros du câble"
# tasks = ["decode"]
# message = "viennent du câble"
# ///
# %% task="decode"
def decode_ipv4(packet):
    """Rend les cases utiles d’un paquet IPv4, et ce qu’il porte."""
    size = packet[0] % 16 * 4
    return {
        "source": write_address(packet[12:16]),
        "target": write_address(packet[16:20]),
        "life": packet[8],
        "protocol": packet[9],
        "payload": packet[size:],
    }


def decode_tcp(segment):
    """Rend les ports, les drapeaux levés, et ce que porte le segment."""
    size = segment[12] // 16 * 4
    names = []
    for name, weight in FLAGS:
        if segment[13] & weight != 0:
            names.append(name)
    return {
        "source_port": int.from_bytes(segment[0:2], "big"),
        "target_port": int.from_bytes(segment[2:4], "big"),
        "flags": names,
        "payload": segment[size:],
    }
