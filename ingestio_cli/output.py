"""Write results to the file that a person named."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ingestio_cli.files import written_whole
from ingestio_cli.outcomes import Outcome, record
from ingestio_core.contracts.documents import Document
from ingestio_core.contracts.exports import ExportFormat
from ingestio_core.errors import ErrorInfo
from ingestio_core.export import ExportDocument, ExportOptions, ExportOutcome, write_export
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import DocumentStatus

ENDINGS: Final = tuple(ExportFormat)
_WITH_MACROS: Final = "xlsm"
"""A workbook that is there can be one; none is made."""


def write_outcomes(
    outcomes: Sequence[Outcome], out: Path, ending: str, rows: str, *, append: bool = False
) -> ExportOutcome | None:
    """Write all outcomes, failed ones too. JSON is a list of records, whatever `rows` says: it
    nests what a sheet must repeat.

    With `append` the workbook gets those that were read and that it does not have, by their contents."""
    if ending == ExportFormat.JSON:
        with written_whole(out) as draft:
            text = json.dumps([record(outcome) for outcome in outcomes], ensure_ascii=False, indent=2)
            draft.write_bytes((text + "\n").encode("utf-8", "replace"))
        return None
    # Nothing of a run that has just ended can be confirmed, so there is no use in marking it.
    options = ExportOptions(
        _format(ending), rows=rows, mark_unconfirmed=False, include_failed=not append, append=append
    )
    return write_export([_exported(outcome) for outcome in outcomes], options, out)


def write_documents(
    documents: Iterable[Document], out: Path, ending: str, rows: str, *, append: bool = False
) -> ExportOutcome:
    """Write documents of the account, as the window exports them, failed ones too; with `append` only
    those that were read and that the workbook does not have."""
    options = ExportOptions(_format(ending), rows=rows, include_failed=not append, append=append)
    return write_export([_export_document(document) for document in documents], options, out)


def endings(append: bool) -> tuple[str, ...]:
    """What a file to write may end in."""
    return (ExportFormat.XLSX, _WITH_MACROS) if append else ENDINGS


def added(written: ExportOutcome) -> str:
    """What became of a workbook that was there."""
    return (
        f"{written.rows} {'row' if written.rows == 1 else 'rows'} added; "
        f"{written.already_there} documents were in it already."
    )


def _format(ending: str) -> ExportFormat:
    return ExportFormat.XLSX if ending == _WITH_MACROS else ExportFormat(ending)


def _exported(outcome: Outcome) -> ExportDocument:
    source = str(outcome.file.absolute())
    if outcome.document is not None:
        # Each run makes new documents: a workbook knows a file again by its contents.
        document = _export_document(outcome.document, outcome.error, source)
        return replace(document, key=outcome.document.sha256)
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
        findings=extraction.findings if extraction is not None else (),
    )
