"""A lesson's outputs as a page can show them: pictures with their words, no script, nothing that is fetched.

JupyterLab shows sliders and colours that a still page has not; what stands in their place is said in words.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import Any

from autograder.language import tr

PICTURES = "pictures"
"""The folder of a language's pictures, each named by what is in it."""

_WIDGET = "application/vnd.jupyter.widget-view+json"
_KINDS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def settle_outputs(notebook: dict[str, Any], depth: int) -> dict[str, bytes]:
    """Change a notebook's outputs in place; return its pictures by name.

    ``depth`` is the number of folders between the page and those pictures.
    """
    pictures: dict[str, bytes] = {}
    notebook["metadata"].pop("widgets", None)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                shown for output in cell.get("outputs", []) if (shown := _settle(output, depth, pictures)) is not None
            ]
    return pictures


def _settle(output: dict[str, Any], depth: int, pictures: dict[str, bytes]) -> dict[str, Any] | None:
    kind = output["output_type"]
    if kind == "stream":
        return output | {"text": _COLOURS.sub("", _join(output["text"]))}
    if kind == "error":
        lines = "\n".join(output.get("traceback", [])) or f"{output['ename']}: {output['evalue']}"
        return {"output_type": "stream", "name": "stderr", "text": _COLOURS.sub("", lines) + "\n"}
    data = output.get("data", {})
    if _WIDGET in data:
        return _show("text/markdown", _say_widget())
    for mime, ending in _KINDS.items():
        if mime in data:
            return _show("text/html", _draw(data[mime], mime, ending, output.get("metadata", {}), depth, pictures))
    if "text/html" in data:
        return _show(
            "text/html", f'<div class="pst-scrollable-table-container" tabindex="0">{_join(data["text/html"])}</div>'
        )
    if "text/plain" in data:
        return {"output_type": "stream", "name": "stdout", "text": _COLOURS.sub("", _join(data["text/plain"])) + "\n"}
    return None


def _draw(content: Any, mime: str, ending: str, metadata: Any, depth: int, pictures: dict[str, bytes]) -> str:
    payload = _join(content).encode("utf-8") if ending == "svg" else base64.b64decode(_join(content))
    name = f"{hashlib.sha256(payload).hexdigest()[:24]}.{ending}"
    pictures[name] = payload
    words = metadata.get(mime, {}).get("alt") or metadata.get("alt") or ""
    address = "../" * depth + f"{PICTURES}/{name}"
    # The theme dims pictures in the dark, unless they say that they stand both lights.
    return f'<img class="dark-light" src="{address}" alt="{html.escape(str(words), quote=True)}">'


def _show(mime: str, text: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {mime: text}, "metadata": {}}


def _say_widget() -> str:
    return tr("Ici, JupyterLab montre un réglage à faire varier : ouvrez la leçon avec `./passerelle learn`.")


def _join(text: Any) -> str:
    return text if isinstance(text, str) else "".join(text)
