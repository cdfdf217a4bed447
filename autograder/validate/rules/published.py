"""Where the world has a published answer, a test holds the reference answer against it, its source named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

_SOURCE = re.compile(
    r"\b(?:RFC\s?\d+|NIST|FIPS|FIRST|W3C|ISO\s?\d+|EN\s?\d+|HL7|Eurostat|INSEE|MITRE|BIP-?\d+|SWIFT|ANSSI)\b"
)
_NONE = re.compile(r"^NO_PUBLISHED_VALUE\s*=\s*\(?\s*[\"'](?P<reason>[^\"']{20,})", re.MULTILINE)


def check_published_values(subject: Subject) -> Iterator[Finding]:
    """Look for the module's test of published values and the sources that it names."""
    if not subject.has_exercise:
        return
    name = f"test_{subject.id.replace('-', '_')}.py"
    found = [
        path for path in (subject.solutions / name, subject.kit.root / "tests" / "content" / name) if path.is_file()
    ]
    if not found:
        yield subject.find(
            "published",
            subject.kit.root / "tests" / "content" / name,
            tr("Écrivez ce test : il tient les réponses de référence contre des valeurs publiées, source nommée."),
        )
        return
    text = found[0].read_text(encoding="utf-8")
    if "assert" not in text or not (_SOURCE.search(text) or _NONE.search(text)):
        yield subject.find(
            "published",
            found[0],
            tr(
                "Ce test ne nomme aucune source publiée (RFC, NIST, ISO…) : dites d’où viennent les valeurs, "
                'ou, s’il n’y en a pas, pourquoi : NO_PUBLISHED_VALUE = "…".'
            ),
        )
