"""What a class remembers of whose files are whose: ``passerelle/who.json``.

A person's answer is given once. A platform's numbers are kept by exercise, for they are another each time, with the
name of the folder under which feedback goes back. Whom a collected file brought in is kept too: they are on no list.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder.classes.course import Course
from autograder.classes.filenames import fold
from autograder.classes.platforms import HandedIn
from autograder.storage import write_whole


class Numbered(msgspec.Struct, frozen=True):
    """A platform's number at one exercise."""

    learner: str
    name: str
    folder: str
    assignment: str = ""
    """The platform's number of the activity, where the download's name has it."""


class Memory(msgspec.Struct):
    """``who.json``."""

    answers: dict[str, str] = {}
    """Key of a question to the learners' ids, a space between two; empty where the file is nobody's."""
    numbers: dict[str, dict[str, Numbered]] = {}
    """Exercise to ``platform:number`` to whose it is."""
    introduced: list[str] = []
    """Ids that came with a collected file and were on no list before."""
    listed: bool = False
    """Whether somebody put people on a list once: since then, a new id is a question."""
    schema: int = 1

    def find_number(self, exercise: str, handed: HandedIn) -> Numbered | None:
        """Return whose a platform's number was at this exercise before."""
        return self.numbers.get(exercise, {}).get(_name_number(handed)) if handed.number else None

    def find_other_number(self, exercise: str, handed: HandedIn, learner: str, assignment: str) -> str:
        """Return another number that ``learner`` had in the same activity of the platform; empty for none."""
        for key, one in self.numbers.get(exercise, {}).items():
            same = one.learner == learner and assignment and one.assignment == assignment
            if same and key.startswith(f"{handed.platform}:") and key != _name_number(handed):
                return key.partition(":")[2]
        return ""

    def keep_number(self, exercise: str, handed: HandedIn, learner: str, assignment: str) -> None:
        """Remember a number of a platform's, and the folder that goes with it."""
        if handed.number:
            table = self.numbers.setdefault(exercise, {})
            table[_name_number(handed)] = Numbered(learner, handed.name, handed.folder, assignment)

    def introduce(self, learner: str) -> None:
        """Remember that a file brought this learner in."""
        if learner not in self.introduced:
            self.introduced.append(learner)

    def forget(self, learner: str, names: tuple[str, ...] = ()) -> None:
        """Drop whatever is kept about a learner, and about the names that are theirs."""
        folded = {fold(name) for name in (learner, *names)}
        self.answers = {
            key: value
            for key, value in self.answers.items()
            if learner not in value.split() and key.rpartition(":")[2] not in folded
        }
        for exercise, table in self.numbers.items():
            self.numbers[exercise] = {key: one for key, one in table.items() if one.learner != learner}
        self.introduced = [known for known in self.introduced if known != learner]


def memory_path(course: Course) -> Path:
    """The file in which it is kept."""
    return course.own / "who.json"


def read_memory(course: Course) -> Memory:
    """Read what is remembered; nothing where there is nothing, or where the file is damaged: it is then asked again."""
    try:
        return msgspec.json.decode(memory_path(course).read_bytes(), type=Memory)
    except (OSError, msgspec.DecodeError):
        return Memory()


def write_memory(course: Course, memory: Memory) -> None:
    """Write it whole."""
    write_whole(memory_path(course), msgspec.json.format(msgspec.json.encode(memory), indent=1) + b"\n")


def forget_answers(course: Course, learner: str, names: tuple[str, ...] = ()) -> None:
    """Erase what is remembered about a learner."""
    if memory_path(course).exists():
        memory = read_memory(course)
        memory.forget(learner, names)
        write_memory(course, memory)


def rename_answers(course: Course, old: str, new: str) -> None:
    """Write a learner's new id wherever the old one is remembered."""
    if not memory_path(course).exists():
        return
    memory = read_memory(course)
    memory.answers = {
        key: " ".join(new if learner == old else learner for learner in value.split())
        for key, value in memory.answers.items()
    }
    for exercise, table in memory.numbers.items():
        memory.numbers[exercise] = {
            key: msgspec.structs.replace(one, learner=new) if one.learner == old else one for key, one in table.items()
        }
    memory.introduced = [new if learner == old else learner for learner in memory.introduced]
    write_memory(course, memory)


def name_key(platform: str, name: str) -> str:
    """What an answer about a name is kept under, for every exercise."""
    return f"name:{platform}:{fold(name)}"


def number_key(exercise: str, handed: HandedIn) -> str:
    """What an answer about one folder of one assignment is kept under."""
    return f"number:{exercise}:{_name_number(handed)}:{fold(handed.name)}"


def claim_key(claim: str) -> str:
    """What an answer about a loose file's name is kept under."""
    return f"claim:{fold(claim)}"


def work_key(digest: str) -> str:
    """What an answer about one work alone is kept under."""
    return f"work:{digest}"


def _name_number(handed: HandedIn) -> str:
    return f"{handed.platform}:{handed.number}"
