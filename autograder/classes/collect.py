"""Collecting files: what learners without a shared disk send, and Moodle's bulk download.

Every attempt is kept in ``passerelle/attempts/LEARNER/NN-slug/TIME/``; the newest goes to ``submitted/``. Nothing is
ever deleted, and a file that cannot be matched is named and left where it is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from autograder.classes.archives import MAX_SUBMISSION_BYTES, Member, SafeZip
from autograder.classes.course import Course
from autograder.classes.names import Claim, MoodleName, Roster, read_claim, read_moodle_name
from autograder.classes.submissions import digest_folder, parse_utc
from autograder.errors import ClassError, MissingPath
from autograder.language import tr
from autograder.storage import explain_os_error

MANIFEST = "manifest.json"
_TIME = "%Y-%m-%d %H:%M:%S.%f UTC"  # nbgrader's.


@dataclass(frozen=True)
class Collected:
    """One attempt that was taken."""

    learner: str
    exercise: str
    time: datetime
    source: str
    newest: bool
    """Whether it is the one in ``submitted/`` now."""


@dataclass
class Collection:
    """What one call did."""

    accepted: list[Collected] = field(default_factory=list)
    known: list[Collected] = field(default_factory=list)
    """Attempts that had been collected before."""
    unmatched: list[tuple[str, str]] = field(default_factory=list)
    """File and why nobody could be found for it."""
    refused: list[tuple[str, str]] = field(default_factory=list)
    """File and why it was not opened."""


@dataclass(frozen=True)
class _Found:
    claim: Claim
    folder: Path
    time: datetime
    source: str
    owner: str
    """Whoever Moodle says it comes from; empty elsewhere."""


def collect_files(course: Course, files: Sequence[Path]) -> Collection:
    """Take ``files`` into the class. A dangerous archive is refused whole, the others are still taken.

    Raises :class:`MissingPath` before anything is written where a file does not exist.
    """
    if course.adopted:
        raise ClassError(
            tr(
                "{course} est un cours nbgrader : ses remises se ramassent par `nbgrader collect` ou, depuis des "
                "fichiers, par `nbgrader zip_collect`.",
                course=course.root.name,
            )
        )
    for path in files:
        if not path.is_file():
            raise MissingPath(tr("{path} n’existe pas. Vérifiez le chemin et le nom du fichier.", path=path))
    result = Collection()
    try:
        course.own.mkdir(exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=course.own, prefix=".collect-"))
    except OSError as error:
        raise explain_os_error(error, course.own) from error
    try:
        collector = _Collector(course, staging, result)
        found = [item for path in files for item in collector.read(path)]
        for item in collector.drop_rivals(found):
            collector.keep(item)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return result


class _Collector:
    def __init__(self, course: Course, staging: Path, result: Collection) -> None:
        self.course = course
        self.staging = staging
        self.result = result
        self.exercises = course.list_exercises()
        self.roster = Roster(course)

    def read(self, path: Path) -> list[_Found]:
        """Read one file as it was given."""
        try:
            if path.suffix.lower() != ".zip":
                return self._read_loose(path)
            with SafeZip(path) as archive:
                if any(read_moodle_name(member.name.parts[0]) for member in archive.members):
                    return list(self._read_moodle(archive))
            claim = read_claim(path.name, self.exercises)
            if claim is None:
                self._leave(path.name, self._explain_name(path.name))
                return []
            return [self._unpack(path, claim, path.name, None, "")]
        except ClassError as error:
            self.result.refused.append((path.name, str(error)))
            return []

    def _read_loose(self, path: Path) -> list[_Found]:
        claim = read_claim(path.name, self.exercises) if path.suffix.lower() == ".ipynb" else None
        if claim is None:
            self._leave(path.name, self._explain_name(path.name))
            return []
        folder = self._new_folder()
        try:
            if path.stat().st_size > MAX_SUBMISSION_BYTES:
                raise ClassError(tr("{path} dépasse {limit} Mo.", path=path, limit=MAX_SUBMISSION_BYTES // 1_000_000))
            shutil.copyfile(path, folder / f"{claim.exercise}.ipynb")
            time = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except OSError as error:
            raise explain_os_error(error, path) from error
        return [_Found(claim, folder, time, path.name, "")]

    def _read_moodle(self, archive: SafeZip) -> Iterator[_Found]:
        """One submission for each learner of a bulk download: a zip of ours in it, or the notebook itself."""
        people: dict[str, tuple[MoodleName, list[tuple[str, Member]]]] = {}
        for member in archive.members:
            moodle = read_moodle_name(member.name.parts[0])
            inner = "/".join(member.name.parts[1:]) or (moodle.rest if moodle else "")
            if moodle is None or not inner:
                self._leave(str(member.name), tr("ce nom n’est pas de ceux que Moodle donne aux remises."))
                continue
            key = f"{moodle.name}_{moodle.number}"
            people.setdefault(key, (moodle, []))[1].append((inner, member))
        for key, (moodle, members) in people.items():
            try:
                yield from self._read_person(archive, key, moodle, members)
            except ClassError as error:
                self.result.refused.append((key, str(error)))

    def _read_person(
        self, archive: SafeZip, key: str, moodle: MoodleName, members: list[tuple[str, Member]]
    ) -> Iterator[_Found]:
        owner = self.roster.find(moodle)
        taken = False
        for inner, member in members:
            claim = read_claim(inner.rpartition("/")[2], self.exercises)
            suffix = Path(inner).suffix.lower()
            name = inner.rpartition("/")[2]
            if claim is None and owner and suffix in (".ipynb", ".zip") and Path(name).stem in self.exercises:
                claim = Claim(owner, Path(name).stem)
            if claim is None or suffix not in (".ipynb", ".zip"):
                continue
            if owner and claim.learner != owner:
                self._leave(
                    f"{key}/{inner}",
                    tr("le fichier est au nom de {name}, pas de {owner}.", name=claim.learner, owner=owner),
                )
                taken = True
                continue
            place = self._new_folder()
            archive.extract(member, place / name)
            if suffix == ".zip":
                yield self._unpack(place / name, claim, f"{key}/{inner}", member.time, key)
            else:
                os.replace(place / name, place / f"{claim.exercise}.ipynb")
                yield _Found(claim, place, member.time or datetime.now(UTC), f"{key}/{inner}", key)
            taken = True
        if not taken:
            self._leave(key, self._explain_person(moodle, [inner for inner, _ in members], owner))

    def _unpack(self, path: Path, claim: Claim, source: str, time: datetime | None, owner: str) -> _Found:
        """Unpack a learner's archive; ``time`` is the server's, which counts before what the archive says itself."""
        folder = self._new_folder()
        with SafeZip(path, max_bytes=MAX_SUBMISSION_BYTES) as archive:
            members = [member for member in archive.members if member.name.parts[0] != "__MACOSX"]
            wrapped = members and all(
                member.name.parts[0] == claim.exercise and len(member.name.parts) > 1 for member in members
            )
            for member in members:
                parts = member.name.parts[1:] if wrapped else member.name.parts
                archive.extract(member, folder.joinpath(*parts))
            times = [member.time for member in members if member.time]
        said = _read_manifest(folder)
        chosen = time or said or (max(times) if times else datetime.fromtimestamp(path.stat().st_mtime, UTC))
        # A learner's archive cannot say when it came: these two names are the class's.
        for name in ("timestamp.txt", MANIFEST):
            (folder / name).unlink(missing_ok=True)
        return _Found(claim, folder, chosen, source, owner)

    def drop_rivals(self, found: list[_Found]) -> Iterator[_Found]:
        """Leave out what two people of one Moodle download hand in under one name."""
        owners = {(item.claim, item.owner) for item in found if item.owner}
        claimed = Counter(claim for claim, _owner in owners)
        for item in found:
            if item.owner and claimed[item.claim] > 1:
                self._leave(item.source, tr("deux personnes remettent au nom de {name}.", name=item.claim.learner))
            else:
                yield item

    def keep(self, item: _Found) -> None:
        """Keep the attempt, and make it the submission where it is the newest."""
        time = min(item.time, datetime.now(UTC)).astimezone(UTC)
        stamp = time.strftime(_TIME)
        try:
            (item.folder / "timestamp.txt").write_text(stamp, encoding="utf-8")
            item.folder.chmod(0o755)
            attempt, is_new = self._keep_attempt(item, time)
            newest = is_new and self._submit(item.claim, attempt, time)
        except OSError as error:
            raise explain_os_error(error, self.course.own / "attempts") from error
        entry = Collected(item.claim.learner, item.claim.exercise, time, item.source, newest)
        (self.result.accepted if is_new else self.result.known).append(entry)

    def _keep_attempt(self, item: _Found, time: datetime) -> tuple[Path, bool]:
        home = self.course.own / "attempts" / item.claim.learner / item.claim.exercise
        home.mkdir(parents=True, exist_ok=True)
        digest = digest_folder(item.folder)
        for former in home.iterdir():
            if digest_folder(former) == digest:
                return former, False
        target = _free_name(home, time)
        os.replace(item.folder, target)
        return target, True

    def _submit(self, claim: Claim, attempt: Path, time: datetime) -> bool:
        target = self.course.folder("submitted", claim.exercise, claim.learner)
        if target.exists():
            current = _read_stamp(target)
            if current is not None and current > time:
                return False
            self._keep_former(claim, target, current)
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._new_folder()
        shutil.copytree(attempt, fresh, dirs_exist_ok=True)
        fresh.chmod(0o755)
        if target.exists():
            os.replace(target, self._new_folder() / "former")
        os.replace(fresh, target)
        return True

    def _keep_former(self, claim: Claim, folder: Path, time: datetime | None) -> None:
        """What nbgrader's own collect put in ``submitted/`` is an attempt too."""
        home = self.course.own / "attempts" / claim.learner / claim.exercise
        digest = digest_folder(folder)
        if not any(digest_folder(former) == digest for former in home.iterdir()):
            known = time or datetime.fromtimestamp(folder.stat().st_mtime, UTC)
            shutil.copytree(folder, _free_name(home, known), symlinks=True)

    def _new_folder(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.staging))

    def _leave(self, name: str, reason: str) -> None:
        self.result.unmatched.append((name, reason))

    def _explain_name(self, name: str) -> str:
        if "+" in name:
            return tr(
                "la fin du nom n’est pas un exercice de la classe ({known}).", known=", ".join(self.exercises) or "—"
            )
        return tr("le nom devrait être IDENTIFIANT+NN-exercice.zip ou .ipynb.")

    def _explain_person(self, moodle: MoodleName, inner: list[str], owner: str) -> str:
        if owner:
            return tr("aucun fichier n’est un exercice de la classe : {files}.", files=", ".join(inner[:5]))
        return tr(
            "« {name} » n’est pas dans le carnet de notes, et aucun fichier ne dit IDENTIFIANT+NN-exercice. "
            "Pour l’y mettre : `nbgrader db student add IDENTIFIANT --first-name … --last-name …`.",
            name=moodle.name,
        )


def _read_manifest(folder: Path) -> datetime | None:
    """Return when `passerelle submit` says that it packed the archive."""
    try:
        data = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=dict[str, object])
        found = parse_utc(str(data.get("submitted_at") or data.get("timestamp") or ""))
        return found.replace(tzinfo=UTC)
    except (OSError, ValueError, OverflowError):
        return None


def _read_stamp(folder: Path) -> datetime | None:
    try:
        return parse_utc((folder / "timestamp.txt").read_text(encoding="utf-8").strip()).replace(tzinfo=UTC)
    except (OSError, ValueError, OverflowError):
        return None


def _free_name(home: Path, time: datetime) -> Path:
    name = time.strftime("%Y-%m-%dT%H-%M-%SZ")
    path, number = home / name, 2
    while path.exists():
        path, number = home / f"{name}-{number}", number + 1
    return path
