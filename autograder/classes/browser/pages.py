"""nbgrader's own pages: its templates escape what they are given, and a policy lets no script run but theirs.

nbgrader prints ids and names as they are and lets any script of its pages run. Its templates are read here with three
changes, made before anything of a learner's is in them: what they print is escaped, each script of theirs bears a mark,
and what they did by ``onclick`` is done by a script of ours.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform

TEMPLATES = Path(__file__).parent / "templates"
MARK = f"passerelle-{secrets.token_hex(16)}"
"""Stands in a page for the page's own nonce until it leaves: known to this process alone, new with each."""

CALLS = ("toggle_name", "toggleAllNames", "createAssignmentModal", "createStudentModal")
"""What nbgrader's templates do by ``onclick``."""

_SCRIPT = re.compile(r"<script(?=[\s>])")
_VALUE = re.compile(r"""= "\{\{ ([\w.]+) \}\}((?:/\w+)*)";""")
_CLICK = re.compile(r'\bonclick="(\w+)\((\w*)\);?"', re.IGNORECASE)
_MATHJAX = re.compile(rb'<script[^>]*src="https://[^"]*/mathjax/[^"]*"[^>]*></script>')


class NbgraderLoader(jinja2.FileSystemLoader):
    """Reads nbgrader's templates, and ours before them."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's source, changed."""
        source, path, fresh = super().get_source(environment, template)
        return (source if Path(path).is_relative_to(TEMPLATES) else settle(source)), path, fresh


def settle(source: str) -> str:
    """Return the source of a template of nbgrader's: its scripts marked, their values in quotes that hold."""
    source = _VALUE.sub(lambda found: f'= {{{{ {found[1]} | string | tojson }}}} + "{found[2]}";', source)
    source = _CLICK.sub(r'data-call="\1" data-with="\2"', source)
    return _SCRIPT.sub(f'<script nonce="{MARK}"', source)


def make_templates(folder: str) -> jinja2.Environment:
    """Open nbgrader's templates in ``folder``."""
    return jinja2.Environment(
        loader=NbgraderLoader([TEMPLATES, folder, str(Path(folder) / "formgrade")]), autoescape=True
    )


def describe_policy(nonce: str) -> str:
    """Return the policy of a page of Formgrader's: its own scripts, this server, nothing else."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; frame-src 'none'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'"
    )


def make_transform(pages: str) -> type[OutputTransform]:
    """Return what answers pass through: pages under ``pages`` get their policy, and nothing from the Internet."""
    table = ", ".join(f"{name}: on => {name}(on)" for name in CALLS)
    calls = (
        f'<script nonce="{MARK}">addEventListener("click", event => {{ '
        "const asked = event.target instanceof Element && "
        f'event.target.closest("[data-call]"); if (asked) ({{{table}}})[asked.dataset.call]'
        '(asked.dataset.with === "true"); });</script>'
    ).encode()

    class SettlePages(OutputTransform):
        def __init__(self, request: HTTPServerRequest) -> None:
            self.here = request.path == pages or request.path.startswith(f"{pages}/")
            self.data = request.path.startswith(f"{pages}/api/")

        def transform_first_chunk(
            self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
        ) -> tuple[int, HTTPHeaders, bytes]:
            if self.data:
                # nbgrader calls its answers HTML, and there are names in them.
                headers["Content-Type"] = "text/plain; charset=UTF-8"
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
            elif self.here and headers.get("Content-Type", "").startswith("text/html"):
                nonce = secrets.token_urlsafe(16)
                headers["Content-Security-Policy"] = describe_policy(nonce)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                chunk = _MATHJAX.sub(b"", chunk).replace(b"<head>", b"<head>" + calls, 1)
                chunk = chunk.replace(MARK.encode(), nonce.encode())
                if "Content-Length" in headers:
                    headers["Content-Length"] = str(len(chunk))
            return status_code, headers, chunk

    return SettlePages


def fill(templates: jinja2.Environment, name: str, **values: Any) -> str:
    """Return a template, filled."""
    return templates.get_template(name).render(mark=MARK, **values)
