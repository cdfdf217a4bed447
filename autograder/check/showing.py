"""How anything of ours appears in a learner's notebook: a panel, never a traceback, nothing on the error stream."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

from autograder.check.panel import render_notice
from autograder.errors import PasserelleError
from autograder.language import tr


def show(page: str, text: str) -> None:
    """Show a panel as HTML and as plain text."""
    from IPython.display import display

    display({"text/html": page, "text/plain": text}, raw=True)


class Score(float):
    """Points as a cell's result: a number to nbgrader and to Python, nothing more to see beside its panel."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": repr(float(self)), "text/html": f'<span hidden="">{float(self)!r}</span>'}


@contextlib.contextmanager
def explaining() -> Iterator[None]:
    """Show what went wrong on our side or in the folder as a sentence, never as a traceback."""
    try:
        yield
    except PasserelleError as error:
        show(*render_notice(str(error)))
    except Exception as error:
        message = tr(
            "La vérification n’a pas pu se faire ({reason}). Votre réponse est gardée. "
            "Redémarrez le noyau ; si cela revient, prévenez votre formateur.",
            reason=type(error).__name__,
        )
        show(*render_notice(message))


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep warnings off the error stream: nbgrader reads any of them as a zero."""
    with contextlib.redirect_stderr(io.StringIO()):
        yield
