"""The command line: `indicators check | list | show | letter | export | check-deck | add | revise | withdraw | import | history | undo`.

Exit codes: 0 fine, 1 problems in the data or a file that cannot be written, 2 a wrong command, 3 a fault of the program.
Everything beyond the standard library and Typer is imported by the command that needs it, so that `--help` comes at once.
"""

from __future__ import annotations

import sys

from indicators.cli import catalogue, deck, entry, export, letter, past, sheet  # noqa: F401 - each adds its commands
from indicators.cli.app import app


def main() -> None:
    """Runs the command line; the console script `indicators`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows would write its own code page into pipes
            stream.reconfigure(encoding="utf-8")
    app()
