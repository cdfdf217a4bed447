"""Everything that grading one exercise needs, loaded once: released notebooks, checks, secrets, hash.

It lives on the trusted side of the line and nothing of it crosses.
"""

from __future__ import annotations

import hashlib
import pickle
import random
import runpy
import shutil
import weakref
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from autograder.build import find_truths, list_all_sentences, translate_hidden
from autograder.check.answers import make_open_checks
from autograder.check.given import Given, list_given_sources
from autograder.check.outcome import Check
from autograder.check.runner import CheckSuite
from autograder.content.edition import VARIANT_COUNT, Edition, choose_variant, read_edition, read_variants
from autograder.content.kit import Kit
from autograder.content.mistakes import read_titles
from autograder.content.traces import Traces, read_trace_file
from autograder.errors import ContentError
from autograder.grading.released import ReleasedNotebook, read_released
from autograder.language import tr
from autograder.sandbox.scratch import make_scratch


class Bundle:
    """One exercise, ready to grade with."""

    def __init__(self, kit: Kit, exercise_id: str) -> None:
        self.kit = kit
        self.exercise = kit.read_exercise(exercise_id)
        self.languages = [
            language
            for language in kit.list_languages()
            if (kit.edition_folder(exercise_id, language) / "exercise.json").is_file()
        ]
        if not self.languages:
            raise ContentError(
                tr(
                    "L’exercice {exercise} n’a encore aucune édition dans {folder}. Lancez `./passerelle build`.",
                    exercise=exercise_id,
                    folder=kit.root / "exercises",
                )
            )
        self.traced = True
        """Whether mistakes are recognised by their traces."""
        self._suites: dict[str, CheckSuite] = {}
        self._private: Path | None = None
        self._editions: dict[str, Edition] = {}
        self._variants: dict[int, bytes] = {}
        self._given: dict[str, Given] = {}

    @cached_property
    def editions(self) -> dict[str, ReleasedNotebook]:
        """The released notebook of each language."""
        return {
            language: read_released(self._folder(language), self.exercise.id, language) for language in self.languages
        }

    @cached_property
    def hash(self) -> str:
        """SHA-256 over every file that decides a grade, in hexadecimal."""
        digest = hashlib.sha256()
        for path in self._list_files():
            digest.update(path.relative_to(self.kit.root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    @cached_property
    def data_files(self) -> dict[str, bytes]:
        """The files that lie beside the notebook, by relative path."""
        folder = self._folder(self.languages[0]) / "data"
        if not folder.is_dir():
            return {}
        return {
            (Path("data") / path.relative_to(folder)).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def read_edition(self, language: str) -> Edition:
        """What learners of that language received beside the notebook, and what the other mistakes say."""
        if language not in self._editions:
            received = read_edition(self._folder(language))
            hidden = list_all_sentences(self.kit, self.exercise, language)
            # What learners received stands: a running class is graded with the words that they read.
            self._editions[language] = msgspec.structs.replace(
                received, mistakes=hidden | received.mistakes, traces=self._list_traces(received.traces)
            )
        return self._editions[language]

    def _list_traces(self, received: Traces) -> Traces:
        """What learners received, and what mistakes do at hidden checks; nothing while traces are being taken."""
        if not self.traced:
            return Traces()
        written = read_trace_file(self.kit.solution_folder(self.exercise.id))
        return Traces(written.salt or received.salt, written.hidden | received.known)

    def warm(self) -> None:
        """Load what every submission needs, while the zygote starts."""
        import hypothesis  # noqa: F401  (most checks import it; it takes a quarter of a second)

        _ = self.editions, self.hash

    def find_suite(self, language: str) -> CheckSuite:
        """The checks in that language, shipped and hidden, collected once."""
        if language not in self._suites:
            paths = [self._folder(language) / "checks.py"]
            hidden = self._write_hidden(language)
            self._suites[language] = CheckSuite.collect(
                [*paths, *([hidden] if hidden else [])], lang=language, declared=lambda: self._make_declared(language)
            )
        return self._suites[language]

    def _make_declared(self, language: str) -> list[tuple[Check, Any]]:
        """The checks of declared answers, one by one: the grader knows the values."""
        truths = find_truths(self.kit, self.exercise, language)
        shown = {task.id: task.answers for task in self.read_edition(language).tasks}
        return make_open_checks(
            (task, truth, answer)
            for task, known in truths.items()
            for truth, answer in zip(known, shown[task], strict=True)
        )

    def read_given(self, language: str) -> Given:
        """What the locked cells of that language's notebook give, run on this side of the line."""
        if language not in self._given:
            folder = self._folder(language)
            self._given[language] = Given(
                list_given_sources((folder / f"{self.exercise.id}.ipynb").read_bytes()), folder
            )
        return self._given[language]

    def choose_variant(self, class_id: str, learner: str) -> int | None:
        """The number of the variant that this learner has; ``None`` where the exercise has none."""
        if not self._has_variants():
            return None
        return choose_variant(class_id, learner, self.exercise.id)

    def make_variant(self, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
        """The public and the secret data of one variant."""
        if number not in self._variants:
            made = self._make(random.Random(f"{self.exercise.id}:{number}"))
            self._variants[number] = pickle.dumps((self._public_variants[number], made["secret"]))
        # A copy each: checks may change what they are given.
        return pickle.loads(self._variants[number])

    @cached_property
    def _make(self) -> Callable[[random.Random], dict[str, Any]]:
        path = self.kit.solution_folder(self.exercise.id) / "variants.py"
        return runpy.run_path(str(path))["make"]  # type: ignore[no-any-return]

    @cached_property
    def _public_variants(self) -> Sequence[dict[str, Any]]:
        return read_variants(self._folder(self.languages[0]))

    @cached_property
    def mistake_titles(self) -> dict[str, str]:
        """The French title of each known mistake, by name."""
        return read_titles(self.kit.solution_folder(self.exercise.id), self.exercise)

    def _has_variants(self) -> bool:
        return (self.kit.solution_folder(self.exercise.id) / "variants.py").is_file() and VARIANT_COUNT > 0

    def _folder(self, language: str) -> Path:
        return self.kit.edition_folder(self.exercise.id, language)

    def _list_files(self) -> list[Path]:
        name = self.exercise.id
        folders = [self.kit.solution_folder(name), *(self._folder(language) for language in self.languages)]
        files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        files += [self.kit.catalogue(f"{name}.hidden", language) for language in self.languages]
        return sorted(path for path in files if path.is_file() and "__pycache__" not in path.parts)

    def _write_hidden(self, language: str) -> Path | None:
        """Write the hidden checks in that language where only this user can read, for pytest to collect."""
        if not (self.kit.solution_folder(self.exercise.id) / "hidden.py").is_file():
            return None
        if self._private is None:
            self._private = make_scratch()
            weakref.finalize(self, shutil.rmtree, str(self._private), True)
        path = self._private / language / "hidden.py"
        path.parent.mkdir()
        path.write_text(translate_hidden(self.kit, self.exercise.id, language), encoding="utf-8")
        return path
