"""Every attack of this folder, graded beside honest work by one warm grader.

Of each must hold: its score is what the honest part of it earns; nothing secret can be read in what comes back;
nothing outside changed; honest work that was open meanwhile, and that is graded next, is unharmed; no process is left.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import site
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import nbformat
import pytest

from autograder.content.kit import Kit
from autograder.grading.many import Grader, Job, LocalExecutor, make_work
from autograder.grading.report import Graded, Report, encode_reports
from autograder.language import use_language
from autograder.sandbox.encoding import decode, encode
from autograder.sandbox.protocol import Call, RunCell
from autograder.sandbox.sandbox import Sandbox

from .attack import Attack, read_attacks
from .kit import EXERCISE, HONEST, POINTS, SECRETS, fill_in, read_released, write_kit

FOLDER = Path(__file__).parent
ATTACKS = read_attacks(FOLDER)
FULL = sum(POINTS.values())
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class: its gradebook, and the work of others."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "gradebook.db").write_text("CANARY-OF-THE-GRADEBOOK")
    return folder


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return write_kit(tmp_path_factory.mktemp("kit"))


@pytest.fixture(scope="module")
def grader(kit: Kit) -> Iterator[Grader]:
    os.environ["PASSERELLE_TOKEN"] = "CANARY-OF-THE-GRADER"
    with use_language("fr"):
        grader = Grader(make_work(kit, EXERCISE, class_id="attacked"))
    yield grader
    grader.close()
    del os.environ["PASSERELLE_TOKEN"]


@pytest.fixture(scope="module")
def honest(kit: Kit, place: Path) -> Path:
    notebook = read_released(kit)
    fill_in(notebook, HONEST)
    path = place / "honest" / f"{EXERCISE}.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps(notebook))
    return path


def test_there_are_at_least_sixty():
    assert len(ATTACKS) >= 60


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack(attack: Attack, grader: Grader, kit: Kit, place: Path, honest: Path):
    try_attack(attack, grader, kit, place, honest)


@pytest.fixture(scope="module")
def weaker_grader(kit: Kit) -> Iterator[Grader]:
    """One where the machine offers no namespaces: Landlock, seccomp and limits carry it."""
    with use_language("fr"):
        grader = Grader(make_work(kit, EXERCISE, class_id="attacked"))
    grader.box.close()
    grader.box = Sandbox(msgspec.structs.replace(grader.box.config, without=("namespaces",)))
    grader.box.__enter__()
    yield grader
    grader.close()


ON_THE_MACHINE = ("looking", "writing", "lingering", "ending", "network")


@pytest.mark.parametrize(
    "attack",
    [attack for attack in ATTACKS if attack.name.startswith(ON_THE_MACHINE)],
    ids=lambda attack: attack.name,
)
def test_attack_without_namespaces(attack: Attack, weaker_grader: Grader, kit: Kit, place: Path, honest: Path):
    assert "namespaces" not in weaker_grader.box.layers
    try_attack(attack, weaker_grader, kit, place, honest)


def test_honest_work_beside_attacks_keeps_its_points(kit: Kit, honest: Path, tmp_path: Path):
    """Two workers at once, every second submission an attack."""
    hostile = [attack for attack in ATTACKS if attack.name.startswith(("ending", "lingering"))][:9]
    jobs = []
    for number, attack in enumerate(hostile):
        path = tmp_path / f"{number}.ipynb"
        path.write_bytes(attack.make_notebook(read_released(kit)))
        jobs += [Job(str(path), f"eve-{number}"), Job(str(honest), f"alice-{number}")]
    with use_language("fr"):
        done = list(LocalExecutor(2).run(make_work(kit, EXERCISE, class_id="attacked"), jobs))
    assert sorted(job.learner for job in jobs) == sorted(job.learner for job, _ in done)
    scores = [graded.report.score for job, graded in done if job.learner.startswith("alice")]
    assert [FULL] * len(hostile) == scores


def try_attack(attack: Attack, grader: Grader, kit: Kit, place: Path, honest: Path) -> None:
    file = place / "attacker" / f"{EXERCISE}.ipynb"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(attack.make_notebook(read_released(kit)))
    witness = grader.box.open()
    witness.ask(RunCell("cell", "kept = ['mine']\nopen('kept', 'w').write('mine')\ndef show():\n    return kept"))
    before, processes = describe_outside(kit, place), find_children()

    with use_language("fr"):
        graded = grader.grade(Job(str(file), "eve"))
        after = describe_outside(kit, place)
        assert ["mine"] == decode(witness.ask(Call("show", args=encode(()))).value)
        witness.close()
        next_one = grader.grade(Job(str(honest), "alice"))

    check_scores(attack, graded.report)
    check_what_is_shown(attack, graded, grader)
    assert before == after
    assert set() == find_children() - processes
    assert (FULL, "passed") == (next_one.report.score, next_one.report.tasks[0].status)


def check_scores(attack: Attack, report: Report) -> None:
    if attack.refused:
        assert report.error is not None
        assert attack.refused in report.error
        assert len(report.error) < 1000
        return
    assert report.error is None, report.error
    told = {task.id: [(check.status, check.message) for check in task.checks] for task in report.tasks}
    assert attack.expected == {task.id: task.score for task in report.tasks}, told
    assert POINTS == {task.id: task.max_score for task in report.tasks}
    assert [] == [check for task in report.tasks for check in task.checks if check.status == "internal"]
    assert attack.status == {task: report.find_task(task).status for task in attack.status}, told


def check_what_is_shown(attack: Attack, graded: Graded, grader: Grader) -> None:
    everything = encode_reports([graded.report]).decode()  # Can be written, whatever the work did.
    learner = read_as_learner(graded)
    secrets = SECRETS | {"a secret": grader.bundle.make_variant(graded.report.variant or 0)[1]["seal"]}
    for what, secret in secrets.items():
        assert secret not in learner, what
    for text in attack.hides:
        assert text not in learner + everything
    for text in attack.shows:
        assert text in learner
    for text in [_COLOUR.sub("", learner), *find_texts(json.loads(everything))]:
        commands = [hex(ord(character)) for character in text if is_command(character)]
        assert [] == commands
    assert len(graded.notebook) < 15_000_000
    for page in find_pages(graded.notebook):
        assert_inert(page)
    if graded.notebook:
        nbformat.validate(nbformat.reads(graded.notebook.decode(), as_version=4))


def read_as_learner(graded: Graded) -> str:
    """Return what the attacker may come to read: outputs, panels, messages, but not the sources, which are theirs."""
    texts = [check.shown for task in graded.report.tasks for check in task.checks]
    texts += [graded.report.error or "", *graded.report.flags]
    notebook = json.loads(graded.notebook or b'{"cells": []}')
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return "\n".join([*texts, *find_texts(outputs)])


_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=]*")


def _is_picture(attributes: dict[str, str | None]) -> bool:
    return set(attributes) <= {"src", "alt"} and bool(_PICTURE.fullmatch(attributes.get("src") or ""))


class _Tags(HTMLParser):
    """Collects what could act in a browser."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "img" and _is_picture(dict(attributes)):
            return  # A picture in itself runs nothing and asks nobody, an SVG as a picture included.
        if tag in ("script", "img", "svg", "iframe", "object", "embed", "form", "style", "link", "meta", "base"):
            self.found.append(tag)
        self.found += [name for name, _ in attributes if name.startswith("on") or name in ("src", "href", "srcdoc")]


def assert_inert(page: str) -> None:
    parser = _Tags()
    parser.feed(page)
    assert [] == parser.found


def find_pages(notebook: bytes) -> list[str]:
    """Return what a page shows as HTML: panels, and text cells."""
    cells = json.loads(notebook or b'{"cells": []}')["cells"]
    panels = [
        output["data"].get("text/html", "") for cell in cells for output in cell.get("outputs", []) if "data" in output
    ]
    return panels + [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]


def find_texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() if key != "image/png" for text in [key, *find_texts(item)]]
    if isinstance(value, list):
        return [text for item in value for text in find_texts(item)]
    return [value] if isinstance(value, str) else []


def is_command(character: str) -> bool:
    """Whether a terminal might obey it."""
    code = ord(character)
    return (code < 32 and character not in "\n\t\r") or 127 <= code < 160


def describe_outside(kit: Kit, place: Path) -> dict[str, object]:
    """Return what no submission may change: the kit, the class, Python's own folders, the grader's process."""
    found: dict[str, object] = {}
    for root in (kit.root, place):
        for path in sorted(root.rglob("*")):
            found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    # Debian's Python names a folder of packages that need not be there.
    for folder in filter(os.path.isdir, (*site.getsitepackages(), os.path.dirname(os.__file__))):
        found[folder] = [entry.name for entry in os.scandir(folder)], os.stat(folder).st_mtime_ns
    found["priority"], found["folder"] = os.getpriority(os.PRIO_PROCESS, 0), os.getcwd()
    return found


def find_children() -> set[str]:
    """Return the ids of the processes below this one."""
    parents: dict[str, str] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[path.parent.name] = path.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
    found, size = {str(os.getpid())}, 0
    while size != len(found):
        size = len(found)
        found |= {pid for pid, parent in parents.items() if parent in found}
    return found
