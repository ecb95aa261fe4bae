"""Where an exception came from, without its words, which may quote a document."""

import sys
import traceback
from collections.abc import Iterator


def places(error: BaseException) -> str:
    """The types of the exception and of its causes, each with its files and lines."""
    return " < ".join(f"{type(one).__name__}{_reason(one)} at {_frames(one)}" for one in _chain(error))


def logged_places(exc_info: object) -> str | None:
    """The same for what a logger was given as `exc_info`; None where it was given no exception."""
    error = exc_info
    if isinstance(exc_info, tuple):
        error = exc_info[1]
    elif exc_info and not isinstance(exc_info, BaseException):
        error = sys.exc_info()[1]
    return places(error) if isinstance(error, BaseException) else None


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _reason(error: BaseException) -> str:
    """What the operating system says is safe to tell."""
    return f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""


def _frames(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
