"""A model's answer as data of the schema's shape, or the finding that it is nonsense."""

import re
from collections.abc import Mapping
from typing import Any, Final

from ingestio_extract.llm.schema import LINE, VALUE
from ingestio_extract.llm.strictjson import parse

_MAX_TEXT: Final = 4_000
_MAX_LINE_DIGITS: Final = 9
_DEEPEST_CUT: Final = 8
"""Of what may be open where an answer was cut off: none that was asked for nests deeper."""
_UNSTORABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
"""What no database and no UTF-8 takes; JSON can name it all the same."""

Cell = tuple[str, int | None]
"""A value as the model copied it, and the line that it named."""


class NonsenseError(Exception):
    """The answer cannot be used. Its text is not in here: it quotes the document."""


class CutError(NonsenseError):
    """The answer is the beginning of one: its end was cut off."""


class ReadAnswer:
    """`scalars` by field name, absent where null; `tables` as rows of cells by column name."""

    __slots__ = ("scalars", "tables")

    def __init__(self, scalars: dict[str, Cell], tables: dict[str, list[dict[str, Cell]]]) -> None:
        self.scalars = scalars
        self.tables = tables


def printable(text: str) -> str:
    """A text without what cannot be stored."""
    return _UNSTORABLE.sub("", text)


def read_answer(text: str, schema: Mapping[str, Any]) -> ReadAnswer:
    """Forgiving about what cannot be misunderstood (words or a fence around it, a number for a text, a
    missing null), and about nothing else. Raises NonsenseError."""
    content = _parsed(text)
    fields: Mapping[str, Any] = schema["properties"]
    if not isinstance(content, dict) or not content.keys() & fields.keys():
        raise NonsenseError("no field of the schema")
    scalars: dict[str, Cell] = {}
    tables: dict[str, list[dict[str, Cell]]] = {}
    for name, shape in fields.items():
        if shape.get("type") == "array":
            if name not in content:
                raise NonsenseError("a table is missing")
            tables[name] = _rows(content[name], shape["items"]["properties"])
        elif (cell := _single(content.get(name))) is not None:
            scalars[name] = cell
    return ReadAnswer(scalars, tables)


def _parsed(text: str) -> Any:
    """The JSON in a text, also where some words stand around it. Raises NonsenseError."""
    start = text.find("{")
    if start < 0:
        raise NonsenseError("no JSON")
    for body in (text[start:].strip(), text[start : text.rfind("}") + 1]):
        try:
            return parse(body)
        except ValueError:
            continue
    raise CutError("cut off") if _was_cut(text[start:]) else NonsenseError("no JSON")


def _was_cut(body: str) -> bool:
    """Whether this, which begins as JSON, ends in the middle: more is open at its end than was closed."""
    open_ones, in_text, escaped = 0, False, False
    for character in body:
        if escaped:
            escaped = False
        elif in_text:
            escaped, in_text = character == "\\", character != '"'
        elif character == '"':
            in_text = True
        elif character in "{[":
            open_ones += 1
        elif character in "}]":
            open_ones -= 1
            if not open_ones:
                return False
    return 0 < open_ones <= _DEEPEST_CUT


def _rows(rows: Any, columns: Mapping[str, Any]) -> list[dict[str, Cell]]:
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise NonsenseError("a table is no list")
    result = []
    for row in rows:
        if not isinstance(row, dict):
            raise NonsenseError("a row is no object")
        line = _line(row.get(LINE))
        cells = {name: cell for name in columns if name != LINE and (cell := _cell(row.get(name), line))}
        if cells:
            result.append(cells)
    return result


def _single(value: Any) -> Cell | None:
    if isinstance(value, dict):
        return _cell(value.get(VALUE), _line(value.get(LINE)))
    return _cell(value, None)


def _cell(value: Any, line: int | None) -> Cell | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise NonsenseError("a value is no text")
    text = " ".join(printable(value).split())
    if len(text) > _MAX_TEXT:
        raise NonsenseError("a value is too long")
    return (text, line) if text else None


def _line(value: Any) -> int | None:
    """The number of a line; what is none is as good as not given."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not text.isascii() or not text.isdigit() or len(text) > _MAX_LINE_DIGITS:
        return None
    return int(text)
