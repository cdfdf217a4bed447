"""The layers of isolation, one file each, in the order in which a student process puts them on.

A new layer is a new file and a line in :data:`LAYERS`.
"""

from __future__ import annotations

from autograder.sandbox.layers.base import Layer
from autograder.sandbox.layers.capabilities import Capabilities
from autograder.sandbox.layers.hostuser import HostUser
from autograder.sandbox.layers.landlock import Landlock
from autograder.sandbox.layers.namespaces import Namespaces
from autograder.sandbox.layers.rlimits import ResourceLimits
from autograder.sandbox.layers.seccomp import Seccomp

LAYERS: tuple[type[Layer], ...] = (ResourceLimits, Namespaces, HostUser, Capabilities, Landlock, Seccomp)

ENOUGH: tuple[frozenset[str], ...] = (
    frozenset({"namespaces", "capabilities", "rlimits"}),
    frozenset({"landlock", "seccomp", "capabilities", "rlimits"}),
)
"""Sets of layers, one of which must hold for other people's code to be run."""
