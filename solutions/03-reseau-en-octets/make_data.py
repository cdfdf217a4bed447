"""Écrit data/atelier.pcap, toujours la même : la capture d’un atelier inventé, au vrai format."""

import random
import runpy
from pathlib import Path
from typing import Any

SEED = 1071
HERE = Path(__file__).parent
TOOLS: dict[str, Any] = runpy.run_path(str(HERE / "variants.py"))


def build_capture() -> bytes:
    """Rend le fichier : une trame qui n’est pas de l’IPv4, une question, sa réponse, puis une connexion."""
    rng = random.Random(SEED)
    shop = TOOLS["Shop"](rng)
    shop.frames.append(TOOLS["arp"]("192.0.2.20"))
    shop.ask("192.0.2.20", "www.example.com", "198.51.100.80")
    shop.talk("192.0.2.20", "198.51.100.80", [40], [52])
    shop.refuse("192.0.2.20", "192.0.2.1", 23)
    return TOOLS["pcap"](shop.frames, 1_793_862_600, rng)


if __name__ == "__main__":
    (HERE / "data" / "atelier.pcap").write_bytes(build_capture())
