"""The nbgrader configuration of a class, in one call from its ``nbgrader_config.py``.

nbgrader is not imported here: its parts are named by dotted paths, which it imports itself.
"""

from __future__ import annotations

import importlib.util
import sys
import warnings
from pathlib import Path

from traitlets.config import Config

from autograder.build.stubs import find_stubs
from autograder.classes.course import OWN_FOLDER, ClassFile
from autograder.classes.private import be_private, find_exchange
from autograder.content.tomlfile import read_toml

CONFIG_TEXT = '''\
"""La configuration de nbgrader pour cette classe. — nbgrader's configuration for this class."""

from pathlib import Path

from autograder.classes.settings import configure

c = get_config()  # noqa: F821  (nbgrader fournit cette fonction)
configure(c, Path(__file__).parent)

# Ce que vous écrivez ci-dessous l'emporte. Par exemple, une pénalité de retard :
# c.LateSubmissionPlugin.penalty_method = "zero"
# ou un autre dossier d'échange, toujours hors de la classe :
# c.Exchange.root = "/srv/nbgrader/exchange"
'''


def configure(c: Config, folder: Path) -> None:
    """Set in ``c`` everything that nbgrader needs for the class in ``folder``.

    Paths, stub texts, the feedback template, and the two lists of steps of ``Autograde``: grading is done by
    Passerelle's engine, never by a kernel of nbgrader's.
    """
    root = folder.resolve()
    file = read_toml(root / OWN_FOLDER / "class.toml", ClassFile)
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.course_id = file.course
    # nbgrader's own modes are wide open, and its copies keep those of where they come from: a class is its owner's.
    be_private()
    c.Exchange.root = str(find_exchange(root))
    _guard_ids(c)
    _guard_server(root)
    _set_release(c, file.languages[0])
    _set_grading(c)
    _set_feedback(c)
    # nbgrader 0.9.6 makes SQLAlchemy warn at each new submission; there is nothing that a reader could do about it.
    warnings.filterwarnings("ignore", message="Object of type <Submitted", module="nbgrader")


def adopt(c: Config) -> None:
    """Give an nbgrader course our engine: the one line that ``passerelle class adopt`` writes calls this.

    Everything else stays as the course has it: its folders, its gradebook, its stubs, its penalties, its feedback.
    """
    _guard_ids(c)
    _guard_server(None)
    c.Autograde.sanitize_preprocessors = ["autograder.classes.stock_steps.Restore"]
    c.Autograde.autograde_preprocessors = [
        "autograder.classes.stock_steps.Grade",
        "autograder.classes.stock_steps.SaveGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    if "preprocessors" not in c.GenerateFeedback:
        c.GenerateFeedback.preprocessors = list(_FEEDBACK_STEPS)
    if not c.Passerelle.get("adopted"):
        c.GenerateFeedback.preprocessors.append("autograder.classes.stock_steps.SayShared")
    c.Passerelle.adopted = True
    # nbgrader 0.9.6 makes SQLAlchemy warn at each new submission; there is nothing that a reader could do about it.
    warnings.filterwarnings("ignore", message="Object of type <Submitted", module="nbgrader")


def _guard_ids(c: Config) -> None:
    """Hold learners' ids to their alphabet on nbgrader's own roads: its collecting, its gradebook, its forms."""
    if "collect" not in c.ExchangeFactory:  # A course may have an exchange of its own.
        c.ExchangeFactory.collect = "autograder.classes.nbgrader_ids.Collect"
    if "release_feedback" not in c.ExchangeFactory:
        c.ExchangeFactory.release_feedback = "autograder.classes.nbgrader_ids.ReleaseFeedback"
    if "collector_plugin" not in c.ZipCollectApp:
        c.ZipCollectApp.collector_plugin = "autograder.classes.nbgrader_ids.NamedFiles"
    if "nbgrader.api" in sys.modules:
        from autograder.classes.nbgrader_ids import guard_gradebook

        guard_gradebook()


def _guard_server(root: Path | None) -> None:
    """Where a Jupyter server reads this configuration, put our gate before its answers, whoever started it."""
    if "jupyter_server.serverapp" in sys.modules:
        from autograder.classes.browser.gate import guard_running_server

        guard_running_server(root)


_FEEDBACK_STEPS = ("nbgrader.preprocessors.GetGrades", "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor")
"""nbgrader's own."""


def _set_release(c: Config, language: str) -> None:
    stubs = find_stubs(language)
    c.ClearSolutions.code_stub = {"python": stubs.code}
    c.ClearSolutions.text_stub = stubs.text
    c.GenerateAssignment.post_convert_hook = "autograder.classes.release.copy_other_editions"


def _set_grading(c: Config) -> None:
    for step in (c.Autograde, c.GenerateFeedback, c.GenerateAssignment):
        step.permissions = 600
    c.Autograde.sanitize_preprocessors = ["autograder.classes.nbgrader_steps.Restore"]
    c.Autograde.autograde_preprocessors = [
        "autograder.classes.nbgrader_steps.Grade",
        "autograder.classes.nbgrader_steps.SaveReport",
        "autograder.classes.nbgrader_dates.AssignPenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]


def _set_feedback(c: Config) -> None:
    c.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "autograder.classes.nbgrader_steps.PrepareFeedback",
    ]
    c.HTMLExporter.extra_template_basedirs = [str(Path(__file__).parent / "templates"), _find_nbgrader_templates()]


def _find_nbgrader_templates() -> str:
    """The folder of nbgrader's own templates, which Formgrader's pages need; found without importing nbgrader."""
    spec = importlib.util.find_spec("nbgrader")
    places = list(spec.submodule_search_locations or []) if spec else []
    return str(Path(places[0]) / "server_extensions" / "formgrader" / "templates") if places else ""
