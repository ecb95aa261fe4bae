"""Tables and columns that were asked for and came back empty."""

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import JsonValue

from ingestio_core.checks.again import COLUMN_NOT_FOUND, TABLE_NOT_FOUND
from ingestio_core.contracts.extractions import DocumentType, Finding, Severity
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType, default_plan
from ingestio_core.values import is_absent
from ingestio_extract.local.alignment import triple_of
from ingestio_extract.local.candidates import Document, amounts_in, dates_in, tidy
from ingestio_extract.local.columns import columns_of
from ingestio_extract.local.tables import best_headers

_DEFAULTS: Final = tuple(default_plan(kind) for kind in DocumentType)
_LEAST_ROWS: Final = 2
"""So many lines of figures make a table of goods or bookings where nobody asked for one by name."""


def missing_rows(
    plan: FieldPlan, data: Mapping[str, JsonValue], document: Document | None
) -> Iterator[Finding]:
    """Tables without rows and columns without values. Of a default plan a table is missed only where lines
    of the document look like its rows, and a column never: many documents print fewer. `document` is None
    where there are no pages."""
    if document is not None and not document.layout.rows:
        return
    usual = plan in _DEFAULTS
    for spec in plan.fields:
        if spec.type is not FieldType.TABLE:
            continue
        rows = data.get(spec.name)
        if not isinstance(rows, list) or not rows:
            if not usual or (document is not None and _looks_like_rows(document, spec)):
                yield _no_table(spec)
        elif not usual and not _is_usual(spec):
            yield from _no_columns(spec, rows, document)


def _is_usual(spec: FieldSpec) -> bool:
    """Whether the columns are those of a default plan: then the prompt named the table alone."""
    names = {column.name for column in spec.columns}
    return any(
        spec.role is not None and own.role == spec.role and names == {column.name for column in own.columns}
        for plan in _DEFAULTS
        for own in plan.fields
    )


def _looks_like_rows(document: Document, spec: FieldSpec) -> bool:
    rows = document.layout.rows
    if spec.role == "line_items":
        found = sum(triple_of(document, row) is not None for row in rows)
    elif spec.role == "transactions":
        days, amounts = dates_in(document), amounts_in(document)
        found = sum(
            any(days(part, 0) for part in row.segments) and any(amounts(part, 0) for part in row.segments)
            for row in rows
        )
    else:
        return False
    return found >= _LEAST_ROWS


def _no_table(spec: FieldSpec) -> Finding:
    return Finding(
        code=TABLE_NOT_FOUND,
        severity=Severity.WARNING,
        message=f"{spec.label}: no rows were found. If the document has them, type them in, or name the "
        "columns as its headings do and read it again.",
        paths=(join_pointer(spec.name),),
    )


def _no_columns(spec: FieldSpec, rows: list[JsonValue], document: Document | None) -> Iterator[Finding]:
    empty = [
        column
        for column in spec.columns
        if all(not isinstance(row, dict) or is_absent(row.get(column.name)) for row in rows)
    ]
    if not empty:
        return
    seen = _headings(document, spec) if document is not None else ""
    told = f"The headings that were seen: {seen}. " if seen else ""
    for column in empty:
        yield Finding(
            code=COLUMN_NOT_FOUND,
            severity=Severity.WARNING,
            message=f"{spec.label}: “{column.label}” is empty in every row. {told}If one of them is meant, "
            "call the column so and read the document again."
            if told
            else f"{spec.label}: “{column.label}” is empty in every row. If the document has it, type it in.",
            paths=(join_pointer(spec.name, 0, column.name),),
        )


def _headings(document: Document, spec: FieldSpec) -> str:
    """The row of headings of a table, as it is printed."""
    headers = best_headers(document, list(columns_of(spec).values()))
    if not headers:
        return ""
    return ", ".join(f"“{tidy(part.text)[:40]}”" for part in headers[0].row.segments[:12])
