"""What a wrong call and `--help` say, in the language of the person: typer itself only speaks English."""

from __future__ import annotations

import difflib
from typing import Any

from typer.core import TyperCommand, TyperGroup

from autograder.language import current_language, tr


class _SpeaksHelp:
    """Gives `--help` its own words in the language of the person."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page, its titles in the language of the person."""
        speak_help()
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option, described."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = tr("Montrer cette aide.")
        return option


class Command(_SpeaksHelp, TyperCommand):
    """A command whose help is all in one language."""


class Group(_SpeaksHelp, TyperGroup):
    """A group of commands whose help is all in one language."""


def is_usage_error(error: Exception) -> bool:
    """Whether typer raised ``error`` because of how the command was called."""
    return any(kind.__name__ in ("ClickException", "Abort") for kind in type(error).__mro__)


def describe_usage_error(error: Any) -> str:
    """Return what is wrong with the call, and what to do."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "passerelle"
    remedy = tr("`{command} --help` dit ce qui est possible.", command=command)
    return f"{_describe_cause(error)} {remedy}"


def _describe_cause(error: Any) -> str:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    parameter = getattr(error, "param", None)
    name = _name_parameter(parameter) or getattr(error, "param_hint", "") or ""
    if "NoSuchOption" in kinds:
        return _add_nearest(
            tr("L’option « {option} » n’existe pas.", option=error.option_name), getattr(error, "possibilities", None)
        )
    if "MissingParameter" in kinds:
        return tr("Il manque {name}.", name=name)
    if "BadParameter" in kinds:
        return tr("{name} ne convient pas : {reason}", name=name or "?", reason=error.message)
    if "Abort" in kinds:
        return tr("Arrêté.")
    return _describe_command_error(error)


def _describe_command_error(error: Any) -> str:
    context = getattr(error, "ctx", None)
    commands = list(getattr(getattr(context, "command", None), "commands", {}))
    message = str(getattr(error, "message", error))
    quoted = message.split("'")[1] if message.count("'") >= 2 else ""
    if message.startswith("No such command"):
        near = difflib.get_close_matches(quoted, commands, n=1, cutoff=0.4)
        return _add_nearest(tr("La commande « {command} » n’existe pas.", command=quoted), near)
    if message.startswith("Missing command"):
        return tr("Quelle commande ? Il y a : {commands}.", commands=", ".join(commands))
    if message.startswith("Got unexpected extra argument"):
        return tr("Il y a un argument de trop.")
    return message


def _add_nearest(sentence: str, possibilities: list[str] | None) -> str:
    if not possibilities:
        return sentence
    return sentence + " " + tr("La plus proche est « {near} ».", near=sorted(possibilities)[0])


def _name_parameter(parameter: Any) -> str:
    if parameter is None:
        return ""
    options = getattr(parameter, "opts", [])
    if getattr(parameter, "param_type_name", "") == "option" and options:
        return str(options[0])
    return str(getattr(parameter, "metavar", None) or parameter.name.upper())


def speak_help() -> None:
    """Put the titles of typer's help pages into the language of the person; only then is rich worth its import."""
    if current_language().split("_")[0] == "en":
        return
    import typer.rich_utils as style

    style.ARGUMENTS_PANEL_TITLE = tr("Arguments")
    style.OPTIONS_PANEL_TITLE = tr("Options")
    style.COMMANDS_PANEL_TITLE = tr("Commandes")
    style.ERRORS_PANEL_TITLE = tr("Erreur")
    style.DEFAULT_STRING = tr("[par défaut : {{}}]").replace("{{}}", "{}")
    style.REQUIRED_LONG_STRING = tr("[obligatoire]")
