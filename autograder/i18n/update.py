"""Catalogues brought up to date with the sources: nothing is lost, and nothing changes where nothing changed."""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.content.kit import Kit
from autograder.i18n.catalogue import is_usable, read_catalogue
from autograder.i18n.extract import extract_all
from autograder.i18n.message import Sentence
from autograder.i18n.placeholders import FLAG, NO_FLAG
from autograder.language import SOURCE_LANGUAGE
from autograder.storage import write_whole

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

HIDDEN = ".hidden"
"""At the end of the name of the catalogue that is never shipped."""
_WIDTH = 100
_HEADERS = ("project-id-version", "po-revision-date", "last-translator", "language-team", "language", "plural-forms")


def update(kit: Kit) -> list[Path]:
    """Write or update every catalogue of every language; returns the files that changed.

    A language is a folder of ``locale/``. A French sentence that changed leaves its translation fuzzy, with the former
    sentence beside it; one that is gone leaves it at the end of the file, as obsolete. An overlay (``fr_CA``) keeps
    only what it translates.
    """
    changed = []
    extracted = extract_all(kit)
    for language in kit.list_languages():
        if language == SOURCE_LANGUAGE:
            continue
        former = {name: _read_translations(kit.catalogue(name, language), language) for name in extracted}
        for name, sentences in extracted.items():
            path = kit.catalogue(name, language)
            catalogue = read_catalogue(path, language)
            merge(catalogue, sentences, sparse=is_overlay(language))
            if not is_overlay(language):
                _take_over(catalogue, former.get(_name_twin(name), {}))
            if is_overlay(language) and not path.is_file() and not len(catalogue):
                continue
            data = dump_catalogue(catalogue, name)
            if not path.is_file() or path.read_bytes() != data:
                write_whole(path, data)
                changed.append(path)
    return changed


def _name_twin(name: str) -> str:
    """Return the other catalogue of a module, where a sentence goes that begins or ceases to be shipped."""
    return name.removesuffix(HIDDEN) if name.endswith(HIDDEN) else name + HIDDEN


def _read_translations(path: Path, language: str) -> dict[str, str]:
    """Return what a catalogue translates, what is obsolete in it included."""
    catalogue = read_catalogue(path, language)
    messages = [*catalogue.obsolete.values(), *catalogue]
    return {str(message.id): str(message.string) for message in messages if is_usable(message)}


def _take_over(catalogue: Catalog, twin: Mapping[str, str]) -> None:
    """Translate what came from the module's other catalogue as it was translated there."""
    for message in catalogue:
        if str(message.id) in twin and (message.fuzzy or not message.string):
            message.string = twin[str(message.id)]
            message.flags.discard("fuzzy")
            message.previous_id = []


def is_overlay(language: str) -> bool:
    """Tell whether ``language`` is a region's, which keeps only the sentences that it says otherwise."""
    return "_" in language


def merge(catalogue: Catalog, sentences: Iterable[Sentence], *, sparse: bool = False) -> None:
    """Bring ``catalogue`` up to date with ``sentences``, in their order, through Babel's own update."""
    template = _make_template(sentences, {(message.context, message.id) for message in catalogue if message.context})
    if sparse:
        _restrict(template, catalogue)
    for key, message in list(catalogue.obsolete.items()):
        if template.get(message.id, message.context) and not catalogue.get(message.id, message.context):
            del catalogue.obsolete[key]
            catalogue[message.id] = message
    previous = {(message.context, message.id): message.previous_id for message in catalogue}
    catalogue.update(template, update_creation_date=False)
    for message in list(catalogue):
        if message.fuzzy and not message.previous_id:  # Babel forgets it the second time.
            message.previous_id = previous.get((message.context, message.id), [])
    for key, message in list(catalogue.obsolete.items()):
        if not message.string:
            del catalogue.obsolete[key]


def dump_catalogue(catalogue: Catalog, name: str) -> bytes:
    """Return the catalogue as a ``.po`` file, without a date of creation or a version of the tool that wrote it."""
    from babel.messages.pofile import write_po

    for message in catalogue:
        if NO_FLAG in message.flags:
            message.flags.discard(FLAG)
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=_WIDTH, no_location=True, omit_header=True)
    body = _insert_previous(catalogue, buffer.getvalue().decode("utf-8").strip("\n"))
    return (_make_header(catalogue, name) + (f"\n{body}\n" if body else "")).encode("utf-8")


def _insert_previous(catalogue: Catalog, body: str) -> str:
    """Put the former sentence of fuzzy messages before them; Babel's own way breaks long ones in the middle."""
    from babel.messages.pofile import normalize

    blocks = body.split("\n\n")
    messages = (message for message in catalogue if message.id)
    for number, message in enumerate(messages):
        if message.fuzzy and message.previous_id:
            former = normalize(str(message.previous_id[0]), prefix="#| ", width=_WIDTH)
            begin = re.search(r"^(?:msgctxt|msgid)", blocks[number], flags=re.MULTILINE)
            place = begin.start() if begin else 0
            blocks[number] = f"{blocks[number][:place]}#| msgid {former}\n{blocks[number][place:]}"
    return "\n\n".join(blocks)


def _make_template(sentences: Iterable[Sentence], contexts: set[tuple[object, object]]) -> Catalog:
    from babel.messages.catalog import Catalog

    template = Catalog(charset="utf-8")
    formats: set[str] = set()
    for sentence in sentences:
        for context in (None, sentence.context):
            if context is None or (context, sentence.text) in contexts:
                template.add(sentence.text, auto_comments=(sentence.comment,), context=context)
        if sentence.placeholders:
            formats.add(sentence.text)
    for message in template:
        if FLAG in message.flags and message.id not in formats:
            message.flags.add(NO_FLAG)
    return template


def _restrict(template: Catalog, catalogue: Catalog) -> None:
    """Leave in the template what the overlay says, and what the sentences it has lost may have become."""
    there = {message.id for message in catalogue}
    free = [message.id for message in template if message.id and message.id not in there]
    lost = [message.id for message in catalogue if message.id and message.string and message.id not in template]
    heirs = {heir for sentence in lost for heir in difflib.get_close_matches(sentence, free, 1)}
    for message in list(template):
        if message.id and message.id not in there and message.id not in heirs:
            template.delete(message.id, message.context)


def _make_header(catalogue: Catalog, name: str) -> str:
    comment = catalogue.header_comment
    if not comment or "PROJECT" in comment:
        comment = f"# Passerelle, {name}.\n# `passerelle i18n update` writes msgid, a translator writes msgstr."
    kept = [
        (key, value)
        for key, value in catalogue.mime_headers
        if key.lower() in _HEADERS and not _is_unset(catalogue, key, value)
    ]
    kept += [
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    lines = "".join(f'"{key}: {value}\\n"\n' for key, value in kept)
    return f'{comment}\nmsgid ""\nmsgstr ""\n{lines}'


def _is_unset(catalogue: Catalog, key: str, value: str) -> bool:
    """Tell whether a header holds the words that Babel puts where nobody wrote any."""
    if key.lower() == "po-revision-date":
        return not isinstance(catalogue.revision_date, datetime)
    return any(word in value for word in ("PROJECT VERSION", "FULL NAME", "<LL@li.org>"))
