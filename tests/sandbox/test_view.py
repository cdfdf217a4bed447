"""What a student process can see of the machine: Python and its libraries by name, whoever runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others' work is graded on Linux")

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = {"lib", "lib32", "lib64", "libx32", "share", "local"}
PROBE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from autograder.sandbox.protocol import RunCell
from autograder.sandbox.sandbox import Sandbox, SandboxConfig
cell = '''
import os, sys, ssl, sqlite3, ctypes, lzma, zoneinfo, json, decimal, xml.parsers.expat
zoneinfo.ZoneInfo("Europe/Paris")
def listing(path):
    try:
        return sorted(os.listdir(path))
    except OSError as error:
        return type(error).__name__
def opened(path):
    try:
        return open(path).read()
    except OSError as error:
        return type(error).__name__
print(json.dumps({"usr": listing("/usr"), "share": listing("/usr/share"), "local": listing("/usr/local"),
    "localshare": listing("/usr/local/share"), "bin": listing("/usr/bin"), "srv": listing("/srv"),
    "var": listing("/var"), "secret": opened(%r), "root": listing("/root"), "beside": listing(%r)}))
'''
with Sandbox(SandboxConfig()) as box:
    student = box.open()
    reply = student.ask(RunCell("c", cell % (sys.argv[2], sys.argv[3])), 60)
    assert reply.error is None, reply.error
    print(json.loads(reply.outputs[0])["text"])
"""


def look(python: str, secret: Path, beside: Path, env: dict[str, str] | None = None, **others) -> dict:
    import json

    command = [python, "-c", PROBE, str(ROOT), str(secret), str(beside)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=120, **others)
    assert 0 == done.returncode, done.stderr
    return json.loads(done.stdout)


def expect_nothing_of_people(seen: dict) -> None:
    assert set(seen["usr"]) <= ALLOWED
    assert not {"nbgrader", "doc", "jupyter"} & set(seen["share"])
    assert set(seen["local"]) <= {"lib", "share"} or "FileNotFoundError" == seen["local"]
    assert seen["localshare"] in (["fonts"], "FileNotFoundError")
    assert "FileNotFoundError" == seen["bin"] == seen["srv"]
    assert ["tmp"] == seen["var"]
    assert "FileNotFoundError" == seen["secret"]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.write_text("SECRET")
    path.chmod(0o600)
    return path


def test_as_whoever_runs_the_tests(secret):
    expect_nothing_of_people(look(sys.executable, secret, secret.parent))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
def test_as_an_ordinary_user_with_an_environment_below_a_home():
    home = Path("/home/passerelle-test-view")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(mode=0o755)
    try:
        environment = home / "venv"
        subprocess.run(["/usr/bin/env", "python3", "--version"], check=True, capture_output=True)
        _make_environment(environment)
        private = home / "mine"
        private.write_text("SECRET")
        private.chmod(0o600)
        for path in (home, *home.rglob("*")):
            os.lchown(path, 65534, 65534)

        seen = look(
            str(environment / "bin" / "python"),
            private,
            home,
            env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
            user=65534,
            group=65534,
            extra_groups=[],
            cwd="/",
        )

        expect_nothing_of_people(seen)
        assert ["venv"] == seen["beside"]
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _make_environment(folder: Path) -> None:
    """An environment made with the system's Python, with this one's libraries in it: they need no network."""
    if not Path("/usr/bin/python3").exists():
        pytest.skip("there is no Python of the system's here")
    version = subprocess.run(
        ["/usr/bin/python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    if version != f"{sys.version_info[0]}.{sys.version_info[1]}":
        pytest.skip("the system's Python is of another version: it cannot use these libraries")
    subprocess.run(["/usr/bin/python3", "-m", "venv", "--without-pip", str(folder)], check=True)
    packages = folder / "lib" / f"python{version}" / "site-packages"
    theirs = Path(sys.prefix) / "lib" / f"python{version}" / "site-packages"
    for name in NEEDED:
        for path in theirs.glob(name):
            target = packages / path.name
            shutil.copytree(path, target) if path.is_dir() else shutil.copy(path, target)


NEEDED = (
    *("IPython", "ipython-*", "traitlets*", "msgspec*", "decorator*", "stack_data*", "executing*", "asttokens*"),
    *("pure_eval*", "pygments*", "jedi*", "parso*", "prompt_toolkit*", "wcwidth*", "matplotlib_inline*", "pexpect*"),
    *("ptyprocess*", "ipython_pygments_lexers*", "typing_extensions*", "babel", "psutil*"),
)
