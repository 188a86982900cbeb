"""The edge of the program: failures become one line on standard error and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from repurpose.errors import Exit, RepurposeError


def run_command(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command; whatever happens, return an exit code. Nothing is raised."""
    _use_utf8()
    settings: dict[str, Any] = {"color": False} if os.environ.get("NO_COLOR") else {}
    try:
        result = command.main(
            args=list(arguments), prog_name="repurpose", standalone_mode=False, **settings
        )
        sys.stdout.flush()
        return int(result) if isinstance(result, int) else Exit.DONE
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except RepurposeError as error:
        say_error(error)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("\ninterrupted; nothing is half-done", err=True)
        return Exit.INTERRUPTED
    except SystemExit as ending:  # completion; or the reader of our output has gone (… | head)
        gone = "PacifyFlush" in type(sys.stdout).__name__  # what click leaves there then
        return Exit.DONE if gone else int(ending.code or 0)
    except BrokenPipeError:  # the same, at the last line
        _drop_output()
        return Exit.DONE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _say_bug(error)
        say_error(RepurposeError("there is no room on the disk for the output", hint="make room"))
        _drop_output()
        return Exit.REFUSED
    except Exception as error:
        return _say_bug(error)


def end_as_by_ctrl_c() -> None:
    """Whoever ends us by SIGTERM (cron, systemd, `timeout`) or closes the terminal leaves nothing
    half-done either. What was started to survive that (`nohup`) does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def say_error(error: RepurposeError) -> None:
    """One line: what and where; one more: what to do."""
    kind = click.style("error: ", fg="red", bold=True) if error.exit_code else "note: "
    click.echo(kind + str(error), err=True)
    if error.hint:
        click.echo(click.style("  → ", fg="cyan") + error.hint, err=True)


def _say_bug(error: Exception) -> Exit:
    if os.environ.get("REPURPOSE_DEBUG"):
        raise error
    words = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    click.echo(click.style("error: ", fg="red", bold=True) + f"this is a bug: {words}", err=True)
    click.echo("  → set REPURPOSE_DEBUG=1 to see where it happened, and report it", err=True)
    return Exit.REFUSED


def _drop_output() -> None:
    """What is left unwritten is not tried again when Python ends."""
    sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115


def _use_utf8() -> None:
    """Umlauts and emoji arrive whole, on any system and in any pipe."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
