"""Which known column a heading of a table in a prompt means, and what to do with two of one kind."""

from enum import Enum, auto
from typing import Final

from ingestio_core.fieldplan.lexicon import COLUMNS, Key, word_set
from ingestio_core.fieldplan.naming import singular
from ingestio_core.fieldplan.polite import ADJECTIVES

_ITEM_WORDS: Final = word_set(
    "item article product service goods artikel produkt leistung ware produit prestation articulo producto "
    "articolo prodotto artigo produto towar nazwa name"
)
"""Words that stand for the description where there is no better one beside them."""

_QUALIFIERS: Final = word_set(
    "net gross netto brutto neto bruto ht ttc hors taxe excl incl inkl exkl without before with tax vat mwst "
    "tva iva btw sin con"
)
"""Words that tell a net from a gross price; a table may have both."""

_NOT_IN_BOOKINGS: Final = frozenset(("sku", "quantity", "unit_price"))


_POLISH_NAME: Final = frozenset({"nazwa"})
_VALUE_DATE: Final = word_set("value wertstellung valuta valeur valor")
_RATES: Final = word_set("rate rates satz taux tipo aliquota taxa tarief stawka percent percentage prozent")
"""Words for the share of a tax, which is no price."""


class Generic(Enum):
    """Which of two columns of one role becomes a column of its own name."""

    NEITHER = auto()
    FIRST = auto()
    SECOND = auto()


def column_role(key: Key, table: str | None) -> str | None:
    """The known column that a phrase names in a known table (None for any other), None for none."""
    if key & _RATES and (table is None or key & _QUALIFIERS):
        return None
    bare = key - ADJECTIVES - _QUALIFIERS
    one = frozenset(singular(word) for word in bare)
    role = COLUMNS.get(key) or (COLUMNS.get(bare) or COLUMNS.get(one) if bare else None)
    if role == "name" and table in ("line_items", "transactions"):
        return "description"
    if role == "description" and key == _POLISH_NAME and table not in ("line_items", "transactions"):
        return "name"
    if role == "role" and table in ("line_items", "transactions"):
        return None
    return None if table == "transactions" and role in _NOT_IN_BOOKINGS else role


def which_is_generic(role: str, first: Key, second: Key) -> Generic:
    """`article, description` are two columns, as are net and gross; `qty, quantity` are one."""
    if role == "description" and (first <= _ITEM_WORDS) != (second <= _ITEM_WORDS):
        return Generic.FIRST if first <= _ITEM_WORDS else Generic.SECOND
    if role == "date" and (first & _VALUE_DATE) != (second & _VALUE_DATE):
        return Generic.SECOND
    if first & _QUALIFIERS != second & _QUALIFIERS:
        return Generic.SECOND
    return Generic.NEITHER
