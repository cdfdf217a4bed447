"""One edition of an exercise: every file that a learner receives."""

import json

import nbformat
import pytest

from autograder import __version__
from autograder.build import build_exercise, build_source_notebook, translate_hidden
from autograder.content.edition import read_edition, read_variants
from autograder.errors import ContentError, UnknownExercise

from .smallkit import SLUG, write_catalogue, write_kit


@pytest.fixture
def files(kit):
    return build_exercise(kit, SLUG, "fr")


@pytest.fixture
def cells(files):
    return {cell["id"]: cell for cell in json.loads(files[f"{SLUG}.ipynb"])["cells"]}


def source(cell):
    return "".join(cell["source"])


def test_an_edition_holds_what_a_learner_needs_and_no_more(files):
    expected = {f"{SLUG}.ipynb", "checks.py", "exercise.json", "variants.json", "data/mots.txt"}
    assert expected == set(files)


def test_cells_have_assigned_ids_in_the_authors_order(cells):
    expected = [
        "cell-1",
        "setup",
        "cell-2",
        "lent",
        "double",
        "double-check",
        "greet",
        "greet-check",
        "why",
        "check-all",
    ]
    assert expected == list(cells)


def test_every_id_is_nbgraders_grade_id(cells):
    graded = {name: cell["metadata"]["nbgrader"] for name, cell in cells.items() if "nbgrader" in cell["metadata"]}
    assert {name: name for name in graded} == {name: metadata["grade_id"] for name, metadata in graded.items()}


def test_an_answer_cell_holds_the_stub_in_place_of_the_solution(cells):
    expected = [
        "def double(number):",
        '    """Rend le double de `number`."""',
        "    # VOTRE CODE ICI",
        "    raise NotImplementedError()",
    ]
    assert expected == source(cells["double"]).splitlines()


def test_an_answer_cell_may_be_edited_but_not_deleted(cells):
    metadata = cells["double"]["metadata"]
    flags = {key: metadata["nbgrader"][key] for key in ("grade", "solution", "locked", "task", "schema_version")}
    assert {"grade": False, "solution": True, "locked": False, "task": False, "schema_version": 3} == flags
    assert (False, None) == (metadata["deletable"], metadata.get("editable"))


def test_a_check_cell_follows_its_answer_and_bears_the_points(cells):
    check = cells["greet-check"]
    assert 'check("greet")' == source(check)
    assert (True, False, True, 1.5) == tuple(
        check["metadata"]["nbgrader"][key] for key in ("grade", "solution", "locked", "points")
    )
    assert (False, False) == (check["metadata"]["deletable"], check["metadata"]["editable"])


def test_whole_points_are_whole_numbers(cells):
    assert "2" == json.dumps(cells["double-check"]["metadata"]["nbgrader"]["points"])


def test_a_manual_task_is_answered_in_text_and_bears_its_own_points(cells):
    why = cells["why"]
    assert ("markdown", "VOTRE RÉPONSE ICI") == (why["cell_type"], source(why))
    assert (True, True, 1) == tuple(why["metadata"]["nbgrader"][key] for key in ("grade", "solution", "points"))


def test_lent_code_is_locked_and_prose_and_examples_are_not(cells):
    locked = {name for name, cell in cells.items() if cell["metadata"].get("nbgrader", {}).get("locked")}
    assert {"setup", "lent", "double-check", "greet-check", "check-all"} == locked


def test_the_last_cell_checks_everything_and_an_authors_own_is_not_doubled(tmp_path):
    from .smallkit import NOTEBOOK

    kit = write_kit(tmp_path, notebook=NOTEBOOK + "\n# %%\ncheck_all()\n")
    cells = json.loads(build_exercise(kit, SLUG, "fr")[f"{SLUG}.ipynb"])["cells"]
    assert ["check-all"] == [cell["id"] for cell in cells if source(cell) == "check_all()"]
    assert "check-all" == cells[-1]["id"]


def test_a_renamed_task_says_what_it_was(cells):
    assert {"was": "twice"} == cells["double"]["metadata"]["passerelle"]


def test_the_marker_tr_gives_way_to_its_literal(cells):
    assert 'print("Bonjour à {n} personnes".format(n=3))  # noqa: T201' == source(cells["cell-2"]).splitlines()[-1]


def test_the_notebook_says_which_edition_it_is_and_is_valid(files):
    notebook = nbformat.reads(files[f"{SLUG}.ipynb"].decode(), as_version=4)
    nbformat.validate(notebook)
    assert {"exercise": SLUG, "lang": "fr", "schema": 1} == notebook.metadata.passerelle
    assert ("python3", "python") == (notebook.metadata.kernelspec.name, notebook.metadata.language_info.name)
    assert (4, 5) == (notebook.nbformat, notebook.nbformat_minor)


def test_bytes_are_those_that_nbformat_writes(files):
    data = files[f"{SLUG}.ipynb"].decode()
    assert nbformat.writes(nbformat.reads(data, as_version=4)) + "\n" == data


def test_two_builds_give_the_same_bytes(kit, files):
    assert files == build_exercise(kit, SLUG, "fr")


def test_exercise_json_describes_the_edition(tmp_path, files):
    (tmp_path / "exercise.json").write_bytes(files["exercise.json"])
    edition = read_edition(tmp_path)
    assert (SLUG, "fr", "Le petit pont", __version__, 32) == (
        edition.exercise,
        edition.lang,
        edition.title,
        edition.kit,
        edition.variants,
    )
    assert [("double", 1, False), ("greet", 1, False), ("why", 0, True)] == [
        (task.id, task.hidden_checks, task.manual) for task in edition.tasks
    ]


def test_variants_are_the_public_part_of_32_draws_seeded_by_exercise_and_number(tmp_path, files):
    import random

    (tmp_path / "variants.json").write_bytes(files["variants.json"])
    variants = read_variants(tmp_path)
    expected = random.Random(f"{SLUG}:7").randint(1, 10**6)
    assert (32, {"number": expected, "words": ["é", None]}) == (len(variants), variants[7])
    assert b"secret" not in files["variants.json"]


def test_data_is_copied_byte_for_byte(files):
    assert b"un\r\ndeux\r\n" == files["data/mots.txt"]


def test_checks_keep_their_english_and_lose_their_markers(files):
    checks = files["checks.py"].decode()
    assert '"Multipliez par deux, pas par {n}.".format(n=3)' in checks
    assert "# An English remark." in checks
    assert "tr(" not in checks


def test_the_source_notebook_keeps_solutions_and_becomes_the_released_one(kit, files):
    notebook = json.loads(build_source_notebook(kit, SLUG, "fr"))
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    assert "    ### BEGIN SOLUTION\n    return number * 2\n    ### END SOLUTION" in source(cells["double"])
    assert [cell["id"] for cell in json.loads(files[f"{SLUG}.ipynb"])["cells"]] == list(cells)
    assert all("checksum" not in cell["metadata"].get("nbgrader", {}) for cell in cells.values())


def test_an_english_edition_is_translated_where_it_can_be(kit):
    write_catalogue(
        kit,
        SLUG,
        "en",
        {
            "Le petit pont": "The little bridge",
            "Trois tâches. La ligne suivante appartient au même paragraphe.": "Three tasks.",
            "Bonjour à {n} personnes": "Hello to {n} people",
            "Une remarque qui tient sur deux lignes, et qui forme une seule phrase.": "A remark.",
            "Rend le double de `number`.": "Return twice `number`.",
            "Le double de trois.": "Twice three.",
            "les petits nombres": "small numbers",
        },
    )
    files = build_exercise(kit, SLUG, "en")
    cells = {cell["id"]: source(cell) for cell in json.loads(files[f"{SLUG}.ipynb"])["cells"]}
    assert "# The little bridge\n\nThree tasks." == cells["cell-1"]
    assert '# A remark.\nprint("Hello to {n} people".format(n=3))  # noqa: T201' == cells["cell-2"]
    assert '"""Return twice `number`."""\n    # YOUR CODE HERE\n' in cells["double"]
    assert "YOUR ANSWER HERE" == cells["why"]
    checks = files["checks.py"].decode()
    assert '"""Twice three.\n\n    Un second paragraphe.\n    """' in checks
    assert 'shown="small numbers"' in checks
    assert "The little bridge" == json.loads(files["exercise.json"])["title"]
    assert "Le double" == json.loads(files["exercise.json"])["tasks"][0]["title"]


def test_hidden_checks_are_translated_from_their_own_catalogue(kit):
    write_catalogue(kit, f"{SLUG}.hidden", "en", {"Le double de zéro.": "Twice nothing.", "Bonjour ": "Hello "})
    hidden = translate_hidden(kit, SLUG, "en")
    assert '"""Twice nothing."""' in hidden
    assert '== "Hello " + "Zoé"' in hidden
    assert '"Et zéro ?"' in hidden


def test_a_regional_edition_says_what_it_says_otherwise_and_the_rest_in_french(kit):
    write_catalogue(kit, SLUG, "fr_CA", {"Le petit pont": "Le ponceau"})
    files = build_exercise(kit, SLUG, "fr-CA")
    notebook = json.loads(files[f"{SLUG}.ipynb"])
    assert "# Le ponceau" == notebook["cells"][0]["source"][0].strip()
    assert "Trois tâches." in source(notebook["cells"][0])
    assert "# VOTRE CODE ICI" in source(notebook["cells"][4])
    assert "fr_CA" == notebook["metadata"]["passerelle"]["lang"]


def test_an_exercise_without_variants_data_or_hidden_checks_is_built(kit):
    folder = kit.solution_folder(SLUG)
    (folder / "variants.py").unlink()
    (folder / "hidden.py").unlink()
    (folder / "data" / "mots.txt").unlink()
    files = build_exercise(kit, SLUG, "fr")
    assert {f"{SLUG}.ipynb", "checks.py", "exercise.json"} == set(files)
    assert 0 == json.loads(files["exercise.json"])["variants"]


def test_an_unknown_exercise_names_the_nearest(kit):
    with pytest.raises(UnknownExercise, match=SLUG):
        build_exercise(kit, "90-petit-ponts", "fr")


def test_checks_that_are_missing_are_named(kit):
    (kit.solution_folder(SLUG) / "checks.py").unlink()
    with pytest.raises(Exception, match=r"checks\.py n’existe pas"):
        build_exercise(kit, SLUG, "fr")


def test_a_source_that_is_not_utf8_is_named(kit):
    (kit.solution_folder(SLUG) / "notebook.py").write_bytes("# é".encode("latin-1"))
    with pytest.raises(ContentError, match=r"notebook\.py n’est pas de l’UTF-8"):
        build_exercise(kit, SLUG, "fr")
