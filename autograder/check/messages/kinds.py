"""Mistakes that the engine recognises whatever the exercise, by name, with the titles that reports show."""

from __future__ import annotations

from autograder.language import tr


def name_generic_mistakes() -> dict[str, str]:
    """Return the title of each mistake that the engine names of itself, in the current language."""
    return {
        "bytes-for-text": tr("Des octets là où il faut du texte"),
        "crashed": tr("Le programme s’arrête brutalement"),
        "endless-recursion": tr("Une fonction qui s’appelle sans fin"),
        "exits": tr("Le code quitte Python (exit, quit)"),
        "literal-answer": tr("La réponse donnée telle quelle, sans changement"),
        "missing-parentheses": tr("Des parenthèses oubliées après un nom de fonction"),
        "misspelt": tr("Un nom mal écrit"),
        "misspelt-inside": tr("Un nom inconnu dans le code"),
        "never-ends": tr("Un calcul qui ne finit pas"),
        "none-used": tr("Une valeur None utilisée comme si elle contenait quelque chose"),
        "not-answered": tr("La cellule n’est pas encore remplie"),
        "not-repeatable": tr("Un résultat qui change d’un appel à l’autre"),
        "not-run": tr("La cellule n’a pas été exécutée"),
        "bool-for-text": tr("Oui ou non là où il faut du texte"),
        "number-for-text": tr("Un nombre là où il faut du texte"),
        "out-of-memory": tr("Trop de mémoire demandée"),
        "out-of-range": tr("Un indice hors de la liste"),
        "prints-not-returns": tr("La fonction affiche au lieu de rendre"),
        "returns-none": tr("La fonction ne rend rien"),
        "syntax": tr("Une faute de syntaxe"),
        "text-for-bool": tr("Du texte là où il faut True ou False"),
        "text-for-bytes": tr("Du texte là où il faut des octets"),
        "text-for-number": tr("Du texte là où il faut un nombre"),
        "wrong-container": tr("Les bonnes valeurs, dans le mauvais conteneur"),
        "wrong-parameters": tr("Pas le bon nombre de paramètres"),
    }
