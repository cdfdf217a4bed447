"""Each layer of isolation by itself: seen to work here, and honest about where it cannot."""

from __future__ import annotations

import os
import platform
import struct
import sys
import sysconfig
from pathlib import Path

import pytest

from autograder.content.exercise import Limits
from autograder.sandbox.isolation import explain_missing, is_enough, prove_isolation
from autograder.sandbox.layers import ENOUGH, LAYERS
from autograder.sandbox.layers.base import ZygoteConfig, try_apart
from autograder.sandbox.layers.calls import NUMBERS
from autograder.sandbox.layers.hostuser import find_ids
from autograder.sandbox.layers.seccomp import NEVER, ON_ONESELF, SIGNALS, STARTING, compile_filter
from autograder.sandbox.needed import list_needed
from autograder.sandbox.view import choose_home, list_hidden


def test_every_layer_proves_itself_on_this_machine():
    proofs = prove_isolation()
    assert [layer.name for layer in LAYERS] == [proof.name for proof in proofs]
    held = frozenset(proof.name for proof in proofs if proof.works)
    assert is_enough(held), proofs


def test_a_proof_that_fails_says_why():
    def fail() -> None:
        raise PermissionError("refused")

    proof = try_apart("trial", fail)
    assert ("trial", False, "PermissionError: refused") == (proof.name, proof.works, proof.detail)


def test_a_proof_that_dies_says_how():
    assert "SIGKILL" == try_apart("trial", lambda: os.kill(os.getpid(), 9)).detail


@pytest.mark.parametrize(
    "layers", [set(), {"rlimits"}, {"seccomp", "rlimits", "capabilities"}, {"landlock", "seccomp"}]
)
def test_less_than_enough_is_not_enough(layers):
    assert not is_enough(frozenset(layers))


@pytest.mark.parametrize("layers", ENOUGH)
def test_enough_is_enough(layers):
    assert is_enough(layers)


def test_the_refusal_names_what_is_missing_and_why():
    message = str(explain_missing({"namespaces": "Operation not permitted", "landlock": ""}))
    assert "  - namespaces : Operation not permitted\n  - landlock\n" in message


def test_every_filtered_call_is_known_by_number_on_each_machine():
    names = {*NEVER, *STARTING, *SIGNALS, *ON_ONESELF, "clone3", "socket", "ioctl", "seccomp"}
    only_there = {"iopl", "ioperm", "modify_ldt", "fork", "vfork", "mknod", "uselib", "sysfs", "ustat"}
    assert set() == names - set(NUMBERS["x86_64"])
    assert only_there == names - set(NUMBERS["aarch64"])


@pytest.mark.parametrize("machine", sorted(NUMBERS))
@pytest.mark.parametrize("loopback", [False, True])
def test_no_jump_of_a_filter_leads_outside_it(monkeypatch, machine, loopback):
    monkeypatch.setattr(platform, "machine", lambda: machine)
    program = compile_filter(2, loopback, False)
    instructions = list(struct.iter_unpack("=HBBI", program))
    assert len(instructions) < 4096
    for place, (operation, when, otherwise, _) in enumerate(instructions):
        if operation & 0x07 == 0x05:
            assert place + 1 + max(when, otherwise) < len(instructions)
    assert 0x06 == instructions[-1][0]


def make_config(**changes) -> ZygoteConfig:
    values = {
        "imports": (),
        "limits": Limits(),
        "files": {},
        "trusted": False,
        "scratch": "/tmp",
        "package_root": "/kit",
    }
    return ZygoteConfig(**{**values, **changes})


def test_the_view_holds_python_and_the_system_and_nothing_of_people():
    readable = list_needed(programs=False)
    whole = {"/", "/usr", "/usr/share", "/usr/local", "/usr/local/share", "/usr/bin", "/usr/lib", "/opt", "/srv"}
    people = {"/home", "/root", "/etc", "/var", "/tmp", "/proc", "/sys", sys.prefix, str(Path.home())}
    assert not (whole | people) & set(readable)
    assert sysconfig.get_path("stdlib") in readable
    for path in readable:
        assert not any(path != other and path.startswith(other + "/") for other in readable)


def test_an_environment_below_the_students_home_moves_that_home():
    assert "/home/learner" == choose_home(["/home/teacher/.venv/lib"])
    assert "/home/learner-" == choose_home(["/home/learner/.venv/lib"])


def test_a_kit_inside_what_is_readable_is_hidden(tmp_path):
    kit = tmp_path / "kit"
    (kit / "autograder").mkdir(parents=True)
    config = make_config(package_root=str(kit), hide=(str(tmp_path / "class"), str(tmp_path / "absent")))
    (tmp_path / "class").mkdir()
    expected = [str(kit), str(kit / "autograder"), str(tmp_path / "class")]
    assert expected == list_hidden(config, [str(tmp_path)])
    assert [] == list_hidden(config, ["/usr"])


def test_an_installed_package_hides_itself_but_not_its_neighbours(tmp_path):
    packages = tmp_path / "site-packages"
    (packages / "autograder").mkdir(parents=True)
    config = make_config(package_root=str(packages))
    assert [str(packages / "autograder")] == list_hidden(config, [str(tmp_path)])


def test_ids_are_found_in_what_this_user_namespace_maps():
    mapped = Path("/proc/self/uid_map").read_text().split()
    found = find_ids()
    if int(mapped[2]) > 2**31:
        assert 1_900_000_000 == found[0]
    elif int(mapped[2]) == 1:
        assert found is None
