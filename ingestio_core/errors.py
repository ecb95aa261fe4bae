"""One base error for everything a person may be told.

Errors of SDKs, of the operating system and of the network are converted to an `IngestError`
once, at the edge where they arise; what is not converted is a bug and is reported as one.
"""

from typing import Self

from pydantic import BaseModel, ConfigDict


class ErrorInfo(BaseModel):
    """An error as it is stored, sent and shown. `code` is stable, the rest is for a person."""

    model_config = ConfigDict(frozen=True)

    code: str
    title: str
    message: str
    retryable: bool = False


class IngestError(Exception):
    """Something went wrong that a person can be told about.

    `code` is a stable snake_case word, `title` a few words, `message` says what happened and
    what to do, `retryable` whether the same call may succeed later without a change. Pickles,
    so that it may leave a child process.
    """

    def __init__(self, code: str, title: str, message: str, retryable: bool = False) -> None:
        super().__init__(code, title, message, retryable)
        self.code = code
        self.title = title
        self.message = message
        self.retryable = retryable
        self.retry_after: float | None = None
        """Seconds to wait before the same call may succeed, where the other side said so."""

    def __str__(self) -> str:
        return f"{self.title}: {self.message}"

    def info(self) -> ErrorInfo:
        """The same as plain data."""
        return ErrorInfo(code=self.code, title=self.title, message=self.message, retryable=self.retryable)

    @classmethod
    def from_info(cls, info: ErrorInfo) -> Self:
        """The error that `info` was made of."""
        return cls(info.code, info.title, info.message, info.retryable)


class MachineError(IngestError):
    """The machine is at fault (disk full, no network, no permission), not the program."""


class ProgramError(IngestError):
    """Our own bug. Only this class asks the person for a report."""
