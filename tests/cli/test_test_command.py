"""`passerelle test`: what it runs, with which variables, and what its exit code says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.cli import test_command
from autograder.errors import UsageError
from tests.validate.soundkit import SLUG, SOLUTION, write_sound_kit


@pytest.fixture
def small_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kit that holds tests and nothing else."""
    (tmp_path / "tests").mkdir()
    monkeypatch.setenv("PASSERELLE_KIT", str(tmp_path))
    monkeypatch.setenv("PASSERELLE_LANG", "fr")
    return tmp_path


def write_test(kit: Path, body: str) -> None:
    (kit / "tests" / "test_small.py").write_text(f"def test_small():\n    {body}\n", "utf-8")


def test_what_a_person_has_set_changes_no_verdict(tmp_path):
    present = {"PYTEST_ADDOPTS": "-k nothing", "PASSERELLE_LANG": "en", "PYTHONPATH": "/opt", "PATH": "/usr/bin"}
    variables = test_command.make_variables(present, tmp_path)
    assert {"PATH"} == set(variables) & {"PYTEST_ADDOPTS", "PASSERELLE_LANG", "PYTHONPATH", "PATH"}


def test_caches_need_no_home(tmp_path):
    variables = test_command.make_variables({}, tmp_path)
    assert str(tmp_path) == variables["HOME"]
    assert variables["MPLCONFIGDIR"].startswith(str(tmp_path))


def test_a_files_tests_share_a_process():
    command = test_command.make_pytest_command([])
    assert ["--dist", "loadfile"] == command[-2:]
    assert int(command[command.index("-n") + 1]) >= 2


def test_who_says_how_many_processes_gets_them():
    assert ["-n", "0", "tests/cli"] == test_command.make_pytest_command(["-n", "0", "tests/cli"])[-3:]


def test_every_module_is_validated_and_a_fault_fails_it(tmp_path, capsys):
    kit = write_sound_kit(tmp_path / "kit").root
    variables = test_command.make_variables(os.environ, tmp_path) | {"XDG_CACHE_HOME": str(tmp_path)}
    assert 0 == test_command.validate_modules(kit, variables, tmp_path)
    assert f"✔ {SLUG}" in capsys.readouterr().out

    toml = kit / SOLUTION / "exercise.toml"
    toml.write_text(toml.read_text("utf-8").replace('"Regardez le signe du partage.", ', ""), "utf-8")
    assert 1 == test_command.validate_modules(kit, variables, tmp_path)


def run_in_kit(kit: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from autograder.cli.test_command import run_tests; sys.exit(run_tests(['-n', '0', 'tests']))"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")


def test_a_failing_test_fails_the_command(small_kit):
    write_test(small_kit, "assert 1 == 2")
    done = run_in_kit(small_kit)
    assert 1 == done.returncode
    assert "1 failed" in done.stdout.splitlines()[-1]


def test_pytest_has_the_last_word(small_kit):
    write_test(small_kit, "assert 2 == 2")
    done = run_in_kit(small_kit)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert "1 passed" in done.stdout.splitlines()[-1]


def test_no_test_at_all_is_no_success(small_kit):
    """A green run that checked nothing is worse than a red one."""
    assert 1 == run_in_kit(small_kit).returncode


def test_a_folder_without_tests_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PASSERELLE_KIT", str(tmp_path))
    with pytest.raises(UsageError, match="clone complet"):
        test_command.run_tests([])
