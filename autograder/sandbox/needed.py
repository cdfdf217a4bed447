"""What Python and the declared libraries need of a machine, by name: nothing else is in a student process's view.

A folder that holds more than that (/usr/share, /usr/local, the environment's own top) is never named whole.
"""

from __future__ import annotations

import glob
import os
import site
import sys
import sysconfig
from collections.abc import Iterable, Iterator

_LOADER = ("/lib64", "/usr/lib64", "/lib32", "/usr/lib32", "/libx32", "/usr/libx32")
"""Where the C library and its loader lie, beside the folders that are named after the machine."""
_DATA = (
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/alternatives",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/fonts",
    "/etc/ssl/certs",
    "/etc/ssl/openssl.cnf",
    "/etc/pki/tls/openssl.cnf",
    "/etc/pki/ca-trust/extracted",
    "/etc/matplotlibrc",
    "/usr/lib/ssl",
    "/usr/lib/locale",
    "/usr/share/zoneinfo",
    "/usr/share/ca-certificates",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/fontconfig",
    "/usr/share/matplotlib",
    "/usr/share/python-babel-localedata",
    "/usr/share/proj",
    "/usr/share/gdal",
    "/usr/share/nltk_data",
)
"""What the standard library and usual libraries read outside their own folders: time zones, locales, fonts, roots."""
_OF_AN_ENVIRONMENT = ("etc/fonts", "fonts", "share/fonts", "share/proj", "share/gdal", "share/zoneinfo", "nltk_data")
_PROGRAMS = (
    *("sh", "bash", "dash", "env", "true", "false", "echo", "printf", "test", "expr", "seq", "sleep", "date", "uname"),
    *("cat", "head", "tail", "wc", "sort", "uniq", "cut", "tr", "tee", "diff", "cmp", "grep", "sed", "awk", "xargs"),
    *("ls", "cp", "mv", "rm", "mkdir", "rmdir", "ln", "touch", "chmod", "find", "basename", "dirname", "pwd", "which"),
)
"""Programs that work may run where its exercise allows processes."""
LINKS = ("/lib", "/lib32", "/lib64", "/libx32", "/bin", "/sbin")
"""On most machines links into /usr, which the view has too."""


def list_needed(programs: bool) -> list[str]:
    """Return the real paths that a student process may read and execute, outermost first.

    ``programs`` adds those that a work which may start processes can run. What this process has loaded so far counts
    as needed too, wherever it lies.
    """
    found = {*_list_python(), *_list_loader(), *_DATA, *(_list_programs() if programs else ())}
    real = {os.path.realpath(path) for path in found if os.path.exists(path)}
    return _drop_inner({*real, *_list_loaded(real)})


def list_links() -> list[tuple[str, str]]:
    """Return the links at the top of the file system, with where each leads."""
    return [(path, os.readlink(path)) for path in LINKS if os.path.islink(path)]


def _list_python() -> Iterator[str]:
    yield from (sysconfig.get_path(name) for name in ("stdlib", "platstdlib"))
    yield from site.getsitepackages()
    for prefix in {sys.base_prefix, sys.base_exec_prefix, sys.prefix, sys.exec_prefix}:
        yield from glob.glob(f"{glob.escape(prefix)}/lib/libpython*.so*")
        if prefix in ("/usr", "/usr/local"):
            continue
        conda = os.path.isdir(f"{prefix}/conda-meta")
        if conda:
            yield from (f"{prefix}/lib", f"{prefix}/ssl")
        yield from glob.glob(f"{glob.escape(prefix)}/lib/*.so*")
        yield f"{prefix}/openssl/lib"  # Some builds bring their own.
        if conda or os.path.isfile(f"{prefix}/pyvenv.cfg"):
            yield from (f"{prefix}/{part}" for part in _OF_AN_ENVIRONMENT)


def _list_loader() -> Iterator[str]:
    machine = sysconfig.get_config_var("MULTIARCH") or ""
    folders = [f"{top}/{machine}" for top in ("/lib", "/usr/lib", "/usr/local/lib") if machine]
    folders += _LOADER
    yield from folders
    if not any(map(os.path.isdir, folders)):  # Alpine keeps its libraries loose.
        yield from glob.glob("/lib/*.so*") + glob.glob("/usr/lib/*.so*")


def _list_programs() -> Iterator[str]:
    for prefix in {sys.prefix, sys.base_prefix}:
        yield f"{prefix}/pyvenv.cfg"
        yield from glob.glob(f"{glob.escape(prefix)}/bin/python*")
    yield from (f"{folder}/{name}" for folder in ("/usr/bin", "/bin") for name in _PROGRAMS)


def _list_loaded(known: Iterable[str]) -> Iterator[str]:
    """The shared libraries of this process that lie outside the folders that are named."""
    folders = tuple(path + os.sep for path in known)
    try:
        with open("/proc/self/maps") as stream:
            paths = {line.split(None, 5)[5].rstrip("\n") for line in stream if "/" in line}
    except OSError:
        return
    for path in paths:
        if ".so" in os.path.basename(path) and os.path.isfile(path) and not path.startswith(folders):
            yield path


def _drop_inner(paths: set[str]) -> list[str]:
    kept: list[str] = []
    for path in sorted(paths):
        if path != "/" and not any(path.startswith(other + os.sep) for other in kept):
            kept.append(path)
    return kept
