"""Files that belong to nothing are deleted, by one process a day."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.sessions import AsyncSessions
from ingestio_cloud.features.exports import service as exports
from ingestio_cloud.features.sweep import EVERY, STAMP, Sweep
from ingestio_cloud.features.uploads.parts import FolderParts
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_core.contracts.exports import ExportCreate
from tests.cloud.served import Served, invoice_read
from tests.support.uploading import announce, send


@pytest.fixture
def service(emptied: Served) -> Served:
    return emptied


@pytest.fixture
def db(service: Served) -> Iterator[AsyncSessions]:
    sessions = AsyncSessions(service.sessions)
    yield sessions
    sessions.close()


def sweep(service: Served, db: AsyncSessions, *, alone: bool = True) -> Sweep:
    """What one process has."""
    blobs = BlobStore.in_folder(service.settings.files_dir)
    return Sweep(db, blobs, FolderParts(service.settings.uploads_dir), alone=alone)


def test_only_what_has_no_row_is_deleted(service: Served, db: AsyncSessions, pdf: bytes) -> None:
    _, (document, half) = service.create(pdf, pdf)
    service.upload(document, pdf)
    service.read(document, invoice_read())
    url = announce(service, half, len(pdf)).headers["Location"]
    assert send(service, url, 0, pdf[:10]).status_code == 204
    export = _exported(service, [document])
    files, parts = service.settings.files_dir, service.settings.uploads_dir
    before = _files(files) | _files(parts)
    assert len(before) == 3
    left = [
        parts / str(uuid4()) / "1.part",
        parts / "no id",
        files / "documents" / str(service.user) / document / str(uuid4()),
        files / "documents" / str(service.user) / str(uuid4()) / str(uuid4()),
        files / "documents" / "astray",
        files / "exports" / str(service.user) / f"{uuid4()}-{uuid4()}",
        files / "exports" / str(service.user) / f"{export}-{uuid4()}",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"left")
    assert asyncio.run(sweep(service, db).when_due()) == len(left)
    assert _files(files) | _files(parts) == before


def test_many_processes_sweep_once_a_day(service: Served, db: AsyncSessions) -> None:
    left = service.settings.files_dir / "exports" / "left"

    def starts() -> int:
        """A process that starts; how many files it deletes."""
        left.parent.mkdir(parents=True, exist_ok=True)
        left.write_bytes(b"left")
        return asyncio.run(sweep(service, db, alone=False).when_due())

    stamp = service.settings.files_dir / STAMP
    assert [starts(), starts()] == [1, 0]
    stamp.write_text((utc_now() - EVERY + timedelta(minutes=1)).isoformat())
    assert starts() == 0
    stamp.write_text((utc_now() - EVERY).isoformat())
    assert [starts(), starts()] == [1, 0]
    stamp.write_bytes(b"no time")
    assert [starts(), starts()] == [1, 0]


def test_a_process_asks_only_now_and_then(service: Served, db: AsyncSessions) -> None:
    async def twice(process: Sweep) -> list[int]:
        swept = []
        for _ in range(2):
            service.settings.uploads_dir.joinpath("left").write_bytes(b"left")
            swept.append(await process.when_due())
        return swept

    assert asyncio.run(twice(sweep(service, db))) == [1, 0]


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def _exported(service: Served, documents: list[str]) -> UUID:
    """An export of whose file only the claim tells yet."""
    export = uuid4()
    request = ExportCreate.model_validate(
        {"id": export, "format": "csv", "rows": "documents", "document_ids": documents}
    )
    with service.sessions.of(service.user).write() as session:
        exports.create(session, service.user, request)
        mine = uuid4()
        assert exports.claim(session, service.user, export, mine)
    path = service.settings.files_dir / exports.blob_key(service.user, export, mine)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    return export
