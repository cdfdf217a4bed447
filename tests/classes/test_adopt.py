"""Somebody's own nbgrader course, given the engine by one line: the same scores as stock nbgrader, in isolation."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.classes.adopt import LINE, abandon_course, adopt_course
from autograder.classes.course import Course, open_course
from autograder.classes.feedback import write_feedback
from autograder.classes.grade import grade_class
from autograder.classes.nbgrader_api import open_api
from autograder.classes.records import read_record
from autograder.classes.regrade import regrade_class
from autograder.classes.report import write_class_report
from autograder.cli import run
from autograder.errors import ClassError, MissingPath
from autograder.grading.many import HereExecutor

from .gradebooks import change, read_comments, read_rows, read_scores, read_tree
from .stock_course import (
    GOOD_TOTAL,
    GOOD_TWICE,
    LAB,
    PS1,
    answer,
    code,
    find_cell,
    hand_in,
    hand_in_honest,
    hand_in_ps1,
    make_course,
    read_solution,
    run_nbgrader,
)

_SWALLOWED = """import socket
    try:
        socket.create_connection(("192.0.2.1", 80))
    except OSError:
        return 0"""
TESTS = ("total_test", "twice_test", "words_test")


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with two assignments released and nothing handed in; tests work on copies of it."""
    return make_course(tmp_path_factory.mktemp("courses") / "course101")


@pytest.fixture(scope="session")
def stock(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The same with honest work in it, graded by nbgrader alone."""
    folder = tmp_path_factory.mktemp("stock") / plain.name
    shutil.copytree(plain, folder)
    hand_in_honest(folder)
    warned = "import sys\ndef total(path):\n    print('careful', file=sys.stderr)\n"
    warned += GOOD_TOTAL.split("\n")[1]
    hand_in(folder, "walid", LAB, lab=answer(folder, LAB, total=warned, twice=GOOD_TWICE))
    ungraded = shutil.copytree(folder, tmp_path_factory.mktemp("ungraded") / plain.name)
    for name in (PS1, LAB):
        run_nbgrader(folder, "autograde", name)
    adopt_course(folder)
    course = open_course(folder)
    object.__setattr__(course, "ungraded", ungraded)
    return course


@pytest.fixture
def folder(plain: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(plain, tmp_path / plain.name))


@pytest.fixture
def course(folder: Path) -> Course:
    adopt_course(folder)
    return open_course(folder)


@pytest.fixture
def twin(stock: Course, tmp_path: Path) -> Course:
    """What stock nbgrader graded, not graded yet, and adopted."""
    folder = Path(shutil.copytree(stock.ungraded, tmp_path / stock.root.name))  # type: ignore[attr-defined]
    adopt_course(folder)
    return open_course(folder)


def grade_with_nbgrader(course: Course) -> None:
    with open_api(course) as api:
        for name in course.list_exercises():
            for learner in sorted(path.parent.name for path in course.root.glob(f"submitted/*/{name}")):
                assert api.autograde(name, learner)["success"], learner


def without(rows: dict[str, list[tuple[Any, ...]]], learner: str) -> dict[str, list[tuple[Any, ...]]]:
    return {table: [row for row in found if row[0] != learner] for table, found in rows.items()}


def grade_one(course: Course, **answers: str) -> dict[str, tuple[float | None, bool]]:
    """Hand the lab in as zoe, grade it, and return her scores."""
    hand_in(course.root, "zoe", LAB, lab=answer(course.root, LAB, **answers))
    grade_class(course, [LAB], executor=HereExecutor())
    return read_scores(course, "zoe")


@pytest.mark.parametrize("road", ["class grade", "nbgrader autograde"])
def test_scores_comments_and_penalties_are_stock_nbgraders(stock, twin, road):
    if road == "class grade":
        assert [] == grade_class(twin).problems
    else:
        grade_with_nbgrader(twin)

    assert without(read_rows(stock), "walid") == without(read_rows(twin), "walid")
    assert (0.5, False) == read_scores(twin, "alice")["sum_of_squares_uses_squares"]
    assert (1.0, False) == read_scores(twin, "bruno")["twice_test"]
    assert (None, True) == read_scores(twin, "carol")["words_test"]


@pytest.mark.parametrize("road", ["class grade", "nbgrader autograde"])
def test_the_only_difference_is_that_a_warning_costs_nothing(stock, twin, road):
    grade_class(twin) if road == "class grade" else grade_with_nbgrader(twin)

    assert 0.0 == read_scores(stock, "walid")["total_test"][0]
    assert 4.0 == read_scores(twin, "walid")["total_test"][0]
    differing = set(read_rows(stock)["grades"]) ^ set(read_rows(twin)["grades"])
    assert {("walid", "total_test")} == {row[:2] for row in differing}


def test_both_roads_write_the_same_files_and_reports(twin, tmp_path):
    other = Path(shutil.copytree(twin.root, tmp_path / "other" / twin.root.name))
    grade_class(twin)
    grade_with_nbgrader(open_course(other))

    assert read_tree(twin.root / "autograded") == read_tree(other / "autograded")
    ours, theirs = (read_record(open_course(root), PS1, "alice") for root in (twin.root, other))
    assert ours is not None
    assert theirs is not None
    assert (ours.submission, ours.release, ours.report.tasks) == (
        theirs.submission,
        theirs.release,
        theirs.report.tasks,
    )


def test_the_nbgrader_command_takes_the_engine(twin):
    run_nbgrader(twin.root, "autograde", LAB, "--student=bruno")

    record = read_record(twin, LAB, "bruno")
    assert record is not None
    assert "none" not in record.report.engine.isolation
    assert (1.0, False) == read_scores(twin, "bruno")["twice_test"]


def test_hidden_tests_partial_credit_and_words_count_as_in_nbgrader(course):
    assert {
        "total_test": (4.0, False),
        "twice_test": (1.5, False),
        "words_test": (2.0, False),
        "explain": (0.0, False),
        "why": (0.0, False),
        "paper": (None, True),
        "free_test": (0.0, False),
    } == grade_one(course, total=GOOD_TOTAL, twice=GOOD_TWICE)
    assert {"explain": "No response.", "why": "No response.", "total": None, "twice": None, "paper": None} == (
        read_comments(course, "zoe")
    )
    autograded = json.loads((course.folder("autograded", LAB, "zoe") / f"{LAB}.ipynb").read_text())
    assert "HIDDEN TESTS" in "".join(find_cell(autograded, "total_test")["source"])
    assert "# A lab <b>with HTML</b>" in [cell["source"] for cell in autograded["cells"]]


def test_what_metadata_claim_is_not_believed(course):
    notebook = answer(course.root, LAB, total=GOOD_TOTAL)
    find_cell(notebook, "total_test")["metadata"]["nbgrader"] |= {"solution": True, "points": 400, "locked": False}
    find_cell(notebook, "twice_test")["metadata"]["nbgrader"] |= {"grade": False}
    find_cell(notebook, "words_test")["source"] = "pass"
    find_cell(notebook, "explain")["metadata"]["nbgrader"] |= {"solution": False}
    doubled = json.loads(json.dumps(find_cell(notebook, "twice")))
    notebook["cells"].insert(0, doubled | {"id": "doubled"})  # Two of one name: nbgrader itself stops.
    hand_in(course.root, "zoe", LAB, lab=notebook)
    grade_class(course)

    scores = read_scores(course, "zoe")
    assert {"total_test": 4.0, "twice_test": 0.0, "words_test": 0.0, "explain": 0.0} == {
        name: scores[name][0] for name in (*TESTS, "explain")
    }


@pytest.mark.parametrize(
    ("culprit", "status"),
    [
        ("import os\nos._exit(0)", "crashed"),
        ("while True:\n    pass", "timeout"),
        ("x = bytearray(10**10)", "memory"),
        ("import ctypes\nctypes.string_at(0)", "crashed"),
    ],
)
def test_one_bad_cell_costs_one_task(course, culprit, status):
    with (course.root / "nbgrader_config.py").open("a") as stream:
        stream.write("\nc.Execute.timeout = 2\n")
    bad = f"def total(path):\n    {culprit.replace(chr(10), chr(10) + '    ')}"
    scores = grade_one(open_course(course.root), total=bad, twice=GOOD_TWICE)

    assert {"total_test": 0.0, "twice_test": 1.5, "words_test": 2.0} == {name: scores[name][0] for name in TESTS}
    report = read_record(course, LAB, "zoe").report
    assert status == report.find_task("lab/total_test").status


def test_a_cell_that_ends_the_process_is_left_out_and_the_rest_counts(course):
    scores = grade_one(course, total="import os\nos._exit(0)", twice=GOOD_TWICE)

    assert {"total_test": 0.0, "twice_test": 1.5, "words_test": 2.0} == {name: scores[name][0] for name in TESTS}


def test_the_work_sees_its_files_and_nothing_else(course):
    secret = course.root / "gradebook.db"
    spy = f"import os\ndef total(path):\n    assert not os.path.exists({str(secret)!r})"
    spy += "\n    assert os.environ['NBGRADER_EXECUTION'] == 'autograde'\n    import mine\n    return mine.total(path)"
    folder = hand_in(course.root, "zoe", LAB, lab=answer(course.root, LAB, total=spy, twice=GOOD_TWICE))
    (folder / "mine.py").write_text(GOOD_TOTAL)
    (folder / "helpers.py").write_text("raise SystemExit")  # The teacher's own stands before it, as in nbgrader.
    (folder / "numbers.txt").write_text("not a number")
    grade_class(course)

    assert (4.0, False) == read_scores(course, "zoe")["total_test"]


@pytest.mark.parametrize(
    ("attempt", "word"),
    [
        ("import subprocess\n    subprocess.run(['true'], check=True)", "processes"),
        ("import os\n    os.fork()", "processes"),
        ("import threading\n    threading.Thread(target=print).start()", "processes"),
        ("import urllib.request\n    urllib.request.urlopen('http://192.0.2.1/')", "source/"),
        (_SWALLOWED, "source/"),
    ],
)
def test_what_needs_processes_or_a_network_waits_for_a_person(course, attempt, word):
    scores = grade_one(course, total=f"def total(path):\n    {attempt}\n    return 42", twice=GOOD_TWICE)

    assert (None, True) == scores["total_test"]
    assert [1.5, 2.0] == [scores[name][0] for name in ("twice_test", "words_test")]
    assert any(word in reason for reason in read_record(course, LAB, "zoe").reasons)


def test_a_shell_command_that_a_test_needs_waits_for_a_person(course):
    scores = grade_one(course, total="found = !cat numbers.txt\ndef total(path):\n    return len(found)")

    assert (None, True) == scores["total_test"]


def test_processes_can_be_allowed(course):
    with (course.root / "nbgrader_config.py").open("a") as stream:
        stream.write("\nc.Passerelle.processes = 4\n")
    threaded = "import threading\ndef total(path):\n    t = threading.Thread(target=int)\n    t.start()\n    t.join()\n"
    threaded += GOOD_TOTAL.split("\n")[1]

    assert (4.0, False) == grade_one(open_course(course.root), total=threaded)["total_test"]


@pytest.mark.parametrize(
    ("setting", "message"),
    [("processus = 4", "processes"), ("memory_mb = 'beaucoup'", "nombre entier"), ("processes = -1", "nombre entier")],
)
def test_a_setting_that_means_nothing_is_refused(course, setting, message):
    with (course.root / "nbgrader_config.py").open("a") as stream:
        stream.write(f"\nc.Passerelle.{setting}\n")

    with pytest.raises(ClassError, match=message):
        grade_class(open_course(course.root))


@pytest.mark.parametrize(
    ("statement", "value", "word"),
    [
        ("UPDATE notebook SET kernelspec = ? WHERE name = 'lab'", '{"name": "ir", "language": "R"}', "ir"),
        ("UPDATE source_cell SET source = ? WHERE name = 'setup'", "import no_such_library", "no_such_library"),
    ],
)
@pytest.mark.parametrize("road", ["class grade", "nbgrader autograde"])
def test_an_assignment_that_cannot_be_isolated_is_kept_for_a_person(course, statement, value, word, road):
    change(course, statement, value)
    hand_in(course.root, "zoe", LAB, lab=answer(course.root, LAB, total=GOOD_TOTAL))
    kept = course.folder("autograded", LAB, "zoe")

    if road == "class grade":
        kept.mkdir(parents=True)
        (kept / "by-hand.txt").write_text("kept")
        result = grade_class(course)
        assert ["refused"] == [record.problem for record in result.problems]
        assert (kept / "by-hand.txt").is_file()
        assert {} == read_scores(course, "zoe")
    else:
        with open_api(course) as api:
            assert not api.autograde(LAB, "zoe")["success"]
        assert {(None, True)} == set(read_scores(course, "zoe").values())
    record = read_record(course, LAB, "zoe")
    assert record is not None
    assert not record.final
    assert word in record.reasons[0]


def test_a_test_that_gives_too_many_points_waits_for_a_person(course):
    change(course, "UPDATE source_cell SET source = '7.5', locked = 1 WHERE name = 'twice_test'")

    assert (None, True) == grade_one(course, total=GOOD_TOTAL)["twice_test"]
    assert any(
        "twice_test" in reason and "plus de points" in reason for reason in read_record(course, LAB, "zoe").reasons
    )


def test_deleted_tests_are_put_back_where_the_course_asks_for_it(course):
    with (course.root / "nbgrader_config.py").open("a") as stream:
        stream.write("\nc.OverwriteCells.add_missing_cells = True\n")
    notebook = answer(course.root, LAB, total=GOOD_TOTAL, twice=GOOD_TWICE)
    for name in (*TESTS, "paper"):
        notebook["cells"].remove(find_cell(notebook, name))
    hand_in(course.root, "zoe", LAB, lab=notebook)
    grade_class(open_course(course.root))

    scores = read_scores(course, "zoe")
    assert [4.0, 1.5, 2.0] == [scores[name][0] for name in TESTS]


def test_a_partial_credit_is_not_pushed_out_by_printing(course):
    noisy = "def twice(n):\n    print('x' * 600_000)\n    return 0"

    assert 0.5 == grade_one(course, twice=noisy)["twice_test"][0]


def test_what_a_person_gave_is_never_lost(course):
    grade_one(course, total=GOOD_TOTAL, explain="x = 1")
    change(course, "UPDATE grade SET manual_score = 2.5, needs_manual_grade = 0 WHERE auto_score IS NULL")
    grade_class(course, force=True, executor=HereExecutor())

    grades = {row[1]: row[2:] for row in read_rows(course)["grades"]}
    assert (None, 2.5, None, 1) == grades["explain"]
    assert (None, 2.5, None, 0) == grades["paper"]  # A task: nbgrader's grading does not touch it.


def test_what_nbgrader_graded_before_is_left_alone_until_asked(stock, tmp_path):
    folder = Path(shutil.copytree(stock.root, tmp_path / stock.root.name))
    course = open_course(folder)
    before = read_rows(course)

    result = grade_class(course)
    report = json.loads(write_class_report(course).with_suffix(".json").read_text())

    assert ([], 9) == (result.records, result.unchanged)
    assert before == read_rows(course)
    [lab, _] = sorted(report["exercises"], key=lambda item: item["exercise"])
    assert {"alice": 7.5, "walid": 3.5} == {
        row["learner"]: row["score"] for row in lab["learners"] if row["learner"] in ("alice", "walid")
    }
    (folder / "submitted" / "walid" / LAB / "timestamp.txt").write_text("2027-01-01 00:00:00 UTC")
    assert ["walid"] == [record.learner for record in grade_class(course).records]


def test_grading_again_shows_whose_points_change(stock, tmp_path):
    course = open_course(Path(shutil.copytree(stock.root, tmp_path / stock.root.name)))
    grade_class(course, [LAB], force=True)
    change(course, "UPDATE source_cell SET source = 'assert False' WHERE name = 'words_test'")

    with regrade_class(course, [LAB]) as regrading:
        assert {("alice", "lab/words_test", 2.0, 0.0), ("walid", "lab/words_test", 2.0, 0.0)} == {
            (change.learner, change.task, change.before, change.after) for change in regrading.changes
        }


def test_reports_and_feedback_say_that_tests_shared_the_process(course):
    grade_one(course, total=GOOD_TOTAL)
    page = write_class_report(course, [LAB]).read_text()
    [feedback] = write_feedback(course, LAB)

    sentence = "ils ont tourné dans le même processus"
    assert read_record(course, LAB, "zoe").report.tests_shared
    assert sentence in page
    assert sentence in feedback.read_text()


def test_a_missing_notebook_has_zero_and_an_unknown_one_is_passed_over(course):
    hand_in(course.root, "zoe", PS1, problem1=answer(course.root, PS1, "problem1"), other={"cells": []})
    hand_in(course.root, "yann", PS1, other={"cells": []})
    grade_class(course)

    assert {"part-a": (0.0, False), "part-b": (0.0, False)} == {
        name: row for name, row in read_scores(course, "zoe").items() if name.startswith("part-")
    }
    assert ["problem1.ipynb"] == [path.name for path in course.folder("autograded", PS1, "zoe").glob("*.ipynb")]
    assert {(None, True)} == set(read_scores(course, "yann").values())


def test_unchanged_work_is_not_graded_again(course):
    grade_one(course, total=GOOD_TOTAL)
    assert (0, 1) == ((result := grade_class(course)).records.__len__(), result.unchanged)

    change(course, "UPDATE source_cell SET source = 'assert False' WHERE name = 'words_test'")
    assert 1 == len(grade_class(course).records)


def test_html_of_a_learner_is_disarmed(course):
    notebook = answer(course.root, LAB, why="<script>alert(1)</script>")
    notebook["cells"].append(code("from IPython.display import HTML\nHTML('<script>alert(2)</script>')"))
    hand_in(course.root, "zoe", LAB, lab=notebook)
    grade_class(course)

    assert "<script" not in (course.folder("autograded", LAB, "zoe") / f"{LAB}.ipynb").read_text().replace(
        "HTML('<script>", ""
    )


class TestTheLine:
    def test_it_is_one_and_the_rest_stays_byte_for_byte(self, folder):
        config = folder / "nbgrader_config.py"
        config.chmod(0o664)
        before = config.read_bytes()
        others = read_tree(folder)

        done = adopt_course(folder)

        assert before + LINE + b"\n" == config.read_bytes()
        assert 0o664 == config.stat().st_mode & 0o777
        assert (True, False, (LAB, PS1)) == (done.changed, done.made, done.assignments)
        assert others.keys() == read_tree(folder).keys()
        assert not adopt_course(folder).changed
        assert before + LINE + b"\n" == config.read_bytes()
        assert abandon_course(folder).changed
        assert before == config.read_bytes()
        assert not abandon_course(folder).changed

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"c = get_config()",
            b"c = get_config()\r\nc.Exchange.root = '/x'\r\n",
            b"# \xc3\xa9\nc = get_config()\n\n",
        ],
    )
    def test_any_file_comes_back_as_it_was(self, folder, content):
        config = folder / "nbgrader_config.py"
        config.write_bytes(content)
        adopt_course(folder)
        assert open_course(folder).adopted

        abandon_course(folder)

        assert content == (config.read_bytes() if config.exists() else b"")

    def test_it_may_stand_anywhere(self, folder):
        config = folder / "nbgrader_config.py"
        config.write_bytes(b"c = get_config()\n" + LINE + b"\nc.Exchange.root = '/x'\n")
        assert not adopt_course(folder).changed

        abandon_course(folder)

        assert b"c = get_config()\nc.Exchange.root = '/x'\n" == config.read_bytes()

    def test_a_course_without_a_configuration_gets_one_and_loses_it(self, folder):
        config = folder / "nbgrader_config.py"
        config.unlink()

        assert adopt_course(folder).made
        assert LINE + b"\n" == config.read_bytes()
        abandon_course(folder)
        assert not config.exists()

    def test_own_steps_and_feedback_steps(self, folder):
        with (folder / "nbgrader_config.py").open("a") as stream:
            stream.write(
                "c.Autograde.autograde_preprocessors = []\nc.GenerateFeedback.preprocessors.append('mine.Step')\n"
            )

        [note] = adopt_course(folder).notes

        assert "autograde_preprocessors" in note
        steps = open_course(folder).config.GenerateFeedback.preprocessors.get_value(["theirs"])
        assert ["theirs", "mine.Step", "autograder.classes.stock_steps.SayShared"] == steps

    def test_a_configuration_that_does_not_load_is_left_as_it_was(self, folder):
        config = folder / "nbgrader_config.py"
        config.write_text("c = get_config()\nraise ValueError('no')\n")

        with pytest.raises(ClassError, match="ne se charge pas"):
            adopt_course(folder)

        assert "c = get_config()\nraise ValueError('no')\n" == config.read_text()

    def test_what_is_no_course_is_refused(self, tmp_path, released_class):
        (tmp_path / "notes.txt").write_text("x")
        with pytest.raises(ClassError, match="n’est pas un cours nbgrader"):
            adopt_course(tmp_path)
        with pytest.raises(ClassError, match="déjà une classe"):
            adopt_course(released_class)
        with pytest.raises(MissingPath):
            adopt_course(tmp_path / "nowhere")
        assert ["notes.txt"] == [path.name for path in tmp_path.iterdir()]

    def test_an_unadopted_course_is_told_how(self, folder):
        with pytest.raises(ClassError, match="class adopt"):
            open_course(folder)


def test_the_commands(folder, capsys):
    hand_in(folder, "zoe", LAB, lab=answer(folder, LAB, total=GOOD_TOTAL))

    assert 0 == run(["class", "adopt", str(folder)])
    assert 0 == run(["class", "grade", str(folder)])
    assert 0 == run(["class", "report", str(folder)])
    assert 1 == run(["class", "collect", str(folder), str(folder / "gradebook.db")])
    assert 0 == run(["class", "adopt", "--undo", str(folder)])

    said = capsys.readouterr()
    assert LINE.decode() in said.out
    assert "4 ✔" in said.out
    assert "même processus" in said.out
    assert "nbgrader collect" in said.err


def test_the_class_page_knows_an_adopted_course(course):
    from autograder.teach.jupyter import write_settings
    from autograder.teach.page import describe_class, describe_frame

    grade_one(course, total="def total(path):\n    return 0")
    write_settings(course, "fr")

    live = describe_class(course, "/")
    assert [(LAB, True, 1), (PS1, True, 0)] == [(e["id"], e["released"], e["submitted"]) for e in live["exercises"]]
    assert {LAB, PS1} == set(describe_frame(course, "/")["exercises"])
    [lab] = [part for part in live["stuck"] if part["id"] == LAB]
    assert ["zoe"] == [one["learner"] for one in lab["tasks"][0]["stuck"]]


def test_the_teachers_own_shell_line_sends_no_learners_test_to_a_person(course):
    path = course.root / "source" / LAB / f"{LAB}.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"].insert(0, code("!echo ready"))
    path.write_text(json.dumps(notebook))
    handed_in = answer(course.root, LAB, total="def total(path):\n    return 0")
    handed_in["cells"].insert(0, code("!echo ready"))
    hand_in(course.root, "zoe", LAB, lab=handed_in)

    grade_class(course, [LAB], executor=HereExecutor())

    assert (0.0, False) == read_scores(course, "zoe")["total_test"]
    assert any("!echo ready" in note for note in adopt_course(course.root).notes)


@pytest.mark.parametrize(("line", "points"), [("-3", 0.0), ("float('nan')", 0.0), ("0", 0.0), ("True", 1.5)])
def test_a_negative_result_is_zero(course, line, points):
    change(
        course,
        f"UPDATE source_cell SET source = '{line.replace(chr(39), chr(39) * 2)}', locked = 1 WHERE name = 'twice_test'",
    )

    assert (points, False) == grade_one(course, total=GOOD_TOTAL)["twice_test"]


def test_a_course_that_has_only_source_works_with_the_commands_of_the_documentation(tmp_path, capsys):
    root = tmp_path / "course101"
    run_nbgrader(tmp_path, "quickstart", root.name)

    assert 0 == run(["class", "adopt", str(root)])
    assert "class release course101 ps1" in capsys.readouterr().out
    assert 0 == run(["class", "release", str(root), PS1])
    hand_in_ps1(root, "zoe", squares=read_solution(root, "squares"))
    assert 0 == run(["class", "grade", str(root)])

    scores = read_scores(open_course(root), "zoe")
    assert (1.0, False) == scores["correct_squares"]


def test_an_old_form_of_metadata_is_refused_with_nbgraders_own_remedy_which_works(tmp_path, capsys):
    root = tmp_path / "course101"
    run_nbgrader(tmp_path, "quickstart", root.name)
    path = root / "source" / PS1 / "problem1.ipynb"
    notebook = json.loads(path.read_text())
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 1
            cell["metadata"]["nbgrader"].pop("task", None)
            cell["metadata"]["nbgrader"].pop("cell_type", None)
    path.write_text(json.dumps(notebook))
    run(["class", "adopt", str(root)])

    assert 0 != run(["class", "release", str(root), PS1])
    assert "nbgrader update ." in capsys.readouterr().err
    run_nbgrader(root, "update", ".")
    assert 0 == run(["class", "release", str(root), PS1])
