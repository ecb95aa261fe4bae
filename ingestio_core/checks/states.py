"""The state of every field as the review shows it, with the reason in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pydantic import JsonValue

from ingestio_core.contracts.extractions import FROM_MEMORY, Evidence, EvidenceSource, Finding, Severity
from ingestio_core.edits import join_pointer
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.fieldplan.defaults import field_label
from ingestio_core.values import is_absent

SURE_CONFIDENCE: Final = 0.90
"""From this confidence on a value counts as sure. Confidence is the share of such values that were right, and
of all values from here on 99 of 100 were, on held-out documents (`python -m benchmarks.extraction
--section confidence` prints it; from 0.80 on 98 of 100)."""
CLOSE: Final = 0.5
"""Another reading that is at least this part as likely as the chosen one is told as its equal."""


class FieldState(StrEnum):
    SURE = "sure"
    NEEDS_LOOK = "needs_look"
    RULE_FAILED = "rule_failed"
    NOT_FOUND = "not_found"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class FieldReview:
    """A field's state and the sentence that says why."""

    state: FieldState
    reason: str


def field_states(
    plan: FieldPlan,
    data: Mapping[str, JsonValue],
    evidence: Mapping[str, Evidence],
    findings: Iterable[Finding],
) -> dict[str, FieldState]:
    """The state of every field by JSON Pointer; see `field_reviews`."""
    return {
        pointer: review.state for pointer, review in field_reviews(plan, data, evidence, findings).items()
    }


def field_reviews(
    plan: FieldPlan,
    data: Mapping[str, JsonValue],
    evidence: Mapping[str, Evidence],
    findings: Iterable[Finding],
) -> dict[str, FieldReview]:
    """State and reason of every field, table and cell, by JSON Pointer in the plan's order.

    Fields of the data that the plan does not name (forms) come last. A failed check marks all
    fields it names; one that a person edited only where it is the field to look at. Findings of
    severity `info` mark nothing; one that says that a value comes from an earlier correction is part of
    its reason.
    """
    failed: dict[str, str] = {}
    remembered: dict[str, str] = {}
    blamed: set[str] = set()
    for finding in findings:
        if finding.code == FROM_MEMORY:
            remembered |= dict.fromkeys(finding.paths, finding.message)
        if finding.severity is Severity.INFO:
            continue
        blamed.update(finding.paths[:1])
        for path in finding.paths:
            failed.setdefault(path, finding.message)
    reviews: dict[str, FieldReview] = {}
    for pointer, label, value in _fields(plan, data):
        known = evidence.get(pointer)
        by_person = known is not None and known.source is EvidenceSource.PERSON
        if pointer in failed and (pointer in blamed or not by_person):
            reviews[pointer] = FieldReview(FieldState.RULE_FAILED, failed[pointer])
        else:
            review = review_of(label, value, known)
            if pointer in remembered and not by_person:
                review = FieldReview(review.state, f"{remembered[pointer]} {review.reason}")
            reviews[pointer] = review
    return reviews


def review_of(label: str, value: JsonValue, known: Evidence | None) -> FieldReview:
    """State and reason of one value where no check failed."""
    if known is not None and known.source is EvidenceSource.PERSON:
        return FieldReview(FieldState.EDITED, "Edited by you")
    if is_absent(value):
        return FieldReview(FieldState.NOT_FOUND, f"{label} was not found in the document")
    if isinstance(value, list):
        return FieldReview(FieldState.SURE, f"{len(value)} row" + ("" if len(value) == 1 else "s"))
    if known is None:
        return FieldReview(FieldState.NEEDS_LOOK, "Not found on the page, so it may be made up")
    percent = f"{known.confidence:.0%}"
    if known.confidence >= SURE_CONFIDENCE:
        where = f" on page {known.page}" if known.page is not None else ""
        how = "Read from the e-invoice" if known.source is EvidenceSource.XML else f"Read{where}"
        return FieldReview(FieldState.SURE, f"{how}, {percent} sure")
    return FieldReview(FieldState.NEEDS_LOOK, _doubt(value, known, percent))


def _doubt(value: JsonValue, known: Evidence, percent: str) -> str:
    """Why a value that was read is not sure."""
    read = known.text or str(value)
    others = [reading for reading in known.alternatives if reading.value != value]
    if others and max(reading.confidence for reading in others) >= CLOSE * known.confidence:
        return f"Read twice, differently: {' / '.join([read, *(item.text for item in others[:2])])}"
    if others:
        return f"Read with doubt: “{read}”, {percent} sure; it may also be “{others[0].text}”"
    if known.source is EvidenceSource.OCR:
        return f"Read from a picture with doubt: “{read}”, {percent} sure; compare each sign"
    return f"Read with doubt: “{read}”, {percent} sure; no label says clearly that it is this"


def _fields(plan: FieldPlan, data: Mapping[str, JsonValue]) -> Iterator[tuple[str, str, JsonValue]]:
    for spec in plan.fields:
        value = data.get(spec.name)
        table = join_pointer(spec.name)
        yield table, spec.label, value
        columns = [(join_pointer(column.name), column.label, column.name) for column in spec.columns]
        for index, row in enumerate(value if isinstance(value, list) else []):
            if isinstance(row, dict):
                for below, label, name in columns:
                    yield f"{table}/{index}{below}", label, row.get(name)
    planned = {spec.name for spec in plan.fields}
    for name, value in data.items():
        if name in planned:
            continue
        yield join_pointer(name), field_label(name), value
        for index, row in enumerate(value if isinstance(value, list) else []):
            for column_name, cell in row.items() if isinstance(row, dict) else ():
                yield join_pointer(name, index, column_name), field_label(column_name), cell
