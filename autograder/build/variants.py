"""The public data of an exercise's variants, made by its ``variants.py``."""

from __future__ import annotations

import json
import random
import runpy
import traceback
from pathlib import Path
from typing import Any

from autograder.content.edition import VARIANT_COUNT
from autograder.errors import ContentError
from autograder.language import tr

Variant = dict[str, Any]


def make_public_variants(folder: Path) -> list[Variant]:
    """Return what learners receive of each variant, by number; an empty list where there is no ``variants.py``."""
    path = folder / "variants.py"
    if not path.is_file():
        return []
    make = _load(path)
    return [_make_one(make, path, folder.name, number)["public"] for number in range(VARIANT_COUNT)]


def _load(path: Path) -> Any:
    try:
        make = runpy.run_path(str(path)).get("make")
    except Exception as error:
        raise _explain(path, error) from error
    if not callable(make):
        raise ContentError(
            tr(
                "{path} : il manque la fonction make(rng). "
                'Elle rend {{"public": {{…}}, "secret": {{…}}}}, des valeurs simples.',
                path=path,
            )
        )
    return make


def _make_one(make: Any, path: Path, exercise_id: str, number: int) -> dict[str, Variant]:
    try:
        made = make(random.Random(f"{exercise_id}:{number}"))
    except Exception as error:
        raise _explain(path, error) from error
    well_formed = isinstance(made, dict) and set(made) == {"public", "secret"}
    if not well_formed or not all(isinstance(part, dict) and _is_plain(part) for part in made.values()):
        raise ContentError(
            tr(
                "{path} : make(rng) ne rend pas ce qu’il faut pour la variante {number}. Rendez "
                '{{"public": {{…}}, "secret": {{…}}}} avec du texte, des nombres, des listes et des dictionnaires '
                "(clés en texte) ; écrivez les octets en hexadécimal.",
                path=path,
                number=number,
            )
        )
    return made


def _is_plain(value: object) -> bool:
    """Tell whether ``value`` comes back from JSON as it was."""
    try:
        return json.loads(json.dumps(value, allow_nan=False)) == value
    except (TypeError, ValueError):
        return False


def _explain(path: Path, error: Exception) -> ContentError:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return ContentError(
        tr(
            "{path}, ligne {line} : les variantes ne se font pas ({kind} : {reason}). Corrigez ce fichier.",
            path=path,
            line=(lines[-1] if lines else getattr(error, "lineno", None)) or 0,
            kind=type(error).__name__,
            reason=error,
        )
    )
