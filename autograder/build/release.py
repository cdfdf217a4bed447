"""nbgrader's own steps from its source notebook to the released one, without its database."""

from __future__ import annotations

from typing import Any

from autograder.build.stubs import Stubs


def release_notebook(source: dict[str, Any], stubs: Stubs) -> dict[str, Any]:
    """Return what ``nbgrader generate_assignment`` makes of the source notebook ``source``."""
    import nbformat  # Takes seconds, and only those who build need it.

    resources: dict[str, Any] = {}
    notebook = nbformat.from_dict(source)
    for step in make_steps(stubs):
        notebook, resources = step.preprocess(notebook, resources)
    return notebook


def make_steps(stubs: Stubs) -> list[Any]:
    """Return nbgrader's own list of steps, without its headers, its generated tests and its gradebook."""
    from nbgrader.preprocessors import (
        CheckCellMetadata,
        ClearHiddenTests,
        ClearMarkScheme,
        ClearOutput,
        ClearSolutions,
        ComputeChecksums,
        LockCells,
    )

    return [
        LockCells(),
        ClearSolutions(code_stub={"python": stubs.code}, text_stub=stubs.text),
        ClearOutput(),
        CheckCellMetadata(),
        ComputeChecksums(),
        ClearHiddenTests(),
        ClearMarkScheme(),
        ComputeChecksums(),
        CheckCellMetadata(),
    ]
