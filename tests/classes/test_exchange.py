"""nbgrader's own submit, collect, feedback and their exchange work in a class as nbgrader documents them."""

from __future__ import annotations

import getpass
import json
import shutil

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

    left = [path for path in (course.root / "exchange").rglob("*") if path.is_file() and "outbound" not in path.parts]
    assert [] == left
