"""The reference answers of 21-empreintes-merkle, held against published values and a second implementation.

Sources, read in November 2026:

* RFC 6962, "Certificate Transparency" (June 2013): section 2.1 for leaves, nodes, the cut and the empty log;
  section 2.1.3 for the audit paths of the log of seven lines, by the names of its drawing.
* The roots of the sample log, sizes 0 to 8: project google/certificate-transparency,
  ``cpp/merkletree/merkle_tree_test.cc`` (``kSHA256EmptyTreeHash``, ``kSHA256Roots``).
* RFC 9162 (December 2021), section 2.1.3.2: how an inclusion proof is verified, bit by bit.

The second implementation keeps a stack of finished subtrees, as a log that only grows does; it never cuts a list.
"""

import contextlib
import hashlib
import random
import re
import shutil
import subprocess
from pathlib import Path

import jupytext
import pytest

from autograder.content.exercise import read_exercise
from autograder.content.module import read_module
from tests.content.reference import Reference

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Reference("21-empreintes-merkle")
FOLDER = REFERENCE.solution
COURSE = ROOT / "courses" / "21-empreintes-merkle"

ENTRIES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    with contextlib.chdir(tmp_path_factory.mktemp("work")):
        return REFERENCE.run(0)


def hash_entry(entry):
    return hashlib.sha256(bytes([0]) + entry).digest()


def join(left, right):
    return hashlib.sha256(bytes([1]) + left + right).digest()


def grow_root(leaves):
    """The root of a log that only grows: equal finished subtrees are joined as soon as there are two."""
    stack = []
    for leaf in leaves:
        size, top = 1, leaf
        while stack and stack[-1][0] == size:
            size, top = 2 * size, join(stack.pop()[1], top)
        stack.append((size, top))
    if not stack:
        return hashlib.sha256().digest()
    top = stack.pop()[1]
    while stack:
        top = join(stack.pop()[1], top)
    return top


def follow_proof(leaf, index, size, proof):
    """Where a proof leads, by the steps of RFC 9162, 2.1.3.2; ``None`` where they say that it fails."""
    if not 0 <= index < size:
        return None
    first, last, top = index, size - 1, leaf
    for part in proof:
        if last == 0:
            return None
        if first & 1 or first == last:
            top = join(part, top)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            top = join(top, part)
        first, last = first >> 1, last >> 1
    return top if last == 0 else None


def random_leaves(size, seed=21):
    source = random.Random(f"{seed}/{size}")
    return [source.randbytes(32) for _ in range(size)]


@pytest.mark.parametrize("size", range(9))
def test_published_roots(answers, size):
    leaves = [answers["leaf_hash"](entry) for entry in ENTRIES[:size]]
    assert ROOTS[size] == answers["merkle_root"](leaves).hex()


@pytest.mark.parametrize("size", range(9))
def test_second_implementation_gives_the_published_roots(size):
    assert ROOTS[size] == grow_root([hash_entry(entry) for entry in ENTRIES[:size]]).hex()


@pytest.mark.parametrize("size", [*range(40), 63, 64, 65, 100, 257])
def test_roots_agree_with_the_second_implementation(answers, size):
    leaves = random_leaves(size)
    assert grow_root(leaves) == answers["merkle_root"](leaves)


def test_lent_tools_agree_with_the_second_implementation(answers):
    for size in range(1, 41):
        leaves = random_leaves(size)
        assert grow_root(leaves) == answers["lent_root"](leaves)
        for index in range(size):
            assert grow_root(leaves) == follow_proof(leaves[index], index, size, answers["lent_proof"](leaves, index))
    assert hash_entry("Gérardmer".encode()) == answers["lent_leaf"]("Gérardmer".encode())


@pytest.mark.parametrize("size", range(1, 20))
def test_good_proofs_are_accepted(answers, size):
    leaves = random_leaves(size)
    for index in range(size):
        proof = answers["lent_proof"](leaves, index)
        assert True is answers["verify_proof"](leaves[index], index, size, proof, grow_root(leaves))


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 7, 8, 11])
def test_verifier_accepts_nothing_that_the_steps_of_rfc_9162_refuse(answers, size):
    leaves = random_leaves(size)
    for index in range(size):
        proof = answers["lent_proof"](leaves, index)
        for other in range(-2, size + 3):
            for attempt in (proof, proof[:-1], proof[1:], [*proof, leaves[0]], proof[::-1]):
                for top in (grow_root(leaves), answers["merkle_root"](leaves[: size // 2]), leaves[index]):
                    expected = follow_proof(leaves[index], other, size, attempt) == top
                    assert expected is answers["verify_proof"](leaves[index], other, size, attempt, top)


def name_boxes(answers):
    """Each box of the drawing of RFC 6962, 2.1.3, by its name."""
    box = dict(zip("abcdefj", [hash_entry(entry) for entry in ENTRIES[:7]], strict=True))
    for name, (left, right) in {"g": "ab", "h": "cd", "i": "ef", "k": "gh", "l": "ij"}.items():
        box[name] = join(box[left], box[right])
    box["root"] = join(box["k"], box["l"])
    return box


@pytest.mark.parametrize(("index", "path"), [(0, "bhl"), (3, "cgl"), (4, "fjk"), (6, "ik")])
def test_audit_paths_of_the_rfc(answers, index, path):
    box = name_boxes(answers)
    leaves = [hash_entry(entry) for entry in ENTRIES[:7]]
    assert ROOTS[7] == box["root"].hex()
    assert [box[name] for name in path] == answers["lent_proof"](leaves, index)


def test_predicted_boxes_are_what_computing_gives(answers):
    before = name_boxes(answers)
    leaves = [hash_entry(entry) for entry in ENTRIES[:7]]
    ENTRIES_AFTER = [*ENTRIES[:4], b"changed", *ENTRIES[5:7]]
    after = dict(before)
    after["e"] = hash_entry(ENTRIES_AFTER[4])
    after["i"] = join(after["e"], after["f"])
    after["l"] = join(after["i"], after["j"])
    after["root"] = join(after["k"], after["l"])
    assert grow_root([hash_entry(entry) for entry in ENTRIES_AFTER]) == after["root"]
    assert sorted(name for name in before if before[name] != after[name]) == sorted(answers["changed"])
    assert answers["lent_proof"](leaves, 6) == [before[name] for name in answers["proof_d6"]]


@pytest.mark.parametrize("seed", range(32))
def test_each_case_has_one_changed_line_and_one_true_copy(seed):
    case = REFERENCE.make_variant(seed)
    public, secret = case["public"], case["secret"]
    copies = [[bytes.fromhex(text) for text in copy] for copy in public["copies"]]
    kept = [copy for copy in copies if grow_root(copy).hex() == public["root"]]
    assert 1 == len(kept)
    today = [hash_entry(line.encode()) for line in public["log"]]
    assert [secret["index"]] == [number for number, leaf in enumerate(today) if leaf != kept[0][number]]
    assert [secret["original"]] == [
        slip for slip in public["slips"] if hash_entry(slip.encode()) == kept[0][secret["index"]]
    ]
    proof = [bytes.fromhex(text) for text in secret["proof"]]
    leaf = hash_entry(secret["original"].encode())
    assert public["root"] == follow_proof(leaf, secret["index"], len(today), proof).hex()


@pytest.mark.parametrize("seed", range(32))
def test_the_redone_copy_tells_a_whole_and_false_story(seed):
    """Who trusts it finds another line, a slip that fits, and a proof that leads elsewhere: a trap, not a dead end."""
    case = REFERENCE.make_variant(seed)
    public, secret = case["public"], case["secret"]
    copies = [[bytes.fromhex(text) for text in copy] for copy in public["copies"]]
    (redone,) = [copy for copy in copies if grow_root(copy).hex() != public["root"]]
    today = [hash_entry(line.encode()) for line in public["log"]]
    (place,) = [number for number, leaf in enumerate(today) if leaf != redone[number]]
    assert place != secret["index"]
    assert 1 == sum(hash_entry(slip.encode()) == redone[place] for slip in public["slips"])


@pytest.mark.parametrize("seed", range(4))
def test_reference_file_is_the_secret(seed):
    secret = REFERENCE.make_variant(seed)["secret"]
    dossier = REFERENCE.run(seed)["dossier"]
    assert secret == {**dossier, "proof": [part.hex() for part in dossier["proof"]]}


def test_no_two_learners_have_the_same_case():
    cases = [REFERENCE.make_variant(seed)["public"] for seed in range(32)]
    assert 32 == len({case["root"] for case in cases})
    assert all(24 <= len(case["log"]) <= 40 and 7 == len(set(case["slips"])) for case in cases)


def test_five_tasks_of_at_least_three_kinds_with_three_hints():
    exercise = read_exercise(FOLDER)
    assert (5, 20) == (len(exercise.tasks), exercise.max_score)
    assert len({task.kind for task in exercise.tasks}) >= 3
    assert {3} == {len(task.hints) for task in exercise.tasks}


def test_every_outcome_is_asked_by_a_task():
    outcomes = {outcome.id for outcome in read_module(COURSE).outcomes}
    assert outcomes == {name for task in read_exercise(FOLDER).tasks for name in task.outcomes}


def test_hints_hold_no_line_of_the_answer():
    cells = jupytext.read(FOLDER / "notebook.py", fmt="py:percent").cells
    solutions = {cell.metadata["task"]: cell.source for cell in cells if "task" in cell.metadata}
    for task in read_exercise(FOLDER).tasks:
        solution = solutions[task.id].split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0]
        lines = [line.strip() for line in solution.splitlines() if len(line.strip()) > 12]
        assert [] == [line for line in lines for hint in task.hints if line in hint]


def test_the_lessons_tools_agree_with_the_published_values():
    """Lesson and figures each hold the tools: shown in the one, at hand in the other for who goes on another day."""
    shown, figures = REFERENCE.run_shown("leaf", "find_cut"), REFERENCE.run_figures()
    for tools in (shown, figures):
        assert ROOTS[1] == tools["leaf"]("").hex()
        assert [1, 2, 4, 4, 8] == [tools["find_cut"](size) for size in (2, 3, 5, 8, 9)]
    assert join(b"a" * 32, b"b" * 32) == figures["node"](b"a" * 32, b"b" * 32)
    assert grow_root([hash_entry(line.encode()) for line in figures["week"]]) == figures["root"]


COMMANDS = {
    "Windows": "certutil -hashfile commande.pdf SHA256",
    "macOS": "shasum -a 256 commande.pdf",
    "Linux": "sha256sum commande.pdf",
}


def test_the_commands_for_work_give_the_hash(tmp_path):
    """Those of this machine: none of the three systems has all."""
    (tmp_path / "commande.pdf").write_bytes(b"abc")
    here = [command.split() for command in COMMANDS.values() if shutil.which(command.split()[0])]
    assert here
    for command in here:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert hashlib.sha256(b"abc").hexdigest() in done.stdout.replace(" ", "")


def test_every_term_stands_in_bold_in_the_lesson():
    bold = {words.lower() for words in re.findall(r"\*\*([^*]+)\*\*", (COURSE / "lesson.py").read_text("utf-8"))}
    for term in read_module(COURSE).terms:
        assert {term.term.lower(), term.term.lower() + "s"} & bold, term.term
