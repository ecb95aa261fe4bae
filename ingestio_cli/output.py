"""Write results to the file that a person named."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from ingestio_cli.files import written_whole
from ingestio_cli.outcomes import Outcome, record
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.errors import ErrorInfo
from ingestio_core.export import ExportDocument, ExportOptions, write_export
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import DocumentStatus

ENDINGS: Final = tuple(ExportFormat)


def write_outcomes(outcomes: Sequence[Outcome], out: Path, ending: str, rows: str) -> None:
    """Write all outcomes, failed ones too. JSON is a list of records, whatever `rows` says: it
    nests what a sheet must repeat."""
    if ending == ExportFormat.JSON:
        with written_whole(out) as draft:
            text = json.dumps([record(outcome) for outcome in outcomes], ensure_ascii=False, indent=2)
            draft.write_bytes((text + "\n").encode("utf-8", "replace"))
        return
    # Nothing of a run that has just ended can be confirmed, so there is no use in marking it.
    options = ExportOptions(ExportFormat(ending), rows=rows, mark_unconfirmed=False, include_failed=True)
    write_export([_exported(outcome) for outcome in outcomes], options, out)


def write_documents(documents: Iterable[Document], out: Path, ending: str, rows: str) -> None:
    """Write documents of the account, as the window exports them, failed ones too."""
    options = ExportOptions(ExportFormat(ending), rows=rows, include_failed=True)
    write_export([_export_document(document) for document in documents], options, out)


def _exported(outcome: Outcome) -> ExportDocument:
    source = str(outcome.file.absolute())
    if outcome.document is not None:
        return _export_document(outcome.document, outcome.error, source)
    return ExportDocument(
        id="",
        filename=outcome.file.name,
        field_plan=FieldPlan(),
        data={},
        folder=outcome.folder,
        source=source,
        error=outcome.error,
    )


def _export_document(
    document: Document, error: ErrorInfo | None = None, source: str | None = None
) -> ExportDocument:
    extraction = document.extraction
    return ExportDocument(
        id=str(document.id),
        filename=document.filename,
        field_plan=document.field_plan or FieldPlan(),
        data=extraction.data if extraction is not None else {},
        folder=document.folder,
        source=source,
        document_type=document.detected_type,
        confirmed=document.confirmed_at is not None,
        error=error or (document.error if document.status is DocumentStatus.FAILED else None),
        evidence=extraction.evidence if extraction is not None else {},
        findings=extraction.findings if extraction is not None else (),
    )
