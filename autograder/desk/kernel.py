"""What a learner's kernel gets once: names forgotten before an answer runs, errors in words, output that ends.

No front end is needed; the desk in JupyterLab only makes it nicer. It is prepared by the first cell of a lesson or of
an exercise, and by the start-up file of a workspace.
"""

from __future__ import annotations

import contextlib
from typing import Any


def prepare(shell: Any) -> None:
    """Prepare a shell, once however often it is called; where one part cannot be had, the others work."""
    if getattr(shell, "_passerelle_desk", False):
        return
    shell._passerelle_desk = True
    from autograder.desk.forgetting import forget_before_answers
    from autograder.desk.output import cap_output
    from autograder.desk.telling import tell_errors

    for install in (forget_before_answers, tell_errors, cap_output):
        with contextlib.suppress(Exception):  # A front end of another make must not lose its kernel to a nicety.
            install(shell)
