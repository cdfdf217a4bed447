"""An exercise as bytes is the same exercise where it arrives, and writes nowhere else."""

from __future__ import annotations

import msgspec
import pytest

from autograder.content.kit import Kit, find_kit_root
from autograder.errors import ClusterError
from autograder.grading.bundle import Bundle
from autograder.grading.cluster.messages import Answer, Parcel
from autograder.grading.cluster.parcel import pack_exercise, unpack_exercise
from autograder.grading.cluster.stamp import compare_stamps, make_stamp

EXERCISE = "21-empreintes-merkle"


def test_what_arrives_decides_the_same_grades(tmp_path):
    bundle = Bundle(Kit(find_kit_root()), EXERCISE)
    parcel = msgspec.msgpack.decode(pack_exercise(bundle, "class", 7), type=Parcel)
    unpack_exercise(parcel, tmp_path)
    arrived = Bundle(Kit(tmp_path), EXERCISE)

    assert (bundle.hash, bundle.hash) == (parcel.hash, arrived.hash)
    assert bundle.languages == arrived.languages
    assert bundle.exercise == arrived.exercise
    assert [check.id for check in bundle.find_suite("en").checks] == [c.id for c in arrived.find_suite("en").checks]


@pytest.mark.parametrize("name", ["../outside", "/outside", "exercises/../../outside", ""])
def test_a_path_that_leaves_the_folder_is_refused(name, tmp_path):
    folder = tmp_path / "kit"
    folder.mkdir()
    parcel = Parcel(EXERCISE, "", 0, "fr", ("fr",), "", {}, {name: b"x"})
    with pytest.raises(ClusterError):
        unpack_exercise(parcel, folder)
    assert [folder] == list(tmp_path.rglob("*"))


def test_there_is_no_way_to_ask_a_worker_for_work_without_isolation():
    assert "trusted" not in {field.name for field in msgspec.structs.fields(Parcel)}


def test_an_answer_of_another_form_is_not_believed():
    for forged in (b"\x80", b"\xc0", msgspec.msgpack.encode({"outcome": "graded", "report": {"score": "20"}})):
        with pytest.raises(msgspec.MsgspecError):
            msgspec.msgpack.decode(forged, type=Answer)


def test_a_stamp_names_what_draws_runs_and_compares():
    stamp = make_stamp(["json", "pandas.core"])
    assert {"passerelle", "code", "python", "hypothesis", "ipython", "msgspec", "pytest", "pandas"} == set(stamp)
    assert "—" not in stamp.values()


def test_differences_between_stamps_are_named():
    wanted = {"passerelle": "1", "pandas": "3"}
    assert [] == compare_stamps(wanted, {**wanted, "more": "9"})
    assert [("passerelle", "1", "2"), ("pandas", "3", "—")] == compare_stamps(wanted, {"passerelle": "2"})
