"""What hostile work tries, in real processes, under each set of layers that is enough to run it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.content.exercise import Limits
from autograder.errors import StudentGone
from autograder.sandbox.encoding import decode, encode
from autograder.sandbox.protocol import Call, RunCell
from autograder.sandbox.sandbox import Sandbox, SandboxConfig

KIT = Path(__file__).parents[2]
SETS = {
    "everything": (),
    "namespaces": ("landlock", "seccomp"),
    "landlock-seccomp": ("namespaces",),
}


@pytest.fixture(scope="module", params=SETS.values(), ids=SETS)
def box(request) -> Iterator[Sandbox]:
    limits = Limits(cell_seconds=5, memory_mb=128)
    os.environ["PASSERELLE_SECRET_OF_THE_GRADER"] = "gradebook"
    with Sandbox(SandboxConfig(limits=limits, without=request.param)) as sandbox:
        yield sandbox
    del os.environ["PASSERELLE_SECRET_OF_THE_GRADER"]


@pytest.fixture
def student(box):
    process = box.open()
    yield process
    process.close()


def run(student, source, seconds=None):
    """Run a cell and return the text of its last result, or its error."""
    reply = student.ask(RunCell("cell", source), seconds)
    if reply.error is not None:
        return reply.error
    outputs = [json.loads(output) for output in reply.outputs]
    return outputs[-1]["data"]["text/plain"] if outputs and "data" in outputs[-1] else reply.printed


def find_children() -> set[str]:
    """The descendants of this process, as the system sees them."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[status.parent.name] = status.read_text().rpartition(")")[2].split()[1]
    found, size = {str(os.getpid())}, 0
    while size != len(found):
        size = len(found)
        found |= {pid for pid, parent in parents.items() if parent in found}
    return found


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("while True: pass", "timeout"),
        ("import time; time.sleep(60)", "timeout"),
        ("import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass", "timeout"),
        ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", "timeout"),
        ("x = bytearray(10**9)", "memory"),
        ("x = []\nwhile True: x.append(bytes(10**6))", "memory"),
        ("x = 'x' * 10**10", "memory"),
        ("raise MemoryError", "memory"),
        ("import os; os._exit(0)", "crashed"),
        ("import ctypes; ctypes.string_at(1)", "crashed"),
        ("import os; os.abort()", "crashed"),
        ("import os; os.close(3)", "crashed"),
        ("import os; os.closerange(0, 100)", "crashed"),
        ("import os; os.write(3, b'\\x00\\x00\\x00\\x00')", "crashed"),
        ("import os; os.write(3, b'\\xff\\xff\\xff\\xff')", "crashed"),
        ("import os; os.write(3, b'\\x00\\x00\\x00\\x05hello')", "crashed"),
        ("import os; os.write(3, b'\\x00\\x0f\\x00\\x00' + b'x' * 10**5); os._exit(0)", "crashed"),
        ("import os; os.write(3, b'\\x00\\x00\\xff\\x00')\nimport time; time.sleep(60)", "timeout"),
        (
            "import os, time; os.write(3, b'\\x00\\x00\\x00\\xff')\nwhile True: os.write(3, b'x'); time.sleep(0.05)",
            "timeout",
        ),
    ],
)
def test_a_cell_that_ends_its_process_says_how(box, source, status):
    """…and the others live on."""
    witness, culprit = box.open(), box.open()
    with pytest.raises(StudentGone) as caught:
        culprit.ask(RunCell("cell", source), 1.0)
    assert status == caught.value.status
    assert not culprit.alive
    with pytest.raises(StudentGone):
        culprit.ask(RunCell("cell", "1"))
    assert "2" == run(witness, "1 + 1")
    assert "2" == run(box.open(), "1 + 1")


def test_a_call_may_end_its_process_too(student):
    run(student, "def f():\n    while True: pass")
    with pytest.raises(StudentGone, match="timeout"):
        student.ask(Call("f", args=encode(())), 0.5)


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGSTOP", "SIGSEGV"])
def test_a_signal_to_oneself_harms_nobody_else(box, name):
    """Number 1 of a process namespace may ignore it; otherwise the process is gone, or stands still."""
    student = box.open()
    try:
        assert "'alive'" == run(student, f"import os, signal; os.kill(os.getpid(), signal.{name}); 'alive'", seconds=1)
    except StudentGone as gone:
        expected = ("timeout", "1 s") if name == "SIGSTOP" else ("crashed", name)
        assert expected == (gone.status, gone.detail)  # noqa: PT017
    assert "2" == run(box.open(), "1 + 1")


def test_a_reply_written_ahead_changes_nothing_for_the_next_question(student):
    forged = "import os, msgspec\nbody = msgspec.msgpack.encode({'number': 2, 'value': b'T'})\n"
    forged += "os.write(3, len(body).to_bytes(4, 'big') + body)"
    with pytest.raises(StudentGone, match="crashed"):
        student.ask(RunCell("cell", forged))


FORGE = """
import os, msgspec
def send(**reply):
    body = msgspec.msgpack.encode({'number': 1, **reply})
    os.write(3, len(body).to_bytes(4, 'big') + body)
    while True: pass
"""


@pytest.mark.parametrize(
    "reply",
    [
        "number=7",
        "number='1'",
        "number=-1",
        "outputs=[b'{}']",
        "outputs=[b'[' * 10**5]",
        'outputs=[b\'{"output_type": "display_data", "data": {"application/javascript": "x"}, "metadata": {}}\']',
        "outputs='x'",
        "error={'type': 1}",
        "error=[]",
        "value=5",
        "printed=b'x'",
        "value=msgspec.msgpack.Ext(1, b'x')",
    ],
)
def test_a_forged_reply_that_is_not_one_is_refused(student, reply):
    with pytest.raises(StudentGone, match="crashed"):
        student.ask(RunCell("cell", f"{FORGE}\nsend({reply})"))


def test_a_forged_error_is_made_safe_to_show(student):
    error = "{'type': 'x' * 999, 'builtin': 'SystemExit', 'message': 'a\\x1b[2Jb' * 999, 'line': -5}"
    found = student.ask(RunCell("cell", f"{FORGE}\nsend(error={error})")).error
    assert ("Exception", 0, 200) == (found.builtin, found.line, len(found.type))
    assert "\x1b" not in found.message
    assert len(found.message) <= 2000


def test_a_flood_is_cut(student):
    reply = student.ask(RunCell("cell", "for _ in range(300): print('x' * 100_000)"))
    assert sum(map(len, reply.outputs)) < 1_000_000
    run(student, "def f():\n    print('x' * 10**7)")
    assert len(student.ask(Call("f")).printed) <= 20_000


def test_a_flood_below_python_goes_nowhere(student):
    assert "0" == run(
        student, "import os\nfor _ in range(1000): os.write(1, b'x' * 10**5); os.write(2, b'x' * 10**5)\n0"
    )


def test_a_value_that_is_too_large_is_told(student):
    run(student, "def f(): return 'x' * 2_000_000")
    assert "ValueTooLarge" == student.ask(Call("f")).error.type


@pytest.mark.parametrize(
    "path",
    [
        KIT / "pyproject.toml",
        KIT / "autograder" / "errors.py",
        KIT / "tests" / "sandbox" / "test_hostile.py",
        "/etc/shadow",
        "/etc/passwd",
        "/etc/hostname",
        "/root/.bashrc",
        "/var/log/dpkg.log",
        "/sys/kernel/notes",
        "/dev/mem",
        "/dev/tty",
    ],
)
def test_nothing_of_the_grader_or_the_machine_can_be_read(student, path):
    assert run(student, f"open({str(path)!r}, 'rb').read(1)").builtin in (
        "FileNotFoundError",
        "PermissionError",
        "OSError",
    )


@pytest.mark.parametrize("folder", ["/", str(KIT), "/usr/lib", "/dev", "/etc", "/var", "/home", "/given"])
def test_nothing_can_be_written_outside_one_s_own_folder(student, folder):
    assert (
        "OSError" == run(student, f"try:\n    open('{folder}/x', 'w')\nexcept OSError: x = 'OSError'\nprint(x)").strip()
    )


@pytest.mark.parametrize("process", ["1", "self", str(os.getpid())], ids=["first", "self", "grader"])
@pytest.mark.parametrize("name", ["environ", "mem", "cmdline", "status"])
def test_no_process_can_be_looked_into(student, process, name):
    assert run(student, f"open('/proc/{process}/{name}', 'rb').read()").builtin in (
        "FileNotFoundError",
        "PermissionError",
    )


def test_the_grader_s_environment_is_not_there(student):
    assert "gradebook" not in run(student, "import os; print(dict(os.environ), os.environb)")


def test_no_descriptor_is_inherited_but_the_channel(student):
    source = (
        "import os\nfound = []\nfor number in range(200):\n"
        "    try: os.fstat(number); found.append(number)\n    except OSError: pass\nfound"
    )
    found = set(json.loads(run(student, source)))
    assert {0, 1, 2, 3} <= found
    assert found - {0, 1, 2, 3} == set()


def test_the_network_is_out_of_reach(student):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        source = f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 2)"
        assert run(student, source).type in ("PermissionError", "OSError", "ConnectionRefusedError")
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()


def test_no_process_can_be_started(student):
    source = (
        "import os, time\ncount = 0\ntry:\n    for _ in range(50):\n"
        "        if os.fork() == 0:\n            time.sleep(60)\n            os._exit(0)\n"
        "        count += 1\nexcept OSError: pass\ncount"
    )
    assert "0" == run(student, source)
    assert "RuntimeError" == run(student, "import threading; threading.Thread(target=print).start()").builtin
    assert run(student, "import subprocess; subprocess.run(['/bin/true'])").builtin in (
        "PermissionError",
        "BlockingIOError",
    )


@pytest.mark.parametrize("target", [os.getpid(), os.getppid()], ids=["grader", "parent"])
def test_no_other_process_can_be_signalled(student, target):
    assert run(student, f"import os; os.kill({target}, 0)").type in ("ProcessLookupError", "PermissionError")


def test_no_other_process_s_priority_or_limits_can_be_changed(box, student):
    run(student, f"import os\ntry: os.setpriority(os.PRIO_PROCESS, {os.getpid()}, 19)\nexcept OSError: pass")
    run(student, "import os\ntry: os.setpriority(os.PRIO_USER, 0, 19)\nexcept OSError: pass")
    assert os.getpriority(os.PRIO_PROCESS, 0) < 19
    assert "OSError" in run(student, "import resource\n" + TRY.format("resource.prlimit(1, resource.RLIMIT_CPU)")) or (
        "namespaces" in box.layers  # Where 1 is oneself.
    )


TRY = "try: {}\nexcept OSError: print('OSError')"


@pytest.mark.parametrize(
    "call", ["os.chroot('/')", "os.setuid(1)", "os.nice(-5)", "os.mknod('x', 0o20666, os.makedev(1, 1))", "os.sync()"]
)
def test_no_capability_is_left(student, call):
    expected = "" if call == "os.sync()" else "OSError\n"
    assert expected == run(student, "import os\n" + TRY.format(call))


def test_what_was_left_running_is_gone():
    """Where an exercise allows processes, they end with the submission: those of a fork bomb too."""
    with Sandbox(SandboxConfig(limits=Limits(processes=20, cell_seconds=5))) as box:
        before = find_children()
        student = box.open()
        source = (
            "import os, signal, time\n"
            "for number in (signal.SIGTERM, signal.SIGHUP): signal.signal(number, signal.SIG_IGN)\n"
            "count = 0\ntry:\n    while True:\n"
            "        if os.fork() == 0:\n"
            "            os.setsid()\n            time.sleep(600)\n            os._exit(0)\n"
            "        count += 1\nexcept OSError: pass\ncount"
        )
        started = int(run(student, source))
        assert 1 <= started <= 20
        assert started <= len(find_children() - before)
        student.close()
        deadline = time.monotonic() + 10
        while find_children() - before and time.monotonic() < deadline:
            time.sleep(0.05)
        assert set() == find_children() - before
        assert "2" == run(box.open(), "1 + 1")


def test_a_forked_child_cannot_answer_in_its_parent_s_place():
    with Sandbox(SandboxConfig(limits=Limits(processes=5))) as box:
        student = box.open()
        run(student, "import os\nif os.fork() == 0:\n    pass")
        assert "3" == run(student, "1 + 2")


def test_a_full_disk_is_the_learner_s_error(student, box):
    if "namespaces" in box.layers:
        source = (
            "for n in range(9):\n    with open(f'{n}', 'wb') as f:\n        for _ in range(60): f.write(bytes(10**6))"
        )
        assert "OSError" == run(student, source).builtin
    assert run(student, "open('big', 'wb').truncate(10**9)").builtin in ("OSError", "ValueError")


def test_lying_types_arrive_as_handles(student):
    run(student, "class Yes(int):\n    __eq__ = lambda *_: True\n    __hash__ = int.__hash__\ndef f(): return Yes(3)")
    assert "Yes" == decode(student.ask(Call("f")).value).type_name


def test_broken_builtins_break_only_oneself(box):
    student = box.open()
    with pytest.raises(StudentGone, match="crashed"):
        student.ask(RunCell("cell", "import builtins\nbuiltins.isinstance = builtins.len = builtins.type = None"))
    assert "2" == run(box.open(), "1 + 1")


def test_memory_that_the_limit_does_not_count_is_refused(student, box):
    if "seccomp" in box.layers:
        assert "PermissionError" == run(student, "import os; os.memfd_create('x')").type
