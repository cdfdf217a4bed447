"""Where a generated file first differs from what its sources say."""

from __future__ import annotations

import itertools
import json
from typing import Any

from autograder.language import tr


def describe_difference(path: str, present: bytes, wanted: bytes) -> str:
    """Return the first cell, or line, that differs, in words."""
    if present.replace(b"\r\n", b"\n") == wanted:
        return tr("les fins de ligne (CRLF au lieu de LF)")
    if path.endswith(".ipynb"):
        found = _find_cell(present, wanted)
        if found:
            return found
    pairs = itertools.zip_longest(present.split(b"\n"), wanted.split(b"\n"))
    line = next(number for number, (old, new) in enumerate(pairs, start=1) if old != new)
    return tr("ligne {line}", line=line)


def _find_cell(present: bytes, wanted: bytes) -> str:
    try:
        old, new = json.loads(present), json.loads(wanted)
        pairs = list(itertools.zip_longest(old["cells"], new["cells"]))
        pair = next((pair for pair in pairs if pair[0] != pair[1]), None)
        if pair is None:
            return tr("les métadonnées du carnet")
        return _describe_pair(*pair)
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _describe_pair(old: dict[str, Any] | None, new: dict[str, Any] | None) -> str:
    if new is None:
        assert old is not None
        return tr("la cellule « {cell} » est de trop", cell=old["id"])
    if old is None:
        return tr("la cellule « {cell} » manque", cell=new["id"])
    if old["id"] != new["id"]:
        return tr("la cellule « {old} » au lieu de « {new} »", old=old["id"], new=new["id"])
    return tr("la cellule « {cell} »", cell=new["id"])
