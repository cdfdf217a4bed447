"""The committed bundle of the desk against its sources: rebuilt where there is Node, held by digests elsewhere."""

from __future__ import annotations

import os
import sys

from autograder.build.desk import RECORD, build_bundle, find_node, is_fresh, list_bundle, read_sources
from autograder.build.everything import Change
from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.language import tr
from autograder.storage import explain_os_error, write_whole


def build_desk(kit: Kit, write: bool) -> list[Change]:
    """Return the files of the bundle that are not what the sources of the desk make; with ``write`` they now are.

    Where nothing is written and Node is there, the bundle is built again and compared, byte for byte. Raises
    :class:`ContentError` where it has to be built and cannot be.
    """
    if not read_sources(kit):
        return []
    fresh = is_fresh(kit)
    if write and fresh:
        return []
    if not write and (not fresh or find_node() is None):
        return [] if fresh else [Change(RECORD, "different", tr("les sources dans desk/, ou le bâti, ont changé"))]
    try:
        wanted = build_bundle(kit)
    except ContentError as error:
        if write or os.environ.get("CI") == "true":
            raise
        # Without a network a clone is still checked, by its digests.
        print(error, file=sys.stderr)
        return []
    present = {**list_bundle(kit), **({RECORD: wanted[RECORD]} if fresh else {})}
    changes = [_compare(path, present.get(path)) for path in sorted(wanted) if present.get(path) != wanted[path]]
    changes += [Change(path, "surplus") for path in sorted(present) if path not in wanted]
    if write:
        _write(kit, changes, wanted)
    return changes


def _compare(path: str, present: bytes | None) -> Change:
    return Change(path, "missing") if present is None else Change(path, "different", tr("son contenu"))


def _write(kit: Kit, changes: list[Change], wanted: dict[str, bytes]) -> None:
    for change in changes:
        path = kit.root / change.path
        if change.path in wanted:
            write_whole(path, wanted[change.path], durable=False)
            continue
        try:
            path.unlink()
        except OSError as error:
            raise explain_os_error(error, path) from error
