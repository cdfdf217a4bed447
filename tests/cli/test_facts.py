"""`passerelle facts`: what is due to be read again, as a list, as an exit code, as JSON."""

from __future__ import annotations

import json

import pytest

from autograder.cli.facts_command import run_facts
from autograder.errors import UsageError
from tests.build.smallkit import SLUG, write_kit

FACTS = """\
[[facts]]
name = "RFC 6962"
says = "Un journal public, auquel on ne fait qu’ajouter."
source = "RFC Editor, juin 2013"
kind = "text"
read_on = 2026-11-23
read_again = 2027-11-23

[[facts]]
name = "Loi du pont"
says = "Un pont se compte en planches."
source = "Journal officiel"
kind = "secondary"
read_on = 2026-11-23
read_again = 2027-02-01
"""


@pytest.fixture(autouse=True)
def kit(tmp_path, monkeypatch):
    kit = write_kit(tmp_path)
    (kit.course_folder(SLUG) / "facts.toml").write_text(FACTS, encoding="utf-8")
    monkeypatch.setenv("PASSERELLE_KIT", str(kit.root))
    return kit


@pytest.mark.parametrize(
    ("day", "names", "code"),
    [("2027-01-31", [], 0), ("2027-02-01", ["Loi du pont"], 1), ("2028-01-01", ["Loi du pont", "RFC 6962"], 1)],
)
def test_what_is_due(capsys, day, names, code):
    assert code == run_facts([], day, check=True, as_json=True)
    assert names == [due["fact"]["name"] for due in json.loads(capsys.readouterr().out)["due"]]


def test_a_list_alone_is_no_error(capsys):
    assert 0 == run_facts([SLUG], "2028-01-01", check=False, as_json=False)
    out, err = capsys.readouterr()
    assert "2027-02-01  90-petit-pont  Loi du pont" in out
    assert "À relire : 2." in err


@pytest.mark.parametrize(("modules", "day"), [(["90-petit-point"], None), ([], "demain")])
def test_what_is_not_there_is_said(modules, day):
    with pytest.raises(UsageError, match=r"90-petit-pont|AAAA-MM-JJ"):
        run_facts(modules, day, check=False, as_json=False)
