"""Why the bytes of a file are no notebook, in words, each with a way out that works: JupyterLab opens none of these."""

from __future__ import annotations

import json
from pathlib import PurePath

from autograder.grading.mending import find_object_end, split_merge
from autograder.language import tr


def describe_empty(data: bytes, name: str) -> str:
    """Say what a file without any content is: nothing, or what a cloud folder leaves in a file's place."""
    if data:
        return tr(
            "{name} ne contient que des octets nuls : le vrai fichier est resté dans le nuage (OneDrive, iCloud…) "
            "ou l’enregistrement a été coupé. {copy}",
            name=name,
            copy=_tell_copy(name),
        )
    return tr("{name} est vide. {copy}", name=name, copy=_tell_copy(name))


def describe_zip(name: str) -> str:
    """Say what to do with an archive."""
    return tr(
        "{name} est une archive zip, pas un carnet. Donnez-lui un nom qui finit par .zip, décompressez-la, "
        "et remettez le fichier .ipynb qu’elle contient.",
        name=name,
    )


def describe_damage(text: bytes, name: str) -> str:
    """Say where ``text`` (UTF-8) stops being a notebook, and what to do."""
    start = text.lstrip(b" \t\r\n")
    if start[:1] == b'"':
        return tr(
            "{name} contient un carnet entre guillemets, écrit par un programme qui l’a converti deux fois. "
            "Remettez le fichier .ipynb que JupyterLab a enregistré.",
            name=name,
        )
    if start[:1] == b"<":
        return tr(
            "{name} est une page web, pas un carnet Jupyter. Sur le site d’où elle vient, téléchargez le fichier "
            ".ipynb lui-même (« Raw » sur GitHub ; Fichier, Télécharger, .ipynb dans Colab), et remettez-le.",
            name=name,
        )
    if start[:1] != b"{":
        return tr(
            "{name} n’est pas un carnet Jupyter : son contenu n’est pas du JSON. "
            "Remettez le fichier .ipynb lui-même, sans l’imprimer ni le convertir.",
            name=name,
        )
    if split_merge(text) is not None:
        return tr(
            "{name} porte les marques d’une fusion de Git (<<<<<<<, =======, >>>>>>>) et deux réponses différentes "
            "entre elles. Ouvrez-le dans un éditeur de texte, gardez l’une des deux à chaque endroit, effacez les "
            "lignes de marques, puis remettez-le.",
            name=name,
        )
    return tr(
        "{name} est abîmé : {place}. JupyterLab ne l’ouvrirait plus. {copy}",
        name=name,
        place=_describe_place(text),
        copy=_tell_copy(name),
    )


def describe_two(name: str) -> str:
    """Say that a file holds two notebooks, one after the other, which differ."""
    return tr(
        "{name} contient deux carnets différents, l’un après l’autre. Ouvrez-le dans un éditeur de texte, "
        "effacez celui qui ne compte pas, puis remettez-le.",
        name=name,
    )


def _describe_place(text: bytes) -> str:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if find_object_end(text) is None:
            return tr("il s’arrête avant la fin, à la ligne {line}", line=text.count(b"\n") + 1)
        return tr("il se brise à la ligne {line}, colonne {column}", line=error.lineno, column=error.colno)
    except (ValueError, RecursionError, MemoryError):
        pass
    return tr("son contenu n’a pas la forme d’un carnet")


def _tell_copy(name: str) -> str:
    """The way out of a damaged file: what is still open, else what JupyterLab put aside when it last saved."""
    stem = PurePath(name).stem
    return tr(
        "S’il est encore ouvert chez vous, enregistrez-le (Ctrl + S) et remettez-le. Sinon, prenez la copie que "
        "JupyterLab garde dans le dossier caché `.ipynb_checkpoints`, à côté : `{copy}`.",
        copy=f"{stem}-checkpoint.ipynb",
    )
