"""The released lesson."""

import json

from autograder.build import build_lesson

from .smallkit import SLUG, write_catalogue


def test_a_lesson_keeps_its_cells_and_locks_none(kit):
    notebook = json.loads(build_lesson(kit, SLUG, "fr"))
    assert [("cell-1", {}), ("cell-2", {"tags": ["raises-exception"]})] == [
        (cell["id"], cell["metadata"]) for cell in notebook["cells"][:-1]
    ]
    assert {"lang": "fr", "lesson": SLUG, "schema": 1} == notebook["metadata"]["passerelle"]


def test_a_lesson_ends_with_its_words(kit):
    last = json.loads(build_lesson(kit, SLUG, "fr"))["cells"][-1]
    assert ("glossary", "markdown") == (last["id"], last["cell_type"])
    assert "Les mots de cette leçon, dans le glossaire : [pont](../glossaire.md#pont)." == "".join(last["source"])


def test_a_lesson_without_new_words_ends_as_its_author_wrote(kit):
    path = kit.course_folder(SLUG) / "module.toml"
    path.write_text(path.read_text(encoding="utf-8").partition("[[terms]]")[0], encoding="utf-8")
    assert "cell-2" == json.loads(build_lesson(kit, SLUG, "fr"))["cells"][-1]["id"]


def test_a_lesson_is_translated_item_by_item(kit):
    write_catalogue(kit, SLUG, "en", {"La leçon": "The lesson", "un second point": "a second point"})
    notebook = json.loads(build_lesson(kit, SLUG, "en"))
    assert "# The lesson\n\n- un premier point\n- a second point" == "".join(notebook["cells"][0]["source"])
