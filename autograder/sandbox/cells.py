"""IPython without a front end: cells run as in a notebook, their outputs kept as notebook outputs."""

from __future__ import annotations

import ast
import builtins
import contextlib
import os
import warnings
from collections.abc import Iterator
from types import CodeType
from typing import Any, NoReturn

from IPython.core import page
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult, InteractiveShell
from traitlets import Type
from traitlets.config import Config

from autograder.sandbox.capture import Outputs, keep_output
from autograder.sandbox.failures import Place, clean_text, describe_failure, render_traceback
from autograder.sandbox.plaincells import compile_plain, parse_plain
from autograder.sandbox.protocol import StudentError, Texts
from autograder.sandbox.refusals import Refusals

_RUN_LEARNER_CODE = frozenset({"time", "timeit", "capture", "prun"})
"""Magics whose failure is that of the learner's own code."""
_MOST_INPUTS = 20
"""Empty answers to ``input()`` in one cell; a loop that asks again and again is then stopped."""


class _Publisher(DisplayPublisher):
    """Keeps what ``display`` is given."""

    def publish(self, data: Any, metadata: Any = None, source: Any = None, **others: Any) -> None:
        if type(data) is dict and isinstance(self.shell, StudentShell):
            self.shell.outputs.show("display_data", data, metadata if type(metadata) is dict else {})

    def clear_output(self, wait: bool = False) -> None:
        if isinstance(self.shell, StudentShell):
            self.shell.outputs.clear()


class _Hook(DisplayHook):
    """Keeps the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        pass

    def finish_displayhook(self) -> None:
        self._is_active = False

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        if isinstance(self.shell, StudentShell) and type(format_dict) is dict:
            count = self.shell.execution_count - 1
            self.shell.outputs.show("execute_result", format_dict, md_dict or {}, execution_count=count)


class _Transformer(TransformerManager):
    """IPython's own reading of a cell, left out where the cell is plain Python already: it costs half the run."""

    def __init__(self) -> None:
        super().__init__()
        self._usual = self._list_transforms()

    def transform_cell(self, cell: str) -> str:
        """Return the cell as Python."""
        if self.parse_plain(cell) is not None:
            return cell if cell.endswith("\n") else cell + "\n"
        return super().transform_cell(cell)

    def parse_plain(self, cell: str) -> ast.Module | None:
        """Return the tree of a cell that needs no reading of IPython's, unless the work has added some."""
        return parse_plain(cell) if self._list_transforms() == self._usual else None

    def _list_transforms(self) -> list[Any]:
        return [*self.cleanup_transforms, *self.line_transforms, *self.token_transformers]


class StudentShell(InteractiveShell):
    """An IPython shell for the student process: no history, no files, no terminal."""

    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_Hook)

    def __init__(self, **others: Any) -> None:
        self.outputs = Outputs(0, "")
        self.texts = Texts()
        self.places: dict[str, Place] = {}
        self.failure: BaseException | None = None
        super().__init__(**others)
        self.input_transformer_manager = _Transformer()
        self._usual_flags = self.compile.flags
        self.compile.get_code_name = self._name_code  # type: ignore[method-assign]
        self.set_hook("show_in_pager", page.as_hook(page.display_page), 90)

    def _name_code(self, raw_code: str, transformed_code: str, number: int) -> str:
        name = self._find_name(number)
        self.places[name] = Place(self.current_cell, raw_code, self._given)
        return name

    def _find_name(self, number: int) -> str:
        cell = self.current_cell
        return f"<{cell}>" if f"<{cell}>" not in self.places else f"<{cell} #{number}>"

    current_cell = ""
    most_inputs = _MOST_INPUTS
    refusals: Refusals | None = None
    """Notes what the work tries in vain, where that is asked for."""
    _given = False
    _in_cell = False
    _inputs = 0

    def _run_cell(
        self, raw_cell: str, store_history: bool, silent: bool, shell_futures: bool, cell_id: Any, cell_meta: Any
    ) -> Any:
        """Run a cell; one that is plain Python does without a coroutine, and is parsed and compiled once."""
        codes = self._compile_directly(raw_cell) if store_history and not silent else None
        if codes is None:
            return super()._run_cell(raw_cell, store_history, silent, shell_futures, cell_id, cell_meta)
        cell = raw_cell if raw_cell.endswith("\n") else raw_cell + "\n"
        count = self.execution_count
        self.execution_count += 1
        info = ExecutionInfo(raw_cell, store_history, silent, shell_futures, cell_id, cell_meta, transformed_cell=cell)
        result = ExecutionResult(info)
        result.execution_count = count
        self.events.trigger("pre_execute")
        self.events.trigger("pre_run_cell", info)
        assert self.history_manager is not None
        self.history_manager.store_inputs(count, cell, raw_cell)
        self.compile.cache(cell, count, raw_code=raw_cell)
        with self.builtin_trap, self.display_trap:
            self.displayhook.exec_result = result
            self.last_execution_succeeded = not any(self._run_code_now(code, result) for code in codes)
            self.last_execution_result = result
            self.displayhook.exec_result = None
        return result

    def _compile_directly(self, cell: str) -> list[CodeType] | None:
        """Return a cell's code, ``None`` where IPython's own road must be taken: the work may have changed it."""
        changed = self.ast_transformers or self.custom_exceptions or self.compile.flags != self._usual_flags
        reader = self.input_transformer_manager
        if changed or type(reader) is not _Transformer or self.ast_node_interactivity != "last_expr":
            return None
        tree = reader.parse_plain(cell)
        return None if tree is None else compile_plain(tree, self._find_name(self.execution_count))

    def _run_code_now(self, code: CodeType, result: ExecutionResult) -> bool:
        """Run a code object as IPython does; return whether it raised."""
        try:
            self.run_code(code, result).send(None)
        except StopIteration as ended:
            return bool(ended.value)
        raise RuntimeError("code without await does not wait")

    def locate(self, filename: str) -> Place | None:
        """Return the learner's cell behind a code file's name."""
        return self.places.get(filename)

    def showtraceback(self, exc_tuple: Any = None, *others: Any, **named: Any) -> None:
        """Keep the exception in flight as the cell's error."""
        try:
            error = self._get_exc_info(exc_tuple)[1]
        except ValueError:
            return
        self.failure = error
        told = describe_failure(error, self.locate)
        self.outputs.fail(told.type, told.message, render_traceback(error, self.locate))

    def showsyntaxerror(self, *others: Any, **named: Any) -> None:
        """Keep a syntax error as the cell's error."""
        self.showtraceback()

    showindentationerror = showsyntaxerror

    @contextlib.contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        """Keep no second copy of what is printed: IPython's has no limit, and would fill the memory of a long loop."""
        yield

    def _format_exception_for_storage(self, *others: Any, **named: Any) -> dict[str, Any]:
        return {}

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: there is no window here."""

    def ask_exit(self) -> NoReturn:
        """End the cell, as ``exit()`` does in a notebook's own words."""
        raise SystemExit("exit")

    def system(self, cmd: Any) -> None:
        """Say that ``!command`` does nothing here; the rest of the cell counts."""
        self._note_command()
        print(self.texts.system)

    system_raw = system_piped = system

    def getoutput(self, *others: Any, **named: Any) -> list[str]:
        """Say that ``names = !command`` gives nothing here."""
        self._note_command()
        print(self.texts.system)
        return []

    def _note_command(self) -> None:
        if self.refusals is not None:
            self.refusals.note("shell")

    def run_line_magic(self, magic_name: Any, line: Any, *others: Any, **named: Any) -> Any:
        """Run a line magic; one that cannot work here says so, and the rest of the cell counts."""
        return self._run_magic(magic_name, super().run_line_magic, line, *others, **named)

    def run_cell_magic(self, magic_name: Any, line: Any, cell: Any) -> Any:
        """Run a cell magic; one that cannot work here says so."""
        return self._run_magic(magic_name, super().run_cell_magic, line, cell)

    def _run_magic(self, name: Any, run: Any, *arguments: Any, **named: Any) -> Any:
        if name in _RUN_LEARNER_CODE:
            return run(name, *arguments, **named)
        try:
            return run(name, *arguments, **named)
        except Exception:
            print(self.texts.magic.format(name=clean_text(str(name), 100)))
            return None

    def ask_input(self, *others: Any, **named: Any) -> str:
        """Answer ``input()`` with nothing while a cell runs; refuse it in a function that a check calls."""
        self._inputs += 1
        if not self._in_cell or self._inputs > self.most_inputs:
            raise EOFError(self.texts.input)
        print(self.texts.input)
        return ""

    def run(
        self, cell: str, source: str, limit: int, given: bool = False
    ) -> tuple[tuple[bytes, ...], StudentError | None, str]:
        """Run one cell; return its outputs, its error if it has one, and what it printed."""
        self._given = given
        self.outputs = Outputs(limit, self.texts.cut)
        self.current_cell = clean_text(cell, 100) or "cell"
        self.failure = None
        builtins.input = self.ask_input  # type: ignore[assignment]
        self._in_cell, self._inputs = True, 0
        with keep_output(self.outputs):
            try:
                result = self.run_cell(source, store_history=True)
                failure = self.failure or result.error_before_exec or result.error_in_exec
            except BaseException as error:  # Whatever learner code raises past IPython is theirs too.
                failure = error
                self.showtraceback((type(error), error, error.__traceback__))
        self._in_cell = False
        told = describe_failure(failure, self.locate) if failure is not None else None
        return self.outputs.encode(), told, self.outputs.text("stdout", limit)


def make_shell(folder: str) -> StudentShell:
    """Return the process's shell; ``folder`` receives the profile that IPython insists on writing."""
    os.environ["IPYTHONDIR"] = folder
    warnings.filterwarnings("ignore", message="To exit: use")  # Advice for a terminal.
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Plain"
    config.InteractiveShell.cache_size = 1000
    config.InteractiveShell.enable_tip = False
    return StudentShell.instance(config=config, ipython_dir=folder)
