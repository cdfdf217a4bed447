"""The reference answers of a module, run as a learner's would be: what each module's test asks for first."""

from __future__ import annotations

import contextlib
import io
import random
import re
import runpy
import shutil
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.build.referencevalues import read_code_cells
from autograder.i18n.percent import read_cells

ROOT = Path(__file__).resolve().parents[2]


class Reference:
    """The reference of ``NN-slug``: its folders, its variants, and what its cells leave behind."""

    def __init__(self, module: str) -> None:
        self.solution = ROOT / "solutions" / module
        self.course = ROOT / "courses" / module

    def make_variant(self, seed: int = 1) -> dict[str, Any]:
        """Return what ``variants.py`` makes of the seed: ``public`` and ``secret``."""
        made: dict[str, Any] = runpy.run_path(str(self.solution / "variants.py"))["make"](random.Random(seed))
        return made

    def read_cells(self) -> list[str]:
        """Return the code cells of the notebook, without the one that imports the kit."""
        cells = read_code_cells((self.solution / "notebook.py").read_text("utf-8"))
        return [source for name, source in cells if name != "setup"]

    def run(self, variant: Mapping[str, Any] | int = 1) -> dict[str, Any]:
        """Run the cells in the current folder, beside their data; return the names that they leave.

        ``variant`` is the public part of one, or the seed of one.
        """
        if (self.solution / "data").is_dir():
            shutil.copytree(self.solution / "data", "data", dirs_exist_ok=True)
        public = self.make_variant(variant)["public"] if isinstance(variant, int) else variant
        namespace: dict[str, Any] = {"tr": str, "variant": lambda: public}
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            for cell in self.read_cells():
                exec(compile(cell, "notebook.py", "exec"), namespace)
        return namespace

    def run_figures(self) -> dict[str, Any]:
        """Return the names of the lesson's ``figures.py``."""
        return runpy.run_path(str(self.course / "figures.py"), {"tr": str})

    def run_shown(self, *functions: str) -> dict[str, Any]:
        """Run the lesson's imports and the cells that define these functions; return the names that they leave."""
        namespace: dict[str, Any] = {"tr": str}
        cells = [cell.source for cell in read_cells(self.course / "lesson.py") if cell.type == "code"]
        imports = re.findall(r"^(?:import|from (?!figures)\S+ import) .*$", "\n".join(cells), re.MULTILINE)
        defining = [source for source in cells if any(f"def {name}(" in source for name in functions)]
        with contextlib.redirect_stdout(io.StringIO()):
            for source in [*imports, *defining]:
                exec(compile(source, "lesson.py", "exec"), namespace)
        return namespace
