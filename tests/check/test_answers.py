"""Declared answers: recognised by their seals beside a learner, by their values while grading."""

from decimal import Decimal
from fractions import Fraction

import pytest

from autograder.build.sealing import seal_answers, seal_together
from autograder.check.answers import make_open_checks, make_sealed_checks
from autograder.check.runner import CheckSuite
from autograder.content.answers import Answer, Before, Said, Truth
from autograder.content.edition import Edition, EditionTask
from autograder.content.exercise import Exercise, Task
from autograder.content.forms import write_normal
from tests.check.work import make_student

WRONG = Said("counted_twice", "Cette visite est comptée deux fois.")


def make_truth(answer: Answer, value, **others) -> Truth:
    return Truth(answer=answer, right=(frozenset({write_normal(value, answer.item_form)}),), **others)


def make_edition(*truths: Truth) -> tuple[Edition, list]:
    task = Task("guess", "Deviner", "predict", 3.0, answers=tuple(truth.answer for truth in truths))
    exercise = Exercise("Essai", (task,), id="99-essai")
    shown = EditionTask(
        "guess",
        "Deviner",
        "predict",
        3.0,
        answers=seal_answers(exercise, task, truths),
        together=seal_together(exercise, task, truths),
    )
    return Edition("99-essai", "fr", "Essai", (shown,)), list(zip(truths, shown.answers, strict=True))


def check_with_seals(edition: Edition, source: str, **others):
    suite = CheckSuite.collect([], lang="fr", declared=lambda: make_sealed_checks(edition.tasks))
    return suite.run(make_student(source, edition=edition, **others))


def check_with_values(edition: Edition, pairs, source: str, **others):
    declared = [("guess", truth, answer) for truth, answer in pairs]
    suite = CheckSuite.collect([], lang="fr", declared=lambda: make_open_checks(declared))
    return suite.run(make_student(source, edition=edition, **others))


SIZE = Answer("size", "La taille.", "number", look="Trois morceaux s’ajoutent.")
SAFE = Answer("safe", "Est-ce sûr ?", "yes-no", look="Qui d’autre lit ce fichier ?")
FIRST = Answer("first", "La première.", "text", choices=("web", "ssh"), look="Comparez en UTC.")


@pytest.mark.parametrize("check", ["seals", "values"])
def test_a_right_answer_passes_and_a_wrong_one_says_what_to_look_at(check):
    edition, pairs = make_edition(make_truth(SIZE, 278, wrong={"n:262": WRONG}))

    def judge(source):
        outcomes = check_with_seals(edition, source) if check == "seals" else check_with_values(edition, pairs, source)
        return outcomes[0]

    assert judge("size = 278").passed
    assert "J’ai regardé `size`. J’y ai trouvé `277`. Trois morceaux s’ajoutent." == judge("size = 277").message
    known = judge("size = 262")
    assert (("counted_twice",), True) == (known.mistakes, WRONG.sentence in known.message)


def test_a_blank_answer_is_missing_not_wrong():
    edition, _ = make_edition(make_truth(SIZE, 278))
    (outcome,) = check_with_seals(edition, "")
    assert "failed" == outcome.status
    assert "size" in outcome.message


def test_what_ships_holds_no_value_and_no_sentence_of_a_mistake():
    truths = [make_truth(SIZE, 278, wrong={"n:262": WRONG}), make_truth(SAFE, True), make_truth(FIRST, "web")]
    edition, _ = make_edition(*truths)
    shipped = str(edition)
    assert not [word for word in ("278", "262", "comptée", "counted", "b:True", "t:web") if word in shipped]
    assert ((), {}) == (edition.tasks[0].answers[1].right, edition.tasks[0].answers[1].wrong)


def test_answers_with_few_values_are_judged_together_beside_a_learner():
    truths = [make_truth(SIZE, 278), make_truth(SAFE, False), make_truth(FIRST, "web")]
    edition, pairs = make_edition(*truths)

    alone, together = check_with_seals(edition, "size = 278\nsafe = False\nfirst = 'ssh'")
    assert (True, False, 2.0) == (alone.passed, together.passed, together.weight)
    assert "Sur ces 2 réponses, une au moins n’est pas juste." in together.message
    assert "Qui d’autre lit ce fichier ?" in together.message
    assert "Comparez en UTC." in together.message

    assert all(outcome.passed for outcome in check_with_seals(edition, "size = 278\nsafe = False\nfirst = 'Web '"))
    graded = check_with_values(edition, pairs, "size = 278\nsafe = False\nfirst = 'ssh'")
    assert [True, True, False] == [outcome.passed for outcome in graded]


@pytest.mark.parametrize(
    ("answer", "value", "source", "said"),
    [
        (SIZE, 278, "size = '278'", "`size` attend un nombre. Les guillemets en font un texte"),
        (SIZE, 1000, "size = 1,000", "À la virgule, Python en lit plusieurs"),
        (SIZE, 278, "size = True", "`size` attend un nombre, et c’est un oui ou non (`bool`)."),
        (SIZE, 278, "size = ...", "`size` attend encore votre réponse"),
        (SIZE, 278, "size = None", "`size` attend encore votre réponse"),
        (SIZE, 278, "size = print", "`size` attend un nombre"),
        (Answer("x", "x", "text"), "web", "x = ['web']", "`x` attend un texte, entre guillemets, et c’est une liste"),
        (FIRST, "web", "first = 'smtp'", '`first` attend un de ces mots, tel quel : `"web"`, `"ssh"`.'),
        (SAFE, True, "safe = 'oui'", "avec une majuscule et sans guillemets"),
        (SAFE, True, "safe = 1", "avec une majuscule et sans guillemets"),
        (SAFE, True, "safe = [True]", "`safe` attend `True` (oui) ou `False` (non), et c’est une liste"),
        (Answer("x", "x", "letters"), "CAB", "x = 3", "`x` attend des lettres, entre guillemets"),
        (Answer("x", "x", "list"), ["a", "b"], "x = {'a', 'b'}", "un ensemble n’a pas d’ordre"),
        (Answer("x", "x", "list"), ["a", "b"], "x = 'ab'", "`x` attend une liste"),
        (Answer("x", "x", "set"), ["a", "b"], "x = ['a', 'b', 'A']", "Dans `x`, `a` se trouve deux fois."),
    ],
)
def test_each_wrong_form_has_its_own_sentence(answer, value, source, said):
    edition, pairs = make_edition(make_truth(answer, value))
    assert said in check_with_seals(edition, source)[0].message
    assert said in check_with_values(edition, pairs, source)[0].message


@pytest.mark.parametrize(
    ("answer", "value", "source"),
    [
        (SIZE, 9.8, "from decimal import Decimal\nsize = Decimal('9.80')"),
        (SIZE, 18.5, "from fractions import Fraction\nsize = Fraction(37, 2)"),
        (SIZE, 50, "size = 50.0"),
        (SIZE, 0.3, "size = 0.3"),
        (Answer("x", "x", "text"), "11076650 octets", "x = ' 11 076 650  Octets'"),
        (Answer("x", "x", "text"), "18.5", "x = '18,5'"),
        (Answer("x", "x", "text"), "l'heure", "x = 'L’heure'"),
        (Answer("x", "x", "text"), "8", "x = 8"),
        (Answer("x", "x", "text"), "False", "x = False"),
        (Answer("x", "x", "letters"), "CEDFAB", "x = 'c, e, d, f, a, b'"),
        (Answer("x", "x", "letters"), "CAB", "x = ['C', 'A', 'B']"),
        (Answer("x", "x", "list"), ["1.4.0", "1.9.3"], "x = ('1.4.0', '1.9.3')"),
        (Answer("x", "x", "list"), [1, 3], "x = [1.0, 3]"),
        (Answer("x", "x", "set"), ["e", "i"], "x = {'i', 'e'}"),
    ],
)
def test_what_says_the_same_is_the_same(answer, value, source):
    edition, pairs = make_edition(make_truth(answer, value))
    assert check_with_seals(edition, source)[0].passed
    assert check_with_values(edition, pairs, source)[0].passed


@pytest.mark.parametrize(
    ("value", "source"),
    [(0.3, "size = 0.1 + 0.2"), (1, "size = True"), (3, "size = 3.0000001"), (3, "size = float('nan')")],
)
def test_what_is_near_is_not_the_same(value, source):
    edition, pairs = make_edition(make_truth(SIZE, value))
    assert not check_with_seals(edition, source)[0].passed
    assert not check_with_values(edition, pairs, source)[0].passed


def test_an_order_names_the_two_that_are_the_wrong_way_round():
    answer = Answer("order", "L’ordre.", "letters", before=(Before("C", "A", look="C apporte ce dont A se sert."),))
    truth = Truth(
        answer=answer,
        right=(frozenset({"t:CAB", "t:CBA", "t:BCA"}),),
        parts={"A<C": Said("", "C apporte ce dont A se sert.")},
        letters="ABC",
    )
    edition, pairs = make_edition(truth)
    for judge in (lambda s: check_with_seals(edition, s), lambda s: check_with_values(edition, pairs, s)):
        assert judge("order = 'BCA'")[0].passed
        assert "C apporte ce dont A se sert." in judge("order = 'ABC'")[0].message
        assert "chacune de ces lettres une fois" in judge("order = 'CAC'")[0].message


def test_a_text_of_fields_says_which_field_to_look_at():
    answer = Answer(
        "vector", "Le vecteur.", "fields", fields={"V": "V : commencez par là.", "AV": "D’où ?", "S": "Sort-il ?"}
    )
    right = write_normal("V:3/AV:N/S:U", "fields")
    truth = Truth(
        answer=answer,
        right=(frozenset({right}),),
        fields=frozenset({"V:3", "AV:N", "S:U"}),
        parts={"S:C": Said("scope_kept", "Le dégât reste dedans.")},
    )
    edition, pairs = make_edition(truth)
    for judge in (lambda s: check_with_seals(edition, s), lambda s: check_with_values(edition, pairs, s)):
        assert judge("vector = 'V:3/S:U/AV:N'")[0].passed
        assert "D’où ?" in judge("vector = 'V:3/AV:P/S:U'")[0].message
        assert ("scope_kept",) == judge("vector = 'V:3/AV:P/S:C'")[0].mistakes
        assert "chacun de ces noms une fois" in judge("vector = 'V:3/av:n/S:U'")[0].message
        assert "chacun de ces noms une fois" in judge("vector = 'V:3/AV:N'")[0].message
        assert not judge("vector = 'AV:N/V:3/S:U'")[0].passed


def test_an_answer_that_depends_on_the_variant_is_judged_by_the_learners_own():
    truth = Truth(answer=SIZE, right=tuple(frozenset({f"n:{number}"}) for number in range(32)))
    edition, pairs = make_edition(truth)
    assert check_with_seals(edition, "size = 7", variant_number=7)[0].passed
    assert not check_with_seals(edition, "size = 7", variant_number=8)[0].passed
    assert check_with_values(edition, pairs, "size = 7", variant_number=7)[0].passed


def test_exact_numbers_of_every_type_are_one():
    written = {write_normal(value, "number") for value in (9.5, Decimal("9.50"), Fraction(19, 2))}
    assert {"n:19/2"} == written
