"""JupyterLab's own interface, where its language pack says nothing or says it wrong: the sentences are added here.

A server extension. It answers for one address of JupyterLab's, the translations of a language, with the pack's
sentences and ours: one ``LOCALE.json`` beside this file, English sentence to translation.
"""

from __future__ import annotations

import asyncio
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from jupyterlab_server.translation_utils import get_language_pack, is_valid_locale, translator
from tornado import web

_FOLDER = Path(__file__).parent
_DOMAIN = "jupyterlab"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Answer for the languages that have a file here. Extensions load by name: this one before JupyterLab's own."""
    base = server.web_app.settings["base_url"]
    locales = "|".join(path.stem for path in sorted(_FOLDER.glob("*.json")))
    address = url_path_join(base, "lab/api/translations", f"({locales})")
    server.web_app.add_handlers(".*$", [(address, _Words)])


class _Words(APIHandler):  # type: ignore[misc]
    """The translations of one language."""

    @web.authenticated
    async def get(self, locale: str) -> None:
        """Send them as JupyterLab's own handler does."""
        data, message = await asyncio.to_thread(read_words, locale)
        if is_valid_locale(locale):
            translator.set_locale(locale)
        self.finish(json.dumps({"data": data, "message": message}))


@lru_cache(maxsize=4)
def read_words(locale: str) -> tuple[dict[str, Any], str]:
    """Return the sentences of the language pack with ours, by domain, and what went wrong, if anything did."""
    data, message = get_language_pack(locale)
    domain = data.setdefault(_DOMAIN, {"": {"domain": _DOMAIN, "language": locale.replace("_", "-")}})
    ours = json.loads((_FOLDER / f"{locale}.json").read_text(encoding="utf-8"))
    domain.update({english: words if isinstance(words, list) else [words] for english, words in ours.items()})
    return data, message
