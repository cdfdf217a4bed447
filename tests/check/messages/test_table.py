"""The bar: for each situation that a beginner meets, the French message, word for word."""

import hashlib

import pytest

from autograder.check.outcome import CheckOutcome
from autograder.check.student import Student
from autograder.errors import StudentGone

from ..work import EDITION, make_student, run_checks, run_one

SHIFT = "def shift(text, by):\n    return text"
TABLE = {
    "wrong value": (
        'assert student.call("shift", "abc", 1) == "bcd", "Votre fonction se sert-elle de son deuxième paramètre ?"',
        SHIFT,
        'J’ai appelé `shift("abc", 1)`. J’attendais `"bcd"`. J’ai reçu `"abc"` : c’est ce que je lui ai donné, sans '
        "changement. Votre fonction se sert-elle de son deuxième paramètre ?",
        ("literal-answer",),
    ),
    "prints, returns nothing": (
        'assert student.call("total", [5, 7]) == 12',
        "def total(items):\n    print(sum(items))",
        "`total([5, 7])` affiche `12` mais ne le rend pas. "
        "`print` montre à l’écran ; `return` rend la valeur à celui qui appelle.",
        ("prints-not-returns",),
    ),
    "returns nothing": (
        'assert student.call("total", [5, 7]) == 12',
        "def total(items):\n    sum(items)",
        "J’ai appelé `total([5, 7])`. Elle ne rend rien (`None`). "
        "Une fonction rend ce qui suit `return` : sans lui, elle rend `None`.",
        ("returns-none",),
    ),
    "text where bytes are due": (
        'assert student.call("leaf_hash", "abc") == b"x"',
        "import hashlib\ndef leaf_hash(data):\n    return hashlib.sha256(data).digest()",
        'J’ai appelé `leaf_hash("abc")`. '
        "À la ligne 3 de votre cellule, le code s’arrête sur `return hashlib.sha256(data).digest()`. "
        "`sha256` a reçu du texte (`str`) ; il lui faut des octets (`bytes`). "
        '`"abc".encode("utf-8")` fait le passage.',
        ("text-for-bytes",),
    ),
    "text returned where bytes are due": (
        'assert student.call("leaf_hash") == b"\\x00\\xff"',
        "def leaf_hash(): return '00ff'",
        'J’ai appelé `leaf_hash()`. J’attendais `bytes.fromhex("00ff")`. '
        'J’ai reçu `"00ff"` : ce sont les bons octets, mais écrits en hexadécimal dans un texte (`str`).',
        ("text-for-bytes",),
    ),
    "a number in quotes": (
        'assert student.call("total", []) == 12',
        "def total(items): return '12'",
        'J’ai appelé `total([])`. J’attendais `12`. J’ai reçu `"12"` : '
        "les guillemets en font un texte (`str`), il faut un nombre.",
        ("text-for-number",),
    ),
    "known mistake": (
        'student.mistake("no_prefix", "Cette empreinte est celle de la feuille *sans* son préfixe `0x00`.")',
        "",
        "Cette empreinte est celle de la feuille *sans* son préfixe `0x00`.",
        ("no_prefix",),
    ),
    "not answered yet": (
        'assert student.call("leaf_hash", b"") == b""',
        "def leaf_hash(data):\n    # VOTRE CODE ICI\n    raise NotImplementedError()",
        "Cette cellule attend votre réponse. "
        "Remplacez `# VOTRE CODE ICI`, exécutez la cellule (Maj + Entrée), puis revenez ici.",
        ("not-answered",),
    ),
    "misspelt": (
        'assert student.call("leaf_hash", b"") == b""',
        "def leaf_hsah(data): return data\ndef node_hash(): pass",
        "Je cherche `leaf_hash` ; vous avez défini `leaf_hsah`. Une lettre a glissé.",
        ("misspelt",),
    ),
    "misspelt by its capitals": (
        'assert student.call("leaf_hash", b"") == b""',
        "def leafHash(data): return data",
        "Je cherche `leaf_hash` ; vous avez défini `leafHash`. Majuscules et tirets bas comptent.",
        ("misspelt",),
    ),
    "wrong number of parameters": (
        'assert student.call("shift", "abc", 1) == "bcd"',
        "def shift(text): return text",
        'J’ai appelé `shift("abc", 1)`. Nombre de paramètres de votre fonction : 1. Nombre de valeurs données : 2. '
        "Relisez la ligne `def` de la consigne : la vôtre doit avoir les mêmes paramètres.",
        ("wrong-parameters",),
    ),
    "long values": (
        'assert student.call("total") == ["ok"] * 3 + ["refusé"] + ["ok"] * 30',
        "def total(): return ['ok'] * 34",
        "J’ai appelé `total()`. Les deux listes diffèrent à partir de l’élément 4. "
        'J’attendais `…"ok", "refusé", "ok", …`. J’ai reçu `…"ok", "ok", "ok", …`.',
        (),
    ),
    "a prediction keeps its answer": (
        'assert student.value("guess") == 4040, "Que fait `+` avec deux textes ?"',
        "guess = 80",
        "J’ai regardé `guess`. J’ai reçu `80`. Que fait `+` avec deux textes ?",
        (),
    ),
    "a choice keeps its answer": (
        'assert student.value("guess") in ("a", "b"), "Relisez la ligne 3."',
        "guess = 'c'",
        'J’ai regardé `guess`. J’ai reçu `"c"`. Relisez la ligne 3.',
        (),
    ),
    "an object": (
        'assert student.call("total") == 3',
        "class Sum: pass\ndef total(): return Sum()",
        "J’ai appelé `total()`. J’ai reçu un objet de type `Sum`, que je ne peux pas comparer à une valeur. "
        "Relisez dans la consigne ce que la fonction doit rendre : un nombre, un texte, une liste… ?",
        (),
    ),
    "parentheses left out": (
        'assert student.call("leaf_hash", b"") == b""',
        "import hashlib\ndef leaf_hash(data): return hashlib.sha256(data).digest",
        'J’ai appelé `leaf_hash(b"")`. J’ai reçu une fonction, pas son résultat. '
        "Un nom de fonction sans parenthèses la désigne ; avec `()`, il l’appelle.",
        ("missing-parentheses",),
    ),
    "the hash object itself": (
        'assert student.call("leaf_hash", b"") == b""',
        "import hashlib\ndef leaf_hash(data): return hashlib.sha256(data)",
        'J’ai appelé `leaf_hash(b"")`. J’ai reçu l’objet qui calcule l’empreinte, pas l’empreinte. '
        "Il sait la donner en octets ou en hexadécimal : relisez la consigne pour savoir lequel.",
        ("missing-parentheses",),
    ),
    "parentheses left out, and the check goes on": (
        'assert student.call("leaf_hash", b"").hex() == "00"',
        "import hashlib\ndef leaf_hash(data): return hashlib.sha256(data).digest",
        'J’ai appelé `leaf_hash(b"")`. J’ai reçu une fonction, pas son résultat. '
        "Un nom de fonction sans parenthèses la désigne ; avec `()`, il l’appelle.",
        ("missing-parentheses",),
    ),
    "not yet a list": (
        'assert student.call("total", [1, 2]) == [2, 3]',
        "def total(items): return map(lambda n: n + 1, items)",
        "J’ai appelé `total([1, 2])`. J’ai reçu une suite qui n’est pas encore calculée (`map`). "
        "`list(…)` en fait une liste.",
        ("wrong-container",),
    ),
    "no refusal": (
        'with pytest.raises(ValueError): student.call("total", -1)',
        "def total(n): return 0",
        "J’ai appelé `total(-1)`. J’attendais que votre code refuse cette valeur avec `ValueError`. "
        "Aucune erreur n’est venue : j’ai reçu `0`. `raise` permet de refuser une valeur.",
        (),
    ),
    "two calls that must agree": (
        'assert student.call("total", [1, 2]) == student.call("total", [2, 1])',
        "def total(items): return items[0] * 1000",
        "J’ai appelé `total([1, 2])`, puis `total([2, 1])`. J’attendais deux fois le même résultat. "
        "J’ai reçu `1000`, puis `2000`.",
        (),
    ),
    "something made from the answer": (
        'assert len(student.call("total")) == 3',
        "def total(): return [1, 2]",
        "J’ai appelé `total()` et j’ai reçu `[1, 2]`. Là où j’ai regardé, j’attendais `3`. J’ai reçu `2`.",
        (),
    ),
    "close to a number": (
        'assert student.call("total") == pytest.approx(0.5)',
        "def total(): return 0.7",
        "J’ai appelé `total()`. J’attendais `0.5 ± 5.0e-07`, à cet écart près. J’ai reçu `0.7`.",
        (),
    ),
    "what was printed": (
        'assert student.printed("total") == "12\\n"',
        "def total(): print(13)",
        'J’ai appelé `total()`. J’attendais `"12\\n"`. Elle a affiché `"13\\n"`.',
        (),
    ),
}


@pytest.mark.parametrize("situation", TABLE)
def test_the_message_of_each_situation(tmp_path, situation):
    line, source, message, mistakes = TABLE[situation]
    outcome = run_one(tmp_path, line, source)
    assert message == outcome.message
    assert mistakes == outcome.mistakes


def test_answered_but_not_run(tmp_path):
    student = make_student("", sources={"work": "def leaf_hash(data):\n    return data"})
    outcome = run_one(tmp_path, 'student.call("leaf_hash", b"")', "", student=student)
    assert (
        "Je cherche `leaf_hash`, qui n’existe pas encore. Avez-vous exécuté sa cellule (Maj + Entrée) ? "
        "Le nombre entre crochets à sa gauche apparaît quand c’est fait."
    ) == outcome.message
    assert outcome.mistakes == ("not-run",)


class Ending:
    def __init__(self, status):
        self.status = status

    def ask(self, request, seconds=None):
        raise StudentGone(self.status)


@pytest.mark.parametrize(
    ("status", "message", "mistake"),
    [
        (
            "timeout",
            "`crack()` tournait encore après 5 secondes : je l’ai arrêtée. "
            "Souvent, c’est une boucle `while` dont la condition reste vraie.",
            "never-ends",
        ),
        (
            "memory",
            "`crack()` a demandé plus de 512 Mo de mémoire. "
            "Le code garde-t-il toutes les valeurs à la fois ? On peut les traiter une à une.",
            "out-of-memory",
        ),
        (
            "crashed",
            "Pendant l’appel `crack()`, Python s’est arrêté. "
            "Votre code appelle-t-il `exit()`, `quit()` ou `os._exit()` ? Retirez cet appel.",
            "crashed",
        ),
    ],
)
def test_work_that_ends_before_its_time(tmp_path, status, message, mistake):
    student = Student(Ending(status), sources={"work": "def crack():\n    while True: pass"}, edition=EDITION)
    outcome = run_one(tmp_path, 'student.call("crack")', "", student=student)
    assert (status, message, (mistake,)) == (outcome.status, outcome.message, outcome.mistakes)


def test_right_idea_wrong_edge(tmp_path):
    cases = [([1], 1), ([1, 2], 3), ([5, 5], 10), ([], 0)]
    body = "".join(
        f'@pytest.mark.task("work")\ndef test_{n}(student):\n    """Cas {n}."""\n'
        f'    assert student.call("total", {case}) == {expected}, "La consigne dit ce que vaut un total vide."\n'
        for n, (case, expected) in enumerate(cases)
    )
    outcomes = run_checks(tmp_path, body, "def total(items): return sum(items) if items else -1")
    assert outcomes[-1].message == (
        "Les 3 autres vérifications passent. Il reste la liste vide. J’ai appelé `total([])`. J’attendais `0`. "
        "J’ai reçu `-1`. La consigne dit ce que vaut un total vide."
    )


def test_a_hidden_check_shows_only_what_its_author_lets_be_shown():
    secret = CheckOutcome("h", "t", "Titre caché", "failed", "J’attendais `42`.", hidden=True)
    assert secret.learner_message() == (
        "Une vérification que vous ne voyez pas échoue. "
        "Essayez votre réponse sur d’autres valeurs : vides, très grandes, inattendues."
    )
    told = CheckOutcome(
        "h", "t", "T", "failed", "M", hidden=True, shown="des textes avec des accents. Essayez un nom comme « Zoé »."
    )
    assert told.learner_message() == (
        "Une vérification que vous ne voyez pas échoue : des textes avec des accents. Essayez un nom comme « Zoé »."
    )


@pytest.mark.parametrize("situation", TABLE)
def test_no_message_quotes_our_code_or_a_traceback(tmp_path, situation):
    line, source, _, _ = TABLE[situation]
    message = run_one(tmp_path, line, source).message
    for word in ("assert", "student.", "Traceback", "checks.py", "test_it", "Error:"):
        assert word not in message


def test_huge_values_make_short_messages(tmp_path):
    for source in (
        "def f(): return 'x' * 500_000",
        "def f(): return list(range(100_000))",
        "def f(): return b'\\x01' * 500_000",
        "def f(): return 10 ** 20_000",
        "def f(): return {i: str(i) for i in range(20_000)}",
        "def f(): return [[[['deep' * 9] * 9] * 9] * 9] * 9",
        "def f(): raise ValueError('long ' * 100_000)",
        "def f(): return 'x' * 5_000_000",
    ):
        outcome = run_one(tmp_path, 'assert student.call("f") == 3', source)
        assert outcome.status in ("failed", "error")
        assert 20 < len(outcome.message) < 600


def test_a_long_argument_is_shortened_too(tmp_path):
    outcome = run_one(
        tmp_path, 'assert student.call("f", "x" * 10_000, list(range(5000))) == 3', "def f(a, b): return 1"
    )
    assert len(outcome.message) < 250


def test_hashes_are_shown_by_their_beginning(tmp_path):
    line = 'import hashlib\nassert student.call("f") == hashlib.sha256(b"a").digest()'
    message = run_one(tmp_path, line, "import hashlib\ndef f(): return hashlib.sha256(b'b').digest()").message
    assert hashlib.sha256(b"a").hexdigest()[:16] in message
    assert hashlib.sha256(b"a").hexdigest() not in message
