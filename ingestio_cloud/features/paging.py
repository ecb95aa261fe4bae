"""Opaque cursors of keyset pagination."""

import base64
import json
from typing import Any

from ingestio_cloud.features.errors import RefusedError


def encode_cursor(*values: str | int) -> str:
    """A cursor that carries the sort key of the last row shown."""
    return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> list[Any]:
    """What a cursor carries, of whatever shape. Raises `RefusedError` (bad_cursor)."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        raise bad_cursor() from None
    if not isinstance(values, list):
        raise bad_cursor()
    return values


def bad_cursor() -> RefusedError:
    return RefusedError(
        "bad_cursor", "This page cannot be shown", "The list has changed. Start again from its first page."
    )
