"""Which layers hold on this machine, whether that is enough, and what to do where it is not."""

from __future__ import annotations

import sys

from autograder.errors import IsolationError
from autograder.language import tr
from autograder.sandbox.layers import ENOUGH, LAYERS
from autograder.sandbox.layers.base import Proof


def is_enough(layers: frozenset[str]) -> bool:
    """Say whether other people's code may be run with these layers."""
    return any(needed <= layers for needed in ENOUGH)


def prove_isolation() -> tuple[Proof, ...]:
    """Try each layer in a process of its own and return what was seen, in the order of :data:`LAYERS`."""
    if sys.platform != "linux":
        return tuple(Proof(layer.name, False, sys.platform) for layer in LAYERS)
    return tuple(layer.prove() for layer in LAYERS)


def explain_no_fork() -> IsolationError:
    """Return the refusal for a system without ``fork``, where not even one's own work is run this way."""
    return IsolationError(
        tr("Windows ne sait pas exécuter un exercice pour le corriger. Ouvrez WSL2, puis lancez-y la même commande.")
    )


def explain_missing(missing: dict[str, str]) -> IsolationError:
    """Return the refusal for a machine that lacks these layers, each with the reason that was met."""
    if sys.platform != "linux":
        return IsolationError(
            tr(
                "Corriger le travail d’autres personnes demande Linux (ou WSL2 sous Windows). "
                "Pour votre propre travail, ajoutez --trust-submissions."
            )
        )
    found = "\n".join(f"  - {name} : {reason}".rstrip(" :") for name, reason in missing.items())
    return IsolationError(
        tr(
            "Cette machine ne permet pas d’isoler le travail remis. Il manque :\n{found}\n"
            "L’un de ces remèdes suffit :\n"
            "  - Ubuntu 24.04 et suivants : sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0\n"
            "  - Debian ancienne : sudo sysctl -w kernel.unprivileged_userns_clone=1\n"
            "  - Docker : docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined …\n"
            "  - un noyau Linux 5.13 ou plus récent avec Landlock (lsm=landlock,… au démarrage)\n"
            "Pour votre propre travail seulement : --trust-submissions.",
            found=found,
        )
    )
