"""Requests that are refused before the API's own code sees them."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.types import ASGIApp

from ingestio_cloud.features.web import problem_response
from ingestio_core.contracts.problems import Problem
from ingestio_core.errors import IngestError


class RequestRefusedError(IngestError):
    """The request itself is at fault, whatever it asks for."""

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        message: str,
        *,
        retryable: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code, title, message, retryable)
        self.status = status
        self.headers = headers or {}

    def answer(self) -> ASGIApp:
        """The problem document."""
        return problem_response(
            Problem(
                title=self.title,
                status=self.status,
                detail=self.message,
                code=self.code,
                retryable=self.retryable,
            ),
            self.headers,
        )


def bad_request(code: str, message: str) -> RequestRefusedError:
    """400 for a request that no program of ours sends."""
    return RequestRefusedError(HTTPStatus.BAD_REQUEST, code, "The request is malformed", message)


def unprocessable(code: str, message: str) -> RequestRefusedError:
    """422 for a value that cannot be stored."""
    return RequestRefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, code, "A value cannot be stored", message)
