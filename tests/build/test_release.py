"""The release is made by nbgrader's own steps."""

from nbgrader.converters import GenerateAssignment

from autograder.build import find_stubs
from autograder.build.release import make_steps

LEFT_OUT = {
    "IncludeHeaderFooter": "a release has no header of its own",
    "InstantiateTests": "checks are pytest, not generated cells",
    "SaveCells": "there is no gradebook to build for",
}


def test_the_steps_are_those_of_generate_assignment_in_its_order():
    theirs = [step.__name__ for step in GenerateAssignment.class_traits()["preprocessors"].default()]
    expected = [name for name in theirs if name not in LEFT_OUT]
    assert expected == [type(step).__name__ for step in make_steps(find_stubs("fr"))]
