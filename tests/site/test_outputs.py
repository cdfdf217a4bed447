"""What a lesson showed, made fit for a page."""

from __future__ import annotations

import base64

from autograder.language import use_language
from autograder.site.outputs import settle_outputs

PNG = b"\x89PNG not really"


def settle(*outputs, depth=1):
    notebook = {
        "metadata": {"widgets": {"state": 1}},
        "cells": [{"cell_type": "markdown", "source": "x"}, {"cell_type": "code", "outputs": list(outputs)}],
    }
    with use_language("fr"):
        pictures = settle_outputs(notebook, depth)
    assert {} == notebook["metadata"]
    return notebook["cells"][1]["outputs"], pictures


def show(metadata=None, **data):
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def test_a_picture_is_a_file_with_its_words():
    output = show(
        {"image/png": {"alt": 'Trois "droites" <montantes>'}}, **{"image/png": base64.b64encode(PNG).decode()}
    )
    [shown], pictures = settle(output, depth=2)
    [name] = pictures
    assert PNG == pictures[name]
    expected = f'<img class="dark-light" src="../../pictures/{name}" alt="Trois &quot;droites&quot; &lt;montantes&gt;">'
    assert expected == shown["data"]["text/html"]


def test_a_drawing_is_a_file_too_so_that_no_script_in_it_runs():
    [shown], pictures = settle(show(**{"image/svg+xml": ["<svg>", "</svg>"]}))
    assert [b"<svg></svg>"] == list(pictures.values())
    assert "<svg" not in shown["data"]["text/html"]


def test_a_widget_is_said_in_words():
    view = "application/vnd.jupyter.widget-view+json"
    [shown], _ = settle(show(**{view: {"model_id": "a"}, "text/plain": "interactive(children=(…))"}))
    assert ["text/markdown"] == list(shown["data"])
    assert "`./passerelle learn`" in shown["data"]["text/markdown"]
    assert "interactive" not in str(shown)


def test_a_script_is_left_out():
    assert [] == settle(show(**{"application/javascript": "alert(1)"}))[0]


def test_an_error_is_plain_text_without_colours():
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\x1b[31mTrace\x1b[0m", "E: v"]}
    assert [{"output_type": "stream", "name": "stderr", "text": "Trace\nE: v\n"}] == settle(error)[0]


def test_a_value_is_text():
    [shown], _ = settle({"output_type": "execute_result", "data": {"text/plain": ["1", "2"]}, "metadata": {}})
    assert "12\n" == shown["text"]
