"""From the files that a person gives to `collect`, the works of learners: each file, each learner its own risk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from autograder.classes.archives import MAX_SUBMISSION_BYTES, Member, SafeZip, describe_no_zip, is_zip
from autograder.classes.attempts import Clock
from autograder.classes.claims import Claim, is_about, read_claim
from autograder.classes.filenames import is_junk
from autograder.classes.platforms import HandedIn, read_platform_name
from autograder.classes.recognise import looks_like_notebook
from autograder.classes.times import read_local
from autograder.classes.works import MAX_NESTING, Moment, Work, extract_members, open_inner_archives
from autograder.errors import ClassError, PasserelleError
from autograder.language import tr
from autograder.storage import explain_os_error

_TOGETHER = timedelta(minutes=2)
"""Two people who hand in within so little are one clock: that of whoever made the archive."""
_MAX_WALKED = 20_000


class Intake:
    """Reads what it is given; what it cannot take is in :attr:`refused` and :attr:`left`, with the reason."""

    def __init__(self, exercises: Sequence[str], zone: ZoneInfo, staging: Path) -> None:
        self.exercises = list(exercises)
        self.zone = zone
        self.staging = staging
        self.refused: list[tuple[str, str]] = []
        self.left: list[tuple[str, str]] = []

    def read(self, path: Path, source: str = "", moment: Moment | None = None, depth: int = 0) -> list[Work]:
        """Return the works in one file or folder. ``moment`` is what the archive around it says."""
        source = source or path.name
        try:
            return self._read(path, source, moment, depth)
        except PasserelleError as error:
            self.refused.append((source, str(error)))
        except (OSError, ValueError, RecursionError, MemoryError) as error:
            # Whatever one file holds, the others are taken.
            reason = tr("{name} n’a pas pu être lu ({reason}).", name=path.name, reason=type(error).__name__)
            self.refused.append((source, reason))
        return []

    def _read(self, path: Path, source: str, moment: Moment | None, depth: int) -> list[Work]:
        if path.is_dir():
            return self._read_folder(path, source)
        head = _read_head(path)
        if is_zip(head):
            return self._read_zip(path, source, moment, depth)
        if path.suffix.casefold() in (".zip", ".rar", ".7z", ".gz", ".xz", ".tgz", ".tar"):
            raise describe_no_zip(path, head)
        if not looks_like_notebook(path):
            self.left.append((source, tr("ce n’est ni un carnet .ipynb, ni une archive zip, ni un dossier.")))
            return []
        return [self._read_loose(path, source, moment)]

    def _read_loose(self, path: Path, source: str, moment: Moment | None) -> Work:
        folder = self._new_folder()
        try:
            if path.stat().st_size > MAX_SUBMISSION_BYTES:
                raise ClassError(tr("{path} dépasse {limit} Mo.", path=path, limit=MAX_SUBMISSION_BYTES // 1_000_000))
            shutil.copyfile(path, folder / path.name)
            moment = moment or Moment(datetime.fromtimestamp(path.stat().st_mtime, UTC), "file")
        except OSError as error:
            raise explain_os_error(error, path) from error
        handed = read_platform_name(PurePosixPath(path.name))
        name = handed.inner.name if handed is not None else path.name
        return Work(source, folder, read_claim(name, self.exercises), moment, handed)

    def _read_zip(self, path: Path, source: str, moment: Moment | None, depth: int) -> list[Work]:
        with SafeZip(path) as archive:
            names = [member.name for member in archive.members]
            if not is_about(path.name, self.exercises):
                if any(map(read_platform_name, names)):
                    return list(self._read_bulk(archive, source, path.stat().st_mtime))
                if depth < MAX_NESTING and self._is_bundle(names):
                    return self._read_bundle(archive, source, depth)
            return [self._read_personal(archive, path, source, moment)]

    def _is_bundle(self, names: Sequence[PurePosixPath]) -> bool:
        """Whether an archive holds files of several people, or other archives and nothing else."""
        if any(is_about(name.name, self.exercises) for name in names):
            return True
        packed = [name for name in names if name.suffix.casefold() == ".zip"]
        return bool(packed) and len(packed) == len(names)

    def _read_bundle(self, archive: SafeZip, source: str, depth: int) -> list[Work]:
        works: list[Work] = []
        for member in archive.members:
            label = f"{source}/{member.name}"
            target = self._new_folder() / member.name.name
            try:
                archive.extract(member, target)
            except ClassError as error:
                self.refused.append((label, str(error)))
                continue
            works += self.read(target, label, self._date(member), depth + 1)
        return works

    def _read_personal(self, archive: SafeZip, path: Path, source: str, moment: Moment | None) -> Work:
        folder = self._new_folder()
        members = [(member.name, member) for member in archive.members]
        problems = extract_members(archive, members, folder) + open_inner_archives(folder)
        dates = [date for member in archive.members if (date := self._date(member))]
        moment = moment or max(dates, key=lambda date: date.time, default=None)
        moment = moment or Moment(datetime.fromtimestamp(path.stat().st_mtime, UTC), "file")
        if moment.clock == "platform":  # A learner's own computer wrote it.
            moment = Moment(moment.time, "archive")
        handed = read_platform_name(PurePosixPath(path.name))
        name = handed.inner.name if handed is not None else path.name
        return Work(source, folder, read_claim(name, self.exercises), moment, handed, problems=problems)

    def _read_bulk(self, archive: SafeZip, source: str, made: float) -> Iterator[Work]:
        people: dict[str, list[tuple[HandedIn, Member]]] = {}
        for member in archive.members:
            handed = read_platform_name(member.name)
            if handed is not None:
                people.setdefault(handed.key, []).append((handed, member))
            elif member.name.suffix.casefold() in (".ipynb", ".zip"):
                self.left.append((f"{source}/{member.name}", tr("ce nom n’est pas de ceux qu’une plateforme donne.")))
        works = []
        for members in people.values():
            label = f"{source}/{members[0][0].folder}"
            try:
                works.append(self._read_person(archive, label, members, source))
            except PasserelleError as error:
                self.refused.append((label, str(error)))
        yield from _distrust_one_clock(works, made)

    def _read_person(self, archive: SafeZip, label: str, members: list[tuple[HandedIn, Member]], source: str) -> Work:
        files = [(handed.inner, member) for handed, member in members if handed.plugin == "file"] or [
            (handed.inner, member) for handed, member in members
        ]
        folder = self._new_folder()
        problems = extract_members(archive, files, folder, personal=False) + open_inner_archives(folder)
        handed = next((one for one, _ in members if one.plugin == "file"), members[0][0])
        moments = [date for _, member in files if (date := self._date(member))]
        if handed.local is not None:
            moment = Moment(read_local(handed.local, self.zone), "zone")
        else:
            now = Moment(datetime.now(UTC), "unknown")
            moment = max(moments, key=lambda date: date.time, default=now)
        return Work(label, folder, _choose_claim(files, self.exercises), moment, handed, source, problems)

    def _read_folder(self, path: Path, source: str) -> list[Work]:
        """A folder as it was unpacked: a platform's, a person's, or files of several people."""
        files = list(_walk(path))
        own = read_platform_name(PurePosixPath(path.name) / "x")
        handed = {file: own or read_platform_name(PurePosixPath(file.relative_to(path).as_posix())) for file in files}
        if own is not None or any(handed.values()):
            works = list(self._read_unpacked(path, source, {f: h for f, h in handed.items() if h is not None}, own))
            for file in (file for file, one in handed.items() if one is None):
                if looks_like_notebook(file) or is_zip(_read_head(file)):
                    works += self.read(file, f"{source}/{file.relative_to(path).as_posix()}")
            return works
        works = []
        for item in sorted(path.iterdir()):
            inside = [file for file in files if file.is_relative_to(item)]
            if item.is_dir() and not item.is_symlink() and inside:
                works.append(self._copy_person(item, inside, f"{source}/{item.name}"))
            elif item.is_file() and item in files and (looks_like_notebook(item) or is_zip(_read_head(item))):
                works += self.read(item, f"{source}/{item.name}")
        return works

    def _read_unpacked(
        self, root: Path, source: str, handed: dict[Path, HandedIn], own: HandedIn | None
    ) -> Iterator[Work]:
        people: dict[str, list[Path]] = {}
        for file, one in handed.items():
            people.setdefault(one.key, []).append(file)
        works = []
        for files in people.values():
            first = handed[files[0]]
            folder = self._new_folder()
            for file in files:
                inner = file.relative_to(root).as_posix() if own is not None else handed[file].inner.as_posix()
                _copy(file, folder / inner)
            problems = open_inner_archives(folder)
            newest = max(file.stat().st_mtime for file in files)
            moment = Moment(datetime.fromtimestamp(newest, UTC), "file")
            if first.local is not None:
                moment = Moment(read_local(first.local, self.zone), "zone")
            names = [PurePosixPath(handed[file].inner.name) for file in files]
            claim = _choose_named(names, self.exercises)
            works.append(Work(f"{source}/{first.folder}", folder, claim, moment, first, source, problems))
        yield from _distrust_one_clock(works, 0.0)

    def _copy_person(self, place: Path, files: list[Path], source: str) -> Work:
        folder = self._new_folder()
        for file in files:
            _copy(file, folder / file.relative_to(place))
        problems = open_inner_archives(folder)
        newest = max(file.stat().st_mtime for file in files)
        moment = Moment(datetime.fromtimestamp(newest, UTC), "file")
        return Work(source, folder, read_claim(place.name, self.exercises), moment, problems=problems)

    def _date(self, member: Member) -> Moment | None:
        if member.utc is not None:
            return Moment(member.utc, "platform")
        return Moment(read_local(member.local, self.zone), "zone") if member.local is not None else None

    def _new_folder(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.staging))


def _distrust_one_clock(works: list[Work], made: float) -> Iterator[Work]:
    """Moodle since 4.1 and Canvas date every file when the download is made: that is no time of handing in."""
    times = [work.moment.time for work in works if work.handed is not None and work.handed.local is None]
    alike = len(times) > 1 and max(times) - min(times) <= _TOGETHER
    for work in works:
        fresh = made and abs(work.moment.time.timestamp() - made) <= _TOGETHER.total_seconds()
        if work.handed is not None and work.handed.local is None and (alike or fresh):
            clock: Clock = "download"
            work.moment = Moment(work.moment.time, clock)
        yield work


def _choose_claim(files: Sequence[tuple[PurePosixPath, Member]], exercises: Sequence[str]) -> Claim:
    return _choose_named([name for name, _ in files], exercises)


def _choose_named(names: Sequence[PurePosixPath], exercises: Sequence[str]) -> Claim:
    """Return what the files' names claim: a learner, where one of them names one."""
    named = [name.name for name in names if name.suffix.casefold() in (".ipynb", ".zip", ".json", ".txt")]
    claims = [read_claim(name, exercises) for name in named if not is_junk(PurePosixPath(name))]
    return max(claims, key=lambda claim: (claim.explicit, bool(claim.exercise)), default=Claim("", ""))


def _walk(root: Path) -> Iterator[Path]:
    """Yield the regular files below a folder: no link is followed, nothing that a computer made by itself."""
    count = 0
    for place, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not os.path.islink(os.path.join(place, name)))
        for name in sorted(files):
            path = Path(place, name)
            count += 1
            if count > _MAX_WALKED:
                raise ClassError(tr("{path} contient plus de {limit} fichiers.", path=root, limit=_MAX_WALKED))
            if (
                not path.is_symlink()
                and path.is_file()
                and not is_junk(PurePosixPath(path.relative_to(root).as_posix()))
            ):
                yield path


def _copy(source: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    except OSError as error:
        raise explain_os_error(error, source) from error


def _read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(8)
    except OSError as error:
        raise explain_os_error(error, path) from error
