"""Écrit data/exemple.zip et data/exemple.sha256, toujours les mêmes : une boulangerie inventée, trois fichiers.

L’archive est fabriquée abîmée : un octet de `clients.csv` a changé avant l’archivage, comme sur un disque qui vieillit.
Les entrées ne sont pas compressées, pour que le fichier soit le même quelle que soit la version de zlib.
"""

import hashlib
import io
import zipfile
from pathlib import Path

FILES = {
    "clients.csv": "numero;nom;telephone\n1;Hôtel du Lac;555 0100\n2;École Jeanne;555 0101\n",
    "horaires.txt": "mardi à samedi, 6 h 30 à 19 h\n",
    "tarifs 2026.csv": "article;prix\npain de seigle;4,20\nbrioche;6,50\n",
}


def build_zip(files: dict[str, bytes], folders: tuple[str, ...] = ()) -> bytes:
    """Rend une archive zip qui contient ces fichiers, dans l’ordre donné, après une ligne par dossier."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in [*folders, *files]:
            entry = zipfile.ZipInfo(name, date_time=(2026, 11, 20, 22, 0, 0))
            entry.create_system = 3
            archive.writestr(entry, files.get(name, b""))
    return stream.getvalue()


def build_manifest(files: dict[str, bytes]) -> str:
    """Rend le manifeste de ces fichiers, dans la forme de sha256sum."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())


def build_example() -> tuple[bytes, str]:
    """Rend l’archive d’exemple et le manifeste fait avant que l’octet ne change."""
    good = {name: text.encode() for name, text in FILES.items()}
    aged = {**good, "clients.csv": good["clients.csv"].replace(b"555 0101", b"555 0901")}
    return build_zip(aged), build_manifest(good)


if __name__ == "__main__":
    folder = Path(__file__).parent / "data"
    archive, manifest = build_example()
    (folder / "exemple.zip").write_bytes(archive)
    (folder / "exemple.sha256").write_text(manifest, encoding="utf-8", newline="\n")
