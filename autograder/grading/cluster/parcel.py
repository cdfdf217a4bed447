"""One exercise of a kit as bytes, and those bytes as a small kit again on another machine."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import msgspec

from autograder.errors import ClusterError
from autograder.grading.bundle import Bundle
from autograder.grading.cluster.messages import Parcel
from autograder.grading.cluster.stamp import make_stamp
from autograder.language import current_language, tr
from autograder.storage import explain_os_error


def pack_exercise(bundle: Bundle, class_id: str, seed: int) -> bytes:
    """Return the exercise, its editions, its checks and their translations, with what a worker must have."""
    kit, name = bundle.kit, bundle.exercise.id
    folders = [kit.solution_folder(name), *(kit.edition_folder(name, language) for language in bundle.languages)]
    paths = [path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]
    paths += [kit.catalogue(each, language) for language in bundle.languages for each in (name, f"{name}.hidden")]
    try:
        files = {path.relative_to(kit.root).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    except OSError as error:
        raise explain_os_error(error, kit.root) from error
    parcel = Parcel(
        exercise=name,
        class_id=class_id,
        seed=seed,
        language=current_language(),
        languages=tuple(bundle.languages),
        hash=bundle.hash,
        stamp=make_stamp(bundle.exercise.imports),
        files=files,
    )
    return msgspec.msgpack.encode(parcel)


def unpack_exercise(parcel: Parcel, folder: Path) -> None:
    """Write the parcel's files as a kit into ``folder``; raises :class:`ClusterError` where one would leave it."""
    for name, data in parcel.files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise ClusterError(tr("Le colis reçu contient un chemin qui sort de son dossier : {path}.", path=name))
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    for language in parcel.languages:
        # The languages of a kit are the folders of its locale/, even where nothing needed translating.
        (folder / "locale" / language).mkdir(parents=True, exist_ok=True)
