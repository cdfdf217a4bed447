"""The sentences of the package itself: what ``tr("…")`` says in it."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.content.kit import Kit
from autograder.i18n.code import find_sentences
from autograder.i18n.message import Sentence
from autograder.i18n.percent import read_source
from autograder.i18n.placeholders import find_placeholders


def list_interface_sentences(kit: Kit) -> Iterator[Sentence]:
    """Yield the sentences of the package in the kit's clone, file by file; a class's kit has none."""
    root = kit.root / "autograder"
    for path in sorted(root.rglob("*.py"), key=lambda path: path.relative_to(root).as_posix()):
        where = path.relative_to(kit.root).as_posix()
        for found in find_sentences(read_source(path), str(path), "package"):
            yield Sentence(found.texts[0], where, found.inside, "", bool(find_placeholders(found.texts[0])))
