"""The header of a kept mistake: a TOML table in comments, with sentences in it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from autograder.content.tomlfile import convert_table
from autograder.errors import ContentError
from autograder.i18n.percent import read_source
from autograder.language import tr

_HEADER = re.compile(r"\A\s*# /// mistake\n(?P<toml>(?:#[^\n]*\n)*?)# ///[ \t]*(?:\n|\Z)")


class MistakeHeader(msgspec.Struct, frozen=True):
    """What the author of a mistake declares."""

    title: str
    tasks: tuple[str, ...]
    message: str


def read_mistake_texts(path: Path) -> tuple[str, str]:
    """Return the title and the piece of message of the mistake in the file ``path``."""
    header, _body = read_mistake_header(path)
    return header.title, header.message


def read_mistake_header(path: Path) -> tuple[MistakeHeader, str]:
    """Return the header and what follows it; raises :class:`ContentError` naming file and remedy."""
    text = read_source(path)
    opening = _HEADER.match(text)
    if opening is None:
        raise ContentError(
            tr(
                "{path} : ce fichier doit commencer par « # /// mistake », puis title, tasks et message "
                "en commentaires, puis « # /// ».",
                path=path,
            )
        )
    return _parse(opening["toml"], path), text[opening.end() :]


def _parse(commented: str, path: Path) -> MistakeHeader:
    lines = (line.removeprefix("#").removeprefix(" ") for line in commented.splitlines())
    try:
        table = msgspec.toml.decode("\n".join(lines))
    except msgspec.DecodeError as error:
        raise ContentError(
            tr("{path} : l’en-tête « # /// mistake » n’est pas du TOML lisible : {reason}.", path=path, reason=error)
        ) from None
    header = convert_table(table, MistakeHeader, path)
    if not header.tasks or not header.message.strip():
        raise ContentError(
            tr("{path} : l’erreur type ne dit pas ce qu’elle fait perdre. Remplissez tasks et message.", path=path)
        )
    return header
