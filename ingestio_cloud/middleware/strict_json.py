"""Bodies of JSON that mean one thing only: bounded depth, no name twice, no NaN, no text or number
that a database refuses."""

import json
import math
import re
from http import HTTPStatus
from typing import Any, Final, Never

from ingestio_cloud.middleware.refusals import RequestRefusedError, bad_request, unprocessable

MAX_DEPTH: Final = 64
_MAX_INTEGER: Final = 2**63 - 1
_SUSPICIOUS: Final = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_OPEN: Final = ord("[")
_ONE_KIND: Final = bytes.maketrans(b"{}", b"[]")
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))


def check_json(body: bytes) -> None:
    """Raises `RequestRefusedError` (bad_json, json_too_deep, duplicate_key, number_out_of_range,
    text_not_allowed)."""
    _check_depth(body)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise bad_request("bad_json", "The body is not UTF-8. Send JSON in UTF-8.") from None
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        raise bad_request(
            "bad_json", f"The body is not JSON: at character {error.pos} it cannot be read. Correct it."
        ) from None
    # Only where the text has such an escape is it worth to look at every string.
    if _SUSPICIOUS.search(text):
        _check_texts(value)


def _check_depth(body: bytes) -> None:
    """Takes away what is in strings, then innermost pairs of brackets, once for each level that is
    allowed: the reader never runs out of stack, and a large body costs next to nothing."""
    unescaped = body.replace(b"\\\\", b"").replace(b'\\"', b"")
    outside = b"".join(unescaped.split(b'"')[::2])
    nesting = outside.translate(_ONE_KIND, _NO_BRACKETS)
    for _ in range(MAX_DEPTH):
        nesting = nesting.replace(b"[]", b"")
    # What is left over are brackets without their others, which the reader tells, or deeper ones.
    depth = 0
    too_deep = b"[]" in nesting
    for bracket in nesting:
        depth += 1 if bracket == _OPEN else -1
        if too_deep or depth > MAX_DEPTH:
            raise RequestRefusedError(
                HTTPStatus.BAD_REQUEST,
                "json_too_deep",
                "The request is malformed",
                f"The body is nested more than {MAX_DEPTH} levels deep. Make it flatter.",
            )
        if depth < 0:
            return


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise bad_request("duplicate_key", "An object in the body has one name twice. Remove one of the two.")
    return made


def _integer(text: str) -> int:
    # The length is looked at first: reading a million digits takes long.
    if len(text) > 20 or not -_MAX_INTEGER - 1 <= int(text) <= _MAX_INTEGER:
        raise unprocessable(
            "number_out_of_range", f"A number in the body is beyond ±{_MAX_INTEGER}. Send it as text."
        )
    return int(text)


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise unprocessable("number_out_of_range", "A number in the body is too large. Send it as text.")
    return value


def _constant(name: str) -> Never:
    raise bad_request("bad_json", f"The body has {name}, which is not JSON. Send null instead.")


def _check_texts(value: Any) -> None:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one)
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, str) and not _storable(one):
            raise unprocessable(
                "text_not_allowed",
                "A text in the body has the character U+0000 or half a surrogate pair. Remove it.",
            )


def _storable(text: str) -> bool:
    """Neither PostgreSQL nor UTF-8 has a place for these."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
