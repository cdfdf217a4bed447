"""`passerelle build` and `passerelle i18n`, on a kit of one small module."""

import json

import pytest

from autograder.cli import run
from tests.build.smallkit import SLUG, write_catalogue, write_kit


@pytest.fixture
def kit(tmp_path, monkeypatch):
    kit = write_kit(tmp_path)
    (tmp_path / "locale" / "en").mkdir(parents=True)
    monkeypatch.setenv("PASSERELLE_KIT", str(tmp_path))
    monkeypatch.setenv("PASSERELLE_LANG", "fr")
    return kit


def test_build_writes_then_check_passes(kit, capsys):
    assert (1, 0, 0) == (run(["build", "--check"]), run(["build"]), run(["build", "--check"]))
    assert "Tout est à jour." in capsys.readouterr().out


def test_a_stale_file_is_named_with_its_first_cell(kit, capsys):
    run(["build"])
    path = kit.solution_folder(SLUG) / "notebook.py"
    path.write_text(path.read_text(encoding="utf-8").replace("Rend la somme", "Rend leur somme"), encoding="utf-8")
    capsys.readouterr()
    assert 1 == run(["build", "--check"])
    assert f"exercises/fr/{SLUG}/{SLUG}.ipynb : différent (la cellule « lent »)" in capsys.readouterr().err


def test_a_source_that_does_not_hold_is_named_without_a_traceback(kit, capsys):
    (kit.solution_folder(SLUG) / "variants.py").write_text("x = 1\n", encoding="utf-8")
    assert 1 == run(["build"])
    assert "il manque la fonction make(rng)" in capsys.readouterr().err


def test_update_names_what_it_wrote_and_nothing_the_second_time(kit, capsys):
    assert 0 == run(["i18n", "update"])
    assert [f"locale/en/{SLUG}.po", f"locale/en/{SLUG}.hidden.po"] == capsys.readouterr().out.split()
    assert 0 == run(["i18n", "update"])
    assert "Tout est à jour." in capsys.readouterr().out


def test_status_is_a_table_or_one_json_document(kit, capsys):
    write_catalogue(kit, SLUG, "en", {"Le petit pont": "The little bridge"})
    assert 0 == run(["i18n", "status"])
    assert SLUG in capsys.readouterr().out
    assert 0 == run(["i18n", "status", "--json"])
    document = json.loads(capsys.readouterr().out)
    assert (1, SLUG, "en", 1) == (
        document["schema"],
        *(document["catalogues"][0][key] for key in ("module", "language", "translated")),
    )


def test_status_names_a_lost_placeholder(kit, capsys):
    write_catalogue(kit, SLUG, "en", {"Bonjour à {n} personnes": "Hello {m}"}, "#, python-brace-format\n")
    assert 1 == run(["i18n", "status"])
    assert "« Hello {m} » n’a pas les mêmes {noms}" in capsys.readouterr().err
