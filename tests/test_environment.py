"""`environment.yml` (conda) asks for the names and bounds of `pyproject.toml`, no more and no less."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def read_requirement(text: str) -> tuple[str, str]:
    """Split `ipython >=9,<10` into a name as conda writes it and its bounds."""
    # conda has no extras: its `psycopg` comes with the library that `psycopg[binary]` brings.
    match = re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[[a-z]+\])?\s*(.*)", text)
    assert match, text
    return match[1].lower(), match[2].replace(" ", "")


def read_pyproject() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return dict(read_requirement(line) for group in groups for line in group)


def read_conda() -> dict[str, str]:
    lines = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    return dict(read_requirement(line) for line in lines)


def test_conda_asks_for_what_pyproject_asks_for():
    conda = read_conda()
    del conda["python"], conda["pip"]
    assert read_pyproject() == conda


def test_conda_asks_for_the_same_python():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == read_conda()["python"]


def test_conda_takes_only_from_conda_forge():
    assert ["conda-forge"] == yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["channels"]
