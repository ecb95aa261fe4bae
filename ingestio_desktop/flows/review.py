"""Review a document: its data with the draft applied, its pages, save, confirm, settle conflicts."""

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pydantic import JsonValue

from ingestio_core.checks.states import FieldReview
from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.extractions import Box, Evidence, Finding, PageSize
from ingestio_core.fieldplan import FieldPlan
from ingestio_desktop.flows.batches import DocumentQuery
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store.rows import Changed, DocumentRow
from ingestio_desktop.workers.pages import PageImage, Word


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """The documents one goes through, in the order of the list the review was opened from."""

    title: str
    ids: tuple[UUID, ...]

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
    """For the end of the queue."""

    total: int
    confirmed: int
    to_review: int
    in_progress: int
    error: int


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that both sides changed: as it was when the person began, the person's value and
    the service's. `path` is a JSON Pointer."""

    path: str
    label: str
    base: JsonValue
    mine: JsonValue
    theirs: JsonValue


@dataclass(frozen=True, slots=True)
class Conflict:
    """The service's row moved on under a saved edit. Until it is settled the edit waits."""

    fields: tuple[FieldConflict, ...]


@dataclass(frozen=True, slots=True)
class ReviewDocument:
    """One document under review.

    `data`, `evidence`, `findings` and `reviews` are with the unsaved `edits` applied; `saved_data`
    and `saved_evidence` are without them. `reviews` maps the JSON Pointer of every field and cell
    to its state and the reason in words.
    """

    row: DocumentRow
    plan: FieldPlan
    data: Mapping[str, JsonValue]
    saved_data: Mapping[str, JsonValue]
    saved_evidence: Mapping[str, Evidence]
    evidence: Mapping[str, Evidence]
    findings: tuple[Finding, ...]
    reviews: Mapping[str, FieldReview]
    page_sizes: tuple[PageSize, ...]
    edits: tuple[Edit, ...] = ()
    conflict: Conflict | None = None

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


class ReviewFlow:
    """`changed` names documents that sync changed meanwhile; load them again."""

    changed: Notifier[Changed]

    def queue(self, query: DocumentQuery) -> "Future[ReviewQueue]":
        """The queue behind a batch's list and its filter."""
        raise NotImplementedError

    def summary(self, queue: ReviewQueue) -> "Future[QueueSummary]":
        raise NotImplementedError

    def load(self, document_id: UUID) -> "Future[ReviewDocument]":
        """Fails with `IngestError` document_gone. Loaded neighbours are kept, so that the next
        document is there at once; see `prefetch`."""
        raise NotImplementedError

    def loaded(self, document_id: UUID) -> ReviewDocument | None:
        """The prefetched document if it is at hand and current (cheap, any thread)."""
        raise NotImplementedError

    def prefetch(self, queue: ReviewQueue, document_id: UUID, dpi: float) -> None:
        """Make the neighbours of a document, and their first pages, ready in the background."""
        raise NotImplementedError

    def draft(self, document: ReviewDocument, edits: tuple[Edit, ...]) -> ReviewDocument:
        """The document with these unsaved edits instead of its present ones (cheap, pure), and keep
        them as the local draft in the background. Undo and redo pass shorter and longer tuples.
        Raises `IngestError` (bad_pointer)."""
        raise NotImplementedError

    def save(self, document: ReviewDocument) -> "Future[ReviewDocument]":
        """Make the draft an outbox event based on the version that was on screen."""
        raise NotImplementedError

    def reset(self, document: ReviewDocument) -> "Future[ReviewDocument]":
        """Throw the draft away."""
        raise NotImplementedError

    def confirm(self, document: ReviewDocument) -> "Future[ReviewDocument]":
        """Save what is unsaved, then confirm."""
        raise NotImplementedError

    def unconfirm(self, document: ReviewDocument) -> "Future[ReviewDocument]":
        raise NotImplementedError

    def redo(self, document_id: UUID) -> "Future[None]":
        raise NotImplementedError

    def delete(self, document_id: UUID) -> "Future[None]":
        raise NotImplementedError

    def settle(self, document: ReviewDocument, mine: frozenset[str]) -> "Future[ReviewDocument]":
        """End a conflict: for the paths in `mine` the person's value is sent again on the new
        version, for all others the service's value stays."""
        raise NotImplementedError

    def file(self, document_id: UUID) -> "Future[Path]":
        """The document's file: the person's own if it is unchanged, else the cached copy, else
        fetched from the service. Fails with `IngestError` (file_not_here) when offline."""
        raise NotImplementedError

    def page(self, document_id: UUID, number: int, dpi: float, rotation: int = 0) -> "Future[PageImage]":
        """One page (from 1) as pixels. `rotation` in degrees clockwise, a multiple of 90. Fails
        with `IngestError` (page_unreadable, file_not_here; no_pages for an XML invoice)."""
        raise NotImplementedError

    def words(self, document_id: UUID, number: int) -> "Future[tuple[Word, ...]]":
        """The words of a page's text layer with their boxes; none for pictures."""
        raise NotImplementedError

    def text_in(self, document_id: UUID, number: int, box: Box) -> "Future[str]":
        """The text inside a dragged box, lines joined by a space; empty for pictures."""
        raise NotImplementedError
