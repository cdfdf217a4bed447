"""The sentences of the package itself and of the learner’s desk: what ``tr("…")`` says in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.i18n.code import find_sentences
from autograder.i18n.message import Sentence
from autograder.i18n.percent import read_source
from autograder.i18n.placeholders import find_placeholders
from autograder.language import tr

_DESK_CALL = re.compile(r"""\.tr\(\s*(?:'(?P<single>(?:[^'\\\n]|\\.)*)'|"(?P<double>(?:[^"\\\n]|\\.)*)"|(?P<other>))""")
"""A sentence in TypeScript: ``words.tr('…', {…})``."""


def list_interface_sentences(kit: Kit) -> Iterator[Sentence]:
    """Yield the sentences of the package in the kit's clone, file by file; a class's kit has none."""
    root = kit.root / "autograder"
    for path in sorted(root.rglob("*.py"), key=lambda path: path.relative_to(root).as_posix()):
        where = path.relative_to(kit.root).as_posix()
        for found in find_sentences(read_source(path), str(path), "package"):
            yield Sentence(found.texts[0], where, found.inside, "", bool(find_placeholders(found.texts[0])))
    yield from list_desk_sentences(kit)


def list_desk_sentences(kit: Kit) -> Iterator[Sentence]:
    """Yield the sentences of the desk in TypeScript; raises :class:`ContentError` where ``tr`` holds no literal."""
    for path in sorted((kit.root / "desk" / "src").glob("*.ts")):
        where = path.relative_to(kit.root).as_posix()
        source = read_source(path)
        for found in _DESK_CALL.finditer(source):
            if found["other"] is not None:
                line = source.count("\n", 0, found.start()) + 1
                raise ContentError(
                    tr("{path}, ligne {line} : `tr` attend une phrase entre guillemets.", path=where, line=line)
                )
            text = re.sub(r"\\(.)", r"\1", found["single"] or found["double"] or "")
            yield Sentence(text, where, "", "", bool(find_placeholders(text)))
