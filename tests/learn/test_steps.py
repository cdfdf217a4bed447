"""A lesson in steps in a workspace: its files are brought, and its finished steps are counted, nothing is handed in."""

from __future__ import annotations

import pytest

from autograder.build import build_all
from autograder.check.workspace import append_try
from autograder.learn.delivery import deliver
from autograder.learn.progress import find_last_exercise, read_modules
from autograder.learn.startpage import render_start_page
from autograder.learn.submit import preview_submission
from autograder.learn.workspace import open_workspace
from tests.build.steplesson import write_step_lesson

from .kits import EXERCISE, write_learners_kit


@pytest.fixture
def kit(tmp_path):
    kit = write_learners_kit(tmp_path / "kit")
    write_step_lesson(kit, EXERCISE)
    build_all(kit)
    return kit


@pytest.fixture
def workspace(kit, tmp_path):
    workspace = open_workspace(tmp_path / "work", "fr", kit)
    deliver(workspace, kit)
    return workspace


def pass_try(workspace, attempt, passed=True):
    append_try(workspace.root, lesson=EXERCISE, attempt=attempt, passed=passed, lang="fr")


def test_what_the_lesson_needs_lies_beside_it(workspace):
    assert ["figures.py", "lesson.json", "tries.py"] == sorted(
        path.name for path in (workspace.root / EXERCISE / "lesson").iterdir()
    )


def test_files_that_the_kit_changed_are_brought_again(kit, workspace):
    figures = kit.course_folder(EXERCISE) / "figures.py"
    figures.write_text(figures.read_text("utf-8").replace('"="', '"#"'), encoding="utf-8")
    build_all(kit)
    deliver(workspace, kit)
    assert '"#" * count' in (workspace.root / EXERCISE / "lesson/figures.py").read_text("utf-8")


def test_a_step_is_done_once_each_of_its_tries_was_passed(kit, workspace):
    (module,) = read_modules(workspace, kit)
    assert [False, False] == [step.done for step in module.steps]
    pass_try(workspace, "planks_for_three", passed=False)
    pass_try(workspace, "planks_of")
    (module,) = read_modules(workspace, kit)
    assert ([False, True], False) == ([step.done for step in module.steps], module.lesson_done)
    pass_try(workspace, "planks_for_three")
    pass_try(workspace, "planks_for_three", passed=False)
    (module,) = read_modules(workspace, kit)
    assert module.lesson_done


def test_the_start_page_counts_steps_and_lessons(kit, workspace):
    pass_try(workspace, "planks_of")
    page = render_start_page(workspace, kit)
    assert "- Leçon\u00a0: étapes finies\u00a0: 1 sur 2." in page.replace(" :", "\u00a0:")
    assert "Leçons terminées\u00a0: 0 sur 1." in page.replace(" :", "\u00a0:")


def test_a_try_is_not_the_exercise_that_was_begun_last(workspace):
    pass_try(workspace, "planks_of")
    assert "" == find_last_exercise(workspace)


def test_nothing_of_the_lesson_is_handed_in(kit, workspace):
    assert (f"{EXERCISE}.ipynb",) == preview_submission(workspace, EXERCISE, kit).files
