"""The files of an imported exercise, written together or not at all, and what is left for a person to do."""

from __future__ import annotations

import ast
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec

from autograder.build.sources import LAST_CHECK, LAST_CHECK_CELL, SETUP, SETUP_CELL
from autograder.content.kit import Kit
from autograder.errors import UsageError
from autograder.importing.cells import ImportedCell, read_notebook_cells
from autograder.importing.given import Statement, choose_given, list_learner_names, read_statements
from autograder.importing.pictures import move_names, take_attachments, take_neighbours
from autograder.importing.rewriting import NOSE, add_needed, drop_nose, rewrite_tests, split_hidden
from autograder.importing.tasks import ImportedTask, group_tasks
from autograder.language import tr
from autograder.storage import write_whole

_MARKS = re.compile(r"^[^\S\n]*#+ *(?:BEGIN|END) SOLUTION[^\n]*\n?", re.M)
_DATA = re.compile(r"(['\"])data/([^'\"\n]+)\1")


class Imported(msgspec.Struct, frozen=True):
    """What was written, and what a person must look at."""

    slug: str
    files: tuple[str, ...]
    tasks: int
    checks: int
    points: float
    notes: tuple[str, ...]


def import_notebook(source: Path, kit: Kit, slug: str) -> Imported:
    """Write the exercise ``slug`` of ``kit`` from a notebook, or from a folder of ``source/`` that holds a single one.

    Raises :class:`UsageError` where there is nothing to import; nothing is then written.
    """
    path = _find_notebook(source)
    notes: list[str] = []
    cells = read_notebook_cells(path)
    tasks, kept = group_tasks(cells, notes)
    tasks = [task for task in tasks if _can_be_graded(task, notes)]
    if not tasks:
        raise UsageError(
            tr(
                "{path} ne contient aucune tâche à noter : ni réponse suivie d’essais (`assert`), ni réponse notée "
                "par une personne. Marquez les réponses par ### BEGIN SOLUTION, ou dans nbgrader.",
                path=path,
            )
        )
    files: dict[str, bytes] = {}
    moved = take_neighbours(path.parent, (cell.source for cell in cells), files, notes)
    checks = _Checks(cells, tasks, moved, notes)
    texts = {
        "exercise.toml": _write_exercise(slug, path, tasks, cells, notes),
        "notebook.py": _write_notebook(tasks, kept, files, moved, notes),
        "checks.py": checks.write(hidden=False),
        "hidden.py": checks.write(hidden=True),
    }
    files |= {name: text.encode("utf-8") for name, text in texts.items() if text}
    for name, data in files.items():
        write_whole(kit.root / "solutions" / slug / name, data)
    points = sum(task.points for task in tasks)
    return Imported(slug, tuple(files), len(tasks), checks.count, points, tuple(dict.fromkeys(notes)))


def _find_notebook(source: Path) -> Path:
    if not source.is_dir():
        return source
    found = sorted(path for path in source.glob("*.ipynb"))
    if len(found) == 1:
        return found[0]
    names = ", ".join(path.name for path in found) or "—"
    raise UsageError(
        tr(
            "{path} contient {count} carnets ({names}). Un exercice en a un seul : importez-les un par un, "
            "par leur nom.",
            path=source,
            count=len(found),
            names=names,
        )
    )


def _can_be_graded(task: ImportedTask, notes: list[str]) -> bool:
    if task.points > 0:
        return True
    notes.append(
        tr(
            "La réponse « {task} » n’a ni essais ni points : elle est restée une cellule ordinaire, avec son texte. "
            "Donnez-lui une vérification et une [[tasks]] pour la noter.",
            task=task.id,
        )
    )
    return False


def _write_exercise(
    slug: str, path: Path, tasks: Sequence[ImportedTask], cells: Sequence[ImportedCell], notes: list[str]
) -> str:
    title = next((t for cell in cells if cell.part == "text" for t in _first_heading(cell.source)), path.stem)
    lines = [f"title = {_quote(title)}", 'languages = ["fr"]', f"imports = {_list(_list_libraries(cells, notes))}"]
    for task in tasks:
        lines += [
            "",
            "[[tasks]]",
            f'id = "{task.id}"',
            f"title = {_quote(task.heading or task.id)}",
            f'kind = "{"write" if not task.manual else "choose"}"',
            f"points = {task.points:g}",
        ]
        lines += ["manual = true"] if task.manual else [f"names = {_list(task.names)}"]
    notes.append(tr("Les titres des tâches viennent des titres du carnet ; les indices et les acquis sont à écrire."))
    return "\n".join(lines) + "\n"


def _first_heading(text: str) -> list[str]:
    return [line.lstrip("#").strip() for line in text.split("\n") if line.startswith("#")][:1]


def _list_libraries(cells: Sequence[ImportedCell], notes: list[str]) -> list[str]:
    found = dict.fromkeys(name for cell in cells for name in _list_imports(cell))
    found.pop("nose", None)
    absent = [name for name in found if name not in sys.stdlib_module_names and find_spec(name) is None]
    for name in absent:
        notes.append(tr("La bibliothèque « {name} » n’est pas dans le kit : ajoutez-la, ou passez-vous-en.", name=name))
    return [name for name in found if name not in absent and name not in ("nose", "nbgrader", "IPython")]


def _write_notebook(
    tasks: Sequence[ImportedTask],
    kept: Sequence[ImportedCell],
    files: dict[str, bytes],
    moved: dict[str, str],
    notes: list[str],
) -> str:
    by_answer = {id(task.answer): task for task in tasks}
    pieces = [f'# %% cell="{SETUP_CELL}"\n{SETUP}']
    texts = [cell for cell in kept if cell.part == "text"]
    for cell in kept:
        task = by_answer.get(id(cell))
        tag = f' task="{task.id}"' if task else ""
        source = take_attachments(cell, files, notes) if cell.markdown else drop_nose(cell.source)
        source = source if task else _MARKS.sub("", source)
        source = move_names(source, moved, code=not cell.markdown)
        if cell.markdown:
            piece = f"# %% [markdown]{tag}\n" + textwrap.indent(source, "# ", lambda line: True).replace("# \n", "#\n")
        else:
            piece = f"# %%{tag}\n{_comment_magics(source)}"
            _note_magics(cell, notes)
        first = texts and cell is texts[0] and cell is kept[0]
        pieces.insert(0, piece) if first else pieces.append(piece)
    pieces.append(f'# %% cell="{LAST_CHECK_CELL}"\n{LAST_CHECK}')
    return "\n\n".join(pieces) + "\n"


def _comment_magics(source: str) -> str:
    """Return the source as jupytext keeps it: magics are comments that it knows again, questions stay comments."""
    import jupytext

    source = "\n".join(f"# {line}" if line.rstrip().endswith("?") else line for line in source.split("\n"))
    cell_text = jupytext.writes(_one_cell(source), fmt="py:percent")
    return cell_text[cell_text.index("# %%") :].split("\n", 1)[1].strip("\n")


def _one_cell(source: str) -> object:
    from nbformat.v4 import new_code_cell, new_notebook

    return new_notebook(cells=[new_code_cell(source)])


def _note_magics(cell: ImportedCell, notes: list[str]) -> None:
    if cell.magics:
        line = next(line for line in cell.source.split("\n") if line not in cell.plain.split("\n"))
        notes.append(tr("« {line} » est une ligne d’IPython ou du système : voyez si elle sert encore.", line=line))


class _Checks:
    """The tests of every task, as checks: those that learners see, and the hidden ones."""

    def __init__(
        self, cells: Sequence[ImportedCell], tasks: Sequence[ImportedTask], moved: dict[str, str], notes: list[str]
    ) -> None:
        answers = {name for task in tasks for name in task.names}
        answers |= {
            name for cell in cells if cell.part == "answer" for name in ImportedTask("", cell, [], _names(cell)).names
        }
        self._statements: list[Statement] = read_statements(cells, answers)
        self._learner = list_learner_names(self._statements, answers)
        libraries = {node for cell in cells for node in _list_imports(cell)}
        self._reckons = bool(libraries & {"numpy", "pandas", "scipy"})
        self._given_names = {name for statement in self._statements for name in statement.binds}
        self._tasks, self._moved, self._notes = tasks, moved, notes
        self.count = 0

    def write(self, *, hidden: bool) -> str:
        """Return ``checks.py`` or ``hidden.py``; no text where there is nothing to hide."""
        functions: list[str] = []
        wanted: set[str] = set()
        for task in self._tasks:
            for number, cell in enumerate(task.tests, start=1):
                source = split_hidden(cell.source)[hidden]
                if _is_empty(source):
                    continue
                source = self._add_earlier(task, number, source)
                shared = not _is_empty(split_hidden(cell.source)[not hidden])
                weight = cell.points / 2 if shared else cell.points
                functions.append(self._write_check(task, number, source, weight or 1, wanted))
        if not functions:
            return "" if hidden else '"""No visible check."""\n'
        self.count += len(functions)
        given, unknown = choose_given(self._statements, sorted(wanted), self._learner)
        for name in sorted(unknown - NOSE):
            self._notes.append(
                tr("Une vérification se sert de « {name} », que rien ne donne avant elle : définissez-le.", name=name)
            )
        head = [f'"""{tr("Les essais du carnet d’origine, posés du dehors.")}"""', "import pytest"]
        if given:
            head.append(
                f"# {tr('Ce que le carnet donne : la copie de qui note.')}\n"
                + move_names(given, self._moved, code=True)
            )
        if self._reckons:
            head[1] += "\n\nfrom autograder.check.natural import in_numpy"
        text = "\n\n".join([*head, *functions]) + "\n"
        if _DATA.search(text):
            text = _DATA.sub(r"str(DATA / \1\2\1)", text)
            text = text.replace(
                "import pytest", 'from pathlib import Path\n\nimport pytest\n\nDATA = Path(__file__).parent / "data"', 1
            )
        return _format(text)

    def _add_earlier(self, task: ImportedTask, number: int, source: str) -> str:
        """Put before the tests what they use of the tests that came before them in the notebook."""
        earlier = "\n".join(
            "\n".join(split_hidden(cell.source))
            for other in self._tasks[: self._tasks.index(task) + 1]
            for cell in (other.tests[: number - 1] if other is task else other.tests)
        )
        return add_needed(earlier, source, self._learner | self._given_names)

    def _write_check(self, task: ImportedTask, number: int, source: str, weight: float, wanted: set[str]) -> str:
        source = move_names(source, self._moved, code=True)
        title = _find_title(source) or tr("Les essais {number} de « {task} »", number=number, task=task.id)
        head = (
            f'@pytest.mark.task("{task.id}", weight={weight:g})\n'
            f"def test_{_to_name(task.id)}_{number}(student):\n    {_docstring(title)}\n"
        )
        rewritten = rewrite_tests(source, self._learner)
        if rewritten is None:
            self._notes.append(
                tr(
                    "Les essais {number} de « {task} » ne sont pas du Python qu’une vérification puisse lancer : "
                    "ils sont gardés en commentaire. Récrivez-les.",
                    number=number,
                    task=task.id,
                )
            )
            kept = textwrap.indent(source, "    # ", lambda line: True)
            return head + kept + f'\n    student.fail(tr("{_UNWRITTEN}"))'
        self._notes += [f"{task.id} : {doubt}" for doubt in rewritten.doubts]
        wanted |= rewritten.uses
        natural = "    student = in_numpy(student)\n" if self._reckons else ""
        return head + natural + _indent(_without_title(rewritten.text))


_UNWRITTEN = "À ÉCRIRE"


def _names(cell: ImportedCell) -> tuple[str, ...]:
    from autograder.importing.cells import list_bound

    tree = None if cell.markdown else cell.parse()
    return tuple(list_bound(tree.body)) if tree else ()


def _is_empty(source: str) -> bool:
    lines = [line.strip() for line in source.split("\n")]
    return not any(line and (not line.startswith("#") or "AUTOTEST" in line) for line in lines)


def _list_imports(cell: ImportedCell) -> Iterator[str]:
    tree = None if cell.markdown else cell.parse()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def _find_docstring(source: str) -> str:
    try:
        return ast.get_docstring(ast.parse(source)) or ""
    except (SyntaxError, ValueError):
        return ""


def _without_title(source: str) -> str:
    """Return the tests without the text that opens them: it is the title of the check."""
    if not _find_docstring(source):
        return source
    first = ast.parse(source).body[0]
    return "\n".join(source.split("\n")[first.end_lineno :]).lstrip("\n") or "pass"


def _find_title(source: str) -> str:
    title = _find_docstring(source).split("\n")[0].rstrip(" .:")
    if title:
        return title.replace("\\", "").replace('"', "”")[:120]
    first = next((line.strip() for line in source.split("\n") if line.strip()), "")
    title = first.lstrip("# ").rstrip(" .:") if first.startswith("#") else ""
    return title.replace("\\", "").replace('"', "”")[:120]


def _docstring(title: str) -> str:
    return f'"""{title}."""'


def _to_name(task: str) -> str:
    return "".join(char if char.isalnum() else "_" for char in task)


def _indent(text: str) -> str:
    """Return the body of a function; where a text over several lines would change with it, as Python writes it."""
    body = textwrap.indent(text, "    ")
    try:
        inside = ast.parse(f"def f(student):\n{body}\n").body[0]
        same = isinstance(inside, ast.FunctionDef) and [ast.dump(node) for node in inside.body] == [
            ast.dump(node) for node in ast.parse(text).body
        ]
        return body if same else textwrap.indent(ast.unparse(ast.parse(text)), "    ")
    except SyntaxError:
        return body


def _format(text: str) -> str:
    """Return the code as ruff would have it where ruff is installed: authors have it, learners need not."""
    import subprocess

    if find_spec("ruff") is None:
        return text
    command = [sys.executable, "-m", "ruff", "format", "--line-length", "120", "-"]
    done = subprocess.run(command, input=text.encode("utf-8"), capture_output=True, check=False)
    return done.stdout.decode("utf-8") if done.returncode == 0 else text


def _quote(text: str) -> str:
    return msgspec.json.encode(text).decode()


def _list(items: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quote, items)) + "]"
