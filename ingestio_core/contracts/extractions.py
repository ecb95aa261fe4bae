"""What was read from a document: values, where each was read, and what failed a check."""

from enum import StrEnum
from typing import Final

from pydantic import Field, JsonValue

from ingestio_core.contracts.base import Wire

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in PDF points (1/72 inch), origin at the top left of the upright page."""


class DocumentType(StrEnum):
    INVOICE = "invoice"
    RECEIPT = "receipt"
    PURCHASE_ORDER = "purchase_order"
    BANK_STATEMENT = "bank_statement"
    CONTRACT = "contract"
    FORM = "form"
    OTHER = "other"


class EvidenceSource(StrEnum):
    TEXT = "text"
    OCR = "ocr"
    XML = "xml"
    MODEL = "model"
    PERSON = "person"


class Reading(Wire):
    """Another value that the engine could have read for the same field."""

    value: JsonValue
    text: str
    page: int | None = None
    box: Box | None = None
    confidence: float = Field(ge=0, le=1)


class Evidence(Wire):
    """Where a value was read. `page` counts from 1; both it and `box` are None where the value
    is on no page (read from XML only, or typed by a person)."""

    page: int | None = None
    box: Box | None = None
    text: str = ""
    confidence: float = Field(ge=0, le=1)
    source: EvidenceSource
    alternatives: tuple[Reading, ...] = ()


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Suggestion(Wire):
    """One edit that would settle a finding: put `value` at the JSON Pointer `path`."""

    path: str
    value: JsonValue


FROM_MEMORY: Final = "from_memory"
"""The code of the finding that says that a value was read as a person corrected it before."""


class Finding(Wire):
    """A check that failed. `paths` are JSON Pointers into `data`, the first is the field to look
    at; `message` is a sentence for a person, with the figures in it."""

    code: str
    severity: Severity
    message: str
    paths: tuple[str, ...] = ()
    suggestion: Suggestion | None = None


class Adjustment(Wire):
    """What lies between the figures of a row, or between the rows and the sums: a discount (negative) or
    a surcharge. `path` is the JSON Pointer of the row, empty for the whole document; `amount` a decimal
    string without tax; `label` as the document gives it."""

    path: str = ""
    amount: str
    label: str = ""


class PageSize(Wire):
    """Width and height of an upright page in PDF points."""

    width: float
    height: float


class Extraction(Wire):
    """The data read from one document.

    `data` is plain JSON as the field plan says: dates ISO 8601, money and numbers decimal
    strings, ids strings as printed, absent is null. `evidence` maps a JSON Pointer into `data`
    to where the value was read.
    """

    data: dict[str, JsonValue]
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    page_sizes: tuple[PageSize, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    version: int = 1
