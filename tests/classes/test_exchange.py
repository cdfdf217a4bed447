"""nbgrader's own submit, collect, feedback and their exchange work in a class as nbgrader documents them."""

from __future__ import annotations

import getpass
import json
import shutil

from traitlets.config import Config

from autograder.classes.attempts import list_attempts, list_set_aside
from autograder.classes.grade import grade_class
from autograder.classes.nbgrader_api import open_api
from autograder.classes.privacy import forget
from autograder.classes.records import read_record

from .gradebooks import read_scores
from .samples import EXERCISE, GOOD_ADD, answer


def test_from_release_to_feedback_through_the_exchange(course, tmp_path, monkeypatch):
    from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeFetchFeedback, ExchangeSubmit

    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    learner = getpass.getuser()

    with open_api(course) as api:

        def run(step, **options):
            api.coursedir.assignment_id = EXERCISE
            step(coursedir=api.coursedir, authenticator=api.authenticator, parent=api, **options).start()

        run(ExchangeFetchAssignment)
        assert (home / EXERCISE / "en" / f"{EXERCISE}.ipynb").is_file()
        (home / EXERCISE / f"{EXERCISE}.ipynb").write_text(json.dumps(answer(course, add=GOOD_ADD)))
        run(ExchangeSubmit)

        result = api.collect(EXERCISE)
        assert result["success"], result
        grading = grade_class(course)
        assert [] == grading.problems
        assert (4.0, False) == read_scores(course, learner)["add-check"]
        assert read_record(course, EXERCISE, learner).timestamp != ""

        assert api.generate_feedback(EXERCISE)["success"]
        assert api.release_feedback(EXERCISE)["success"]
        run(ExchangeFetchFeedback)

    [page] = (home / EXERCISE / "feedback").rglob("*.html")
    assert "Note : 4" in page.read_text()
    shutil.rmtree(home)

    forget(course, learner)

    exchange = course.root.with_name(f"{course.root.name}.exchange")
    left = [path for path in exchange.rglob("*") if path.is_file() and "outbound" not in path.parts]
    assert [] == left


def test_a_blank_sent_after_the_work_replaces_nothing(course, tmp_path, monkeypatch):
    from nbgrader.exchange.default import ExchangeSubmit

    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    learner = getpass.getuser()
    with open_api(course) as api:
        api.update_config(Config({"ExchangeCollect": {"update": True}}))
        for work in (answer(course, add=GOOD_ADD), answer(course)):
            (home / EXERCISE).mkdir(exist_ok=True)
            (home / EXERCISE / f"{EXERCISE}.ipynb").write_text(json.dumps(work))
            api.coursedir.assignment_id = EXERCISE
            ExchangeSubmit(coursedir=api.coursedir, authenticator=api.authenticator, parent=api).start()
            assert api.collect(EXERCISE, update=True)["success"]

    submitted = course.folder("submitted", EXERCISE, learner) / f"{EXERCISE}.ipynb"
    assert answer(course, add=GOOD_ADD) == json.loads(submitted.read_text())
    assert 2 == len(list_attempts(course, learner, EXERCISE))
    assert 1 == len(list_set_aside(course, learner, EXERCISE))
