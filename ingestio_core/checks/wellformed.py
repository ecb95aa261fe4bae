"""Values that are not what their column holds."""

from collections.abc import Iterator

from ingestio_core.checks.view import DataView, Place, is_number
from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_core.fieldplan import FieldType
from ingestio_core.values import is_absent


def check_values(view: DataView) -> Iterator[Finding]:
    """Dates that are no calendar days, amounts and numbers that are no numbers."""
    for place in view.fields():
        if (finding := _malformed(place, "")) is not None:
            yield finding
    for row, place in view.cells():
        if (finding := _malformed(place, f" in row {row.number}")) is not None:
            yield finding


def _malformed(place: Place, where: str) -> Finding | None:
    if is_absent(place.value):
        return None
    if place.spec.type is FieldType.DATE and place.day is None:
        code, wanted = "date_invalid", "is no calendar date"
    elif is_number(place.spec) and place.number is None:
        code, wanted = "number_invalid", "is no number"
    else:
        return None
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=f"{place.label}{where} {wanted}: “{str(place.value)[:60]}”",
        paths=(place.pointer,),
    )
