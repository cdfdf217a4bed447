"""Brackets and texts that stay open, and lines that begin at the wrong place."""

from __future__ import annotations

import io
import re
import tokenize

from autograder.check.messages.seen import Look, Seen, find_line, helps
from autograder.check.messages.show import code
from autograder.check.messages.words import Plain
from autograder.language import tr
from autograder.sandbox.protocol import StudentError

_PAIRS = {")": "(", "]": "[", "}": "{"}
_HEADER = re.compile(r"\s*(if|elif|else|while|for|def|class|try|except|finally|with)\b")


def _open_bracket(error: StudentError, seen: Seen) -> Plain | None:
    """A bracket that an earlier line opened: Python stumbles over the next line, or over a colon on the same one."""
    if "was never closed" in error.message:
        return None
    found = _find_open(seen.source, error.line)
    if found is None:
        return None
    sign, line = found
    if line == error.line:
        if not helps(error, seen, _close(find_line(error, seen), sign)):
            return None
        return Plain(tr("Le signe {sign} ouvert sur cette ligne n’est jamais refermé.", sign=code(sign)), "syntax")
    sentence = tr("Le signe {sign} ouvert à la ligne {line} n’est jamais refermé.", sign=code(sign), line=line)
    return Plain(sentence, "syntax")


def _close(line: str, sign: str) -> str:
    closing = {opened: closed for closed, opened in _PAIRS.items()}[sign]
    return re.sub(r"(:?)\s*$", rf"{closing}\1", line, count=1)


def _find_open(source: str, last: int) -> tuple[str, int] | None:
    """Return the innermost bracket that is still open at the end of line ``last``, and its line."""
    opened: list[tuple[str, int]] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.start[0] > last:
                break
            if token.string in _PAIRS.values() and token.type == tokenize.OP:
                opened.append((token.string, token.start[0]))
            elif token.string in _PAIRS and (not opened or opened.pop()[0] != _PAIRS[token.string]):
                return None
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass  # The end was missing: what was read until then counts.
    return opened[-1] if opened else None


def _inner_quotes(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    if "'" not in line and '"' not in line:
        return None
    apostrophe = re.sub(r"'((?:[^'\"]|(?<=\w)'(?=\w))*)'(?!\w)", r'"\1"', line)
    if apostrophe != line and re.search(r"\w'\w", line) and helps(error, seen, apostrophe):
        return Plain(
            tr(
                "L’apostrophe referme le texte qui commence par {single}. Ouvrez-le et fermez-le par {double}.",
                single=code("'"),
                double=code('"'),
            ),
            "syntax",
        )
    found = re.match(r'([^"]*)"(.*".*".*)"([^"]*)$', line)
    if found and line.count('"') == 4 and helps(error, seen, f"{found[1]}'{_soften(found[2])}'{found[3]}"):
        pieces = line.split('"')
        # "a" x "b": a sign is missing; « "Il a dit "oui" hier" » : the quotes touch the word.
        if pieces[2] and pieces[2] == pieces[2].strip() and "," not in pieces[2]:
            return Plain(
                tr("Un guillemet à l’intérieur du texte le referme. Dedans, mettez {single}.", single=code("'")),
                "syntax",
            )
    return None


def _soften(text: str) -> str:
    return text.replace("'", " ")


def _missing_colon(error: StudentError, seen: Seen) -> Plain | None:
    line = find_line(error, seen)
    if not _HEADER.match(line):
        return None
    if re.match(r"\s*else\s+(?!:)\S", line) and helps(error, seen, re.sub(r"else\b", "elif", line, count=1)):
        return Plain(
            tr(
                "{word} ne prend pas de condition : pour en poser une autre, c’est {ours}.",
                word="`else`",
                ours="`elif`",
            ),
            "syntax",
        )
    if re.match(r"\s*def\s+\w+\s*:", line) and helps(error, seen, re.sub(r"(def\s+\w+)\s*:", r"\1():", line)):
        return Plain(tr("Après le nom d’une fonction viennent des parenthèses, même vides."), "syntax")
    bare = line.split("#")[0].rstrip()
    if bare.endswith((";", ".", ",", "=", "{", "then")) and helps(error, seen, bare.rstrip(";.,={ ") + ":"):
        return Plain(tr("Cette ligne finit par {colon}, et par rien d’autre.", colon=code(":")), "syntax")
    gaps = [found.start() for found in re.finditer(r"\s+", line) if found.start() > 3]
    if not bare.endswith(":") and any(helps(error, seen, f"{line[:gap]}:{line[gap:]}") for gap in [len(bare), *gaps]):
        if any(helps(error, seen, f"{line[:gap]}:{line[gap:]}") for gap in [len(bare)]):
            return Plain(tr("Il manque les deux-points `:` à la fin de cette ligne."), "syntax")
        return Plain(tr("Il manque les deux-points `:`, et ce qui les suit va à la ligne d’après."), "syntax")
    return None


def _alone(error: StudentError, seen: Seen) -> Plain | None:
    """``else`` that follows no block of its own depth."""
    line = find_line(error, seen)
    found = re.match(r"(\s*)(else|elif|except|finally)\b", line)
    if not found or not seen.source or "expected ':'" in error.message:
        return None
    above = [one for one in seen.source.splitlines()[: error.line - 1] if one.strip() and one.lstrip()[0] != "#"]
    depth = len(found[1])
    same = [one for one in above if len(one) - len(one.lstrip()) <= depth]
    if same and _HEADER.match(same[-1]) and len(same[-1]) - len(same[-1].lstrip()) == depth:
        return None
    return Plain(
        tr(
            "{word} va avec un {opener} qui commence au même endroit, juste au-dessus : il n’y en a pas.",
            word=code(found[2]),
            opener=code("try" if found[2] in ("except", "finally") else "if"),
        ),
        "syntax",
    )


def _missing_sign(error: StudentError, seen: Seen) -> Plain | None:
    """Two values side by side: one comma makes the line readable."""
    line = find_line(error, seen)
    gaps = [found.start() for found in re.finditer(r"(?<=[\w\"'\])])\s+(?=[\w\"'\[(])|(?<=[\"'])(?=\w)", line)]
    calls = re.match(r"\s*\w+\(.*\)(\s+)\w+\(.*\)\s*$", line)
    if calls and helps(error, seen, f"{line[: calls.start(1)]}; {line[calls.end(1) :]}"):
        return Plain(tr("Il y a là deux instructions : chacune va sur sa propre ligne."), "syntax")
    if re.search(r"(?<!\w)new\s", line):
        return None  # Another language's word: no sign is missing.
    begins = re.search(r"[(\[{]|(?<![=!<>])=(?!=)", line)
    gaps = [gap for gap in gaps if begins and gap > begins.start()]
    if any(helps(error, seen, f"{line[:gap]},{line[gap:]}") for gap in gaps[:40]):
        return Plain(tr("Il manque un signe entre deux valeurs : une virgule, ou `+` ?"), "syntax")
    return None


def _staircase(error: StudentError, seen: Seen) -> Plain | None:
    if "unexpected indent" not in error.message and "unindent does not match" not in error.message:
        return None
    lines = [one for one in seen.source.splitlines()[: max(error.line, 0)] if one.strip()]
    if len(lines) < 2 or "\t" in lines[-1] + lines[-2]:
        return None
    depth, above = (len(one) - len(one.lstrip()) for one in (lines[-1], lines[-2]))
    if depth > above:
        return Plain(
            tr(
                "Cette ligne commence trop à droite (espaces en trop : {count}). Placez le curseur devant son "
                "premier mot et faites Maj + Tab : elle revient d’un cran.",
                count=depth - above,
            ),
            "syntax",
        )
    return Plain(
        tr(
            "Cette ligne ne commence à la même place qu’aucune de celles au-dessus (espaces devant elle : {count}). "
            "Placez le curseur devant son premier mot : Maj + Tab la ramène d’un cran, Tab l’avance.",
            count=depth,
        ),
        "syntax",
    )


BLOCK_LOOKS: tuple[Look, ...] = (_staircase, _inner_quotes, _missing_colon, _open_bracket, _alone)
LAST_LOOKS: tuple[Look, ...] = (_missing_sign,)
