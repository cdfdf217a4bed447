"""What stands in a released notebook where an answer is to be written."""

from __future__ import annotations

import msgspec

from autograder.language import SOURCE_LANGUAGE, tr, use_language

_CODE = {"fr": "VOTRE CODE ICI", "en": "YOUR CODE HERE"}
_TEXT = {"fr": "VOTRE RÉPONSE ICI", "en": "YOUR ANSWER HERE"}


class Stubs(msgspec.Struct, frozen=True):
    """The stubs of one language."""

    code: str
    text: str


def find_stubs(language: str) -> Stubs:
    """Return the stubs of ``language``; a language outside the table has them in its ``interface.po``."""
    base = language.split("_")[0]
    with use_language(base if base else SOURCE_LANGUAGE):
        code = _CODE.get(base) or tr("VOTRE CODE ICI")
        text = _TEXT.get(base) or tr("VOTRE RÉPONSE ICI")
    return Stubs(code=f"# {code}\nraise NotImplementedError()", text=text)
