"""`passerelle doctor` tries to get out, and says so where it can."""

from __future__ import annotations

import sys

import pytest

from autograder.cli.doctor import run_doctor
from autograder.content.exercise import Limits
from autograder.sandbox.breakout import NAMES, try_breaking_out
from autograder.sandbox.sandbox import SandboxConfig

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others' work is graded on Linux")


def test_nothing_gets_out_on_this_machine():
    assert dict.fromkeys(NAMES, False) == try_breaking_out()


def test_nothing_gets_out_without_namespaces():
    config = SandboxConfig(limits=Limits(memory_mb=128), without=("namespaces",))
    assert dict.fromkeys(NAMES, False) == try_breaking_out(config)


def test_without_isolation_the_attempts_succeed():
    """What cannot fail proves nothing: one's own work, run without layers, reads, writes, forks and connects."""
    found = try_breaking_out(SandboxConfig(limits=Limits(memory_mb=128), trusted=True))
    reading = ("read_grader", "read_own_file", "read_neighbour")
    for name in (*reading, "signal_grader", "start_process", "use_network", "write_elsewhere"):
        assert found[name], name


def test_each_layer_and_each_attempt_is_told(capsys):
    code = run_doctor()

    said = capsys.readouterr().out.splitlines()
    assert 0 == code
    assert 6 + len(NAMES) == len([line for line in said if line.startswith("  ✔ ")])
    assert not [line for line in said if line.endswith(" : ")]
