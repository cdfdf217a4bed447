"""The learner's side: cells run as in a notebook, questions answered on their names, errors told as data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograder.sandbox.encoding import decode, encode
from autograder.sandbox.environment import make_environment
from autograder.sandbox.protocol import Call, GetValue, ListNames, ReadFile, Reply
from autograder.sandbox.server import MAX_VALUE, serve_kernel

SERVE = """
import sys, json, tempfile
from pathlib import Path
from autograder.sandbox.cells import make_shell
from autograder.sandbox.environment import make_environment
from autograder.sandbox.protocol import RunCell, Texts
from autograder.sandbox.server import Server

shell = make_shell(tempfile.mkdtemp())
shell.texts = texts = Texts(magic="no {name}", input="no keyboard", system="no system", cut="[cut]", large="too large")
server = Server(shell.user_ns, locate=shell.locate, runner=shell, output_limit=50_000, texts=texts)
told = []
for number, source in enumerate(json.load(sys.stdin)):
    reply = server.answer(RunCell(f"cell-{number}", source), number)
    error = reply.error
    told.append({
        "outputs": [json.loads(output) for output in reply.outputs],
        "error": error and {name: getattr(error, name) for name in error.__struct_fields__},
        "printed": reply.printed,
    })
json.dump(told, sys.stdout)
"""
"""A shell is one a process, and changes it for good: cells are run in another."""


def run(*sources: str) -> list[dict]:
    done = subprocess.run(
        [sys.executable, "-c", SERVE],
        input=json.dumps(sources),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **make_environment(os.environ.get("HOME", "/tmp"), "/tmp")},
    )
    assert 0 == done.returncode, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def kernel():
    """A live shell that belongs to the learner, as in their notebook."""
    shell = InteractiveShell.instance()
    transport = serve_kernel(shell)
    transport.shell = shell
    return transport


def value_of(reply: Reply):
    assert reply.error is None
    return decode(reply.value)


def test_outputs_are_those_of_a_notebook():
    first, second = run(
        "import sys\nprint('a')\nprint('b', file=sys.stderr)\ndisplay(3)\n'last'", "from IPython.display import *\n1"
    )
    assert [
        {"output_type": "stream", "name": "stdout", "text": "a\n"},
        {"output_type": "stream", "name": "stderr", "text": "b\n"},
        {"output_type": "display_data", "data": {"text/plain": "3"}, "metadata": {}},
        {"output_type": "execute_result", "data": {"text/plain": "'last'"}, "metadata": {}, "execution_count": 1},
    ] == first["outputs"]
    assert 2 == second["outputs"][0]["execution_count"]


def test_cells_may_await():
    (cell,) = run("import asyncio\nawait asyncio.sleep(0)\n'slept'")
    assert "'slept'" == cell["outputs"][0]["data"]["text/plain"]


def test_figures_are_shown_where_they_are_drawn():
    (cell,) = run("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nNone")
    shown = [output["data"] for output in cell["outputs"] if output["output_type"] == "display_data"]
    assert [["image/png", "text/plain"]] == [sorted(data) for data in shown]


def test_an_error_names_the_deepest_line_of_the_learner_s_own():
    _, cell = run("import json\ndef parse(text):\n    return json.loads(text)\n", "parse('?')")
    assert {
        "type": "JSONDecodeError",
        "builtin": "ValueError",
        "message": "Expecting value: line 1 column 1 (char 0)",
        "cell": "cell-0",
        "line": 3,
        "source": "    return json.loads(text)",
    } == cell["error"]
    assert "error" == cell["outputs"][0]["output_type"]


def test_a_traceback_shows_the_learner_s_frames_and_none_of_ours():
    (cell,) = run("def half(n):\n    return 1 / n\nhalf(0)")
    text = "\n".join(cell["outputs"][0]["traceback"])
    assert "<cell-0>" in text
    assert "return 1 / n" in text
    assert "sandbox" not in text
    assert "IPython" not in text


def test_a_syntax_error_has_its_line():
    (cell,) = run("a = 1\nb = (")
    assert ("SyntaxError", "cell-0", 2, "b = (") == tuple(cell["error"][k] for k in ("type", "cell", "line", "source"))


@pytest.mark.parametrize(
    ("source", "kind", "builtin"),
    [
        ("raise SystemExit(3)", "SystemExit", "Exception"),
        ("import sys; sys.exit()", "SystemExit", "Exception"),
        ("exit()", "SystemExit", "Exception"),
        ("quit()", "SystemExit", "Exception"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", "Exception"),
        ("raise GeneratorExit", "GeneratorExit", "Exception"),
        ("class Odd(LookupError): pass\nraise Odd", "Odd", "LookupError"),
        ("class Odd(ValueError):\n    def __str__(self): raise SystemExit\nraise Odd", "Odd", "ValueError"),
        ("class Odd:\n    def __repr__(self): raise SystemExit\nOdd()", "SystemExit", "Exception"),
        ("raise ExceptionGroup('all', [ValueError()])", "ExceptionGroup", "ExceptionGroup"),
        ("raise BaseExceptionGroup('all', [KeyboardInterrupt()])", "BaseExceptionGroup", "Exception"),
        ("b'\\xff'.decode()", "UnicodeDecodeError", "UnicodeDecodeError"),
        ("def f(): f()\nf()", "RecursionError", "RecursionError"),
        ("x = 1 +", "SyntaxError", "SyntaxError"),
        ("  x = 1\n y = 2", "IndentationError", "IndentationError"),
    ],
)
def test_whatever_is_raised_is_an_ordinary_error(source, kind, builtin):
    cell, after = run(source, "'alive'")
    assert (kind, builtin) == (cell["error"]["type"], cell["error"]["builtin"])
    assert "'alive'" == after["outputs"][0]["data"]["text/plain"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("input('?')", "no keyboard"),
        ("!ls", "no system"),
        ("names = !ls", "no system"),
        ("%pip list", "no system"),
        ("%nosuch", "no nosuch"),
        ("%%nosuch\nx", "no nosuch"),
    ],
)
def test_what_cannot_work_says_so_and_the_rest_of_the_cell_counts(source, message):
    if not source.startswith("%%"):
        source += "\nprint('the rest')"
    (cell,) = run(source)
    assert cell["error"] is None
    assert message in cell["outputs"][0]["text"]
    assert source.startswith("%%") or "the rest" in cell["outputs"][0]["text"]


def test_a_loop_that_asks_the_keyboard_without_end_is_stopped():
    (cell,) = run("while input() != 'q': pass")
    assert "EOFError" == cell["error"]["type"]


@pytest.mark.parametrize("source", ["%matplotlib inline", "len?", "%%time\n1", "%timeit -n1 -r1 1", "%history"])
def test_harmless_magic_works(source):
    (cell,) = run(source)
    assert cell["error"] is None


def test_a_flood_of_output_is_cut_with_a_note():
    (cell,) = run("for i in range(10**6): print(i)")
    *kept, note = cell["outputs"]
    assert {"output_type": "stream", "name": "stderr", "text": "[cut]\n"} == note
    assert len(json.dumps(kept)) < 52_000


def test_scripts_are_left_out_and_pictures_kept():
    (cell,) = run("display({'application/javascript': 'alert(1)', 'text/html': '<b>'}, raw=True)")
    assert {"text/html": "<b>"} == cell["outputs"][0]["data"]


def test_lone_surrogates_and_clearing():
    cell, cleared = run(
        "print('\\ud800')", "from IPython.display import clear_output\nprint(1)\nclear_output()\nprint(2)"
    )
    assert "?\n" == cell["outputs"][0]["text"]
    assert ["2\n"] == [output["text"] for output in cleared["outputs"]]


def test_a_call_in_the_learner_s_kernel(kernel):
    kernel.shell.run_cell("def shift(text, by=1):\n    print('shifting')\n    return text[by:] + text[:by]")
    reply = kernel.ask(Call("shift", args=encode(("abc",)), kwargs=encode({"by": 2})))
    assert "cab" == value_of(reply)
    assert "shifting\n" == reply.printed


def test_values_names_and_paths(kernel):
    kernel.shell.run_cell("import math\nanswer = 42\n_hidden = 1")
    assert 42 == value_of(kernel.ask(GetValue("answer")))
    assert "math" == value_of(kernel.ask(GetValue("math.__name__")))
    names = value_of(kernel.ask(ListNames()))
    assert "answer" in names
    assert not {"_hidden", "In", "Out", "exit", "get_ipython"} & set(names)


@pytest.mark.parametrize("name", ["nothing", "answer.nothing", "", "builtins.nothing"])
def test_what_does_not_exist_is_absent(kernel, name):
    kernel.shell.run_cell("answer = 42")
    assert Reply(number=0, absent=True) == kernel.ask(GetValue(name))


def test_objects_stay_and_answer_through_their_handle(kernel):
    kernel.shell.run_cell(
        "class Account:\n"
        "    def __init__(self): self.balance = 0\n"
        "    def deposit(self, amount): self.balance += amount; return self\n"
    )
    account = value_of(kernel.ask(Call("Account")))
    assert ("Account", False) == (account.type_name, account.callable)
    kernel.ask(Call("deposit", handle=account.id, args=encode((5,))))
    assert 5 == value_of(kernel.ask(GetValue("balance", handle=account.id)))


def test_a_generator_is_read_with_python_s_own_list(kernel):
    kernel.shell.run_cell("def squares(n):\n    return (i * i for i in range(n))")
    squares = value_of(kernel.ask(Call("squares", args=encode((4,)))))
    assert [0, 1, 4, 9] == value_of(kernel.ask(Call("builtins.list", args=encode((squares,)))))


def test_an_unknown_handle_is_absent(kernel):
    assert kernel.ask(GetValue("x", handle=999_999)).absent


def test_a_property_that_fails_is_heard_of(kernel):
    kernel.shell.run_cell("class Odd:\n    @property\n    def size(self): return self.lenght\nodd = Odd()")
    reply = kernel.ask(GetValue("odd.size"))
    assert ("AttributeError", False) == (reply.error.type, reply.absent)


def test_an_error_in_the_kernel_has_its_cell(kernel):
    kernel.shell.run_cell("def f():\n    raise KeyError('k')", store_history=True, cell_id="leaf_hash")
    kernel.shell.run_cell("pass", store_history=True, cell_id="other")
    error = kernel.ask(Call("f")).error
    assert ("leaf_hash", 2, "    raise KeyError('k')") == (error.cell, error.line, error.source)


def test_too_large_a_value_is_told_not_sent(kernel):
    kernel.shell.run_cell(f"large = 'x' * {MAX_VALUE + 1}")
    assert "ValueTooLarge" == kernel.ask(GetValue("large")).error.type


def test_nothing_is_shown_while_a_kernel_is_asked(kernel, capsys):
    kernel.shell.run_cell("import sys\ndef loud():\n    print(1); print(2, file=sys.stderr); display(3)")
    capsys.readouterr()
    kernel.ask(Call("loud"))
    assert ("", "") == tuple(capsys.readouterr())


def test_files_that_the_work_wrote(kernel, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_bytes(b"done")
    assert b"done" == value_of(kernel.ask(ReadFile("report.txt")))
    assert kernel.ask(ReadFile("missing.txt")).absent
    assert kernel.ask(ReadFile(".")).absent
