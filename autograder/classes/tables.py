"""The tables of nbgrader's gradebook that grading writes, described again here.

Importing ``nbgrader.api`` takes five seconds of processor time; this takes a third of one. A test holds these tables
to nbgrader's own.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Float, Interval, MetaData, String, Table, Text

metadata = MetaData()

student = Table("student", metadata, Column("id", String(128), primary_key=True))
assignment = Table(
    "assignment",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(128)),
    Column("duedate", DateTime()),
)
notebook = Table(
    "notebook",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(128)),
    Column("assignment_id", String(32)),
    Column("kernelspec", String(1024)),
)
base_cell = Table(
    "base_cell",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(128)),
    Column("notebook_id", String(32)),
    Column("type", String(50)),
)
grade_cells = Table("grade_cells", metadata, Column("id", String(32), primary_key=True), Column("max_score", Float()))
source_cell = Table(
    "source_cell",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(128)),
    Column("notebook_id", String(32)),
    Column("cell_type", String(8)),
    Column("locked", Boolean()),
    Column("source", Text()),
    Column("checksum", String(128)),
)
task_cells = Table("task_cells", metadata, Column("id", String(32), primary_key=True), Column("max_score", Float()))
submitted_assignment = Table(
    "submitted_assignment",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("assignment_id", String(32)),
    Column("student_id", String(128)),
    Column("timestamp", DateTime()),
    Column("extension", Interval()),
)
submitted_notebook = Table(
    "submitted_notebook",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("assignment_id", String(32)),
    Column("notebook_id", String(32)),
    Column("flagged", Boolean()),
    Column("late_submission_penalty", Float()),
)
grade = Table(
    "grade",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("notebook_id", String(32)),
    Column("cell_id", String(32)),
    Column("auto_score", Float()),
    Column("manual_score", Float()),
    Column("extra_credit", Float()),
    Column("needs_manual_grade", Boolean()),
)
comment = Table(
    "comment",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("notebook_id", String(32)),
    Column("cell_id", String(32)),
    Column("auto_comment", Text()),
    Column("manual_comment", Text()),
)
