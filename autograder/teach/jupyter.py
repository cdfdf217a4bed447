"""How JupyterLab is set for a class: in a private folder of its own, so that nobody's settings are used or changed.

On loopback only, with a token, in the person's language; Formgrader and the class page are loaded, news are not.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from autograder.classes.course import Course
from autograder.language import find_lab_language
from autograder.storage import explain_os_error, write_whole

PAGE = "/passerelle/class"
"""The class page's address on the server."""

_DISABLED = (
    # The learner's desk hides the cells that check, which an instructor wants to see.
    "passerelle-desk",
    "jupyterlab-jupytext",
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/help-extension:jupyter-forum",
    # They ask for a language server that is not loaded.
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:language-server",
)

_EXTENSIONS = {
    "jupyterlab": True,
    "jupyter_server_terminals": True,
    "nbgrader.server_extensions.formgrader": True,
    "nbgrader.server_extensions.validate_assignment": True,
    "autograder.teach.extension": True,
    "autograder.learn.labwords": True,
    "autograder.learn.extension": False,
    # Those are for learners, or load for seconds what a class has no use for.
    "nbgrader.server_extensions.assignment_list": False,
    "nbgrader.server_extensions.course_list": False,
    "jupyter_lsp": False,
    "jupyterlab_jupytext": False,
}


def find_private_folder(course: Course) -> Path:
    """Where the server of a class keeps its settings, its token and its log."""
    return course.own / ".jupyter"


def write_settings(course: Course, lang: str) -> None:
    """Write what JupyterLab reads when it starts, in a folder that only this person can open."""
    own = find_private_folder(course)
    try:
        own.mkdir(parents=True, exist_ok=True)
        own.chmod(0o700)
    except OSError as error:
        raise explain_os_error(error, own) from error
    pages = {
        "default_setting_overrides.json": _describe_settings(lang),
        "page_config.json": {"disabledExtensions": dict.fromkeys(_DISABLED, True)},
    }
    for name, page in pages.items():
        data = msgspec.json.format(msgspec.json.encode(page)) + b"\n"
        write_whole(own / "config" / "labconfig" / name, data, durable=False)


def make_environment(course: Course, lang: str) -> dict[str, str]:
    """Return the environment of the server and of what it starts: Jupyter's folders in the class, our language."""
    own = find_private_folder(course)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER_", "JUPYTERLAB_"))}
    return kept | {
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "IPYTHONDIR": str(own / "ipython"),
        "PASSERELLE_LANG": lang,
    }


def describe_server(course: Course, port: int) -> dict[str, Any]:
    """Return the server's configuration, which counts before what a system's files may say."""
    return {
        "Application": {"logging_config": _describe_log(find_private_folder(course) / "server.log")},
        "ServerApp": {
            "jpserver_extensions": _EXTENSIONS,
            "ip": "127.0.0.1",
            "port": port,
            "root_dir": str(course.root),
            "default_url": PAGE,
            "open_browser": False,
            # Ctrl + C is meant: it would ask again, in English.
            "answer_yes": True,
            "allow_root": True,
        },
        "LabApp": {
            "default_url": PAGE,
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            "extension_manager": "readonly",
            "open_browser": False,
        },
        "MultiKernelManager": {"default_kernel_name": "python3"},
    }


def _describe_log(path: Path) -> dict[str, Any]:
    file = {
        "class": "logging.FileHandler",
        "filename": str(path),
        "mode": "a",
        "encoding": "utf-8",
        "level": "INFO",
        "formatter": "console",
    }
    loggers = {name: {"level": "INFO", "handlers": ["file"]} for name in ("ServerApp", "LabApp")}
    return {"handlers": {"file": file}, "loggers": loggers}


def _describe_settings(lang: str) -> dict[str, Any]:
    return {
        "@jupyterlab/translation-extension:plugin": {"locale": find_lab_language(lang)},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
            "doNotDisturbMode": True,
        },
        "@jupyterlab/notebook-extension:tracker": {"autoStartDefaultKernel": True, "kernelShutdown": True},
    }
