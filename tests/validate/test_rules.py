"""Each rule: a module that breaks it, and what the author reads; one module breaks none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from autograder.build import build_all
from autograder.content.kit import Kit
from autograder.grading.report import Report
from autograder.validate.finding import Finding
from autograder.validate.rules import RULES
from autograder.validate.rules.scores import check_scores
from autograder.validate.run import examine
from autograder.validate.subject import Subject

from .soundkit import COURSE, SLUG, SOLUTION, write

LESSON = f"{COURSE}/lesson.py"
MODULE = f"{COURSE}/module.toml"
EXERCISE = f"{SOLUTION}/exercise.toml"
NOTEBOOK = f"{SOLUTION}/notebook.py"
CHECKS = f"{SOLUTION}/checks.py"
MISTAKES = f"{SOLUTION}/mistakes.toml"
TEST = "tests/content/test_90_moitie.py"


class Break(NamedTuple):
    """A change in one file, and the finding that it must bring."""

    rule: str
    changed: str
    old: str
    new: str
    file: str
    cell: str
    message: str
    lang: str = ""


FACT = """
[[facts]]
name = "RGPD, art. 32"
says = "Les données se protègent selon le risque."
source = "EUR-Lex, 32016R0679"
kind = "{kind}"
read_on = {read_on}
read_again = 2027-11-23
"""

BREAKS = {
    "a mark left by `new exercise`": Break(
        "unwritten", LESSON, "Nadia partage", "À ÉCRIRE : qui partage. Nadia partage", LESSON, "cell-1",
        "À écrire : qui partage."
    ),
    "a stale edition": Break(
        "build", LESSON, "Nadia partage", "Zoé partage", f"lessons/fr/{SLUG}.ipynb", "la cellule « cell-1 »",
        "Ce fichier n’est plus à jour."
    ),
    "an outcome that no task exercises": Break(
        "outcomes", EXERCISE, '["share"]', "[]", MODULE, "share", "Aucune tâche n’exerce cet acquis"
    ),
    "an outcome that is not declared": Break(
        "outcomes", EXERCISE, '["share"]', '["share", "shares"]', EXERCISE, "shares", "Le plus proche est « share »."
    ),
    "a recall of what is not there": Break(
        "outcomes", MODULE, "minutes = 10", f'minutes = 10\nrecalls = ["{SLUG}/shore"]', MODULE, f"{SLUG}/shore",
        "« recalls » nomme un acquis qui n’existe pas."
    ),
    "a recall of what comes later": Break(
        "outcomes", MODULE, "minutes = 10", f'minutes = 10\nrecalls = ["{SLUG}/share"]', MODULE, f"{SLUG}/share",
        "« recalls » nomme un module qui vient après"
    ),
    "two hints": Break(
        "hints", EXERCISE, '"Partagez le nombre en deux.", ', "", EXERCISE, "half", "2 indices au lieu de 3"
    ),
    "a hint that is the answer": Break(
        "hints", EXERCISE, "La ligne commence par `return`.", "Écrivez `return number // 2`.", EXERCISE, "half",
        "L’indice 3 contient la réponse : `return number // 2`."
    ),
    "a prediction whose answer ships": Break(
        "answers", EXERCISE, 'kind = "write"', 'kind = "predict"', EXERCISE, "half",
        "Les vérifications livrées disent cette réponse à qui les lit."
    ),
    "a bold word without an entry": Break(
        "terms", LESSON, "Nadia", "**Nadia**", LESSON, "cell-1", "« Nadia » est en gras et n’a pas d’entrée"
    ),
    "an entry for a word that is not bold": Break(
        "terms", LESSON, "**moitié**", "moitié", MODULE, "moitié", "Ce terme n’est en gras nulle part"
    ),
    "an entry that is no sentence": Break(
        "terms", MODULE, "égales d’un tout.", "égales", MODULE, "moitié", "Le sens d’un terme est une phrase entière."
    ),
    "two headings of level 1": Break(
        "structure", LESSON, "## Un calcul", "# Un calcul", f"lessons/fr/{SLUG}.ipynb", "",
        "Il y a 2 titres de niveau 1", "fr"
    ),
    "a skipped level": Break(
        "structure", LESSON, "## Un calcul", "### Un calcul", f"lessons/fr/{SLUG}.ipynb", "cell-1",
        "Un titre de niveau 3 suit un titre de niveau 1.", "fr"
    ),
    "an image without words": Break(
        "structure", LESSON, "[Deux parts égales, côte à côte]", "[image]", f"lessons/fr/{SLUG}.ipynb", "cell-1",
        "L’image parts.png n’a pas de texte", "fr"
    ),
    "long sentences": Break(
        "plain-words", LESSON, "Nadia partage une facture. La **moitié** est une des deux parts égales.",
        ("Nadia a " + "une facture et " * 9 + "la **moitié**. ") * 7, LESSON, "", "La phrase médiane compte", "fr"
    ),
    "an acronym that nobody explains": Break(
        "plain-words", LESSON, "une facture.", "une facture avec la TVA.", LESSON, "cell-1",
        "Le sigle « TVA » n’est pas expliqué."
    ),
    "a law that is cited alone": Break(
        "facts", LESSON, "une facture.", "une facture, selon le RGPD.", LESSON, "cell-1",
        "« RGPD » est cité sans être dans facts.toml"
    ),
    "a space that breaks": Break(
        "spacing", LESSON, "une facture.", "une facture : la sienne.", LESSON, "cell-1", "il faut une espace insécable"
    ),
    "a step that is too long": Break(
        "steps", LESSON, "minutes=10", "minutes=25", LESSON, "halve", "L’étape dure 25 minutes ; de 10 à 20."
    ),
    "a cell that is too long": Break(
        "shown-code", LESSON, "print(tr(", "x = 1\n" * 12 + "print(tr(", LESSON, "cell-2",
        "La cellule montre 13 lignes ; 12 au plus."
    ),
    "advice that nobody ran": Break(
        "real-life", LESSON, "# La barre double", "# Au travail, prenez `split(n=2)`. La barre double", LESSON, "halve",
        "On dit de faire « split(n=2) » au travail, et cela ne tourne nulle part."
    ),
    "the network": Break(
        "safety", NOTEBOOK, '# %% task="half"', '# %%\nimport urllib.request\n\n# %% task="half"', NOTEBOOK, "cell-2",
        "Cette cellule va sur le réseau"
    ),
    "a question at the keyboard": Break(
        "safety", LESSON, "print(", 'name = input("Votre numéro ?")\nprint(', LESSON, "cell-2",
        "Cette cellule demande quelque chose au clavier"
    ),
    "an attack without its limits": Break(
        "safety", LESSON, "Nadia partage", "On attaque. On pirate. On exploite. Nadia partage", LESSON, "",
        "Une attaque est enseignée : dites l’article de loi"
    ),
    "a test without a source": Break(
        "published", TEST, "RFC 0000", "nothing", TEST, "", "Ce test ne nomme aucune source publiée"
    ),
    "a sentence that was not translated": Break(
        "translation", LESSON, "Nadia partage", "Zoé, un matin, partage", f"locale/en/{SLUG}.po", "",
        "1 phrases à traduire, 0 à revoir.", "en"
    ),
    "a reference answer that is wrong": Break(
        "scores", NOTEBOOK, "number // 2", "number // 3", NOTEBOOK, "half",
        "La solution de référence n’a pas tous les points", "fr"
    ),
    "a cell of the exercise that stops": Break(
        "scores", NOTEBOOK, '# %% task="half"', '# %%\n1 / 0\n\n# %% task="half"', NOTEBOOK, "cell-2",
        "Cette cellule s’arrête sur une erreur, même avec la solution de référence : ZeroDivisionError", "fr"
    ),
    "a mistake that loses nothing": Break(
        "mistakes", MISTAKES, "return number // 3", "return number // 2",
        MISTAKES, "thirds", "Cette erreur fait perdre rien ; tasks annonce half.", "fr"
    ),
    "a mistake that goes by another name": Break(
        "mistakes", CHECKS, 'number // 3: "thirds"', 'number // 3: "one_more"',
        MISTAKES, "thirds", "Le compte rendu ne nomme pas cette erreur : il nomme one_more.", "fr"
    ),
    "a mistake that no check names": Break(
        "mistakes", CHECKS, 'number // 3: "thirds"', 'number // 3: "one_more"',
        MISTAKES, "thirds", "Aucune vérification ne dit cette phrase", ""
    ),
    "two mistakes that do the same": Break(
        "told-apart", MISTAKES, "return number // 3", "return number * 2",
        MISTAKES, "thirds", "Aucune vérification ne distingue cette erreur de « doubles »"
    ),
    "a lesson that stops": Break(
        "runs", LESSON, "8 // 2", "8 // 0", LESSON, "cell-2", "La cellule s’arrête sur une erreur : ZeroDivisionError"
    ),
}  # fmt: skip

STALE = {"build", "translation"}
"""What is found of these is that nobody built or translated after the change."""


def find(kit: Kit, rule: str) -> list[Finding]:
    return list(examine(kit, SLUG, rules=[rule]).findings)


def change(kit: Kit, name: str, old: str, new: str) -> None:
    path = kit.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


PROVED_APART = {"alternatives", "yardsticks"}
"""Their modules need an ``alternatives.toml``: they are in ``test_proof.py``."""


def test_every_rule_has_a_module_that_breaks_it():
    assert set(RULES) == {broken.rule for broken in BREAKS.values()} | PROVED_APART


def test_a_sound_module_breaks_no_rule(sound_kit: Kit):
    assert () == examine(sound_kit, SLUG).findings


@pytest.mark.parametrize("broken", BREAKS.values(), ids=list(BREAKS))
def test_what_breaks_is_named_with_its_place_and_remedy(kit: Kit, broken: Break):
    change(kit, broken.changed, broken.old, broken.new)
    if broken.rule not in STALE:
        build_all(kit)

    findings = find(kit, broken.rule)

    assert (broken.rule, SLUG, broken.file, broken.cell, broken.lang) in {
        (finding.rule, finding.module, finding.file, finding.cell, finding.lang) for finding in findings
    }
    assert broken.message in "\n".join(finding.message for finding in findings)


def test_a_module_without_an_exercise_is_told_so(kit: Kit):
    (kit.root / EXERCISE).unlink()
    assert [EXERCISE] == [finding.file for finding in find(kit, "outcomes")]


def test_too_few_mistakes_and_a_task_without_one(kit: Kit):
    change(kit, CHECKS, "student.mistake(wrong[got])", "student.fail(wrong[got])")
    (kit.root / MISTAKES).write_text("", encoding="utf-8")
    assert [("", "Il y a 0 erreurs types"), ("half", "Aucune erreur type ne")] == [
        (finding.cell, finding.message[: 22 if not finding.cell else 21]) for finding in find(kit, "mistakes")
    ]


def test_bold_words_of_earlier_modules_and_plurals_are_known(kit: Kit):
    write(
        kit.root,
        "courses/10-avant/module.toml",
        'title = "A"\nsummary = "B."\nminutes = 1\n[[outcomes]]\nid = "a"\ntext = "A."\n'
        '[[terms]]\nterm = "facture"\nmeaning = "Ce que l’on doit."\n',
    )
    change(kit, LESSON, "une facture", "des **factures**")
    assert [] == find(kit, "terms")


@pytest.mark.parametrize(
    "explained",
    [
        "La TVA (taxe sur la valeur ajoutée) compte.",
        "La taxe sur la valeur ajoutée (TVA) compte.",
        "La TVA, la taxe sur la valeur ajoutée, compte.",
        "| TVA : taxe sur la valeur ajoutée | 20 % |",
    ],
)
def test_an_acronym_may_be_explained_in_several_ways(kit: Kit, explained: str):
    change(kit, LESSON, "# ## Un calcul", f"# Voici la TVA.\n#\n# {explained}\n#\n# ## Un calcul")
    assert [] == find(kit, "plain-words")


def test_numbers_and_code_are_not_acronyms(kit: Kit):
    change(kit, LESSON, "une facture.", "la facture BE68 5390, avec `TVA` et la norme ISO 13616.")
    assert [] == find(kit, "plain-words")


@pytest.mark.parametrize(
    ("kind", "read_on", "said"),
    [
        ("text", "2026-11-23", ""),
        ("text", '"automne 2026"', "date"),
        ("rumour", "2026-11-23", "rumour"),
        ("copy", "2027-11-23", "`read_again` vient après `read_on`"),
    ],
)
def test_facts_are_dated_data(kit: Kit, kind: str, read_on: str, said: str):
    change(kit, LESSON, "une facture.", "une facture, selon le {fact:RGPD, art. 32}.")
    write(kit.root, f"{COURSE}/facts.toml", FACT.format(kind=kind, read_on=read_on))
    assert said in "".join(finding.message for finding in find(kit, "facts"))
    assert bool(said) == bool(find(kit, "facts"))


@pytest.mark.parametrize(
    ("says", "prose", "found"),
    [
        ("Le texte vaut.", "Le {fact:RGPD, art. 32} est en vigueur.", LESSON),
        ("Le texte est en vigueur.", "Voir {fact:RGPD, art. 32}.", f"{COURSE}/facts.toml"),
        ("Le texte n’est plus en vigueur.", "Le {fact:RGPD, art. 32} valait jusqu’au {fact:RGPD, art. 32:until}.", ""),
    ],
)
def test_what_has_an_end_is_not_in_force(kit: Kit, says: str, prose: str, found: str):
    change(kit, LESSON, "une facture.", f"une facture. {prose}")
    fact = FACT.format(kind="text", read_on="2026-11-23") + "in_force_until = 2026-10-01\n"
    write(kit.root, f"{COURSE}/facts.toml", fact.replace("Les données se protègent selon le risque.", says))
    assert [found] * bool(found) == [finding.file for finding in find(kit, "facts")]


def test_an_attack_may_be_taught_with_its_limits(kit: Kit):
    change(kit, LESSON, "Nadia", "On attaque, on pirate, on exploite. Autorisation écrite ; article 1. Nadia")
    assert [] == find(kit, "safety")


def test_a_module_without_a_published_value_says_why(kit: Kit):
    write(kit.root, TEST, 'NO_PUBLISHED_VALUE = "Une moitié se calcule, personne ne la publie."\nassert 8 // 2 == 4\n')
    assert [] == find(kit, "published")


def test_a_missing_test_of_published_values_is_named(kit: Kit):
    (kit.root / TEST).unlink()
    assert [TEST] == [finding.file for finding in find(kit, "published")]


class Answered(Subject):
    """A module whose blank release would come with the answers in it."""

    def grade(self, language: str, answers: Mapping[str, str], learner: str = "reference") -> Report:
        return super().grade(language, self.sheet(language).reference, learner)


def test_a_release_that_holds_an_answer_is_not_blank(sound_kit: Kit):
    subject = Answered(sound_kit, SLUG)
    try:
        findings = list(check_scores(subject))
    finally:
        subject.close()
    assert [("half", "fr"), ("half", "en")] == [(finding.cell, finding.lang) for finding in findings]
    assert "donne 2.0 points et l’état « passed » : il devrait donner 0 et « blank »." in findings[0].message


def test_a_source_that_cannot_be_read_is_one_finding_a_rule(kit: Kit):
    change(kit, EXERCISE, "points = 2", "pionts = 2")
    assert ["La plus proche est « points »." in finding.message for finding in find(kit, "hints")] == [True]
