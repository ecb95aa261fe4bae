"""Batches and documents written straight into the database, for tests of lists."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import httpx

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.models import Document, ExtractionBatch
from ingestio_cloud.db.scope import insert_rows
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_core.lifecycle import BatchStatus, DocumentStatus, PromptStrategy
from ingestio_core.limits import MediaType

START = utc_now() - timedelta(days=10)


def add_batches(sessions: SyncSessions, user: UUID, rows: Iterable[dict[str, Any]]) -> list[str]:
    """Batches with these values; their ids."""
    filled: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        filled.append(
            {
                "id": uuid4(),
                "user_id": user,
                "name": None,
                "prompt_strategy": PromptStrategy.AUTO,
                "status": BatchStatus.QUEUED,
                "request_hash": "0" * 64,
                "created_at": START + timedelta(minutes=number // 2),
                "completed_at": None,
                "document_count": 0,
                "total_pages": 0,
                **row,
            }
        )
    with sessions.of(user).write() as session:
        insert_rows(session, ExtractionBatch, filled)
    return [str(row["id"]) for row in filled]


def add_documents(sessions: SyncSessions, user: UUID, rows: Iterable[dict[str, Any]]) -> list[str]:
    """Documents with these values; their ids."""
    filled: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        filled.append(
            {
                "id": uuid4(),
                "user_id": user,
                "batch_id": None,
                "position": number,
                "filename": f"{number}.pdf",
                "folder": "",
                "media_type": MediaType.PDF,
                "size": 1,
                "sha256": "0" * 64,
                "status": DocumentStatus.PENDING_UPLOAD,
                "page_count": None,
                "detected_type": None,
                "confirmed_at": None,
                "finding_count": 0,
                "created_at": START + timedelta(minutes=number // 2),
                **row,
            }
        )
    with sessions.of(user).write() as session:
        insert_rows(session, Document, filled)
    return [str(row["id"]) for row in filled]


def page(http: httpx.Client, path: str, **query: Any) -> dict[str, Any]:
    """One page of a list."""
    answer = http.get(f"{path}?{urlencode(query, doseq=True)}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def walk(http: httpx.Client, path: str, **query: Any) -> list[dict[str, Any]]:
    """All pages of a list."""
    items: list[dict[str, Any]] = []
    while True:
        part = page(http, path, **query)
        items += part["items"]
        if part["next_cursor"] is None:
            return items
        query["cursor"] = part["next_cursor"]


def ids(items: Sequence[dict[str, Any]]) -> list[str]:
    return [item["id"] for item in items]
