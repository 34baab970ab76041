"""The page of commands, made from the parser of the command line."""

import argparse


def page(parser: argparse.ArgumentParser) -> str:
    """Markdown: each command with what it does, its arguments and its options.

    Written from the parser's own entries and not from its help text, whose layout changes between Python versions.
    """
    lines = [
        "# Commands",
        "",
        "Every command finds the project as the nearest folder upwards that has `graph/`, or by `--project DIR`; "
        "without one it works on the packaged sample, read-only.",
        "",
        "Exit status: 0 done, 1 the graph or the text is at fault (one plain line per finding), "
        "2 the command line is at fault.",
        "",
    ]
    for name, command in _commands(parser).items():
        lines += [f"## `plangraph {name}`", "", str(command.description), ""]
        for action in command._actions:
            if isinstance(action, argparse._HelpAction) or "--project" in action.option_strings:
                continue
            lines.append(f"- `{_written(action)}`{_notes(action)}")
        if lines[-1]:
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _written(action: argparse.Action) -> str:
    value = action.metavar or (("|".join(map(str, action.choices))) if action.choices else action.dest.upper())
    if not action.option_strings:
        return f"[{value}]" if action.nargs in ("?", "*") else str(value)
    return action.option_strings[-1] + ("" if action.nargs == 0 else f" {value}")


def _notes(action: argparse.Action) -> str:
    default = action.default
    shown = (
        f" (default: {default})" if default not in (None, False, argparse.SUPPRESS) and action.option_strings else ""
    )
    required = " (required)" if action.required and action.option_strings else ""
    return (f": {action.help}" if action.help else "") + required + shown
