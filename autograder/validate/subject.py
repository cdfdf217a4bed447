"""One module under examination, with what several rules need of it read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from autograder.build import Mistake, build_source_notebook, read_mistakes
from autograder.build.answers import AnswerSheet
from autograder.build.sources import read_exercise_cells
from autograder.build.steps import read_lesson_cells
from autograder.content.exercise import Exercise
from autograder.content.kit import Kit
from autograder.content.module import Module
from autograder.errors import MissingPath
from autograder.grading.many import Grader, make_work
from autograder.grading.one import grade_bytes
from autograder.grading.report import Graded, Report
from autograder.i18n.percent import SourceCell
from autograder.language import SOURCE_LANGUAGE, tr
from autograder.validate.finding import Finding
from autograder.validate.tried import Tried, Watch


class Subject:
    """A module: its lesson, its exercise, and a grader for it that opens when a rule first grades."""

    def __init__(self, kit: Kit, module_id: str) -> None:
        self.kit = kit
        self.id = module_id
        self._grader: Grader | None = None
        self._sheets: dict[str, AnswerSheet] = {}
        self._tried: dict[tuple[str, str, str], Tried] = {}

    @property
    def has_exercise(self) -> bool:
        """Whether the module has an exercise."""
        return (self.solutions / "exercise.toml").is_file()

    @property
    def has_lesson(self) -> bool:
        """Whether the module has a lesson."""
        return (self.course / "module.toml").is_file()

    @property
    def solutions(self) -> Path:
        """The folder where the exercise is authored."""
        return self.kit.root / "solutions" / self.id

    @property
    def course(self) -> Path:
        """The folder where the lesson is authored."""
        return self.kit.course_folder(self.id)

    @cached_property
    def exercise(self) -> Exercise:
        """What ``exercise.toml`` says."""
        return self.kit.read_exercise(self.id)

    @cached_property
    def module(self) -> Module:
        """What ``module.toml`` says."""
        return self.kit.read_module(self.id)

    @cached_property
    def mistakes(self) -> list[Mistake]:
        """The kept mistakes."""
        return read_mistakes(self.kit, self.id)

    @cached_property
    def alternatives(self) -> list[Mistake]:
        """The right answers in other styles, in the same form."""
        return read_mistakes(self.kit, self.id, "alternatives.toml")

    @cached_property
    def exercise_cells(self) -> list[SourceCell]:
        """The cells of ``notebook.py``."""
        return read_exercise_cells(self.kit, self.exercise)

    @cached_property
    def lesson_cells(self) -> list[SourceCell]:
        """The cells of ``lesson.py``."""
        return read_lesson_cells(self.kit, self.id)

    @property
    def languages(self) -> list[str]:
        """French, and the languages that the exercise declares as complete."""
        declared = self.exercise.languages if self.has_exercise else ("en",)
        return [SOURCE_LANGUAGE, *(language for language in declared if language != SOURCE_LANGUAGE)]

    @property
    def editions(self) -> list[str]:
        """Those of :attr:`languages` in which the exercise has been built; what the others lack, other rules say."""
        return [
            language
            for language in self.languages
            if (self.kit.edition_folder(self.id, language) / f"{self.id}.ipynb").is_file()
        ]

    def sheet(self, language: str) -> AnswerSheet:
        """The released notebook of a language, to fill with answers."""
        if language not in self._sheets:
            released = self.kit.edition_folder(self.id, language) / f"{self.id}.ipynb"
            if not released.is_file():
                raise MissingPath(tr("{path} n’existe pas. Lancez `./passerelle build`.", path=released))
            source = build_source_notebook(self.kit, self.id, language)
            self._sheets[language] = AnswerSheet(released.read_bytes(), source, [t.id for t in self.exercise.tasks])
        return self._sheets[language]

    def grade(self, language: str, answers: Mapping[str, str], learner: str = "reference") -> Report:
        """Grade a notebook of ``language`` that holds ``answers``, by cell."""
        return self.run(language, answers, learner).report

    def run(self, language: str, answers: Mapping[str, str], learner: str = "reference") -> Graded:
        """Grade it, and keep the notebook with its outputs."""
        data = self.sheet(language).fill(answers)
        return grade_bytes(self.grader.bundle, self.grader.box, data, name=self.id, learner=learner)

    def try_mistake(self, language: str, mistake: Mistake, learner: str = "reference") -> Tried:
        """Grade a kept mistake, once however often it is asked for."""
        return self._try(language, mistake.cells, mistake.name, learner)

    def try_reference(self, language: str) -> Tried:
        """Grade the reference answers, once."""
        return self._try(language, {}, "", "reference")

    def watch_without_traces(self) -> None:
        """Have no mistake recognised by its trace; to be said before anything is graded."""
        self.grader.bundle.traced = False

    def _try(self, language: str, cells: dict[str, str], name: str, learner: str) -> Tried:
        key = (language, name, learner)
        if key not in self._tried:
            watch = Watch()
            watch.follow(self.grader.bundle, language)
            report = self.grade(language, self.sheet(language).reference | cells, learner)
            self._tried[key] = Tried(report, watch.take())
        return self._tried[key]

    @property
    def grader(self) -> Grader:
        """The grader of the exercise, opened when it is first needed."""
        if self._grader is None:
            self._grader = Grader(make_work(self.kit, self.id))
        return self._grader

    def close(self) -> None:
        """End the grader."""
        if self._grader is not None:
            self._grader.close()
            self._grader = None

    def find(self, rule: str, path: Path, message: str, *, cell: str = "", lang: str = "") -> Finding:
        """Return a finding about a file of the kit."""
        try:
            file = path.relative_to(self.kit.root).as_posix()
        except ValueError:
            file = str(path)
        return Finding(rule=rule, module=self.id, file=file, cell=cell, message=message, lang=lang)
