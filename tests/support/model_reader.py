"""Reads what a model is asked as a good one would: a label at the begin of a line and its value behind
it, and every line that begins with "Item" as a row of a table."""

import re
from typing import Any, Final

_LINES: Final = re.compile(r"Lines \d+ to \d+:\n<([^>]+)>\n(.*?)\n?</\1>", re.DOTALL)
_LINE: Final = re.compile(r"(\d+) p\d+\| ?(.*)")


def read_as_a_model(user: str, schema: dict[str, Any]) -> dict[str, Any]:
    """An answer to the question `user`, of the shape of `schema`."""
    block = _LINES.search(user)
    lines = [(int(m[1]), m[2].strip()) for m in _LINE.finditer(block[2])] if block else []
    answer: dict[str, Any] = {}
    for name, shape in schema["properties"].items():
        if shape.get("type") == "array":
            columns = [column for column in shape["items"]["properties"] if column != "_line"]
            answer[name] = [_row(columns, number, text) for number, text in lines if text.startswith("Item")]
        else:
            answer[name] = _labelled(shape["description"].split(":")[0], lines)
    return answer


def _labelled(label: str, lines: list[tuple[int, str]]) -> dict[str, Any] | None:
    for number, text in lines:
        if text.lower().startswith(label.lower()) and (value := text[len(label) :].strip(" :")):
            return {"value": value, "_line": number}
    return None


def _row(columns: list[str], number: int, text: str) -> dict[str, Any]:
    cells = re.split(r"\s{2,}", text)
    return {"_line": number} | {
        column: cells[at] if at < len(cells) else None for at, column in enumerate(columns)
    }
