from __future__ import annotations

import pytest

from autograder.classes import tables
from autograder.classes.submissions import parse_utc


@pytest.mark.parametrize("name", sorted(tables.metadata.tables))
def test_our_tables_are_nbgraders(name):
    from nbgrader.api import Base

    theirs = Base.metadata.tables[name].columns
    ours = tables.metadata.tables[name].columns

    assert {column.name: (str(column.type), column.primary_key) for column in ours} == {
        column.name: (str(theirs[column.name].type), theirs[column.name].primary_key) for column in ours
    }


@pytest.mark.parametrize("name", ["student", "submitted_assignment", "submitted_notebook", "grade", "comment"])
def test_no_column_that_must_be_filled_is_left_out(name):
    from nbgrader.api import Base

    ours = {column.name for column in tables.metadata.tables[name].columns}
    needed = {column.name for column in Base.metadata.tables[name].columns if not column.nullable}

    assert set() == needed - ours


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-02 10:00:00 UTC",
        "2026-11-02 10:00:00.123456 UTC",
        "2026-11-02 10:00:00 America/Montreal",
        "2026-11-02 10:00:00 -18000",
        "2026-11-02T10:00:00+01:00",
        "2026-11-02 10:00",
    ],
)
def test_times_are_read_as_nbgrader_reads_them(text):
    from nbgrader.utils import parse_utc as theirs

    assert theirs(text) == parse_utc(text)


def test_a_time_that_is_none_is_an_error():
    with pytest.raises(ValueError, match="Unknown string format"):
        parse_utc("hier soir")
