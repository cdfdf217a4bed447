"""The demonstration: a class made, handed in to, graded and reported on, as an instructor would."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.classes.course import Course
from autograder.classes.feedback import write_feedback
from autograder.classes.grade import ClassGrading, grade_class
from autograder.classes.new import create_class
from autograder.classes.release import release_class
from autograder.classes.report import write_class_report
from autograder.content.kit import Kit, find_kit_root
from autograder.demo.samples import Sample, make_samples
from autograder.errors import ClassError
from autograder.language import tr
from autograder.storage import write_whole

EXERCISE = "21-empreintes-merkle"
_MARKER = Path("passerelle") / "demo"


@dataclass(frozen=True)
class Demo:
    """What the demonstration made."""

    course: Course
    samples: list[Sample]
    grading: ClassGrading
    gradebook: Path
    autograded: Path
    feedback: Path
    report: Path


def run_demo(
    folder: Path,
    *,
    exercise: str = EXERCISE,
    kit: Kit | None = None,
    say: Callable[[str], None] = lambda step: None,
    progress: Callable[[int, int], None] | None = None,
) -> Demo:
    """Make the class in ``folder``, grade its 24 submissions, write feedback and report.

    A former demonstration in ``folder`` is replaced; anything else there is left alone.
    Raises :class:`ClassError` where the folder holds something else.
    """
    kit = kit or Kit(find_kit_root())
    _clear_former(folder)
    say(tr("Je crée la classe."))
    samples = make_samples(kit, exercise)
    course = create_class(
        folder, [kit_language for kit_language in _list_languages(samples)], kit=kit, exercises=[exercise]
    )
    write_whole(course.root / _MARKER, "")
    say(tr("Je distribue l’exercice avec nbgrader."))
    release_class(course, [exercise], exchange=False)
    say(tr("24 personnes remettent leur travail."))
    hand_in(course, exercise, samples)
    say(tr("Je note les remises."))
    grading = grade_class(course, [exercise], progress=progress)
    say(tr("J’écris les retours et le compte rendu de la classe."))
    write_feedback(course, exercise)
    report = write_class_report(course)
    return Demo(
        course=course,
        samples=samples,
        grading=grading,
        gradebook=course.gradebook_file or course.root,
        autograded=course.root / course.step_name("autograded"),
        feedback=course.root / course.step_name("feedback"),
        report=report,
    )


def hand_in(course: Course, exercise: str, samples: list[Sample]) -> None:
    """Put the samples where nbgrader's collect would."""
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    for sample in samples:
        folder = course.folder("submitted", exercise, sample.learner)
        write_whole(folder / f"{exercise}.ipynb", sample.data, durable=False)
        write_whole(folder / "timestamp.txt", now, durable=False)


def _list_languages(samples: list[Sample]) -> list[str]:
    return list(dict.fromkeys(sample.lang for sample in samples))


def _clear_former(folder: Path) -> None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not (folder / _MARKER).is_file():
        raise ClassError(
            tr(
                "{path} existe déjà et n’est pas une démonstration : je n’y touche pas. "
                "Donnez un autre dossier : `passerelle demo AUTRE_DOSSIER`.",
                path=folder,
            )
        )
    shutil.rmtree(folder)
