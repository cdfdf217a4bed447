"""Everything the lock holds may be used and passed on under the kit's own licence."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
ELSEWHERE = tomllib.loads((Path(__file__).parent / "licences.toml").read_text("utf-8"))

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0",
    "Zlib",
}  # fmt: skip

DEPENDENCIES_ONLY = {
    "axe-playwright-python": "MPL-2.0",
    "certifi": "MPL-2.0",
    "cvss": "LGPL",
    "fqdn": "MPL-2.0",
    "hypothesis": "MPL-2.0",
    "pathspec": "MPL-2.0",
    "psycopg": "LGPL-3.0-only",
    "psycopg-binary": "LGPL-3.0-only",
    "pysigma": "LGPL-2.1-only",
    "pysigma-backend-sqlite": "LGPL-3.0-only",
}
"""Weak copyleft, fine as a library that is used unchanged; each is named, so that a new one is a decision."""

SILENT = {
    "axe-playwright-python": "MPL-2.0",  # Itself MIT (its LICENSE); the axe.min.js that it carries says MPL-2.0.
    "docutils": "BSD-2-Clause",  # Its COPYING.rst: public domain and BSD; only its Emacs mode is GPL, not in the wheel.
}
"""Whose metadata name no licence, or one that does not bind here: read in their files, the stricter of two."""

SPELLINGS = (
    (r"affero|AGPL", "AGPL"),
    (r"lesser general|LGPL", "LGPL"),
    (r"general public|\bGPL", "GPL"),
    (r"mozilla|MPL", "MPL-2.0"),
    (r"apache", "Apache-2.0"),
    (r"python software foundation|PSF", "PSF-2.0"),
    (r"\bISC\b|ISCL", "ISC"),
    (r"\bBSD\b", "BSD"),
    (r"\bMIT\b", "MIT"),
)
"""How free text names a licence, the strictest first: a text that names two gives the stricter."""


def read_licence(metadata) -> set[str]:
    """The licences that must all be kept, from a distribution's own metadata: its expression, else its classifiers,
    else the first words of its free text."""
    if metadata.get("License-Expression"):
        return split_expression(metadata["License-Expression"])
    classifiers = [
        line for line in metadata.get_all("Classifier") or [] if line.startswith("License :: OSI Approved ::")
    ]
    if classifiers:
        return {name_licence(line) for line in classifiers}
    return {name_licence((metadata.get("License") or "")[:200])}


def split_expression(expression: str) -> set[str]:
    """The licences of an SPDX expression; of `A OR B` the one that is allowed is taken."""
    kept = set()
    for part in re.split(r"\s+AND\s+", expression.strip("() ")):
        choices = [choice.strip("() ") for choice in re.split(r"\s+OR\s+", part)]
        kept.add(next((choice for choice in choices if choice in ALLOWED), choices[0]))
    return kept


def name_licence(text: str) -> str:
    return next((name for pattern, name in SPELLINGS if re.search(pattern, text, re.IGNORECASE)), f"unknown: {text!r}")


def read_locked_names() -> dict[str, bool]:
    """Names in the lock, and whether every machine installs one of its versions."""
    lines = re.findall(r"^([A-Za-z0-9._-]+==[^\\\n]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    found: dict[str, bool] = {}
    for requirement in map(Requirement, lines):
        name = canonicalize_name(requirement.name)
        found[name] = found.get(name, False) or requirement.marker is None
    return found


def read_installed() -> dict[str, set[str]]:
    found = {canonicalize_name(each.metadata["Name"]): read_licence(each.metadata) for each in distributions()}
    return found | {name: {licence} for name, licence in SILENT.items() if name in found}


def is_allowed(name: str, licences: set[str]) -> bool:
    return all(each in ALLOWED or DEPENDENCIES_ONLY.get(name) == each for each in licences)


def test_each_locked_library_may_be_passed_on():
    installed = read_installed()
    refused = {}
    for name in read_locked_names():
        licences = installed.get(name) or {ELSEWHERE.get(name, "not installed here and absent from licences.toml")}
        if not is_allowed(name, licences):
            refused[name] = licences
    assert {} == refused


def test_the_exceptions_are_used():
    locked = read_locked_names()
    installed = read_installed()
    assert [] == [name for name in DEPENDENCIES_ONLY if name not in locked]
    assert {} == {name: installed[name] for name, one in DEPENDENCIES_ONLY.items() if {one} != installed[name]}


def test_the_table_holds_what_only_some_machines_install():
    assert [] == [name for name in ELSEWHERE if read_locked_names().get(name) is not False]


def test_the_table_agrees_with_what_is_installed():
    installed = read_installed()
    told = {name: installed[name] for name in ELSEWHERE if name in installed}
    assert {} == {name: found for name, found in told.items() if not agree(ELSEWHERE[name], found)}


def agree(told: str, found: set[str]) -> bool:
    """Metadata often say « BSD » without saying which."""
    return found in ({told}, {told.split("-")[0]})


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", {"MIT"}),
        ("GPL-3.0-only OR MIT", {"MIT"}),
        ("BSD-3-Clause AND (GPL-2.0-only OR Apache-2.0)", {"BSD-3-Clause", "Apache-2.0"}),
        ("GPL-3.0-only", {"GPL-3.0-only"}),
    ],
)
def test_an_expression_gives_what_must_be_kept(expression, expected):
    assert expected == split_expression(expression)


@pytest.mark.parametrize(
    "text", ["GNU General Public License v3", "GNU Affero General Public License", "LGPL-3.0", "my own terms", ""]
)
def test_what_is_copyleft_or_unclear_is_refused(text):
    assert not is_allowed("library", {name_licence(text)})
