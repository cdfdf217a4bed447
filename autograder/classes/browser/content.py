"""The cells of a submission as HTML for a frame in which nothing runs: text, tables, pictures that they hold whole.

Two walls. What is written here has no address in it but pictures' own: no link, no form, no frame, no script, no style
from elsewhere. And the frame that shows it has an origin of its own and a policy that lets nothing run or load; what
would get past the first wall stands before the second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import unquote

from autograder.grading.pictures import is_address, pick_picture
from autograder.language import tr

MAX_SHOWN = 200_000
"""Characters of one text; the rest is cut, and said to be."""
FindPicture = Callable[[str], str]
"""A file's name to the picture that it holds, as an address; empty where there is none."""

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TAGS = _split(
    "abbr b blockquote br caption code col colgroup dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins "
    "kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var"
)
_ATTRIBUTES = _split("align alt aria-hidden aria-label class colspan dir lang open role rowspan title")
_STYLES = _split(
    "background background-color border border-radius color display font-family font-size font-weight line- "
    "height list-style margin margin-left margin-right overflow-wrap padding text-align white-space width"
)


def show_cell(cell: Mapping[str, Any], find_picture: FindPicture) -> str:
    """Return one cell of a notebook, its outputs included, as HTML."""
    source = read_text(cell.get("source"))
    if cell.get("cell_type") == "markdown":
        return f'<div class="prose">{show_markdown(source, cell.get("attachments"), find_picture)}</div>'
    if cell.get("cell_type") != "code":
        return f'<pre class="wrap">{show_text(source)}</pre>'
    outputs = cell.get("outputs")
    shown = [show_output(output) for output in outputs if isinstance(output, dict)] if isinstance(outputs, list) else []
    return f'<pre class="code">{_colour(source)}</pre>' + "".join(shown)


def show_output(output: Mapping[str, Any]) -> str:
    """Return one output: its picture, else its HTML without anything that acts, else its text."""
    kind = output.get("output_type")
    if kind == "stream":
        return f'<pre class="wrap output">{show_text(read_text(output.get("text")))}</pre>'
    if kind == "error":
        trace = output.get("traceback")
        lines = [line for line in trace if isinstance(line, str)] if isinstance(trace, list) else []
        text = "\n".join(lines) or f"{output.get('ename')}: {output.get('evalue')}"
        return f'<pre class="wrap output error">{show_text(text)}</pre>'
    data = output.get("data")
    if not isinstance(data, dict):
        return ""
    text = read_text(data.get("text/plain")) or tr("(affichage sans texte)")
    if picture := pick_picture(data):
        return f'<img class="output" src="{picture}" alt="{show_text(text[:1000])}">'
    if html := read_text(data.get("text/html")):
        return f'<div class="output">{clean(html)}</div>'
    return f'<pre class="wrap output">{show_text(text)}</pre>'


def show_markdown(source: str, attachments: object, find_picture: FindPicture) -> str:
    """Return Markdown as HTML: pictures shown where they are at hand, links as text with their address beside it."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    class Renderer(IPythonRenderer):  # type: ignore[misc]
        def link(self, text: str, url: str, title: str | None = None) -> str:
            shown = show_text(url)
            return text if text == shown else f"{text} <code>‹{shown}›</code>"

        def image(self, text: str, url: str, title: str | None = None) -> str:
            picture = _find_attached(attachments, url) or find_picture(unquote(url))
            if picture:
                return f'<img src="{picture}" alt="{escape(text)}">'
            return f"<code>{show_text(tr('(image absente : {name})', name=f'{text} {url}'.strip()))}</code>"

        def block_mermaidjs(self, code: str) -> str:
            return f"<pre>{show_text(code)}</pre>"

    if len(source) > MAX_SHOWN:
        return f'<pre class="wrap">{show_text(source)}</pre>'
    try:
        rendered = MarkdownWithMath(renderer=Renderer(escape=False, exclude_anchor_links=True)).render(source)
    except Exception:  # Whatever a learner's Markdown does to a reader of Markdown, the page is shown.
        return f'<pre class="wrap">{show_text(source)}</pre>'
    return clean(rendered)


def clean(html: str) -> str:
    """Return HTML of which only words, tables and whole pictures are left; other tags show as text."""
    import bleach
    from bleach.css_sanitizer import CSSSanitizer

    if len(html) > 8 * MAX_SHOWN and not html.startswith("<img "):
        return f'<pre class="wrap">{show_text(html)}</pre>'
    cleaner = bleach.Cleaner(
        tags=_TAGS,
        attributes=_keeps,
        protocols=["data"],
        css_sanitizer=CSSSanitizer(allowed_css_properties=_STYLES),
    )
    try:
        return str(cleaner.clean(html))
    except Exception:  # Nested beyond what can be read, for one.
        return f'<pre class="wrap">{show_text(html)}</pre>'


def show_text(text: str) -> str:
    """Return text escaped, without control characters, and cut where it is endless."""
    plain = _CONTROLS.sub("\ufffd", _ANSI.sub("", text))
    cut = plain if len(plain) <= MAX_SHOWN else plain[:MAX_SHOWN] + "\n" + tr("… (la suite a été coupée)")
    return escape(cut)


def read_text(value: object) -> str:
    """Return what a notebook writes as text or as a list of lines."""
    if isinstance(value, str):
        return value
    return "".join(part for part in value if isinstance(part, str)) if isinstance(value, Sequence) else ""


def _keeps(tag: str, name: str, value: str) -> bool:
    if tag == "img" and name == "src":
        return is_address(value)
    if name == "style":
        return not re.search(r"[\\@]|url|image|expression", value, re.IGNORECASE)
    return name in _ATTRIBUTES


def _find_attached(attachments: object, url: str) -> str:
    if not url.startswith("attachment:") or not isinstance(attachments, dict):
        return url if is_address(url) else ""
    name = url.removeprefix("attachment:")
    return pick_picture(attachments.get(name) or attachments.get(unquote(name)))


def _colour(source: str) -> str:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    if len(source) > 20_000:
        return show_text(source)
    return str(highlight(_CONTROLS.sub("\ufffd", source), PythonLexer(), HtmlFormatter(nowrap=True)))
