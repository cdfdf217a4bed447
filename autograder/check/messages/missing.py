"""What a check looks for is not there: not answered, not run, misspelt, or never defined."""

from __future__ import annotations

import ast

from autograder.check.failures import AttributeAbsent, FileAbsent, NameAbsent, SourceAbsent, SourceUnreadable, WorkGone
from autograder.check.messages.errors import explain_cell_error
from autograder.check.messages.facts import Explained, Failure
from autograder.check.messages.names import is_only_announced, tell_announced
from autograder.check.messages.show import code
from autograder.check.messages.spelling import count_slips, find_near_name, fold_name
from autograder.check.outcome import Message
from autograder.language import tr

_OURS = {"check", "check_all", "hint", "solution", "variant"}
STUB_MARKS = ("VOTRE CODE ICI", "YOUR CODE HERE")


def explain_absent(failure: Failure, error: NameAbsent) -> Explained:
    """Explain a global name that the learner's work does not have."""
    name = error.name
    near = find_near_name(name, _list_candidates(failure))
    # A kernel may only know the cell as it was saved: a near name that exists says more than a stub on the disk.
    if is_stub(failure.source) and not near:
        return explain_not_answered()
    cell_error = failure.student.cell_errors.get(failure.check.task)
    if cell_error is not None:
        return explain_cell_error(failure, cell_error)
    if is_only_announced(failure.source, name):
        return Explained(
            Message(
                tried=tr("Je cherche {name}, qui n’existe pas encore.", name=code(name)),
                look=tell_announced(name).sentence,
            ),
            ("not-run",),
        )
    if near:
        return _explain_misspelt(name, near)
    if failure.check.task in failure.student.restarted:
        return _explain_restarted(name)
    if _binds(failure.source, name) or not failure.source:
        return Explained(
            Message(
                tried=tr("Je cherche {name}, qui n’existe pas encore.", name=code(name)),
                look=tr(
                    "Avez-vous exécuté sa cellule (Maj + Entrée) ? "
                    "Le nombre entre crochets à sa gauche apparaît quand c’est fait."
                ),
            ),
            ("not-run",),
        )
    return Explained(
        Message(
            tried=tr("Je cherche {name}.", name=code(name)),
            got=tr("Votre cellule ne le définit pas."),
            look=tr("Ce nom est imposé : la vérification appelle {name} et rien d’autre.", name=code(name)),
        ),
        ("not-run",),
    )


def _explain_restarted(name: str) -> Explained:
    return Explained(
        Message(
            tried=tr("Je cherche {name}, qui n’existe plus.", name=code(name)),
            look=tr(
                "Python a redémarré depuis : le nombre entre crochets à gauche de la cellule date d’avant. "
                "Exécutez-la de nouveau (Maj + Entrée), après celles qui sont au-dessus."
            ),
        ),
        ("not-run",),
    )


def explain_not_answered() -> Explained:
    """Explain a cell that still holds what was released."""
    return Explained(
        Message(
            tried=tr("Cette cellule attend votre réponse."),
            look=tr("Remplacez `# VOTRE CODE ICI`, exécutez la cellule (Maj + Entrée), puis revenez ici."),
        ),
        ("not-answered",),
    )


def explain_attribute(error: AttributeAbsent) -> Explained:
    """Explain an attribute or a method that an object of the learner's does not have."""
    return Explained(
        Message(
            tried=tr("J’ai regardé un objet de type {kind}.", kind=code(error.type_name)),
            got=tr("Il n’a pas d’attribut {name}.", name=code(str(error.name))),
            look=tr("Ce nom vient de la consigne : l’avez-vous écrit de la même façon ?"),
        )
    )


def explain_file(error: FileAbsent) -> Explained:
    """Explain a file that was not written."""
    return Explained(
        Message(
            tried=tr("Je cherche le fichier {path}.", path=code(error.path)),
            got=tr("Il n’existe pas."),
            look=tr("Votre code l’écrit-il, sous ce nom et dans le dossier du carnet ?"),
        )
    )


def explain_source(failure: Failure, error: SourceAbsent | SourceUnreadable) -> Explained:
    """Explain an answer cell that cannot be found or read."""
    if isinstance(error, SourceUnreadable):
        return explain_cell_error(failure, error.error)
    return Explained(
        Message(
            tried=tr("Je cherche la cellule de la tâche {task}.", task=code(error.task)),
            got=tr("Elle n’est plus dans le carnet."),
            look=tr("Exécutez-la, puis revenez ici ; si elle a été effacée, reprenez-la dans le carnet d’origine."),
        )
    )


def is_stub(source: str) -> bool:
    """Whether a cell still raises the stub's NotImplementedError below the stub's comment, or alone."""
    if "raise NotImplementedError" not in source:
        return False
    if any(mark in source for mark in STUB_MARKS):
        return True
    return all(
        line.strip() in ("", "raise NotImplementedError()", "raise NotImplementedError") for line in _code(source)
    )


def _explain_misspelt(name: str, near: str) -> Explained:
    if fold_name(near) == fold_name(name):
        look = tr("Majuscules et tirets bas comptent.")
    elif count_slips(name, near) == 1:
        look = tr("Une lettre a glissé.")
    else:
        look = tr("Les deux noms doivent être les mêmes, lettre pour lettre.")
    return Explained(
        Message(tried=tr("Je cherche {name} ; vous avez défini {near}.", name=code(name), near=code(near)), look=look),
        ("misspelt",),
    )


def _list_candidates(failure: Failure) -> list[str]:
    """List what the learner defined, less the names that other tasks ask for."""
    try:
        names = failure.student.list_names()
    except (Exception, WorkGone):
        return []
    edition = failure.student.edition
    asked = _OURS | {name for task in edition.tasks for name in task.names} if edition else set()
    return [name for name in names if name not in asked]


def _code(source: str) -> list[str]:
    return [line for line in source.splitlines() if not line.lstrip().startswith("#")]


def _binds(source: str, name: str) -> bool:
    """Whether the cell defines that name somewhere."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return name in source
    return any(
        getattr(node, "name", None) == name or (isinstance(node, ast.Name) and node.id == name)
        for node in ast.walk(tree)
    )
