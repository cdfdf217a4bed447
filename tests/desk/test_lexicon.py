"""What French beginners type that Python refuses, each with the cause that must be named, or none.

Each cell really runs; the cause is told by words of the sentence. « unknown » is what nobody can know from the line:
the sentence then names no cause.
"""

from __future__ import annotations

import warnings

import pytest

from autograder.check.messages.errors import explain_plainly
from autograder.check.messages.seen import Seen
from autograder.language import use_language
from autograder.sandbox.failures import Place, describe_failure

UNKNOWN = "unknown"
CAUSES = {
    "word": ("s’écrit", "is written"),
    "sentence": ("c’est une phrase", "it is a sentence"),
    "quotes": ("entre guillemets", "between quotes"),
    "straight": ("guillemet droit", "straight quote"),
    "unseen": ("ne se voit pas", "cannot be seen"),
    "spaced": ("sans espace", "without spaces"),
    "comma": ("À la virgule, Python lit deux nombres", "Because of the comma"),
    "zero": ("ne commence pas par un zéro", "does not begin with a zero"),
    "compare": ("pour comparer, il en faut deux", "to compare"),
    "give": ("pour donner une valeur", "to give"),
    "two": ("deux réponses", "two answers"),
    "right": ("trop à droite", "too far to the right"),
    "depth": ("à la même place", "at the same place"),
    "block": ("quatre espaces de plus", "four more spaces"),
    "parentheses": ("parenthèses", "parentheses"),
    "open": ("jamais refermé", "never closed"),
    "text-open": ("n’est pas refermé", "not closed"),
    "near": ("Est-ce le même nom", "Is it the same name"),
    "case": ("Majuscules et minuscules", "Capitals count"),
    "colon": ("deux-points", "colon"),
    "mixed": ("Un nombre et un texte", "A number and a text"),
    "glue": ("`+` colle", "`+` joins"),
    "percent": ("Avant `%`", "Before `%`"),
    "shadowed": ("est une fonction de Python, et votre code", "a function of Python’s"),
    "name": ("Un nom n’a ni espace", "A name has no space"),
    "digit": ("ne commence pas par un chiffre", "does not begin with a digit"),
    "unit": ("sans unité", "without its unit"),
    "reserved": ("est un mot de Python", "is a word of Python"),
    "left": ("à gauche du signe", "to the left of"),
    "missing-value": ("Il manque la valeur", "The value is missing"),
    "early": ("il manque ce qui vient après", "is missing"),
    "sign": ("Il manque un signe", "A sign is missing"),
    "inner": ("referme", "closes"),
    "label": ("Dans un dictionnaire", "In a dictionary"),
    "index": ("Cette place n’existe pas", "place does not exist"),
    "key": ("n’a pas la clé", "does not have the key"),
    "stub": ("effacez-la", "delete it"),
    "loop": ("Une boucle s’écrit", "A loop is written"),
    "count": ("`range(…)`", "`range(…)`"),
    "length": ("La longueur", "Length"),
    "later": ("de haut en bas", "top to bottom"),
    "local": ("que dans la fonction", "only inside the function"),
    "texts": ("de chaque côté du signe", "on each side"),
    "times": ("Pour multiplier", "To multiply"),
    "whole": ("nombre entier", "whole number"),
    "decimal": ("décimale", "decimal"),
    "branch": ("ne prend pas de condition", "takes no condition"),
    "alone": ("il n’y en a pas", "there is none"),
    "end": ("ligne finit par", "line ends with"),
    "brace": ("accolade", "brace"),
    "comment": ("Un commentaire commence", "A comment begins"),
    "outside": ("n’a de sens que dans", "only makes sense"),
    "power": ("La puissance", "A power"),
    "none": ("vaut ici `None`", "`None`"),
    "extra": ("de trop", "one too many"),
    "path": ("chemin de fichier", "path of a file"),
    "divided": ("divise par zéro", "divides by zero"),
    "first": ("avant de lui avoir donné", "before giving it"),
    "ordered": ("avant celles qui ont un nom", "before those that have one"),
    "points": ("plusieurs points", "several points"),
    "count-values": ("nombre de valeurs", "number of values"),
    "nothing-there": ("n’a pas de `.", "has no `."),
    "replaced": ("écrivez", "write"),
    "join": ("`join` ne réunit", "`join` puts"),
    "announced": ("ne s’annonce pas", "not announced"),
    "orders": ("deux instructions", "two instructions"),
    UNKNOWN: ("Python", "Python"),
}

CASES: list[tuple[str, str]] = [
    # The words of Python in French.
    ("note = 12\nsi note > 10:\n    print('admis')", "word"),
    ("note = 12\nif note > 10:\n    print('admis')\nsinon:\n    print('refusé')", "word"),
    ("note = 12\nif note > 15:\n    print('a')\nsinon si note > 10:\n    print('b')", "word"),
    ("pour lettre dans 'abc':\n    print(lettre)", "word"),
    ("n = 3\ntant que n > 0:\n    n = n - 1", "word"),
    ("def double(x):\n    retourner x * 2", "word"),
    ("def double(x):\n    rendre x * 2", "word"),
    ("def double(x):\n    renvoyer x * 2", "word"),
    ("fonction double(x):\n    return x * 2", "word"),
    ("age = 20\nif age > 18 et age < 65:\n    print(age)", "word"),
    ("age = 20\nif age > 18 ou age < 65:\n    print(age)", "word"),
    ("ok = True\nif non ok:\n    print(ok)", "word"),
    ("for lettre dans 'abc':\n    print(lettre)", "word"),
    ("afficher 'bonjour'", "word"),
    ("afficher('bonjour')", "word"),
    ("ok = vrai", "word"),
    ("ok = Faux", "word"),
    ("n = longueur('abc')", "word"),
    ("importer math", "word"),
    ("x = 4\nif x > 3:\n    print(1)\nelse if x > 2:\n    print(2)", "word"),
    ("x = 4\nif x > 3 alors:\n    print(x)", "end"),
    ("x = 4\nif x > 3 then\n    print(x)", "end"),
    ("x = 4\nif x est 4:\n    print(x)", "word"),
    # Sentences where code is read.
    ("Je pense que la réponse est 3", "sentence"),
    ("La réponse est : oui, sans doute.", "sentence"),
    ("L’empreinte change à chaque fois", "sentence"),
    ("L'empreinte change à chaque fois", "sentence"),
    ("Le mot de passe est trop court.", "sentence"),
    ("reponse = Le mot de passe est trop court", "quotes"),
    ("print(Bonjour tout le monde)", "quotes"),
    ("x = 3\n// la réponse est trois", "comment"),
    # Quotes.
    ("nom = « Zoé »", "straight"),
    ("nom = “Zoé”", "straight"),
    ("nom = ‘Zoé’", "straight"),
    ("nom = \"Zoé”", "straight"),
    ("print(“bonjour”)", "straight"),
    ("nom = `Zoé`", "straight"),
    ("nom = \"Zoé", "text-open"),
    ("print('bonjour)", "text-open"),
    ("jour = 'aujourd'hui'", "inner"),
    ("print(\"Il dit \"oui\" fort\")", "inner"),
    ("guess = bonjour", "quotes"),
    ("print(bonjour)", "quotes"),
    ("mail = zoe@example.org", "quotes"),
    ("site = https://example.org", "quotes"),
    ("chemin = C:\\Users\\Zoe", "quotes"),
    ("open('C:\\Users\\Zoe')", "path"),
    # Characters that came with a paste.
    ("x\u00a0= 3", "unseen"),
    ("x =\u200b 3", "unseen"),
    ("x =\u202f3", "unseen"),
    ("x = 3 − 1", "replaced"),
    ("x = 3 × 2", "replaced"),
    ("x = 3\nif x ≥ 2:\n    print(x)", "replaced"),
    ("x = 3\nif x ≠ 2:\n    print(x)", "replaced"),
    # Numbers.
    ("total = 1 000", "spaced"),
    ("total = 12 345 678", "spaced"),
    ("total = 1\u00a0000", "spaced"),
    ("print(1 000 + 1)", "spaced"),
    ("prix = 1,5\ntotal = prix + 2", "comma"),
    ("prix = 1,5\ntotal = prix * 2.0", "comma"),
    ("total = 1,000\nprint(total / 2)", "comma"),
    ("code_postal = 046", "zero"),
    ("jour = 07", "zero"),
    ("taux = 5%", "unit"),
    ("prix = 10€", "unit"),
    ("prix = 10 euros", "unit"),
    ("taille = 12cm", "unit"),
    ("version = 1.2.3", "points"),
    ("ip = 192.168.1.10", "points"),
    ("int('12,5')", "decimal"),
    ("int('12.5')", "decimal"),
    ("int('1 000')", "spaced"),
    ("heure = 08:30", "quotes"),
    ("date = 01/02/2024", "quotes"),
    ("telephone = 06 12 34 56 78", "quotes"),
    # Giving a value.
    ('guess_a = "4040", guess_b = "11"', "two"),
    ('guess_a = "4040" guess_b = "11"', "two"),
    ("a = 1; b = 2 c = 3", "two"),
    ('guess_a : "4040"\nprint(guess_a)', "give"),
    ("guess_a == 4040", "give"),
    ("guess_a <- 4040", "give"),
    ("guess_a := 4040", "give"),
    ("n = 'abc'\nif len(n) = 9:\n    print(n)", "compare"),
    ("n = 9\nif n = 9:\n    print(n)", "compare"),
    ("n = 9\nwhile n = 9:\n    n = 1", "compare"),
    ("def f(n):\n    return n = 9", "compare"),
    ("n = 9\nprint(n + 1 = 10)", "compare"),
    ("4040 = guess_a", "left"),
    ("guess_a =", "missing-value"),
    ("guess_a = 3 +", "early"),
    ("mon nom = 'Zoé'", "name"),
    ("mon-nom = 'Zoé'", "name"),
    ("2e_essai = 3", "digit"),
    ("class = 'B2'", "reserved"),
    ("from = 'zoe'", "reserved"),
    ("let x = 3", "announced"),
    ("x++", "word"),
    ("x = 3\nif x => 2:\n    print(x)", "word"),
    ("x = 3\nif x > 2 && x < 5:\n    print(x)", "word"),
    # Indentation.
    ("def f(x):\n    y = x\n        return y", "right"),
    ("x = 1\n    y = 2", "right"),
    ("def f(x):\n        y = x\n    return y", "depth"),
    ("def f(x):\nreturn x", "block"),
    ("for i in range(3):\nprint(i)", "block"),
    ("return 3", "outside"),
    ("x = 1\nelse:\n    print(x)", "alone"),
    ("x = 1\nif x:\n    print(x)\nelse x > 2:\n    print(2)", "branch"),
    # Colons, parentheses, brackets.
    ("def f(x)\n    return x", "colon"),
    ("x = 3\nif x > 2\n    print(x)", "colon"),
    ("for i in range(3)\n    print(i)", "colon"),
    ("x = 3\nif x > 2 print(x)", "colon"),
    ("else\n    print(2)", "alone"),
    ("def f:\n    return 3", "parentheses"),
    ("print 'bonjour'", "parentheses"),
    ("Print 'bonjour'", "word"),
    ("print 3 + 4", "parentheses"),
    ("n = len 'abc'", "parentheses"),
    ("print('a'\nx = 3", "open"),
    ("x = [1, 2\nprint(x)", "open"),
    ("print((1 + 2)", "open"),
    ("if (3 > 2:\n    print(1)", "open"),
    ("print(1))", "extra"),
    ("print('total' 3)", "sign"),
    ("x = [1, 2 3]", "sign"),
    ("d = {'a' 1}", "label"),
    ("d = {'a' = 1}", "label"),
    ("for i in range 3:\n    print(i)", "parentheses"),
    ("x = 4\nif (x > 3) {\n    print(x)\n}", "end"),
    ("'{} {}'.format(1)", "brace"),
    ("form math import sqrt", "word"),
    ("for i = 1 to 10:\n    print(i)", "loop"),
    # Names.
    ("number = 3\nprint(numbers)", "near"),
    ("def total(items):\n    return sum(item)\ntotal([1])", "near"),
    ("pritn('a')", "near"),
    ("Print('a')", "case"),
    ("ok = true", "case"),
    ("x = 3\nIf x > 2:\n    print(x)", "case"),
    ("x = 3\nwhlie x > 2:\n    x = 1", "word"),
    ("def f(x):\n    retrun x", "word"),
    ("improt math", "word"),
    ("'abc'.uper()", "near"),
    ("[1, 2].length", "length"),
    ("import maths", "near"),
    ("print(total)\ntotal = 3", "later"),
    ("def f():\n    inner = 3\n    return inner\nf()\nprint(inner)", "local"),
    ("compte = compte + 1", "first"),
    # Values.
    ("age = 3\nprint('J’ai ' + age + ' ans')", "glue"),
    ("age = '3'\nprint(age + 1)", "glue"),
    ("3 + '4'", "mixed"),
    ("'12' > 3", "mixed"),
    ("'12' - '3'", "texts"),
    ("digits = '123'\ndigits % 97", "percent"),
    ("list = [1, 2]\nlist('abc')", "shadowed"),
    ("sum = 3\nsum([1, 2])", "shadowed"),
    ("print = 'a'\nprint('b')", "shadowed"),
    ("x = 2(3 + 1)", "times"),
    ("print['a']", "parentheses"),
    ("f = len\nf + 1", "parentheses"),
    ("for i in 5:\n    print(i)", "count"),
    ("range('3')", "whole"),
    ("range(7 / 2)", "whole"),
    ("[1, 2, 3][3]", "index"),
    ("{'a': 1}['b']", "key"),
    ("','.join([1, 2])", "join"),
    ("1.5 ^ 2", "power"),
    ("1 / 0", "divided"),
    ("x = print('a')\nx + 1", "none"),
    ("def f(a, b):\n    return a\nf(1)", "count-values"),
    ("'abc'.push('d')", "nothing-there"),
    ("answer = 3\nraise NotImplementedError()", "stub"),
    # Nothing that the line shows says what was meant.
    ("x = = 3", UNKNOWN),
    ("x = 3 $ 4", UNKNOWN),
    ("@@", UNKNOWN),
    ("raise RuntimeError('ma raison')", UNKNOWN),
    ("def f(x):\n    return x +* 2", UNKNOWN),
    ("print(3) print(4)", "orders"),
]  # fmt: skip

ENGLISH = range(0, len(CASES), 6)
"""One case in six."""


def say(source: str, lang: str) -> str:
    """The sentence of a cell that runs alone, as a kernel tells it."""
    names: dict[str, object] = {"__name__": "cell"}
    with warnings.catch_warnings(), use_language(lang):
        warnings.simplefilter("ignore")
        try:
            exec(compile(source, "<cell>", "exec"), names)
        except BaseException as error:
            told = describe_failure(error, lambda name: Place("c", source) if name == "<cell>" else None)
            own = tuple(name for name in names if not name.startswith("_"))
            return explain_plainly(told, Seen(source, own)).sentence
    return ""


def name_causes(sentence: str, lang: str) -> set[str]:
    return {cause for cause, words in CAUSES.items() if words[lang == "en"].lower() in sentence.lower()}


@pytest.mark.parametrize(("source", "cause"), CASES)
def test_the_cause_is_named_in_french(source, cause):
    assert cause in name_causes(say(source, "fr"), "fr"), say(source, "fr")


@pytest.mark.parametrize("number", ENGLISH)
def test_the_cause_is_named_in_english(number):
    source, cause = CASES[number]

    assert cause in name_causes(say(source, "en"), "en"), say(source, "en")


def test_where_nothing_is_known_no_cause_is_named():
    wrong = {source: say(source, "fr") for source, cause in CASES if cause == UNKNOWN}
    named = {source: said for source, said in wrong.items() if name_causes(said, "fr") - {UNKNOWN}}

    assert {} == named
