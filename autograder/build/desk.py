"""The bundle of the learner's desk: built with Node where there is one, held against its sources where there is none.

Sources are in ``desk/``; what JupyterLab loads is in ``autograder/desk/labextension/``, committed, so that nobody who
learns or teaches needs Node. ``bundle.json`` beside it holds the digest of the sources and of each file.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import msgspec

from autograder.build.dump import dump_json
from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.i18n.catalogue import make_translator
from autograder.i18n.extract import INTERFACE
from autograder.i18n.interface import list_desk_sentences
from autograder.language import SOURCE_LANGUAGE, tr

NAME = "passerelle-desk"
FOLDER = "autograder/desk/labextension"
RECORD = f"{FOLDER}/bundle.json"
_INPUTS = ("package.json", "package-lock.json", "tsconfig.json", "build.config.js")
_LICENCES = "third-party-licenses.json"
"""What the builder writes of the libraries that it bundled: there must be none."""
_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund")
_MINUTES = 10


class Record(msgspec.Struct, frozen=True):
    """What a bundle was made from, and its files."""

    sources: str
    files: dict[str, str]
    schema: int = 1


def read_sources(kit: Kit) -> dict[str, bytes]:
    """Return the files that the bundle is made from, by their path in ``desk/``; none in a kit without it."""
    folder = kit.root / "desk"
    paths = [folder / name for name in _INPUTS] + sorted((folder / "src").glob("*.ts"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def read_record(kit: Kit) -> Record | None:
    """Return what the committed bundle says that it was made from; ``None`` where it says nothing that can be read."""
    try:
        return msgspec.json.decode((kit.root / RECORD).read_bytes(), type=Record)
    except (OSError, msgspec.DecodeError):
        return None


def digest_sources(sources: dict[str, bytes]) -> str:
    """Return one digest of all the sources and their names."""
    total = hashlib.sha256()
    for name, data in sorted(sources.items()):
        total.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return total.hexdigest()


def list_bundle(kit: Kit) -> dict[str, bytes]:
    """Return the committed files of the bundle by their path in the kit, its record not among them."""
    folder = kit.root / FOLDER / NAME
    paths = [folder / "package.json", *sorted((folder / "static").glob("*"))]
    return {path.relative_to(kit.root).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def is_fresh(kit: Kit) -> bool:
    """Whether the committed bundle was made from the sources as they are, and nobody has touched it since."""
    record = read_record(kit)
    files = {path: hashlib.sha256(data).hexdigest() for path, data in list_bundle(kit).items()}
    return record is not None and record.sources == digest_sources(read_sources(kit)) and record.files == files


def write_words(kit: Kit) -> dict[str, bytes]:
    """Return the translations of the desk's sentences, a file a language, by their path in the kit."""
    sentences = sorted({sentence.text for sentence in list_desk_sentences(kit)})
    files = {}
    for language in kit.list_languages() if sentences else ():
        if language == SOURCE_LANGUAGE:
            continue
        own = make_translator(kit, (INTERFACE,), language).sentences
        said = {text: own[("", text)] for text in sentences if own.get(("", text))}
        if said:
            files[f"{FOLDER}/{NAME}/words/{language}.json"] = dump_json(said)
    return files


def list_words(kit: Kit) -> list[str]:
    """Return the files of words that there are, by their path in the kit."""
    paths = (kit.root / FOLDER / NAME / "words").glob("*.json")
    return sorted(path.relative_to(kit.root).as_posix() for path in paths)


def find_node() -> tuple[str, str] | None:
    """Return Node and npm, where both are there."""
    node, npm = shutil.which("node"), shutil.which("npm")
    return (node, npm) if node and npm else None


def build_bundle(kit: Kit) -> dict[str, bytes]:
    """Return the files of the bundle and its record by their path in the kit, freshly built in a folder of their own.

    Raises :class:`ContentError` where there is no Node, where its packages cannot be had, or where it does not compile.
    """
    sources = read_sources(kit)
    with tempfile.TemporaryDirectory(prefix="passerelle-desk-") as scratch:
        folder = Path(scratch)
        for name, data in sources.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        _compile(folder)
        made = {path.relative_to(folder / "labextension"): path for path in (folder / "labextension").rglob("*")}
        files = {
            f"{FOLDER}/{NAME}/{name.as_posix()}": path.read_bytes() for name, path in made.items() if path.is_file()
        }
    _refuse_others_code(files.pop(f"{FOLDER}/{NAME}/static/{_LICENCES}", b"{}"))
    record = Record(
        digest_sources(sources), {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}
    )
    return {**files, RECORD: dump_json(msgspec.to_builtins(record))}


def _compile(folder: Path) -> None:
    found = find_node()
    if found is None:
        raise ContentError(
            tr(
                "Le pupitre (desk/) a changé, et il n’y a pas Node ici pour le construire. "
                "Installez nodejs et npm, puis relancez `./passerelle build`."
            )
        )
    node, npm = found
    _run([npm, *_INSTALL], folder)
    _run([node, "node_modules/typescript/bin/tsc"], folder)
    core = "node_modules/@jupyterlab/core-meta/core.package.json"
    builder = "node_modules/@jupyter/builder/lib/build-labextension.js"
    _run([node, builder, "--core-package-file", core, "."], folder)


def _run(command: list[str], folder: Path) -> None:
    variables = {**os.environ, "NODE_ENV": "", "CI": "true", "NO_COLOR": "1"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=variables, capture_output=True, text=True, timeout=_MINUTES * 60, check=False
        )
        said = done.stdout + done.stderr if done.returncode else ""
    except (OSError, subprocess.TimeoutExpired) as error:
        said = str(error)
    if said:
        raise ContentError(
            tr(
                "Le pupitre (desk/) ne se construit pas : `{command}` dit\n{said}",
                command=" ".join([Path(command[0]).name, *command[1:]]),
                said="\n".join(said.strip().splitlines()[-20:]),
            )
        )


def _refuse_others_code(licences: bytes) -> None:
    bundled = [str(package.get("name")) for package in msgspec.json.decode(licences).get("packages", [])]
    if bundled:
        raise ContentError(
            tr(
                "Le pupitre (desk/) embarquerait du code d’autrui : {names}. "
                "Il ne doit employer que ce que JupyterLab apporte.",
                names=", ".join(bundled),
            )
        )
