"""An assignment of nbgrader's own making, whose tests are cells of the notebook: graded on the isolated engine.

The tests share the process of the work, as in a kernel, and every report says so. What is isolated is that process:
from the machine, from the gradebook, from other people's work.
"""
