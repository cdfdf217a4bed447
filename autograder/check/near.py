"""Near misses: what resembles a right value, tried on every submission, so that no check leaves it to luck.

A random example seldom is one letter from the right one, just longer than the examples, or written twice. What
matters about an answer is held here, by a fixed table; random examples come on top.
"""

from __future__ import annotations

import base64
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from autograder.check.expect import simplify
from autograder.check.failures import Told, WorkGone
from autograder.check.objects import LearnerObject
from autograder.errors import PasserelleError, StudentGone
from autograder.language import tr
from autograder.sandbox.encoding import decode
from autograder.sandbox.protocol import Disable, ListFiles

if TYPE_CHECKING:
    from autograder.check.student import Record
    from autograder.sandbox.protocol import Reply, Request, Transport

SIZES = (0, 1, 2, 3, 31, 32, 33, 63, 64, 65, 127, 128, 129, 199, 200, 201, 255, 256, 257, 1000)
"""Sizes at which answers that are right « up to » something stop being right."""

DRAWN = 24
"""Values asked of something that must be random."""
_FEWEST = 4
"""Different values that each byte must have taken by then: chance gives fewer once in some 10**20."""


def list_near(value: Any) -> dict[str, Any]:
    """Return what resembles ``value`` and is not it, by what was done to it, in French: for a table of near misses.

    A text, bytes or a list: longer or shorter by one at either end, twice, one piece of it alone; of a text, in another
    case, with blanks around it, with another sign for each dot.
    """
    filler: Any = "x" if isinstance(value, str) else b"x" if isinstance(value, bytes) else value[:1]
    found: dict[str, Any] = {
        tr("suivi d’autre chose"): value + filler,
        tr("précédé d’autre chose"): filler + value,
        tr("sans sa fin"): value[:-1],
        tr("sans son début"): value[1:],
        tr("son début seul"): value[:1],
        tr("écrit deux fois"): value + value,
        tr("vide"): value[:0],
    }
    if isinstance(value, str):
        found |= {
            tr("en majuscules"): value.upper(),
            tr("en minuscules"): value.lower(),
            tr("entouré de blancs"): f" {value} ",
            tr("avec une lettre au lieu d’un point"): value.replace(".", "x", 1),
        }
    return {label: near for label, near in found.items() if near != value}


class NearMisses:
    """What the fixture ``student`` offers for near misses."""

    sizes = SIZES
    list_near = staticmethod(list_near)

    if TYPE_CHECKING:  # What the student is besides.
        transport: Transport
        replace: Callable[[], Transport] | None
        log: deque[Any]

        def call(self, name: str, /, *args: Any, **kwargs: Any) -> Any:
            """Call a function of the work's."""

        def file(self, path: str, /) -> bytes:
            """Return the content of a file of the work's."""

        def _call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, back: bool = False) -> Record: ...
        def _ask(self, request: Request) -> Reply: ...

    def near_misses(self, name: str, table: Mapping[str, tuple[tuple[Any, ...], Any]], /, look: str = "") -> None:
        """Call ``name`` on each row, ``label: (arguments, expected)``; fail on the first that gives something else.

        ``look`` says what to try; the label says which near miss it was.
        """
        for label, (arguments, expected) in table.items():
            got = self.call(name, *arguments)
            if not _is_same(got, expected):
                told = tr("Presque juste, et pourtant faux : {label}.", label=label)
                self.log.clear()  # The arguments of a hidden table are not for the learner to read.
                raise Told(f"{told} {look}".strip())

    def unforeseen(
        self, name: str, *arguments: Any, pick: Callable[[Any], bytes | str] | None = None, look: str = ""
    ) -> None:
        """Call ``name`` again and again; fail where what comes back is not drawn from enough randomness each time.

        ``pick`` takes the random part of what comes back, as bytes or text. Caught are: twice the same, a byte that
        hardly changes (a clock, uuid1, zeros after two random bytes), and what a fresh process says again (a counter,
        « random », which the engine seeds alike). Not caught: a good hash of a clock, or a reseeded « random ».
        """
        take = pick or (lambda value: value)
        drawn = [take(self.call(name, *arguments)) for _ in range(DRAWN)]
        told = look or tr("Ce qui doit être imprévisible ne l’est pas : tirez-le avec `secrets`, à chaque appel.")
        if len(set(drawn)) < DRAWN or _has_still_byte(drawn):
            raise Told(told)
        if self.begin_again() and set(drawn) & {take(self.call(name, *arguments)) for _ in range(DRAWN)}:
            raise Told(told)

    def untouched(self, name: str, *arguments: Any, look: str = "") -> Any:
        """Call ``name`` and return what it gives back; fail where it changed an argument in place."""
        value, after = self._call(name, arguments, {}, back=True).result
        if list(after) != list(arguments):
            raise Told(look or tr("`{name}` change ce qu’on lui donne : travaillez sur une copie.", name=name))
        return value

    def begin_again(self) -> bool:
        """Run the work once more in a fresh process; ``False`` where there is none, as in a learner's own kernel."""
        if self.replace is None:
            return False
        try:
            self.transport = self.replace()
        except (StudentGone, PasserelleError):
            return False
        return True

    @contextmanager
    def without(self, *names: str) -> Iterator[None]:
        """Have these functions switched off in the work meanwhile, under whatever name it calls them.

        With a lent tool: does the answer do without it? With a function of a library that is required
        (``hmac.compare_digest``): does the answer fail, as it must where that function decides? In a learner's own
        kernel nothing is switched off.
        """
        if self.replace is not None:
            self._ask(Disable(names))
        try:
            yield
        finally:
            self._switch_on()

    def _switch_on(self) -> None:
        """Switch everything on again: a question costs a hundredth of a fresh process, taken where nobody answers."""
        if self.replace is None:
            return
        try:
            self._ask(Disable(()))
        except (WorkGone, PasserelleError):
            self.begin_again()

    def list_files(self) -> list[str]:
        """Return the paths of the files beside the work: those given, and those that it wrote."""
        reply = self._ask(ListFiles())
        found = decode(reply.value) if reply.value else []
        return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []

    def nothing_beside(
        self, *allowed: str, secrets: Iterable[bytes | str] = (), holds: Callable[[bytes], bool] | None = None
    ) -> None:
        """Fail where a file other than the ``allowed`` ones holds a secret, as it is, in hexadecimal or in base64.

        ``holds`` says of a file's bytes whether a secret is in them, where the secret is not known beforehand.
        """
        forms = [form for secret in secrets for form in _list_forms(secret)]
        for path in self.list_files():
            if path in allowed:
                continue
            content = self.file(path)
            if any(form in content for form in forms) or (holds is not None and holds(content)):
                raise Told(tr("Le fichier `{path}` contient ce qui devait rester secret.", path=path))


def _list_forms(secret: bytes | str) -> Iterator[bytes]:
    data = secret.encode() if isinstance(secret, str) else secret
    yield from (data, data.hex().encode(), data.hex().upper().encode())
    yield from (base64.b64encode(data).rstrip(b"="), base64.urlsafe_b64encode(data).rstrip(b"="))


def _has_still_byte(drawn: list[bytes | str]) -> bool:
    """Whether some byte of what was drawn took too few values. Of a text, hexadecimal and base64 alike, each sign."""
    if len({len(one) for one in drawn}) > 1 or not drawn[0]:
        return True
    # The last sign of base64 may stand for two bits.
    fewest = _FEWEST if isinstance(drawn[0], bytes) else 2
    return any(len(set(column)) < fewest for column in zip(*drawn, strict=True))


def _is_same(got: Any, expected: Any) -> bool:
    """Whether both say the same, whatever the exact type of a number, tuple or list; a text is never its bytes."""
    return not isinstance(got, LearnerObject) and bool(simplify(got) == simplify(expected))
