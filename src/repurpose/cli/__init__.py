"""The command line: one module a command, no logic in them; the only place that prints and exits."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from repurpose.cli.group import cli


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code (see `repurpose.errors.Exit`)."""
    from repurpose.cli.edge import end_as_by_ctrl_c, run_command

    end_as_by_ctrl_c()
    sys.exit(run_command(cli, sys.argv[1:] if arguments is None else list(arguments)))
