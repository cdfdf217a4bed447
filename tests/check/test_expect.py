"""What a check expects of a value, in the engine's words, so that a module writes what is special to it."""

import pytest

from tests.check.work import run_checks

CHECK = '''
@pytest.mark.task("work")
def test_it(student):
    """La valeur."""
    {body}
'''


def judge(tmp_path, body: str, source: str):
    (outcome,) = run_checks(tmp_path, CHECK.format(body=body), source)
    return outcome


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("assert student.expect_list(student.value('x')) == [1, 2]", "x = (1, 2)"),
        ("assert student.expect_list(student.value('x'), of=dict, length=1) == [{}]", "x = [{}]"),
        ("assert student.expect_list(student.value('x'), of=int) == [1]", "x = [1]"),
        ("assert student.expect_set(student.value('x')) == {'a', 'b'}", "x = ['b', 'a']"),
        ("assert student.expect_table(student.value('x'), ['a'])['a'] == 1", "x = {'a': 1, 'b': 2}"),
        ("assert student.expect_text(student.value('x'), ['web', 'ssh']) == 'web'", "x = 'web'"),
        ("assert student.expect_bytes(student.value('x'), 2) == b'ab'", "x = bytearray(b'ab')"),
        ("assert student.expect_yes_no(student.value('x')) is False", "x = False"),
        ("assert student.expect_number(student.value('x')) == 9.8", "from decimal import Decimal\nx = Decimal('9.80')"),
        (
            "assert student.expect_number(student.value('x')) == 9.8",
            "from fractions import Fraction\nx = Fraction('9.8')",
        ),
        ("assert student.expect_number(student.value('x'), whole=True) == 3", "x = 3.0"),
        (
            "assert student.expect_number(student.value('x'), exact=True) * 10 == 3",
            "from decimal import Decimal\nx = Decimal('0.3')",
        ),
        (
            "student.expect_same(student.value('x'), [(1, 9.8)])",
            "from decimal import Decimal\nx = ([1, Decimal('9.8')],)",
        ),
        ("student.expect_same(student.value('x'), ['b', 'a', 'a'], ordered=False)", "x = ('a', 'b', 'a')"),
        ("student.expect_same(student.value('x'), [{'n': 1}], ordered=False)", "x = [{'n': 1.0}]"),
    ],
)
def test_the_same_in_another_type_is_the_same(tmp_path, body, source):
    assert judge(tmp_path, body, source).passed


@pytest.mark.parametrize(
    ("body", "source", "said"),
    [
        ("student.expect_list(student.value('x'))", "x = 'ab'", "Il faut une liste, entre crochets. C’est un texte"),
        (
            "student.expect_list(student.value('x'), of=dict)",
            "x = [{}, 2]",
            "À la place 1 de la liste, il faut un dict",
        ),
        ("student.expect_list(student.value('x'), length=2)", "x = [1]", "Nombre d’éléments : 1, au lieu de 2."),
        ("student.expect_set(student.value('x'))", "x = ['a', 'a']", "`'a'` s’y trouve deux fois."),
        ("student.expect_table(student.value('x'), ['a'])", "x = {}", "l’étiquette `'a'` manque"),
        ("student.expect_text(student.value('x'))", "x = b'a'", '`.decode("utf-8")` ou `.hex()` font le passage.'),
        ("student.expect_text(student.value('x'), ['web'])", "x = 'ssh'", '`"web"`'),
        ("student.expect_bytes(student.value('x'))", "x = 'a'", '`"abc".encode("utf-8")` fait le passage'),
        ("student.expect_bytes(student.value('x'), 32)", "x = b'a'", "Nombre d’octets : 1, au lieu de 32."),
        ("student.expect_yes_no(student.value('x'))", "x = 1", "`True` et `False` s’écrivent avec une majuscule"),
        ("student.expect_number(student.value('x'))", "x = True", "Il faut un nombre. C’est un oui ou non (`bool`)"),
        ("student.expect_number(student.value('x'))", "x = '12'", "Les guillemets en font un texte"),
        ("student.expect_number(student.value('x'), whole=True)", "x = 2.5", "Il faut un nombre entier."),
        ("student.expect_number(student.value('x'), exact=True)", "x = 2.5", "Un `float` est une approximation"),
        ("student.expect_number(student.value('x'))", "x = object()", "Il faut un nombre. C’est `object`"),
        ("student.expect_same(student.call('f'), [1, 2, 4])", "def f(): return [1, 2, 3]", "J’attendais"),
        ("student.expect_same(student.call('f'), 1)", "def f(): return True", "`f()`"),
        ("student.expect_same(student.call('f'), 1)", "def f(): return object()", "`f()`"),
        (
            "student.expect_same(student.value('x'), ['a'], ordered=False)",
            "x = ['a', 'b']",
            "`'b'` n’a pas à s’y trouver.",
        ),
        ("student.expect_same(student.value('x'), ['a'], ordered=False)", "x = ['a', 'a']", "une fois de trop"),
        ("student.expect_same(student.value('x'), ['a'], ordered=False)", "x = []", "Il en manque : 1."),
        ("student.expect_list(student.call('f'))", "def f(): print(3)", "mais ne le rend pas"),
        ("student.expect_list(student.value('x'), look='Chaque ligne.')", "x = 2", "Chaque ligne."),
    ],
)
def test_another_kind_is_told_with_the_step_across(tmp_path, body, source, said):
    outcome = judge(tmp_path, body, source)
    assert "failed" == outcome.status
    assert said in outcome.message
