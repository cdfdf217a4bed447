"""A PostgreSQL server of the test's own, from Debian's packages: in a temporary folder, on a local socket."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def find_programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`: the newest of Debian's, else the one on the path."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = shutil.which("initdb")
    folders = [*([Path(found).parent] if found else []), *folders]
    return next((folder for folder in reversed(folders) if (folder / "pg_ctl").exists()), None)


def require_programs() -> Path:
    """Skip with the reason where there is no server; with CI=true that is a failure."""
    programs = find_programs()
    if programs is None:
        message = "no initdb and pg_ctl: install Debian's package « postgresql »"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return programs


@contextmanager
def serve(programs: Path) -> Iterator[str]:
    """Start a server and give the address of an empty gradebook; stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    # The server refuses to run as root.
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(*command: str) -> None:
        done = subprocess.run(
            command, user=owner and owner.pw_uid, group=owner and owner.pw_gid, extra_groups=[] if owner else None,
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        assert 0 == done.returncode, done.stderr

    data = str(folder / "data")
    control = [str(programs / "pg_ctl"), "--pgdata", data, "--wait", "--silent"]
    try:
        run(str(programs / "initdb"), "--pgdata", data, "--username", "passerelle", "--auth", "trust", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run(*control, "--options", options, "--log", str(folder / "log"), "start")
        try:
            yield f"postgresql+psycopg://passerelle@/postgres?host={folder}"
        finally:
            run(*control, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
