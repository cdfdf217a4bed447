"""The time limit in one's own kernel, with the system's alarm and with a thread as on Windows."""

import threading

import pytest

from autograder.check.clock import TimedTransport
from autograder.errors import StudentGone
from autograder.sandbox.protocol import Call, Reply

from .work import Work


def ask(source, seconds=0.2):
    return TimedTransport(Work(source), seconds).ask(Call("f"))


def in_thread(run):
    """Run in a thread: there the alarm does not reach, as on Windows."""
    results = []

    def keep():
        try:
            results.append(run())
        except StudentGone as gone:
            results.append(gone.status)

    thread = threading.Thread(target=keep)
    thread.start()
    thread.join(30)
    return results[0]


ENDLESS = "def f():\n    while True:\n        pass"
SWALLOWS = """
def f():
    n = 0
    while n < 3:
        try:
            while True: pass
        except BaseException: n += 1
"""


@pytest.mark.parametrize("source", [ENDLESS, SWALLOWS, "def f():\n    import time\n    time.sleep(60)"])
def test_a_call_is_stopped(source):
    with pytest.raises(StudentGone) as seen:
        ask(source)
    assert seen.value.status == "timeout"


@pytest.mark.parametrize("source", [ENDLESS, SWALLOWS])
def test_a_call_is_stopped_beside_the_main_thread(source):
    assert in_thread(lambda: ask(source)) == "timeout"


def test_a_call_in_time_is_answered_and_the_alarm_put_back():
    import signal

    before = signal.getsignal(signal.SIGALRM)
    assert isinstance(ask("def f(): return 1", 30), Reply)
    assert isinstance(in_thread(lambda: ask("def f(): return 1", 30)), Reply)
    assert before == signal.getsignal(signal.SIGALRM)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
