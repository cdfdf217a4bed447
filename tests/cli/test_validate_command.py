"""`passerelle validate` and `passerelle new exercise`: what they print, and how they end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.build import build_all
from autograder.cli import run
from autograder.content.kit import Kit
from autograder.language import use_language
from tests.validate.soundkit import COURSE, SLUG, write_sound_kit


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with use_language("fr"):
        return write_sound_kit(tmp_path_factory.mktemp("kit")).root


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _chosen(sound: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PASSERELLE_KIT", str(sound))
    monkeypatch.setenv("PASSERELLE_LANG", "fr")
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.delenv("CI", raising=False)


def test_a_sound_kit_is_said_so_and_outcomes_to_recall_are_listed(capsys: pytest.CaptureFixture[str]):
    assert 0 == run(["validate"])
    said = capsys.readouterr().out
    assert f"✔ {SLUG}" in said
    assert f"ne rappelle encore (pour mémoire) :\n  {SLUG}/share" in said
    assert "Tout tient : 1 modules." in said


def test_json_is_one_document(capsys: pytest.CaptureFixture[str]):
    assert 0 == run(["validate", SLUG, "--mutants", "--json"])
    document = json.loads(capsys.readouterr().out)
    assert (1, [f"{SLUG}/share"]) == (document["schema"], document["not_recalled"])
    module = document["modules"][0]
    assert (SLUG, [], 1.0, []) == (
        module["module"],
        module["findings"],
        module["mutants"]["share"],
        module["mutants"]["survivors"],
    )


def test_a_finding_has_file_cell_and_remedy_and_the_exit_code_is_one(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    broken = tmp_path / "broken"
    shutil.copytree(sound, broken)
    lesson = broken / COURSE / "lesson.py"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("Nadia", "**Nadia**"), encoding="utf-8")
    build_all(Kit(broken))
    monkeypatch.setenv("PASSERELLE_KIT", str(broken))

    assert 1 == run(["validate"])

    said = capsys.readouterr().out
    assert f"✘ {SLUG} : 2 à corriger" in said
    assert f"  {COURSE}/lesson.py · cell-1  [terms]\n      « Nadia » est en gras" in said
    assert "À corriger : 2" in said


def test_ci_takes_nothing_from_the_cache(monkeypatch: pytest.MonkeyPatch, cache: Path):
    run(["validate", SLUG])
    for kept in cache.rglob("*-rules.json"):
        kept.write_text('{"module": "forged", "findings": [], "mutation": null}')
    assert 0 == run(["validate"])
    assert all("forged" in kept.read_text() for kept in cache.rglob("*-rules.json"))
    monkeypatch.setenv("CI", "true")
    assert 0 == run(["validate"])
    assert any(SLUG in kept.read_text() for kept in cache.rglob("*-rules.json"))


def test_an_unknown_module_is_wrong_usage(capsys: pytest.CaptureFixture[str]):
    assert 2 == run(["validate", "90-moitier"])
    assert f"Le plus proche est « {SLUG} »" in capsys.readouterr().err


def test_new_exercise_says_what_it_wrote_and_what_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PASSERELLE_KIT", str(tmp_path))
    assert 0 == run(["new", "exercise", "24-certificats"])
    said = capsys.readouterr().out
    assert "courses/24-certificats/module.toml" in said
    assert "`./passerelle validate 24-certificats`" in said
    assert 2 == run(["new", "exercise", "24-certificats"])
    assert "existe déjà" in capsys.readouterr().err
