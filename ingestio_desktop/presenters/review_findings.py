"""Failed checks as the review tells them: what belongs together as one, where to look, and one fix."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.extractions import FROM_MEMORY, Finding, Severity, Suggestion
from ingestio_core.edits import join_pointer, split_pointer, value_at
from ingestio_core.fieldplan import FieldType
from ingestio_desktop.flows.review import ReviewDocument
from ingestio_desktop.presenters.review_fields import spec_of, writing_of
from ingestio_desktop.presenters.values import show
from ingestio_desktop.sentences import label_said, said

_SUM: Final = "line_sum_mismatch"
_CAUSES: Final = frozenset({"line_amount_mismatch", "total_mismatch", "row_amount_missing"})
"""What a wrong sum of the rows may come from."""


@dataclass(frozen=True, slots=True)
class Fix:
    """The one edit that would settle it: `text` as shown, `label` of the field it goes into."""

    pointer: str
    value: JsonValue
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class FindingCase:
    """One failed rule, or one thing to know. `pointer` is the field to go to, empty where there is none."""

    headline: str
    details: tuple[str, ...] = ()
    pointer: str = ""
    failed: bool = True
    remembered: bool = False
    fix: Fix | None = None


def finding_cases(document: ReviewDocument) -> tuple[FindingCase, ...]:
    """In the order of the checks. A wrong sum of rows, and the one row that makes it wrong, are one case."""
    return tuple(_cases(document))


def failed_rules(document: ReviewDocument) -> int:
    """How many cases are more than information."""
    shared = _shared(document.findings)
    failed = sum(finding.severity is not Severity.INFO for finding in document.findings)
    return failed - (shared is not None)


def _cases(document: ReviewDocument) -> Iterator[FindingCase]:
    shared = _shared(document.findings)
    for finding in document.findings:
        if shared is not None and finding is shared[1]:
            total, cause = shared
            yield _case(document, total, (said(cause.message),), cause.suggestion)
        elif shared is None or finding is not shared[0]:
            yield _case(document, finding, (), finding.suggestion)


def _shared(findings: tuple[Finding, ...]) -> tuple[Finding, Finding] | None:
    """The wrong sum and what it comes from, where just one finding can be that and has the figure."""
    sums = [finding for finding in findings if finding.code == _SUM and finding.suggestion is None]
    causes = [finding for finding in findings if finding.code in _CAUSES]
    if len(sums) != 1 or len(causes) != 1 or causes[0].suggestion is None:
        return None
    cause, field = causes[0], sums[0].paths[0]
    path = causes[0].suggestion.path
    # A total that does not add up has to do with the rows only where it is the same field that is wrong.
    return None if cause.code == "total_mismatch" and path != field else (sums[0], cause)


def _case(
    document: ReviewDocument, finding: Finding, details: tuple[str, ...], suggestion: Suggestion | None
) -> FindingCase:
    fix = _fix(document, suggestion) if suggestion is not None else None
    first = finding.paths[0] if finding.paths else ""
    return FindingCase(
        headline=said(finding.message),
        details=details,
        pointer=fix.pointer if fix is not None else _reachable(document, first),
        failed=finding.severity is not Severity.INFO,
        remembered=finding.code == FROM_MEMORY,
        fix=fix,
    )


def _fix(document: ReviewDocument, suggestion: Suggestion) -> Fix | None:
    spec = spec_of(document, suggestion.path)
    if spec is None or suggestion.value == value_at(document.data, suggestion.path):
        return None
    text = show(spec, suggestion.value, writing_of(document))
    return Fix(suggestion.path, suggestion.value, text, label_said(spec.label))


def _reachable(document: ReviewDocument, pointer: str) -> str:
    """A field or cell; for a table or row the first cell of it, empty where it has none."""
    if not pointer:
        return ""
    parts = split_pointer(pointer)
    spec = document.plan.get(parts[0])
    if spec is None or (spec.type is FieldType.TABLE and len(parts) == 3):
        return pointer if spec is not None else ""
    if spec.type is not FieldType.TABLE:
        return pointer
    row = int(parts[1]) if len(parts) > 1 else 0
    cell = join_pointer(parts[0], row, spec.columns[0].name)
    return cell if value_at(document.data, join_pointer(parts[0], row)) is not None else ""
