"""The secret of a class: made once, private, and the only thing that random examples depend on."""

from __future__ import annotations

import json

import msgspec
import pytest

from autograder.classes.new import create_class
from autograder.classes.secret import SECRET_FILE, ensure_secret, read_secret
from autograder.classes.subjects import KitSubject
from autograder.content.kit import Kit
from autograder.errors import ClassError, MissingPath
from autograder.grading.bundle import Bundle
from autograder.grading.cluster.parcel import pack_exercise
from autograder.grading.many import Grader, Job, make_work

from .samples import EXERCISE, GOOD_ADD, write_kit

PROPERTY = '''

@pytest.mark.task("add")
@given(left=st.integers(), right=st.integers())
def test_any_sum(student, left, right):
    """Deux nombres tirés au hasard."""
    assert student.call("add", left, right) == left + right
'''
# Which example it fails on tells what was drawn: of a hidden property, the shortest that fails is reported.
TELLING = "def add(left, right):\n    return left + right + (abs(left) > 10)\n"


@pytest.fixture(scope="module")
def kit_with_property(tmp_path_factory) -> Kit:
    kit = write_kit(tmp_path_factory.mktemp("kit"))
    hidden = kit.solution_folder(EXERCISE) / "hidden.py"
    hidden.write_text(
        "from hypothesis import given\nfrom hypothesis import strategies as st\n" + hidden.read_text() + PROPERTY
    )
    return kit


def read_messages(kit: Kit, work, folder, learner) -> list[str]:
    notebook = json.loads((kit.edition_folder(EXERCISE, "fr") / f"{EXERCISE}.ipynb").read_text())
    next(cell for cell in notebook["cells"] if cell["id"] == "add")["source"] = TELLING
    path = folder / f"{learner}.ipynb"
    path.write_text(json.dumps(notebook))
    grader = Grader(work)
    try:
        report = grader.grade(Job(str(path), learner)).report
    finally:
        grader.close()
    return [check.message for check in report.find_task("add").checks if "any_sum" in check.id]


def test_a_class_has_a_secret_from_its_first_day(course):
    assert 64 == len(read_secret(course.own / SECRET_FILE))


def test_its_owner_alone_can_read_it(course):
    assert 0o600 == (course.own / SECRET_FILE).stat().st_mode & 0o777


def test_a_class_of_before_gets_one_when_it_is_first_needed_and_keeps_it(course):
    (course.own / SECRET_FILE).unlink()

    first, again = KitSubject(course, EXERCISE).make_work(), KitSubject(course, EXERCISE).make_work()

    assert first.seed == again.seed != 0


def test_two_classes_draw_other_examples_and_two_exercises_too(course, kit, tmp_path):
    other = create_class(tmp_path / "printemps", ["fr"], kit=kit)

    assert KitSubject(course, EXERCISE).make_work().seed != KitSubject(other, EXERCISE).make_work().seed
    assert ensure_secret(course.own) not in (ensure_secret(other.own), "")


def test_a_damaged_secret_stops_grading_rather_than_changing_grades(course):
    (course.own / SECRET_FILE).write_text("à moi")

    with pytest.raises(ClassError, match="est abîmé"):
        KitSubject(course, EXERCISE).make_work()


def test_no_secret_where_one_is_said_to_be(tmp_path):
    with pytest.raises(MissingPath, match="le secret d’une classe"):
        read_secret(tmp_path / "nothing")


def test_what_leaves_the_class_does_not_hold_it(course):
    secret = ensure_secret(course.own).encode()
    released = [path for step in ("source", "release") for path in course.folder(step, EXERCISE).rglob("*")]
    work = KitSubject(course, EXERCISE).make_work()
    parcel = pack_exercise(Bundle(Kit(course.own / EXERCISE), EXERCISE), work.class_id, work.seed)

    assert [] == [path for path in released if path.is_file() and secret in path.read_bytes()]
    assert secret not in parcel
    assert secret not in msgspec.msgpack.encode(work)


def test_the_same_code_meets_the_same_examples_under_every_name(kit_with_property, tmp_path):
    work = make_work(kit_with_property, EXERCISE, secret="a" * 64)
    names = ("ada", "bao", "chloé", "dov", "élie", "fatou")

    found = {tuple(read_messages(kit_with_property, work, tmp_path, name)) for name in names}

    assert 1 == len(found)
    assert "J’ai appelé `add(" in str(found)


def test_the_next_class_meets_others(kit_with_property, tmp_path):
    works = [make_work(kit_with_property, EXERCISE, secret=letter * 64) for letter in "abcdef"]

    seen = {tuple(read_messages(kit_with_property, work, tmp_path, "ada")) for work in works}

    assert len(seen) > 1


def test_loose_files_can_meet_the_examples_of_a_class(course, capsys, kit, tmp_path, monkeypatch):
    from autograder.cli import run

    monkeypatch.setenv("PASSERELLE_KIT", str(kit.root))
    notebook = json.loads((kit.edition_folder(EXERCISE, "fr") / f"{EXERCISE}.ipynb").read_text())
    next(cell for cell in notebook["cells"] if cell["id"] == "add")["source"] = GOOD_ADD
    path = tmp_path / "ada.ipynb"
    path.write_text(json.dumps(notebook))

    code = run(["grade", EXERCISE, str(path), "--json", "--secret", str(course.own / SECRET_FILE)])
    report = json.loads(capsys.readouterr().out)["reports"][0]

    assert (0, "ada") == (code, report["learner"])
