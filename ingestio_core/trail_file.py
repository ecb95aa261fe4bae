"""A document's trail as a file for others: CSV to read, JSON with all that is needed to compute the chain."""

import csv
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from pydantic import JsonValue

from ingestio_core.contracts.trail import TrailEntry
from ingestio_core.errors import MachineError
from ingestio_core.export.text import neutral, printable

_HASHES: Final = (
    "hash = SHA-256, in hex, of previous_hash followed by the entry as JSON with the keys id, user_id, "
    "document_id, sequence, edited_by (by), edited_at (at, UTC, ISO 8601 with microseconds, +00:00), "
    "version, operation (op), path, old (before) and new (after), sorted, without spaces, and everything "
    "beyond ASCII escaped. The first previous_hash is 64 zeros."
)
_COLUMNS: Final = (
    *("sequence", "at", "by", "operation", "field", "path", "before", "after", "version"),
    *("previous_hash", "hash"),
)


class TrailFormat(StrEnum):
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class TrailFile:
    """What a file says: the entries, oldest first. `names` and `labels` are how people and fields (by path)
    are called; what has none is named by its id or path."""

    document_id: UUID
    filename: str
    account: UUID | None
    entries: Sequence[TrailEntry]
    names: Mapping[UUID, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


def write_trail(trail: TrailFile, target: Path, format: TrailFormat) -> Path:
    """Write it whole or not at all. Raises `MachineError` (trail_not_written)."""
    text = _json(trail) if format is TrailFormat.JSON else _csv(trail)
    part = target.parent / f".{target.name[:60]}.{uuid4().hex}.part"
    # Programs for spreadsheets take CSV for UTF-8 where it begins with a mark.
    encoding = "utf-8-sig" if format is TrailFormat.CSV else "utf-8"
    try:
        with part.open("x", encoding=encoding, newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise MachineError(
            "trail_not_written",
            "The history could not be saved",
            f"“{target.name}” could not be written. Choose another folder, or close the program that has "
            "the file open.",
            retryable=True,
        ) from error
    finally:
        # Already gone where it was renamed.
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def _json(trail: TrailFile) -> str:
    content = {
        "document_id": str(trail.document_id),
        "user_id": None if trail.account is None else str(trail.account),
        "filename": trail.filename,
        "hashes": _HASHES,
        "entries": [
            entry.model_dump(mode="json") | {"name": trail.names.get(entry.by), "field": _label(trail, entry)}
            for entry in trail.entries
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _csv(trail: TrailFile) -> str:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for entry in trail.entries:
        said = (
            str(entry.sequence),
            entry.at.isoformat(timespec="microseconds"),
            trail.names.get(entry.by, str(entry.by)),
            entry.op,
            _label(trail, entry),
            entry.path,
            _text(entry.before),
            _text(entry.after),
            str(entry.version),
            entry.previous_hash,
            entry.hash,
        )
        writer.writerow([neutral(printable(text)) for text in said])
    return out.getvalue()


def _label(trail: TrailFile, entry: TrailEntry) -> str:
    return trail.labels.get(entry.path, entry.path)


def _text(value: JsonValue) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
