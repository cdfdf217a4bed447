"""`passerelle grade`: loose files in, the JSON of the contract out; every bad input has its sentence and exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.cli import run
from autograder.cli.grade import guess_learner
from autograder.content.kit import Kit
from tests.classes.samples import EXERCISE, GOOD_ADD, write_kit

REPORT_KEYS = {
    "file",
    "exercise",
    "learner",
    "lang",
    "score",
    "max_score",
    "tasks",
    "engine",
    "kit",
    "exercise_hash",
    "variant",
    "graded_at",
}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return write_kit(tmp_path_factory.mktemp("kit"))


@pytest.fixture(autouse=True)
def _use_kit(kit: Kit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PASSERELLE_KIT", str(kit.root))
    monkeypatch.setenv("PASSERELLE_LANG", "fr")


@pytest.fixture
def good(kit: Kit, tmp_path: Path) -> Path:
    notebook = json.loads((kit.edition_folder(EXERCISE, "fr") / f"{EXERCISE}.ipynb").read_text())
    next(cell for cell in notebook["cells"] if cell["id"] == "add")["source"] = GOOD_ADD
    path = tmp_path / "nadia.ipynb"
    path.write_text(json.dumps(notebook))
    return path


def grade(capsysbinary, *arguments: str) -> tuple[int, dict, str]:
    code = run(["grade", EXERCISE, "--json", *arguments])
    out, err = capsysbinary.readouterr()
    return code, json.loads(out), err.decode()


def test_the_json_is_the_contract_to_the_letter(capsysbinary, good):
    code, document, errors = grade(capsysbinary, str(good), "--learner", "nadia-t")

    (report,) = document["reports"]
    assert (0, 1, "") == (code, document["schema"], errors)
    assert ["schema", "reports"] == list(document)
    assert REPORT_KEYS == set(report)
    assert ("nadia-t", "fr", 4.0, 9.0) == (report["learner"], report["lang"], report["score"], report["max_score"])
    assert {"id", "score", "max_score", "status", "mistakes", "checks"} == set(report["tasks"][0])
    assert {"id", "title", "status", "message", "hidden"} == set(report["tasks"][0]["checks"][0])
    assert {"isolation", "seconds", "cpu_seconds", "peak_memory_mb"} == set(report["engine"])
    assert "none" not in report["engine"]["isolation"]


def test_one_report_a_file_in_the_order_given_whatever_the_files_are(capsysbinary, good, tmp_path):
    bad = tmp_path / "bad.ipynb"
    bad.write_text("Bonjour")

    code, document, _ = grade(capsysbinary, str(bad), str(good), str(tmp_path / "none.ipynb"), str(good))

    assert 2 == code
    assert ["bad.ipynb", "nadia.ipynb", "none.ipynb", "nadia.ipynb"] == [
        Path(report["file"]).name for report in document["reports"]
    ]
    assert [True, False, True, False] == ["error" in report for report in document["reports"]]
    assert [False, True, False, True] == ["score" in report for report in document["reports"]]


def _truncated(good: Path) -> bytes:
    return good.read_bytes()[:500]


def _another(good: Path) -> bytes:
    notebook = json.loads(good.read_bytes())
    notebook["metadata"]["passerelle"]["exercise"] = "12-hameconnage"
    return json.dumps(notebook).encode()


def _stranger(good: Path) -> bytes:
    return json.dumps({"cells": [{"cell_type": "code", "source": "print(1)"}], "nbformat": 4}).encode()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda good: b"%PDF-1.4", "n’est pas du JSON"),
        (lambda good: b"", "est vide"),
        (_truncated, "est abîmé"),
        (_another, "est le carnet de « 12-hameconnage »"),
        (_stranger, "ne contient aucune cellule de l’exercice"),
        (lambda good: b'{"cells": []}', "sans aucune cellule"),
        (lambda good: b" " * 200_000_000, "pèse 200 Mo"),
    ],
)
def test_a_bad_file_gets_a_clear_message_and_exit_code_1(capsysbinary, good, tmp_path, make, words):
    path = tmp_path / "remise.ipynb"
    path.write_bytes(make(good))

    code, document, errors = grade(capsysbinary, str(path))

    assert 1 == code
    assert words in document["reports"][0]["error"]
    assert "Traceback" not in errors
    path.unlink()


def test_a_link_out_of_its_folder_is_not_followed(capsysbinary, good, tmp_path):
    folder = tmp_path / "remises"
    folder.mkdir()
    (folder / "lien.ipynb").symlink_to(good)

    code, document, _ = grade(capsysbinary, str(folder / "lien.ipynb"))

    assert 1 == code
    assert "lien qui sort de son dossier" in document["reports"][0]["error"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade", "98-esai", "a.ipynb"], "Le plus proche est « 98-essai »"),
        (["grade", "/nowhere/98-essai", "a.ipynb"], "n’est pas le dossier d’un exercice"),
        (["grade", "98-essai"], "Il manque NOTEBOOK..."),
        (["grade"], "Il manque NN-slug"),
        (["grade", "98-essai", "a.ipynb", "--jsn"], "La plus proche est « --json »"),
        (["grad", "98-essai"], "La plus proche est « grade »"),
        (["class", "new"], "Il manque CLASS"),
        (["class", "grade", "/nowhere"], "/nowhere n’existe pas"),
    ],
)
def test_a_wrong_call_says_what_to_do_and_ends_with_2(capsys, arguments, words):
    code = run(arguments)

    errors = capsys.readouterr().err
    assert 2 == code
    assert words in errors
    assert "Traceback" not in errors


def test_an_unknown_toml_key_names_the_nearest(capsys, kit, good, tmp_path):
    folder = tmp_path / "solutions" / EXERCISE
    folder.mkdir(parents=True)
    source = kit.solution_folder(EXERCISE) / "exercise.toml"
    (folder / "exercise.toml").write_text("minuts = 3\n" + source.read_text())

    code = run(["grade", str(folder), str(good)])

    errors = capsys.readouterr().err
    assert 1 == code
    assert "exercise.toml : la clé « minuts » n’est lue par personne. La plus proche est « minutes »." in errors


def test_loose_files_never_import_nbgrader(kit, good):
    program = (
        "import sys; from autograder.cli import run; "
        f"code = run(['grade', '{EXERCISE}', {str(good)!r}]); "
        "print([name for name in sys.modules if name.split('.')[0] == 'nbgrader'], code, file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "[] 0" == done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("zoe+98-essai.ipynb", "zoe"),
        ("zoe.ipynb", "zoe"),
        ("zoe/98-essai/98-essai.ipynb", "zoe"),
        ("zoe/98-essai.ipynb", "zoe"),
    ],
)
def test_whose_work_it_is_comes_from_the_path(path, expected):
    assert expected == guess_learner(Path("/class") / path, EXERCISE)
