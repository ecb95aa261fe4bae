"""JSON of strangers: no number loses a figure, no name stands twice, nothing nests without end."""

import json
from typing import Any, Final

_DEEPEST: Final = 40
_FIGURES: Final = 18
"""Of a whole number that is one; longer ones stay as written."""


class Figure(str):
    """A number as it was written, where it has a decimal sign, an exponent or many figures."""

    __slots__ = ()


def parse(text: str) -> Any:
    """Raises ValueError for what is no JSON, names one thing twice in different words, or nests deeper
    than anything that was asked for."""
    try:
        content = json.loads(
            text,
            parse_float=Figure,
            parse_int=_whole,
            parse_constant=_no_number,
            object_pairs_hook=_unique,
        )
    except RecursionError:
        raise ValueError("nested too deep") from None
    _measure(content, _DEEPEST)
    return content


def _whole(text: str) -> int | Figure:
    return int(text) if len(text) <= _FIGURES else Figure(text)


def _no_number(_: str) -> Any:
    raise ValueError("no number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs) and any(content[name] != value for name, value in pairs):
        raise ValueError("a name stands twice")
    return content


def _measure(content: Any, left: int) -> None:
    below = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    if below and not left:
        raise ValueError("nested too deep")
    for item in below:
        _measure(item, left - 1)
