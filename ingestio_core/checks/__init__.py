"""Checks of the data read from a document, each failing with a sentence that has the figures in it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import localcontext
from typing import Final

from pydantic import JsonValue

from ingestio_core.checks.again import kept_findings, moved_adjustments, still_missing
from ingestio_core.checks.dates import check_dates, check_period
from ingestio_core.checks.identifiers import check_iban, check_vat
from ingestio_core.checks.lines import check_line_amounts, check_missing_amounts
from ingestio_core.checks.required import check_required
from ingestio_core.checks.statement import check_running_balance, check_statement
from ingestio_core.checks.sums import check_line_sum, check_total
from ingestio_core.checks.view import DataView
from ingestio_core.checks.wellformed import check_values
from ingestio_core.contracts.documents import Edit
from ingestio_core.contracts.extractions import Adjustment, Evidence, Extraction, Finding
from ingestio_core.fieldplan import FieldPlan

__all__ = ["check_again", "run_checks"]

Check = Callable[[DataView], Iterable[Finding]]

_CHECKS: Final[tuple[Check, ...]] = (
    check_values,
    check_required,
    check_missing_amounts,
    check_line_amounts,
    check_line_sum,
    check_total,
    check_dates,
    check_period,
    check_statement,
    check_running_balance,
    check_iban,
    check_vat,
)


def run_checks(
    plan: FieldPlan,
    data: Mapping[str, JsonValue],
    evidence: Mapping[str, Evidence],
    *,
    adjustments: Iterable[Adjustment] = (),
    today: date | None = None,
) -> tuple[Finding, ...]:
    """All checks that apply to `data`, in a fixed order; the same data gives the same findings.

    Checks find their fields by role, so a renamed column is still checked. `today` is the day
    that dates are compared with.
    """
    view = DataView(plan, data, evidence, today or datetime.now(UTC).date(), adjustments)
    # Wide enough that no figure of `data` (40 digits at most) overflows or is rounded in a product.
    with localcontext(prec=120):
        return tuple(finding for check in _CHECKS for finding in check(view))


def check_again(
    plan: FieldPlan,
    before: Extraction,
    data: Mapping[str, JsonValue],
    evidence: Mapping[str, Evidence],
    edits: Iterable[Edit],
) -> Extraction:
    """`before` with the data and evidence that `edits` made of it, and its findings brought up to date.

    What the reading itself found (a damaged page, a value that is on no page) stays until a person has
    edited the field that it names; all checks are done anew.
    """
    made = tuple(edits)
    adjustments = moved_adjustments(before.adjustments, made)
    findings = (
        *still_missing(kept_findings(before.findings, evidence, made), data),
        *run_checks(plan, data, evidence, adjustments=adjustments),
    )
    return before.model_copy(
        update={
            "data": dict(data),
            "evidence": dict(evidence),
            "findings": findings,
            "adjustments": adjustments,
        }
    )
