"""How learning platforms name what people hand in: who, when and which file, read from one path.

Moodle since 3.1 makes a folder for each person (``Nom Prénom_12345_assignsubmission_file``; before 4.1 with an
underscore at the end), before, or where it is asked to, one file each. With blind marking it writes « Participant »
for the name, for a team the team's name. Canvas makes files (``nomprénom_12345_67890_carnet.ipynb``), Brightspace
folders (``12345-67890 - Prénom Nom - 29 novembre 2026 1800``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal

Platform = Literal["moodle", "canvas", "brightspace"]

_MOODLE = re.compile(
    r"(?P<name>.+?)(?:_(?P<number>\d+))?_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<rest>.*))?", re.DOTALL
)
_CANVAS = re.compile(
    r"(?:(?P<name>[^\W\d][\w-]*?)_)?(?P<late>LATE_)?(?P<number>\d{3,}|anon_[A-Za-z0-9]+)_(?P<file>\d{3,})_(?P<rest>.+)",
    re.DOTALL,
)
_BRIGHTSPACE = re.compile(r"(?P<number>\d+)-\d+\s+-\s+(?P<name>.+?)(?:\s+-\s+(?P<time>[^-]*\d{4}[^-]*))?", re.DOTALL)
_BLIND = {"participant", "participante", "participant·e", "teilnehmer/in", "teilnehmer", "deelnemer"}
_GROUP_WORD = re.compile(
    r"\d|\b(?:groupes?|groups?|gr|tp|td|équipes?|equipes?|teams?|sections?|classes?|cohortes?)\b", re.I
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan",
            "février févr fevrier fév february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "août aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "décembre déc decembre december dec",
        ),
        start=1,
    )
    for name in names.split()
}


@dataclass(frozen=True)
class HandedIn:
    """What a platform says of one file."""

    platform: Platform
    name: str
    """As the platform writes it; of Canvas, small letters without spaces, the last name first. May be empty."""
    number: str
    """Moodle's and Brightspace's are of this assignment alone; Canvas's is the person's. May be empty."""
    folder: str
    """What the platform calls the person's folder: feedback goes back under the same name."""
    inner: PurePosixPath
    """The file as the person called it."""
    plugin: str = "file"
    """Of Moodle: a file, or a text typed in the page."""
    anonymous: bool = False
    """The platform hides who it is."""
    local: datetime | None = None
    """When it was handed in, in the platform's own zone, where the name says so."""
    late: bool = False
    """Of Canvas: the platform says that it came late."""

    @property
    def key(self) -> str:
        """What tells this person from the others of the same download."""
        return f"{self.platform}:{self.name}:{self.number}"


def read_platform_name(path: PurePosixPath) -> HandedIn | None:
    """Return what the path of a bulk download says, wherever in it a platform's name stands; ``None`` elsewhere."""
    for index, part in enumerate(path.parts):
        rest = PurePosixPath(*path.parts[index + 1 :])
        is_file = index == len(path.parts) - 1
        found = _read_moodle(part, rest, is_file) or _read_brightspace(part, rest, is_file)
        if found is None and is_file:
            found = _read_canvas(part)
        if found is not None:
            return found
    return None


def _read_moodle(part: str, rest: PurePosixPath, is_file: bool) -> HandedIn | None:
    found = _MOODLE.fullmatch(part)
    if found is None or (is_file and not found["rest"]) or (not is_file and found["rest"]):
        return None
    return HandedIn(
        "moodle",
        found["name"],
        found["number"] or "",
        part if not is_file else part[: -len(found["rest"])],
        PurePosixPath(found["rest"]) if is_file else rest,
        plugin=found["plugin"],
        anonymous=found["name"].strip().casefold() in _BLIND,
    )


def _read_canvas(part: str) -> HandedIn | None:
    found = _CANVAS.fullmatch(part)
    if found is None or not (found["name"] or found["number"].startswith("anon_")):
        return None
    return HandedIn(
        "canvas",
        found["name"] or "",
        found["number"],
        part[: -len(found["rest"]) - 1],
        PurePosixPath(found["rest"]),
        anonymous=not found["name"],
        late=bool(found["late"]),
    )


def _read_brightspace(part: str, rest: PurePosixPath, is_file: bool) -> HandedIn | None:
    found = None if is_file else _BRIGHTSPACE.fullmatch(part)
    if found is None:
        return None
    time = read_written_time(found["time"] or "")
    return HandedIn("brightspace", found["name"], found["number"], part, rest, local=time)


def read_assignment(download: str) -> str:
    """Return the number of the activity in the name of Moodle's download, « Cours-Devoir 1-4567.zip »; or nothing."""
    found = re.search(r"-(\d+)(?:\s*\(\d+\))?(?:\.zip)?$", download, re.IGNORECASE)
    return found[1] if found else ""


def read_written_time(text: str) -> datetime | None:
    """Read a date as a platform writes it in French or English: ``29 novembre 2026 1800``, ``Oct 10, 2025 1022 AM``."""
    words = re.findall(r"[^\W\d_]+|\d+", text.casefold().replace(".", ""))
    month = next((_MONTHS[word] for word in words if word in _MONTHS), 0)
    numbers = [word for word in words if word.isdecimal()]
    if not month or len(numbers) < 3:
        return None
    day, year, *clock = numbers
    digits = clock[0].zfill(4) if len(clock) == 1 or len(clock[0]) > 2 else clock[0].zfill(2) + clock[1].zfill(2)
    hour, minute = int(digits[:2]), int(digits[2:4])
    if "pm" in words and hour < 12:
        hour += 12
    if "am" in words and hour == 12:
        hour = 0
    try:
        return datetime(int(year), month, int(day), hour, minute)
    except ValueError:
        return None


def list_names(name: str) -> list[str]:
    """Return what a name of Moodle's may stand for: itself, and what follows a group's name in front of it.

    « Groupe TP 1-Élodie Fournier » is Élodie Fournier. « Anne-Marie Roy » is nobody but herself.
    """
    found = [name]
    for place, letter in enumerate(name):
        if letter == "-" and _GROUP_WORD.search(name[:place]):
            found.append(name[place + 1 :].strip())
    return [one for one in found if one]
