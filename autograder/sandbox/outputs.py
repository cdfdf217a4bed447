"""The outputs of a cell as they come back from a student process: nbformat 4, and nothing else."""

from __future__ import annotations

from typing import Any, Literal

import msgspec


class Stream(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="output_type", tag="stream"):
    """What was printed."""

    name: Literal["stdout", "stderr"]
    text: str


class Display(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="output_type", tag="display_data"):
    """What was shown."""

    data: dict[str, Any]
    metadata: dict[str, Any]


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="output_type", tag="execute_result"):
    """The value of a cell's last line."""

    data: dict[str, Any]
    metadata: dict[str, Any]
    execution_count: int


class Failure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="output_type", tag="error"):
    """An exception that ended a cell."""

    ename: str
    evalue: str
    traceback: tuple[str, ...]


KEPT_MIMES = frozenset(
    {
        "text/plain",
        "text/html",
        "text/markdown",
        "text/latex",
        "image/png",
        "image/jpeg",
        "image/svg+xml",
        "application/json",
    }
)
"""What an output may hold: no scripts, no widgets."""

_decode = msgspec.json.Decoder(Stream | Display | Result | Failure).decode


def are_outputs(outputs: tuple[bytes, ...]) -> bool:
    """Say whether each of these is an output that a notebook may hold."""
    try:
        for output in outputs:
            decoded = _decode(output)
            if isinstance(decoded, Display | Result) and not _is_bundle(decoded.data):
                return False
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return False
    return True


def _is_bundle(data: dict[str, Any]) -> bool:
    return data.keys() <= KEPT_MIMES and all(
        isinstance(value, str) or mime == "application/json" for mime, value in data.items()
    )
