"""The rules that a new batch must meet, in the order of PRODUCT §4; the first one broken answers."""

from collections import Counter
from collections.abc import Sequence

from pydantic import JsonValue

from ingestio_cloud.features.errors import ForbiddenError, QuotaError, RefusedError
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MEBIBYTE, MediaType
from ingestio_core.plans import Plan


def check_request(plan: Plan, request: BatchCreate) -> None:
    """All that can be said of a request without counting anything. Raises `ForbiddenError`
    (upgrade_required) and `RefusedError` (batch_empty, too_many_files, prompt_missing,
    files_not_allowed, duplicate_ids)."""
    _check_plan(plan, request)
    _check_prompts(request)
    _check_files(plan, request)
    _check_ids(request)


def check_quota(plan: Plan, request: BatchCreate, taken: int) -> None:
    """At least a page for each file that has pages, and the pages that the client counted; the
    reservation of each document decides in the end. Raises `QuotaError` (page_quota_exceeded)."""
    if plan.pages_per_month is None:
        return
    needed = sum(map(_pages, request.documents))
    left = max(0, plan.pages_per_month - taken)
    if needed > left:
        raise QuotaError(
            "page_quota_exceeded",
            "Not enough pages left",
            f"This batch needs {_count(needed, 'page')} and {left} are left this month. "
            "Upgrade the plan, or submit fewer documents.",
        )


def _check_plan(plan: Plan, request: BatchCreate) -> None:
    if not plan.allows_batches:
        raise ForbiddenError(
            "upgrade_required",
            "Upgrade required",
            "Your plan does not include batches. Upgrade it, or use this computer instead.",
        )
    if not request.documents:
        raise RefusedError("batch_empty", "The batch has no files", "Add at least one file.")
    if len(request.documents) > plan.files_per_batch:
        raise RefusedError(
            "too_many_files",
            "Too many files",
            f"A batch may have {plan.files_per_batch} files and this one has {len(request.documents)}. "
            "Remove some, or make several batches.",
        )


def _check_prompts(request: BatchCreate) -> None:
    match request.prompt_strategy:
        case PromptStrategy.GLOBAL:
            if not _written(request.prompt) and not (request.field_plan and request.field_plan.fields):
                raise RefusedError(
                    "prompt_missing", "The prompt is empty", "Say in the prompt what to extract."
                )
        case PromptStrategy.PER_DOCUMENT:
            without = [
                document
                for document in request.documents
                if not _written(document.prompt) and not (document.field_plan and document.field_plan.fields)
            ]
            if without:
                raise RefusedError(
                    "prompt_missing",
                    "Prompts are missing",
                    f"{_of(without, request)} no prompt yet. Write one for each, or copy one to all.",
                    [_offender(document, "prompt_missing", "no prompt") for document in without],
                )
        case PromptStrategy.AUTO:
            pass


def _check_files(plan: Plan, request: BatchCreate) -> None:
    """Every file that cannot be taken is named, with its first reason in the order of intake."""
    offenders = [
        _offender(document, *reason)
        for document in request.documents
        if (reason := _refusal(plan, document)) is not None
    ]
    if offenders:
        raise RefusedError(
            "files_not_allowed",
            "Some files cannot be taken",
            f"{_of(offenders, request)} a reason not to be taken; each is listed. "
            "Remove them and submit again.",
            offenders,
        )


def _refusal(plan: Plan, document: DocumentCreate) -> tuple[str, str] | None:
    if document.size == 0:
        return "file_empty", "it has no content"
    if document.size > plan.max_file_bytes:
        return "file_too_large", f"it is larger than {plan.max_file_bytes // MEBIBYTE} MB"
    if not isinstance(document.media_type, MediaType):
        return "type_not_allowed", "it is neither PDF, JPG, PNG nor an e-invoice in XML"
    return None


def _check_ids(request: BatchCreate) -> None:
    counts = Counter(document.id for document in request.documents)
    twice = [document for document in request.documents if counts[document.id] > 1]
    if twice:
        raise RefusedError(
            "duplicate_ids",
            "Two documents have one id",
            "Each document needs an id of its own. Add the files again.",
            [_offender(document, "duplicate_ids", "its id is used twice") for document in twice],
        )


def _pages(document: DocumentCreate) -> int:
    """What a document may cost: an e-invoice in XML nothing, anything else a page or more."""
    return 0 if document.media_type == MediaType.XML else max(1, document.pages)


def _written(prompt: str | None) -> bool:
    return bool(prompt and prompt.strip())


def _of(some: Sequence[object], request: BatchCreate) -> str:
    return f"{len(some)} of {_count(len(request.documents), 'file')} {'has' if len(some) == 1 else 'have'}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _offender(document: DocumentCreate, code: str, reason: str) -> dict[str, JsonValue]:
    return {"id": str(document.id), "filename": document.filename, "code": code, "message": reason}
