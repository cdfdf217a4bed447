"""The line to a dask scheduler: who works there, calls of plain bytes, and their answers as they come."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import queue
import uuid
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from autograder.errors import ClusterError, UsageError
from autograder.language import tr

CONNECT_SECONDS = 15.0
ANSWER_SECONDS = 15.0
"""For the scheduler to say who its workers are."""
FETCH_SECONDS = 60.0
_FETCHERS = 8
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Connection:
    """A client of one scheduler. Use it as a context manager."""

    def __init__(self, address: str) -> None:
        check_address(address)
        self.address = address
        self._client = _connect(address)
        self._run = uuid.uuid4().hex[:12]
        self._count = 0
        self._futures: dict[int, Any] = {}
        self._done: queue.SimpleQueue[tuple[int, bytes | None, str]] = queue.SimpleQueue()
        # A worker that is frozen after its work holds up whoever fetches the result: not the others.
        self._fetchers = ThreadPoolExecutor(_FETCHERS, thread_name_prefix="passerelle-fetch")

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for ticket in list(self._futures):
            self.drop(ticket)
        self._fetchers.shutdown(wait=False, cancel_futures=True)
        self._client.close(timeout=5)

    def list_workers(self) -> dict[str, int]:
        """Return the threads of each worker by its address. Raises :class:`ClusterError` where nobody answers."""
        try:
            found = self._client.sync(self._client.scheduler.ncores, callback_timeout=ANSWER_SECONDS)
        except (OSError, RuntimeError, ValueError, asyncio.CancelledError) as error:
            raise ClusterError(
                tr(
                    "Le planificateur {address} ne répond plus ({reason}). Ce qui était noté est gardé ; "
                    "relancez la même commande quand il sera revenu, ou sans --scheduler.",
                    address=self.address,
                    reason=type(error).__name__,
                )
            ) from None
        return {str(address): int(threads) for address, threads in found.items()}

    def start(self, worker: str, function: Callable[..., bytes], *arguments: str | bytes) -> int:
        """Have ``worker`` and no other call ``function``; return the ticket that its answer will bear."""
        self._count += 1
        ticket = self._count
        future = self._client.submit(
            function,
            *arguments,
            # Keys show on the scheduler's pages: nothing of a learner's is in them.
            key=f"passerelle-{function.__name__}-{self._run}-{ticket}",
            workers=[worker],
            allow_other_workers=False,
            pure=False,
        )
        self._futures[ticket] = future
        future.add_done_callback(lambda done: self._fetch_later(ticket, done))
        return ticket

    def drop(self, ticket: int) -> None:
        """Want no answer to that ticket any more."""
        future = self._futures.pop(ticket, None)
        if future is not None:
            future.cancel(force=True)

    def wait(self, seconds: float) -> list[tuple[int, bytes | None, str]]:
        """Return the answers that have come, after waiting for the first: ticket, bytes, or what went wrong."""
        found = []
        try:
            found.append(self._done.get(timeout=seconds))
            while True:
                found.append(self._done.get_nowait())
        except queue.Empty:
            pass
        for ticket, _, _ in found:
            future = self._futures.pop(ticket, None)
            if future is not None:
                future.release()
        return found

    def _fetch_later(self, ticket: int, future: Any) -> None:
        with contextlib.suppress(RuntimeError):  # Closed meanwhile: nobody waits for it.
            self._fetchers.submit(self._fetch, ticket, future)

    def _fetch(self, ticket: int, future: Any) -> None:
        try:
            reply = future.result(timeout=FETCH_SECONDS)
            self._done.put((ticket, reply if isinstance(reply, bytes) else None, type(reply).__name__))
        except BaseException as error:  # Whatever it is, whoever waits for this ticket has to be told.
            self._done.put((ticket, None, f"{type(error).__name__}: {error}"[:500]))


def check_address(address: str) -> None:
    """Refuse an address that is none, and one whose line others could read: raises :class:`UsageError`."""
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if not host or parts.scheme not in ("tcp", "tls"):
        raise UsageError(
            tr(
                "« {address} » n’est pas l’adresse d’un planificateur. Donnez par exemple tls://noteur.exemple:8786.",
                address=address,
            )
        )
    if parts.scheme == "tcp" and host not in _LOOPBACK:
        raise UsageError(
            tr(
                "{address} n’est pas chiffré : remises et vérifications y passeraient en clair, et qui s’y connecte "
                "peut y exécuter ce qu’il veut. Donnez une adresse tls:// (docs/fr/noter-sur-une-grappe.md), "
                "ou un tunnel vers 127.0.0.1.",
                address=address,
            )
        )


def _connect(address: str) -> Any:
    distributed = _import_distributed()
    if address.startswith("tls://"):
        _check_keys(distributed)
    try:
        with warnings.catch_warnings():
            # Other versions of libraries on the workers are looked at by ours, more closely.
            warnings.simplefilter("ignore")
            return distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False, direct_to_workers=False)
    except (OSError, RuntimeError, ValueError, TypeError) as error:
        cause = error.__cause__ or error
        raise ClusterError(
            tr(
                "Aucun planificateur ne répond à {address} ({reason}). Rien n’a été perdu : vérifiez l’adresse et que "
                "`dask scheduler` y tourne, puis relancez ; ou notez sur cette machine, sans --scheduler.",
                address=address,
                reason=f"{type(cause).__name__}: {cause}"[:300],
            )
        ) from None


def _import_distributed() -> Any:
    try:
        import dask
        import distributed
    except ImportError as error:
        raise ClusterError(
            tr(
                "Noter sur une grappe demande la bibliothèque « distributed », qui manque ici ({name}). Installez "
                "l’extra « cluster », dans le clone : `pip install '.[cluster]'` ; ou reprenez l’environnement du "
                "verrou.",
                name=error.name or "distributed",
            )
        ) from None
    # A submission may weigh 50 MB: no reason for a page of advice.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    if not os.environ.get("PASSERELLE_DEBUG"):
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
    return distributed


def _check_keys(distributed: Any) -> None:
    security = distributed.Security()
    missing = [
        variable
        for variable, value in (
            ("DASK_DISTRIBUTED__COMM__TLS__CA_FILE", security.tls_ca_file),
            ("DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT", security.tls_client_cert),
        )
        if not value
    ]
    if missing:
        raise ClusterError(
            tr(
                "Une adresse tls:// demande des certificats. Donnez : {variables} (chemins de fichiers PEM), ou le "
                "même réglage dans ~/.config/dask/distributed.yaml. Voyez docs/fr/noter-sur-une-grappe.md.",
                variables=", ".join(missing),
            )
        )
