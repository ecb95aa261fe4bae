"""How values look: number patterns of Excel, and the texts of CSV and of the preview."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ingestio_core.contracts.exports import DateFormat
from ingestio_core.export.model import Amount, Cell, Column, ColumnFormat, ExportOptions, Link

EXCEL_DATES: Final = {
    DateFormat.ISO: "yyyy-mm-dd",
    DateFormat.DOTS: "dd.mm.yyyy",
    DateFormat.DAY_FIRST: "dd/mm/yyyy",
    DateFormat.MONTH_FIRST: "mm/dd/yyyy",
    DateFormat.DASHES: "dd-mm-yyyy",
    # The built-in format 14, which each Excel shows in its own short form.
    DateFormat.SYSTEM: "mm-dd-yy",
}
_TEXT_DATES: Final = {
    DateFormat.ISO: "{0.year:04}-{0.month:02}-{0.day:02}",
    DateFormat.DOTS: "{0.day:02}.{0.month:02}.{0.year:04}",
    DateFormat.DAY_FIRST: "{0.day:02}/{0.month:02}/{0.year:04}",
    DateFormat.MONTH_FIRST: "{0.month:02}/{0.day:02}/{0.year:04}",
    DateFormat.DASHES: "{0.day:02}-{0.month:02}-{0.year:04}",
    DateFormat.SYSTEM: "{0.year:04}-{0.month:02}-{0.day:02}",
}
MAX_DECIMALS: Final = 15


def look_of(column: Column, options: ExportOptions) -> ColumnFormat:
    """The column's format, filled up from that of the whole export."""
    own, common = column.format, options.formats
    if own == common:
        return own
    return replace(
        own,
        dates=common.dates if own.dates is None else own.dates,
        decimals=common.decimals if own.decimals is None else own.decimals,
        thousands=common.thousands if own.thousands is None else own.thousands,
        currency=common.currency if own.currency is None else own.currency,
        text=own.text or common.text,
    )


def excel_date(look: ColumnFormat) -> str:
    return EXCEL_DATES[look.dates or DateFormat.ISO]


def excel_amount(amount: Amount, look: ColumnFormat) -> str:
    """The pattern of an amount; `General` where a person wants it bare."""
    shown = amount.decimals if look.decimals is None else look.decimals
    pattern = _digits(shown, look.thousands is not False)
    return f'{pattern}\\ "{amount.currency}"' if amount.currency and look.currency is not False else pattern


def excel_number(value: Decimal, look: ColumnFormat) -> str:
    if look.decimals is None and not look.thousands:
        return "General"
    exponent = value.as_tuple().exponent
    read = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return _digits(read if look.decimals is None else look.decimals, bool(look.thousands))


def cell_text(cell: Cell, look: ColumnFormat, decimal_sign: str = ".") -> str:
    """The cell as CSV has it."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case Amount(value, currency, _):
            text = number_text(value, look, decimal_sign)
            return f"{text} {currency}" if currency and look.currency and not look.text else text
        case Decimal():
            return number_text(cell, look, decimal_sign)
        case date():
            return _TEXT_DATES[look.dates or DateFormat.ISO].format(cell)
        case Link(text):
            return text


def number_text(value: Decimal, look: ColumnFormat, decimal_sign: str) -> str:
    """Plain digits, never an exponent; rounded half up only where decimals are asked for."""
    if look.text:
        return f"{value:f}"
    if look.decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-look.decimals), ROUND_HALF_UP)
    text = f"{value:,f}" if look.thousands else f"{value:f}"
    if decimal_sign == ".":
        return text
    return text.translate(_COMMA_FOR_POINT)


def _digits(decimals: int, grouped: bool) -> str:
    return ("#,##0" if grouped else "0") + ("." + "0" * min(decimals, MAX_DECIMALS) if decimals > 0 else "")


_COMMA_FOR_POINT: Final = {ord("."): ",", ord(","): "."}
