"""What learners receive holds neither the values of declared answers nor what gives them away."""

import json
from pathlib import Path

import pytest

from autograder.build import find_truths
from autograder.content.edition import read_edition
from autograder.content.kit import Kit
from autograder.content.mistakes import FILE, read_kept
from autograder.content.named import SHIPPED, list_names
from autograder.content.seals import make_key, make_tag
from autograder.i18n.code import parse_source

KIT = Kit(Path(__file__).resolve().parents[2])
MODULES = [name for name in KIT.list_exercises() if any(task.answers for task in KIT.read_exercise(name).tasks)]


def test_every_module_declares_what_is_predicted():
    assert KIT.list_exercises() == MODULES


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_seals_know_the_reference_and_the_kept_mistakes(module, language):
    edition = read_edition(KIT.edition_folder(module, language))
    for task, truths in find_truths(KIT, KIT.read_exercise(module), language).items():
        for truth, sealed in zip(truths, edition.find_task(task).answers, strict=True):
            if truth.answer.is_guessable:
                assert ((), {}, {}) == (sealed.right, sealed.wrong, sealed.parts)
                continue
            tags = [{make_tag(make_key(sealed.salt, normal)) for normal in normals} for normals in truth.right]
            assert tags == [set(right) for right in sealed.right]
            assert set(sealed.wrong) == {make_tag(make_key(sealed.salt, normal)) for normal in truth.wrong}


@pytest.mark.parametrize("module", MODULES)
def test_no_sentence_about_a_wrong_value_can_be_read(module):
    """It often tells the right one; only who gave the wrong value opens it."""
    exercise = KIT.read_exercise(module)
    folder = KIT.solution_folder(module)
    trees = [parse_source((folder / name).read_text("utf-8"), name) for name in SHIPPED if (folder / name).is_file()]
    named = list_names(trees)
    answered = {task.id for task in exercise.tasks if task.answers}
    sealed = [
        kept.says
        for name, kept in read_kept(folder / FILE, exercise).items()
        if kept.says and name not in named and answered.issuperset(kept.tasks)
    ]
    received = (KIT.edition_folder(module, "fr") / name for name in ("exercise.json", *SHIPPED))
    shipped = "".join(path.read_text("utf-8") for path in received if path.is_file())
    assert [] == [says for says in sealed if json.dumps(says, ensure_ascii=False)[1:-1] in shipped]
