"""What the learner receives: worked examples, properties, and the usual mistakes by name."""

import ast
import hashlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

# Published with the Certificate Transparency project: the leaves of its sample log, and its roots.
SAMPLE_LEAVES = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
    "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
]
ROOT_OF_NONE = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ROOT_OF_TWO = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
ROOT_OF_FIVE = "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"

# What the usual mistakes make of the same lines.
TWO_WITHOUT_NODE_PREFIX = "fa1bab6d8a55726e92a4d049f00e58d3254b9c14195778f23403f16e79307a84"
TWO_RIGHT_FIRST = "e55b0804febdeee44ad3c48fb68c98fffdf93dca4866faefb5245e669ed16113"
FIVE_WITHOUT_NODE_PREFIX = "1745315d04a86c35cd36557b9ff2147d421b70cdf1b9116458560bd39364f27e"
FIVE_RIGHT_FIRST = "9addb28206c72d99f143a44309d02c4089bc00fc8a76dbdc4b755879d77c0ad5"

PARENTS = {
    "a": "g", "b": "g", "c": "h", "d": "h", "e": "i", "f": "i",
    "g": "k", "h": "k", "i": "l", "j": "l", "k": "root", "l": "root",
}  # fmt: skip
LEAVES = ["a", "b", "c", "d", "e", "f", "j"]


def refuse_lent(student, task):
    """Fail where an answer that must be the learner's own calls a tool lent for a later task."""
    if "lent_" not in unicodedata.normalize("NFKC", student.source(task)):
        return  # Python reads names in this form; most answers need no tree.
    for item in ast.walk(student.tree(task)):
        if isinstance(item, ast.Name) and item.id.startswith("lent_"):
            student.mistake("lent_tool_reused")


def leaf(student, entry):
    """The learner's leaf hash of ``entry``, once it is bytes."""
    refuse_lent(student, "leaf_hash")
    got = student.call("leaf_hash", entry)
    if isinstance(got, str):
        student.mistake("leaf_hexdigest")
    if got is None:
        student.fail(
            "`leaf_hash` returns nothing. `print` shows on screen; `return` hands the value back to the caller. Does your function have a `return`?"
        )
    got = student.expect_bytes(
        got, look="`leaf_hash` must return bytes (`bytes`). After the hash, did you write `.digest()`?"
    )
    if got == hashlib.sha256(entry).digest():
        student.mistake("leaf_without_prefix")
    if got in (hashlib.sha256(text + entry).digest() for text in (b"0x00", b"0", b"00")):
        student.mistake("prefix_as_text")
    return got


@pytest.mark.task("leaf_hash")
def test_leaf_is_thirty_two_bytes(student):
    """The hash of a line is 32 bytes long."""
    got = leaf(student, b"lot 4127 ; munster ; 36 kg")
    assert len(got) == 32, "SHA-256 always gives 32 bytes, whatever the line. Did you cut the result, or glue something on after it?"


@pytest.mark.task("leaf_hash")
def test_leaf_of_empty_line(student):
    """The empty line gives the published value."""
    assert leaf(student, b"") == bytes.fromhex(SAMPLE_LEAVES[0]), "For an empty line only the prefix is left: a single byte, `0x00`. Is that what goes into the hash, and nothing else?"


@pytest.mark.task("leaf_hash")
@settings(max_examples=6)
@given(entry=st.binary(min_size=1, max_size=40))
def test_leaf_depends_on_every_byte(student, entry):
    """Two lines that differ by one byte have two hashes."""
    other = entry[:-1] + bytes([entry[-1] ^ 1])
    assert leaf(student, entry) != leaf(student, other), "I changed the last byte of the line and the hash did not move. Does your function use all of `entry`?"


def boxes(student, name):
    """The learner's list of boxes, once it holds names of boxes."""
    got = student.value(name)
    if not isinstance(got, list | tuple | set) or not all(isinstance(box, str) for box in got):
        student.fail(
            '`{name}` must be a list of names between quotes, for example `["a", "g"]`.'.format(name=name)
        )
    unknown = sorted(box for box in got if box not in PARENTS and box != "root")
    if unknown:
        student.fail(
            '`{name}` contains "{box}", which is not a box of the drawing. The boxes are called a to l, and root.'.format(name=name, box=unknown[0])
        )
    return got


@pytest.mark.task("boxes")
def test_changes_reach_the_root(student):
    """From the leaf to the root, no level is skipped."""
    got = set(boxes(student, "changed"))
    if len(got) == 2 and "root" in got and got & set(LEAVES):
        student.mistake("only_leaf_and_root")
    if got == {*PARENTS, "root"}:
        student.mistake("everything_changes")
    if "root" not in got:
        student.fail("If a line changes, what becomes of the box at the very top, the one that sums up the whole log?")
    missing = sorted(PARENTS[box] for box in got if box != "root" and PARENTS[box] not in got)
    if missing:
        student.fail(
            "`{box}` is not in your list, and a box just below it is. Can a box stay the same when the one below it changes?".format(box=missing[0])
        )


@pytest.mark.task("boxes")
def test_changes_start_from_one_leaf(student):
    """Only one leaf changes, that of line `d4`."""
    got = set(boxes(student, "changed"))
    found = got & set(LEAVES)
    if len(found) != 1:
        student.fail(
            "Your list has {count} boxes of the bottom row. Only one line was altered, `d4`: how many leaves change?".format(count=len(found))
        )
    assert found == {"e"}, "Read the bottom row again: which leaf carries line `d4`?"


@pytest.mark.task("boxes")
def test_proof_leads_to_the_root(student):
    """With `d6` and the boxes of `proof_d6`, you can climb to the root."""
    got = list(boxes(student, "proof_d6"))
    if len(got) > 1 and climb_boxes(got[::-1]) == "root" and climb_boxes(got) != "root":
        student.mistake("proof_from_the_top")
    if "j" in got:
        student.mistake("proof_with_own_leaf")
    if "root" in got:
        student.fail(
            "The root is already published: whoever checks received it some other way. It is not part of the proof."
        )
    reached = climb_boxes(got)
    if reached != "root":
        student.fail(
            "I start from `j` and read your list in order: at each level, I need the neighbour that lets me compute the box above. I am left standing at `{box}`. Which box is it joined with in the drawing?".format(box=reached)
        )


def climb_boxes(names):
    """Where somebody who holds ``j`` and these boxes, in this order, gets to."""
    current = "j"
    for name in names:
        if current == "root" or name == current or PARENTS.get(name) != PARENTS[current]:
            return current
        current = PARENTS[current]
    return current


def root(student, hashes):
    """The learner's root of a tree with these leaves, once it is bytes."""
    refuse_lent(student, "merkle_root")
    got = student.call("merkle_root", hashes)
    if isinstance(got, str):
        student.fail(
            "`merkle_root` returns text (`str`). The root is a run of bytes: `digest` gives it, `hexdigest` writes it as text."
        )
    if got is None:
        student.fail(
            "`merkle_root` returns nothing. Every way through the function, short or long, must end with a `return`."
        )
    got = student.expect_bytes(
        got,
        look="`merkle_root` must return bytes (`bytes`) in every case. Look at what each `return` gives.",
    )
    return got


def invent_leaves(size, salt):
    """Leaves that nobody has seen before."""
    return [hashlib.sha256(f"{salt}/{number}".encode()).digest() for number in range(size)]


def sample(count):
    """The first leaves of the published sample log."""
    return [bytes.fromhex(text) for text in SAMPLE_LEAVES[:count]]


def name_usual_mistake(student, got):
    """Fail with the name of the usual mistake that gives this root, if one does."""
    if got.hex() in (TWO_WITHOUT_NODE_PREFIX, FIVE_WITHOUT_NODE_PREFIX):
        student.mistake("node_without_prefix")
    if got.hex() in (TWO_RIGHT_FIRST, FIVE_RIGHT_FIRST):
        student.mistake("right_before_left")


@pytest.mark.task("merkle_root")
def test_root_of_one_leaf(student):
    """With a single leaf, the root is that leaf."""
    assert root(student, sample(1)) == sample(1)[0], "The leaf is a hash already: when it is alone, it goes up as it is, with no new computing."


@pytest.mark.task("merkle_root")
def test_root_of_no_leaf(student):
    """An empty log has a root too."""
    refuse_lent(student, "merkle_root")
    try:
        got = root(student, [])
    except (IndexError, RecursionError, ValueError):
        student.mistake("empty_list_refused")
    assert got == bytes.fromhex(ROOT_OF_NONE), 'The root of an empty log is the SHA-256 hash of nothing, that is of `b""`, without any prefix.'


@pytest.mark.task("merkle_root")
def test_root_of_two_leaves(student):
    """Two leaves give the published root."""
    got = root(student, sample(2))
    name_usual_mistake(student, got)
    assert got == bytes.fromhex(ROOT_OF_TWO), "A node is the hash of three pieces glued together: one byte of prefix, the left, the right. Is your prefix the one for nodes?"


@pytest.mark.task("merkle_root")
def test_root_of_five_leaves(student):
    """Five leaves, an odd number, give the published root."""
    got = root(student, sample(5))
    name_usual_mistake(student, got)
    assert got == bytes.fromhex(ROOT_OF_FIVE), "With 5 leaves, the cut makes 4 and 1. Check your root of 4 leaves first: it should begin with `d37ee418`."


@pytest.mark.task("merkle_root")
@settings(max_examples=8)
@given(size=st.integers(2, 12), place=st.integers(0, 11), salt=st.integers(0, 2**32 - 1))
def test_root_depends_on_every_leaf(student, size, place, salt):
    """Changing a leaf, any leaf, changes the root."""
    hashes = invent_leaves(size, salt)
    place = place % size
    other = [*hashes[:place], bytes(32), *hashes[place + 1 :]]
    assert root(student, hashes) != root(student, other), "I replaced a leaf and the root did not move. Is a piece of the list left aside?"


def join(left, right):
    """One node of a tree."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_of_three():
    """Three leaves, their root, and the proof of each."""
    one, two, three = sample(3)
    pair = join(one, two)
    return [one, two, three], join(pair, three), [[two, three], [one, three], [pair]]


def trust(student, *arguments):
    """What the learner's verifier says, once it is known not to answer everything alike."""
    leaves, top, proofs = tree_of_three()
    good = accepts(student, leaves[0], 0, 3, proofs[0], top)
    if good == accepts(student, bytes(32), 0, 3, proofs[0], top):
        student.fail(
            "To a good proof and to a proof whose leaf is false, your function gives the same answer: `{answer}`. Does the final comparison with `root` decide what you return?".format(answer=good)
        )
    return accepts(student, *arguments)


def accepts(student, *arguments):
    """What the learner's verifier says."""
    got = student.call("verify_proof", *arguments)
    if got is None:
        student.fail(
            "`verify_proof` returns nothing. It must return `True` or `False` in every case: a `return` is missing."
        )
    return got


@pytest.mark.task("verify_proof")
def test_accepts_a_proof_with_neighbour_on_the_right(student):
    """The good proof of line 0 is accepted."""
    leaves, top, proofs = tree_of_three()
    assert trust(student, leaves[0], 0, 3, proofs[0], top) is True, "This proof is good. For line 0, both neighbours are on the right: what becomes of `current`?"


@pytest.mark.task("verify_proof")
def test_accepts_a_proof_with_neighbour_on_the_left(student):
    """The good proofs of lines 1 and 2 are accepted."""
    leaves, top, proofs = tree_of_three()
    if trust(student, leaves[0], 0, 3, proofs[0], top) is True and not trust(student, leaves[2], 2, 3, proofs[2], top):
        student.mistake("sides_ignored")
    for index in (1, 2):
        assert trust(student, leaves[index], index, 3, proofs[index], top) is True, "This proof is good. Look at which side each neighbour is on: `lent_sides` tells you."


@pytest.mark.task("verify_proof")
def test_refuses_another_leaf(student):
    """An altered leaf is refused."""
    leaves, top, proofs = tree_of_three()
    assert trust(student, bytes(32), 0, 3, proofs[0], top) is False, "I gave a leaf that is not in the log. Does the last comparison, with `root`, take place?"
    assert trust(student, leaves[1], 0, 3, proofs[0], top) is False, "I gave the leaf of line 1 in place of that of line 0."


@pytest.mark.task("verify_proof")
def test_refuses_a_proof_of_the_wrong_length(student):
    """A proof that is too long or too short is refused."""
    leaves, top, proofs = tree_of_three()
    for proof, head in (([*proofs[0], bytes(32)], top), (proofs[0][:1], join(leaves[0], leaves[1]))):
        if trust(student, leaves[0], 0, 3, proof, head) is not False:
            student.mistake("length_not_checked")


@pytest.mark.task("verify_proof")
def test_refuses_a_line_that_does_not_exist(student):
    """A line number outside the log is refused."""
    leaves, top, proofs = tree_of_three()
    for index, place in ((3, 2), (-1, 0)):
        if trust(student, leaves[place], index, 3, proofs[place], top) is not False:
            student.mistake("index_not_checked")


def evidence(student):
    """The learner's case file, once it has its three keys."""
    got = student.expect_table(
        student.value("dossier"), look="`dossier` must be a dictionary: braces, and three keys."
    )
    for key in ("index", "original", "proof"):
        if key not in got:
            student.fail('The key `"{key}"` is missing from `dossier`.'.format(key=key))
    return got


def climb(leaf_hash, index, size, proof):
    """Where a proof leads, by the steps of RFC 9162, section 2.1.3.2; nothing if it cannot be followed."""
    last, current = size - 1, leaf_hash
    for part in proof:
        if last == 0:
            return None
        if index % 2 == 1 or index == last:
            current = join(part, current)
            while index % 2 == 0 and index != 0:
                index, last = index // 2, last // 2
        else:
            current = join(current, part)
        index, last = index // 2, last // 2
    return current if last == 0 else None


def leads_to(student, got, index):
    """Where the learner's evidence leads if its line had this number."""
    original = hashlib.sha256(b"\x00" + got["original"].encode("utf-8")).digest()
    return climb(original, index, len(student.variant["log"]), got["proof"])


def usable(student):
    """The learner's case file, once each of its parts is of the right kind."""
    got = evidence(student)
    if isinstance(got["index"], bool) or not isinstance(got["index"], int):
        student.fail('`"index"` must be a whole number: the number of the line in `log`.')
    student.expect_text(
        got["original"], look='`"original"` must be text: a slip from `slips`, as it is.'
    )
    if not isinstance(got["proof"], list | tuple) or not all(isinstance(part, bytes) for part in got["proof"]):
        student.fail('`"proof"` must be a list of bytes, like the one that `lent_proof` returns.')
    return got


@pytest.mark.task("dossier")
def test_index_is_a_line_of_the_log(student):
    """The number is that of a line of the log."""
    got = usable(student)
    size = len(student.variant["log"])
    if (
        leads_to(student, got, got["index"])
        != bytes.fromhex(student.variant["root"])
        == leads_to(student, got, got["index"] - 1)
    ):
        student.mistake("index_from_one")
    assert got["index"] in range(size), "The lines of `log` are numbered from 0."


@pytest.mark.task("dossier")
def test_original_comes_from_the_slips(student):
    """The original text is that of a slip, not today's."""
    got = usable(student)
    if got["original"] in student.variant["log"]:
        student.mistake("todays_line_kept")
    assert got["original"] in student.variant["slips"], "The text must be that of a slip from `slips`, to the letter, spaces included."


@pytest.mark.task("dossier", weight=4)
def test_evidence_leads_to_the_published_root(student):
    """The proof leads from the original text to the root published on Friday."""
    got = usable(student)
    published = bytes.fromhex(student.variant["root"])
    reached = leads_to(student, got, got["index"])
    copies = [[bytes.fromhex(text) for text in copy] for copy in student.variant["copies"]]
    if reached not in (None, published) and any(reached == climb_all(copy) for copy in copies):
        student.mistake("redone_copy_trusted")
    if reached is None:
        student.fail(
            "The proof does not have the number of hashes needed for the line you name. Was it made for that line, in a complete copy?"
        )
    if reached != published:
        student.fail(
            "I start from your text, at the number you give, and follow your proof: I do not reach the published root. Do the text, the number and the proof speak of the same line, in the same copy?"
        )


def climb_all(hashes):
    """The top of the tree over these leaves, row by row."""
    while len(hashes) > 1:
        pairs = [hashes[start : start + 2] for start in range(0, len(hashes), 2)]
        hashes = [join(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return hashes[0]
