"""Real exceptions of this very Python, each with a plain sentence: no pattern may drift with a new version."""

import warnings

import pytest

from autograder.check.failures import WorkGone
from autograder.check.messages.errors import explain_plainly
from autograder.check.messages.kinds import name_generic_mistakes
from autograder.sandbox.failures import describe_failure
from autograder.sandbox.protocol import StudentError

CASES = [
    ("valeur + 1", "n’existe pas à cet endroit"),
    ("def f():\n    print(n)\n    n = 1\nf()", "lu avant d’avoir reçu une valeur"),
    ("[1, 2][5]", "Cette place n’existe pas"),
    ("[].pop()", "La liste est vide"),
    ("{'a': 1}['b']", "n’a pas la clé `'b'`"),
    ("1 / 0", "divise par zéro"),
    ("None.strip()", "n’a pas de `.strip`"),
    ("[].push(1)", "Un `list` n’a pas de `.push`"),
    ("import math; math.racine", "Le module `math` n’a rien qui s’appelle `racine`"),
    ("'a' + 1", "colle deux textes"),
    ("1 + 'a'", "Un nombre et un texte"),
    ("'a' < 1", "Un nombre et un texte"),
    ("sorted([{'a': 2}, {'a': 1}])", "lequel vient en premier, d’un `dict` et d’un `dict`"),
    ("1 + None", "vaut ici `None`"),
    ("None[0]", "vaut ici `None`"),
    ("for x in None: pass", "vaut ici `None`"),
    ("len(None)", "vaut ici `None`"),
    ("b'a' + 'b'", "il faut des octets"),
    ("'a' + b'b'", "il faut du texte"),
    ("b''.join(['a'])", "il faut des octets"),
    ("''.join([b'a'])", "il faut du texte"),
    ("import hashlib; hashlib.sha256('abc')", "il faut des octets"),
    ("import hashlib; hashlib.sha256(5)", "d’un autre type"),
    ("b'a'.join([5])", "d’un autre type"),
    ("bytes('abc')", "il faut des octets"),
    ("5(3)", "n’est pas une fonction"),
    ("5[0]", "Les crochets demandent"),
    ("for x in 5: pass", "`range(…)`"),
    ("1 in 5", "Un nombre ne se parcourt pas"),
    ("(lambda a: a)(1, 2)", "le bon nombre de valeurs"),
    ("[1]['a']", "un nombre entier"),
    ("len(5)", "`len` compte"),
    ("{[]: 1}", "ni une clé de dictionnaire"),
    ("'abc'[0] = 'x'", "ne se modifie pas sur place"),
    ("int([1])", "ne sait pas convertir"),
    ("int('douze')", "ne s’écrit pas comme un nombre"),
    ("float('douze')", "ne s’écrit pas comme un nombre"),
    ("bytes.fromhex('zz')", "`bytes.fromhex` n’accepte"),
    ("a, b = [1, 2, 3]", "autant de noms"),
    ("max([])", "aucun élément"),
    ("'abc'.index('z')", "n’y est pas"),
    ("[1].index(2)", "n’y est pas"),
    ("def f(): f()\nf()", "sans fin"),
    ("import no_such_module", "`no_such_module` n’est pas là"),
    ("from math import racine", "`racine` ne se trouve pas"),
    ("b'\\xff'.decode()", "ne sont pas du texte en utf-8"),
    ("'é'.encode('ascii')", "ne connaît pas tous ces caractères"),
    ("open('absent.txt')", "`absent.txt` n’existe pas"),
    ("exit()", "arrêtent Python"),
    ("raise SystemExit(1)", "arrêtent Python"),
    ("raise EOFError", "quelqu’un au clavier"),
    ("assert 1 == 2", "Un `assert` de votre propre code"),
    ("next(iter([]))", "la suite est finie"),
    ("import math; math.exp(1000)", "trop grand"),
    ("raise OSError(101, 'Network is unreachable')", "le réseau"),
    ("class Own(Exception): pass\nraise Own('mon message')", "Python dit `Own` : « mon message »"),
    ("raise ValueError", "Python l’appelle `ValueError`"),
    ("if x == 1\n    pass", "deux-points"),
    ("print((1)", "n’est jamais refermé"),
    ("print(1))", "de trop"),
    ("x = (1]", "ne va pas avec"),
    ("x = 'abc", "guillemet"),
    ("x = '''abc", "guillemet"),
    ("def f():\nreturn 1", "quatre espaces"),
    ("x = 1\n  y = 2", "des espaces de trop"),
    ("if 1:\n        x = 1\n    y = 2", "Le retrait"),
    ("if 1:\n        x = 1\n\ty = 2", "espaces"),
    ("if x = 1:\n    pass", "`==`"),
    ("x = [1 2]", "virgule"),
    ("f() = 1", "À gauche de `=`"),
    ("return 1", "`return` n’a de sens"),
    ("print 'a'", "`print` demande des parenthèses"),
    ("x = “abc”", "copier-coller"),
    ("def f():\n\u00a0\u00a0return 1", "l’espace insécable (U+00A0)"),
    ("x =\u200b 1", "l’espace de largeur nulle (U+200B)"),
    ("x =\u2066 1", "ne se voit pas, U+2066"),
    ("x = = 1", "ne peut pas lire cette ligne"),
]


def raise_it(source):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(source, "<cell>", "exec"), {})
    except BaseException as error:
        return describe_failure(error, lambda filename: None)
    raise WorkGone("crashed", source)


@pytest.mark.parametrize(("source", "words"), CASES, ids=[source for source, _ in CASES])
def test_each_exception_has_a_plain_sentence(source, words):
    plain = explain_plainly(raise_it(source))
    assert words in plain.sentence
    assert plain.sentence.endswith((".", "?", "…"))
    assert len(plain.sentence) < 260


def test_a_mark_of_git_is_called_by_its_name():
    error = StudentError("SyntaxError", "SyntaxError", "invalid syntax", "c", 1, "<<<<<<< HEAD")

    assert "fusion de Git" in explain_plainly(error).sentence


def test_every_mistake_that_is_named_has_a_title():
    titles = name_generic_mistakes()
    for source, _ in CASES:
        mistake = explain_plainly(raise_it(source)).mistake
        assert not mistake or titles[mistake]
