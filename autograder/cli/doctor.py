"""`passerelle doctor`: what this machine can isolate, shown by trying to get out."""

from __future__ import annotations

from autograder.language import tr


def run_doctor() -> int:
    """Print what each layer did when it was tried; 0 where grading other people's work may run here."""
    from autograder.sandbox.isolation import is_enough, prove_isolation

    proofs = prove_isolation()
    for proof in proofs:
        mark = "✔" if proof.works else "✘"
        print(f"{mark} {proof.name} : {proof.detail}")
    if is_enough(frozenset(proof.name for proof in proofs if proof.works)):
        print(tr("Cette machine peut noter le travail d’autres personnes."))
        return 0
    print(tr("Cette machine ne peut noter que votre propre travail (--trust-submissions)."))
    return 1
