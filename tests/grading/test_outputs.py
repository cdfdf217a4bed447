"""Nothing that a learner's code displays can act in the browser of whoever reads it."""

from __future__ import annotations

import json

from autograder.grading.outputs import clean_outputs


def _clean(output: dict) -> dict:
    return clean_outputs((json.dumps(output).encode(),), 3)[0]


def test_markup_is_left_out_and_its_text_stands_in():
    data = {"text/html": "<script>alert(1)</script>", "text/plain": "table", "application/javascript": "x"}

    cleaned = _clean({"output_type": "display_data", "data": data})

    assert {"text/plain": "table"} == cleaned["data"]


def test_a_picture_is_kept_only_where_it_is_one():
    good = _clean({"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo=", "text/plain": "f"}})
    forged = _clean({"output_type": "display_data", "data": {"image/png": '"><script>', "text/plain": "f"}})

    assert {"image/png": "iVBORw0KGgo=", "text/plain": "f"} == good["data"]
    assert {"text/plain": "f"} == forged["data"]


def test_terminal_escapes_go_but_colours_stay():
    cleaned = _clean(
        {"output_type": "stream", "name": "stdout", "text": "\x1b]0;title\x07\x1b[2J\x1b[31mred\x1b[0m\r\n"}
    )

    assert "\x1b[31mred\x1b[0m" in cleaned["text"]
    assert "\x1b[2J" not in cleaned["text"]
    assert "\x07" not in cleaned["text"]


def test_what_is_no_output_is_dropped():
    assert [] == clean_outputs((b"\xff", b"[]", b'{"output_type": "strange"}'), 1)
