"""What the first cell of a lesson imports: ``start``, then ``check`` and ``hint`` for what there is to try."""

from __future__ import annotations

__all__ = ["check", "hint", "start"]


def start(lesson: str, lang: str = "fr") -> None:
    """Make what draws (``figures``) importable, and know the lesson's tries, wherever the notebook was opened."""
    import sys
    from pathlib import Path

    from autograder.check.steps import find_lesson_folder

    _prepare_kernel()
    folder = find_lesson_folder(lesson, lang, Path.cwd())
    if folder is None:
        _tell_missing(lesson)
        return
    former = getattr(sys.modules.get("figures"), "__file__", None)
    if former and Path(former).parent != folder:
        del sys.modules["figures"]  # Another lesson's, in the same kernel.
    sys.path[:] = [str(folder), *(entry for entry in sys.path if entry != str(folder))]
    _opened[:] = [str(folder)]


def check(attempt: str) -> None:
    """Check what was tried, and show what was found; a try has no points."""
    from autograder.check import tries

    tries.check(attempt, _opened)


def hint(attempt: str) -> None:
    """Show the hint of a try."""
    from autograder.check import tries

    tries.hint(attempt, _opened)


def _prepare_kernel() -> None:
    """Prepare the kernel, as the first cell of an exercise does."""
    import autograder.check

    autograder.check.prepare_kernel()


def list_opened() -> list[str]:
    """Return the folder of the lesson that :func:`start` found, alone in a list; nothing before."""
    return list(_opened)


_opened: list[str] = []
"""The folder of the lesson that :func:`start` found; empty before."""


def _tell_missing(lesson: str) -> None:
    from autograder.check.panel import render_notice
    from autograder.check.showing import show
    from autograder.language import tr

    message = tr(
        "Je ne trouve pas les fichiers de la leçon {lesson} : ses figures et ses coups d’essai ne marcheront pas. "
        "Relancez `passerelle learn`, ou ouvrez la leçon depuis le dossier où vous l’avez reçue.",
        lesson=lesson,
    )
    show(*render_notice(message))
