"""What of an extraction's findings and adjustments stands after a person's edits."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.extractions import Adjustment, Evidence, EvidenceSource, Finding
from ingestio_core.edits import follow, split_pointer, value_at
from ingestio_core.values import is_absent

CHECK_CODES: Final = frozenset(
    {
        "balance_mismatch",
        "date_invalid",
        "date_order",
        "date_outside_period",
        "date_unlikely",
        "iban_invalid",
        "line_amount_mismatch",
        "line_sum_mismatch",
        "number_invalid",
        "required_missing",
        "row_amount_missing",
        "running_balance_mismatch",
        "total_mismatch",
        "vat_invalid",
    }
)
"""What `run_checks` may find; all other codes are of the reading."""
TABLE_NOT_FOUND: Final = "table_not_found"
COLUMN_NOT_FOUND: Final = "column_not_found"


def kept_findings(
    findings: Iterable[Finding], evidence: Mapping[str, Evidence], edits: Sequence[Edit]
) -> tuple[Finding, ...]:
    """The findings of the reading that still hold, with their paths where the values are now. One whose
    field a person has edited, or whose row is gone, is settled."""
    kept: list[Finding] = []
    for finding in findings:
        if finding.code in CHECK_CODES:
            continue
        if not finding.paths:
            kept.append(finding)
            continue
        moved = [follow(path, edits) for path in finding.paths]
        first = moved[0]
        known = None if first is None else evidence.get(first)
        if first is None or (known is not None and known.source is EvidenceSource.PERSON):
            continue
        suggestion = finding.suggestion
        if suggestion is not None:
            path = follow(suggestion.path, edits)
            suggestion = None if path is None else suggestion.model_copy(update={"path": path})
        paths = tuple(path for path in moved if path is not None)
        kept.append(finding.model_copy(update={"paths": paths, "suggestion": suggestion}))
    return tuple(kept)


def still_missing(findings: Iterable[Finding], data: Mapping[str, JsonValue]) -> tuple[Finding, ...]:
    """The findings without those of a table or column that was not found and has been typed in since."""
    return tuple(
        finding
        for finding in findings
        if not (finding.code == TABLE_NOT_FOUND and value_at(data, finding.paths[0]))
        and not (finding.code == COLUMN_NOT_FOUND and _has_column(data, finding.paths[0]))
    )


def _has_column(data: Mapping[str, JsonValue], pointer: str) -> bool:
    """Whether any row has a value in the column of the cell at a pointer."""
    table, _, column = split_pointer(pointer)
    rows = data.get(table)
    return isinstance(rows, list) and any(
        isinstance(row, dict) and not is_absent(row.get(column)) for row in rows
    )


def moved_adjustments(adjustments: Iterable[Adjustment], edits: Sequence[Edit]) -> tuple[Adjustment, ...]:
    """Adjustments with the paths of their rows as they are now; those of removed rows go."""
    moved = ((item, follow(item.path, edits) if item.path else "") for item in adjustments)
    return tuple(item.model_copy(update={"path": path}) for item, path in moved if path is not None)
