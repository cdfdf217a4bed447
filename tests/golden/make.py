"""Make the golden folders: `python -m tests.golden.make` writes each submission, and the report that it gets.

A folder is a submission as someone might hand it in and the report that grading owes it. Read the difference before
committing what this wrote: a report that changed is a promise that changed.
"""

from __future__ import annotations

import copy
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from autograder.content.kit import Kit
from autograder.grading.many import Grader, Job, make_work
from autograder.grading.report import Report
from autograder.language import use_language
from tests.classes.samples import BAD_ADD, EXERCISE, GOOD_ADD, GOOD_DOUBLE, HALF_ADD, write_kit

FOLDER = Path(__file__).parent
Notebook = dict[str, Any]


def describe_report(report: Report) -> dict[str, Any]:
    """Return what of a report must not change: no time, no measure, no hash, nothing that a check drew."""
    if report.error is not None:
        return {"error": report.error}
    return {
        "lang": report.lang,
        "score": report.score,
        "flags": list(report.flags),
        "tasks": {
            task.id: {
                "score": task.score,
                "status": task.status,
                "mistakes": list(task.mistakes),
                "message": task.message,
            }
            for task in report.tasks
        },
    }


def grade_folder(grader: Grader, folder: Path) -> dict[str, Any]:
    """Grade the submission in a golden folder."""
    with use_language("fr"):
        return describe_report(grader.grade(Job(str(folder / "submission.ipynb"), "golden")).report)


def find_cell(notebook: Notebook, name: str) -> Notebook:
    """Return the cell with that id."""
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def right(kit: Kit, lang: str = "fr", **answers: str) -> Notebook:
    """Return the notebook of someone who answers everything."""
    path = kit.edition_folder(EXERCISE, lang) / f"{EXERCISE}.ipynb"
    notebook = json.loads(path.read_bytes())
    chosen = {"add": GOOD_ADD, "double": GOOD_DOUBLE, "explain": "Le + colle deux mots."} | answers
    for name, source in chosen.items():
        find_cell(notebook, name)["source"] = source
    return notebook


def own_cell(source: str, count: int | None = None) -> Notebook:
    """Return a code cell that a learner added."""
    return {
        "cell_type": "code",
        "execution_count": count,
        "id": "own",
        "metadata": {},
        "outputs": [],
        "source": source,
    }


def _blank(kit: Kit) -> Notebook:
    return json.loads((kit.edition_folder(EXERCISE, "fr") / f"{EXERCISE}.ipynb").read_bytes())


def _deleted(kit: Kit) -> Notebook:
    notebook = right(kit)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] in ("double", "double-check")]
    return notebook


def _doubled_run_first_last(kit: Kit) -> Notebook:
    notebook = right(kit)
    good = find_cell(notebook, "add")
    bad = copy.deepcopy(good) | {"source": BAD_ADD, "execution_count": 3}
    good["execution_count"] = 9
    notebook["cells"].insert(notebook["cells"].index(good) + 1, bad)
    return notebook


def _doubled(kit: Kit) -> Notebook:
    notebook = right(kit)
    cell = find_cell(notebook, "add")
    notebook["cells"].insert(notebook["cells"].index(cell), copy.deepcopy(cell) | {"source": BAD_ADD})
    return notebook


def _split(kit: Kit) -> Notebook:
    notebook = right(kit, add="def add(left, right):\n    total = left + right")
    place = notebook["cells"].index(find_cell(notebook, "add"))
    notebook["cells"].insert(place + 1, own_cell("    return total"))
    return notebook


def _reordered(kit: Kit) -> Notebook:
    notebook = right(kit)
    notebook["cells"].reverse()
    return notebook


def _wrong_type(kit: Kit) -> Notebook:
    notebook = right(kit)
    cell = find_cell(notebook, "add")
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]
    return notebook


def _without_ids(kit: Kit) -> Notebook:
    notebook = right(kit)
    for cell in notebook["cells"]:
        del cell["id"]
        cell["metadata"] = {}
    notebook["metadata"] = {}
    return notebook


def _ids_changed(kit: Kit) -> Notebook:
    notebook = right(kit)
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"new-{number}"
    return notebook


def _metadata_forged(kit: Kit) -> Notebook:
    notebook = right(kit, add=BAD_ADD)
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {"points": 1000, "locked": False, "grade": True}
    find_cell(notebook, "add-check")["outputs"] = [
        {"data": {"text/plain": "4.0"}, "execution_count": 1, "metadata": {}, "output_type": "execute_result"}
    ]
    find_cell(notebook, "add-check")["source"] = "4.0"
    return notebook


def _version_3(kit: Kit) -> Notebook:
    cells = []
    for cell in right(kit)["cells"]:
        old = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
        old["input" if cell["cell_type"] == "code" else "source"] = cell["source"]
        cells.append(old)
    return {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells}]}


def _foreign_kernel(kit: Kit) -> Notebook:
    notebook = right(kit)
    notebook["metadata"]["kernelspec"] = {"display_name": "R", "language": "R", "name": "ir"}
    notebook["metadata"]["language_info"] = {"name": "R"}
    return notebook


def _huge_output(kit: Kit) -> Notebook:
    return right(kit, add=f"for n in range(20000):\n    print('x' * 1000)\n{GOOD_ADD}")


def _input(kit: Kit) -> Notebook:
    return right(kit, add=f"name = input('?')\n{GOOD_ADD}")


def _magics(kit: Kit) -> Notebook:
    notebook = right(kit, add=f"%matplotlib nowhere\n{GOOD_ADD}", double=f"!ls /\n{GOOD_DOUBLE}")
    notebook["cells"].insert(2, own_cell("%%bash\necho bonjour"))
    notebook["cells"].insert(3, own_cell("%load_ext nothing"))
    return notebook


def _own_cell_fails(kit: Kit) -> Notebook:
    notebook = right(kit)
    notebook["cells"].insert(2, own_cell("print(1 / 0)"))
    return notebook


def _own_cell_exits(kit: Kit) -> Notebook:
    notebook = right(kit)
    notebook["cells"].insert(2, own_cell("import os\nos._exit(1)"))
    return notebook


def _answered_in_own_cell(kit: Kit) -> Notebook:
    notebook = _blank(kit)
    notebook["cells"].insert(2, own_cell(GOOD_ADD, count=4))
    return notebook


def _merged(kit: Kit) -> Notebook:
    notebook = right(kit)
    answer = find_cell(notebook, "double")
    check = find_cell(notebook, "double-check")
    check["source"] = f"{answer['source']}\n\n{check['source']}"
    notebook["cells"].remove(answer)
    return notebook


CASES: dict[str, Callable[[Kit], Notebook]] = {
    "right": right,
    "right-en": lambda kit: right(kit, "en"),
    "blank": _blank,
    "wrong": lambda kit: right(kit, add=BAD_ADD),
    "wrong-en": lambda kit: right(kit, "en", add=BAD_ADD),
    "hidden-check-fails": lambda kit: right(kit, add=HALF_ADD),
    "prints-not-returns": lambda kit: right(kit, add="def add(left, right):\n    print(left + right)"),
    "misspelt": lambda kit: right(kit, add=GOOD_ADD.replace("add", "ad")),
    "syntax-error": lambda kit: right(kit, add="def add(left, right)\n    return left"),
    "learner-error": lambda kit: right(kit, add="def add(left, right):\n    return left + str(right)"),
    "deleted": _deleted,
    "doubled": _doubled,
    "doubled-first-run-last": _doubled_run_first_last,
    "split": _split,
    "merged": _merged,
    "reordered": _reordered,
    "wrong-type": _wrong_type,
    "without-ids": _without_ids,
    "ids-changed": _ids_changed,
    "metadata-forged": _metadata_forged,
    "version-3": _version_3,
    "foreign-kernel": _foreign_kernel,
    "huge-output": _huge_output,
    "input": _input,
    "magics": _magics,
    "own-cell-fails": _own_cell_fails,
    "own-cell-exits": _own_cell_exits,
    "answered-in-own-cell": _answered_in_own_cell,
    "no-cells": lambda kit: right(kit) | {"cells": []},
    "another-exercise": lambda kit: right(kit) | {"metadata": {"passerelle": {"exercise": "12-autre"}}},
}


def main() -> None:
    """Write every golden folder."""
    with tempfile.TemporaryDirectory() as scratch:
        kit = write_kit(Path(scratch))
        grader = Grader(make_work(kit, EXERCISE))
        try:
            for name, make in CASES.items():
                folder = FOLDER / name
                folder.mkdir(exist_ok=True)
                text = json.dumps(make(kit), ensure_ascii=False, indent=1, sort_keys=True)
                (folder / "submission.ipynb").write_text(text + "\n", encoding="utf-8")
                report = msgspec.json.format(msgspec.json.encode(grade_folder(grader, folder)), indent=1)
                (folder / "report.json").write_bytes(report + b"\n")
                print(name, file=sys.stderr)
        finally:
            grader.close()


if __name__ == "__main__":
    main()
