"""Python's words in the learner's own language, and sentences typed where code is read."""

from __future__ import annotations

import keyword
import re

from autograder.check.messages.seen import Look, Seen, change_code, find_line, helps, keep_code
from autograder.check.messages.show import code
from autograder.check.messages.words import Plain, shorten
from autograder.language import tr
from autograder.sandbox.protocol import StudentError

_ORDERS = {
    "sinon si": "elif",
    "tant que": "while",
    "pour chaque": "for",
    "si": "if",
    "sinon": "else",
    "pour": "for",
    "retourner": "return",
    "retourne": "return",
    "rendre": "return",
    "rend": "return",
    "rends": "return",
    "renvoyer": "return",
    "renvoie": "return",
    "fonction": "def",
    "définir": "def",
    "function": "def",
    "importer": "import",
    "else if": "elif",
    "elseif": "elif",
    "elsif": "elif",
    "repeat while": "while",
    "foreach": "for",
    "for each": "for",
}
"""Read only where a line begins."""
_INSIDE = {"et": "and", "ou": "or", "non": "not", "pas": "not", "dans": "in", "si": "if", "sinon": "else"}
_INSIDE |= {"est": "==", "égal": "==", "equals": "=="}
VALUES = {"vrai": "True", "faux": "False", "rien": "None", "nul": "None", "null": "None", "nil": "None"}
CALLS = {
    "afficher": "print",
    "affiche": "print",
    "afficher_texte": "print",
    "imprimer": "print",
    "imprime": "print",
    "ecrire": "print",
    "écrire": "print",
    "echo": "print",
    "lire": "input",
    "saisir": "input",
    "demander": "input",
    "longueur": "len",
    "taille": "len",
    "length": "len",
    "entier": "int",
    "chaine": "str",
    "chaîne": "str",
    "texte": "str",
    "somme": "sum",
    "arrondir": "round",
    "arrondi": "round",
    "trier": "sorted",
    "intervalle": "range",
    "minimum": "min",
    "maximum": "max",
}
_WORD = r"[^\W\d_]+"
_SENTENCE = re.compile(rf"\s*{_WORD}(?:['’ ,.:;!?-]+(?:{_WORD}|\d+))*\s*[.!?:]*\s*")


def _orders(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    changed: dict[str, str] = {}
    starts = "|".join(sorted(map(re.escape, _ORDERS), key=len, reverse=True))
    first = re.match(rf"(\s*)({starts})(?!\w)", line, re.IGNORECASE)
    rest, mended = line, ""
    if first:
        changed[first[2]] = _ORDERS[first[2].lower()]
        mended, rest = first[1] + changed[first[2]], line[first.end() :]

    def translate(piece: str) -> str:
        def one(found: re.Match[str]) -> str:
            ours = _INSIDE.get(found[0].lower()) or VALUES.get(found[0].lower(), found[0])
            if ours != found[0]:
                changed.setdefault(found[0], ours)
            return ours

        return re.sub(r"(?<![\w.])[^\W\d_]+(?![\w(])", one, piece)

    mended += change_code(rest, translate)
    if not changed or not any(helps(error, seen, one) for one in _vary(mended)):
        return None
    told = ", ".join(tr("{word} s’écrit {ours}", word=code(word), ours=code(changed[word])) for word in changed)
    return Plain(tr("Python ne lit que ses propres mots : {told}.", told=told), "syntax")


def _vary(line: str) -> tuple[str, ...]:
    """What a line may also lack once its words are Python's: the one cause that is told is the words."""
    bare = line.rstrip()
    alone = re.sub(r"^(\s*)else\b", r"\1if True", re.sub(r"^(\s*)elif\b", r"\1if", line))
    return (alone, line, f"{bare}:", re.sub(r"\s*\{\s*$", ":", bare), re.sub(r"\b(\w+)\s+\1\b", r"\1", bare))


def _order_to_show(error: StudentError, seen: Seen) -> Plain | None:
    """``afficher "a"``, ``print "a"``, ``len x``: a function's name, and no parentheses."""
    line = find_line(error, seen)
    found = re.search(rf"(?<![\w.])({_WORD})\s+([^\s=].*)$", line)
    while found:
        name = CALLS.get(found[1].lower(), found[1])
        if name in _FUNCTIONS or name.lower() in _FUNCTIONS:
            ours = name if name in _FUNCTIONS else name.lower()
            given = found[2].split("#")[0].strip()
            start = f"{line[: found.start()]}{ours}"
            if any(helps(error, seen, one) for one in (f"{start}({given})", f"{start}({given.rstrip(':')}):")):
                return _tell_call(found[1], ours)
        found = re.compile(rf"(?<![\w.])({_WORD})\s+([^\s=].*)$").search(line, found.end(1))
    return None


_FUNCTIONS = {"print", "input", "len", "int", "str", "float", "sum", "round", "range", "sorted", "type", "min", "max"}


def _tell_call(word: str, ours: str) -> Plain:
    if word == ours:
        sentence = tr("{name} demande des parenthèses : {call}.", name=code(ours), call=code(f"{ours}(…)"))
    else:
        sentence = tr("En Python, {word} s’écrit {call}.", word=code(word), call=code(f"{ours}(…)"))
    return Plain(sentence, "syntax")


def _sentence(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    indent = line[: len(line) - len(line.lstrip())]
    words = re.findall(_WORD, line)
    long = len(words) >= 3 and _SENTENCE.fullmatch(line) and not keyword.iskeyword(words[0])
    if long and helps(error, seen, f"{indent}pass"):
        return Plain(
            tr(
                "Python lit cette ligne comme du code, et c’est une phrase. Pour l’écrire à côté du code, "
                "commencez-la par {mark} ; pour en faire un texte, mettez-la entre guillemets.",
                mark=code("#"),
            ),
            "syntax",
        )
    return None


def _words_as_text(error: StudentError, seen: Seen) -> Plain | None:
    """Words where a text is meant: ``x = Bonjour le monde``, ``print(Bonjour le monde)``."""
    line = find_line(error, seen)
    part = rf"{_WORD}(?:['’ ,!?-]+(?:{_WORD}|\d+))+\s*[.!?]*"
    for pattern in (
        rf"^(\s*\w+\s*=\s*)({part})(\s*)$",
        rf"^(.*\w\()({part})(\).*)$",
        rf"^(.*[=<>]=\s*)({part})(:?\s*)$",
    ):
        found = re.match(pattern, line)
        if found and _are_words(found[2], seen) and helps(error, seen, f'{found[1]}"{found[2]}"{found[3]}'):
            text = code(shorten(f'"{found[2].strip()}"', 40))
            return Plain(tr("Un texte se met entre guillemets : {text}.", text=text), "syntax")
    return None


def _are_words(text: str, seen: Seen) -> bool:
    """Whether nothing in the text is Python's or a name of the learner's, and it is more than letters."""
    words = re.findall(_WORD, text)
    known = {*seen.names, *keyword.kwlist, *re.findall(r"(\w+)\s*=", seen.source.replace(text, ""))}
    return not known.intersection(words) and any(len(word) > 3 for word in words)


def _then(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    found = re.search(r"\s+(alors|then|faire|do)\s*:?\s*$", keep_code(line))
    if not found or not helps(error, seen, re.sub(rf"\s+{found[1]}\s*:?\s*$", ":", line)):
        return None
    return Plain(
        tr("{word} ne s’écrit pas en Python : la ligne finit par {colon}.", word=code(found[1]), colon=code(":")),
        "syntax",
    )


WORD_LOOKS: tuple[Look, ...] = (_then, _orders, _sentence)
"""Before quotes are looked at: a sentence has apostrophes."""
FRENCH_LOOKS: tuple[Look, ...] = (_order_to_show, _words_as_text)
