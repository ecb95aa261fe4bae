"""Exit codes, and how errors become one."""

from collections.abc import Callable
from typing import Final

import typer

from ingestio_core.errors import IngestError

ALL_COMPLETED: Final = 0
FAILED: Final = 1
WRONG_USAGE: Final = 2
SOME_FAILED: Final = 3
INTERRUPTED: Final = 130


class UsageError(Exception):
    """The command was called in a way that makes no sense; the text says how it does."""


def guarded(run: Callable[[], int]) -> int:
    """The exit code of `run`, with errors told on stderr."""
    try:
        return run()
    except UsageError as error:
        typer.echo(f"Error: {error}", err=True)
        return WRONG_USAGE
    except IngestError as error:
        typer.echo(f"Error: {error.title}. {error.message}", err=True)
        return FAILED
    except KeyboardInterrupt:
        typer.echo("Cancelled.", err=True)
        return INTERRUPTED
