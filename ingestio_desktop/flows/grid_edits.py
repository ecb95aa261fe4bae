"""What a person types into the grid, on the same way as in the review: a draft, then an edit that is sent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from ingestio_core.contracts.documents import Edit
from ingestio_core.edits import join_pointer
from ingestio_core.errors import IngestError
from ingestio_desktop.flows.reviewing import (
    ReviewDocument,
    bring_draft_up,
    draft_is_behind,
    keep_draft,
    load_document,
    save_edits,
    with_edits,
)
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store import batches, library, queries
from ingestio_desktop.store.conflicts import seen, settle_draft
from ingestio_desktop.store.database import Unit
from ingestio_desktop.store.grid import drafted_ids, fill_cells, to_confirm
from ingestio_desktop.store.rows import DocumentState, EventKind


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell: what it becomes, and what the person saw in it, of which version of the document."""

    document_id: UUID
    name: str
    value: str | None
    seen: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of edits. `before` and `after` are the unsaved edits of each document, `left` documents
    that can't be changed (any more), `moved` those where the service has another value by now than the
    person saw: both are kept, for them to choose."""

    before: Mapping[UUID, tuple[Edit, ...]] = field(default_factory=dict)
    after: Mapping[UUID, tuple[Edit, ...]] = field(default_factory=dict)
    left: tuple[UUID, ...] = ()
    moved: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was confirmed, and what was not because a check failed in it."""

    confirmed: tuple[UUID, ...]
    failing: tuple[UUID, ...] = ()


def change_cells(unit: Unit, edits: Iterable[CellEdit]) -> Changed:
    """Keep them as drafts."""
    groups: dict[UUID, list[CellEdit]] = defaultdict(list)
    for edit in edits:
        groups[edit.document_id].append(edit)
    before: dict[UUID, tuple[Edit, ...]] = {}
    after: dict[UUID, tuple[Edit, ...]] = {}
    left: list[UUID] = []
    moved: list[UUID] = []
    for document_id, group in groups.items():
        give_way()
        document = _editable(unit, document_id)
        if document is None:
            left.append(document_id)
        elif any(_moved(document, edit) for edit in group):
            _set_against(unit, document, group)
            moved.append(document_id)
        else:
            before[document_id] = document.edits
            after[document_id] = _draft(unit, document, _joined(document.edits, group))
    fill_cells(unit, groups)
    # What else shows these documents looks again.
    unit.documents.update(groups)
    return Changed(before, after, tuple(left), tuple(moved))


def put_drafts_back(
    unit: Unit, drafts: Mapping[UUID, tuple[tuple[Edit, ...], tuple[Edit, ...]]]
) -> set[UUID]:
    """For each document that still has the second of two drafts, the first; gives which they were."""
    done: set[UUID] = set()
    for document_id, (wanted, present) in drafts.items():
        give_way()
        document = _editable(unit, document_id)
        if document is not None and document.edits == present and present != wanted:
            _draft(unit, document, wanted)
            done.add(document_id)
    fill_cells(unit, done)
    unit.documents.update(done)
    return done


def save_rows(unit: Unit, ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """Make drafts edits that are sent; gives the documents that had one."""
    saved: list[UUID] = []
    for document_id in drafted_ids(unit.session, ids):
        give_way()
        document = _editable(unit, document_id)
        if document is not None and document.edits:
            save_edits(unit, document)
            saved.append(document_id)
    fill_cells(unit, saved)
    return tuple(saved)


def confirm_rows(unit: Unit, ids: Iterable[UUID], *, failing: bool) -> Confirmed:
    """Save what is unsaved, then confirm; documents in which a check failed only with `failing`."""
    clean, failed = to_confirm(unit, ids)
    wanted = (*clean, *failed) if failing else clean
    save_rows(unit, wanted)
    confirmed = batches.document_events(unit, EventKind.CONFIRM, wanted)
    return Confirmed(confirmed, () if failing else failed)


def _editable(unit: Unit, document_id: UUID) -> ReviewDocument | None:
    """The document with its draft, where a person may change it."""
    try:
        if draft_is_behind(unit.session, document_id):
            bring_draft_up(unit, document_id)
        document = load_document(unit.session, document_id)
    except IngestError:
        return None
    open_to_change = document.row.state is DocumentState.TO_REVIEW and document.conflict is None
    return document if open_to_change else None


def _moved(document: ReviewDocument, edit: CellEdit) -> bool:
    """Whether the service changed what the person saw while they typed."""
    here = document.data.get(edit.name)
    now = None if here is None else str(here)
    return edit.version != document.row.version and now not in (edit.seen, edit.value)


def _set_against(unit: Unit, document: ReviewDocument, group: list[CellEdit]) -> None:
    """Keep the edits beside what the service has, for the person to choose."""
    document_id = document.row.id
    detail = queries.document_detail(unit.session, document_id)
    if detail is None or detail.server is None:
        return
    base = seen(document.edits, document.saved_data) | {edit.name: edit.seen for edit in group}
    draft = library.ReviewDraft(_joined(document.edits, group), group[0].version, base)
    library.save_review_draft(unit, document_id, draft)
    settle_draft(unit, document_id, detail.server)


def _draft(unit: Unit, document: ReviewDocument, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Keep these unsaved edits instead of its present ones."""
    edited = with_edits(document, edits)
    keep_draft(unit, edited)
    return edited.edits


def _joined(edits: tuple[Edit, ...], group: list[CellEdit]) -> tuple[Edit, ...]:
    """The last edit of a field is the one that counts."""
    for change in group:
        path = join_pointer(change.name)
        kept = edits[:-1] if edits and edits[-1].path == path else edits
        edits = (*kept, Edit(path=path, value=change.value))
    return edits
