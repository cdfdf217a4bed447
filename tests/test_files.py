"""No unlisted file at the root or in a module: what strayed there would be packed, published and graded with."""

import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

AT_THE_ROOT = {
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "LICENSE-CONTENT", "LISEZMOI.md", "README.md"),
    *("passerelle", "passerelle.cmd", "environment.yml", "pyproject.toml", "requirements.lock"),
    *("autograder", "benchmarks", "courses", "desk", "docs", "exercises", "lessons", "locale", "solutions", "tests"),
    *(".ci", ".gitattributes", ".github", ".gitignore"),
}
IN_MODULES = {
    "courses": ("module.toml", "lesson.py", "facts.toml", "figures.py", "tries.py"),
    "solutions": (
        *("exercise.toml", "notebook.py", "checks.py", "hidden.py", "shared.py", "variants.py", "make_data.py"),
        *("mistakes.toml", "alternatives.toml", "mutants.toml", "traces.json", "data/*"),
    ),
}


def list_kept() -> list[str]:
    """The files that git keeps or would add; another folder of the same form where this is no clone."""
    if (ROOT / ".git").exists():
        order = [
            "git",
            "-C",
            str(ROOT),
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
            "--deduplicate",
        ]
        names = subprocess.run(order, capture_output=True, check=True, text=True).stdout.split("\0")
        return [name for name in names if name and (ROOT / name).exists()]
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [path.as_posix() for path in found if path.parts[0] != ".venv" and "__pycache__" not in path.parts]


def list_strangers(names: list[str]) -> list[str]:
    strangers = []
    for name in names:
        first, _, rest = name.partition("/")
        if first not in AT_THE_ROOT:
            strangers.append(name)
        elif first in IN_MODULES:
            inside = rest.partition("/")[2]
            if not any(fnmatch(inside, known) for known in IN_MODULES[first]):
                strangers.append(name)
    return strangers


def test_no_file_is_where_nobody_expects_it():
    assert [] == list_strangers(list_kept())


@pytest.mark.parametrize(
    "name", ["advice.md", "solutions/11-mots-de-passe/advice.md", "courses/11-mots-de-passe/x/lesson.py", "out/a.txt"]
)
def test_what_strays_is_found(name):
    assert [name] == list_strangers([name])
