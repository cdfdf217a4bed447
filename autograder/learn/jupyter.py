"""How JupyterLab is set for a learner: written into the workspace, so that nobody's own settings are used or changed.

In the learner's language, on loopback only, with a token; no news, no update check, no question about kernels; what
nbgrader and others add for instructors is left out.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import msgspec

import autograder.desk
from autograder.language import find_lab_language, tr, use_language
from autograder.learn.workspace import Workspace
from autograder.storage import write_whole

_FOLDER = "jupyter"
_STARTUP = b"from autograder.check import check, check_all, hint, solution, variant\n"
"""What each kernel runs first: after a restart, a check says what is missing even where its first cell did not run."""

_KERNEL = b'{"IPKernelApp": {"log_level": 40}}\n'
"""A kernel writes to the learner's terminal: its errors, and none of its advice about the transport."""

_START_PAGE = "passerelle-start-page:start-page"
"""How the desk names its start page to what remembers the tabs."""

_LAYOUT = "lab/workspaces/default-37a8.jupyterlab-workspace"
"""Where JupyterLab keeps what was open; the name is the one that it gives to its first workspace."""

_EXTENSIONS = Path(autograder.desk.__file__).parent / "labextension"
"""Where the desk lies, built."""

OPENER = "ouvrir.html"
"""The page in the workspace that leads to the server while it runs."""


_DISABLED = (
    "@jupyter/nbgrader",
    "@jupyter-notebook/lab-extension",
    "jupyterlab-jupytext",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/help-extension:jupyter-forum",
    # Pages in English, most of them on the web.
    "@jupyterlab/help-extension:licenses",
    "@jupyterlab/help-extension:resources",
    # A right side bar of tools that no module uses.
    "@jupyterlab/application-extension:property-inspector",
    "@jupyterlab/debugger-extension",
    # "Not trusted", of a notebook that one has just received from us.
    "@jupyterlab/notebook-extension:trust-status",
)

_SERVER_DISABLED = (
    "jupyter_lsp",
    "jupyterlab_jupytext",
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "notebook",
    "notebook_shim",
)
"""What the libraries of the kit add to any server; nbgrader's alone takes seconds to load."""

_HIDDEN = ("__pycache__", "*.pyc", ".*", OPENER, "checks.py", "shared.py", "exercise.json", "variants.json")


def find_runtime_folder(workspace: Path) -> Path:
    """Where the server of a workspace says that it runs."""
    return workspace / ".passerelle" / _FOLDER / "runtime"


def write_settings(workspace: Workspace) -> None:
    """Write everything that JupyterLab reads when it starts; settings that the learner made themselves stay."""
    config = workspace.own / _FOLDER / "config"
    pages = {
        "labconfig/default_setting_overrides.json": _describe_settings(workspace.lang),
        "labconfig/page_config.json": {"disabledExtensions": dict.fromkeys(_DISABLED, True)},
    }
    if not (config / _LAYOUT).exists():
        pages[_LAYOUT] = _describe_layout()
    for name, page in pages.items():
        write_whole(config / name, msgspec.json.format(msgspec.json.encode(page)) + b"\n", durable=False)
    profile = workspace.own / _FOLDER / "ipython" / "profile_default"
    write_whole(profile / "startup" / "passerelle.py", _STARTUP, durable=False)
    write_whole(profile / "ipython_kernel_config.json", _KERNEL, durable=False)


def make_environment(workspace: Workspace) -> dict[str, str]:
    """Return the environment of the server and its kernels: Jupyter's folders in the workspace, our language."""
    own = workspace.own / _FOLDER
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER_", "JUPYTERLAB_"))}
    if "JUPYTERHUB_USER" in os.environ:
        kept["JUPYTERHUB_USER"] = os.environ["JUPYTERHUB_USER"]
    return kept | {
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "IPYTHONDIR": str(own / "ipython"),
        # A terminal of JupyterLab's knows `passerelle`.
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "PASSERELLE_LANG": workspace.lang,
    }


def describe_server(workspace: Workspace) -> dict[str, Any]:
    """Return the server's configuration, which counts before what a system's files may say."""
    log = _describe_log(workspace)
    return {
        "Application": {"logging_config": log},
        "ServerApp": {
            "jpserver_extensions": {
                **dict.fromkeys(_SERVER_DISABLED, False),
                "jupyterlab": True,
                "jupyter_server_terminals": True,
                "autograder.learn.labwords": True,
                "autograder.learn.extension": True,
            },
            "ip": "127.0.0.1",
            "root_dir": str(workspace.root),
            "default_url": "/lab",
            "open_browser": False,
            # Ctrl + C is meant: it would ask again, in English.
            "answer_yes": True,
            "allow_root": True,
            # No login shell: it would forget where `passerelle` is.
            **({} if os.name == "nt" else {"terminado_settings": {"shell_command": [os.environ.get("SHELL") or "sh"]}}),
            "contents_manager_class": "autograder.learn.contents.WorkspaceContents",
        },
        "LabApp": {
            "default_url": "/lab",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            "extension_manager": "readonly",
            "extra_labextensions_path": [str(_EXTENSIONS)],
            "open_browser": False,
        },
        "ContentsManager": {"hide_globs": list(_HIDDEN)},
        "MultiKernelManager": {"default_kernel_name": "python3"},
    }


def _describe_log(workspace: Workspace) -> dict[str, Any]:
    """What Jupyter has to say goes to a file; the terminal is for the learner."""
    file = {
        "class": "logging.FileHandler",
        "filename": str(workspace.own / _FOLDER / "server.log"),
        "mode": "a",
        "encoding": "utf-8",
        "level": "INFO",
        "formatter": "console",
    }
    loggers = {name: {"level": "INFO", "handlers": ["file"]} for name in ("ServerApp", "LabApp")}
    return {"handlers": {"file": file}, "loggers": loggers}


def _describe_settings(lang: str) -> dict[str, Any]:
    """Return the defaults of JupyterLab's own settings."""
    return {
        "@jupyterlab/application-extension:top-bar": {"toolbar": [_describe_home_button(lang)]},
        "@jupyterlab/translation-extension:plugin": {"locale": find_lab_language(lang)},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
            "doNotDisturbMode": True,
        },
        "@jupyterlab/apputils-extension:sessionDialogs": {"skipKernelRestartDialog": False},
        "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}},
        "@jupyterlab/markdownviewer-extension:plugin": {"lineWidth": 70},
        "@jupyterlab/notebook-extension:tracker": {
            "autoStartDefaultKernel": True,
            "kernelShutdown": True,
            "showInputPlaceholder": False,
        },
        "@jupyterlab/filebrowser-extension:browser": {"showHiddenFiles": False, "showLastModifiedColumn": False},
    }


def _describe_layout() -> dict[str, Any]:
    """Return the layout of the very first start: the start page has the whole width, files are one click away."""
    side = {"collapsed": True, "visible": True, "widgets": [], "widgetStates": {}}
    dock = {"type": "tab-area", "currentIndex": 0, "widgets": [_START_PAGE]}
    main = {"main": {"dock": dock, "current": _START_PAGE}, "down": {"size": 0, "collapsed": True, "widgets": []}}
    layout = {**main, "left": side, "right": side, "relativeSizes": [0, 1, 0], "top": {"simpleVisibility": True}}
    data = {"layout-restorer:data": layout, _START_PAGE: {"data": {}}}
    return {"data": data, "metadata": {"id": "default"}}


def _describe_home_button(lang: str) -> dict[str, Any]:
    """A button that is always in sight: it opens the start page."""
    with use_language(lang):
        return {
            "name": "passerelle-home",
            "command": "passerelle:home",
            "label": tr("Accueil"),
            "caption": tr("Ouvrir la page d’accueil"),
            "rank": 60,
        }
