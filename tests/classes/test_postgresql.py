"""A gradebook on a PostgreSQL server holds what one in a file holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from autograder.classes.course import Course, open_course
from autograder.classes.grade import grade_class
from autograder.classes.nbgrader_api import open_api
from autograder.classes.regrade import regrade_class
from autograder.classes.release import release_class
from autograder.errors import ClassError
from autograder.grading.many import HereExecutor

from .gradebooks import _COMMENTS, _GRADES, _STUDENTS, _SUBMISSIONS, read_rows
from .postgresql import require_programs, serve
from .samples import BAD_ADD, EXERCISE, GOOD_ADD, GOOD_DOUBLE, answer, hand_in


@pytest.fixture(scope="module")
def server():
    with serve(require_programs()) as address:
        yield address


@pytest.fixture(scope="module")
def on_server(released_class: Path, server: str, tmp_path_factory) -> Course:
    folder = tmp_path_factory.mktemp("server") / released_class.name
    shutil.copytree(released_class, folder)
    (folder / "gradebook.db").unlink()
    with (folder / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {server!r}\n")
    course = open_course(folder)
    release_class(course)
    _hand_in(course)
    return course


def _hand_in(course: Course) -> None:
    hand_in(course, "alice", answer(course, add=GOOD_ADD, double=GOOD_DOUBLE))
    hand_in(course, "bruno", answer(course, add=BAD_ADD, explain="Le + colle."))
    hand_in(course, "chloe", "{", time="")


def _read(course: Course) -> dict[str, list[tuple]]:
    engine = create_engine(course.db_url)
    queries = {"grades": _GRADES, "comments": _COMMENTS, "submissions": _SUBMISSIONS, "students": _STUDENTS}
    try:
        with engine.connect() as connection:
            return {name: [tuple(row) for row in connection.execute(text(query))] for name, query in queries.items()}
    finally:
        engine.dispose()


def _simplify(rows: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """SQLite knows neither dates nor truth values."""
    return {
        name: [tuple(str(value)[:19] if "2026-" in str(value) else value for value in row) for row in found]
        for name, found in rows.items()
        if name != "courses"
    }


def test_the_rows_are_those_of_a_gradebook_in_a_file(on_server, course):
    _hand_in(course)
    grade_class(course, executor=HereExecutor())

    grade_class(on_server, executor=HereExecutor())

    assert _simplify(read_rows(course)) == _simplify(_read(on_server))


def test_nothing_is_graded_twice(on_server):
    grade_class(on_server, executor=HereExecutor())
    before = _read(on_server)

    again = grade_class(on_server, executor=HereExecutor(), learners=["alice", "bruno"])

    assert (0, 2) == (len(again.records), again.unchanged)
    assert before == _read(on_server)


def test_nbgraders_own_road_writes_the_same(on_server):
    grade_class(on_server, executor=HereExecutor())
    before = _read(on_server)

    with open_api(on_server) as api:
        assert api.autograde(EXERCISE, "alice", force=True, create=True)["success"]

    assert before["grades"] == _read(on_server)["grades"]


def test_regrading_reads_it(on_server):
    grade_class(on_server, executor=HereExecutor())

    with regrade_class(on_server, executor=HereExecutor()) as regrading:
        assert [] == regrading.changes


def test_a_server_that_is_not_there_is_named_without_its_password(on_server, tmp_path):
    folder = tmp_path / "gone"
    shutil.copytree(on_server.root, folder)
    with (folder / "nbgrader_config.py").open("a") as config:
        config.write('\nc.CourseDirectory.db_url = "postgresql+psycopg://prof:secret@127.0.0.1:1/gradebook"\n')

    with pytest.raises(ClassError) as caught:
        grade_class(open_course(folder), executor=HereExecutor())

    assert "prof@127.0.0.1:1/gradebook" in str(caught.value)
    assert "secret" not in str(caught.value)
