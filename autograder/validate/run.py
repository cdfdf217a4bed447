"""Every rule on every module, cached by content."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.content.kit import Kit
from autograder.errors import PasserelleError, UnknownExercise
from autograder.language import current_language
from autograder.storage import write_whole
from autograder.validate.finding import Finding, MutationScore

if TYPE_CHECKING:
    from autograder.validate.subject import Subject


_NO_PART = frozenset({"cli", "learn", "teach", "classes", "demo", "site", "importing"})
"""Folders of the package that no verdict depends on."""

LIGHT = ("build", "safety", "scores")
"""Rules for an exercise that is not a whole module: no lesson, no translation, no kept mistakes."""


class Verdict(msgspec.Struct, frozen=True):
    """What was found of one module."""

    module: str
    findings: tuple[Finding, ...] = ()
    mutation: MutationScore | None = None
    """Of mutants of the first order."""
    adversaries: MutationScore | None = None
    """Of adversarial mutants."""
    cached: bool = False


def list_modules(kit: Kit) -> list[str]:
    """Return every module that has a lesson or an exercise, in order."""
    return sorted({*kit.list_exercises(), *kit.list_modules()})


def validate_modules(
    kit: Kit,
    modules: Sequence[str] = (),
    *,
    mutants: bool = False,
    whole: bool = False,
    light: bool = False,
    say: Callable[[str], None] = lambda module: None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Verdict]:
    """Validate ``modules`` (all by default); with ``whole``, nothing is taken from the cache.

    With ``light`` only what any exercise must hold: it builds, its reference has every point, a blank one none.

    Raises :class:`UnknownExercise` for a name that no module has.
    """
    known = list_modules(kit)
    for name in modules:
        if name not in known:
            kit.solution_folder(name)  # Names the nearest.
            raise UnknownExercise(name)
    verdicts = []
    for name in modules or known:
        say(name)
        if light:
            verdicts.append(examine(kit, name, rules=LIGHT))
        else:
            verdicts.append(_validate_one(kit, name, mutants=mutants, whole=whole, progress=progress))
    return verdicts


def write_all_traces(kit: Kit, modules: Sequence[str] = (), say: Callable[[str], None] = lambda module: None) -> None:
    """Write what kept mistakes do at fixed checks, then the editions and catalogues in which that is."""
    from autograder.build import build_all
    from autograder.i18n.update import update
    from autograder.validate.subject import Subject
    from autograder.validate.traces import write_traces

    changed = []
    for name in modules or list_modules(kit):
        say(name)
        subject = Subject(kit, name)
        try:
            if write_traces(subject):
                changed.append(name)
        finally:
            subject.close()
    if changed:
        update(kit)
        build_all(kit, only=changed)


def _validate_one(
    kit: Kit, module: str, *, mutants: bool, whole: bool, progress: Callable[[int, int], None] | None
) -> Verdict:
    cache = find_cache() / f"{hash_inputs(kit, module)}-{'mutants' if mutants else 'rules'}.json"
    if not whole and cache.is_file():
        try:
            return msgspec.structs.replace(msgspec.json.decode(cache.read_bytes(), type=Verdict), cached=True)
        except msgspec.DecodeError:
            pass  # Another version wrote it, or it is damaged: examine the module again.
    verdict = examine(kit, module, mutants=mutants, progress=progress)
    write_whole(cache, msgspec.json.encode(verdict), durable=False)
    return verdict


def examine(
    kit: Kit,
    module: str,
    *,
    mutants: bool = False,
    rules: Iterable[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Verdict:
    """Apply the rules (all by default) to one module, whatever was found before."""
    # Imported here: who reads verdicts from the cache needs neither the grader nor pytest.
    from autograder.validate.mutation import count_mutants
    from autograder.validate.rules import RULES
    from autograder.validate.subject import Subject

    subject = Subject(kit, module)
    findings: list[Finding] = []
    mutation = adversaries = None
    try:
        for name in rules or RULES:
            findings.extend(_apply(subject, name))
        if mutants and subject.has_exercise and not any(finding.rule in ("build", "scores") for finding in findings):
            (mutation, adversaries), more = count_mutants(subject, progress)
            findings.extend(more)
    finally:
        subject.close()
    return Verdict(module, tuple(findings), mutation, adversaries)


def _apply(subject: Subject, name: str) -> list[Finding]:
    from autograder.validate.rules import RULES

    try:
        return list(RULES[name](subject))
    except PasserelleError as error:
        # What one rule cannot read, it says; the others still speak.
        return [Finding(rule=name, module=subject.id, file=subject.id, message=str(error))]


def hash_inputs(kit: Kit, module: str) -> str:
    """Return a hash over everything that a verdict depends on: the module, those before it, the package, Python."""
    digest = hashlib.sha256(f"{platform.python_version()}|{current_language()}|{_hash_package()}".encode())
    for path in sorted(_list_inputs(kit, module)):
        name = path.relative_to(kit.root).as_posix()
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:32]


@lru_cache(maxsize=1)
def _hash_package() -> str:
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        part = path.relative_to(package).parts[0]
        if path.is_file() and "__pycache__" not in path.parts and part not in _NO_PART:
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _list_inputs(kit: Kit, module: str) -> Iterable[Path]:
    root = kit.root
    folders = [root / "courses" / module, root / "solutions" / module]
    folders += [root / "exercises" / language / module for language in kit.list_languages()]
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
    yield from root.glob(f"locale/*/{module}.po")
    yield from root.glob(f"locale/*/{module}.hidden.po")
    yield from root.glob(f"lessons/*/{module}.ipynb")
    yield from root.glob(f"lessons/*/{module}/*.*")
    # Terms, outcomes and explanations of earlier modules.
    earlier = [root / "courses" / name for name in kit.list_modules() if name < module]
    yield from filter(Path.is_file, (folder / name for folder in earlier for name in ("module.toml", "lesson.py")))
    yield from root.glob(f"tests/content/test_{module.replace('-', '_')}.py")


def find_cache() -> Path:
    """Return the folder of cached verdicts, in the user's own cache."""
    base = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache")
    return Path(base) / "passerelle" / "validate"
