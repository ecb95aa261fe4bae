"""Errors of browser routes: pages in our look, where the API answers with problem documents."""

from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from math import ceil
from typing import Any, Final

import structlog
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ingestio_cloud.features.errors import TooManyRequestsError
from ingestio_cloud.features.web import ASK_AGAIN, AWAY_SECONDS, error_problem
from ingestio_cloud.pages.forms import FormError
from ingestio_cloud.pages.web import render
from ingestio_core.contracts.problems import Problem
from ingestio_core.errors import IngestError

log = structlog.get_logger(__name__)

_MINUTE: Final = 60
_FORMS: Final = ("/sign-in", "/sign-up", "/sign-out", "/forgot", "/verify/again")
"""Pages whose form can be opened again by their address alone."""
_FINAL: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
"""What another attempt at the same address does not change."""
_MALFORMED: Final = Problem(
    title="This address is not complete",
    status=HTTPStatus.UNPROCESSABLE_ENTITY,
    detail="Open the link again, the whole of it, or start once more from IngestIO.",
    code="invalid_request",
)
_BUSY: Final = Problem(
    title="The service is busy",
    status=HTTPStatus.SERVICE_UNAVAILABLE,
    detail="Nothing was changed. Try again in a moment.",
    code="database_busy",
)
_BUG: Final = Problem(
    title="The service has a fault",
    status=HTTPStatus.INTERNAL_SERVER_ERROR,
    detail="This is our bug, not yours. Try again in a moment.",
    code="internal_error",
)


_NOWHERE: Final = Problem(
    title="There is no such page",
    status=HTTPStatus.NOT_FOUND,
    detail="Look at the address again, or begin at the start page.",
    code="not_found",
)
_FOR_PEOPLE: Final[Mapping[str, Problem]] = {
    problem.code: problem
    for problem in (
        _NOWHERE,
        _NOWHERE.model_copy(update={"code": "method_not_allowed"}),
        _MALFORMED,
        _MALFORMED.model_copy(update={"code": "text_not_allowed"}),
    )
}
"""What is said to programs in their words, by its code."""


class PageRoute(APIRoute):
    """A route whose errors a person sees: `APIRouter(route_class=PageRoute, include_in_schema=False)`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_with_page(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:
                problem = _problem(error)
                if problem is _BUG:
                    log.exception("unhandled_error", path=self.path)
                return error_page(request, problem, _headers(error, problem))

        return handle_with_page


def error_page(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """What went wrong, with one way on where there is one."""
    back, label = "", ""
    if problem.status not in _FINAL:
        opens = request.method == "GET" or request.url.path in _FORMS
        back, label = (_again(request), "Open the page again") if opens else ("/sign-in", "Sign in")
    return _shown(request, problem, headers, back, label)


def stray_page(request: Request, problem: Problem, headers: Mapping[str, str]) -> Response:
    """What is wrong with a request that came to no page. Its address may be anything, so nothing leads
    there again."""
    words = _FOR_PEOPLE.get(problem.code, problem).model_copy(update={"status": problem.status})
    return _shown(request, words, headers, "/", "Go to the start page")


def _shown(
    request: Request, problem: Problem, headers: Mapping[str, str] | None, back: str, label: str
) -> Response:
    return render(
        request,
        "error.html",
        status=problem.status,
        headers=headers,
        error_title=problem.title,
        error_message=problem.detail,
        error_code=problem.code,
        back=back,
        back_label=label,
    )


def _again(request: Request) -> str:
    """The page that was asked for; after a form, the page that it was on."""
    query = request.url.query if request.method == "GET" else ""
    return f"{request.url.path}?{query}" if query else request.url.path


def _problem(error: Exception) -> Problem:
    if isinstance(error, FormError):
        return Problem(title=error.title, status=error.status, detail=error.message, code=error.code)
    if isinstance(error, TooManyRequestsError):
        return Problem(
            title="Too many attempts",
            status=HTTPStatus.TOO_MANY_REQUESTS,
            detail=f"Wait {_wait(ceil(error.retry_after or _MINUTE))}, then try again.",
            code=error.code,
        )
    if isinstance(error, IngestError):
        return error_problem(error)
    if isinstance(error, RequestValidationError):
        return _MALFORMED
    if isinstance(error, HTTPException):
        status = HTTPStatus(error.status_code)
        return Problem(
            title=status.phrase, status=status, detail=status.description, code=status.name.lower()
        )
    if isinstance(error, OperationalError):
        return _BUSY
    return _BUG


def _wait(seconds: int) -> str:
    if seconds < _MINUTE:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = -(-seconds // _MINUTE)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def _headers(error: Exception, problem: Problem) -> dict[str, str] | None:
    if isinstance(error, IngestError) and error.retry_after is not None:
        return {"Retry-After": str(ceil(error.retry_after))}
    return {"Retry-After": AWAY_SECONDS} if problem.status in ASK_AGAIN else None
