"""When: the class's own time zone, times said in it, and days of extension that are days on the calendar."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from autograder.errors import UsageError
from autograder.language import tr

_ONE_DAY = timedelta(days=1)


def find_machine_zone() -> str:
    """Return the name of this machine's time zone (``Europe/Paris``); ``UTC`` where it does not say."""
    for name in (os.environ.get("TZ", "").removeprefix(":"), _read_timezone_file(), _read_localtime_link()):
        if name and is_zone(name):
            return name
    return "UTC"


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    try:
        return bool(name) and bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def check_zone(name: str) -> str:
    """Return ``name``, or raise :class:`UsageError` that names those it may have meant."""
    if is_zone(name):
        return name
    import difflib

    known = sorted(available_timezones())
    cities = {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in known}
    wanted = name.rpartition("/")[2].replace("_", " ").casefold()
    near = [cities[city] for city in difflib.get_close_matches(wanted, cities, 3)]
    raise UsageError(
        tr(
            "« {name} » n’est pas un fuseau horaire. Écrivez-le comme continent et ville : {near}.",
            name=name,
            near=", ".join(near or ["Europe/Paris", "America/Montreal"]),
        )
    )


def open_zone(name: str) -> ZoneInfo:
    """Return the zone called ``name``; this machine's where it is empty or unknown."""
    return ZoneInfo(name if is_zone(name) else find_machine_zone())


def read_local(local: datetime, zone: ZoneInfo) -> datetime:
    """Return what a clock in ``zone`` showed, as UTC. Of an hour that came twice, the earlier: nobody is made late."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def write_local(time: datetime, zone: ZoneInfo) -> str:
    """Return a time as people of the class read it: ``2026-11-29 18:00``. A time without a zone is UTC."""
    aware = time if time.tzinfo is not None else time.replace(tzinfo=UTC)
    return aware.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def add_calendar(moment: datetime, extra: timedelta, zone: ZoneInfo) -> datetime:
    """Return ``moment`` (UTC without a zone, as nbgrader keeps it) plus ``extra``: whole days are days on the calendar.

    A day of extension ends at the same hour on the wall, also where the clocks change in between.
    """
    days = extra // _ONE_DAY
    wall = moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) + days * _ONE_DAY
    # Of an hour that comes twice, the later: an extension never takes time away.
    later = wall.replace(tzinfo=zone, fold=1).astimezone(UTC).replace(tzinfo=None)
    return later + (extra - days * _ONE_DAY)


def _read_timezone_file() -> str:
    try:
        return Path("/etc/timezone").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def _read_localtime_link() -> str:
    try:
        target = os.path.realpath("/etc/localtime")
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]
