"""Text as it is searched and sorted by, the same on every database.

SQLite folds the case of ASCII only and PostgreSQL that of its locale, so names are folded here and
stored beside what the person wrote.
"""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import String

SORT_LENGTH: Final = 300
"""Characters by which is sorted; an index entry of PostgreSQL must stay below 2,704 bytes."""

SortText: Final = String(SORT_LENGTH).with_variant(String(SORT_LENGTH, collation="C"), "postgresql")
"""A column of folded text, sorted by code point on every database."""


def folded(text: str) -> str:
    """Without case, accents and the differences of form that Unicode calls compatible."""
    if text.isascii():
        return text.lower().replace("\0", "")
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(sign for sign in plain if not "\u0300" <= sign <= "\u036f" and sign != "\0")
    return unicodedata.normalize("NFC", kept)


def sort_text(text: str | None) -> str | None:
    """Folded text for a column of `SortText`; nothing for no text."""
    return folded(text)[:SORT_LENGTH] if text else None


def search_text(folder: str, filename: str) -> str:
    """What a search for documents looks at."""
    return folded(f"{folder}/{filename}" if folder else filename)


def computed(make: Callable[..., str | None], *columns: str) -> Callable[[Any], str | None]:
    """A column's default that is made of other columns of the row to insert."""

    def default(context: Any) -> str | None:
        given: Mapping[str, Any] = context.get_current_parameters()
        return make(*(given.get(column) or "" for column in columns))

    return default
