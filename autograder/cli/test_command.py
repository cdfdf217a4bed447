"""`passerelle test`: what CI runs. Style, types, fresh builds, every module validated, then every test.

Pytest's closing line comes last.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.content.kit import Kit, find_kit_root
from autograder.errors import UsageError
from autograder.language import tr

_MOST_WORKERS = 4
WORKERS = max(2, min(os.cpu_count() or 2, _MOST_WORKERS))
_PASSERELLE = "import sys; from autograder.cli import main; sys.exit(main())"


def run_tests(arguments: Sequence[str] = ()) -> int:
    """Run every step on the kit, then pytest with ``arguments``; return 0 where all of it passed, else 1.

    With arguments only pytest runs: they choose tests, and who chooses wants an answer soon.
    """
    root = Kit(find_kit_root()).root
    _refuse_without_tools(root)
    with tempfile.TemporaryDirectory(prefix="passerelle-test-") as scratch:
        variables = make_variables(os.environ, Path(scratch))
        failed = [] if arguments else _run_steps(root, variables, Path(scratch))
        if failed:
            _say(tr("Déjà en échec avant les tests : {steps}", steps=", ".join(failed)))
        _say(tr("— Tests"))
        code = subprocess.run(make_pytest_command(arguments), cwd=root, env=variables, check=False).returncode
    return 1 if failed or code else 0


def make_variables(present: os._Environ[str] | dict[str, str], scratch: Path) -> dict[str, str]:
    """Return the variables for the tools: nothing a person has set changes a verdict, and no cache needs a home."""
    dropped = ("PYTEST_ADDOPTS", "PYTHONPATH", "PASSERELLE_KIT", "PASSERELLE_LANG", "JUPYTER_CONFIG_DIR")
    kept = {name: value for name, value in present.items() if name not in dropped}
    kept.setdefault("HOME", str(scratch))
    return {
        **kept,
        "PYTHONUTF8": "1",
        "RUFF_NO_CACHE": "true",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(scratch / "hypothesis"),
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
    }


def make_pytest_command(arguments: Sequence[str]) -> list[str]:
    """Return the pytest command: on a few cores, a file's tests together so that they share what they prepare."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    if not any(argument.startswith("-n") or argument == "--pdb" for argument in arguments):
        command += ["-n", str(WORKERS), "--dist", "loadfile"]
    return command


def _run_steps(root: Path, variables: dict[str, str], scratch: Path) -> list[str]:
    python = sys.executable
    steps: list[tuple[str, Callable[[], int]]] = [
        (tr("mise en forme"), lambda: _run([python, "-m", "ruff", "format", "--check", "."], root, variables)),
        (tr("style"), lambda: _run([python, "-m", "ruff", "check", "."], root, variables)),
        (tr("types"), lambda: _run([python, "-m", "mypy", "--cache-dir", str(scratch / "mypy")], root, variables)),
        (tr("éditions à jour"), _check_build),
        (tr("ce qui doit tenir de chaque module"), lambda: validate_modules(root, variables, scratch)),
    ]
    return [name for name, step in steps if not _passes(name, step)]


def _passes(name: str, step: Callable[[], int]) -> bool:
    _say(f"— {name}")
    start = time.monotonic()
    code = step()
    _say(tr("  {seconds:.1f} s", seconds=time.monotonic() - start))
    return code == 0


def _run(command: list[str], root: Path, variables: dict[str, str]) -> int:
    return subprocess.run(command, cwd=root, env=variables, check=False).returncode


def validate_modules(root: Path, variables: dict[str, str], scratch: Path) -> int:
    """Validate every module, a share on each processor; print what each share said and return the worst code."""
    modules = Kit(root).list_modules()
    shares = [share for share in (modules[turn::WORKERS] for turn in range(WORKERS)) if share]
    running = []
    for number, share in enumerate(shares):
        said = scratch / f"validate-{number}.txt"
        with said.open("wb") as stream:
            command = [sys.executable, "-c", _PASSERELLE, "validate", *share]
            own = {**variables, "PASSERELLE_KIT": str(root)}
            running.append((subprocess.Popen(command, cwd=root, env=own, stdout=stream), said))
    codes = [process.wait() for process, _ in running]
    for _, said in running:
        _say(said.read_text("utf-8", "replace").rstrip())
    return max(codes, default=0)


def _check_build() -> int:
    from autograder.cli import run

    return run(["build", "--check"])


def _refuse_without_tools(root: Path) -> None:
    from importlib.util import find_spec

    if not (root / "tests").is_dir():
        raise UsageError(
            tr("{root} n’a pas de dossier tests/ : lancez `./passerelle test` depuis un clone complet.", root=root)
        )
    missing = [name for name in ("ruff", "mypy", "pytest", "xdist") if find_spec(name) is None]
    if missing:
        raise UsageError(
            tr(
                "Il manque {names} dans cet environnement. `./passerelle test` fait le sien depuis requirements.lock ; "
                "ailleurs, installez le groupe « dev » de pyproject.toml.",
                names=", ".join(missing),
            )
        )


def _say(text: str) -> None:
    print(text, flush=True)
