"""Classes: nbgrader course directories whose work is released, collected, graded and reported."""
