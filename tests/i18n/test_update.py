"""Catalogues brought up to date: nothing lost, nothing moved for nothing."""

import pytest
from babel.messages.pofile import read_po

from autograder.i18n.catalogue import read_catalogue
from autograder.i18n.update import update
from tests.build.smallkit import CHECKS, HIDDEN, SLUG, write_catalogue, write_kit


@pytest.fixture
def kit(tmp_path):
    kit = write_kit(tmp_path)
    (tmp_path / "locale" / "en").mkdir(parents=True)
    package = tmp_path / "autograder" / "part"
    package.mkdir(parents=True)
    (package / "file.py").write_text('def say(n):\n    return tr("Il y a {n} ponts.", n=n)\n', encoding="utf-8")
    return kit


def read(kit, name=SLUG, language="en"):
    return read_catalogue(kit.catalogue(name, language), language)


def change(kit, name, old, new):
    path = kit.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def write_translation(kit, msgid, msgstr):
    path = kit.catalogue(SLUG, "en")
    text = path.read_text(encoding="utf-8")
    assert f'msgid "{msgid}"\nmsgstr ""' in text
    path.write_text(
        text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"'), encoding="utf-8"
    )


def test_a_language_is_a_folder_and_gets_every_catalogue(kit):
    (kit.root / "locale" / "de").mkdir()
    names = [f"{SLUG}.hidden.po", f"{SLUG}.po", "interface.po"]
    expected = [f"locale/{language}/{name}" for language in ("de", "en") for name in names]
    assert expected == sorted(path.relative_to(kit.root).as_posix() for path in update(kit))


def test_every_kind_of_sentence_is_there_with_its_place(kit):
    update(kit)
    places = {message.id: message.auto_comments for message in read(kit) if message.id}
    exercise = f"solutions/{SLUG}"
    expected = {
        "Le pont": [f"courses/{SLUG}/module.toml"],
        "Traverser.": [f"courses/{SLUG}/module.toml cross"],
        "Ce qui relie deux rives.": [f"courses/{SLUG}/module.toml pont"],
        "un premier point": [f"courses/{SLUG}/lesson.py cell-1"],
        "Deux calculs et une phrase.": [f"{exercise}/exercise.toml"],
        "Regardez le signe `*`.": [f"{exercise}/exercise.toml double"],
        "Le petit pont": [f"{exercise}/exercise.toml", f"{exercise}/notebook.py cell-1"],
        "Rend la somme.": [f"{exercise}/notebook.py lent"],
        "Bonjour à {n} personnes": [f"{exercise}/notebook.py cell-2"],
        "Le double de trois.": [f"{exercise}/checks.py test_double_of_three"],
        "les petits nombres": [f"{exercise}/checks.py test_double_of_three"],
    }
    assert expected == {text: places[text] for text in expected}
    assert not [text for text in places if "English" in text]


def test_what_learners_must_not_receive_has_a_catalogue_of_its_own(kit):
    update(kit)
    hidden = [message.id for message in read(kit, f"{SLUG}.hidden") if message.id]
    assert [
        "Le double de zéro.",
        "Et zéro ?",
        "Un prénom.",
        "Bonjour ",
        "Le triple",
        "Multipliez par deux, pas par {n}.",
    ] == hidden
    assert not {"Le double de zéro.", "Le triple"} & {message.id for message in read(kit)}


def test_the_package_speaks_through_the_interface(kit):
    update(kit)
    (message,) = [message for message in read(kit, "interface") if message.id]
    assert ("Il y a {n} ponts.", ["autograder/part/file.py say"]) == (message.id, message.auto_comments)
    assert "python-brace-format" in message.flags


def test_a_second_update_changes_nothing(kit):
    update(kit)
    assert [] == update(kit)


def test_the_file_bears_no_date_and_no_version_of_a_tool(kit):
    update(kit)
    text = kit.catalogue(SLUG, "en").read_text(encoding="utf-8")
    assert not [word for word in ("POT-Creation-Date", "Generated-By", "YEAR", "FULL NAME", "#:") if word in text]
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_what_a_translator_wrote_stays(kit):
    update(kit)
    path = kit.catalogue(SLUG, "en")
    text = path.read_text(encoding="utf-8")
    text = text.replace('"Language: en\\n"', '"Last-Translator: Awa <awa@example.org>\\n"\n"Language: en\\n"')
    text = text.replace('msgid "Le pont"\nmsgstr ""', '# A remark of mine.\nmsgid "Le pont"\nmsgstr "The bridge"')
    path.write_text("# Translated with care.\n" + text, encoding="utf-8")
    update(kit)
    assert [] == update(kit)
    after = path.read_text(encoding="utf-8")
    expected = ["# Translated with care.", "Awa <awa@example.org>", "# A remark of mine.", 'msgstr "The bridge"']
    assert expected == [line for line in expected if line in after]


def test_a_changed_sentence_turns_fuzzy_beside_the_former_one_and_stays_so(kit):
    update(kit)
    write_translation(kit, "Deux calculs et une phrase.", "Two sums and a sentence.")
    change(kit, f"solutions/{SLUG}/exercise.toml", "Deux calculs et une phrase.", "Trois calculs et une phrase.")
    for _ in range(2):
        update(kit)
        message = read(kit).get("Trois calculs et une phrase.")
        assert (True, "Two sums and a sentence.") == (message.fuzzy, message.string)
        text = kit.catalogue(SLUG, "en").read_text(encoding="utf-8")
        assert '#| msgid "Deux calculs et une phrase."' in text
    assert [] == update(kit)


def test_a_long_former_sentence_stays_readable(kit):
    former = 'Une phrase avec des "guillemets" ' + "et beaucoup de mots " * 12 + "pour finir."
    change(kit, f"courses/{SLUG}/lesson.py", "# - un premier point", f"# {former}")
    update(kit)
    message = next(message for message in read(kit) if message.id and message.id.endswith("pour finir."))
    write_catalogue(kit, SLUG, "en", {message.id: "A sentence."})
    change(kit, f"courses/{SLUG}/lesson.py", "pour finir.", "pour bien finir.")
    for _ in range(2):
        update(kit)
        assert [message.id] == [found.previous_id[0] for found in read(kit) if found.fuzzy]
    assert [] == update(kit)


def test_a_sentence_that_is_gone_is_kept_as_obsolete_and_comes_back(kit):
    update(kit)
    write_translation(kit, "un second point", "a second point")
    change(kit, f"courses/{SLUG}/lesson.py", "# - un second point\n", "")
    update(kit)
    assert '#~ msgid "un second point"\n#~ msgstr "a second point"' in kit.catalogue(SLUG, "en").read_text("utf-8")
    assert [] == update(kit)
    change(kit, f"courses/{SLUG}/lesson.py", "# - un premier point\n", "# - un premier point\n# - un second point\n")
    update(kit)
    assert "a second point" == read(kit).get("un second point").string
    assert "#~" not in kit.catalogue(SLUG, "en").read_text("utf-8")


def test_entries_follow_the_order_of_the_sources(kit):
    update(kit)
    change(
        kit,
        f"courses/{SLUG}/lesson.py",
        "# - un premier point\n# - un second point",
        "# - un point\n# - un premier point",
    )
    update(kit)
    ids = [message.id for message in read(kit)]
    assert ids.index("un point") < ids.index("un premier point")


def test_a_context_that_a_translator_added_is_kept(kit):
    update(kit)
    path = kit.catalogue(SLUG, "en")
    entry = '\nmsgctxt "lesson.py cell-1"\nmsgid "La leçon"\nmsgstr "The course"\n'
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    update(kit)
    assert "The course" == read(kit).get("La leçon", "lesson.py cell-1").string
    assert [] == update(kit)


def test_an_overlay_keeps_only_what_it_says_otherwise(kit):
    (kit.root / "locale" / "fr_CA").mkdir()
    assert not [path for path in update(kit) if "fr_CA" in path.parts]
    write_catalogue(kit, SLUG, "fr_CA", {"Le petit pont": "Le ponceau"})
    update(kit)
    assert ["Le petit pont"] == [message.id for message in read(kit, language="fr_CA") if message.id]
    change(kit, f"solutions/{SLUG}/exercise.toml", "Le petit pont", "Le tout petit pont")
    change(kit, f"solutions/{SLUG}/notebook.py", "Le petit pont", "Le tout petit pont")
    update(kit)
    assert [("Le tout petit pont", True)] == [
        (message.id, message.fuzzy) for message in read(kit, language="fr_CA") if message.id
    ]
    assert [] == update(kit)


def test_a_kit_of_one_exercise_has_neither_package_nor_lesson(tmp_path):
    import shutil

    kit = write_kit(tmp_path)
    shutil.rmtree(tmp_path / "courses")
    (tmp_path / "locale" / "en").mkdir(parents=True)
    assert [f"{SLUG}.po", f"{SLUG}.hidden.po"] == [path.name for path in update(kit)]


def test_any_gettext_tool_can_read_the_files(kit):
    for path in update(kit):
        with path.open("rb") as stream:
            assert len(read_po(stream, abort_invalid=True)) > 0


def test_a_sentence_that_ceases_to_be_shipped_keeps_its_translation(tmp_path):
    naming = '    student.mistake("triple", n=3)\n'
    kit = write_kit(tmp_path, checks=CHECKS + naming)
    translated = {"Multipliez par deux, pas par {n}.": "Multiply by two, not by {n}."}
    write_catalogue(kit, SLUG, "en", translated)
    write_kit(tmp_path, checks=CHECKS.replace("Multipliez par deux", "Doublez"), hidden=HIDDEN + naming)

    update(kit)

    hidden = {message.id: message.string for message in read(kit, f"{SLUG}.hidden")}
    assert translated.items() <= hidden.items()
