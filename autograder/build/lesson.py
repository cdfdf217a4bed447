"""The lesson as learners open it: no answers to hide, nothing locked."""

from __future__ import annotations

from autograder.build.dump import dump_notebook, make_notebook, make_notebook_cell
from autograder.build.edition import translate_cell
from autograder.build.glossary import GLOSSARY_CELL, write_links
from autograder.content.kit import Kit
from autograder.errors import ContentError
from autograder.i18n.catalogue import make_translator
from autograder.i18n.percent import read_cells
from autograder.language import normalise_language, tr


def build_lesson(kit: Kit, module_id: str, language: str) -> bytes:
    """Return ``lessons/LANG/NN-slug.ipynb``, which ends with links to the glossary; writes nothing."""
    language = normalise_language(language)
    path = kit.course_folder(module_id) / "lesson.py"
    translator = make_translator(kit, (module_id,), language)
    cells = []
    for cell in read_cells(path):
        if cell.task:
            raise ContentError(
                tr(
                    "{path}, cellule « {cell} » : une leçon n’a pas de tâche notée. "
                    "Mettez-la dans solutions/{module}/, "
                    'ou nommez la cellule avec cell="{cell}".',
                    path=path,
                    cell=cell.id,
                    module=module_id,
                )
            )
        metadata = {"tags": list(cell.tags)} if cell.tags else {}
        cells.append(make_notebook_cell(cell.id, cell.type, translate_cell(cell, translator, path), metadata))
    links = write_links(kit, module_id, language)
    if links:
        cells.append(make_notebook_cell(GLOSSARY_CELL, "markdown", links, {}))
    return dump_notebook(make_notebook(cells, {"lang": language, "lesson": module_id, "schema": 1}))
