"""The learner's function gave an answer, and it is not the right one."""

from __future__ import annotations

from typing import Any

from autograder.check.messages.difference import find_difference, name_type
from autograder.check.messages.facts import Comparison, Explained, Failure
from autograder.check.messages.show import code, show, show_call
from autograder.check.outcome import Message
from autograder.check.student import Record
from autograder.language import tr


def explain_value(failure: Failure) -> Explained:
    """Explain an assert that does not hold."""
    record = failure.last
    if record is not None and record.kind == "call" and record.result is None and _expects_something(failure):
        return explain_nothing_returned(failure, record)
    if failure.comparison is None:
        return _explain_plain(failure)
    return _explain_comparison(failure, failure.comparison)


def tell_told(record: Record | None, message: str) -> str:
    """Return what was tried, unless the author's own sentence says it already."""
    if record is None or f"{record.name}(" in message or f"`{record.name}`" in message:
        return ""
    return tell_tried(record)


def tell_tried(record: Record | None) -> str:
    """Return what was tried, as a sentence."""
    if record is None:
        return ""
    if record.kind in ("call", "printed"):
        call = code(show_call(record.name, record.args, record.kwargs))
        return tr("J’ai appelé {call}.", call=call)
    if record.kind == "file":
        return tr("J’ai lu le fichier {name}.", name=code(record.name))
    if record.kind == "source":
        return tr("J’ai lu le texte de votre cellule {name}.", name=code(record.name))
    return tr("J’ai regardé {name}.", name=code(record.name))


def explain_nothing_returned(failure: Failure, record: Record) -> Explained:
    """Explain a function that gives ``None`` back, whether or not it prints."""
    call = code(show_call(record.name, record.args, record.kwargs))
    printed = record.printed.strip()
    if printed:
        shown = code(show_printed(printed))
        return Explained(
            Message(
                tried=tr("{call} affiche {printed} mais ne le rend pas.", call=call, printed=shown),
                look=tr("`print` montre à l’écran ; `return` rend la valeur à celui qui appelle."),
            ),
            ("prints-not-returns",),
        )
    if "return" in failure.source:
        look = tr("Un des chemins de la fonction finit-il sans passer par un `return` ?")
    else:
        look = tr("Une fonction rend ce qui suit `return` : sans lui, elle rend `None`.")
    return Explained(
        Message(tried=tr("J’ai appelé {call}.", call=call), got=tr("Elle ne rend rien (`None`)."), look=look),
        ("returns-none",),
    )


def show_printed(text: str) -> str:
    """Return the first line of what was printed, shortened."""
    first = text.splitlines()[0]
    return first if len(first) <= 40 else first[:39] + "…"


def _expects_something(failure: Failure) -> bool:
    comparison = failure.comparison
    if comparison is None:
        return not failure.said
    if comparison.sign == "is" and comparison.right is not None:
        return True
    return comparison.sign in ("==", "<", "<=", ">", ">=") and comparison.left is None and comparison.right is not None


def _explain_plain(failure: Failure) -> Explained:
    record = failure.last
    if record is None or not record.answered:
        return Explained(Message(tried=tell_tried(record), look=failure.said or _without_words()))
    if record.kind == "call":
        return Explained(
            Message(
                tried=tell_tried(record),
                got=tr("J’ai reçu {value}.", value=code(show(record.result))),
                look=failure.said or _without_words(),
            )
        )
    return Explained(Message(tried=tell_tried(record), look=failure.said or _without_words()))


def _without_words() -> str:
    return tr("Relisez ce que demande cette vérification : son titre le dit.")


def _explain_comparison(failure: Failure, comparison: Comparison) -> Explained:
    left_is, right_is = _find_owner(failure, comparison.left), _find_owner(failure, comparison.right)
    two = left_is is not None and right_is is not None and right_is is failure.last and left_is is not right_is
    if two and comparison.sign in ("==", "!="):
        assert left_is is not None
        assert right_is is not None
        return _explain_two_answers(failure, comparison, left_is, right_is)
    if comparison.sign in ("==", "is"):
        got, expected, owner = comparison.left, comparison.right, left_is
        if left_is is None and right_is is not None:
            got, expected, owner = comparison.right, comparison.left, right_is
        return _explain_unequal(failure, expected, got, owner)
    return _explain_relation(failure, comparison, left_is or right_is)


def _find_owner(failure: Failure, value: Any) -> Record | None:
    """Return the request whose answer ``value`` is, if any."""
    for record in reversed(failure.records):
        answer = record.printed if record.kind == "printed" else record.result
        if record.answered and answer is value:
            return record
    return None


def _explain_unequal(failure: Failure, expected: Any, got: Any, owner: Record | None) -> Explained:
    record = owner or failure.last
    difference = find_difference(expected, got)
    if record is not None and record.kind == "value":
        return _explain_wrong_value(failure, record, difference.note if difference.mistake else "", got, owner)
    tried = tell_tried(record)
    if owner is None and record is not None and record.answered and record.kind == "call":
        # The check compares something made from the answer: say the answer too.
        tried = tr(
            "J’ai appelé {call} et j’ai reçu {value}.",
            call=code(show_call(record.name, record.args, record.kwargs)),
            value=code(show(record.result)),
        )
    note, mistake = difference.note, difference.mistake
    if not note and owner is not None and _is_unchanged(owner, got):
        note, mistake = tr("c’est ce que je lui ai donné, sans changement"), "literal-answer"
    return Explained(
        Message(
            tried=f"{tried} {difference.place}".strip(),
            expected=_say_expected(expected, difference.expected, derived=owner is None and record is not None),
            got=_say_got(difference.got, note, owner),
            look=failure.said,
        ),
        (mistake,) if mistake else (),
    )


def _explain_wrong_value(failure: Failure, record: Record, note: str, got: Any, owner: Record | None) -> Explained:
    """Explain a value that is not the right one: what it must be is the answer, and so are its length and its parts."""
    found = tr("J’y ai trouvé {value}.", value=code(show(got)))
    said = found if owner is None else _say_got(show(got), note, owner)
    return Explained(Message(tell_tried(record), "", said, failure.said))


def _say_expected(expected: Any, text: str, *, derived: bool) -> str:
    if derived:
        return tr("Là où j’ai regardé, j’attendais {value}.", value=code(text))
    if type(expected).__module__.startswith("_pytest") and "approx" in type(expected).__name__.lower():
        return tr("J’attendais {value}, à cet écart près.", value=code(text))
    return tr("J’attendais {value}.", value=code(text))


def _say_got(text: str, note: str, owner: Record | None) -> str:
    if owner is not None and owner.kind == "printed":
        return (
            tr("Elle a affiché {value}.", value=code(text))
            if not note
            else tr("Elle a affiché {value} : {note}.", value=code(text), note=note)
        )
    if note:
        return tr("J’ai reçu {value} : {note}.", value=code(text), note=note)
    return tr("J’ai reçu {value}.", value=code(text))


def _is_unchanged(record: Record, got: Any) -> bool:
    try:
        return any(type(value) is type(got) and value == got for value in record.args) and got not in (0, 1, "", [])
    except Exception:
        return False


def _explain_two_answers(failure: Failure, comparison: Comparison, one: Record, other: Record) -> Explained:
    first, second = (code(show_call(record.name, record.args, record.kwargs)) for record in (one, other))
    if comparison.sign == "!=":
        got = tr("J’ai reçu deux fois {value}.", value=code(show(comparison.left)))
        expected = tr("J’attendais deux résultats différents.")
    else:
        difference = find_difference(comparison.left, comparison.right)
        expected = tr("J’attendais deux fois le même résultat.")
        got = tr("J’ai reçu {one}, puis {other}.", one=code(difference.expected), other=code(difference.got))
    return Explained(
        Message(tr("J’ai appelé {first}, puis {second}.", first=first, second=second), expected, got, failure.said)
    )


def _explain_relation(failure: Failure, comparison: Comparison, owner: Record | None) -> Explained:
    left, right = code(show(comparison.left)), code(show(comparison.right))
    sentences = {
        "!=": tr("Ce ne devait pas être {right}.", right=right),
        "is not": tr("Ce ne devait pas être {right}.", right=right),
        "in": tr("Je devais trouver {left} dans {right}.", left=left, right=right),
        "not in": tr("Je ne devais pas trouver {left} dans {right}.", left=left, right=right),
        "<": tr("{left} devait être plus petit que {right}.", left=left, right=right),
        "<=": tr("{left} devait être au plus {right}.", left=left, right=right),
        ">": tr("{left} devait être plus grand que {right}.", left=left, right=right),
        ">=": tr("{left} devait être au moins {right}.", left=left, right=right),
    }
    record = owner or failure.last
    got = ""
    if record is not None and record.kind == "value":
        # What a value must be is the answer itself.
        got = tr("J’ai reçu {value}.", value=code(show(record.result)))
        return Explained(Message(tell_tried(record), "", got, failure.said))
    if owner is None and record is not None and record.answered and record.kind == "call":
        got = tr("J’ai reçu {value}.", value=code(show(record.result)))
    return Explained(Message(tell_tried(record), sentences.get(comparison.sign, ""), got, failure.said))


def explain_shape(failure: Failure) -> Explained:
    """Explain an answer of a shape on which the check cannot even look."""
    record = next((record for record in reversed(failure.records) if record.answered), None)
    if record is None:
        return Explained(Message(look=_without_words()))
    if record.result is None and record.kind == "call":
        return explain_nothing_returned(failure, record)
    return Explained(
        Message(
            tried=tell_tried(record),
            got=tr(
                "J’ai reçu {value}, de type `{kind}` : une valeur de cette forme ne convient pas ici.",
                value=code(show(record.result)),
                kind=name_type(record.result),
            ),
            look=tr("Relisez dans la consigne ce que la fonction doit rendre."),
        )
    )
