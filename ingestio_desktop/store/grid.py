"""The documents of a batch as the rows of a sheet: one value a field of the plan, with its state.

What the cells say is kept beside the documents (`document_cells`), so that thousands of rows are read
without taking each extraction apart. It is made when the grid asks for it and dropped with every change of
a document.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from pydantic import JsonValue
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from ingestio_core.checks import check_again
from ingestio_core.checks.states import FieldReview, FieldState, field_reviews
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.extractions import Extraction, Severity
from ingestio_core.edits import apply_edits, join_pointer
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.fieldplan import FieldPlan, FieldType
from ingestio_core.fieldplan.defaults import field_label
from ingestio_core.limits import MediaType
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store.database import Unit, chunked
from ingestio_desktop.store.models import (
    SHOWN,
    CellPlanModel,
    DocumentCellsModel,
    DocumentModel,
    ReviewDraftModel,
)
from ingestio_desktop.store.projection import EDITS, documents_as_left
from ingestio_desktop.store.rows import DocumentState

READ: Final = frozenset({DocumentState.TO_REVIEW, DocumentState.CONFIRMED})
"""States of documents that have something in their cells."""
MOST_COLUMNS: Final = 200
_PIECE: Final = 100


class Letter(StrEnum):
    """The state of a cell in one letter; `NONE` where the document has no such field."""

    SURE = "s"
    NEEDS_LOOK = "n"
    RULE_FAILED = "r"
    NOT_FOUND = "m"
    EDITED = "e"
    NONE = " "


LETTERS: Final[Mapping[FieldState, str]] = {state: Letter[state.name].value for state in FieldState}
FIELD_STATES: Final[Mapping[str, FieldState]] = {letter: state for state, letter in LETTERS.items()}
_WORST_FIRST: Final = (FieldState.RULE_FAILED, FieldState.NEEDS_LOOK, FieldState.EDITED)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One field of the plan. Of a table the cells say how many rows it has. `key` is the name in the data,
    made unique where two plans mean different things by one name."""

    key: str
    name: str
    label: str
    type: FieldType
    role: str | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One document. `values` are as they are stored and `states` a letter each, in the order of the columns
    that were asked for; both are empty until its cells are made, and while it is not read. `findings` counts
    failed checks, `drafted` says that something of it is not saved."""

    id: UUID
    position: int
    filename: str
    media_type: MediaType
    state: DocumentState
    version: int
    set_aside: ErrorInfo | None = None
    values: tuple[str | None, ...] = ()
    states: str = ""
    findings: int = 0
    currency: str | None = None
    drafted: bool = False

    @property
    def read(self) -> bool:
        return self.state in READ

    @property
    def known(self) -> bool:
        """Whether its cells are made, where it has any."""
        return bool(self.states) or not self.read

    @property
    def editable(self) -> bool:
        """Not what is confirmed, not read, or waits for the person's choice between two sides."""
        return self.state is DocumentState.TO_REVIEW and self.set_aside is None

    def state_at(self, column: int) -> FieldState | None:
        """Of one cell. Who confirmed a document has looked at what needed it."""
        letter = self.states[column] if column < len(self.states) else Letter.NONE
        if letter == Letter.NEEDS_LOOK and self.state is DocumentState.CONFIRMED:
            return FieldState.SURE
        return FIELD_STATES.get(letter)


@dataclass(frozen=True, slots=True)
class GridPage:
    """Rows in the order of the batch; `next` is what the page after it begins behind, None at the end."""

    rows: tuple[GridRow, ...]
    next: tuple[int, UUID] | None


def grid_columns(session: Session, batch_id: UUID, first: FieldPlan | None = None) -> tuple[GridColumn, ...]:
    """The columns of all plans of a batch's documents, those of `first` before the others."""
    keys = (
        sa.select(DocumentCellsModel.plan)
        .join(DocumentModel, DocumentModel.id == DocumentCellsModel.document_id)
        .where(DocumentModel.batch_id == batch_id, DocumentModel.hidden.is_(False))
        .distinct()
    )
    plans = session.scalars(
        sa.select(CellPlanModel.fields).where(CellPlanModel.key.in_(keys)).order_by(CellPlanModel.key)
    )
    merged: list[GridColumn] = []
    for columns in (plan_columns(first or FieldPlan(), {}), *map(_loaded, plans)):
        _merge(merged, columns)
    return tuple(merged[:MOST_COLUMNS])


def grid_page(
    session: Session,
    batch_id: UUID,
    columns: Sequence[GridColumn],
    after: tuple[int, UUID] | None,
    limit: int,
) -> GridPage:
    """So many rows behind `after`."""
    statement = _rows().where(DocumentModel.batch_id == batch_id, DocumentModel.hidden.is_(False))
    if after is not None:
        place = sa.tuple_(DocumentModel.position, sa.type_coerce(DocumentModel.id, sa.String))
        statement = statement.where(place > sa.tuple_(sa.literal(after[0]), sa.literal(after[1].hex)))
    ordered = statement.order_by(DocumentModel.position, DocumentModel.id).limit(limit + 1)
    records = session.execute(ordered).all()
    rows = tuple(_made(session, records[:limit], columns))
    last = rows[-1] if len(records) > limit else None
    return GridPage(rows, (last.position, last.id) if last is not None else None)


def grid_rows(session: Session, ids: Iterable[UUID], columns: Sequence[GridColumn]) -> tuple[GridRow, ...]:
    """Those that are still there."""
    found: list[GridRow] = []
    for piece in chunked(ids):
        records = session.execute(_rows().where(DocumentModel.id.in_(piece), SHOWN)).all()
        found.extend(_made(session, records, columns))
    return tuple(found)


def grid_batch_of(session: Session, ids: Iterable[UUID], batch_id: UUID) -> frozenset[UUID]:
    """Those of the documents that are shown in this batch."""
    found: set[UUID] = set()
    for piece in chunked(ids):
        found.update(
            session.scalars(
                sa.select(DocumentModel.id).where(
                    DocumentModel.id.in_(piece),
                    # By the ids here, too: a batch may have many more documents.
                    sa.func.likely(DocumentModel.batch_id == batch_id),
                    SHOWN,
                )
            )
        )
    return frozenset(found)


def fill_cells(unit: Unit, ids: Iterable[UUID]) -> None:
    """Make the cells of documents that were read."""
    session = unit.session
    for piece in chunked(ids, _PIECE):
        drafts = {
            draft.document_id: draft
            for draft in session.scalars(
                sa.select(ReviewDraftModel).where(ReviewDraftModel.document_id.in_(piece))
            )
        }
        values: list[dict[str, Any]] = []
        plans: dict[str, str] = {}
        for document_id, document in documents_as_left(session, piece).items():
            give_way()
            draft = drafts.get(document_id)
            values.append(_cells(document, draft, plans))
        if plans:
            session.execute(
                insert(CellPlanModel).on_conflict_do_nothing(),
                [{"key": key, "fields": fields} for key, fields in plans.items()],
            )
        if values:
            session.execute(sa.delete(DocumentCellsModel).where(DocumentCellsModel.document_id.in_(piece)))
            session.execute(sa.insert(DocumentCellsModel), values)
        # What was read for it is not kept until the end of the transaction.
        session.expunge_all()


def missing_cells(session: Session, ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """Those that were read and whose cells are not made."""
    found: list[UUID] = []
    for piece in chunked(ids):
        there = sa.select(DocumentCellsModel.document_id).where(
            DocumentCellsModel.document_id == DocumentModel.id
        )
        found.extend(
            session.scalars(
                sa.select(DocumentModel.id).where(
                    DocumentModel.id.in_(piece),
                    SHOWN,
                    DocumentModel.state.in_(READ),
                    ~there.exists(),
                )
            )
        )
    return tuple(found)


def drafted_ids(session: Session, ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """Those that have an unsaved draft, in their order."""
    wanted = list(ids)
    found: set[UUID] = set()
    for piece in chunked(wanted):
        where = ReviewDraftModel.document_id.in_(piece)
        found.update(session.scalars(sa.select(ReviewDraftModel.document_id).where(where)))
    return tuple(document_id for document_id in wanted if document_id in found)


def to_confirm(unit: Unit, ids: Iterable[UUID]) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    """Those that can be confirmed, drafts applied, in their order: without a failed check, and with one."""
    wanted = list(ids)
    fill_cells(unit, missing_cells(unit.session, wanted))
    findings: dict[UUID, int] = {}
    for piece in chunked(wanted):
        rows = unit.session.execute(
            sa.select(DocumentModel.id, DocumentCellsModel.findings)
            .join(DocumentCellsModel, DocumentCellsModel.document_id == DocumentModel.id)
            .where(
                DocumentModel.id.in_(piece),
                SHOWN,
                DocumentModel.state == DocumentState.TO_REVIEW,
                DocumentModel.set_aside.is_(None),
            )
        )
        findings.update((row.id, row.findings) for row in rows)
    there = [document_id for document_id in dict.fromkeys(wanted) if document_id in findings]
    clean = tuple(document_id for document_id in there if not findings[document_id])
    return clean, tuple(document_id for document_id in there if findings[document_id])


def plan_columns(plan: FieldPlan, data: Mapping[str, JsonValue]) -> tuple[GridColumn, ...]:
    """The fields of a plan in its order, then what the data has beside it (forms)."""
    planned = [GridColumn(f.name, f.name, f.label, f.type, f.role) for f in plan.fields]
    names = {column.name for column in planned}
    others = [
        GridColumn(
            name, name, field_label(name), FieldType.TABLE if isinstance(value, list) else FieldType.TEXT
        )
        for name, value in data.items()
        if name not in names
    ]
    return (*planned, *others)


def _rows() -> sa.Select[Any]:
    columns: tuple[Any, ...] = (
        DocumentModel.id,
        DocumentModel.position,
        DocumentModel.filename,
        DocumentModel.media_type,
        DocumentModel.state,
        DocumentModel.version,
        DocumentModel.set_aside,
        DocumentCellsModel.plan,
        DocumentCellsModel.texts,
        DocumentCellsModel.states,
        DocumentCellsModel.findings,
        DocumentCellsModel.currency,
        DocumentCellsModel.drafted,
    )
    of_document = DocumentCellsModel.document_id == DocumentModel.id
    return sa.select(*columns).outerjoin(DocumentCellsModel, of_document)


def _made(session: Session, records: Sequence[Any], columns: Sequence[GridColumn]) -> Iterator[GridRow]:
    plans = _plans(session, {record.plan for record in records if record.plan is not None})
    places = {key: _places(fields, columns) for key, fields in plans.items()}
    # The same values come again and again: suppliers, currencies, dates.
    same: dict[str | None, str | None] = {}
    for number, record in enumerate(records):
        if number % _PIECE == 0:
            give_way()
        state = DocumentState(record.state)
        values: tuple[str | None, ...] = ()
        states = ""
        if record.plan is not None and state in READ:
            texts = json.loads(record.texts)
            own = places[record.plan]
            values = tuple(None if at < 0 else same.setdefault(texts[at], texts[at]) for at in own)
            # A row whose plan has none of the columns is known all the same.
            states = "".join(Letter.NONE if at < 0 else record.states[at] for at in own) or Letter.NONE
        yield GridRow(
            record.id,
            record.position,
            record.filename,
            MediaType(record.media_type),
            state,
            record.version,
            ErrorInfo.model_validate_json(record.set_aside) if record.set_aside else None,
            values,
            states,
            record.findings or 0,
            record.currency,
            bool(record.drafted),
        )


def _plans(session: Session, keys: set[str]) -> dict[str, tuple[GridColumn, ...]]:
    found: dict[str, tuple[GridColumn, ...]] = {}
    for piece in chunked(keys):
        rows = session.execute(
            sa.select(CellPlanModel.key, CellPlanModel.fields).where(CellPlanModel.key.in_(piece))
        )
        found.update((key, _loaded(fields)) for key, fields in rows)
    return found


def _places(fields: Sequence[GridColumn], columns: Sequence[GridColumn]) -> tuple[int, ...]:
    """Where the value of each column stands among those of a plan, -1 for one that it lacks."""
    own = {(field.name, field.type): place for place, field in enumerate(fields)}
    return tuple(own.get((column.name, column.type), -1) for column in columns)


def _merge(merged: list[GridColumn], columns: Sequence[GridColumn]) -> None:
    """Each column that is new stands behind the one that it stands behind in its own plan."""
    place = 0
    for column in columns:
        known = next(
            (at for at, each in enumerate(merged) if (each.name, each.type) == (column.name, column.type)),
            None,
        )
        if known is None:
            taken = any(each.key == column.key for each in merged)
            key = f"{column.name}:{column.type.value}" if taken else column.key
            known = place
            merged.insert(known, GridColumn(key, column.name, column.label, column.type, column.role))
        place = known + 1


def _cells(document: Document, draft: ReviewDraftModel | None, plans: dict[str, str]) -> dict[str, Any]:
    """The row of `document_cells` of one document; its plan is added to `plans`."""
    plan = document.field_plan or FieldPlan()
    saved = document.extraction or Extraction(data={})
    shown = _with_draft(plan, saved, draft) if draft is not None else saved
    columns = plan_columns(plan, shown.data)
    reviews = field_reviews(plan, shown.data, shown.evidence, shown.findings)
    fields = json.dumps([[c.name, c.label, c.type.value, c.role] for c in columns])
    key = sha256(fields.encode()).hexdigest()[:32]
    plans[key] = fields
    currency = next((shown.data.get(c.name) for c in columns if "currency" in (c.role, c.name)), None)
    return {
        "document_id": document.id,
        "plan": key,
        "texts": json.dumps([_text(shown.data.get(c.name)) for c in columns]),
        "states": "".join(_letter(c, reviews) for c in columns),
        "findings": sum(finding.severity is not Severity.INFO for finding in shown.findings),
        "currency": str(currency).strip().upper() if currency else None,
        "drafted": draft is not None,
    }


def _with_draft(plan: FieldPlan, saved: Extraction, draft: ReviewDraftModel) -> Extraction:
    edits = EDITS.validate_json(draft.edits)
    try:
        data, evidence = apply_edits(saved.data, saved.evidence, edits)
    except IngestError:
        # The rows that it was typed into are gone; the review says so.
        return saved
    return check_again(plan, saved, data, evidence, edits)


def _text(value: JsonValue) -> str | None:
    if isinstance(value, list):
        return str(len(value))
    return None if value is None else str(value)


def _letter(column: GridColumn, reviews: Mapping[str, FieldReview]) -> str:
    pointer = join_pointer(column.name)
    review = reviews.get(pointer)
    own = review.state if review is not None else FieldState.SURE
    if column.type is FieldType.TABLE:
        # An empty cell of a row is no value that was not found: see the review's own counts.
        below = {each.state for path, each in reviews.items() if path.startswith(pointer + "/")}
        own = next((state for state in _WORST_FIRST if state is own or state in below), own)
    return LETTERS[own]


def _loaded(fields: str) -> tuple[GridColumn, ...]:
    return tuple(
        GridColumn(name, name, label, FieldType(kind), role) for name, label, kind, role in json.loads(fields)
    )
