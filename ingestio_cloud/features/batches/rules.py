"""The rules that a new batch must meet, in the order of PRODUCT §4; the first one broken answers."""

from collections import Counter

from pydantic import JsonValue
from sqlalchemy.orm import Session

from ingestio_cloud.features.batches import repository
from ingestio_cloud.features.errors import ConflictError, ForbiddenError, QuotaError, RefusedError
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MEBIBYTE
from ingestio_core.plans import Plan


def check_plan(plan: Plan, request: BatchCreate) -> None:
    """Raises `ForbiddenError` (upgrade_required) or `RefusedError` (too_many_files)."""
    if not plan.allows_batches:
        raise ForbiddenError(
            "upgrade_required",
            "Upgrade required",
            "Your plan does not include batches. Upgrade it, or use this computer instead.",
        )
    if len(request.documents) > plan.files_per_batch:
        raise RefusedError(
            "too_many_files",
            "Too many files",
            f"A batch may have {plan.files_per_batch} files and this one has {len(request.documents)}. "
            "Remove some, or make several batches.",
        )


def check_prompts(request: BatchCreate) -> None:
    """Raises `RefusedError` (prompt_missing) that names each document without a prompt."""
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
                    f"{_files(len(without))} no prompt yet. Write one for each, or copy one to all.",
                    [_offender(document, "prompt_missing", "no prompt") for document in without],
                )
        case PromptStrategy.AUTO:
            pass


def check_files(plan: Plan, request: BatchCreate) -> None:
    """Raises `RefusedError` (files_not_allowed) that names each file that is too large."""
    limit = f"{plan.max_file_bytes // MEBIBYTE} MB"
    offenders = [
        _offender(document, "file_too_large", f"larger than {limit}")
        for document in request.documents
        if document.size > plan.max_file_bytes
    ]
    if offenders:
        raise RefusedError(
            "files_not_allowed",
            "Some files cannot be taken",
            f"{_files(len(offenders))} more than {limit}. Remove them and submit again.",
            offenders,
        )


def check_quota(plan: Plan, request: BatchCreate, taken: int) -> None:
    """At least a page for each file that has pages, and the pages that the client counted.
    Raises `QuotaError` (page_quota_exceeded)."""
    if plan.pages_per_month is None:
        return
    needed = sum(document.pages for document in request.documents)
    left = max(0, plan.pages_per_month - taken)
    if needed > left:
        raise QuotaError(
            "page_quota_exceeded",
            "Not enough pages left",
            f"This batch has {needed} pages and {left} are left this month. "
            "Upgrade the plan, or submit fewer documents.",
        )


def check_ids(session: Session, request: BatchCreate) -> None:
    """Raises `RefusedError` (duplicate_ids) or `ConflictError` (id_taken)."""
    counts = Counter(document.id for document in request.documents)
    twice = [document for document in request.documents if counts[document.id] > 1]
    if twice:
        raise RefusedError(
            "duplicate_ids",
            "Two documents have one id",
            "Each document needs an id of its own. Add the files again.",
            [_offender(document, "duplicate_ids", "its id is used twice") for document in twice],
        )
    if repository.id_taken(session, request.id) or repository.taken_document_ids(session, list(counts)):
        raise ConflictError(
            "id_taken",
            "An id is in use already",
            "The batch or one of its documents has the id of another one. Make the batch again.",
        )


def _written(prompt: str | None) -> bool:
    return bool(prompt and prompt.strip())


def _files(count: int) -> str:
    return "One file has" if count == 1 else f"{count} files have"


def _offender(document: DocumentCreate, code: str, reason: str) -> dict[str, JsonValue]:
    return {"id": str(document.id), "filename": document.filename, "code": code, "message": reason}
