"""Translations are complete, and the code is the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.build import same_code
from autograder.i18n.status import status
from autograder.language import SOURCE_LANGUAGE, tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject


def check_translation(subject: Subject) -> Iterator[Finding]:
    """Count what is missing, fuzzy or broken in the languages declared complete, and compare the code."""
    declared = [language for language in subject.languages if language != SOURCE_LANGUAGE]
    for row in status(subject.kit, only=[subject.id]):
        if row.language not in declared:
            continue
        path = subject.kit.catalogue(subject.id, row.language)
        for broken in row.broken:
            yield subject.find("translation", path, str(broken), lang=row.language)
        if not row.complete:
            yield subject.find(
                "translation",
                path,
                tr(
                    "{missing} phrases à traduire, {fuzzy} à revoir. `./passerelle i18n update`, puis Poedit.",
                    missing=row.missing,
                    fuzzy=row.fuzzy,
                ),
                lang=row.language,
            )
    for language in declared:
        for difference in same_code(subject.kit, subject.id, language):
            yield subject.find(
                "translation",
                subject.kit.root / difference.path,
                tr(
                    "Le code n’est pas le même en « {lang} » (ligne {line}) : `{first}` et `{second}`. "
                    "Seuls les commentaires, les docstrings et les tr() changent de langue.",
                    lang=language,
                    line=difference.line,
                    first=difference.first,
                    second=difference.second,
                ),
                cell=difference.cell,
                lang=language,
            )
