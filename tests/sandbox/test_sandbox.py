"""A real zygote and real student processes: what an honest submission sees."""

from __future__ import annotations

import json
import os
import signal
import tempfile
import threading
from collections.abc import Iterator

import pytest

from autograder.content.exercise import Limits
from autograder.errors import IsolationError, StudentGone
from autograder.language import use_language
from autograder.sandbox.encoding import decode, encode
from autograder.sandbox.layers import ENOUGH, LAYERS
from autograder.sandbox.protocol import Call, GetValue, ListNames, ReadFile, RunCell
from autograder.sandbox.sandbox import Sandbox, SandboxBroken, SandboxConfig

FILES = {"data/log.csv": b"a,b\n", "data/large.bin": b"x" * 300_000}


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox(SandboxConfig(files=FILES)) as sandbox:
        yield sandbox


def run(student, source, cell="cell", seconds=None):
    """Run a cell and return the text of its last result, or its error."""
    reply = student.ask(RunCell(cell, source), seconds)
    if reply.error is not None:
        return reply.error
    outputs = [json.loads(output) for output in reply.outputs]
    return outputs[-1]["data"]["text/plain"] if outputs and "data" in outputs[-1] else reply.printed


def test_the_layers_in_force_are_enough(box):
    assert any(needed <= set(box.layers) for needed in ENOUGH)
    assert set(box.layers) <= {layer.name for layer in LAYERS}


def test_cells_then_questions(box):
    student = box.open()
    assert "" == run(student, "def double(x):\n    print('hm')\n    return 2 * x")
    reply = student.ask(Call("double", args=encode((21,))))
    assert (42, "hm\n") == (decode(reply.value), reply.printed)
    assert ["double"] == decode(student.ask(ListNames()).value)
    assert student.ask(GetValue("triple")).absent
    usage = student.close()
    assert 0 < usage.cpu_seconds
    assert 1 < usage.peak_memory_mb


def test_a_notebook_s_imports_of_the_package_do_nothing(box):
    student = box.open(variant={"key": [1, "é"]})
    assert "" == run(student, "from autograder.check import check, check_all, hint, solution, variant")
    assert "(None, None, None, None)" == run(student, "check('t'), check_all(), hint('t'), solution(task='t')")
    assert "{'key': [1, 'é']}" == run(student, "variant()")
    assert "{'key': [1, 'é']}" == run(student, "variant(new=True)")
    for name in ("autograder.sandbox", "autograder.grading", "autograder.errors"):
        assert "ModuleNotFoundError" == run(student, f"import {name}").type


def test_the_exercise_s_files_lie_in_the_work_s_folder(box):
    student = box.open()
    assert "'a,b\\n'" == run(student, "open('data/log.csv').read()")
    assert "300000" == run(student, "len(open('data/large.bin').read())")
    assert "4" == run(student, "open('data/log.csv', 'a').write('c,d\\n')")
    assert b"a,b\nc,d\n" == decode(student.ask(ReadFile("data/log.csv")).value)
    assert b"a,b\n" == decode(box.open().ask(ReadFile("data/log.csv")).value)


def test_the_same_seed_gives_the_same_numbers():
    with Sandbox(SandboxConfig(imports=("numpy",))) as box:
        source = "import random, numpy\nrandom.random(), float(numpy.random.rand()), hash('x')"
        first, again, other = (run(box.open(seed=seed), source) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_submissions_do_not_see_each_other(box):
    first, second = box.open(), box.open()
    run(first, "secret = 1\nopen('secret.txt', 'w').write('x')\nopen('/tmp/secret', 'w').write('x')")
    assert second.ask(GetValue("secret")).absent
    assert second.ask(ReadFile("secret.txt")).absent
    # The environment itself may lie below /tmp: its folder is then a name there, and nothing else is.
    assert "secret" not in run(second, "import os; os.listdir('/tmp')")


def test_the_learner_reads_their_own_language(box):
    with use_language("fr"):
        student = box.open()
    run(student, "def ask(): return input()")
    assert "clavier" in student.ask(Call("ask")).error.message


def test_many_submissions_leave_nothing_behind(box):
    before = set(os.listdir("/proc/self/fd"))
    for number in range(60):
        student = box.open(seed=number)
        assert str(number) == run(student, f"{number}")
        student.close()
    assert before == set(os.listdir("/proc/self/fd"))


def test_students_may_be_asked_from_several_threads(box):
    students = [box.open() for _ in range(4)]
    found = [""] * 4

    def ask(number):
        found[number] = run(students[number], f"sum(range(10**5)) and {number}")

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ["0", "1", "2", "3"] == found


def test_a_closed_process_answers_no_more(box):
    student = box.open()
    first = student.close()
    assert first == student.close()
    with pytest.raises(StudentGone):
        student.ask(ListNames())


def test_loopback_where_it_is_asked_for():
    limits = Limits(loopback=True, processes=4)
    with Sandbox(SandboxConfig(limits=limits)) as box:
        source = (
            "import socket, threading\n"
            "server = socket.create_server(('127.0.0.1', 0))\n"
            "def answer():\n    line, _ = server.accept(); line.sendall(b'pong'); line.close()\n"
            "threading.Thread(target=answer).start()\n"
            "client = socket.create_connection(server.getsockname())\n"
            "client.recv(4)"
        )
        assert "b'pong'" == run(box.open(), source)
        assert "OSError" == run(box.open(), "import socket\nsocket.create_connection(('192.0.2.1', 80), 2)").builtin
        raw = "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_RAW, 1)"
        assert "PermissionError" == run(box.open(), raw).type


def ask_until_it_ends(student):
    """The kernel ends the zygote, then all that is below it, in its own time."""
    for _ in range(10_000):
        student.ask(RunCell("cell", "1"))


def test_the_zygote_s_death_is_not_the_learner_s_fault():
    with Sandbox(SandboxConfig()) as box:
        student = box.open()
        os.kill(box._process.pid, signal.SIGKILL)
        box._process.wait()
        with pytest.raises(SandboxBroken):
            ask_until_it_ends(student)
        with pytest.raises(SandboxBroken):
            box.open()


def test_a_library_that_is_missing_is_named():
    with pytest.raises(SandboxBroken, match="nosuchlibrary"), Sandbox(SandboxConfig(imports=("nosuchlibrary",))):
        pass


def test_a_machine_that_offers_too_little_is_refused_with_remedies():
    with pytest.raises(IsolationError) as caught, Sandbox(SandboxConfig(without=("namespaces", "landlock"))):
        pass
    for word in ("namespaces", "landlock", "apparmor_restrict_unprivileged_userns", "--security-opt", "--trust-"):
        assert word in str(caught.value)


def test_a_system_without_fork_is_refused_by_name_of_the_way(monkeypatch):
    monkeypatch.delattr(os, "fork")
    with pytest.raises(IsolationError, match="WSL2"), Sandbox(SandboxConfig(trusted=True)):
        pass


def test_nothing_is_left_in_the_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Sandbox(SandboxConfig(trusted=True, files=FILES)) as box:
        run(box.open(), "open('x', 'w').write('y')")
        assert 1 == len(list(tmp_path.iterdir()))
    assert [] == list(tmp_path.iterdir())


def test_trusted_work_says_so_and_still_has_its_limits():
    with Sandbox(SandboxConfig(trusted=True, limits=Limits(memory_mb=64), files=FILES)) as box:
        assert ("none",) == box.layers
        student = box.open(variant={"n": 1})
        assert "{'n': 1}" == run(student, "from autograder.check import variant; variant()")
        assert "'a,b\\n'" == run(student, "open('data/log.csv').read()")
        with pytest.raises(StudentGone, match="memory"):
            run(student, "bytearray(10**9)")
        with pytest.raises(StudentGone, match="timeout"):
            run(box.open(), "while True: pass", seconds=0.5)


@pytest.mark.parametrize("name", ["/etc/passwd", "../up", "a/../../b", ""])
def test_files_lie_below_the_work_s_folder(name):
    with pytest.raises(ValueError, match="relative"), Sandbox(SandboxConfig(files={name: b""})):
        pass
