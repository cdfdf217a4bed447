"""TOML read into frozen types: an unknown key is an error that names the nearest known one."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TypeVar

import msgspec

from autograder.errors import ContentError, MissingPath, UnknownKey
from autograder.language import tr

T = TypeVar("T", bound=msgspec.Struct)


def read_toml(path: Path, kind: type[T]) -> T:
    """Read the TOML file ``path`` as ``kind``.

    Raises :class:`MissingPath`, :class:`UnknownKey` or :class:`ContentError`, each naming file and place.
    """
    return convert_table(_decode(path), kind, path)


def read_tables(path: Path, kind: type[T]) -> dict[str, T]:
    """Read a TOML file of named tables, each as ``kind``, in the order of the file; raises like :func:`read_toml`."""
    tables = {}
    for name, table in _decode(path).items():
        if not isinstance(table, dict):
            raise UnknownKey(
                tr(
                    "{path} : « {key} » doit se trouver dans un tableau qui porte un nom, « [nom] ».",
                    path=path,
                    key=name,
                )
            )
        tables[name] = convert_table(table, kind, path, name)
    return tables


def convert_table(data: object, kind: type[T], path: Path, where: str = "") -> T:
    """Check the keys of a decoded table, then convert it to ``kind``; ``path`` and ``where`` are for the messages."""
    refuse_unknown_keys(data, kind, path, where)
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        reason = f"[{where}] {error}" if where else error
        raise ContentError(tr("{path} : {reason}.", path=path, reason=reason)) from None


def _decode(path: Path) -> dict[str, object]:
    try:
        return msgspec.toml.decode(path.read_bytes())  # type: ignore[no-any-return]
    except FileNotFoundError:
        raise MissingPath(tr("{path} n’existe pas.", path=path)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ContentError(tr("{path} n’est pas du TOML lisible : {reason}.", path=path, reason=error)) from None


def refuse_unknown_keys(data: object, kind: type[msgspec.Struct], path: Path, where: str = "") -> None:
    """Raise :class:`UnknownKey` for the first key of ``data``, or of a table in it, that ``kind`` does not have."""
    if not isinstance(data, dict):
        return
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    for key, value in data.items():
        place = f"{where}.{key}" if where else key
        if key not in fields:
            raise UnknownKey(_describe_unknown(place, key, list(fields), path))
        inner = _find_struct(fields[key])
        if inner is None:
            continue
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            refuse_unknown_keys(item, inner, path, f"{place}[{number}]" if isinstance(value, list) else place)


def _describe_unknown(place: str, key: str, known: list[str], path: Path) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    if near:
        return tr(
            "{path} : la clé « {place} » n’est lue par personne. La plus proche est « {near} ».",
            path=path,
            place=place,
            near=near[0],
        )
    return tr(
        "{path} : la clé « {place} » n’est lue par personne. Les clés connues ici sont {known}.",
        path=path,
        place=place,
        known=", ".join(sorted(known)),
    )


def _find_struct(annotation: object) -> type[msgspec.Struct] | None:
    """Return the struct in ``annotation`` (itself, or what a tuple, list or option of it holds)."""
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _find_struct(argument)
        if found:
            return found
    return None
