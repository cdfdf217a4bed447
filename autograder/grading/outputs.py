"""Outputs of learner code, made harmless before a person sees them in a notebook.

Kept: text, errors, and pictures as pictures (PNG, JPEG, GIF, WebP, SVG). HTML, JavaScript and anything else could act
in the browser of whoever reads the graded notebook, so their plain-text form stands in their place.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

import msgspec

from autograder.grading.pictures import pick_picture
from autograder.language import tr

_KEPT_IMAGES = ("image/png", "image/jpeg")  # As they are: every page of nbconvert’s shows them.
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
# Colour codes are kept, as tracebacks use them; every other escape or control character is dropped.
_CONTROLS = re.compile(
    r"\x1b(?!\[[0-9;]*m)(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\-_])?|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]"
)
MAX_TEXT = 200_000
"""Characters of one output."""


def clean_outputs(raw: tuple[bytes, ...], count: int) -> list[dict[str, Any]]:
    """Return notebook outputs that a browser may be shown; ``count`` is the cell's execution number."""
    cleaned = []
    for item in raw[:1000]:
        try:
            output = msgspec.json.decode(item, type=dict[str, Any])
        except (ValueError, RecursionError):
            continue
        safe = _clean_output(output, count)
        if safe is not None:
            cleaned.append(safe)
    return cleaned


def clean_text(value: object) -> str:
    """Return text without control characters other than line ends, tabs and colours."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    return _CONTROLS.sub("", value)[:MAX_TEXT] if isinstance(value, str) else ""


def _clean_output(output: dict[str, Any], count: int) -> dict[str, Any] | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"name": name, "output_type": "stream", "text": clean_text(output.get("text"))}
    if kind == "error":
        trace = output.get("traceback")
        return {
            "ename": clean_text(output.get("ename")),
            "evalue": clean_text(output.get("evalue")),
            "output_type": "error",
            "traceback": [clean_text(line) for line in trace][:500] if isinstance(trace, list) else [],
        }
    if kind in ("execute_result", "display_data"):
        data = output.get("data")
        safe: dict[str, Any] = {
            "data": _clean_data(data if isinstance(data, dict) else {}),
            "metadata": {},
            "output_type": kind,
        }
        if kind == "execute_result":
            safe["execution_count"] = count
        return safe
    return None


def _clean_data(data: dict[str, Any]) -> dict[str, str]:
    kept = {"text/plain": clean_text(data.get("text/plain"))}
    if not kept["text/plain"]:
        kept["text/plain"] = tr("(affichage sans texte)")
    for kind in _KEPT_IMAGES:
        value = data.get(kind)
        value = "".join(part for part in value if isinstance(part, str)) if isinstance(value, list) else value
        if isinstance(value, str) and _BASE64.fullmatch(value):
            kept[kind] = value
    if len(kept) == 1 and (address := pick_picture(data)):
        # A GIF, a WebP or an SVG: nbconvert's pages know no way to show the first two, and would run the third.
        kept["text/html"] = f'<img src="{address}" alt="{escape(kept["text/plain"])}">'
    return kept
