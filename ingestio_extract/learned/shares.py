"""The raw score of a field as a calibrated share: how often such a value was right.

A curve is looked up from the particular to the general: `TYPE/FIELD` of the type's own family of weights
(`receipts`, `invoices`), then of `fields`, then `any/FIELD`, `any/KIND` and `any` of `fields`, KIND being the
type of the field. Columns of tables are named `TYPE/TABLE/COLUMN`. `result.answer_of_found` asks here, once
for each value that is not calibrated yet.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from ingestio_core.fieldplan import FieldType
from ingestio_extract.learned.calibration import NO_SIGNS, Calibration, Signs, calibrations

FAMILIES: Final[Mapping[str, str]] = {"receipt": "receipts", "invoice": "invoices"}
"""Types of documents whose lines stand in weights of their own."""
REST: Final = "fields"


def share(
    document_type: str, field: str | None, kind: FieldType, score: float, signs: Signs = NO_SIGNS
) -> float:
    """The share of right values among those of such a score, 0 to 1; the score itself where no line was
    fitted. `field` is a role (`total`, `line_items/amount`), None for one that only its own words name."""
    for name, key in _places(document_type, field, kind):
        line = _lines(name).get(key)
        if line is not None:
            return round(line(score, signs), 4)
    return score


def _places(document_type: str, field: str | None, kind: FieldType) -> Iterator[tuple[str, str]]:
    if field is not None:
        if document_type in FAMILIES:
            yield FAMILIES[document_type], f"{document_type}/{field}"
        yield REST, f"{document_type}/{field}"
        yield REST, f"any/{field}"
    else:
        yield REST, f"generic/{kind}"
    yield REST, f"any/{kind}"
    yield REST, "any"


@cache
def _lines(name: str) -> Mapping[str, Calibration]:
    try:
        return calibrations(name)
    except FileNotFoundError:
        return {}
