"""The gradebook opened safely, and the messages when it cannot be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.classes.course import Course
from autograder.errors import ClassError, PasserelleError, StorageError
from autograder.language import tr

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

LOCK_SECONDS = 15.0
"""How long a busy gradebook is waited for."""


@contextmanager
def open_gradebook(course: Course) -> Iterator[Gradebook]:
    """Open the gradebook as nbgrader does, making it where there is none; errors come out as :class:`ClassError`."""
    create_gradebook(course)
    with explain_database_errors(course):
        from nbgrader.api import Gradebook

        from autograder.classes.nbgrader_ids import guard_gradebook

        guard_gradebook()
        gradebook = Gradebook(course.db_url, course.course_id)
        try:
            yield gradebook
        finally:
            gradebook.close()


def create_gradebook(course: Course) -> None:
    """Create nbgrader's tables where the database has none.

    nbgrader would run the ``alembic`` command for the version of its tables, which is on the path only where the
    environment is activated; here the version is read in this process.
    """
    with explain_database_errors(course):
        import nbgrader
        from alembic.script import ScriptDirectory
        from nbgrader.api import Base
        from sqlalchemy import create_engine, inspect, text

        engine = create_engine(course.db_url)
        try:
            if inspect(engine).get_table_names():
                return
            head = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic")).get_current_head()
            with engine.begin() as connection:
                Base.metadata.create_all(connection)
                connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
                connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
        finally:
            engine.dispose()


@contextmanager
def explain_database_errors(course: Course) -> Iterator[None]:
    """Turn what a database refuses into a :class:`ClassError` or :class:`StorageError` with its remedy."""
    try:
        yield
    except PasserelleError:
        raise
    except ModuleNotFoundError as error:
        raise _explain_missing_driver(error, course) from error
    except sqlite3.Error as error:
        raise explain_database_error(error, course) from error
    except Exception as error:
        # SQLAlchemy is not imported just to name its errors.
        if type(error).__name__ == "NoSuchModuleError":
            raise _explain_missing_driver(error, course) from error
        if type(error).__module__.startswith("sqlalchemy.") or type(error).__name__ == "InvalidEntry":
            raise explain_database_error(error, course) from error
        raise


def explain_database_error(error: Exception, course: Course) -> PasserelleError:
    """Say what is wrong with the gradebook, and what to do."""
    reason = str(getattr(error, "orig", None) or error).splitlines()[0] if str(error) else type(error).__name__
    place = course.gradebook_file or _hide_password(course.db_url)
    low = reason.lower()
    if "locked" in low:
        return ClassError(
            tr(
                "Le carnet de notes {path} est occupé par un autre programme. Rien n’a été perdu. "
                "Fermez ce qui l’utilise (Formgrader, une autre correction), puis relancez la même commande.",
                path=place,
            )
        )
    if "full" in low or "disk i/o" in low:
        return StorageError(
            tr(
                "Le disque est plein : {path} n’a pas pu être écrit. Rien n’a été perdu. "
                "Libérez de la place, puis relancez la même commande.",
                path=place,
            )
        )
    if "readonly" in low or "read-only" in low or "unable to open" in low:
        return StorageError(
            tr(
                "{path} ne peut pas être écrit : l’accès est refusé. "
                "Donnez-vous le droit d’écrire dans ce dossier, ou choisissez-en un autre.",
                path=place,
            )
        )
    if "malformed" in low or "not a database" in low or "corrupt" in low:
        return ClassError(
            tr(
                "Le carnet de notes {path} est abîmé ({reason}). Gardez-en une copie, remettez en place votre dernière "
                "sauvegarde, puis relancez avec --regrade : les remises sont intactes dans submitted/.",
                path=place,
                reason=reason,
            )
        )
    return ClassError(
        tr(
            "Le carnet de notes {path} a refusé l’opération ({reason}). S’il vient d’une ancienne version de nbgrader, "
            "sauvegardez-le puis lancez `nbgrader db upgrade`.",
            path=place,
            reason=reason,
        )
    )


def check_gradebook(course: Course, seconds: float = LOCK_SECONDS) -> None:
    """Make sure, before any work is graded, that the gradebook can be written; nothing is changed.

    nbgrader is not imported. A gradebook on a server is tried later, by the first write.
    """
    require_gradebook(course)
    path = course.gradebook_file
    if path is None:
        return
    with explain_database_errors(course):
        connection = sqlite3.connect(path, timeout=seconds, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            # Writes a page, hence the journal beside it, then takes it back: a read-only folder or a full disk shows.
            connection.execute("UPDATE alembic_version SET version_num = version_num")
            connection.execute("ROLLBACK")
        finally:
            connection.close()


def require_gradebook(course: Course) -> None:
    """Raise :class:`ClassError` where the gradebook's file is gone: SQLite would quietly make an empty one."""
    path = course.gradebook_file
    if path is not None and not path.is_file():
        raise ClassError(
            tr(
                "Le carnet de notes {path} n’existe pas. Lancez `passerelle class release {course}` pour le créer.",
                path=path,
                course=course.root,
            )
        )


def _explain_missing_driver(error: Exception, course: Course) -> ClassError:
    return ClassError(
        tr(
            "Le carnet de notes est à l’adresse {path}, mais son pilote n’est pas installé ({reason}). "
            "Pour PostgreSQL : `.venv/bin/pip install psycopg[binary]`.",
            path=_hide_password(course.db_url),
            reason=error,
        )
    )


def _hide_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    credentials, at, host = rest.rpartition("@")
    return f"{scheme}://{credentials.split(':')[0]}{at}{host}" if at else url
