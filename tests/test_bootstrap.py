"""`./passerelle`: a Python is found or named, the environment is whole or made again, starts do not harm each other."""

from __future__ import annotations

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
import types
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "passerelle"


def load(path: Path) -> types.ModuleType:
    """The script as a module, without the `.pyc` that an import would leave beside it."""
    module = types.ModuleType("bootstrap")
    module.__file__ = str(path)
    exec(compile(path.read_text("utf-8"), str(path), "exec"), module.__dict__)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A kit on a path with a space and accents, without an environment yet."""
    kit = tmp_path / "Téléchargements d’été" / "passerelle kit"
    kit.mkdir(parents=True)
    shutil.copy(SCRIPT, kit / "passerelle")
    (kit / "requirements.lock").write_text("example==1.0 \\\n    --hash=sha256:00\n", "utf-8")
    (kit / "pyproject.toml").write_text("[project]\nname = 'passerelle'\n", "utf-8")
    return kit


@pytest.fixture
def bootstrap(folder: Path, monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    monkeypatch.setenv("PASSERELLE_LANG", "fr")
    return load(folder / "passerelle")


def finish(bootstrap: types.ModuleType) -> None:
    """What a finished environment looks like: this Python, a program, the marker."""
    programs = Path(bootstrap.environment_program("python")).parent
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(sys._base_executable)
    (programs / "passerelle").write_text("import json, sys\nprint(json.dumps(sys.argv[1:]))\nsys.exit(7)\n", "utf-8")
    (programs.parent / "pyvenv.cfg").write_text(
        f"home = {Path(sys._base_executable).parent}\nversion = 3.12.1\n", "utf-8"
    )
    bootstrap.write_marker(bootstrap.describe_wanted())


def plan(bootstrap: types.ModuleType) -> str:
    return bootstrap.plan_work(bootstrap.describe_wanted(), bootstrap.read_marker())


def write_python(path: Path, version: str, whole: bool) -> list[str]:
    """A command that answers like the Python of that version."""
    path.write_text(f"#!/bin/sh\nprintf '%s\\n' '{path}' '{version}' '{int(whole)}'\n", "utf-8")
    path.chmod(0o755)
    return [str(path)]


# -- Any Python can read it ------------------------------------------------------------------------------------------


def test_an_old_python_can_read_it():
    """No f-strings, no annotations, no names bound in expressions: Python 2.7 gets as far as saying what to install."""
    tree = ast.parse(SCRIPT.read_text("utf-8"))
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Nonlocal, ast.Starred, ast.Match)
    assert [] == [node.lineno for node in ast.walk(tree) if isinstance(node, modern)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [] == [each.name for each in functions if each.returns or any(arg.annotation for arg in each.args.args)]
    assert [] == [each.name for each in functions if each.args.kwonlyargs or each.args.posonlyargs]


def test_it_imports_the_standard_library_only():
    tree = ast.parse(SCRIPT.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert set() == names - set(sys.stdlib_module_names) - {"__future__"}


def test_every_sentence_is_there_twice_with_the_same_values(bootstrap):
    import string

    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}

    differing = [key for key, (french, english) in bootstrap.SENTENCES.items() if fields(french) != fields(english)]
    assert [] == differing


# -- Finding a Python ------------------------------------------------------------------------------------------------


def test_without_any_python_the_shell_says_what_to_install(folder, tmp_path):
    """Only the shell is left to speak: both languages, and exit code 1."""
    empty = tmp_path / "empty"
    empty.mkdir()
    shell = shutil.which("sh")
    done = subprocess.run(
        [shell, folder / "passerelle", "demo"], env={"PATH": str(empty)}, capture_output=True, text=True
    )
    assert 1 == done.returncode
    assert "Installez Python 3.11, 3.12 ou 3.13" in done.stderr
    assert "Install Python 3.11, 3.12 or 3.13" in done.stderr


def test_only_old_pythons_is_refused_with_the_remedy(bootstrap, tmp_path):
    old = write_python(tmp_path / "python3.9", "3.9.18", whole=True)
    with pytest.raises(bootstrap.Refusal, match=r"3\.11, 3\.12 ou 3\.13 ; aucun n’a été trouvé") as caught:
        bootstrap.find_python([old, [str(tmp_path / "absent")]])
    assert "install" in str(caught.value)
    assert "PASSERELLE_PYTHON" in str(caught.value)


def test_a_python_without_venv_is_named(bootstrap, tmp_path, monkeypatch):
    """Debian's python3 has no venv until its package is installed."""
    monkeypatch.setattr(sys, "platform", "linux")
    bare = write_python(tmp_path / "python3.12", "3.12.3", whole=False)
    with pytest.raises(bootstrap.Refusal, match=r"sudo apt install python3\.12-venv"):
        bootstrap.find_python([bare])


def test_the_first_whole_python_is_taken(bootstrap, tmp_path):
    bare = write_python(tmp_path / "a", "3.13.0", whole=False)
    whole = write_python(tmp_path / "b", "3.11.2", whole=True)
    assert (str(tmp_path / "b"), "3.11.2") == bootstrap.find_python([bare, whole])


def test_a_python_that_is_too_new_is_left_alone(bootstrap, tmp_path):
    assert bootstrap.probe(write_python(tmp_path / "python3.14", "3.14.0", whole=True)) is None


def test_this_python_will_do(bootstrap):
    assert sys.version.split()[0].startswith(bootstrap.find_python()[1])


def test_a_chosen_python_comes_first(bootstrap, tmp_path, monkeypatch):
    chosen = write_python(tmp_path / "mine", "3.12.9", whole=True)
    monkeypatch.setenv("PASSERELLE_PYTHON", chosen[0])
    assert (chosen[0], "3.12.9") == bootstrap.find_python()


# -- Is the environment ready? ---------------------------------------------------------------------------------------


def test_nothing_yet_means_create(bootstrap):
    assert "create" == plan(bootstrap)


def test_a_finished_environment_is_left_alone(bootstrap):
    finish(bootstrap)
    assert "nothing" == plan(bootstrap)


def test_a_killed_first_run_is_made_again(bootstrap):
    """Without the marker, which comes last, what lies there is not to be trusted."""
    finish(bootstrap)
    os.remove(bootstrap.MARKER)
    assert "create" == plan(bootstrap)


def test_a_damaged_marker_is_no_marker(bootstrap):
    finish(bootstrap)
    Path(bootstrap.MARKER).write_text('{"root": ', "utf-8")
    assert "create" == plan(bootstrap)


def test_a_moved_kit_is_made_again(folder, bootstrap):
    """An environment holds absolute paths."""
    finish(bootstrap)
    moved = folder.with_name("ailleurs")
    folder.rename(moved)
    assert "create" == plan(load(moved / "passerelle"))


def test_an_environment_whose_python_has_gone_is_made_again(bootstrap):
    finish(bootstrap)
    program = Path(bootstrap.environment_program("python"))
    program.unlink()
    program.symlink_to("/nowhere/python3.12")
    assert "create" == plan(bootstrap)


def test_a_changed_lock_updates(folder, bootstrap):
    finish(bootstrap)
    (folder / "requirements.lock").write_text("example==1.1 \\\n    --hash=sha256:11\n", "utf-8")
    assert "update" == plan(bootstrap)


def test_a_changed_declaration_installs_the_kit_again(folder, bootstrap):
    finish(bootstrap)
    (folder / "pyproject.toml").write_text("[project]\nname = 'other'\n", "utf-8")
    assert "kit" == plan(bootstrap)


# -- Running the command ---------------------------------------------------------------------------------------------


def test_the_command_gets_its_arguments_and_gives_its_exit_code(folder, bootstrap):
    finish(bootstrap)
    words = ["demo", "un dossier", "", "é"]
    done = subprocess.run([folder / "passerelle", *words], cwd="/", capture_output=True, text=True, encoding="utf-8")
    assert (7, words, "") == (done.returncode, json.loads(done.stdout), done.stderr)


def test_a_link_to_the_script_finds_its_kit(folder, bootstrap, tmp_path):
    finish(bootstrap)
    link = tmp_path / "p"
    link.symlink_to(folder / "passerelle")
    done = subprocess.run([link, "x"], capture_output=True, text=True)
    assert (7, ["x"]) == (done.returncode, json.loads(done.stdout))


def test_a_refusal_is_for_standard_error_in_the_persons_language(folder):
    """Standard output belongs to the command; a plain ASCII console still gets the sentence."""
    for language, word in (("fr", "Préparation"), ("en", "Preparing")):
        variables = {"PASSERELLE_LANG": language, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        code = "import runpy, sys; m = runpy.run_path(sys.argv[1]); m['show'](m['say']('compile'))"
        command = [sys._base_executable, "-S", "-c", code, folder / "passerelle"]
        done = subprocess.run(command, env=variables, capture_output=True)
        assert (b"", 0) == (done.stdout, done.returncode)
        assert word in done.stderr.decode("utf-8")


def test_a_folder_that_cannot_be_written_is_named(folder, bootstrap, capsys):
    """The lock file is the first thing written; a folder in its place refuses as a read-only disk does."""
    (folder / ".venv.lock").mkdir()
    assert 1 == bootstrap.main(["demo"])
    captured = capsys.readouterr()
    assert "ne peut pas être écrit" in captured.err
    assert "" == captured.out


# -- Two starts at once ----------------------------------------------------------------------------------------------

HOLD = """
import runpy, sys
m = runpy.run_path(sys.argv[1])
turn = m["Turn"]().__enter__()
print("held", flush=True)
turn.run([sys.executable, "-c", sys.argv[3], sys.argv[2]])
"""

INSTALL = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"


def start_holder(folder: Path, note: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(folder / "passerelle"), str(note), INSTALL]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert "held\n" == holder.stdout.readline()
    return holder


def read_note(note: Path) -> int:
    while not (note.is_file() and note.read_text("utf-8")):
        os.sched_yield()
    return int(note.read_text("utf-8"))


def try_turn(bootstrap: types.ModuleType) -> bool:
    turn = bootstrap.Turn()
    with open(bootstrap.ENVIRONMENT + ".lock", "a") as turn.stream:
        return turn.take(wait=False)


def test_a_start_that_is_killed_gives_its_turn_back_once_its_installer_has_ended(folder, bootstrap, tmp_path):
    note = tmp_path / "installer"
    holder = start_holder(folder, note)
    installer = read_note(note)
    assert not try_turn(bootstrap), "another start came in while the first one worked"
    holder.kill()
    holder.communicate()
    assert not try_turn(bootstrap), "another start came in while the orphaned installer still wrote"
    os.kill(installer, signal.SIGKILL)
    with bootstrap.Turn() as turn:  # Waits; would hang here were the turn never given back.
        assert turn.stream


# -- Why an installation failed --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError(': Failed to "
            "establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/alembic/\n"
            "ERROR: No matching distribution found for alembic==1.20.1",
            "n’ont pas pu être téléchargées",
        ),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "Libérez 1 Go"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "empreinte attendue"),
        ("ERROR: No matching distribution found for numpy==2.5.5", "PASSERELLE_PYTHON"),
        ("ERROR: [Errno 13] Permission denied: '/opt/kit/.venv'", "droit d’écrire"),
        ("Boum.", "  Boum."),
    ],
)
def test_a_failure_names_its_remedy(bootstrap, words, expected):
    assert expected in bootstrap.explain_failure(words.splitlines())


def test_the_installers_words_are_kept(folder, bootstrap):
    with bootstrap.Turn() as turn, pytest.raises(bootstrap.Refusal, match=r"\.venv\.log"):
        turn.run([sys.executable, "-c", "print('a reason'); raise SystemExit(3)"])
    assert "a reason" == (folder / ".venv.log").read_text("utf-8")


def test_pip_keeps_the_persons_index_and_nothing_that_installs_elsewhere(bootstrap, monkeypatch):
    monkeypatch.setenv("PIP_CERT", "/etc/company.pem")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_CONSTRAINT", "/etc/pip/constraints.txt")
    monkeypatch.setenv("PYTHONPATH", "/opt/old")
    variables = bootstrap.clean_variables()
    kept = [variables.get(name) for name in ("PIP_CERT", "PIP_USER", "PIP_CONSTRAINT", "PYTHONPATH")]
    assert ["/etc/company.pem", "0", os.devnull, None] == kept


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "es_ES.UTF-8"}, True),
        ({"LANG": "fr_CA.UTF-8"}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, False),
        ({"PASSERELLE_LANG": "fr", "LANG": "en_US.UTF-8"}, False),
        ({"PASSERELLE_LANG": "en", "LANG": "fr_FR.UTF-8"}, True),
    ],
)
def test_the_language_is_guessed_as_in_the_package(bootstrap, monkeypatch, variables, expected):
    from autograder.language import guess_language

    for name in ("PASSERELLE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert expected == bootstrap.speaks_english()
    assert expected == (guess_language() == "en")
