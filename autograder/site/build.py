"""The whole site: lessons run, each language built beside the others, the entrance, then every link tried."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import jinja2
import msgspec

from autograder import __version__
from autograder.content.kit import Kit
from autograder.errors import ContentError, PasserelleError, UsageError
from autograder.language import SOURCE_LANGUAGE, tr
from autograder.site.inspect import inspect_site
from autograder.site.lessons import run_lessons
from autograder.site.pages import Page, list_pages
from autograder.site.sphinx_run import HERE, Order
from autograder.site.stage import list_languages, name_language, stage_language
from autograder.storage import explain_os_error, write_whole

MARK = ".passerelle-site"
"""The file that tells a site, which may be built again, from a folder of somebody's."""


class Built(msgspec.Struct, frozen=True):
    """What was built."""

    out: Path
    languages: tuple[str, ...]
    pages: int
    lessons_run: int


def build_site(
    kit: Kit,
    out: Path,
    *,
    run: bool | Collection[str] = True,
    say: Callable[[str], None] = lambda step: None,
    progress: Callable[[int, int], None] | None = None,
) -> Built:
    """Build the site into ``out``, whole or not at all; with ``run`` the lessons, or those of
    them that it names, are run first or taken from before.

    Raises :class:`ContentError` where a lesson fails, a page draws a warning, a link leads nowhere or something would
    be loaded from elsewhere; :class:`UsageError` where ``out`` holds something that is not a site.
    """
    require_parts()
    _refuse_foreign(out)
    pages = list_pages(kit)
    homes = tuple(list_languages(kit, pages))
    lessons_there = [page.source for page in pages if page.source.endswith(".ipynb")]
    sources = [source for source in lessons_there if run is True or (run and source in run)]
    if sources:
        say(tr("Exécution des leçons…"))
    lessons = dict(run_lessons(kit, sources, progress))
    say(tr("Construction des pages…"))
    with tempfile.TemporaryDirectory(prefix="passerelle-site-") as scratch:
        site = Path(scratch, "site")
        site.mkdir()
        orders = []
        for home in homes:
            staged = Path(scratch, "sources", home.language)
            stage_language(kit, pages, home.language, lessons, staged)
            orders.append(_order(kit, home, tuple(pages), homes, staged))
        with ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
            warnings = [line for lines in pool.map(_run_sphinx, orders) for line in lines]
        if warnings:
            raise ContentError(tr("Le site n’a pas été écrit :") + "\n" + "\n".join(warnings))
        for order in orders:
            Path(order.out).rename(site / order.language)
        _write_entrance(site, homes)
        faults = [fault.describe() for fault in inspect_site(site)]
        if faults:
            raise ContentError(tr("Le site n’a pas été écrit :") + "\n" + "\n".join(faults))
        _put_in_place(site, out)
    return Built(out, tuple(home.language for home in homes), len(list(out.rglob("*.html"))), len(sources))


def require_parts() -> None:
    """Raise an error that names the remedy where Sphinx and its parts are not installed."""
    missing = [name for name in ("sphinx", "myst_nb", "pydata_sphinx_theme") if find_spec(name) is None]
    if missing:
        raise PasserelleError(
            tr(
                "Pour construire le site, il manque {names}. Lancez `./passerelle site` depuis le clone, qui installe "
                "tout, ou `pip install passerelle[docs]`.",
                names=", ".join(missing),
            )
        )


def _refuse_foreign(out: Path) -> None:
    if out.exists() and not (out / MARK).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(
            tr(
                "{path} existe et n’est pas un site de Passerelle : rien n’y a été touché. "
                "Donnez un autre dossier avec --out, ou videz celui-ci.",
                path=out,
            )
        )


def _order(kit: Kit, home: Page, pages: tuple[Page, ...], homes: tuple[Page, ...], staged: Path) -> Order:
    return Order(
        language=home.language,
        root=str(kit.root.resolve()),
        source=str(staged),
        # A folder of its own: MyST-NB also writes beside the pages.
        out=str(staged.parents[1] / "built" / home.language / "pages"),
        trees=str(staged.parents[1] / "trees" / home.language),
        version=__version__,
        pages=pages,
        homes=homes,
    )


def _run_sphinx(order: Order) -> list[str]:
    """Return the warnings of one run."""
    done = subprocess.run(
        [sys.executable, "-m", "autograder.site.sphinx_run"],
        input=msgspec.json.encode(order),
        env={**os.environ, "PASSERELLE_LANG": order.language, "NO_COLOR": "1"},
        capture_output=True,
        check=False,
    )
    lines = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    warnings = [line.replace(f"{order.source}{os.sep}", "") for line in lines if "WARNING" in line or "ERROR" in line]
    if done.returncode and not warnings:
        return lines[-12:] or [tr("Sphinx s’est arrêté (code {code}).", code=done.returncode)]
    for name in (".buildinfo", "objects.inv", "_static/webpack-macros.html"):  # For other builds: no reader needs them.
        Path(order.out, name).unlink(missing_ok=True)
    _join_styles(Path(order.out, "_static"))
    return warnings if done.returncode else []


def _join_styles(static: Path) -> None:
    """Put Sphinx's own style sheet into the theme's, which imports it: Chromium also asks for it in a wrong place."""
    theme, basic = static / "styles" / "theme.css", static / "basic.css"
    if theme.is_file() and basic.is_file():
        rules = re.sub(r"url\((?!['\"]?(?:data:|/))", "url(../", basic.read_text("utf-8"))
        text = theme.read_text("utf-8")
        write_whole(theme, re.sub(r"""@import\s+"\.\./basic\.css";""", lambda _: rules, text), durable=False)


def _write_entrance(site: Path, homes: tuple[Page, ...]) -> None:
    """Write the page that all languages share."""
    folders = (HERE / "templates", HERE.parent / "classes" / "templates" / "feedback")
    loader = jinja2.FileSystemLoader([str(folder) for folder in folders])
    template = jinja2.Environment(loader=loader, autoescape=True).get_template("entrance.html.j2")
    languages = [{"href": home.address, "name": name_language(home.tag), "tag": home.tag} for home in homes]
    write_whole(site / "index.html", template.render(languages=languages, lang=SOURCE_LANGUAGE), durable=False)
    write_whole(site / MARK, f"{__version__}\n", durable=False)


def _put_in_place(site: Path, out: Path) -> None:
    """Put the new site where the former one was, by renaming, so that a reader never finds half of one."""
    beside = out.resolve().parent / f".{out.name}.new"
    former = out.resolve().parent / f".{out.name}.old"
    try:
        out.resolve().parent.mkdir(parents=True, exist_ok=True)
        for folder in (beside, former):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(site, beside)
        if out.exists():
            out.rename(former)
        beside.rename(out)
        shutil.rmtree(former, ignore_errors=True)
    except OSError as error:
        raise explain_os_error(error, out) from error
