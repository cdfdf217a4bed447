"""A site of one small module and a few pages: whole or not written, each fault named."""

from __future__ import annotations

import json

import pytest

from autograder.cli import run
from autograder.content.kit import Kit
from autograder.site import lessons
from autograder.site.pages import list_pages

LESSON = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Le pont\n\nUne passerelle."},
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "Le mot : [pont](../glossaire.md#pont)."},
        {"cell_type": "code", "id": "c", "metadata": {}, "outputs": [], "execution_count": None, "source": "6 * 7"},
    ],
    "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
PAGES = {
    "lessons/glossaire.md": '# Glossaire\n\n- <a id="pont"></a>**pont** · Ce qui relie.\n',
    "docs/index.md": "# Home\n\n([En français](fr/index.md)) [Cross](how-to/cross.md#the-bridge) [code](../code.py)\n",
    "docs/how-to/cross.md": "# Cross\n\n([En français](../fr/traverser.md))\n\n## The bridge\n\nOver it.\n",
    "docs/how-to/alone.md": "# Alone\n\nOnly here.\n",
    "docs/fr/index.md": "# Accueil\n\n([In English](../index.md)) [Traverser](traverser.md#le-pont-là-bas)\n",
    "docs/fr/traverser.md": "# Traverser\n\n([In English](../how-to/cross.md))\n\n## Le pont, là-bas\n\nDessus.\n",
    "LICENSE": "Code\n",
    "code.py": "",
}


@pytest.fixture
def kit(tmp_path, monkeypatch):
    root = tmp_path / "kit"
    write(root, PAGES)
    for language in ("fr", "fr_CA"):
        write(root, {f"lessons/{language}/90-pont.ipynb": json.dumps(LESSON)})
    monkeypatch.setenv("PASSERELLE_KIT", str(root))
    monkeypatch.setenv("PASSERELLE_LANG", "fr")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Kit(root)


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def build(out, *arguments):
    return run(["site", "--out", str(out), *arguments])


def test_twins_share_their_group_and_french_pages_their_room(kit):
    pages = {page.source: page for page in list_pages(kit)}
    assert "fr/guides/traverser.html" == pages["docs/fr/traverser.md"].address
    assert ("docs/fr/traverser.md",) == pages["docs/how-to/cross.md"].twins
    assert ("docs/fr/index.md",) == pages["docs/index.md"].twins
    assert () == pages["docs/how-to/alone.md"].twins
    assert ("lessons/fr_CA/90-pont.ipynb",) == pages["lessons/fr/90-pont.ipynb"].twins


def test_a_site_with_what_its_cells_show(kit, tmp_path, monkeypatch):
    out = tmp_path / "out"
    assert 0 == build(out)
    lesson = (out / "fr" / "lecons" / "90-pont.html").read_text("utf-8")
    assert "42" in lesson
    assert 'href="../reference/glossaire.html#pont"' in lesson
    assert 'href="fr_CA/90-pont.html" hreflang="fr-CA"' in lesson
    assert '<html lang="fr-CA"' in (out / "fr" / "lecons" / "fr_CA" / "90-pont.html").read_text("utf-8")
    home = (out / "en" / "index.html").read_text("utf-8")
    assert 'href="how-to/cross.html#the-bridge"' in home
    assert 'href="../fr/index.html"' in home
    assert "code.py" not in home
    room = (out / "fr" / "guides" / "index.html").read_text("utf-8")
    assert 'href="../../en/how-to/alone.html"' in room
    assert "cross.html" not in room
    assert {"index.html", "fr", "en", ".passerelle-site"} == {path.name for path in out.iterdir()}
    # What ran is kept: the second time no lesson may run.
    monkeypatch.setattr(lessons.subprocess, "run", None)
    [kept] = [lessons.run_one(kit, "lessons/fr/90-pont.ipynb")]
    assert b"42" in kept


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("docs/how-to/alone.md", "# Alone\n\n[x](nowhere.md)\n", "no such file: nowhere.md"),
        ("docs/how-to/alone.md", "# Alone\n\n[x](cross.md#nowhere)\n", "cross.html#nowhere"),
        ("docs/how-to/alone.md", '# Alone\n\n<img src="https://cdn.test/a.png" alt="x">\n', "https://cdn.test/a.png"),
    ],
)
def test_a_fault_stops_the_build_and_keeps_the_former_site(kit, tmp_path, capsys, name, text, said):
    out = tmp_path / "out"
    write(out, {".passerelle-site": "", "index.html": "former"})
    write(kit.root, {name: text})
    assert 1 == build(out, "--no-run")
    assert said in capsys.readouterr().err
    assert "former" == (out / "index.html").read_text("utf-8")


def test_a_lesson_that_fails_is_named(kit, tmp_path, capsys):
    broken = LESSON | {"cells": [*LESSON["cells"][:2], LESSON["cells"][2] | {"source": "1 / 0"}]}
    write(kit.root, {"lessons/fr/90-pont.ipynb": json.dumps(broken)})
    assert 1 == build(tmp_path / "out")
    assert "lessons/fr/90-pont.ipynb s’arrête sur une erreur : c ZeroDivisionError" in capsys.readouterr().err


def test_a_folder_of_somebody_is_not_touched(kit, tmp_path, capsys):
    write(tmp_path / "out", {"mine.txt": "mine"})
    assert 2 == build(tmp_path / "out", "--no-run")
    assert "n’est pas un site de Passerelle" in capsys.readouterr().err
    assert "mine" == (tmp_path / "out" / "mine.txt").read_text("utf-8")
