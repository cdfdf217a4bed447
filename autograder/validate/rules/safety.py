"""What is taught touches the module's own data or loopback only, and asks nobody for their own secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from autograder.language import tr
from autograder.validate.finding import Finding
from autograder.validate.subject import Subject

_NETWORK = re.compile(
    r"^\s*(?:import|from)\s+(?:requests|httpx|aiohttp|urllib\.request|urllib3|http\.client|ftplib|smtplib|telnetlib)\b",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"[\"'](?:https?|ftp)://(?!127\.0\.0\.1|localhost|\[::1\])[^\"']+[\"']")
_OPENED = re.compile(r"\b(?:urlopen|get|post|connect|create_connection)\s*\(")
_ASKED = re.compile(r"\b(?:input|getpass)\s*\(")
_ATTACK = re.compile(
    r"\b(?:attaqu|cass(?:er|ez|ons) (?:un|des|le|les) mots? de passe|craqu|exploit|pirat)", re.IGNORECASE
)
_AUTHORISED = re.compile(r"autorisation écrite|accord écrit|written (?:authori[sz]ation|permission)", re.IGNORECASE)
_ARTICLE = re.compile(r"article|art\.\s*\d", re.IGNORECASE)


def check_safety(subject: Subject) -> Iterator[Finding]:
    """Look for the network, for questions about the learner's own secrets, and for attacks without their limits."""
    prose: list[str] = []
    for path, cell, kind, text in _list_cells(subject):
        if kind != "code":
            prose.append(text)
            continue
        if _NETWORK.search(text) or (_ADDRESS.search(text) and _OPENED.search(text)):
            yield subject.find(
                "safety",
                path,
                tr("Cette cellule va sur le réseau : servez le contenu depuis data/ ou 127.0.0.1."),
                cell=cell,
            )
        if _ASKED.search(text):
            yield subject.find(
                "safety",
                path,
                tr("Cette cellule demande quelque chose au clavier : donnez une valeur d’exemple, jamais la sienne."),
                cell=cell,
            )
    whole = "\n".join(prose)
    teaches_attack = subject.has_lesson and len(_ATTACK.findall(whole)) >= 3
    if teaches_attack and not (_AUTHORISED.search(whole) and _ARTICLE.search(whole)):
        yield subject.find(
            "safety",
            subject.course / "lesson.py",
            tr("Une attaque est enseignée : dites l’article de loi, et qu’il faut une autorisation écrite."),
        )


def _list_cells(subject: Subject) -> Iterator[tuple[Path, str, str, str]]:
    if subject.has_lesson:
        for cell in subject.lesson_cells:
            yield subject.course / "lesson.py", cell.id, cell.type, cell.source
    if subject.has_exercise:
        for cell in subject.exercise_cells:
            yield subject.solutions / "notebook.py", cell.id, cell.type, cell.source
