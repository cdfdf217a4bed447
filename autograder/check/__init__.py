"""What an exercise's first cell imports: ``check``, ``check_all``, ``hint``, ``solution`` and ``variant``.

Nothing heavy is imported before the first call; in a learner's kernel it is loaded beside, while they read.
"""

from __future__ import annotations

from typing import Any

__all__ = ["check", "check_all", "hint", "solution", "variant"]


def check(task: str) -> float:
    """Check the answer of one task, show what was found, and return its points."""
    from autograder.check import notebook

    return notebook.check(task)


def check_all() -> float:
    """Check every task of the exercise, show what was found, and return all the points."""
    from autograder.check import notebook

    return notebook.check_all()


def hint(task: str) -> None:
    """Show the next of the task's hints; it costs nothing."""
    from autograder.check import notebook

    notebook.hint(task)


def solution(task: str) -> None:
    """Show the reference answer of a task once it is passed, where it was released."""
    from autograder.check import notebook

    notebook.solution(task)


def variant(new: bool = False) -> dict[str, Any]:
    """Return the data of this learner's variant; with ``new=True``, those of another one to practise on, ungraded."""
    from autograder.check import notebook

    return notebook.variant(new=new)


def prepare_kernel() -> None:
    """In a live kernel, note the cells that run, and load what the first check will need while the learner reads."""
    import sys

    if "ipykernel" in sys.modules and "IPython" in sys.modules:
        shell = sys.modules["IPython"].get_ipython()
        if getattr(shell, "kernel", None) is not None:
            from autograder.check.live import follow
            from autograder.desk.kernel import prepare

            follow(shell)
            prepare(shell)


prepare_kernel()
