"""Opaque cursors of keyset pagination."""

import base64
import json
from collections.abc import Sequence
from typing import Any

from ingestio_cloud.features.errors import RefusedError


def encode_cursor(*values: str | int) -> str:
    """A cursor that carries the sort key of the last row shown."""
    return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, kinds: Sequence[type]) -> list[Any]:
    """The values of a cursor. Raises `RefusedError` (bad_cursor) for one not made here."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError:
        values = None
    if (
        not isinstance(values, list)
        or len(values) != len(kinds)
        or not all(type(value) is kind for value, kind in zip(values, kinds, strict=True))
    ):
        raise bad_cursor()
    return values


def bad_cursor() -> RefusedError:
    return RefusedError(
        "bad_cursor", "This page cannot be shown", "The list has changed. Start again from its first page."
    )
