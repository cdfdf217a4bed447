"""What stands in a released notebook where an answer is to be written."""

from __future__ import annotations

import msgspec

from autograder.language import SOURCE_LANGUAGE, tr, use_language


class Stubs(msgspec.Struct, frozen=True):
    """The stubs of one language."""

    code: str
    text: str


def find_stubs(language: str) -> Stubs:
    """Return the stubs of ``language``, a region's being those of its language."""
    with use_language(language.split("_")[0] or SOURCE_LANGUAGE):
        code, text = tr("VOTRE CODE ICI"), tr("VOTRE RÉPONSE ICI")
    return Stubs(code=f"# {code}\nraise NotImplementedError()", text=text)
