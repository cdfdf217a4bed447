"""Atheris, for hours rather than seconds: `python -m tests.attacks.fuzz decoder|reply|notebook [libFuzzer's options]`.

Not part of the tests: it needs atheris (`.venv/bin/python -m pip install atheris`), which has no wheel for every
Python. It stops at the first input that raises what it may not, that takes five seconds, or half a gigabyte.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["autograder"]):
    import msgspec

    from autograder.errors import NotebookError
    from autograder.grading.bundle import Bundle
    from autograder.grading.reading import parse_submission
    from autograder.grading.restore import restore_notebook
    from autograder.language import use_language
    from autograder.sandbox.decoding import decode
    from autograder.sandbox.encoding import encode
    from autograder.sandbox.outputs import are_outputs
    from autograder.sandbox.protocol import Reply
    from autograder.sandbox.values import EncodingError, ValueTooLarge

from .kit import EXERCISE, HONEST, fill_in, read_released, write_kit

SEEDS: dict[str, list[bytes]] = {
    "decoder": [encode(value) for value in ([1, -(2**70), "é", b"\0"], {"a": (None, True), 2.5: {3}}, 1j, [[[[]]]])],
    "reply": [msgspec.msgpack.encode(Reply(number=1, value=encode([1, "a"]), printed="x"))],
}


def try_decoder(data: bytes) -> None:
    """Whatever decodes can be written again, and then read."""
    try:
        value = decode(data)
    except EncodingError:
        return
    try:
        written = encode(value)
    except (EncodingError, ValueTooLarge):  # Handles that lie inside a key, or more than one reply may hold.
        return
    assert len(encode(decode(written))) == len(written)  # A set may come back in another order.


def try_reply(data: bytes) -> None:
    """A frame is a reply, or is refused by the ways that the student's proxy knows."""
    try:
        reply = msgspec.msgpack.decode(data, type=Reply)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return
    are_outputs(reply.outputs)
    try_decoder(reply.value)


def make_notebook_target() -> Callable[[bytes], None]:
    """Any bytes are a notebook that can be put right, or are refused with a sentence."""
    kit = write_kit(Path(tempfile.mkdtemp(prefix="passerelle-fuzz-")))
    bundle = Bundle(kit, EXERCISE)
    notebook = read_released(kit)
    fill_in(notebook, HONEST)
    SEEDS["notebook"] = [json.dumps(read_released(kit)).encode(), json.dumps(notebook).encode()]

    def try_notebook(data: bytes) -> None:
        with use_language("fr"):
            try:
                submission = parse_submission(data, "x.ipynb")
            except NotebookError:
                return
            restored = restore_notebook(submission, bundle.exercise, bundle.editions)
        if restored is not None:
            assert {"add", "double", "seal"} == {cell.task for cell in restored.cells if cell.role == "check"}

    return try_notebook


def main() -> None:
    """Fuzz the target that the first argument names; the rest is libFuzzer's."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    targets = {"decoder": lambda: try_decoder, "reply": lambda: try_reply, "notebook": make_notebook_target}
    if name not in targets:
        raise SystemExit(f"python -m tests.attacks.fuzz {'|'.join(targets)} [-max_total_time=3600 …]")
    target = targets[name]()
    corpus = Path(tempfile.mkdtemp(prefix=f"passerelle-fuzz-{name}-"))
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_bytes(seed)
    atheris.Setup([sys.argv[0], "-timeout=5", "-rss_limit_mb=512", *sys.argv[2:], str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
