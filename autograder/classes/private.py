"""A class belongs to whoever made it: folders 0700 and files 0600, whatever the umask; and what others could read."""

from __future__ import annotations

import contextlib
import os
import shlex
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.classes.course import Course
from autograder.language import tr

FOLDER, FILE = 0o700, 0o600
EXCHANGE_ENDING = ".exchange"
"""The exchange stands beside the class, under the class's name with this at its end."""


@dataclass(frozen=True)
class Exposed:
    """One thing of a class that another account could read or change."""

    path: Path
    group: str
    """The group that could; empty where it is everybody."""
    writable: bool


def be_private() -> None:
    """Let everything that this process makes from now on be its owner's alone."""
    os.umask(0o077)


def is_private(course: Course) -> bool:
    """Whether the class is one person's: not where it is somebody's own course, or shared by a group on purpose."""
    return not course.adopted and not course.option("CourseDirectory", "groupshared", False)


def folder_mode(course: Course) -> int:
    """The mode of a class's folders."""
    return FOLDER if is_private(course) else 0o755 if course.adopted else 0o2770


def settle_modes(course: Course, folder: Path) -> None:
    """Give what was copied into the class the class's modes, for a copy brings those of where it was."""
    if is_private(course):
        make_private(folder)


def make_private(folder: Path) -> None:
    """Take from a folder and all in it what others may do; links are left alone."""
    for place, _folders, files in os.walk(folder):
        os.chmod(place, FOLDER)
        for name in files:
            path = os.path.join(place, name)
            if not os.path.islink(path):
                os.chmod(path, FILE)


def find_exchange(root: Path) -> Path:
    """Where the class's exchange is unless its configuration says otherwise: beside the class, for others come there.

    A class of before has it inside, and goes on so until it is moved.
    """
    inside = root / "exchange"
    return inside if inside.is_dir() else root.with_name(root.name + EXCHANGE_ENDING)


def make_exchange(course: Course) -> None:
    """Make the exchange beside the class where it is missing, with nbgrader's own modes."""
    place = course.root.with_name(course.root.name + EXCHANGE_ENDING)
    if is_private(course) and str(course.option("Exchange", "root", "")) == str(place) and not place.exists():
        with contextlib.suppress(OSError):
            place.mkdir()
            place.chmod(0o777)


def list_exposed(course: Course) -> list[Exposed]:
    """List what of the class another account of this machine could read or change; a folder stands for all in it.

    The exchange is left out where it lies outside: others are meant to come there.
    """
    reach = _find_reach(course.root)
    return list(_walk(course.root, reach)) if reach else []


def find_remedy(course: Course) -> list[str]:
    """The commands that close the class, in order."""
    root = shlex.quote(str(course.root))
    inside = course.root / "exchange"
    steps = []
    if inside.is_dir():
        steps.append(f"mv {root}/exchange {shlex.quote(str(course.root) + EXCHANGE_ENDING)}")
    return [*steps, f"chmod -R go= {root}"]


def describe(exposed: Exposed, root: Path) -> str:
    """Say who could do what with it."""
    name = "." if exposed.path == root else exposed.path.relative_to(root).as_posix()
    values = {"path": name, "group": exposed.group}
    if exposed.group:
        if exposed.writable:
            return tr("{path} : le groupe {group} peut le lire et le changer", **values)
        return tr("{path} : le groupe {group} peut le lire", **values)
    if exposed.writable:
        return tr("{path} : tout compte peut le lire et le changer", **values)
    return tr("{path} : tout compte peut le lire", **values)


def _find_reach(root: Path) -> frozenset[str]:
    """Who can come as far as the class at all: « group » and « other », by the folders above it."""
    reach = {"group", "other"}
    for above in root.resolve().parents:
        mode = above.stat().st_mode
        if not mode & stat.S_IXOTH:
            reach.discard("other")
            if not mode & stat.S_IXGRP:
                reach.discard("group")
    return frozenset(reach)


def _walk(path: Path, reach: frozenset[str]) -> Iterator[Exposed]:
    info = path.lstat()
    if stat.S_ISLNK(info.st_mode):
        return
    mode = info.st_mode
    others = "other" in reach and bool(mode & (stat.S_IROTH | stat.S_IWOTH))
    group = "group" in reach and bool(mode & (stat.S_IRGRP | stat.S_IWGRP)) and not _is_own_group(info)
    if others or group:
        writable = bool(mode & (stat.S_IWOTH if others else stat.S_IWGRP))
        yield Exposed(path, "" if others else _name_group(info.st_gid), writable)
    if not stat.S_ISDIR(mode):
        return
    further = {who for who, bit in (("other", stat.S_IXOTH), ("group", stat.S_IXGRP)) if who in reach and mode & bit}
    if further:
        for inner in sorted(path.iterdir()):
            yield from _walk(inner, frozenset(further))


def _is_own_group(info: os.stat_result) -> bool:
    """Whether the group is its owner's own, as systems make one for each account, with nobody else in it."""
    try:
        import grp
        import pwd

        owner, group = pwd.getpwuid(info.st_uid), grp.getgrgid(info.st_gid)
    except (ImportError, KeyError):
        return False
    return group.gr_name == owner.pw_name and set(group.gr_mem) <= {owner.pw_name}


def _name_group(number: int) -> str:
    try:
        import grp

        return grp.getgrgid(number).gr_name
    except (ImportError, KeyError):
        return str(number)
