"""Near misses: what resembles a right answer and is not it has no points, on every submission."""

from __future__ import annotations

import uuid

import pytest

from autograder.check.failures import Told
from autograder.check.near import list_near

from .work import Work, make_student

RANDOM = {
    "secrets": "import secrets\ndef draw():\n    return secrets.token_bytes(16)",
    "hexadecimal": "import secrets\ndef draw():\n    return secrets.token_hex(16)",
    "uuid4": "import uuid\ndef draw():\n    return uuid.uuid4().bytes",
    "base64": "import secrets\ndef draw():\n    return secrets.token_urlsafe(16)",
}
FORESEEN = {
    "two bytes": "import secrets\ndef draw():\n    return secrets.token_bytes(2) + bytes(14)",
    "constant": "def draw():\n    return bytes(range(16))",
    "counter": "import itertools\ncount = itertools.count()\ndef draw():\n    return next(count).to_bytes(16, 'big')",
    "hashed counter": (
        "import hashlib, itertools\ncount = itertools.count()\n"
        "def draw():\n    return hashlib.sha256(str(next(count)).encode()).digest()"
    ),
    "clock": "import time\ndef draw():\n    return time.time_ns().to_bytes(16, 'big')",
    "uuid1": "import uuid\ndef draw():\n    return uuid.uuid1().bytes",
    "random": "import random\nrandom.seed(4)\ndef draw():\n    return random.randbytes(16)",
    "once": "import secrets\nonce = secrets.token_bytes(16)\ndef draw():\n    return once",
    "nothing": "def draw():\n    return b''",
}


def student_of(source: str):
    """A work that can be run again in what stands for a fresh process, as the engine does it."""
    return make_student(source, replace=lambda: Work(source))


@pytest.mark.parametrize("source", RANDOM.values(), ids=RANDOM)
def test_real_randomness_holds(source):
    student_of(source).unforeseen("draw")


@pytest.mark.parametrize("source", FORESEEN.values(), ids=FORESEEN)
def test_what_can_be_foreseen_does_not(source):
    with pytest.raises(Told, match="imprévisible"):
        student_of(source).unforeseen("draw")


def test_the_random_part_is_picked_out_of_what_comes_back():
    source = "import uuid\ndef draw(prefix):\n    return {'id': prefix + str(uuid.uuid4())}"

    student_of(source).unforeseen("draw", "urn:", pick=lambda badge: uuid.UUID(badge["id"][4:]).bytes)


def test_in_a_learners_own_kernel_there_is_no_fresh_process():
    assert not make_student("x = 1").begin_again()


def test_near_texts_resemble_the_right_one():
    found = list_near("un.example")

    for near in ("un.examplex", "xun.example", "un.exampl", "n.example", "u", "UN.EXAMPLE", "unxexample", ""):
        assert near in found.values()
    assert "un.example" not in found.values()


def test_near_bytes_and_lists_too():
    assert b"abx" == list_near(b"ab")["suivi d’autre chose"]
    assert [1, 2, 1] == list_near([1, 2])["suivi d’autre chose"]


def test_a_table_says_which_near_miss_it_was():
    student = make_student("def same(a, b):\n    return a.startswith(b)")
    table = {"la même chose": (("ab", "ab"), True), "une suite": (("abc", "ab"), False)}

    with pytest.raises(Told, match=r"Presque juste, et pourtant faux : une suite\. Comparez tout\."):
        student.near_misses("same", table, "Comparez tout.")


def test_true_is_not_one():
    with pytest.raises(Told, match="oui"):
        make_student("def same():\n    return 1").near_misses("same", {"oui": ((), True)})


def test_a_secret_beside_the_product_is_found_in_every_writing(tmp_path):
    secret = bytes(range(32))
    for content in (b"x" + secret, secret.hex().encode(), b"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8 "):
        student = make_student("x = 1")
        student.transport.server.folder = tmp_path
        (tmp_path / "product.bin").write_bytes(secret)
        (tmp_path / "notes.txt").write_bytes(content)

        with pytest.raises(Told, match=r"notes\.txt"):
            student.nothing_beside("product.bin", secrets=[secret])


def test_a_harmless_file_may_lie_beside(tmp_path):
    student = make_student("x = 1")
    student.transport.server.folder = tmp_path
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("à moi")

    student.nothing_beside(secrets=["secret"])

    assert ["notes/a.txt"] == student.list_files()


LENT = "def lent_leaf(entry):\n    return entry * 2\n"
HANDED_OVER = {
    "alias": "tool = lent_leaf\ndef leaf(entry):\n    return tool(entry)",
    "name in pieces": "def leaf(entry):\n    return globals()['lent' + '_leaf'](entry)",
    "default": "def leaf(entry, tool=lent_leaf):\n    return tool(entry)",
    "kept in a list": "tools = [lent_leaf]\ndef leaf(entry):\n    return tools[0](entry)",
}


@pytest.mark.parametrize("source", HANDED_OVER.values(), ids=HANDED_OVER)
def test_a_lent_tool_is_off_under_every_name(source):
    student = student_of(LENT + source)

    with student.without("lent_leaf"), pytest.raises(NameError):
        student.call("leaf", 2)

    assert 4 == student.call("leaf", 2)


def test_an_answer_of_ones_own_does_without_it():
    with (student := student_of(LENT + "def leaf(entry):\n    return entry + entry")).without("lent_leaf"):
        assert 4 == student.call("leaf", 2)


DECIDES = "import hmac\ndef same(a, b):\n    return hmac.compare_digest(a, b)"
IMPORTED = "from hmac import compare_digest\ndef same(a, b):\n    return compare_digest(a, b)"
DECOY = "import hmac\ndef same(a, b):\n    return a == b\n    return hmac.compare_digest(a, b)"


@pytest.fixture
def _put_back():
    """The work of these tests runs in this process: what it switched off is switched on again."""
    import hmac

    kept = hmac.compare_digest
    yield
    hmac.compare_digest = kept


@pytest.mark.parametrize("source", [DECIDES, IMPORTED])
@pytest.mark.usefixtures("_put_back")
def test_a_required_function_decides(source):
    student = student_of(source)

    with student.without("hmac.compare_digest"), pytest.raises(NameError):
        student.call("same", "a", "a")


@pytest.mark.usefixtures("_put_back")
def test_a_decoy_does_not():
    with (student := student_of(DECOY)).without("hmac.compare_digest"):
        assert student.call("same", "a", "a")


def test_an_argument_changed_in_place_is_seen():
    with pytest.raises(Told, match="travaillez sur une copie"):
        make_student("def grow(items):\n    items.append(1)\n    return items").untouched("grow", [0])


def test_a_copy_changes_nothing():
    assert [0, 1] == make_student("def grow(items):\n    return [*items, 1]").untouched("grow", [0])


def test_what_was_switched_off_works_again_afterwards():
    student = student_of(LENT + "def leaf(entry):\n    return lent_leaf(entry)")

    before = student.call("leaf", b"a")
    with student.without("lent_leaf"), pytest.raises(NameError):
        student.call("leaf", b"a")

    assert before == student.call("leaf", b"a")
