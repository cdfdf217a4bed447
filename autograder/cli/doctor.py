"""`passerelle doctor`: what this machine can isolate, shown by trying to get out."""

from __future__ import annotations

from autograder.errors import IsolationError
from autograder.language import tr


def run_doctor() -> int:
    """Print what each layer did when it was tried, then what a whole student process could not do.

    Returns 0 where grading other people's work may run here.
    """
    from autograder.sandbox.isolation import is_enough, prove_isolation

    print(tr("Chaque couche, seule :"))
    proofs = prove_isolation()
    for proof in proofs:
        detail = _describe_layers()[proof.name] if proof.works else proof.detail
        print(_tell(proof.works, proof.name, detail))
    if is_enough(frozenset(proof.name for proof in proofs if proof.works)) and _try_all():
        print(tr("Cette machine peut noter le travail d’autres personnes."))
        return 0
    print(tr("Cette machine ne peut noter que votre propre travail (--trust-submissions)."))
    return 1


def _try_all() -> bool:
    """Print what came of each attempt to get out; return whether none did."""
    from autograder.sandbox.breakout import try_breaking_out

    print(tr("Toutes ensemble, un programme hostile a essayé de :"))
    try:
        found = try_breaking_out()
    except IsolationError as error:
        print(f"  ✘ {error}")
        return False
    for name, escaped in found.items():
        verdict = tr("il y est arrivé") if escaped else tr("refusé")
        print(_tell(not escaped, _describe_attempts()[name], verdict))
    return not any(found.values())


def _tell(good: bool, what: str, detail: str) -> str:
    return "  " + tr("{mark} {what} : {detail}", mark="✔" if good else "✘", what=what, detail=detail)


def _describe_layers() -> dict[str, str]:
    return {
        "rlimits": tr("un programme qui prend trop de mémoire est arrêté"),
        "namespaces": tr("un programme a ses propres processus, fichiers et réseau"),
        "host-user": tr("chaque remise a un utilisateur à elle, sans retour"),
        "capabilities": tr("aucun pouvoir d’administrateur ne reste"),
        "landlock": tr("un dossier qui n’est pas permis ne se lit pas"),
        "seccomp": tr("un appel au noyau qui n’est pas permis est refusé"),
    }


def _describe_attempts() -> dict[str, str]:
    from autograder.sandbox.breakout import EXCHANGE

    return {
        "read_grader": tr("lire un fichier du noteur"),
        "read_own_file": tr("lire un fichier privé du même utilisateur (0600)"),
        "read_neighbour": tr("lire la remise d’un voisin, là où nbgrader les échange ({path})", path=EXCHANGE),
        "read_environment": tr("lire les variables du noteur"),
        "signal_grader": tr("envoyer un signal au noteur"),
        "start_process": tr("lancer un autre programme"),
        "use_network": tr("joindre un service de cette machine"),
        "write_elsewhere": tr("écrire hors de son dossier"),
        "take_memory": tr("prendre plus de mémoire que sa part"),
        "become_root": tr("devenir administrateur"),
        "make_namespaces": tr("se faire un espace où il commande"),
        "trace_others": tr("lire la mémoire du noteur"),
    }
