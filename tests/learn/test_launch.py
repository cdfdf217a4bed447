"""A real JupyterLab on a workspace: in French, on loopback, behind a token, found again by a second start."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from autograder.check.workspace import append_progress
from autograder.content.kit import Kit
from autograder.learn import labwords
from autograder.learn.jupyter import make_environment
from autograder.learn.launch import Running, find_running
from autograder.learn.workspace import Workspace

from .kits import EXERCISE

_TRAP = "raise SystemExit('the settings of the person were read')"
_COMMAND = [sys.executable, "-c", "from autograder.cli import main; main()", "learn", "--no-browser"]


class Server:
    """A server that was started as a person starts it."""

    def __init__(self, process: subprocess.Popen[str], address: str, folder: Path, environment: dict[str, str]) -> None:
        self.process = process
        self.address = address
        self.folder = folder
        self.environment = environment
        self.root, self.token = re.fullmatch(r"(http://127\.0\.0\.1:\d+/).*\?token=(\w+)", address).groups()

    def get(self, path: str, token: bool = True) -> str:
        headers = {"Authorization": f"token {self.token}"} if token else {}
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(urllib.request.Request(self.root + path, headers=headers), timeout=30) as answer:
            return answer.read().decode()

    def read_default(self, plugin: str, name: str) -> Any:
        """What a setting of JupyterLab is where the person set nothing."""
        return json.loads(self.get(f"lab/api/settings/{plugin}"))["schema"]["properties"][name]["default"]


def start(*arguments: str, environment: dict[str, str]) -> tuple[subprocess.Popen[str], str]:
    """Start the command and return it with the address that it prints."""
    process = subprocess.Popen(
        [*_COMMAND, *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    for line in process.stdout or ():
        if found := re.search(r"http://\S+", line):
            return process, found[0]
    raise AssertionError(f"no address; the command ended with {process.wait()}")


@pytest.fixture(scope="module")
def server(built_kit: Path, tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("home")
    (home / ".jupyter").mkdir()
    (home / ".jupyter" / "jupyter_server_config.py").write_text(_TRAP)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PASSERELLE_"))},
        "HOME": str(home),
        "USERPROFILE": str(home),
        "PASSERELLE_KIT": str(built_kit),
        "PASSERELLE_LANG": "fr",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    with contextlib.ExitStack() as stack:
        taken = stack.enter_context(socket.socket())
        with contextlib.suppress(OSError):  # Taken already: all the same to us.
            taken.bind(("127.0.0.1", 8888))
            taken.listen()
        process, address = start(environment=environment)
        started = Server(process, address, home / "passerelle", environment)
        yield started
        if process.poll() is None:
            process.kill()
        process.wait()


def test_a_port_that_is_taken_is_passed_over(server):
    assert not server.root.endswith(":8888/")


def test_nobody_comes_in_without_the_token(server):
    with pytest.raises(urllib.error.HTTPError, match="403"):
        server.get("api/contents", token=False)


def test_the_start_page_is_what_opens(server):
    assert server.address.startswith(f"{server.root}lab?")
    state = json.loads(server.get("passerelle/desk/state"))
    assert [EXERCISE] == [module["id"] for module in state["modules"]]
    assert EXERCISE == state["following"]


def test_the_desk_is_loaded_from_the_package(server):
    page = server.get("lab")
    assert '"passerelle-desk"' in page
    assert "Check" in json.loads(server.get("lab/extensions/passerelle-desk/words/en.json")).values()


def test_a_start_page_that_any_client_reads_is_there_too(server):
    page = json.loads(server.get("api/contents/Accueil.md"))
    assert page["content"].startswith("# Passerelle : votre parcours")
    assert (
        "Markdown Preview"
        == server.read_default("@jupyterlab/docmanager-extension:plugin", "defaultViewers")["markdown"]
    )


def test_the_start_page_follows_the_progress(server):
    append_progress(server.folder, exercise=EXERCISE, task="add", score=4.0, max_score=4.0, lang="fr")
    assert "en cours, tâches réussies : 1 sur 2" in json.loads(server.get("api/contents/Accueil.md"))["content"]


def test_a_button_always_in_sight_leads_back_to_the_start_page(server):
    (button,) = server.read_default("@jupyterlab/application-extension:top-bar", "toolbar")
    assert "Accueil" == button["label"]
    assert "passerelle:home" == button["command"]


def test_it_speaks_french(server):
    assert "fr_FR" == server.read_default("@jupyterlab/translation-extension:plugin", "locale")
    assert "Fichier" in server.get("lab/api/translations/fr_FR")


def test_what_the_language_pack_lacks_or_says_wrong_is_mended(server):
    words = json.loads(server.get("lab/api/translations/fr_FR"))["data"]["jupyterlab"]
    assert ["Cellule %1 sur %2"] == words["Cell %1/%2"]
    assert ["Copier cette cellule", "Copier ces %1 cellules"] == words["Copy this cell"]
    assert ["Édition"] == words["menu\x04Edit"]


def test_placeholders_of_the_added_words_are_those_of_the_english():
    path = Path(labwords.__file__).with_name("fr_FR.json")
    for english, words in json.loads(path.read_bytes()).items():
        known = {"%1"} if isinstance(words, list) else set(re.findall(r"%\d", english))  # A plural counts in %1.
        assert set(re.findall(r"%\d", str(words))) <= known


def test_the_first_start_gives_the_start_page_the_whole_width(server):
    layout = json.loads(server.get("lab/api/workspaces/default"))["data"]["layout-restorer:data"]
    assert layout["left"]["collapsed"] is True
    assert layout["right"]["collapsed"] is True


def test_it_asks_nothing_and_sends_nothing(server):
    notification = "@jupyterlab/apputils-extension:notification"
    assert "false" == server.read_default(notification, "fetchNews")
    assert server.read_default(notification, "checkForUpdates") is False
    assert server.read_default("@jupyterlab/notebook-extension:tracker", "autoStartDefaultKernel") is True
    config = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', server.get("lab"), re.DOTALL)[1])
    assert config["news"] == {"disabled": True}
    assert "@jupyter/nbgrader" in config["disabledExtensions"]


def test_what_is_not_the_learners_is_out_of_sight(server):
    names = {item["name"] for item in json.loads(server.get(f"api/contents/{EXERCISE}"))["content"]}
    assert {f"{EXERCISE}.ipynb", "98-lecon.ipynb", "data"} == names


def test_a_second_start_finds_the_first(server):
    process, address = start(environment=server.environment)
    rest = process.stdout.read()
    assert (0, server.address) == (process.wait(), address)
    assert "arrêtez d’abord celle-ci" in rest
    assert server.process.poll() is None


def test_the_page_that_leads_there_is_for_this_person_alone(server):
    opener = server.folder / "ouvrir.html"
    assert server.address.replace("&", "&amp;") in opener.read_text(encoding="utf-8")
    if os.name == "posix":
        assert 0o600 == opener.stat().st_mode & 0o777
        assert 0o700 == (server.folder / ".passerelle" / "jupyter").stat().st_mode & 0o777


def test_nothing_is_written_outside_of_the_workspace(server):
    home = server.folder.parent
    assert {".jupyter", "passerelle"} == {path.name for path in home.iterdir()}
    assert ["jupyter_server_config.py"] == [path.name for path in (home / ".jupyter").iterdir()]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl + C to a whole console")
def test_ctrl_c_ends_it_at_once_and_leaves_nothing_behind(server):
    """The last test of this file: the server is gone after it."""
    server.process.send_signal(signal.SIGINT)
    assert "Passerelle est fermée." in server.process.stdout.read()
    assert 0 == server.process.wait(timeout=60)
    assert not (server.folder / "ouvrir.html").exists()
    assert find_running(server.folder) is None


def test_what_a_dead_server_left_behind_is_passed_over(workspace):
    runtime = workspace.own / "jupyter" / "runtime"
    runtime.mkdir(parents=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    dead = {"url": f"http://127.0.0.1:{port}/", "token": "x", "pid": 1, "root_dir": str(workspace.root)}
    (runtime / "jpserver-1.json").write_text(json.dumps(dead))
    (runtime / "jpserver-2.json").write_text("{")
    assert find_running(workspace.root) is None


def test_kernels_speak_the_language_of_the_workspace(workspace, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", "/home/zoe/.jupyter")
    environment = make_environment(Workspace(workspace.root, "en"))
    assert "en" == environment["PASSERELLE_LANG"]
    assert environment["JUPYTER_CONFIG_DIR"].startswith(str(workspace.root))


def test_an_address_has_its_token():
    server = Running("http://127.0.0.1:8888/", "abc", 1, "/home/zoé")
    assert "http://127.0.0.1:8888/lab?token=abc" == server.address()


def test_the_kit_says_where_it_lies(workspace, kit: Kit):
    """The start page is made again by the server, from what the workspace says."""
    assert str(kit.root) == json.loads((workspace.own / "workspace.json").read_bytes())["kit"]
