"""`solution`: the reference of a passed task, where the kit is at hand."""

from autograder.check.reference import read_reference, show_reference
from autograder.content.edition import EditionTask
from autograder.content.kit import Kit

NOTEBOOK = '''# %% task="total"
def total(items):
    """Rend le total."""
    ### BEGIN SOLUTION
    # Un commentaire.
    return sum(items)
    ### END SOLUTION
'''


def make_kit(tmp_path):
    folder = tmp_path / "solutions" / "99-essai"
    folder.mkdir(parents=True)
    (folder / "exercise.toml").write_text("")
    (folder / "notebook.py").write_text(NOTEBOOK, encoding="utf-8")
    return Kit(tmp_path)


def test_the_reference_comes_without_its_markers(tmp_path):
    expected = 'def total(items):\n    """Rend le total."""\n    # Un commentaire.\n    return sum(items)'
    assert expected == read_reference(make_kit(tmp_path), "99-essai", "total", "fr")


def test_what_is_not_here_is_empty(tmp_path):
    kit = make_kit(tmp_path)
    assert read_reference(kit, "99-essai", "other", "fr") == ""
    assert read_reference(kit, "98-autre", "total", "fr") == ""


def test_the_page_escapes_and_names_the_task(tmp_path, monkeypatch):
    make_kit(tmp_path)
    monkeypatch.setenv("PASSERELLE_KIT", str(tmp_path))
    page, text = show_reference("99-essai", EditionTask("total", "Le <total>", "write", 1.0), "fr")
    assert "&lt;total&gt;" in page
    assert "return sum(items)" in text
