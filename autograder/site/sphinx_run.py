"""One run of Sphinx, for one language, in a process of its own: ``python -m autograder.site.sphinx_run < ORDER``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from autograder.language import tr
from autograder.site.pages import HOME, Page

HERE = Path(__file__).parent

SUPPRESSED = (
    # Pages are kept as Sphinx reads them, which no later build takes up.
    "config.cache",
    # The generated outcomes and lessons start sections as their authors wrote them; `validate` holds their levels.
    "myst.header",
    # A fence may name a language that Pygments does not colour: it is shown plain.
    "misc.highlighting_failure",
)
"""The warnings that do not stop a build. Everything else does."""


class Order(msgspec.Struct, frozen=True):
    """What one run needs to know."""

    language: str
    root: str
    """The kit's."""
    source: str
    out: str
    trees: str
    version: str
    pages: tuple[Page, ...]
    homes: tuple[Page, ...]


def main() -> int:
    """Build what the order on standard input says; warnings go to standard error, and make the run fail."""
    from sphinx.application import Sphinx

    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    app = Sphinx(
        srcdir=order.source,
        confdir=None,
        outdir=order.out,
        doctreedir=order.trees,
        buildername="html",
        confoverrides=describe(order),
        status=None,
        warning=sys.stderr,
        freshenv=True,
        warningiserror=True,
    )
    app.build(force_all=True)
    return int(app.statuscode)


def describe(order: Order) -> dict[str, Any]:
    """Return Sphinx's configuration. Nothing in it names an address outside the site."""
    return {
        "project": "Passerelle",
        "author": "Passerelle",
        "version": order.version,
        "release": order.version,
        "language": order.language,
        "root_doc": HOME,
        "extensions": ["myst_nb", "autograder.site.extension"],
        "exclude_patterns": ["extra/**"],
        "suppress_warnings": list(SUPPRESSED),
        "passerelle_pages": list(order.pages),
        "passerelle_homes": list(order.homes),
        "passerelle_root": order.root,
        # What the notebooks hold is shown; `passerelle site` ran them, or did not.
        "nb_execution_mode": "off",
        "nb_ipywidgets_js": {},
        "nb_merge_streams": True,
        # Markdown as forges and JupyterLab read it: the pages are theirs too.
        "myst_enable_extensions": [],
        "myst_all_links_external": True,
        "myst_disable_syntax": ["myst_role", "myst_line_comment", "myst_target", "myst_block_break"],
        "templates_path": [str(HERE / "templates")],
        "html_static_path": [str(HERE / "static")],
        "html_extra_path": [name for name in ("extra",) if Path(order.source, name).is_dir()],
        "html_css_files": ["passerelle.css"],
        "html_theme": "pydata_sphinx_theme",
        "html_theme_options": _describe_theme(),
        "html_title": "Passerelle",
        "html_favicon": str(HERE / "static" / "passerelle.svg"),
        "html_show_copyright": False,
        "html_show_sphinx": False,
        "html_show_sourcelink": False,
        "html_copy_source": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_math_renderer": "passerelle_plain",
        "html_sidebars": {HOME: []},
    }


def _describe_theme() -> dict[str, Any]:
    return {
        "logo": {"text": "Passerelle"},
        "search_bar_text": tr("Chercher"),
        "header_links_before_dropdown": 6,
        "navbar_persistent": ["search-button"],
        "navbar_end": ["passerelle-languages", "theme-switcher"],
        "secondary_sidebar_items": ["page-toc"],
        "primary_sidebar_end": [],
        "footer_start": ["passerelle-footer"],
        "footer_end": [],
        "back_to_top_button": False,
        "show_toc_level": 2,
        "pygments_light_style": "a11y-high-contrast-light",
        "pygments_dark_style": "a11y-high-contrast-dark",
    }


if __name__ == "__main__":
    sys.exit(main())
