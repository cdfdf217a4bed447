"""nbgrader's own steps from its source notebook to the released one, without its database."""

from __future__ import annotations

from typing import Any

from autograder.build.stubs import Stubs


def release_notebook(source: dict[str, Any], stubs: Stubs) -> dict[str, Any]:
    """Return what ``nbgrader generate_assignment`` makes of the source notebook ``source``.

    The list is nbgrader's own, but for its headers, its generated tests and its gradebook.
    """
    # These take seconds to import.
    import nbformat
    from nbgrader.preprocessors import (
        CheckCellMetadata,
        ClearHiddenTests,
        ClearMarkScheme,
        ClearOutput,
        ClearSolutions,
        ComputeChecksums,
        LockCells,
    )

    steps = [
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
    resources: dict[str, Any] = {}
    notebook = nbformat.from_dict(source)
    for step in steps:
        notebook, resources = step.preprocess(notebook, resources)
    return notebook
