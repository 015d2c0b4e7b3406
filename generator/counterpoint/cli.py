"""The command line: registers the commands and is the one place where exceptions end."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("counterpoint.commands.init", "Start a new research repository, ready to be pushed."),
    "build": ("counterpoint.commands.build", "Check, generate and publish into build/site."),
    "check": ("counterpoint.commands.check", "Say everything that is wrong, and what to type."),
    "new": (
        "counterpoint.commands.new",
        "Start an interview, a theme … from a template.",
    ),
    "import": (
        "counterpoint.commands.import_",
        "Bring in transcripts and codings, real names replaced.",
    ),
    "export": (
        "counterpoint.commands.export",
        "Write the data out: tables, a database, REFI-QDA, a page to send.",
    ),
    "suggest": (
        "counterpoint.commands.suggest",
        "Suggest evidence in an interview, by what was tagged before.",
    ),
    "mcp": ("counterpoint.commands.mcp", "Answer assistants' questions about the study (MCP)."),
    "diff": ("counterpoint.commands.diff", "Say what a branch changes in what is known."),
    "cite": ("counterpoint.commands.cite", "Find evidence, print its citation, stamped."),
    "forget": ("counterpoint.commands.forget", "Erase a person, say which conclusions change."),
    "rename": ("counterpoint.commands.rename", "Rename or merge a theme, a persona …, everywhere."),
    "retag": ("counterpoint.commands.retag", "List a theme's evidence, for splitting the theme."),
    "serve": ("counterpoint.commands.serve", "Build, and again whenever a file is saved."),
}
"""Each command's module, imported when it is called, and its line in the help."""

GARBAGE = 500_000
"""Values made before the collector looks for garbage: nearly all that a command makes, it keeps,
and looking through a thousand transcripts again and again takes as long as reading them."""

PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
"""Set, no other package's plugin reads the fields of a study, and nobody looks for one, which takes
longer than reading an interview."""

TRACEBACK = "COUNTERPOINT_TRACEBACK"
"""Set, an exception that is a bug shows where it happened."""


class Commands(click.Group):
    """A group whose commands are imported when they are called, so that help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        if ctx.resilient_parsing:
            return click.Command(cmd_name)
        module, _ = COMMANDS[cmd_name]
        command: click.Command = import_module(module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 clean or warnings only, 1 errors, 2 wrong usage.",
)
@click.version_option(package_name="counterpoint", message="%(prog)s %(version)s")
def group() -> None:
    """Turn a folder of tagged interviews into a site that says where two sides agree."""


def set_up() -> None:
    """Make this process ready for a command."""
    gc.set_threshold(GARBAGE)
    # What is left then goes with the process: nothing need be looked through once more.
    atexit.register(gc.freeze)
    os.environ.setdefault(PLUGINS, "__all__")


def main() -> None:
    """Run the command line; any exception ends as one line and exit status 1."""
    set_up()
    try:
        group(prog_name="counterpoint")
    except Exception as problem:
        if os.environ.get(TRACEBACK):
            raise
        click.echo(f"counterpoint: {_in_words(problem)}", err=True)
        sys.exit(1)


def _in_words(problem: Exception) -> str:
    message = " ".join(str(problem).split())
    if isinstance(problem, OSError) or type(problem).__module__.startswith("counterpoint."):
        return message
    kind = type(problem).__name__
    return f"this is a bug, please report it ({kind}: {message}); set {TRACEBACK}=1 to see where"
