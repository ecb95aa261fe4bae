"""A document under review: its data with the draft applied, conflicts, the queue it stands in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from pydantic import JsonValue

from ingestio_core.checks import check_again
from ingestio_core.checks.states import FieldReview, field_reviews, review_of
from ingestio_core.contracts.documents import DocumentCreate, Edit, EditOperation
from ingestio_core.contracts.extractions import Adjustment, Evidence, Extraction, Finding, PageSize
from ingestio_core.differences import edits_between
from ingestio_core.edits import apply_edits, join_pointer, split_pointer
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.merging import Side
from ingestio_desktop.store import library, queries
from ingestio_desktop.store.batches import NewBatch, NewDocument, submit_batch
from ingestio_desktop.store.conflicts import (
    FieldConflict,
    conflicting_event,
    edit_payload,
    field_differences,
    seen,
    settle_draft,
    settled_edits,
)
from ingestio_desktop.store.database import Reader, Unit
from ingestio_desktop.store.deleted_there import DELETED_THERE, set_aside
from ingestio_desktop.store.outbox import add_event, replace_edit
from ingestio_desktop.store.projection import EDITS, project_documents
from ingestio_desktop.store.rows import DocumentDetail, DocumentRow, DocumentState, EventKind
from ingestio_desktop.store.server import forget_documents
from ingestio_desktop.store.trails import note_not_taken

_MOST_EDITS: Final = 9_000
"""The service takes 10,000 in one request."""
_LONG: Final = 300
"""Values of a document from which on its checks are no longer done at every keystroke."""


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """The documents one goes through, in the order of the list the review was opened from. `to_review`
    when that list was of what is to review."""

    title: str
    ids: tuple[UUID, ...]
    to_review: bool = False

    def position(self, document_id: UUID) -> int | None:
        """From 0; None if it is not in the queue."""
        return self.ids.index(document_id) if document_id in self.ids else None

    def next(self, document_id: UUID) -> UUID | None:
        """None at the end."""
        at = self.position(document_id)
        return None if at is None or at + 1 >= len(self.ids) else self.ids[at + 1]

    def previous(self, document_id: UUID) -> UUID | None:
        at = self.position(document_id)
        return None if at is None or at == 0 else self.ids[at - 1]


@dataclass(frozen=True, slots=True)
class QueueSummary:
    """For the end of the queue. `left` are the documents that are still to review, `unsaved` says how many
    have changes that are kept here and not saved, `edited` how many were changed on the way."""

    total: int
    confirmed: int
    to_review: int
    in_progress: int
    error: int
    cancelled: int = 0
    left: tuple[UUID, ...] = ()
    unsaved: int = 0
    edited: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """The service's row moved on under an edit, which waits until this is settled. `fields` are all places
    that differ, `same` the names of the single fields that do not and `same_rows` how many rows of tables
    are the same. `theirs_at` and `mine_at` say when each side was kept; `deleted` that the service has the
    document no more."""

    fields: tuple[FieldConflict, ...]
    same: tuple[str, ...] = ()
    same_rows: int = 0
    theirs_at: datetime | None = None
    mine_at: datetime | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class ReviewDocument:
    """One document under review.

    `data`, `evidence`, `findings` and `reviews` are with the unsaved `edits` applied; `saved_data`
    and `saved_evidence` are without them. `reviews` maps the JSON Pointer of every field and cell
    to its state and the reason in words. Where `checked` is False, findings and states are those of before
    the last edit, but for what it changed itself; see `with_last_edit`. `kept_at` is when the unsaved edits
    were last kept.
    """

    row: DocumentRow
    plan: FieldPlan
    data: Mapping[str, JsonValue]
    saved_data: Mapping[str, JsonValue]
    saved_evidence: Mapping[str, Evidence]
    evidence: Mapping[str, Evidence]
    findings: tuple[Finding, ...]
    reviews: Mapping[str, FieldReview]
    saved_findings: tuple[Finding, ...]
    page_sizes: tuple[PageSize, ...]
    adjustments: tuple[Adjustment, ...] = ()
    edits: tuple[Edit, ...] = ()
    kept_at: datetime | None = None
    conflict: Conflict | None = None
    checked: bool = True

    @property
    def edited(self) -> bool:
        """Something is not saved."""
        return bool(self.edits)

    @property
    def confirmed(self) -> bool:
        return self.row.confirmed_at is not None

    @property
    def can_confirm(self) -> bool:
        return not self.confirmed and not self.edited and self.conflict is None and not self.row.in_work


def with_edits(document: ReviewDocument, edits: tuple[Edit, ...]) -> ReviewDocument:
    """The document with these edits on what is saved. Raises `IngestError` (bad_pointer)."""
    data, evidence = apply_edits(document.saved_data, document.saved_evidence, edits)
    before = Extraction(
        data=dict(document.saved_data),
        evidence=dict(document.saved_evidence),
        findings=document.saved_findings,
        adjustments=document.adjustments,
    )
    after = check_again(document.plan, before, data, evidence, edits) if edits else before
    findings = after.findings
    return replace(
        document,
        data=data,
        evidence=evidence,
        findings=findings,
        reviews=field_reviews(document.plan, data, evidence, findings),
        edits=edits,
        checked=True,
    )


def with_last_edit(document: ReviewDocument, edits: tuple[Edit, ...]) -> ReviewDocument | None:
    """The same in next to no time, however long its tables are, and unchecked: for one more value than the
    document has, or the last one replaced. None where these edits are something else, or the document is so
    small that a check takes no time."""
    if len(document.evidence) < _LONG or not edits:
        return None
    last, before = edits[-1], document.edits
    again = len(edits) == len(before) and before[-1].path == last.path
    if edits[:-1] != (before[:-1] if again else before) or isinstance(last.value, (list, dict)):
        return None
    parts = split_pointer(last.path)
    if last.op is not EditOperation.REPLACE or len(parts) not in (1, 3) or parts[0] not in document.data:
        return None
    table = document.data[parts[0]]
    if len(parts) == 1 and isinstance(table, list):
        return None
    # The row alone is copied, and all others are what they were.
    number = int(parts[1]) if len(parts) == 3 else 0
    part: dict[str, JsonValue] = {parts[0]: table}
    if len(parts) == 3:
        rows = table if isinstance(table, list) else []
        part = {parts[0]: [rows[number]] if number < len(rows) else []}
        last = last.model_copy(update={"path": join_pointer(parts[0], 0, parts[2])})
    known = document.evidence.get(edits[-1].path)
    changed, evidence = apply_edits(part, {} if known is None else {last.path: known}, [last])
    value = changed[parts[0]]
    if len(parts) == 3:
        assert isinstance(table, list) and isinstance(value, list), "the edit was applied to it"
        value = [*table[:number], value[0], *table[number + 1 :]]
    path = edits[-1].path
    return replace(
        document,
        data={**document.data, parts[0]: value},
        evidence={**document.evidence, path: evidence[last.path]},
        reviews={**document.reviews, path: review_of("", last.value, evidence[last.path])},
        edits=edits,
        checked=False,
    )


def load_document(session: Reader, document_id: UUID) -> ReviewDocument:
    detail = queries.document_detail(session, document_id)
    if detail is None:
        raise IngestError(
            "document_gone", "The document is no longer there", "It was deleted. Go back to the batch."
        )
    saved = detail.document.extraction or Extraction(data={})
    plan = detail.document.field_plan or FieldPlan()
    document = ReviewDocument(
        row=detail.row,
        plan=plan,
        data=saved.data,
        saved_data=saved.data,
        evidence=saved.evidence,
        saved_evidence=saved.evidence,
        findings=saved.findings,
        saved_findings=saved.findings,
        reviews=field_reviews(plan, saved.data, saved.evidence, saved.findings),
        page_sizes=saved.page_sizes,
        adjustments=saved.adjustments,
        conflict=_conflict(session, detail),
    )
    draft = library.review_draft(session, document_id)
    if draft is None:
        return document
    document = replace(document, kept_at=draft.kept_at)
    try:
        return with_edits(document, draft.edits)
    except IngestError:
        # The rows that the draft was typed into are gone; what still fits is kept.
        return _as_far_as_it_fits(document, draft.edits)


def draft_is_behind(session: Reader, document_id: UUID) -> bool:
    """Whether the service's row moved on under an unsaved draft. One that is not read yet has nothing to
    compare the draft with."""
    draft = library.review_draft(session, document_id)
    if draft is None:
        return False
    detail = queries.document_detail(session, document_id)
    if detail is None or detail.server is None or detail.server.extraction is None:
        return False
    return detail.server.version != draft.based_on


def bring_draft_up(unit: Unit, document_id: UUID) -> None:
    """Put an unsaved draft onto the service's present row, or set it aside for a choice."""
    detail = queries.document_detail(unit.session, document_id)
    if detail is not None and detail.server is not None:
        settle_draft(unit, document_id, detail.server)


def keep_draft(unit: Unit, document: ReviewDocument) -> None:
    """Keep the unsaved edits with what they were made on."""
    base = seen(document.edits, document.saved_data)
    draft = library.ReviewDraft(document.edits, document.row.version, base)
    library.save_review_draft(unit, document.row.id, draft)


def _as_far_as_it_fits(document: ReviewDocument, edits: tuple[Edit, ...]) -> ReviewDocument:
    for edit in edits:
        try:
            document = with_edits(document, (*document.edits, edit))
        except IngestError:
            continue
    return document


def _conflict(session: Reader, detail: DocumentDetail) -> Conflict | None:
    event = conflicting_event(session, detail.row.id)
    if event is None or detail.server is None:
        return None
    fields = field_differences(event, detail.server)
    data = detail.server.extraction.data if detail.server.extraction else {}
    apart = {split_pointer(item.path)[0] for item in fields}
    same = tuple(name for name, value in data.items() if name not in apart and not isinstance(value, list))
    rows = sum(len(value) for value in data.values() if isinstance(value, list))
    touched = {split_pointer(item.path)[:2] for item in fields if len(split_pointer(item.path)) > 1}
    touched_rows = sum(not row[1].startswith("+") for row in touched)
    deleted = event.reason is not None and event.reason.code == DELETED_THERE
    return Conflict(
        fields, same, rows - touched_rows, detail.server.updated_at, event.created_at, deleted=deleted
    )


def save_edits(unit: Unit, document: ReviewDocument) -> None:
    library.drop_review_draft(unit, document.row.id)
    if document.edits:
        add_event(
            unit,
            EventKind.EDIT,
            document.row.id,
            batch_id=document.row.batch_id,
            payload=edit_payload(_sendable(document), document.saved_data),
            based_on=document.row.version,
        )


def _sendable(document: ReviewDocument) -> tuple[Edit, ...]:
    """The edits, or as few as lead to the same where the service would not take so many at once."""
    edits = document.edits
    if len(edits) <= _MOST_EDITS:
        return edits
    edits = edits_between(document.saved_data, document.data)
    if len(edits) <= _MOST_EDITS:
        return edits
    names = dict.fromkeys(split_pointer(edit.path)[0] for edit in edits)
    return tuple(Edit(path=join_pointer(name), value=document.data.get(name)) for name in names)


def settle_conflict(
    unit: Unit, document_id: UUID, mine: frozenset[str], theirs: frozenset[str] = frozenset()
) -> None:
    event = conflicting_event(unit.session, document_id)
    detail = queries.document_detail(unit.session, document_id)
    if event is None or detail is None or detail.server is None:
        return
    own = [item for item in field_differences(event, detail.server) if item.mine != item.base]
    kept = mine | {item.path for item in own if item.chosen is Side.MINE and item.path not in theirs}
    note_not_taken(unit, document_id, own, kept, datetime.now(UTC))
    edits = settled_edits(event, detail.server, mine, theirs)
    data = detail.server.extraction.data if detail.server.extraction else {}
    replace_edit(unit, event, edit_payload(edits, data) if edits else None, detail.server.version)


def keep_as_new(unit: Unit, document_id: UUID, path: Path) -> UUID | None:
    """Read the file of a document that the service deleted once more, as a document of its own; what the
    person changed is its draft. The new id, None where nothing waits any more."""
    # With what was typed since the choice was put off.
    set_aside(unit, document_id)
    event = conflicting_event(unit.session, document_id)
    detail = queries.document_detail(unit.session, document_id)
    if event is None or detail is None:
        return None
    was, new_id, base = detail.document, uuid4(), event.payload["base"]
    document = NewDocument(
        DocumentCreate(
            id=new_id,
            filename=was.filename,
            folder=was.folder,
            size=was.size,
            sha256=was.sha256,
            pages=was.page_count or 1,
            media_type=was.media_type,
            prompt=None,
            field_plan=None,
        ),
        path,
        path.stat().st_mtime_ns,
    )
    asked = was.prompt is not None
    batch = NewBatch(
        id=uuid4(),
        name=was.filename,
        strategy=PromptStrategy.GLOBAL if asked else PromptStrategy.AUTO,
        prompt=was.prompt,
        field_plan=was.field_plan if asked else None,
        documents=(document,),
    )
    submit_batch(unit, batch)
    project_documents(unit, (new_id,))
    edits = EDITS.validate_python(event.payload["edits"])
    seen_before = base if isinstance(base, dict) else {}
    # Based on no version: once it is read, the edits are brought onto what that gave.
    library.save_review_draft(unit, new_id, library.ReviewDraft(edits, 0, seen_before))
    # A copy that it is sent from must stay.
    library.hand_on_file(unit, document_id, new_id)
    forget_documents(unit, (document_id,))
    return new_id


def queue_summary(session: Reader, ids: tuple[UUID, ...]) -> QueueSummary:
    """What became of these documents; those that are gone are not counted."""
    rows = queries.documents_by_id(session, ids)
    states = [row.state for row in rows]
    return QueueSummary(
        total=len(rows),
        confirmed=states.count(DocumentState.CONFIRMED),
        to_review=states.count(DocumentState.TO_REVIEW),
        in_progress=sum(row.in_work for row in rows),
        error=states.count(DocumentState.ERROR),
        cancelled=states.count(DocumentState.CANCELLED),
        left=tuple(row.id for row in rows if row.state is DocumentState.TO_REVIEW),
        unsaved=library.count_review_drafts(session, ids),
    )
