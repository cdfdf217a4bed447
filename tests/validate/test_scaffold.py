"""A new module passes the build and fails `validate`, which lists what to write; what is there stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.build import build_all
from autograder.content.kit import Kit
from autograder.errors import UsageError
from autograder.validate.run import examine
from autograder.validate.scaffold import suggest_slug, write_module

SLUG = "24-certificats"


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    (tmp_path / "locale" / "en").mkdir(parents=True)
    return Kit(tmp_path)


def list_files(kit: Kit) -> list[str]:
    return sorted(path.relative_to(kit.root).as_posix() for path in kit.root.rglob("*") if path.is_file())


def test_it_writes_a_module_that_builds(kit: Kit):
    written = [path.relative_to(kit.root).as_posix() for path in write_module(kit, SLUG)]
    assert [
        f"courses/{SLUG}/module.toml",
        f"courses/{SLUG}/lesson.py",
        f"courses/{SLUG}/tries.py",
        f"solutions/{SLUG}/exercise.toml",
        f"solutions/{SLUG}/notebook.py",
        f"solutions/{SLUG}/checks.py",
        f"solutions/{SLUG}/hidden.py",
        f"solutions/{SLUG}/mistakes.toml",
    ] == written
    build_all(kit)
    assert [] == build_all(kit, write=False)


def test_validate_lists_what_to_write_in_order(kit: Kit):
    write_module(kit, SLUG)
    build_all(kit)

    findings = examine(kit, SLUG).findings

    assert ["unwritten", "published", "mistakes", "translation"] == list(
        dict.fromkeys(finding.rule for finding in findings)
    )
    assert (f"courses/{SLUG}/module.toml", "À écrire : le titre du module, en quelques mots") == (
        findings[0].file,
        findings[0].message,
    )
    files = list(dict.fromkeys(Path(finding.file).name for finding in findings if finding.rule == "unwritten"))
    assert [
        "module.toml",
        "lesson.py",
        "tries.py",
        "exercise.toml",
        "notebook.py",
        "checks.py",
        "hidden.py",
        "mistakes.toml",
    ] == files


def test_a_module_that_is_there_is_left_alone(kit: Kit):
    write_module(kit, SLUG)
    lesson = kit.course_folder(SLUG) / "lesson.py"
    lesson.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=f"courses/{SLUG} existe déjà : rien n’a été écrit"):
        write_module(kit, SLUG)
    assert "mine" == lesson.read_text(encoding="utf-8")


def test_a_number_is_used_once(kit: Kit):
    write_module(kit, SLUG)
    before = list_files(kit)
    with pytest.raises(UsageError, match="Le suivant qui soit libre est 25"):
        write_module(kit, "24-autre")
    assert before == list_files(kit)


@pytest.mark.parametrize("slug", ["certificats", "1-court", "24-Été", "24_tls", "24-", "../24-x", "24-a/b"])
def test_a_name_that_does_not_suit_writes_nothing(kit: Kit, slug: str):
    with pytest.raises(UsageError, match="Par exemple"):
        write_module(kit, slug)
    assert [] == list_files(kit)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("24-Clés TLS", "24-cles-tls"), ("4 murs", "04-murs"), ("Été", "90-ete"), ("", "90-mon-module")],
)
def test_the_suggestion_is_close_to_what_was_typed(typed: str, expected: str):
    assert expected == suggest_slug(typed)
