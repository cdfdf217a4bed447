"""Verdicts: kept by content, made again when something changed; and the mutants of a module's answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.build import build_all
from autograder.content.kit import Kit
from autograder.errors import UnknownExercise
from autograder.language import use_language
from autograder.validate import rules
from autograder.validate.run import examine, find_cache, validate_modules

from .soundkit import COURSE, SLUG, SOLUTION, write


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of one's own; and the quick rules alone, for what is kept does not depend on which."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(rules, "RULES", {name: rules.RULES[name] for name in ("hints", "terms", "facts")})


def is_cached(kit: Kit, **options: bool) -> bool:
    return validate_modules(kit, **options)[0].cached


def test_what_did_not_change_is_not_examined_again(kit: Kit):
    assert [False, True, True] == [is_cached(kit) for _ in range(3)]


def test_whole_takes_nothing_from_the_cache(kit: Kit):
    assert [False, False] == [is_cached(kit, whole=True) for _ in range(2)]


@pytest.mark.parametrize("name", [f"{COURSE}/lesson.py", f"{SOLUTION}/exercise.toml", f"locale/en/{SLUG}.po"])
def test_a_change_is_seen(kit: Kit, name: str):
    is_cached(kit)
    path = kit.root / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not is_cached(kit)


def test_a_later_module_changes_nothing_and_an_earlier_one_does(kit: Kit):
    is_cached(kit)
    module = 'title = "A"\nsummary = "B."\nminutes = 1\n[[outcomes]]\nid = "a"\ntext = "A."\n'
    write(kit.root, "courses/95-apres/module.toml", module)
    write(kit.root, "courses/95-apres/lesson.py", "# %% [markdown]\n# # A\n")
    assert validate_modules(kit, [SLUG])[0].cached
    write(kit.root, "courses/10-avant/module.toml", module)
    assert not validate_modules(kit, [SLUG])[0].cached


def test_each_reader_has_findings_in_their_language(kit: Kit):
    is_cached(kit)
    with use_language("en"):
        assert not is_cached(kit)


def test_a_damaged_cache_is_made_again(kit: Kit):
    is_cached(kit)
    for path in find_cache().iterdir():
        path.write_bytes(b"{")
    assert [False, True] == [is_cached(kit), is_cached(kit)]


def test_an_unknown_module_is_named_with_the_nearest(kit: Kit):
    with pytest.raises(UnknownExercise, match=SLUG):
        validate_modules(kit, ["90-moitier"])


def test_every_mutant_of_a_sound_module_loses_points(kit: Kit):
    verdict = examine(kit, SLUG, mutants=True, rules=["terms"])
    assert (1.0, 1.0, ()) == (verdict.mutation.share, verdict.adversaries.share, verdict.findings)
    assert verdict.mutation.total > 8
    assert verdict.adversaries.total > 2


def test_an_answer_that_is_right_up_to_the_examples_is_found_where_nothing_greater_is_asked(kit: Kit):
    (kit.root / SOLUTION / "hidden.py").unlink()
    verdict = examine(kit, SLUG, mutants=True, rules=["terms"])
    assert verdict.adversaries.share < 0.95
    assert "+    number = min(number, 9)" in "\n".join(verdict.adversaries.survivors)
    assert [("adversaries", f"{SOLUTION}/hidden.py")] == [(finding.rule, finding.file) for finding in verdict.findings]


def test_survivors_are_shown_and_counted(kit: Kit):
    weaken(kit)
    verdict = examine(kit, SLUG, mutants=True, rules=["terms"])
    assert verdict.mutation.share < 0.95
    assert "half\n" in verdict.mutation.survivors[0]
    assert "-    if number < 0:" in "\n".join(verdict.mutation.survivors)
    assert ["mutants perdent"] == ["mutants perdent" for finding in verdict.findings if finding.rule == "mutants"]
    assert "perdent des points" in verdict.findings[0].message


def test_an_equivalent_mutant_is_listed_with_its_reason_and_one_that_is_not_there_is_named(kit: Kit):
    write(
        kit.root,
        f"{SOLUTION}/mutants.toml",
        '[[equivalent]]\ntask = "half"\nbefore = "if number < 0:"\nafter = "if number <= 0:"\nreason = "Zéro."\n'
        '[[equivalent]]\ntask = "half"\nbefore = "x"\nafter = "y"\nreason = "Rien."\n',
    )
    verdict = examine(kit, SLUG, mutants=True, rules=["terms"])
    assert 1 == verdict.mutation.equivalent
    assert [("half: x", "Aucun mutant ne correspond à cette entrée : retirez-la.")] == [
        (finding.cell, finding.message) for finding in verdict.findings
    ]


def weaken(kit: Kit) -> None:
    """Leave the checks one number to look at."""
    path = kit.root / SOLUTION / "checks.py"
    text = path.read_text(encoding="utf-8").replace("[0, 1, 8, 9]", "[8]")
    path.write_text(text[: text.index('@pytest.mark.task("half")\ndef test_negative')], encoding="utf-8")
    build_all(kit)
