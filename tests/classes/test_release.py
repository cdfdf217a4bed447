from __future__ import annotations

import json
import zipfile

import pytest

from autograder.classes.course import open_course
from autograder.classes.nbgrader_api import open_api
from autograder.classes.release import release_class
from autograder.errors import ClassError

from .samples import EXERCISE


def _sources(path):
    def text(source):
        return source if isinstance(source, str) else "".join(source)

    return [(cell["id"], text(cell["source"])) for cell in json.loads(path.read_text())["cells"]]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nbgrader_releases_what_the_kit_shows(course, kit, lang):
    released = course.folder("release", EXERCISE) / ("" if lang == "fr" else lang) / f"{EXERCISE}.ipynb"

    assert _sources(kit.edition_folder(EXERCISE, lang) / f"{EXERCISE}.ipynb") == _sources(released)


def test_each_language_has_its_handout(course):
    for lang, title in (("fr", "Un essai"), ("en", "A trial")):
        with zipfile.ZipFile(course.root / "handout" / lang / f"{EXERCISE}.zip") as archive:
            names = archive.namelist()
            notebook = archive.read(f"{EXERCISE}/{EXERCISE}.ipynb").decode()
        assert [
            f"{EXERCISE}/{name}" for name in (f"{EXERCISE}.ipynb", "checks.py", "data/words.csv", "exercise.json")
        ] == names
        assert f"# {title}" in notebook


def test_formgraders_own_button_releases_every_language(course):
    for path in course.folder("release", EXERCISE).rglob("*.ipynb"):
        path.unlink()

    with open_api(course) as api:
        result = api.generate_assignment(EXERCISE)

    assert result["success"]
    found = {
        path.relative_to(course.folder("release", EXERCISE)).as_posix()
        for path in course.folder("release", EXERCISE).rglob("*.ipynb")
    }
    assert {f"{EXERCISE}.ipynb", f"en/{EXERCISE}.ipynb"} == found


def test_a_class_without_the_configure_call_is_noticed(course):
    exchange = str(course.root.with_name(f"{course.root.name}.exchange"))
    (course.root / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.root = {str(course.root)!r}\nc.Exchange.root = {exchange!r}\n"
    )

    with pytest.raises(ClassError, match="configure"):
        release_class(open_course(course.root))


def test_it_is_put_in_the_exchange_in_every_language(course):
    outbound = course.root.with_name(f"{course.root.name}.exchange") / course.course_id / "outbound" / EXERCISE

    assert (outbound / f"{EXERCISE}.ipynb").is_file()
    assert (outbound / "en" / f"{EXERCISE}.ipynb").is_file()


def test_an_unknown_exercise_names_those_of_the_class(course):
    with pytest.raises(ClassError, match=EXERCISE):
        release_class(course, ["97-autre"])
