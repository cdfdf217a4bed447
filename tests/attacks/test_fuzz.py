"""Notebooks and texts that nobody thought of: read, put right and shown without a fault, and without filling memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import MarkdownWithMath

from autograder.content.kit import Kit
from autograder.errors import NotebookError
from autograder.grading.bundle import Bundle
from autograder.grading.notebook import disarm
from autograder.grading.reading import parse_submission
from autograder.grading.restore import restore_notebook
from autograder.language import use_language

from .kit import EXERCISE, read_released, write_kit

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return write_kit(tmp_path_factory.mktemp("kit"))


@pytest.fixture(scope="module")
def bundle(kit: Kit) -> Bundle:
    return Bundle(kit, EXERCISE)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)
ids = st.sampled_from(
    ["add", "add-check", "double", "seal", "setup", "check-all", "own-1", "own-2", "own-2001", "é", ""]
)
sources = st.sampled_from(
    ["", "x = 1", "def add(a, b):", "    return 1", "check('add')", "def double(t): pass", "%%bash\nls"]
)
cells = st.fixed_dictionaries(
    {},
    optional={
        "id": ids | values,
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | values,
        "source": sources | values,
        "execution_count": st.integers(-1, 9) | values,
        "metadata": st.fixed_dictionaries({"nbgrader": st.fixed_dictionaries({"grade_id": ids | values})}) | values,
        "attachments": values,
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(cells, max_size=8), values)
def test_any_notebook_is_put_right_or_refused(bundle, odd, metadata):
    with use_language("fr"):
        try:
            submission = parse_submission(json.dumps({"cells": odd, "metadata": metadata}).encode(), "x.ipynb")
        except NotebookError:
            return
        restored = restore_notebook(submission, bundle.exercise, bundle.editions)
    if restored is None:
        return
    keys = [cell.key for cell in restored.cells]
    assert len(set(keys)) == len(keys)
    assert {"add", "double", "seal"} == {cell.task for cell in restored.cells if cell.role == "check"}
    released = {cell.id: cell.source for cell in bundle.editions["fr"].cells}
    assert all(cell.source == released[cell.key] for cell in restored.cells if cell.role in ("check", "locked"))


@settings(deadline=None)
@given(st.data())
def test_a_notebook_with_damaged_bytes_is_read_or_refused(kit, data):
    text = bytearray(json.dumps(read_released(kit)).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    with use_language("fr"):
        try:
            submission = parse_submission(bytes(text), "x.ipynb")
        except NotebookError:
            return
    assert all(isinstance(cell.source, str) for cell in submission.cells)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.found += [
            name for name, _ in attributes if name not in ("href", "src", "alt", "title", "class", "id", "start")
        ]


pieces = st.sampled_from(
    [
        "<script>",
        "</script>",
        "<img src=x onerror=y>",
        "<!--",
        "-->",
        "<?x",
        "<![CDATA[",
        "`",
        "``",
        "```\n",
        "\n\n",
        "<https://e.org>",
        "<https://e.org onclick=x>",
        "[a](b)",
        "![a](b)",
        "\\",
        "<",
        "&lt;",
        "$",
        "a",
        " ",
        "* ",
    ]
)


@given(st.lists(pieces, max_size=12).map("".join))
def test_a_learner_s_markdown_opens_no_tag_but_markdown_s_own(text):
    from nbconvert.filters.markdown_mistune import IPythonRenderer

    parser = _Tags()
    parser.feed(MarkdownWithMath(renderer=IPythonRenderer(escape=False)).render(disarm(text)))
    allowed = {
        "p",
        "code",
        "pre",
        "a",
        "img",
        "em",
        "strong",
        "ul",
        "ol",
        "li",
        "blockquote",
        "div",
        "span",
        "hr",
        "br",
    }
    assert set() == set(parser.found) - allowed - {f"h{level}" for level in range(1, 7)}


def _keys(count: int) -> str:
    return ",".join(f'"{number:x}":"1"' for number in range(count))


FILLERS: dict[str, Callable[[], str]] = {
    "cells that are numbers": lambda: '{"cells": [' + "1," * 20_000_000 + "1]}",
    "keys": lambda: '{"cells": [{"source": "x"}], "y": NaN, "x": {' + _keys(3_500_000) + "}}",
    "claims": lambda: '{"cells": [{"source": "x"}], "metadata": {"passerelle": {' + _keys(3_500_000) + "}}}",
    "lines": lambda: '{"cells": [{"source": [' + ",".join(['"ab"'] * 9_000_000) + "]}]}",
}


@pytest.mark.parametrize("name", FILLERS)
def test_reading_forty_megabytes_takes_little_more_than_they_are(name, tmp_path):
    (tmp_path / "x.ipynb").write_text(FILLERS[name]())
    program = (
        "import resource, sys\n"
        "from autograder.errors import NotebookError\n"
        "from autograder.grading.reading import parse_submission\n"
        "data = open(sys.argv[1], 'rb').read()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: parse_submission(data, 'x')\nexcept NotebookError: pass\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "x.ipynb")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(result.stdout) < 300
