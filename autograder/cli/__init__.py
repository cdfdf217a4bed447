"""The commands: arguments and printing only. `main` is what the installed `passerelle` runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from autograder.errors import PasserelleError, UsageError
from autograder.language import tr


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and end the process with its exit code: 0 fine, 1 found wrong, 2 wrong usage."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no exception of ours leaves it as a traceback."""
    _speak_utf8()
    from autograder.cli.commands import app
    from autograder.cli.usage import describe_usage_error, is_usage_error

    try:
        result = app(list(arguments) if arguments is not None else None, prog_name="passerelle", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except PasserelleError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(tr("Arrêté. Relancez la même commande pour continuer."), file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has left (`passerelle … | head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if is_usage_error(error):
            print(describe_usage_error(error), file=sys.stderr)
            return UsageError.exit_code
        if os.environ.get("PASSERELLE_DEBUG"):
            raise
        print(_describe_fault(error), file=sys.stderr)
        return 1


def _speak_utf8() -> None:
    """Print French wherever we are: consoles of another encoding get what they can show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8", errors="replace")


def _describe_fault(error: Exception) -> str:
    return tr(
        "Une faute de Passerelle, pas de la vôtre : {kind} : {reason}. Rien n’a été perdu. "
        "Relancez avec PASSERELLE_DEBUG=1 pour les détails à nous envoyer.",
        kind=type(error).__name__,
        reason=error,
    )
