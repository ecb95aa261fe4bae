"""Values whose ink was read twice, differently: what the second reading makes of them."""

from dataclasses import replace

from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_extract.local.candidates import Candidate, Document, bare, tidy
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.numbers import find_numbers


def second_reading(candidate: Candidate, document: Document) -> Candidate | None:
    """The value that the second reading gives, as the same type; None where it gives none, or the same."""
    again = candidate.again
    if again is None:
        return None
    value: str | None = None
    if candidate.value in (hit.value for hit in find_dates(candidate.text, document.order)):
        value = next((hit.value for hit in find_dates(again, document.order)), None)
    elif candidate.value in (hit.value for hit in find_numbers(candidate.text, document.style)):
        value = next((hit.value for hit in reversed(find_numbers(again, document.style))), None)
    elif bare(candidate.value) == bare(candidate.text):
        value = tidy(again) if bare(again) != bare(candidate.value) else None
    if value is None or value == candidate.value:
        return None
    return replace(candidate, value=value, text=tidy(again), other=None, again=None)


def read_twice_differently(pointer: str, candidate: Candidate, second: Candidate) -> Finding:
    """Marks no field: its low confidence does."""
    return Finding(
        code="read_twice_differently",
        severity=Severity.INFO,
        message=f"The same print was read twice, differently: {candidate.text} / {second.text}. "
        f"{candidate.value} was taken; compare it with the page.",
        paths=(pointer,),
    )
