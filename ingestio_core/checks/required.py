"""Values that must be there."""

from collections.abc import Iterator

from ingestio_core.checks.view import DataView
from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_core.values import is_absent


def check_required(view: DataView) -> Iterator[Finding]:
    """Required fields and tables with nothing in them, and required cells of rows that have others."""
    for place in view.required():
        if is_absent(place.value):
            yield Finding(
                code="required_missing",
                severity=Severity.WARNING,
                message=f"{place.label} is required and not there",
                paths=(place.pointer,),
            )
    for row, place in view.cells():
        if place.spec.required and is_absent(place.value):
            yield Finding(
                code="required_missing",
                severity=Severity.WARNING,
                message=f"{place.label} is required and not there in row {row.number}",
                paths=(place.pointer,),
            )
