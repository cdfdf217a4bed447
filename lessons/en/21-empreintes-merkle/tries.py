import hashlib

import pytest

TRUE_LINE = "lot 4124 ; munster ; 36 kg ; 7,9 °C"
WEEK = [
    "lot 4121 ; tomme ; 41 kg ; 3,8 °C",
    "lot 4122 ; beurre ; 22 kg ; 4,4 °C",
    "lot 4123 ; crème ; 18 kg ; 3,1 °C",
    TRUE_LINE,
    "lot 4125 ; lait cru ; 90 kg ; 2,9 °C",
    "lot 4126 ; yaourt ; 27 kg ; 4,0 °C",
    "lot 4127 ; tomme ; 39 kg ; 3,5 °C",
]


def leaf(line):
    return hashlib.sha256(b"\x00" + line.encode("utf-8")).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


A, B, C, D, E, F, J = map(leaf, WEEK)
G, H, L = node(A, B), node(C, D), node(node(E, F), J)
ROOT = node(node(G, H), L)


@pytest.mark.task("count_bytes")
def test_count_bytes(student):
    """The number of bytes of "Épinal"."""
    size = student.expect_number(student.value("size"))
    assert size != 6, "6 is the number of letters. Turn the text into bytes first."
    assert size == 7, "`len` counts; what does it count?"


@pytest.mark.task("hash_line")
def test_hash_line(student):
    """The hash of the line, as hexadecimal text."""
    mark = student.expect_text(student.value("mark"), look="`hexdigest` gives the hash as text.")
    assert mark == hashlib.sha256("lot 4127 ; tomme ; 39 kg ; 3,5 °C".encode()).hexdigest(), "Is it the hash of the whole of `line`, turned into bytes by UTF-8?"


@pytest.mark.task("one_sign")
def test_one_sign(student):
    """A line in which a single character has changed."""
    line = student.expect_text(student.value("other_line"))
    if len(line) != len(TRUE_LINE):
        student.fail(
            "Your line has {got} characters, and the former one {expected}. Replace one character, and take nothing away.".format(got=len(line), expected=len(TRUE_LINE))
        )
    changed = sum(one != two for one, two in zip(line, TRUE_LINE, strict=True))
    if changed != 1:
        student.fail("Characters changed: {count}. There must be one only.".format(count=changed))


@pytest.mark.task("write_node")
def test_write_node(student):
    """The node of two leaves, with its prefix."""
    result = student.expect_bytes(student.call("node", A, B))
    assert result != hashlib.sha256(A + B).digest(), "The byte `0x01` is missing in front."
    assert result != hashlib.sha256(b"\x00" + A + B).digest(), "`0x00` is the prefix of leaves."
    assert result != node(B, A), "Left comes before right."
    assert result == G, "The byte 0x01, the left, the right: join all three, then take `digest()`."


@pytest.mark.task("root_of_four")
def test_root_of_four(student):
    """The root of the first four lines."""
    assert student.value("h") == H, "`h` joins `c` and `d`, in that order."
    assert student.value("k") == node(G, H), "`k` joins `g` and `h`, in that order."


@pytest.mark.task("count_floors")
def test_count_floors(student):
    """The levels of a tree of 1, 2, 7, 8, 9 and 1,000 lines."""
    for size, floors in ((1, 0), (2, 1), (7, 3), (8, 3), (9, 4), (1000, 10)):
        got = student.expect_number(student.call("floors", size))
        assert got == floors, "One level more than the left part, cut by `find_cut`."


@pytest.mark.task("climb")
def test_climb(student):
    """From the line to the root, by the proof."""
    step = student.expect_bytes(student.value("step"))
    assert step != leaf(TRUE_LINE), "`step` is still the leaf. Climb three levels."
    assert step != node(C, D), "One level is done. Two are left: `g`, then `l`."
    assert step != node(G, H), "Two levels are done. `l` is left."
    if step != ROOT:
        student.fail("You do not reach the root. At each level, the box on the left is written first.")


@pytest.mark.task("find_line")
def test_find_line(student):
    """The number of the line that changed."""
    changed = student.expect_list(student.value("changed"), of=int)
    assert changed != [4], "Python counts from 0: add `number` as it is."
    assert changed != [0, 1, 2, 4, 5, 6], 'These are the lines that did not change. `!=` means "different from".'
    assert changed == [3], "Add the number when the two leaves are not the same."
