"""What there is to translate, with the place it comes from."""

from __future__ import annotations

import msgspec


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of the sources."""

    text: str
    file: str
    """From the root of the kit, with ``/``."""
    part: str = ""
    """The cell, task or function in it; may be empty."""
    context: str = ""
    """What a translator writes as ``msgctxt`` to translate it differently here than elsewhere: ``lesson.py cell-7``."""
    placeholders: bool = False

    @property
    def comment(self) -> str:
        """The place, for the translator."""
        return f"{self.file} {self.part}".strip()
