"""The grading process of a worker: it holds one exercise and its sandbox, and grades what its worker hands it.

A process of its own, so that work which ends the grader ends neither the worker nor its line to the scheduler, and so
that checks of two exercises never share an interpreter.
"""

from __future__ import annotations

import os
import shutil
import socket
import time
from pathlib import Path

import msgspec

from autograder.errors import PasserelleError
from autograder.grading.cluster.messages import MAX_FRAME, Answer, Order, Parcel
from autograder.grading.cluster.parcel import unpack_exercise
from autograder.grading.cluster.stamp import compare_stamps, make_stamp
from autograder.grading.many import Grader, Work
from autograder.grading.one import grade_given
from autograder.language import tr
from autograder.sandbox.channel import ChannelClosed, ChannelLate, receive_frame, send_frame
from autograder.sandbox.sandbox import SandboxBroken
from autograder.sandbox.scratch import make_scratch, sweep_scratch

IDLE_SECONDS = 600.0
"""Without work for so long, the process ends: the grader that sent the exercise has gone."""
_SEND_SECONDS = 120.0


def main(descriptor: int) -> None:
    """Serve the worker at the other end of ``descriptor`` until it hangs up."""
    line = socket.socket(fileno=descriptor)
    sweep_scratch()
    folder = make_scratch()
    grader: Grader | None = None
    try:
        parcel = msgspec.msgpack.decode(_receive(line), type=Parcel)
        os.environ["PASSERELLE_LANG"] = parcel.language
        answer = _check_machine(parcel)
        if answer is None:
            grader, answer = _open_grader(parcel, folder)
        _send(line, answer)
        while grader is not None:
            answer = _grade(grader, msgspec.msgpack.decode(_receive(line), type=Order))
            _send(line, answer)
            if answer.outcome == "broken":
                return
    except (ChannelClosed, ChannelLate):
        pass
    finally:
        if grader is not None:
            grader.close()
        shutil.rmtree(folder, ignore_errors=True)


def _check_machine(parcel: Parcel) -> Answer | None:
    found = make_stamp([name for name in parcel.stamp if name not in ("passerelle", "code", "python")])
    differences = compare_stamps(parcel.stamp, found)
    if not differences:
        return None
    listed = ", ".join(f"{name} {there} ≠ {wanted}" for name, wanted, there in differences)
    return _refuse(
        tr(
            "il n’a pas la même version du kit ou de ses bibliothèques ({differences}). "
            "Mettez-y le même clone, puis relancez-le.",
            differences=listed,
        )
    )


def _open_grader(parcel: Parcel, folder: Path) -> tuple[Grader | None, Answer]:
    # There is no way to ask for work without isolation here: a worker never trusts what it is sent to grade.
    work = Work(
        kit=str(folder),
        exercise=parcel.exercise,
        class_id=parcel.class_id,
        seed=parcel.seed,
        language=parcel.language,
    )
    try:
        unpack_exercise(parcel, folder)
        grader = Grader(work)
    except (PasserelleError, OSError) as error:
        return None, _refuse(str(error))
    if grader.bundle.hash != parcel.hash:
        grader.close()
        return None, _refuse(tr("l’exercice y est arrivé abîmé. Relancez la même commande."))
    return grader, Answer("ready", host=socket.gethostname())


def _grade(grader: Grader, order: Order) -> Answer:
    try:
        graded = grade_given(
            grader.bundle,
            grader.box,
            order.data,
            order.name,
            order.learner,
            class_id=grader.work.class_id,
            seed=grader.work.seed,
        )
    except SandboxBroken as error:
        return Answer("broken", message=str(error), host=socket.gethostname())
    return Answer("graded", report=graded.report, notebook=graded.notebook, host=socket.gethostname())


def _refuse(message: str) -> Answer:
    return Answer("refused", message=message, host=socket.gethostname())


def _receive(line: socket.socket) -> bytes:
    return receive_frame(line, MAX_FRAME, time.monotonic() + IDLE_SECONDS)


def _send(line: socket.socket, answer: Answer) -> None:
    send_frame(line, msgspec.msgpack.encode(answer), time.monotonic() + _SEND_SECONDS)
