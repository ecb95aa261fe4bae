"""The documents of an export, read from the database in steps that hold no transaction open."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from uuid import UUID

from ingestio_cloud.db.models import FieldEdit
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.documents import repository as documents
from ingestio_cloud.features.documents.repository import DocumentRows
from ingestio_cloud.features.documents.wire import document_wire
from ingestio_cloud.features.exports import repository, service
from ingestio_core.contracts.exports import ExportCreate, ExportFormats
from ingestio_core.export import Column, ColumnFormat, ExportChange, ExportDocument, ExportOptions
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import DocumentStatus

_STEP: Final = 200


def options(request: ExportCreate) -> ExportOptions:
    """How to write what was asked for."""
    return ExportOptions(
        format=request.format,
        rows=request.rows,
        columns=tuple(
            Column(column.key, column.header, _format(column.format)) for column in request.columns
        ),
        only_confirmed=request.only_confirmed,
        mark_unconfirmed=request.mark_unconfirmed,
        include_failed=request.include_failed,
        findings_sheet=request.findings_sheet,
        delimiter=request.delimiter,
        decimal=request.decimal,
        encoding=request.encoding,
        formats=_format(request.formats),
        changes_sheet=request.changes_sheet,
        line_end=request.line_end,
        quoting=request.quoting,
        json_numbers=request.json_numbers,
    )


def export_documents(
    sessions: SyncSessions, user_id: UUID, request: ExportCreate
) -> Iterator[ExportDocument]:
    """The documents to write, in the order asked for. Those without data are left out, but for the
    failed ones where they are wanted."""
    with sessions.of(user_id).read() as session:
        ids = service.document_ids(session, user_id, request)
    for start in range(0, len(ids), _STEP):
        yield from _step(sessions, user_id, request, ids[start : start + _STEP])


def _step(
    sessions: SyncSessions, user_id: UUID, request: ExportCreate, ids: Sequence[UUID]
) -> list[ExportDocument]:
    with sessions.of(user_id).read() as session:
        rows = documents.with_rows(session, user_id, documents.by_ids(session, user_id, ids))
        edits = repository.edits(session, user_id, ids) if request.changes_sheet else {}
    by_id = {item.document.id: item for item in rows if _is_wanted(item, request)}
    plan = FieldPlan()
    found = []
    for document_id in (each for each in ids if each in by_id):
        document = _export_document(by_id[document_id], edits.get(document_id, ()), plan)
        found.append(document)
        plan = document.field_plan
    return found


def _is_wanted(item: DocumentRows, request: ExportCreate) -> bool:
    if item.document.status is DocumentStatus.FAILED:
        return request.include_failed
    return item.result is not None


def _export_document(rows: DocumentRows, edits: Iterable[FieldEdit], before: FieldPlan) -> ExportDocument:
    """`before` is the plan of the document before: where they are equal they are one, which is quicker."""
    document = document_wire(rows)
    extraction = document.extraction
    plan = document.field_plan or FieldPlan()
    return ExportDocument(
        id=str(document.id),
        filename=document.filename,
        field_plan=before if plan == before else plan,
        data={} if extraction is None else extraction.data,
        folder=document.folder,
        document_type=document.detected_type,
        confirmed=document.confirmed_at is not None,
        # What a completed one says is that its redo failed: these are its values.
        error=document.error if document.status is DocumentStatus.FAILED else None,
        findings=() if extraction is None else extraction.findings,
        changes=tuple(map(_change, edits)),
    )


def _change(edit: FieldEdit) -> ExportChange:
    # What was done with the whole document has no place in it, and is said in a word.
    after = edit.new_value if edit.path else edit.operation.value
    return ExportChange(
        edit.edited_at, str(edit.edited_by), edit.path, edit.old_value, after, edit.entry_hash
    )


def _format(wanted: ExportFormats) -> ColumnFormat:
    return ColumnFormat(wanted.dates, wanted.decimals, wanted.thousands, wanted.currency, wanted.text)
