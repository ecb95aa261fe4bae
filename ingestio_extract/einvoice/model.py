"""What an e-invoice states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pydantic import JsonValue

from ingestio_core.contracts.extractions import Adjustment, DocumentType


class EInvoiceSyntax(StrEnum):
    UBL = "ubl"
    CII = "cii"
    ZUGFERD_1 = "zugferd1"
    ORDER_X = "order-x"


Cells = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Stated:
    """A text of the XML with the field it is of, None where plans have none, what its element is called in
    words, the line that it stands in, counted from 1, and the currency that a sum is stated in."""

    field: str | None
    name: str
    text: str
    line: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class EInvoice:
    """What the XML states. `data` is in the shape of the default plan of `document_type`, None
    where the XML says nothing; `profile` is its guideline or customization id.

    `terms` has the further business terms of EN 16931 by the names of `terms.py`; those of its lines stand
    in `lines`, one entry a row of `data["line_items"]`. `adjustments` are discounts and surcharges, their
    paths those of a table `line_items`. `unreadable` are dates and figures that are none, `foreign` sums of
    the document in another currency than its own.
    """

    syntax: EInvoiceSyntax
    document_type: DocumentType
    profile: str | None
    data: Mapping[str, JsonValue]
    terms: Mapping[str, JsonValue] = field(default_factory=dict)
    lines: tuple[Mapping[str, JsonValue], ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    unreadable: tuple[Stated, ...] = ()
    foreign: tuple[Stated, ...] = ()
