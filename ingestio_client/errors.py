"""Convert what httpx and the service say into an `IngestError`, once, here."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import httpx
from httpx_sse import SSEError
from pydantic import ValidationError

from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.problems import Problem
from ingestio_core.errors import IngestError, MachineError, ProgramError

RANGE_NOT_SATISFIABLE = "range_not_satisfiable"

LONGEST_WAIT_SECONDS: Final = 60.0
"""A service that asks for more is asked again after this."""

_NO_NETWORK = {errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL}


class VersionConflict(IngestError):
    """An edit was based on an older version; `current` is the document as it is now."""

    def __init__(
        self, code: str, title: str, message: str, retryable: bool = False, current: Document | None = None
    ) -> None:
        super().__init__(code, title, message, retryable)
        self.current = current

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.code, self.title, self.message, self.retryable, self.current)


@contextmanager
def converted() -> Iterator[None]:
    """Inside, errors of the transport and unreadable answers become an `IngestError`."""
    try:
        yield
    except httpx.TransportError as error:
        raise transport_error(error) from error
    except (ValidationError, httpx.DecodingError, SSEError) as error:
        raise ProgramError(
            "unexpected_answer",
            "The service gave an answer that this version does not understand",
            "Update IngestIO. If it is up to date, please report this.",
        ) from error


def transport_error(error: httpx.TransportError) -> IngestError:
    """What a failed connection means for a person. All of them may succeed later."""
    if isinstance(error, httpx.ConnectError) and _is_offline(error):
        return MachineError(
            "offline",
            "There is no network",
            "This computer has no connection. Check it; the work goes on when the network is back.",
            retryable=True,
        )
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return MachineError(
            "service_unreachable",
            "The service does not answer",
            "No connection to the service could be made. Try again in a moment.",
            retryable=True,
        )
    if isinstance(error, httpx.TimeoutException):
        return MachineError(
            "service_slow",
            "The service took too long to answer",
            "The service or the network is slow. Try again in a moment.",
            retryable=True,
        )
    return MachineError(
        "connection_lost",
        "The connection was lost",
        "The connection to the service broke off. Try again in a moment.",
        retryable=True,
    )


def response_error(response: httpx.Response) -> IngestError:
    """The error that a refused request stands for; the body must have been read. It carries how
    long the service asks to wait."""
    error = _refusal(response)
    error.retry_after = _retry_after(response)
    return error


def _refusal(response: httpx.Response) -> IngestError:
    if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
        return IngestError(
            RANGE_NOT_SATISFIABLE,
            "The file ends earlier",
            "The file is shorter than expected. Load it again.",
        )
    problem = _problem(response)
    if problem is None:
        return _bare_error(response.status_code)
    if problem.code == "version_conflict":
        current = Document.model_validate(problem.current) if problem.current is not None else None
        return VersionConflict(problem.code, problem.title, problem.detail, problem.retryable, current)
    kind = ProgramError if response.status_code == httpx.codes.INTERNAL_SERVER_ERROR else IngestError
    return kind.from_info(problem.info())


def seconds_asked(error: IngestError) -> float:
    """How long to leave the service alone, as it said itself; 0 when it said nothing."""
    return min(error.retry_after or 0.0, LONGEST_WAIT_SECONDS)


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds of a Retry-After header. Its other form, a date, is left to proxies that our service
    does not stand behind."""
    value = response.headers.get("retry-after", "")
    return float(value) if value.isascii() and value.isdecimal() and len(value) <= 9 else None


def _problem(response: httpx.Response) -> Problem | None:
    if "json" not in response.headers.get("content-type", ""):
        return None
    try:
        return Problem.model_validate_json(response.content)
    except ValidationError:
        return None


def _bare_error(status: int) -> IngestError:
    """For answers that are no problem document: from a proxy, or before our own code ran."""
    match status:
        case 401 | 403:
            return IngestError(
                "unauthorised",
                "You are not signed in",
                "The service did not accept this sign-in. Sign in again.",
            )
        case 404 | 410:
            return IngestError(
                "not_found", "It is no longer there", "It was deleted, or never existed. Reload the list."
            )
        case 429:
            return IngestError(
                "rate_limited",
                "Too many requests",
                "The service asks to wait. Try again in a minute.",
                retryable=True,
            )
        case 423 | 502 | 503 | 504:
            return MachineError(
                "service_unavailable",
                "The service is not available",
                "The service is busy or being restarted. Try again in a moment.",
                retryable=True,
            )
        case _ if status >= 500:
            return ProgramError(
                "server_error",
                "The service failed",
                "Something went wrong in the service. Try again; if it happens again, please report it.",
                retryable=True,
            )
        case _:
            return ProgramError(
                "unexpected_answer",
                "The service refused the request",
                f"It answered with status {status}. Update IngestIO; if that does not help, report it.",
            )


def _is_offline(error: BaseException) -> bool:
    """Whether a name could not be resolved or no route exists, as opposed to a refused connection."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, socket.gaierror):
            return True
        if isinstance(seen, OSError) and seen.errno in _NO_NETWORK:
            return True
        seen = seen.__cause__ or seen.__context__
    return False
