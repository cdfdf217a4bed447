"""Adversarial mutants: each family makes of a right answer the wrong ones that it is named after."""

from __future__ import annotations

import ast

import pytest

from autograder.validate.adversaries import FAMILIES, make_adversaries
from autograder.validate.adversaries.patterns import widen_pattern
from autograder.validate.adversaries.site import Asked, Surroundings


def list_mutants(source: str, family: str, around: Surroundings | None = None) -> str:
    """All mutants of one family, as one text."""
    found = make_adversaries(source, around or Surroundings("task"))
    return "\n\n".join(mutant.source for mutant in found if mutant.family == family)


def put_in_function(line: str) -> str:
    return f"def f(a, b, items, text, token, now, known, name):\n    {line}\n"


EXAMPLES = [
    ("comparisons", "return a == b", "return a[:len(b)] == b"),
    ("comparisons", "return a == b", "return b in a"),
    ("comparisons", "return a == b", "return a.casefold() == b.casefold()"),
    ("comparisons", "return a == b", "return a[:1] == b[:1]"),
    ("comparisons", "return a == b", "return a[-len(b):] == b"),
    ("comparisons", "return name not in known", "return not any((name.startswith(item) for item in known))"),
    ("comparisons", "return hmac.compare_digest(a, b)", "return a in b"),
    ("comparisons", "if name not in known: return 1", "next((item for item in known if name.startswith(item)), name)"),
    ("patterns", "return re.match(re.escape(a), text)", "return re.match(a, text)"),
    ("patterns", "return re.fullmatch('a+', text)", "return re.search('a+', text)"),
    ("patterns", r"return re.match(r'a\.b', text)", "return re.match('a.b', text)"),
    ("patterns", "return text.endswith('.' + name)", "return text.endswith(name)"),
    ("patterns", "return text.endswith(f'.{name}')", "return text.endswith(f'{name}')"),
    ("guards", "return a > 0 and b > 0", "return a > 0"),
    ("guards", "return 0 <= a < 9", "return a < 9"),
    ("guards", "return [a for a in items if a]", "return [a for a in items]"),
    ("guards", "return all(items)", "return any(items)"),
    ("guards", "return list(zip(a, b, strict=True))", "return list(zip(a, b))"),
    ("randomness", "return secrets.token_bytes(16)", "return (secrets.token_bytes(16)[:2] + bytes(16))[:16]"),
    ("randomness", "return secrets.token_bytes(16)", "return __import__('random').randbytes(16)"),
    ("randomness", "return os.urandom(16)", "return globals().setdefault('_drawn', os.urandom(16))"),
    ("randomness", "return str(uuid.uuid4())", "return str(__import__('uuid').uuid1())"),
    ("randomness", "return OKPKey.generate_key('Ed25519')", "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"),
    ("library", "return hmac.compare_digest(a, b)", "return a == b"),
    ("library", "return jws.deserialize_compact(token, a, algorithms=['x'])", "return jws.extract_compact("),
    ("library", "return ssl.create_default_context()", "return __import__('ssl')._create_unverified_context()"),
    ("library", "context.check_hostname = True", "pass"),
    ("library", "return hashlib.scrypt(a, salt=b, n=16384, r=8, p=1)", "n=16,"),
    ("library", "return key.verify(a, b)", "return None"),
    ("approximate", "return Decimal(a)", "return Decimal(float(a))"),
    ("approximate", "return a // b", "return a / b"),
    ("times", "return datetime.fromisoformat(now)", "return datetime.fromisoformat(now).replace(tzinfo=None)"),
    ("times", "return datetime.now(UTC)", "return datetime.now()"),
    ("times", "return datetime.fromisoformat(a) < datetime.fromisoformat(b)", "return str(a) < str(b)"),
    ("repeats", "return len(set(items))", "return len(list(items))"),
    ("repeats", "seen = set()\n    for a in items:\n        seen.add(a)", "seen.append(a)"),
    ("in-place", "return dict(a)", "return a"),
    ("in-place", "return sorted(items, key=len)", "return (items.sort(key=len), items)[1]"),
    ("in-place", "return [*items, a]", "return (items.extend([a]), items)[1]"),
    ("in-place", "return {**a, 'b': b}", "return (a.update({'b': b}), a)[1]"),
]  # fmt: skip


@pytest.mark.parametrize(("family", "line", "expected"), EXAMPLES)
def test_a_family_makes_its_wrong_answers(family, line, expected):
    assert expected in list_mutants(put_in_function(line), family)


def test_every_family_is_tried_here():
    tried = {family for family, _, _ in EXAMPLES}
    apart = {"handlers", "beside", "sizes", "remembered", "lent", "given", "decoys"}

    assert set(FAMILIES) == tried | apart


VERIFIER = """\
def good(token):
    try:
        verify(token)
    except ValueError:
        return 'no'
    return 'ok'
"""


def test_an_except_says_yes_or_lets_go():
    found = list_mutants(VERIFIER, "handlers")

    assert "except ValueError:\n        return 'ok'" in found
    assert "except ValueError:\n        pass" in found
    assert "if True:\n        verify(token)\n    return 'ok'" in found


def test_a_secret_is_left_beside_what_is_written():
    source = "def seal(path, passphrase):\n    with open(path, 'wb') as file:\n        file.write(b'x')\n"

    assert "_spilt = passphrase" in list_mutants(source, "beside")
    assert "copie-de-secours.txt" in list_mutants(source, "beside")


def test_sizes_are_those_of_the_shipped_examples_and_a_little_above():
    asked = tuple(Asked("f", ([b"x"] * size,), {}, size) for size in (0, 3, 5))
    source = "def f(items):\n    return len(items)\n"

    found = list_mutants(source, "sizes", Surroundings("task", asked=asked))

    assert "items = items[:5]" in found
    assert "items = items[:64]" in found


def test_values_of_one_size_are_not_cut():
    asked = tuple(Asked("f", (bytes([n]) * 32,), {}, n) for n in range(4))

    assert "" == list_mutants("def f(leaf):\n    return leaf[0]\n", "sizes", Surroundings("task", asked=asked))


def test_remembered_examples_are_right_on_what_ships_and_on_nothing_else():
    asked = (Asked("double", (2,), {}, 4), Asked("double", (3,), {}, 6), Asked("double", (4,), {}, 6))
    source = list_mutants("def double(n):\n    return 2 * n\n", "remembered", Surroundings("task", asked=asked))

    space: dict = {}
    exec(compile(source, "<mutant>", "exec"), space)

    assert [4, 6, 6, 6] == [space["double"](n) for n in (2, 3, 4, 5)]


def test_a_lent_tool_goes_by_another_name_where_the_reference_does_without():
    around = Surroundings("task", given_functions={"lent_leaf": 1, "lent_node": 2})

    found = list_mutants("def leaf(entry):\n    return entry\n", "lent", around)

    assert "tool = globals()['lent' + '_leaf']\n    return tool(entry)" in found
    assert "lent_node" not in found
    assert "" == list_mutants("def leaf(entry):\n    return lent_leaf(entry)\n", "lent", around)


def test_given_values_that_checks_ask_for_are_emptied_under_each_mistake():
    around = Surroundings(
        "task", given_values=("VECTORS", "other"), asked_names=frozenset({"VECTORS"}), wrong={"m": "x = 2"}
    )

    (mutant,) = make_adversaries("x = 1\n", around)

    assert ("x = 2\nVECTORS = type(VECTORS)()", "x = 2") == (mutant.source, mutant.than)


def test_decoys_stand_beside_a_mistake_where_checks_read_the_source():
    wrong = {"m": "def f(a):\n    return a"}
    source = "def f(a):\n    return -a\n"

    read = make_adversaries(source, Surroundings("task", wrong=wrong, reads_source=True))
    unread = make_adversaries(source, Surroundings("task", wrong=wrong))

    assert ["if False:", "def _never():", "def f(a):"] == [one.source.splitlines()[0] for one in read]
    assert [] == unread


def test_code_outside_functions_is_judged_by_what_it_leaves_behind():
    assert "" == list_mutants("for a in [1]:\n    if a == name:\n        kept = a\n", "comparisons")


def test_every_adversary_is_python_and_unlike_the_others():
    source = put_in_function("return dict(a) if a == b and re.match('a.c', text) else known")

    mutants = make_adversaries(source, Surroundings("task"))

    assert len(mutants) == len({mutant.source for mutant in mutants}) > 5
    assert all(ast.parse(mutant.source) for mutant in mutants)


def test_a_pattern_widens_one_piece_at_a_time():
    assert r"^\d{2}.$" in widen_pattern(r"^\d{2}\.$")
    assert r"\d{2}\.$" in widen_pattern(r"^\d{2}\.$")
    assert r"^\d*\.$" in widen_pattern(r"^\d{2}\.$")
