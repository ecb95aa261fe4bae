"""Between a value as it is stored and the text that a person reads and types: the one place for fields,
cells of tables and the grid."""

import re
from enum import StrEnum
from typing import Final

from pydantic import JsonValue

from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.typed.currencies import parse_currency
from ingestio_desktop.presenters.typed.days import parse_day, show_day
from ingestio_desktop.presenters.typed.numbers import parse_number, show_number
from ingestio_desktop.presenters.typed.others import parse_iban, parse_tax_id, parse_time
from ingestio_desktop.presenters.typed.writing import DateOrder, ValueProblem, Writing, writing

__all__ = [
    "NUMERIC",
    "DateOrder",
    "Kind",
    "ValueProblem",
    "Writing",
    "kind_of",
    "parse_typed",
    "show",
    "understood",
    "writing",
]

NUMERIC: Final = frozenset({FieldType.AMOUNT, FieldType.NUMBER})
"""Types that are right-aligned."""
_LONG_NAMES: Final = (
    "address addresses clause clauses note notes remark remarks comment comments terms summary text "
    "conditions subject message body anschrift adresse klausel bemerkung bemerkungen bedingungen"
)
_LONG: Final = frozenset(_LONG_NAMES.split())
"""Words in the name of a field that may have several lines."""
_IBAN_NAMES: Final = frozenset({"iban"})
_TAX_ID_NAMES: Final = re.compile(
    r"(?:^|_)(?:vat|tax)_?(?:id|number|no)(?:_|$)|(?:^|_)(?:ustid|ust_id|uid)(?:_|$)"
)


class Kind(StrEnum):
    """How a value is typed and shown; finer than its type."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    ID = "id"
    IBAN = "iban"
    TAX_ID = "tax_id"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    TIME = "time"
    CURRENCY = "currency"


_BY_TYPE: Final = {
    FieldType.NUMBER: Kind.NUMBER,
    FieldType.AMOUNT: Kind.AMOUNT,
    FieldType.DATE: Kind.DATE,
    FieldType.TIME: Kind.TIME,
}


def kind_of(spec: FieldSpec) -> Kind:
    """How the values of a field or column are typed."""
    if spec.type in _BY_TYPE:
        return _BY_TYPE[spec.type]
    name = spec.role or spec.name
    if name == "currency" or spec.name in ("currency", "currency_code"):
        return Kind.CURRENCY
    if name in _IBAN_NAMES or "iban" in spec.name.split("_"):
        return Kind.IBAN
    if _TAX_ID_NAMES.search(name) or _TAX_ID_NAMES.search(spec.name):
        return Kind.TAX_ID
    if spec.type is FieldType.ID:
        return Kind.ID
    return Kind.LONG_TEXT if _LONG & set(spec.name.split("_")) else Kind.TEXT


def show(spec: FieldSpec, value: JsonValue, way: Writing | None = None) -> str:
    """A stored value as text: numbers and days as the person writes them, all else as it is."""
    if value is None:
        return ""
    text = str(value)
    if spec.type is FieldType.DATE:
        return show_day(text, way or writing())
    if spec.type in NUMERIC:
        return show_number(text, way or writing())
    return text


def parse_typed(spec: FieldSpec, text: str, way: Writing | None = None) -> JsonValue:
    """What a person typed, as it is stored: days ISO 8601, numbers plain decimals, empty text None.

    `way` is how they write, and the document does; see `writing`. Raises `ValueProblem`.
    """
    text = text.strip()
    if not text:
        return None
    match kind_of(spec):
        case Kind.NUMBER | Kind.AMOUNT:
            return parse_number(text, way or writing())
        case Kind.DATE:
            return parse_day(text, way or writing())
        case Kind.TIME:
            return parse_time(text)
        case Kind.CURRENCY:
            return parse_currency(text)
        case Kind.IBAN:
            return parse_iban(text)
        case Kind.TAX_ID:
            return parse_tax_id(text)
        case _:
            return text


def understood(spec: FieldSpec, text: str, way: Writing | None = None) -> str:
    """What a text is taken for, where that is not obvious ("= 2024-04-03"); else empty."""
    way = way or writing()
    try:
        value = parse_typed(spec, text, way)
    except ValueProblem:
        return ""
    if value is None or text.strip() == value:
        return ""
    shown = show(spec, value, way)
    if _bare(text, way) == _bare(shown, way):
        return ""
    return tr("= {value}", value=shown)


def _bare(text: str, way: Writing) -> str:
    """Without what only groups digits or letters."""
    return re.sub(r"\s", "", text).replace(way.group, "").casefold()
