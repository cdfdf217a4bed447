"""Each golden folder: a submission as someone might hand it in, and the report that grading owes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.grading.many import Grader, make_work
from tests.classes.samples import EXERCISE, write_kit

from .make import CASES, FOLDER, grade_folder

FOLDERS = sorted(path.parent for path in FOLDER.glob("*/report.json"))


@pytest.fixture(scope="module")
def grader(tmp_path_factory: pytest.TempPathFactory):
    grader = Grader(make_work(write_kit(tmp_path_factory.mktemp("kit")), EXERCISE))
    yield grader
    grader.close()


def test_every_case_has_its_folder():
    assert set(CASES) == {folder.name for folder in FOLDERS}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_submission_gets_its_report(grader: Grader, folder: Path):
    expected = json.loads((folder / "report.json").read_text(encoding="utf-8"))

    assert expected == grade_folder(grader, folder)
