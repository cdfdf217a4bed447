"""Écrit les deux nuits de data/, toujours les mêmes : une nuit calme, une nuit de trois attaques. Rien n’y est réel."""

import json
import random
import runpy
from pathlib import Path

SEED = 4141
HERE = Path(__file__).parent
NIGHTS = {"calme": ("2026-11-10", []), "attaques": ("2026-11-12", ["fast", "spray", "slow"])}


def build_files() -> dict[str, str]:
    """Rend le texte de chaque fichier : le journal de chaque serveur, et les essais qu’il faut y lire."""
    made = runpy.run_path(str(HERE / "variants.py"))
    rng = random.Random(SEED)
    files = {}
    for name, (night, kinds) in NIGHTS.items():
        rows = made["make_night"](rng, kinds)
        lines, events = made["write_night"](night, rows["rows"], rng)
        for host, text in lines.items():
            files[f"{name}-{host}.log"] = "\n".join(text) + "\n"
        whole = {"attackers": rows["attackers"], "events": events}
        files[f"{name}.json"] = json.dumps(whole, ensure_ascii=False, indent=0) + "\n"
    return files


if __name__ == "__main__":
    for name, text in build_files().items():
        (HERE / "data" / name).write_text(text, encoding="utf-8")
