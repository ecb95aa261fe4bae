"""Findings about what a model gave no answer to: never silence."""

from collections.abc import Iterator, Sequence
from typing import Final

from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_core.fieldplan import FieldPlan
from ingestio_extract.layout import Layout
from ingestio_extract.llm.request import Answered, Span

_WHY: Final = {
    "busy": "it had no room",
    "unavailable": "it could not be reached",
    "timeout": "it took too long",
    "refused": "it refused the key",
    "declined": "it would not answer",
    "too_long": "the document is too long for it",
    "cut": "its answer was cut off",
    "nonsense": "its answers made no sense",
}
_MOST_LABELS: Final = 4


def not_answered(
    answers: Sequence[Answered], asked: FieldPlan, layout: Layout, *, local: bool
) -> Iterator[Finding]:
    """With a `local` reading one finding for all, else one for each place that could not be had."""
    missing = [one for one in answers if one.answer.missing]
    if not missing:
        return
    if local:
        why = _WHY.get(missing[0].answer.missing, "it gave no answer")
        all_of_it = "" if len(missing) == len(answers) else ", in part"
        yield Finding(
            code="model_not_asked",
            severity=Severity.WARNING,
            message=f"The model could not be asked about {_labels(asked)}{all_of_it}: {why}. What stands "
            "there is what the local engine read.",
        )
        return
    tables = tuple(f"/{spec.name}" for spec in asked.tables)
    for one in missing:
        yield Finding(
            code="part_not_read",
            severity=Severity.ERROR,
            message=f"{_place(one.span, layout)} could not be had from the model: its answer was cut off "
            "however little it was asked at once. Enter what stands there by hand.",
            paths=tables,
        )


def _labels(asked: FieldPlan) -> str:
    labels = [spec.label.lower() for spec in asked.fields]
    if len(labels) > _MOST_LABELS:
        return f"{', '.join(labels[:_MOST_LABELS])} and {len(labels) - _MOST_LABELS} more"
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if len(labels) > 1 else labels)


def _place(span: Span, layout: Layout) -> str:
    if span.last < span.first or not layout.rows:
        pages = ", ".join(map(str, span.pages))
        return f"What is on page {pages}" if len(span.pages) == 1 else f"What is on the pages {pages}"
    first, last = layout.rows[span.first], layout.rows[span.last]
    shown = first.text if len(first.text) <= 60 else first.text[:59] + "…"
    if first.number == last.number:
        return f"The line “{shown}” on page {first.page}"
    count = span.last - span.first + 1
    return f"{count} lines from “{shown}” on page {first.page} on"
