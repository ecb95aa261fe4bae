"""Lists page by page: each page begins behind the last row shown, so that rows that come and go
meanwhile are neither shown twice nor passed over.

A page is one range of an index, `(key, …, id) > (…)`, however far down the list it is. Rows whose key
is NULL come last in both directions, as a second range, because the databases disagree about them.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from ingestio_cloud.features.paging import bad_cursor, decode_cursor, encode_cursor

_MAX_INTEGER: Final = 2**63 - 1

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Key:
    """A column to sort by, and how its values come back out of a cursor (raises ValueError)."""

    column: InstrumentedAttribute[Any]
    parse: Callable[[Any], Any]
    kind: type[str] | type[int] = str


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list. The last key is unique; only the first may be NULL (`nulls`)."""

    keys: tuple[Key, ...]
    down: bool = False
    nulls: bool = False


def list_tag(*parts: object) -> str:
    """What a cursor is bound to: the list, its order and its filters."""
    text = json.dumps(parts, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def page_of(
    session: Session, statement: sa.Select[Any], order: Order, *, tag: str, cursor: str | None, limit: int
) -> tuple[Sequence[Any], str | None]:
    """One page of the rows of `statement` and the cursor of the next page, None on the last one.

    Raises `RefusedError` (bad_cursor) for a cursor that was not made by the same list, order and
    filters.
    """
    after, among_nulls = (None, False) if cursor is None else _decode(order, tag, cursor)
    rows: list[Any] = []
    wanted = limit + 1
    if not among_nulls:
        valued = statement.where(order.keys[0].column.is_not(None)) if order.nulls else statement
        rows += _range(session, valued, order.keys, order.down, after, wanted)
    if order.nulls and len(rows) < wanted:
        last = after if among_nulls else None
        empty = statement.where(order.keys[0].column.is_(None))
        rows += _range(session, empty, order.keys[1:], order.down, last, wanted - len(rows))
    shown = rows[:limit]
    return shown, _encode(order, tag, shown[-1]) if len(rows) > limit else None


def parse_uuid(value: str) -> UUID:
    return UUID(value)


def parse_moment(value: str) -> datetime:
    """Raises ValueError, also for a time without a zone."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a cursor's time has a zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a time out of range") from error


def parse_text(value: str) -> str:
    """Raises ValueError for what no database stores."""
    if "\0" in value:
        raise ValueError("NUL in a text")
    value.encode()
    return value


def parse_integer(value: int) -> int:
    """Raises ValueError for what no database stores."""
    if abs(value) > _MAX_INTEGER:
        raise ValueError("an integer out of range")
    return value


def _range(
    session: Session,
    statement: sa.Select[Any],
    keys: Sequence[Key],
    down: bool,
    after: Sequence[Any] | None,
    limit: int,
) -> Sequence[Any]:
    columns = [key.column for key in keys]
    if after is not None:
        here = sa.tuple_(*columns)
        last = sa.tuple_(
            *(sa.literal(value, column.type) for value, column in zip(after, columns, strict=True))
        )
        statement = statement.where(here < last if down else here > last)
    order = [column.desc() if down else column.asc() for column in columns]
    return session.scalars(statement.order_by(*order).limit(limit)).all()


def _encode(order: Order, tag: str, row: Any) -> str:
    values = [getattr(row, key.column.key) for key in order.keys]
    among_nulls = order.nulls and values[0] is None
    return encode_cursor(tag, int(among_nulls), *(_plain(value) for value in values[int(among_nulls) :]))


def _decode(order: Order, tag: str, cursor: str) -> tuple[list[Any], bool]:
    match decode_cursor(cursor):
        case [str(made_for), int(null), *values] if made_for == tag and null in (0, int(order.nulls)):
            keys = order.keys[null:]
        case _:
            raise bad_cursor()
    if len(values) != len(keys) or any(
        type(value) is not key.kind for value, key in zip(values, keys, strict=True)
    ):
        raise bad_cursor()
    try:
        return [key.parse(value) for value, key in zip(values, keys, strict=True)], bool(null)
    except ValueError:
        raise bad_cursor() from None


def _plain(value: Any) -> str | int:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)
