"""The tutorials, followed to the letter in a copy of the kit: what they promise is what one gets."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from autograder.build import build_all
from autograder.content.kit import Kit, find_kit_root
from autograder.i18n.status import status
from autograder.i18n.update import update
from autograder.language import use_language
from autograder.validate.run import examine
from autograder.validate.scaffold import write_module

DOCS = find_kit_root() / "docs"
SLUG = "04-annees-bissextiles"
_FILE = re.compile(r"^`(?P<path>[\w./-]+)`\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    """A clone, with one module that the tutorials speak of."""
    root = find_kit_root()
    for name in ("courses/01-premier-carnet", "solutions/01-premier-carnet", "locale"):
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    with use_language("fr"):
        yield Kit(tmp_path)


def read_files(page: str) -> dict[str, str]:
    return {found["path"]: found["text"] for found in _FILE.finditer((DOCS / page).read_text(encoding="utf-8"))}


def test_both_languages_of_the_author_tutorial_hold_the_same_files():
    assert read_files("tutorials/author.md") == read_files("fr/tutoriel-auteur.md")
    assert 10 == len(read_files("tutorials/author.md"))


def test_the_author_tutorial_ends_in_an_exercise_that_passes(kit: Kit):
    write_module(kit, SLUG)
    build_all(kit, only=[SLUG])
    assert examine(kit, SLUG, rules=["unwritten"]).findings

    for name, text in read_files("tutorials/author.md").items():
        path = kit.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    build_all(kit, only=[SLUG])
    verdict = examine(kit, SLUG, mutants=True)

    assert [] == [(finding.rule, finding.file, finding.message) for finding in verdict.findings]
    assert 1.0 == verdict.mutation.share


@pytest.mark.parametrize("page", ["tutorials/translator.md", "fr/tutoriel-traducteur.md"])
def test_the_translator_tutorial_ends_in_a_new_language_that_builds(kit: Kit, page: str):
    french, german = re.search(
        r'^msgid "(.+)"\nmsgstr "(.+)"$', (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE
    ).groups()
    (kit.root / "locale" / "de").mkdir()
    update(kit)
    catalogue = kit.catalogue("01-premier-carnet", "de")
    text = catalogue.read_text(encoding="utf-8")
    assert f'msgid "{french}"\nmsgstr ""\n' in text

    catalogue.write_text(text.replace(f'msgid "{french}"\nmsgstr ""', f'msgid "{french}"\nmsgstr "{german}"'), "utf-8")
    build_all(kit, only=["01-premier-carnet"])

    lesson = (kit.root / "lessons" / "de" / "01-premier-carnet.ipynb").read_text(encoding="utf-8")
    (row,) = [row for row in status(kit, only=["01-premier-carnet"]) if row.language == "de"]
    assert german in lesson
    assert "Ce que vous saurez faire" in lesson
    assert not row.complete
    assert 1 == row.translated
