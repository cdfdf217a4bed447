"""The documentation covers what there is, names nothing that is not, and its links lead somewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import typer

from autograder.build.outcomes import OUTCOMES_PAGES
from autograder.check.student import Student
from autograder.classes.course import ClassFile
from autograder.cli.commands import app
from autograder.content.exercise import Exercise, Limits, Task, TaskKind
from autograder.content.facts import Fact
from autograder.content.kit import Kit
from autograder.content.mistakes import KeptAnswer
from autograder.content.module import Mapping, Module, Outcome, Term
from autograder.grading.report import CheckReport, EngineReport, Report, Status, TaskReport
from autograder.sandbox.layers import LAYERS
from autograder.site.pages import read_twin
from autograder.validate.equivalents import Equivalent
from autograder.validate.finding import Finding
from autograder.validate.rules import RULES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"

ENGINE_SIDE = {"start_check", "read_attribute", "call_object", "transport", "sources", "edition", "cell_errors", "log"}
"""Members of `Student` that the engine uses and no check does."""


def list_pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def read_prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def read_section(page: Path, title: str) -> str:
    """The text under a heading, up to the next one of its level or above."""
    text = read_prose(page)
    match = re.search(rf"^(#+) {re.escape(title)}$", text, re.MULTILINE)
    assert match, f"{page.name} has no section « {title} »"
    rest = text[match.end() :]
    end = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def read_table(text: str) -> set[str]:
    """What stands between backquotes in the first column of a table."""
    return {name for row in re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)}


def list_fields(kind: type[msgspec.Struct]) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(kind)}


# -- Commands --------------------------------------------------------------------------------------------------------


def walk_commands(command: Any, name: str = "passerelle") -> Iterator[tuple[str, Any]]:
    """Each command that can be run, with its whole name."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
    else:
        for word, one in inner.items():
            yield from walk_commands(one, f"{name} {word}")


COMMANDS = dict(walk_commands(typer.main.get_command(app)))


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_in_the_reference(name):
    page = (REFERENCE / "commands.md").read_text("utf-8")
    assert re.search(rf"`{re.escape(name)}[ `]", page), f"{name} is not in commands.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_is_in_the_reference(name):
    page = (REFERENCE / "commands.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if re.search(rf"`{re.escape(name)}[ `]", line)]
    if name == "passerelle grade":
        rows.append(read_section(REFERENCE / "commands.md", "Grading loose files"))
    options = [option for each in COMMANDS[name].params for option in each.opts if option.startswith("--")]
    assert [] == [option for option in options if option not in " ".join(rows) and option != "--help"]


def test_the_documentation_names_no_command_that_is_not_there():
    """In code only: prose may use the word as a name."""
    unknown = []
    for page in list_pages():
        code = re.findall(r"```.*?```|`[^`\n]+`", page.read_text("utf-8"), re.DOTALL)
        for words in re.findall(r"passerelle ([a-z][a-z0-9-]*(?:[ |][a-z][a-z0-9-]*)*)", "\n".join(code)):
            if not is_command(words):
                unknown.append(f"{page.relative_to(ROOT)}: passerelle {words}")
    assert [] == unknown


def is_command(words: str) -> bool:
    """Whether a call begins with a command's name; `class new|release` names two."""
    first, _, rest = words.partition(" ")
    seconds = rest.split(" ")[0].split("|")
    groups = {name.split()[1] for name in COMMANDS if name.count(" ") == 2}
    if first.split("|")[0] in groups:
        return not rest or all(f"passerelle {first} {second}" in COMMANDS for second in seconds)
    return all(f"passerelle {word}" in COMMANDS for word in first.split("|"))


# -- Keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("section", "kind", "filled_in"),
    [
        ("exercise.toml", Exercise, {"id"}),
        ("tasks", Task, set()),
        ("limits", Limits, set()),
        ("module.toml", Module, {"id"}),
        ("mistakes.toml", KeptAnswer, set()),
        ("class.toml", ClassFile, set()),
        ("facts.toml", Fact, set()),
        ("mutants.toml", Equivalent, set()),
    ],
)
def test_each_toml_key_is_in_the_reference(section, kind, filled_in):
    told = read_table(read_section(REFERENCE / "toml-keys.md", section))
    assert set() == list_fields(kind) - filled_in - told


@pytest.mark.parametrize(("table", "kind"), [("outcomes", Outcome), ("terms", Term), ("maps", Mapping)])
def test_each_key_of_a_modules_tables_is_in_the_reference(table, kind):
    section = read_section(REFERENCE / "toml-keys.md", "module.toml")
    assert list_fields(kind) == set(re.findall(rf"^\| `{table}` \| `(\w+)` \|", section, re.MULTILINE))


@pytest.mark.parametrize(("section", "kind"), [("tasks", Task), ("limits", Limits), ("class.toml", ClassFile)])
def test_the_reference_names_no_key_that_is_not_there(section, kind):
    assert set() == read_table(read_section(REFERENCE / "toml-keys.md", section)) - list_fields(kind)


def test_the_defaults_of_limits_are_true():
    section = read_section(REFERENCE / "toml-keys.md", "limits")
    told = dict(re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", section, re.MULTILINE))
    assert {name: msgspec.json.encode(getattr(Limits(), name)).decode() for name in list_fields(Limits)} == told


def test_each_kind_of_task_is_in_the_reference():
    row = next(line for line in read_section(REFERENCE / "toml-keys.md", "tasks").splitlines() if "| `kind`" in line)
    assert [] == [kind for kind in get_args(TaskKind) if f"`{kind}`" not in row]


# -- Checks and reports ----------------------------------------------------------------------------------------------


def test_each_member_of_student_is_in_the_reference():
    members = {name for name in dir(Student) if not name.startswith("_")} | {"variant"}
    section = read_section(REFERENCE / "checks.md", "The fixture `student`")
    assert members - ENGINE_SIDE == set(re.findall(r"^\| `student\.(\w+)", section, re.MULTILINE))


@pytest.mark.parametrize(
    ("section", "kind"),
    [("A report", Report), ("tasks", TaskReport), ("checks", CheckReport), ("engine", EngineReport)],
)
def test_each_key_of_a_report_is_in_the_reference(section, kind):
    text = read_section(REFERENCE / "report.md", section)
    assert set() == list_fields(kind) - set(re.findall(r"`(\w+)`", text))


def test_each_status_is_in_the_reference():
    told = read_table(read_section(REFERENCE / "report.md", "Statuses"))
    assert set(get_args(Status)) == told


def test_each_layer_of_isolation_is_explained():
    told = read_table(read_section(DOCS / "explanation" / "line-of-trust.md", "The layers"))
    assert {layer.name for layer in LAYERS} == told


def test_each_rule_is_in_the_reference_in_its_order():
    told = re.findall(r"^\| `([a-z-]+)` \|", (REFERENCE / "rules.md").read_text("utf-8"), re.MULTILINE)
    assert [*RULES, "mutants"] == told[: len(RULES) + 1]


def test_each_key_of_a_finding_is_in_the_reference():
    text = read_section(REFERENCE / "rules.md", "With `--json`")
    assert set() == list_fields(Finding) - set(re.findall(r"`(\w+)`", text))


# -- Links -----------------------------------------------------------------------------------------------------------


def list_links(page: Path) -> list[str]:
    """Targets of a page's links and images, code left out."""
    text = re.sub(r"`[^`\n]*`", "", read_prose(page))
    return re.findall(r"!?\[[^\]]*\]\(([^)\s]+)\)", text)


def make_anchor(title: str) -> str:
    """A heading's anchor, as forges make it."""
    plain = unicodedata.normalize("NFC", title.replace("`", "")).lower()
    return re.sub(r"[^\w\- ]", "", plain).strip().replace(" ", "-")


@pytest.mark.parametrize("page", list_pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_each_relative_link_leads_somewhere(page):
    broken = []
    for link in list_links(page):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        titles = re.findall(r"^#+ (.+)$", read_prose(target), re.MULTILINE) if target.suffix == ".md" else []
        if not target.exists() or (anchor and anchor not in map(make_anchor, titles)):
            broken.append(link)
    assert [] == broken


@pytest.mark.parametrize("page", list_pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_each_picture_has_its_words(page):
    assert [] == [words for words in re.findall(r"!\[([^\]]*)\]", page.read_text("utf-8")) if len(words) < 20]


@pytest.mark.parametrize("index", [DOCS / "index.md", DOCS / "fr" / "index.md"], ids=["en", "fr"])
def test_each_page_is_in_the_index_of_its_language(index):
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in list_links(index)}
    french = set((DOCS / "fr").rglob("*.md"))
    pages = french if index in french else set(DOCS.rglob("*.md")) - french
    assert [] == sorted(str(page.relative_to(DOCS)) for page in pages - {*linked, index})


@pytest.mark.parametrize("page", sorted((DOCS / "fr").glob("*.md")), ids=lambda page: page.name)
def test_each_french_page_and_its_twin_name_each_other(page):
    """The site takes the way from one language to the other from these words; the build writes the map of outcomes."""
    kit, source = Kit(ROOT), page.relative_to(ROOT).as_posix()
    if source not in OUTCOMES_PAGES.values():
        assert source == read_twin(kit, read_twin(kit, source))


@pytest.mark.parametrize("name", ["README.md", "LISEZMOI.md"])
def test_the_two_commands_come_first(name):
    lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if line.strip()]
    assert ["# Passerelle", "```", "./passerelle demo", "./passerelle test", "```"] == [
        line.split("  ")[0] for line in lines[:5]
    ]
    assert lines[5].startswith("![")
