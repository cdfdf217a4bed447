"""An exercise's checks: collected once by pytest, run as often as there are learners."""

from __future__ import annotations

import contextlib
import hashlib
import io
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.check import properties
from autograder.check.answers import AnswerCheck, TogetherCheck
from autograder.check.declared import read_check
from autograder.check.failures import WorkGone
from autograder.check.judging import Witness, judge
from autograder.check.messages import mention_edges
from autograder.check.outcome import Check, CheckOutcome
from autograder.check.pytest_host import PytestHost, compare_with
from autograder.check.student import Student
from autograder.errors import PasserelleError, StudentGone
from autograder.language import use_language

_PATIENCE = 2
"""How often the work may end before its time in one task before the task's other checks are given up."""

_ENDED = ("timeout", "memory", "crashed")


class CheckSuite:
    """The checks of one exercise in one language."""

    def __init__(self, host: PytestHost, pairs: list[tuple[Check, Any]], lang: str) -> None:
        self.lang = lang
        self.checks = tuple(check for check, _ in pairs)
        self.observer: Callable[[Check, CheckOutcome, Student], None] | None = None
        """Is told of each check, of what it says, and of the work that it asked."""
        self._host = host
        self._pairs = pairs

    @classmethod
    def collect(
        cls,
        paths: Sequence[Path],
        lang: str,
        translate: Callable[[str], str] = lambda sentence: sentence,
        declared: Callable[[], list[tuple[Check, Any]]] = list,
    ) -> CheckSuite:
        """Collect files of checks once; one that is called ``hidden.py`` holds hidden checks.

        ``translate`` is what ``tr("…")`` does in a file that was not built; ``declared`` makes the checks of declared
        answers, which come first. Raises
        :class:`autograder.errors.ContentError`, naming file and line, for a mistake of the author's.
        """
        with use_language(lang):
            host = PytestHost(Path(paths[0]).resolve().parent if paths else Path.cwd())
            pairs = []
            resolved = [Path(path).resolve() for path in paths]
            for path in resolved:
                pairs += [(read_check(item, path), item) for item in host.collect(path, translate)]
            for check, item in pairs:
                properties.prepare(item, host, hidden=check.hidden)
            pairs = [*declared(), *pairs]
        return cls(host, pairs, lang)

    def without_hidden(self) -> CheckSuite:
        """The checks that ship."""
        return CheckSuite(self._host, [pair for pair in self._pairs if not pair[0].hidden], self.lang)

    def run(self, student: Student, tasks: Sequence[str] | None = None, seed: int = 0) -> list[CheckOutcome]:
        """Run the checks of ``tasks`` (all by default) on one learner's work; outcomes come in the checks' order.

        Hidden checks are run last of all: what they ask, the work might tell in the message of a visible one.
        ``seed`` settles everything random on the side of the checks, whatever the work and its language. Where the
        work ends before its time, the check says so, ``student.replace`` is asked for a fresh transport, and the other
        checks go on.
        """
        pairs = [(check, item) for check, item in self._pairs if tasks is None or check.task in tasks]
        saved = random.getstate()
        ended: dict[str, list[CheckOutcome]] = {}
        outcomes: dict[str, CheckOutcome] = {}
        last = ""
        try:
            with use_language(self.lang), _silence(), properties.quiet():
                for check, item in sorted(pairs, key=lambda pair: pair[0].hidden):
                    former = ended.setdefault(check.task, [])
                    if len(former) >= _PATIENCE:
                        outcomes[check.id] = _give_up(check, former[0])
                        continue
                    outcome = self._run_one(check, item, student, seed)
                    if outcome.status in _ENDED and last not in ("", check.task) and student.replace is not None:
                        # It may have been left so by another task's answer, which must not cost this one.
                        outcome = self._run_one(check, item, student, seed)
                    last = "" if outcome.status in _ENDED else check.task
                    if outcome.status in _ENDED:
                        outcome = _give_up(check, former[0]) if former and student.replace is None else outcome
                        former.append(outcome)
                    outcomes[check.id] = outcome
                return mention_edges([outcomes[check.id] for check, _ in pairs])
        finally:
            random.setstate(saved)

    def _run_one(self, check: Check, item: Any, student: Student, seed: int) -> CheckOutcome:
        own_seed = int.from_bytes(hashlib.sha256(f"{seed}:{check.id}".encode()).digest()[:8], "big")
        random.seed(own_seed)
        student.start_check()
        witness = Witness()
        try:
            with compare_with(witness):
                if isinstance(item, (AnswerCheck, TogetherCheck)):
                    item.run(student)
                else:
                    self._host.run(item, student, own_seed)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            error = error.error if isinstance(error, properties.Enough) else error
            outcome = judge(check, error, witness, student)
            self._tell(check, outcome, student)
            if isinstance(error, WorkGone):
                _replace(student)
            return outcome
        outcome = CheckOutcome(check.id, check.task, check.title, "passed", hidden=check.hidden, weight=check.weight)
        self._tell(check, outcome, student)
        return outcome

    def _tell(self, check: Check, outcome: CheckOutcome, student: Student) -> None:
        if self.observer is not None:
            self.observer(check, outcome, student)


def _replace(student: Student) -> None:
    """Give the student a fresh transport; where none can be had, the next check will find the work gone."""
    if student.replace is not None:
        with contextlib.suppress(StudentGone, PasserelleError):
            student.transport = student.replace()


def _give_up(check: Check, former: CheckOutcome) -> CheckOutcome:
    return CheckOutcome(
        check.id,
        check.task,
        check.title,
        former.status,
        former.message,
        hidden=check.hidden,
        mistakes=former.mistakes,
        weight=check.weight,
        parts=former.parts,
        detail=former.detail,
    )


class _Sink(io.TextIOBase):
    """A stream that keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return len(text)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Drop what checks and libraries print: panels and reports say everything there is to say."""
    with contextlib.redirect_stdout(_Sink()), contextlib.redirect_stderr(_Sink()):
        yield
