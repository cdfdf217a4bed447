"""The files of a workspace as JupyterLab reads them: the start page is made again each time it is opened."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from autograder.content.kit import Kit
from autograder.learn.startpage import name_start_page, write_start_page
from autograder.learn.workspace import Workspace, read_settings


class WorkspaceContents(AsyncLargeFileManager):
    """Jupyter's own contents manager, with a start page that is never out of date."""

    async def get(
        self,
        path: str,
        content: bool = True,
        type: str | None = None,
        format: str | None = None,
        require_hash: bool = False,
    ) -> Any:
        """Return a file's model, the start page freshly made."""
        self._refresh(path.strip("/"))
        return await super().get(path, content=content, type=type, format=format, require_hash=require_hash)

    def _refresh(self, name: str) -> None:
        root = Path(self.root_dir)
        settings = read_settings(root)
        if settings is None or name != name_start_page(settings.lang):
            return
        # A page that cannot be made again is shown as it was.
        with contextlib.suppress(Exception):
            write_start_page(Workspace(root, settings.lang), Kit(Path(settings.kit)))
