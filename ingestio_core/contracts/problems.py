"""Errors on the wire: problem documents of RFC 9457 with our stable code."""

from pydantic import JsonValue

from ingestio_core.contracts.base import Wire
from ingestio_core.errors import ErrorInfo

PROBLEM_MEDIA_TYPE = "application/problem+json"


class Problem(Wire):
    """`type`, `title`, `status` and `detail` as RFC 9457 has them; `code` and `retryable` as in
    `ErrorInfo`; `errors` lists single offenders (a field or a file each); `current` carries the
    row as it is now when an edit was based on an older version; `instance` names the request in the
    service's log."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    retryable: bool = False
    errors: tuple[dict[str, JsonValue], ...] = ()
    current: JsonValue = None
    instance: str | None = None

    def info(self) -> ErrorInfo:
        return ErrorInfo(code=self.code, title=self.title, message=self.detail, retryable=self.retryable)
