"""The released lesson."""

import json

from autograder.build import build_lesson

from .smallkit import SLUG, write_catalogue


def test_a_lesson_keeps_its_cells_and_locks_none(kit):
    notebook = json.loads(build_lesson(kit, SLUG, "fr"))
    assert [("cell-1", {}), ("cell-2", {"tags": ["raises-exception"]})] == [
        (cell["id"], cell["metadata"]) for cell in notebook["cells"]
    ]
    assert {"lang": "fr", "lesson": SLUG, "schema": 1} == notebook["metadata"]["passerelle"]


def test_a_lesson_is_translated_item_by_item(kit):
    write_catalogue(kit, SLUG, "en", {"La leçon": "The lesson", "un second point": "a second point"})
    notebook = json.loads(build_lesson(kit, SLUG, "en"))
    assert "# The lesson\n\n- un premier point\n- a second point" == "".join(notebook["cells"][0]["source"])
