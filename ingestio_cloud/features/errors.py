"""Kinds of errors that features raise; the web edge gives each its status code."""

from collections.abc import Iterable

from pydantic import JsonValue

from ingestio_core.errors import IngestError, MachineError


class NotAuthenticatedError(IngestError):
    """The caller is not known."""

    def __init__(self) -> None:
        super().__init__(
            "not_authenticated",
            "You are not signed in",
            "Sign in again, then repeat what you were doing.",
        )


class NotFoundError(IngestError):
    """There is no such row for this user."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}_not_found",
            f"This {what} does not exist",
            f"The {what} was deleted, or it belongs to another account. Reload the list.",
        )


class ConflictError(IngestError):
    """The row is not in a state that allows this."""


class VersionConflictError(ConflictError):
    """An edit was based on an older version; `current` is the row as it is now."""

    def __init__(self, current: JsonValue) -> None:
        super().__init__(
            "version_conflict",
            "This document was changed elsewhere",
            "Compare your changes with the current values and choose which to keep.",
        )
        self.current = current


class ForbiddenError(IngestError):
    """The plan does not allow this."""


class QuotaError(IngestError):
    """Not enough pages are left."""


class RefusedError(IngestError):
    """The request cannot be taken as it is; `offenders` names each part that is at fault."""

    def __init__(
        self, code: str, title: str, message: str, offenders: Iterable[dict[str, JsonValue]] = ()
    ) -> None:
        super().__init__(code, title, message)
        self.offenders = tuple(offenders)


class TooLargeError(IngestError):
    """A body or a file is over its limit."""


class BusyError(IngestError):
    """There is no room for this now; `retry_after` is in seconds."""

    def __init__(self, code: str, title: str, message: str, *, retry_after: int) -> None:
        super().__init__(code, title, message, retryable=True)
        self.retry_after = retry_after


class TooManyRequestsError(IngestError):
    """The caller did this too often; `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        wait = "a second" if retry_after == 1 else f"{retry_after} seconds"
        super().__init__(
            "rate_limited",
            "Too many requests",
            f"This was done too often in a short time. Wait {wait}, then try again.",
            retryable=True,
        )
        self.retry_after: int = retry_after


class PlanUnavailableError(MachineError):
    """What the caller's plan is cannot be known now; `retry_after` is in seconds."""

    def __init__(self) -> None:
        super().__init__(
            "plan_unavailable",
            "Your plan can't be checked",
            "We can't check your plan right now. Try again in a minute.",
            retryable=True,
        )
        self.retry_after = 60
