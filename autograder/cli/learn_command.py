"""`passerelle learn` and `passerelle submit`: what they print."""

from __future__ import annotations

import sys
from pathlib import Path

from autograder.content.kit import Kit, find_kit_root
from autograder.language import tr, use_language


def run_learn(folder: Path | None, lang: str | None, *, browser: bool) -> int:
    """Bring the workspace up to date, start JupyterLab on it and stay until it is stopped."""
    from autograder.learn.delivery import deliver, describe_delivery
    from autograder.learn.launch import Running, find_running, run_server
    from autograder.learn.startpage import write_start_page
    from autograder.learn.workspace import choose_language, find_default_folder, open_workspace

    kit = Kit(find_kit_root())
    root = (folder or find_default_folder()).expanduser().absolute()
    with use_language(choose_language(lang, kit, root)):
        running = find_running(root)
        if running is not None:
            return _join_running(running, root, browser)
        workspace = open_workspace(root, lang, kit)
        for delivery in deliver(workspace, kit):
            if delivery.what != "new":
                print(describe_delivery(delivery, workspace.root))
        write_start_page(workspace, kit)

        def say_ready(server: Running) -> None:
            print(tr("Vos carnets sont dans {path}.", path=workspace.root))
            print(tr("Passerelle est ouverte : {address}", address=server.address()))
            print(tr("Pour arrêter : Ctrl + C ici. Vos réponses enregistrées restent."), flush=True)
            if browser:
                _open_browser(workspace.root)

        print(tr("JupyterLab démarre…"), file=sys.stderr, flush=True)
        run_server(workspace, say_ready)
        print(tr("Passerelle est fermée."))
    return 0


def run_submit(exercise: str, folder: Path | None, learner: str | None) -> int:
    """Write the file to hand in and say what is in it."""
    from autograder.errors import MissingPath
    from autograder.learn.submit import pack_submission
    from autograder.learn.workspace import Workspace, choose_language, find_default_folder, find_folder_here

    kit = Kit(find_kit_root())
    root = (folder or find_folder_here() or find_default_folder()).expanduser().absolute()
    if not root.is_dir():
        raise MissingPath(tr("{path} n’existe pas. Donnez votre dossier de travail avec `--dir DOSSIER`.", path=root))
    workspace = Workspace(root, choose_language(None, kit, root))
    with use_language(workspace.lang):
        packed = pack_submission(workspace, exercise, learner, kit)
        print(tr("À remettre à votre formateur : {path}", path=packed.path))
        print(tr("Au nom de {learner}. Dedans : {files}.", learner=packed.learner, files=", ".join(packed.files)))
        for title in packed.answered:
            print(tr("  ✔ répondu : {title}", title=title))
        for title in packed.blank:
            print(tr("  · sans réponse : {title}", title=title))
        if not packed.answered:
            print(tr("Aucune tâche n’a de réponse. Avez-vous enregistré le carnet (Ctrl + S) ?"))
        if packed.variant_of is not None:
            print(_explain_variant(packed.variant_of, packed.learner))
    return 0


def _explain_variant(shown: str, learner: str) -> str:
    return tr(
        "Attention : vos données étaient celles de « {shown} », et l’exercice sera noté avec celles de « {learner} ». "
        "`variant()` vous les donne désormais : redémarrez le noyau, refaites la tâche qui l’emploie, "
        "puis remettez de nouveau.",
        shown=shown or "—",
        learner=learner,
    )


def _join_running(running: object, root: Path, browser: bool) -> int:
    print(
        tr(
            "Passerelle est déjà ouverte sur {path} : {address}",
            path=root,
            address=running.address(),  # type: ignore[attr-defined]
        )
    )
    print(tr("Une autre langue ou une mise à jour se prend au prochain démarrage : arrêtez d’abord celle-ci."))
    if browser:
        _open_browser(root)
    return 0


def _open_browser(root: Path) -> None:
    """Open the learner's own browser, where there is one; the address is printed all the same."""
    import contextlib
    import webbrowser

    from autograder.learn.jupyter import OPENER

    with contextlib.suppress(webbrowser.Error, OSError):
        webbrowser.open((root / OPENER).as_uri())
