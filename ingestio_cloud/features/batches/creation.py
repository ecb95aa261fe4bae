"""How a batch comes into being: once, whatever is sent again, and only by the rules."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.features.batches import repository, rules
from ingestio_cloud.features.batches.service import get, wires
from ingestio_cloud.features.changes.repository import Changed, is_deleted, record_changes
from ingestio_cloud.features.engines.repository import Chosen
from ingestio_cloud.features.errors import ConflictError
from ingestio_cloud.features.usage.service import pages_taken
from ingestio_core.contracts.batches import Batch, BatchCreate
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import BatchStatus, PromptStrategy
from ingestio_core.plans import Plan

PlanCompiler = Callable[[str], FieldPlan]


@dataclass(frozen=True, slots=True)
class Draft:
    """A batch as it will be written. `digest` tells its request from any other under its key."""

    id: UUID
    key: str
    digest: str
    batch: Mapping[str, Any]
    documents: Sequence[Mapping[str, Any]]


def request_digest(request: BatchCreate) -> str:
    """SHA-256 over what a request says, in hex: neither how its JSON is written nor a field that is
    added to the contract later, with a default, changes it."""
    said = request.model_dump(mode="json", exclude_defaults=True)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def made_before(
    session: Session, user_id: UUID, batch_id: UUID, *, key: str | None, digest: str
) -> Batch | None:
    """The batch that the same request made before.

    Raises `ConflictError` for another request under the same key or id (idempotency_conflict), and
    for a batch that was deleted since (batch_deleted).
    """
    before = repository.by_key(session, user_id, key or str(batch_id)) or repository.get(
        session, user_id, batch_id
    )
    if before is not None:
        if before.request_hash != digest:
            raise _idempotency_conflict()
        return wires(session, user_id, [before])[0]
    if is_deleted(session, user_id, ChangeKind.BATCH, batch_id):
        raise ConflictError(
            "batch_deleted",
            "This batch was deleted",
            "It was deleted after it was submitted. Make a new one.",
        )
    return None


def draft(
    user_id: UUID,
    request: BatchCreate,
    *,
    key: str | None,
    digest: str,
    chosen: Chosen,
    compile_prompt: PlanCompiler,
) -> Draft:
    """The batch that a request asks for, to be read as `chosen`; takes a while for many prompts, so no
    transaction waits for it."""
    key = key or str(request.id)
    # One prompt copied to all documents is compiled once.
    compile_prompt = cache(compile_prompt)
    return Draft(
        id=request.id,
        key=key,
        digest=digest,
        batch=_batch_row(user_id, request, key, digest, chosen, compile_prompt),
        documents=[
            _document_row(user_id, request, position, document, compile_prompt)
            for position, document in enumerate(request.documents)
        ],
    )


def create(
    session: Session, user_id: UUID, request: BatchCreate, draft: Draft, *, plan: Plan
) -> tuple[Batch, bool]:
    """Make the batch with its documents, or find the one that the same request made meanwhile; the
    second value says whether it is new.

    Raises what `made_before` raises, `QuotaError` (page_quota_exceeded), and `ConflictError` (id_taken),
    which says nothing of whose row has the id.
    """
    before = made_before(session, user_id, draft.id, key=draft.key, digest=draft.digest)
    if before is not None:
        return before, False
    rules.check_quota(plan, request, pages_taken(session, user_id))
    if repository.documents_deleted(session, user_id, [document.id for document in request.documents]):
        raise _id_taken()
    if not repository.insert(session, draft.batch):
        # Another transaction was first, or the id is another user's, which this one cannot see.
        before = made_before(session, user_id, draft.id, key=draft.key, digest=draft.digest)
        if before is None:
            raise _id_taken()
        return before, False
    if not repository.insert_documents(session, draft.documents):
        raise _id_taken()
    made = [Changed(ChangeKind.DOCUMENT, document["id"]) for document in draft.documents]
    record_changes(session, user_id, [Changed(ChangeKind.BATCH, draft.id), *made])
    return get(session, user_id, draft.id), True


def _batch_row(
    user_id: UUID,
    request: BatchCreate,
    key: str,
    digest: str,
    chosen: Chosen,
    compile_prompt: PlanCompiler,
) -> dict[str, Any]:
    is_global = request.prompt_strategy is PromptStrategy.GLOBAL
    now = utc_now()
    return {
        "id": request.id,
        "user_id": user_id,
        "name": request.name,
        "prompt_strategy": request.prompt_strategy,
        "prompt": request.prompt if is_global else None,
        "field_plan": _plan(request.field_plan, request.prompt, compile_prompt) if is_global else None,
        "engine": chosen.engine,
        "model_provider": chosen.provider,
        "status": BatchStatus.PENDING_UPLOAD,
        "document_count": len(request.documents),
        "idempotency_key": key,
        "request_hash": digest,
        "created_at": now,
        "updated_at": now,
    }


def _document_row(
    user_id: UUID,
    request: BatchCreate,
    position: int,
    document: DocumentCreate,
    compile_prompt: PlanCompiler,
) -> dict[str, Any]:
    own = request.prompt_strategy is PromptStrategy.PER_DOCUMENT
    now = utc_now()
    return {
        "id": document.id,
        "user_id": user_id,
        "batch_id": request.id,
        "position": position,
        "filename": document.filename,
        "folder": document.folder,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "claimed_pages": document.pages,
        "prompt": document.prompt if own else None,
        "field_plan": _plan(document.field_plan, document.prompt, compile_prompt) if own else None,
        "created_at": now,
        "updated_at": now,
    }


def _plan(plan: FieldPlan | None, prompt: str | None, compile_prompt: PlanCompiler) -> dict[str, Any] | None:
    """The plan as the person left it, else what the prompt compiles to."""
    chosen = plan if plan is not None else compile_prompt(prompt or "")
    return chosen.model_dump(mode="json")


def _id_taken() -> ConflictError:
    return ConflictError(
        "id_taken",
        "An id is in use already",
        "The batch or one of its documents has the id of another one. Make the batch again.",
    )


def _idempotency_conflict() -> ConflictError:
    return ConflictError(
        "idempotency_conflict",
        "This batch was submitted before, differently",
        "Another batch was made under the same key. Submit this one under a new key.",
    )
