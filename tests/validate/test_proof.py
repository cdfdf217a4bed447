"""Alternatives have every point, one answer has the same points under any name, yardsticks stay with the grader."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.build import build_all
from autograder.content.kit import Kit
from autograder.validate.finding import Finding
from autograder.validate.run import examine

from .soundkit import SLUG, SOLUTION, write

RIGHT = {
    "shifted": "number >> 1",
    "divided": "divmod(number, 2)[0]",
    "counted": "(number - number % 2) // 2",
}


def write_alternatives(kit: Kit, values: dict[str, str]) -> None:
    text = "\n".join(
        f'[{name}]\ntitle = "Autrement"\ntasks = ["half"]\n'
        f'change = [["    return number // 2", "    return {value}"]]\n'
        for name, value in values.items()
    )
    write(kit.root, f"{SOLUTION}/alternatives.toml", text)


def find(kit: Kit, rule: str) -> list[Finding]:
    return list(examine(kit, SLUG, rules=[rule]).findings)


@pytest.mark.parametrize("rule", ["alternatives", "yardsticks"])
def test_an_exercise_without_the_file_is_left_alone_for_now(kit: Kit, rule: str):
    assert [] == find(kit, rule)


def test_three_right_answers_hold(kit: Kit):
    write_alternatives(kit, RIGHT)

    assert [] == find(kit, "alternatives")


def test_two_are_too_few(kit: Kit):
    write_alternatives(kit, dict(list(RIGHT.items())[:2]))

    (finding,) = find(kit, "alternatives")

    assert ("half", f"{SOLUTION}/alternatives.toml") == (finding.cell, finding.file)
    assert "Cette tâche a 2 autres bonnes réponses ; il en faut 3" in finding.message


def test_a_task_without_a_choice_says_so(kit: Kit):
    write_alternatives(kit, dict(list(RIGHT.items())[:1]))
    path = kit.root / SOLUTION / "exercise.toml"
    path.write_text(path.read_text(encoding="utf-8") + "choice = false\n", encoding="utf-8")
    build_all(kit)

    assert [] == find(kit, "alternatives")


def test_an_alternative_that_loses_points_is_named_with_what_is_asked_of_it(kit: Kit):
    write_alternatives(kit, RIGHT | {"floating": "int(number / 2)"})

    found = find(kit, "alternatives")

    assert {"fr", "en"} >= {finding.lang for finding in found} != set()
    assert {"floating · half"} == {finding.cell for finding in found}
    assert "Un grand nombre" in found[0].message


def test_a_change_that_no_longer_fits_the_reference_is_named(kit: Kit):
    write_alternatives(kit, RIGHT)
    path = kit.root / SOLUTION / "alternatives.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("return number // 2", "return number / 2", 1))

    (finding,) = find(kit, "alternatives")

    assert "[shifted] change des lignes qui ne se trouvent pas une fois" in finding.message


def test_luck_is_found_under_six_names(kit: Kit):
    write_alternatives(kit, RIGHT)
    give_variants(kit)

    found = find(kit, "alternatives")

    assert "sous le nom « ada »" in found[0].message
    assert "half" in found[0].cell


def test_luck_of_mutants_is_found_too(kit: Kit):
    give_variants(kit)

    found = examine(kit, SLUG, mutants=True, rules=["terms"]).findings

    assert any("Ce mutant a" in finding.message and finding.cell.startswith("half: ") for finding in found)


def test_a_yardstick_in_the_learners_hands_is_named(kit: Kit):
    write_alternatives(kit, RIGHT)
    add_cell(kit, "LIMITS = [1, 2, 3]\n\n\ndef lent_half(number):\n    return number // 2")
    add_check(kit, 'for limit in student.value("LIMITS"):\n        assert student.call("half", limit) == limit // 2')

    (finding,) = find(kit, "yardsticks")

    assert (f"{SOLUTION}/hidden.py", "table") == (finding.file, finding.cell)
    assert "gardez-en une copie dans shared.py" in finding.message


def test_a_lent_tool_asked_of_the_work_is_one_too(kit: Kit):
    write_alternatives(kit, RIGHT)
    add_cell(kit, "def lent_half(number):\n    return number // 2")
    add_check(kit, 'assert student.call("half", 6) == student.call("lent_half", 6)')

    assert ["lent_half"] == [finding.message.split("« ")[1].split(" »")[0] for finding in find(kit, "yardsticks")]


def give_variants(kit: Kit) -> None:
    """A check that looks at the answer for every other variant only."""
    make = 'def make(rng):\n    return {"public": {"n": rng.randint(0, 99)}, "secret": {}}\n'
    write(kit.root, f"{SOLUTION}/variants.py", make)
    add_check(kit, 'if student.variant["n"] % 2:\n        assert student.call("half", 7) == 3')


def add_check(kit: Kit, line: str) -> None:
    path: Path = kit.root / SOLUTION / "hidden.py"
    body = f'\n\n@pytest.mark.task("half")\ndef test_more(student):\n    """De plus."""\n    {line}\n'
    path.write_text(path.read_text(encoding="utf-8") + body, encoding="utf-8")
    build_all(kit)


def add_cell(kit: Kit, source: str) -> None:
    path: Path = kit.root / SOLUTION / "notebook.py"
    text = path.read_text(encoding="utf-8")
    given = f'# %% cell="table"\n{source}\n\n# %% task="half"'
    path.write_text(text.replace('# %% task="half"', given), encoding="utf-8")
    build_all(kit)
