"""The command line: one module a command, no logic in them; the only place that prints and exits."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from repurpose.cli.group import cli

# Python looks for garbage after so many new objects. What a command loads stays: with Python's own 700 a
# tenth of its start is spent on that.
NEW_OBJECTS = 100_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code (see `repurpose.errors.Exit`)."""
    from repurpose.cli.edge import end_as_by_ctrl_c, run_command

    gc.set_threshold(NEW_OBJECTS)
    end_as_by_ctrl_c()
    sys.exit(run_command(cli, sys.argv[1:] if arguments is None else list(arguments)))
