"""The web edge: who calls, what a handler is given, and errors as problem documents."""

import errno
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

import structlog
from fastapi import Depends, FastAPI, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import JsonValue
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from ingestio_cloud.features import errors
from ingestio_cloud.features.accounts.access import Principal
from ingestio_cloud.features.context import Context
from ingestio_core.contracts.problems import PROBLEM_MEDIA_TYPE, Problem
from ingestio_core.errors import IngestError, MachineError

log = structlog.get_logger(__name__)

_STATUS: Final[tuple[tuple[type[IngestError], HTTPStatus], ...]] = (
    (errors.NotAuthenticatedError, HTTPStatus.UNAUTHORIZED),
    (errors.ForbiddenError, HTTPStatus.FORBIDDEN),
    (errors.QuotaError, HTTPStatus.PAYMENT_REQUIRED),
    (errors.NotFoundError, HTTPStatus.NOT_FOUND),
    (errors.ConflictError, HTTPStatus.CONFLICT),
    (errors.TooLargeError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (errors.TooManyRequestsError, HTTPStatus.TOO_MANY_REQUESTS),
    (errors.BusyError, HTTPStatus.TOO_MANY_REQUESTS),
    (MachineError, HTTPStatus.SERVICE_UNAVAILABLE),
)
_SPECIAL: Final[Mapping[str, int]] = {
    "checksum_mismatch": 460,
    "upload_expired": HTTPStatus.GONE,
    "upload_interrupted": HTTPStatus.LOCKED,
    "upload_too_slow": HTTPStatus.REQUEST_TIMEOUT,
    "upload_busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "upload_length_deferred": HTTPStatus.BAD_REQUEST,
    "upload_version": HTTPStatus.PRECONDITION_FAILED,
    "upload_content_type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "precondition_required": HTTPStatus.PRECONDITION_REQUIRED,
    "link_not_valid": HTTPStatus.FORBIDDEN,
    "disk_full": HTTPStatus.INSUFFICIENT_STORAGE,
    "bad_upload": HTTPStatus.BAD_REQUEST,
    "bad_header": HTTPStatus.BAD_REQUEST,
    "bad_cursor": HTTPStatus.BAD_REQUEST,
    "bad_notice": HTTPStatus.BAD_REQUEST,
    "bad_signature": HTTPStatus.BAD_REQUEST,
    "too_many_streams": HTTPStatus.TOO_MANY_REQUESTS,
}

DATABASE_ERRORS: Final = (OperationalError, InterfaceError, PoolTimeoutError)
"""What the database raises for a moment: nothing is wrong with the request."""

AWAY_SECONDS: Final = "10"
"""After which to ask again where nothing says better when what is in the way is over."""
ASK_AGAIN: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_DISK_FULL: Final = Problem(
    title="The disk is full",
    status=HTTPStatus.INSUFFICIENT_STORAGE,
    detail="Free some space and try again.",
    code="disk_full",
    retryable=True,
)

ErrorPage = Callable[[Request, Problem, Mapping[str, str]], Response]
"""Shows a problem, with headers of the answer; the app's state has it as `error_page` where there are
pages."""
_API: Final = "/v1"

PROBLEM_CODE: Final = "problem_code"
"""Where a request's state has the code of the problem that it was answered with."""

CALLER: Final = "caller"
"""Where a request's state has its `Principal`."""

_bearer = HTTPBearer(auto_error=False, description="The token of a session.")


def give_context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


ContextDep = Annotated[Context, Depends(give_context)]


async def _principal(
    request: Request, _bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Principal:
    caller: Principal | None = request.scope["state"].get(CALLER)
    if caller is None:
        raise errors.NotAuthenticatedError
    return caller


CallingPrincipal = Annotated[Principal, Depends(_principal)]
"""Who calls, and by which kind of token."""


async def _caller(caller: CallingPrincipal) -> UUID:
    return caller.user_id


Caller = Annotated[UUID, Depends(_caller)]
"""The user who calls; `middleware.authentication` found out before a byte of the body was read."""

Limit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str | None, Query(max_length=1_000)]
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The version, quoted.",
        json_schema_extra={"pattern": r'^(\*|(W/)?"?[0-9]{1,18}"?)$'},
    ),
]


def parse_version(if_match: str | None) -> int | None:
    """The version of an If-Match header, None for none or any. Raises `RefusedError`."""
    if if_match is None or if_match.strip() == "*":
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise errors.RefusedError(
            "bad_header", "The request is malformed", "If-Match must carry a version. Update the program."
        )
    return int(text)


def required_version(if_match: str | None) -> int:
    """The version of an If-Match header. Raises `RefusedError` (precondition_required)."""
    version = parse_version(if_match)
    if version is None:
        raise errors.RefusedError(
            "precondition_required",
            "The version is missing",
            "An edit must say in If-Match which version it was based on. Update the program.",
        )
    return version


class _ProblemResponse(Response):
    """Leaves its code in the request's state, for the log and the figures. A person in a browser gets a
    page instead."""

    media_type = PROBLEM_MEDIA_TYPE

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        request_id = structlog.contextvars.get_contextvars().get("request_id")
        instance = f"urn:ingestio:request:{request_id}" if request_id else None
        told = problem.model_copy(update={"instance": instance})
        sent = dict(headers or {})
        if problem.status in ASK_AGAIN:
            sent.setdefault("Retry-After", AWAY_SECONDS)
        super().__init__(told.model_dump_json(), problem.status, sent)
        self._problem = problem
        self._sent = sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})[PROBLEM_CODE] = self._problem.code
        show = _page_for(scope)
        if show is None:
            await super().__call__(scope, receive, send)
        else:
            await show(Request(scope), self._problem, self._sent)(scope, receive, send)


def _page_for(scope: Scope) -> ErrorPage | None:
    """How problems are shown, where there are pages and a browser asks for one."""
    path: str = scope["path"]
    if path == _API or path.startswith(f"{_API}/") or "app" not in scope:
        return None
    if all(b"text/html" not in value for name, value in scope["headers"] if name == b"accept"):
        return None
    show: ErrorPage | None = getattr(scope["app"].state, "error_page", None)
    return show


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    return _ProblemResponse(problem, headers)


def error_response(error: IngestError) -> Response:
    """An error as an answer."""
    problem = error_problem(error)
    headers = {"WWW-Authenticate": "Bearer"} if problem.status == HTTPStatus.UNAUTHORIZED else {}
    if isinstance(error, (errors.TooManyRequestsError, errors.BusyError, errors.PlanUnavailableError)):
        headers["Retry-After"] = str(error.retry_after)
    return problem_response(problem, headers)


def error_problem(error: IngestError) -> Problem:
    """An error as a problem document."""
    status = _SPECIAL.get(error.code) or next(
        (int(status) for kind, status in _STATUS if isinstance(error, kind)),
        int(HTTPStatus.UNPROCESSABLE_ENTITY),
    )
    return Problem(
        title=error.title,
        status=status,
        detail=error.message,
        code=error.code,
        retryable=error.retryable,
        errors=error.offenders if isinstance(error, errors.RefusedError) else (),
        current=error.current if isinstance(error, errors.VersionConflictError) else None,
    )


def add_error_handlers(app: FastAPI) -> None:
    """Make every error of the app a problem document."""
    app.add_exception_handler(IngestError, _on_ingest_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_error)
    for kind in DATABASE_ERRORS:
        app.add_exception_handler(kind, _on_database_error)
    app.add_exception_handler(OSError, _on_os_error)
    app.add_exception_handler(Exception, _on_bug)


def _on_ingest_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, IngestError)
    return error_response(error)


def _on_invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if error.errors() and all(item["loc"][0] == "path" for item in error.errors()) and _is_fixed(request):
        return _on_http_error(request, HTTPException(HTTPStatus.METHOD_NOT_ALLOWED))
    offenders: list[dict[str, JsonValue]] = [
        {"path": "/".join(map(str, item["loc"])), "code": str(item["type"]), "message": str(item["msg"])}
        for item in error.errors()
    ]
    return problem_response(
        Problem(
            title="The request is malformed",
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            detail="Some values are missing or not allowed; each is listed. Correct them and try again.",
            code="invalid_request",
            errors=tuple(offenders),
        )
    )


def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    headers = error.headers
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers = {**(headers or {}), "Allow": ", ".join(_allowed(request))}
    return problem_response(
        Problem(
            title=status.phrase,
            status=status,
            detail=f"{request.method} {request.url.path} is not part of this API ({status.phrase}).",
            code=status.name.lower(),
        ),
        headers,
    )


def _routes(request: Request) -> Sequence[BaseRoute]:
    """All routes one by one; the app's own list has only the routers that they came with."""
    routes: Sequence[BaseRoute] = getattr(request.app.state, "routes", request.app.routes)
    return routes


def _is_fixed(request: Request) -> bool:
    """Whether this very path is another route's, for other methods."""
    return any(getattr(route, "path", None) == request.url.path for route in _routes(request))


def _allowed(request: Request) -> list[str]:
    """The methods of all routes at this path; the framework names those of the first."""
    methods: set[str] = set()
    fixed = _is_fixed(request)
    for route in _routes(request):
        match, _ = route.matches(request.scope)
        if match is not Match.NONE and (not fixed or getattr(route, "path", None) == request.url.path):
            methods.update(getattr(route, "methods", None) or ())
    return sorted(methods)


def _on_database_error(request: Request, error: Exception) -> Response:
    return database_response(error)


def database_response(error: Exception) -> Response:
    """The answer while the database is away, overrun or full; one of `DATABASE_ERRORS`."""
    log.error("database_error", kind=type(error).__name__)
    if "full" in str(getattr(error, "orig", "")):
        return problem_response(_DISK_FULL)
    return problem_response(
        Problem(
            title="The service is busy",
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            detail="Try again in a moment.",
            code="database_busy",
            retryable=True,
        )
    )


def _on_os_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, OSError)
    if error.errno not in _FULL:
        return _on_bug(request, error)
    log.error("disk_full", path=request.url.path)
    return problem_response(_DISK_FULL)


def _on_bug(request: Request, error: Exception) -> Response:
    log.error("unhandled_error", exc_info=error)
    return bug_response()


def bug_response() -> Response:
    """What is told of our own faults."""
    return problem_response(
        Problem(
            title="The service has a fault",
            status=HTTPStatus.INTERNAL_SERVER_ERROR,
            detail="This is our bug, not yours. Try again; if it happens again, report it with the log.",
            code="internal_error",
            retryable=True,
        )
    )
