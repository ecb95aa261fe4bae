"""Convert what httpx and the service say into an `IngestError`, once, here."""

import errno
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import httpx
from httpx_sse import SSEError
from pydantic import ValidationError

from ingestio_client.proxy import ProxyUnreachable
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.problems import Problem
from ingestio_core.errors import IngestError, MachineError, ProgramError

RANGE_NOT_SATISFIABLE = "range_not_satisfiable"

LONGEST_WAIT_SECONDS: Final = 60.0
"""A service that asks for more is asked again after this."""

NOT_REACHED: Final = frozenset(
    {
        *("offline", "service_unreachable", "service_slow", "connection_lost", "service_unavailable"),
        *("server_not_found", "server_moved", "no_service_there", "network_login"),
        *("certificate_refused", "clock_wrong", "proxy_refused", "proxy_unreachable"),
        *("unauthorised", "not_authenticated", "sign_in_busy"),
    }
)
"""Errors that say nothing about what was asked: all of it waits until the service is there again."""

SIGNED_OUT: Final = frozenset(
    {
        *("not_signed_in", "sign_in_over", "signed_out"),
        *("no_keyring", "keyring_refused"),
        *("vault_absent", "vault_locked", "vault_damaged", "vault_not_written"),
    }
)
"""Errors that a person has to sign in, or to open what their sign-in is kept in, first."""

_OFFENDERS: Final = 8
"""So many are named, others are counted."""

_NO_NETWORK = {errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL}
_NO_NAME: Final = {socket.EAI_NONAME}
"""The name is known to nobody, or (not on Linux) there is no network to ask."""
_NOT_YET: Final = 9
_OVER: Final = 10
"""OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED."""

Cause = TypeVar("Cause", bound=BaseException)


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
    certificate = _cause(error, ssl.SSLCertVerificationError)
    if certificate is not None:
        return _certificate_error(certificate, _host(error))
    if isinstance(error, httpx.ProxyError):
        return _proxy_error(error)
    unknown = _cause(error, socket.gaierror)
    if unknown is not None and unknown.errno in _NO_NAME:
        return MachineError(
            "server_not_found",
            "The service’s address is not known",
            f"No computer is known as {_host(error)}. If web pages open, the service may have moved: check "
            "its address. If none opens, check the network.",
            retryable=True,
        )
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
    if response.has_redirect_location:
        return _moved(response)
    problem = _problem(response)
    if problem is None:
        return _bare_error(response.status_code)
    if problem.code == "version_conflict":
        current = Document.model_validate(problem.current) if problem.current is not None else None
        return VersionConflict(problem.code, problem.title, problem.detail, problem.retryable, current)
    kind = ProgramError if response.status_code == httpx.codes.INTERNAL_SERVER_ERROR else IngestError
    info = problem.info()
    return kind.from_info(info.model_copy(update={"message": f"{info.message}{_offenders(problem)}"}))


def _offenders(problem: Problem) -> str:
    """The files that a refusal lists, each with its reason."""
    said = [
        f"“{entry['filename']}”: {entry.get('message', '')}"
        for entry in problem.errors
        if isinstance(entry.get("filename"), str)
    ]
    if not said:
        return ""
    more = f"; and {len(said) - _OFFENDERS:,} more" if len(said) > _OFFENDERS else ""
    return f" {'; '.join(said[:_OFFENDERS])}{more}."


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


def not_our_service(address: str) -> IngestError:
    """Somebody answers at an address of the service, but no service of ours."""
    return MachineError(
        "no_service_there",
        "There is no IngestIO at this address",
        f"Something else answers at {address}. Check the address of the service; if it is right, try again "
        "later. In a network with a sign-in page of its own, open a web page first.",
        retryable=True,
    )


def _moved(response: httpx.Response) -> IngestError:
    """The API redirects nobody: either the service has moved, or the network wants something first."""
    here = response.request.url.host
    try:
        there = urlsplit(response.headers["location"]).hostname or here
    except ValueError:
        there = here
    if response.status_code not in (httpx.codes.MOVED_PERMANENTLY, httpx.codes.PERMANENT_REDIRECT):
        return MachineError(
            "network_login",
            "The network wants you to sign in first",
            f"{here} is not reached: it leads to {there}. Open a web page and do what it asks for.",
            retryable=True,
        )
    return MachineError(
        "server_moved",
        "The service has moved",
        f"{here} says that it is at {there} now. Your work here is kept. Check that with whoever runs the "
        "service, then sign in at the new address.",
        retryable=True,
    )


def _bare_error(status: int) -> IngestError:
    """For answers that are no problem document: from a proxy, or before our own code ran."""
    match status:
        case 401 | 403:
            return IngestError(
                "unauthorised",
                "You are not signed in",
                "The service did not accept this sign-in. Sign in again.",
            )
        case 407:
            return _proxy_wants_name()
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


def _certificate_error(error: ssl.SSLCertVerificationError, host: str) -> IngestError:
    now = f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"
    if error.verify_code == _NOT_YET:
        return _clock_error(
            f"It says {now}, and the certificate of {host} is not valid yet. Set date and time; then it goes "
            "on by itself."
        )
    if error.verify_code == _OVER:
        return _clock_error(
            f"It says {now}, and the certificate of {host} is over by then. If that is the right time, "
            "whoever runs the service must renew it; else set date and time."
        )
    return MachineError(
        "certificate_refused",
        "The service can't prove who it is",
        f"The certificate of {host} is not trusted here ({error.verify_message}). Nothing was sent. In a "
        "network with a sign-in page of its own, open a web page first; else ask whoever runs the service.",
        retryable=True,
    )


def _proxy_error(error: httpx.ProxyError) -> IngestError:
    if isinstance(error, ProxyUnreachable):
        return MachineError(
            "proxy_unreachable",
            "The proxy does not answer",
            "No connection to the proxy could be made. Check its address in the settings, or turn it off.",
            retryable=True,
        )
    said = str(error)
    if said.startswith("407"):
        return _proxy_wants_name()
    if said.startswith(("502", "503", "504")):
        return MachineError(
            "service_unreachable",
            "The service does not answer",
            "The proxy was not able to reach the service. Try again in a moment.",
            retryable=True,
        )
    return MachineError(
        "proxy_refused",
        "The proxy lets nothing through",
        f"It refused the way to {_host(error)}. Ask whoever runs it, or change the proxy in the settings.",
        retryable=True,
    )


def _proxy_wants_name() -> IngestError:
    return MachineError(
        "proxy_refused",
        "The proxy wants a name and a password",
        "It did not accept what the settings say. Enter the right ones there.",
        retryable=True,
    )


def _clock_error(message: str) -> IngestError:
    return MachineError("clock_wrong", "The clock of this computer may be wrong", message, retryable=True)


def _host(error: httpx.TransportError) -> str:
    try:
        return error.request.url.host
    except RuntimeError:
        return "the service"


def _is_offline(error: BaseException) -> bool:
    """Whether a name could not be resolved or no route exists, as opposed to a refused connection."""
    if _cause(error, socket.gaierror) is not None:
        return True
    found = _cause(error, OSError, lambda seen: seen.errno in _NO_NETWORK)
    return found is not None


def _cause(
    error: BaseException, kind: type[Cause], fits: Callable[[Cause], bool] = lambda _: True
) -> Cause | None:
    """What of this kind lies behind an error, if anything does."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, kind) and fits(seen):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None
