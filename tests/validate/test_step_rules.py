"""Lessons in steps: each way not to hold, and what the author reads."""

from __future__ import annotations

import pytest

from autograder.content.kit import Kit
from autograder.validate.rules import steps
from autograder.validate.rules.facts import check_facts
from autograder.validate.rules.real_life import list_advised
from autograder.validate.rules.shown_code import list_untaught
from autograder.validate.rules.spacing import find_bad_space
from autograder.validate.subject import Subject

from .soundkit import COURSE, LESSON, SLUG, write
from .test_rules import FACT, change, find

PATH = f"{COURSE}/lesson.py"
CHECK = '    assert student.value("ten") == 5, tr("Dix, en deux parts égales.")'
PASSES = "Ce coup d’essai passe sans que rien soit écrit."
TRY = LESSON[LESSON.index("# %% try=") : LESSON.index("# %% [markdown]\n# Et la moitié")]


@pytest.mark.parametrize(
    ("old", "new", "cell", "told"),
    [
        ("minutes=10", "minutes=9", "halve", "L’étape dure 9 minutes"),
        (TRY, "", "halve", "L’étape n’a pas de coup d’essai."),
        (" step_end", "", "halve", "L’étape ne se ferme pas"),
        ("## Une moitié", "## 1. Une moitié", "halve", "Ôtez le numéro du titre « 1. Une moitié »"),
        ("minutes=10", "minutes=12", "minutes", "Les étapes font 12 minutes"),
        ("ten = 10 // 2\n", "a = 1\nb = 2\nc = 3\nten = 5\n", "half_of_ten", "demande 4 lignes ; 3 au plus"),
        ("ten = 10 // 2\n", "", "half_of_ten", "Ce coup d’essai ne demande rien"),
        ("print(100", "guess = None\nprint(100", "hundred", "Un nom attend ici ce que l’on prévoit"),
        ('["50", "200"]', '["50"]', "hundred", "Un pari à un seul choix n’en est pas un."),
        ("nombre entier.", "nombre entier. Devinez lequel.", "halve", "la cellule qui suit doit être un pari"),
    ],
)
def test_a_step_that_does_not_hold(kit: Kit, old: str, new: str, cell: str, told: str):
    change(kit, PATH, old, new)
    assert any(cell == finding.cell and told in finding.message for finding in find(kit, "steps"))


def test_a_bet_on_what_the_text_around_has_said_already(kit: Kit):
    change(kit, PATH, "Pariez.", "Pariez.\n\n# %%\nx = 1\n\n# %% [markdown]\n# Voici.")
    assert ["cell-3"] == [finding.cell for finding in find(kit, "steps")]


def test_a_lesson_without_steps_is_named_once_all_must_be_in_steps(kit: Kit, monkeypatch: pytest.MonkeyPatch):
    write(kit.root, PATH, LESSON.partition('# %% [markdown] step="halve"')[0])
    assert [] == find(kit, "steps")
    monkeypatch.setattr(steps, "REQUIRED", True)
    assert ["Cette leçon n’est pas en étapes."] == [f.message.partition(" Ouvrez")[0] for f in find(kit, "steps")]


@pytest.mark.parametrize(
    ("source", "construct"),
    [
        ("f = lambda x: x", "lambda"),
        ("[x for x in y]", "for … in […]"),
        ("[a for b in c for a in b]", "for … for"),
        ("with open(x) as y:\n    pass", "with"),
        ("a |= b", "|="),
        ("while x:\n    pass", "while"),
        ("if (n := 1):\n    pass", ":="),
        ('f"{x}"', 'f"…"'),
    ],
)
def test_a_construct_that_nobody_explained(source: str, construct: str):
    assert construct in list_untaught(source, "", "lesson.py")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("f = lambda x: x", "`lambda` fait une fonction sans nom."),
        ("[x for x in y]", "C’est une boucle écrite en une ligne."),
        ("while x:\n    pass", "`while` répète tant que."),
        ('f"{x}"', "Un `f` devant les guillemets."),
    ],
)
def test_a_construct_that_a_text_explained(source: str, said: str):
    assert [] == list_untaught(source, said, "lesson.py")


def test_plumbing_is_not_shown(kit: Kit):
    change(
        kit,
        PATH,
        "# %%\nprint(tr(",
        '# %% tags=["plumbing"]\n# Prépare.\n' + "x = [i for i in []]\n" * 20 + "print(tr(",
    )
    assert [] == find(kit, "shown-code")


@pytest.mark.parametrize(
    ("name", "old", "new", "cell", "told"),
    [
        ("lesson.py", "ten = 10 // 2", "ten = 10 // 3", "half_of_ten", "ne passe pas sa vérification"),
        ("lesson.py", "print(100 // 2)", "print(ten * 10)", "hundred", "Sans les réponses aux coups d’essai"),
        ("lesson.py", "### BEGIN SOLUTION\nten", "ten = 5\n### BEGIN SOLUTION\nten", "half_of_ten", PASSES),
        ("tries.py", CHECK, "    assert 1", "half_of_ten", PASSES),
    ],
)
def test_a_lesson_runs_with_its_answers_and_blank(kit: Kit, name: str, old: str, new: str, cell: str, told: str):
    change(kit, f"{COURSE}/{name}", old, new)
    findings = find(kit, "runs")
    assert bool(told) == bool(findings)
    assert all(cell == finding.cell and told in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("prose", "spans"),
    [
        ("# Au travail demain\n\nLancez `sha256sum x`.\n\n# Après\n\nQue fait `f(x)` ?", ["sha256sum x"]),
        ("Au travail, prenez `n=17`. Et `f(x)`.", ["n=17", "f(x)"]),
        ("Essayez `f(x)`.\n\n| au travail | `g(x)` |", []),
    ],
)
def test_what_is_told_to_do_at_work(prose: str, spans: list[str]):
    assert spans == list(list_advised(prose))


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("Voir la RFC 9999.", "« RFC 9999 » est cité sans être dans facts.toml"),
        ("Texte lu en novembre 2026.", "« lu en novembre 2026 » est une date de lecture"),
        ("Rien.", "Rien ne cite ce fait. Écrivez {fact:RGPD, art. 32}"),
    ],
)
def test_facts_are_not_constants_in_prose(kit: Kit, prose: str, told: str):
    change(kit, PATH, "une facture.", f"une facture. {prose}")
    write(kit.root, f"{COURSE}/facts.toml", FACT.format(kind="text", read_on="2026-11-23"))
    assert any(told in finding.message for finding in check_facts(Subject(kit, SLUG)))


def test_a_translation_cites_the_same_facts(kit: Kit):
    change(kit, PATH, "nombre entier.", "nombre entier, dit le {fact:RGPD, art. 32}.")
    write(kit.root, f"{COURSE}/facts.toml", FACT.format(kind="text", read_on="2026-11-23"))
    catalogue = kit.root / "locale/en" / f"{SLUG}.po"
    sentence = "La barre double partage, et rend un nombre entier, dit le {fact:RGPD, art. 32}."
    lost = f'\n#, no-python-brace-format\nmsgid "{sentence}"\nmsgstr "The double slash halves."\n'
    catalogue.write_text(catalogue.read_text("utf-8") + lost, encoding="utf-8")
    assert ["ne cite pas les mêmes faits."] == [finding.message[-28:] for finding in find(kit, "facts")]


@pytest.mark.parametrize("text", ["Vraiment ?", "Oui : deux", "« Oui", "Vraiment?", "«Oui\u00a0»", "20 %"])
def test_a_space_that_breaks_or_is_missing(text: str):
    assert find_bad_space(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vraiment\u00a0?",
        "« Oui\u202f»".replace("« ", "«\u00a0"),
        "`a ? b`",
        "https://x.org",
        "à 6:50",
        "| --- | :--- |",
        "![a](b?c)",
    ],
)
def test_a_space_that_holds(text: str):
    assert not find_bad_space(text)
