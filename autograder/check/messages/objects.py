"""The learner's function gave an object where a plain value is due: which one says what is missing."""

from __future__ import annotations

from autograder.check.messages.facts import Explained, Failure
from autograder.check.messages.show import code
from autograder.check.messages.values import tell_tried
from autograder.check.outcome import Message
from autograder.language import tr

_COLUMNS = {"Array": "array (numpy)", "Column": "Series (pandas)", "Table": "DataFrame (pandas)"}
_FUNCTIONS = frozenset({"function", "method", "builtin_function_or_method", "method_descriptor", "type", "partial"})
_HASHES = ("HASH", "HMAC")
_LAZY = frozenset(
    {"generator", "map", "filter", "zip", "enumerate", "reversed", "list_iterator", "list_reverseiterator"}
    | {"dict_keys", "dict_values", "dict_items", "islice", "chain"}
)


def tells_much(type_name: str) -> bool:
    """Whether the type alone says what is missing, whatever the check did with the object."""
    return type_name in _COLUMNS or type_name in _FUNCTIONS or type_name in _LAZY or type_name.upper() in _HASHES


def _tell_way(type_name: str) -> str:
    if type_name == "Table":
        return tr(
            '`.to_dict("records")` en fait une liste de dictionnaires, et `table["colonne"]` en prend une colonne.'
        )
    return tr("`.tolist()` en fait une liste ordinaire.")


def explain_object(failure: Failure, type_name: str) -> Explained:
    """Explain an object that was compared, ordered or tested."""
    tried = tell_tried(failure.last)
    if type_name in _COLUMNS:
        return Explained(
            Message(
                tried=tried,
                got=tr("J’ai reçu un tableau de type {kind}.", kind=code(_COLUMNS[type_name])),
                look=tr("Ce n’est pas ce type qui est demandé ici. {way}", way=_tell_way(type_name)),
            ),
            ("wrong-container",),
        )
    if type_name in _FUNCTIONS:
        return Explained(
            Message(
                tried=tried,
                got=tr("J’ai reçu une fonction, pas son résultat."),
                look=tr("Un nom de fonction sans parenthèses la désigne ; avec `()`, il l’appelle."),
            ),
            ("missing-parentheses",),
        )
    if type_name in _LAZY:
        return Explained(
            Message(
                tried=tried,
                got=tr("J’ai reçu une suite qui n’est pas encore calculée (`{kind}`).", kind=type_name),
                look=tr("`list(…)` en fait une liste."),
            ),
            ("wrong-container",),
        )
    if type_name.upper() in _HASHES:
        return Explained(
            Message(
                tried=tried,
                got=tr("J’ai reçu l’objet qui calcule l’empreinte, pas l’empreinte."),
                look=tr("Il sait la donner en octets ou en hexadécimal : relisez la consigne pour savoir lequel."),
            ),
            ("missing-parentheses",),
        )
    return Explained(
        Message(
            tried=tried,
            got=tr(
                "J’ai reçu un objet de type {kind}, que je ne peux pas comparer à une valeur.", kind=code(type_name)
            ),
            look=tr("Relisez dans la consigne ce que la fonction doit rendre : un nombre, un texte, une liste… ?"),
        )
    )
