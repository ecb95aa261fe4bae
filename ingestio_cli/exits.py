"""Exit codes, and how errors become one."""

from collections.abc import Callable
from typing import Final

from ingestio_cli.terminal import tell
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
        tell(f"Error: {error}")
        return WRONG_USAGE
    except IngestError as error:
        tell(f"Error: {error.title}. {error.message}")
        return FAILED
    except BrokenPipeError:
        # Who reads the output has enough of it.
        raise
    except OSError as error:
        tell(f"Error: The system refused: {error}. Check the disk and the permissions, and try again.")
        return FAILED
    except KeyboardInterrupt:
        tell("Cancelled.")
        return INTERRUPTED
