"""Generated files as bytes: the same on every system and every Python."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "pygments_lexer": "ipython3"}


def make_notebook(cells: list[dict[str, Any]], about: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook, format 4.5, with ``about`` as its ``passerelle`` metadata."""
    return {
        "cells": cells,
        "metadata": {"kernelspec": dict(_KERNEL), "language_info": dict(_LANGUAGE), "passerelle": dict(about)},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def make_notebook_cell(identity: str, kind: str, source: str, metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Return one cell, without outputs."""
    cell: dict[str, Any] = {"cell_type": kind, "id": identity, "metadata": dict(metadata), "source": source}
    if kind == "code":
        cell |= {"execution_count": None, "outputs": []}
    return cell


def dump_notebook(notebook: Mapping[str, Any]) -> bytes:
    """Return the notebook as nbformat writes it, one source line a line of the file."""
    cells = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]]
    return dump_json({**notebook, "cells": cells})


def dump_rows(rows: list[Any]) -> bytes:
    """Return a list as JSON, one item a line: long data that stays readable in a difference."""
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True, allow_nan=False) for row in rows)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8")


def dump_json(value: object) -> bytes:
    """Return ``value`` as JSON: sorted keys, UTF-8, line feeds, one at the end."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, separators=(",", ": "), allow_nan=False)
    return (text + "\n").encode("utf-8")
