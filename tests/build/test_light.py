"""What the grader needs of the build is light: it never pays for nbgrader, nbformat or jupytext."""

import json
import subprocess
import sys

from .smallkit import SLUG, write_kit

SCRIPT = """
import json, sys
from pathlib import Path
from autograder.build import translate_hidden
from autograder.content.kit import Kit
from autograder.content.mistakes import read_titles
kit = Kit(Path(sys.argv[1]))
read_titles(kit.solution_folder(sys.argv[2]), kit.read_exercise(sys.argv[2]))
translate_hidden(kit, sys.argv[2], "en")
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""


def test_reading_mistakes_and_hidden_checks_imports_no_notebook_library(tmp_path):
    write_kit(tmp_path)
    run = subprocess.run([sys.executable, "-c", SCRIPT, tmp_path, SLUG], capture_output=True, text=True, check=True)
    assert not {"nbgrader", "nbformat", "jupytext", "jsonschema", "IPython"} & set(json.loads(run.stdout))
