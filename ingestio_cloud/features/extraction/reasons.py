"""Why a document that was uploaded could not be read: each cause, and what a person is told of it.

What is wrong with the file itself (damaged, protected by a password) is told by who finds it: intake
and the reading of pages raise an `IngestError` of their own, which the document keeps.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from ingestio_core.errors import ErrorInfo


class Cause(StrEnum):
    """Each is the stable code of its error."""

    PAGE_QUOTA_REACHED = "page_quota_reached"
    CANCELLED = "cancelled"
    FILE_MISSING = "file_missing"
    EXTRACTION_TIMEOUT = "extraction_timeout"
    EXTRACTION_CRASHED = "extraction_crashed"
    EXTRACTION_OUT_OF_MEMORY = "extraction_out_of_memory"
    EXTRACTION_TOO_LARGE = "extraction_too_large"
    EXTRACTION_FAILED = "extraction_failed"
    GIVEN_UP = "given_up"
    PROCESSING_FAILED = "processing_failed"
    MODEL_BUSY = "model_busy"
    MODEL_UNAVAILABLE = "model_unavailable"
    MODEL_TIMEOUT = "model_timeout"
    MODEL_REFUSED = "model_refused"
    MODEL_NOT_ASKED = "model_not_asked"
    MODEL_DECLINED = "model_declined"
    MODEL_NONSENSE = "model_nonsense"
    MODEL_TOO_LONG = "model_too_long"


@dataclass(frozen=True, slots=True)
class _Reason:
    """`message` may name figures in braces; `figures` has what stands there when none is given.
    `when` says to a developer what happened."""

    title: str
    message: str
    when: str
    retryable: bool = False
    figures: Mapping[str, str] = field(default_factory=dict)


_PROVIDER: Final = {"provider": "The provider of the model"}

_REASONS: Final[Mapping[Cause, _Reason]] = {
    Cause.PAGE_QUOTA_REACHED: _Reason(
        "Page quota reached",
        "No pages are left for this document this month. Upgrade the plan, or redo it next month.",
        "the plan's pages of the month were used up when its turn came",
        retryable=True,
    ),
    Cause.CANCELLED: _Reason(
        "Cancelled",
        "This document was cancelled before it was read. Redo it to read it.",
        "it or its batch was cancelled",
        retryable=True,
    ),
    Cause.FILE_MISSING: _Reason(
        "File missing",
        "The stored file of this document is gone. Delete the document and upload it again.",
        "the file is no longer in the store",
    ),
    Cause.EXTRACTION_TIMEOUT: _Reason(
        "Took too long",
        "Reading this document was stopped twice, each time after {seconds} seconds. Split it into smaller "
        "files, or redo it when the computer is less busy.",
        "reading took longer than its limit, twice",
        retryable=True,
        figures={"seconds": "too many"},
    ),
    Cause.EXTRACTION_CRASHED: _Reason(
        "Could not be read",
        "Reading this document ended the reading process, twice. The file may be damaged: open it, save it "
        "again as PDF, and upload that.",
        "reading ended its process, twice",
    ),
    Cause.EXTRACTION_OUT_OF_MEMORY: _Reason(
        "Needs too much memory",
        "Reading this document took more memory than there is for one, twice. Split it into smaller files, "
        "or save it in a lower resolution, and upload that.",
        "reading took more memory than its limit, or than the machine has, twice",
    ),
    Cause.EXTRACTION_TOO_LARGE: _Reason(
        "Too much in it",
        "More was read from this document than can be kept for one. Split it into smaller files, and upload "
        "those.",
        "what was read is larger than an outcome may be",
    ),
    Cause.EXTRACTION_FAILED: _Reason(
        "Could not be read",
        "Something in this document met a fault of the program. Report it with the log, and enter the "
        "values by hand meanwhile.",
        "our bug, while the document was read",
    ),
    Cause.GIVEN_UP: _Reason(
        "Given up",
        "The service stopped each time this document was read, so it was given up. The file may be damaged: "
        "open it, save it again as PDF, and upload that.",
        "four processes of the service died while they had it in work",
    ),
    Cause.PROCESSING_FAILED: _Reason(
        "Could not be processed",
        "The service met a fault of its own with this document. Redo it; if that fails too, report it with "
        "the log.",
        "our bug, before or after the document was read",
        retryable=True,
    ),
    Cause.MODEL_BUSY: _Reason(
        "The model is busy",
        "{provider} had no room for this document each time it was asked. Redo it later.",
        "the provider answered 429 to the last retry",
        retryable=True,
        figures=_PROVIDER,
    ),
    Cause.MODEL_UNAVAILABLE: _Reason(
        "The model can't be reached",
        "{provider} could not be reached, or had a fault, each time it was asked. Redo the document later.",
        "the provider answered 5xx, or there was no connection, to the last retry",
        retryable=True,
        figures=_PROVIDER,
    ),
    Cause.MODEL_TIMEOUT: _Reason(
        "The model took too long",
        "{provider} did not answer in time, each time it was asked. Redo the document later, or split it "
        "into smaller files.",
        "the provider did not answer in time, to the last retry",
        retryable=True,
        figures=_PROVIDER,
    ),
    Cause.MODEL_REFUSED: _Reason(
        "The model was refused",
        "{provider} refused the key: it is wrong, is not paid for, or may not use this model. Put that right "
        "in the settings or with the provider, then redo the document.",
        "the provider answered 401, 402 or 403",
        retryable=True,
        figures=_PROVIDER,
    ),
    Cause.MODEL_NOT_ASKED: _Reason(
        "The key of the model is gone",
        "The key for the model was removed, or can't be used any more, while this document waited for an "
        "answer. Enter it again in Settings, under Reading, then redo the document.",
        "the account's key was removed or can't be decrypted any more, after reading began",
        retryable=True,
    ),
    Cause.MODEL_DECLINED: _Reason(
        "The model declined",
        "{provider} would not answer about this document: its own rules forbid what it takes it for. Read it "
        "with the local engine.",
        "the model refused to answer, or a filter of the provider stopped it",
        figures=_PROVIDER,
    ),
    Cause.MODEL_NONSENSE: _Reason(
        "The model's answer made no sense",
        "{provider} was asked several times and never answered with the fields of this document. Redo it, "
        "or read it with the local engine.",
        "no answer had the fields that were asked for",
        retryable=True,
        figures=_PROVIDER,
    ),
    Cause.MODEL_TOO_LONG: _Reason(
        "Too long for the model",
        "This document is longer than the model can read at once. Split it into smaller files, or read it "
        "with the local engine.",
        "the provider says that the document is too long",
    ),
}


def reason(cause: Cause, **figures: object) -> ErrorInfo:
    """What a document's error says of `cause`. Takes `seconds` with extraction_timeout, and with model_…
    the name of the `provider`."""
    told = _REASONS[cause]
    return ErrorInfo(
        code=cause,
        title=told.title,
        message=told.message.format_map({**told.figures, **figures}),
        retryable=told.retryable,
    )


def as_table() -> str:
    """All causes as rows of Markdown, for the documentation."""
    rows = ["| `error.code` | When | What a person reads | Worth a redo |", "| --- | --- | --- | --- |"]
    for cause, told in _REASONS.items():
        message = reason(cause).message
        rows.append(f"| `{cause}` | {told.when} | {message} | {'yes' if told.retryable else 'no'} |")
    return "\n".join(rows)
