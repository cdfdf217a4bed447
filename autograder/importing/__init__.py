"""An exercise in the kit's form out of a notebook that exists: nbgrader's source, or any notebook with tests in it."""

from autograder.importing.write import Imported, import_notebook

__all__ = ["Imported", "import_notebook"]
