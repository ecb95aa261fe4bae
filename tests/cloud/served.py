"""The real service in a thread on a loopback port, with the reading of documents left to the test."""

import asyncio
import base64
import hashlib
import shutil
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Final
from uuid import UUID, uuid4

import httpx
import sqlalchemy as sa
import uvicorn
from prometheus_client.core import Metric
from pydantic import SecretStr
from sqlalchemy.orm import Session

from ingestio_cloud.app import create_app
from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.models import (
    Change,
    Document,
    Export,
    ExtractionBatch,
    ModelKey,
    Supplier,
    UsageEvent,
    UsageMonth,
    User,
)
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.plans import PlanSource
from ingestio_cloud.features.accounts.repository import local_user
from ingestio_cloud.features.extraction import service
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.serve import listen, server_config
from ingestio_cloud.settings import DATABASE_FILE, Settings
from ingestio_cloud.workflows.inspection import FileInspector
from ingestio_core.contracts.extractions import DocumentType, Evidence, EvidenceSource, Extraction
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.intake import IntakeResult
from ingestio_extract.memory.model import KeptReading
from tests.support.people import Person, person
from tests.support.sqlite import new_database

TOKEN: Final = "the-token-of-this-test"
WORKER: Final = "worker-1"
"""The process that has an attempt in work, for tests that take its steps themselves."""
TUS: Final = {"Tus-Resumable": "1.0.0"}
OCTETS: Final = {"Content-Type": "application/offset+octet-stream"}
_EMPTIED: Final = (ExtractionBatch, Document, Export, Change, ModelKey, Supplier)
INVOICE_DATA: Final[dict[str, Any]] = {
    "invoice_number": "A-17",
    "vendor_name": "Acme",
    "subtotal": "100.00",
    "tax": "19.00",
    "total": "119.00",
    "line_items": [
        {"description": "Bolt", "quantity": "2", "unit_price": "30.00", "amount": "60.00"},
        {"description": "Nut", "quantity": "4", "unit_price": "10.00", "amount": "40.00"},
    ],
}


@dataclass(frozen=True, slots=True)
class Read:
    """An outcome as the engine gives it."""

    extraction: Extraction
    document_type: DocumentType = DocumentType.INVOICE
    type_confidence: float = 0.97
    field_plan: FieldPlan = field(default_factory=lambda: default_plan("invoice"))
    engine: str = "test"
    model: str | None = None
    pages: int = 1
    seconds: float = 0.5
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_micros: int | None = None
    memory: KeptReading | None = None


def invoice_read(source: EvidenceSource = EvidenceSource.TEXT) -> Read:
    """An invoice whose figures agree."""
    evidence = {
        f"/{name}": Evidence(page=1, box=(10, 10, 60, 20), text=str(value), confidence=0.95, source=source)
        for name, value in INVOICE_DATA.items()
        if isinstance(value, str)
    }
    return Read(Extraction(data=INVOICE_DATA, evidence=evidence))


class Recorder:
    """A durable engine that only remembers what it was told."""

    def __init__(self) -> None:
        self.queued: list[tuple[UUID, int]] = []
        self.cancelled: list[tuple[UUID, int]] = []

    def launch(self) -> None:
        self.queued.clear()

    def check(self) -> None:
        return

    def figures(self) -> list[Metric]:
        return []

    def close(self) -> None:
        return

    def enqueue(
        self, session: Session, *, document_id: UUID, batch_id: UUID | None, user_id: UUID, attempt: int
    ) -> None:
        self.queued.append((document_id, attempt))

    def cancel(self, attempts: Sequence[tuple[UUID, int]]) -> None:
        self.cancelled.extend(attempts)


class SharedInspector:
    """The real inspection of files, in one child for all services of a test run: `start` first."""

    _shared: ClassVar[FileInspector]

    @classmethod
    def start(cls, probe: Path) -> FileInspector:
        """Start the child by letting it look into a file."""
        cls._shared = FileInspector()
        cls._shared.inspect(probe, 1)
        return cls._shared

    def inspect(self, path: Path, max_bytes: int) -> IntakeResult:
        return self._shared.inspect(path, max_bytes)

    def close(self) -> None:
        return


class Served:
    """A running service, and hands on its database."""

    def __init__(self, settings: Settings, port: int, recorder: Recorder) -> None:
        self.settings = settings
        self.recorder = recorder
        self.url = f"http://127.0.0.1:{port}"
        self.port = port
        self.http = httpx.Client(
            base_url=self.url, headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False, timeout=30
        )
        self.engine = make_sync_engine(settings.url)
        self.sessions = SyncSessions(self.engine)
        with self.sessions.system.write() as session:
            self.user = local_user(session).id
        self._people: list[Person] = []

    def close(self) -> None:
        for known in self._people:
            known.close()
        self.http.close()
        self.engine.dispose()

    def empty(self) -> None:
        """Make it as if nobody had ever used it, so that one service serves many tests."""
        with self.engine.begin() as connection:
            for table in (*_EMPTIED, UsageEvent, UsageMonth):
                connection.execute(sa.delete(table))
            nothing = {"change_number": 0, "changes_purged": 0, "engine": None, "model_provider": None}
            connection.execute(sa.update(User).values(nothing))
        self.recorder.queued.clear()
        self.recorder.cancelled.clear()
        for place in (self.settings.files_dir, self.settings.uploads_dir):
            for folder in place.glob("*"):
                shutil.rmtree(folder, ignore_errors=True)

    def person(self, **more: Any) -> Person:
        """Somebody else with an account here; see `people.person`."""
        self._people.append(person(self.sessions, self.url, **more))
        return self._people[-1]

    def create(self, *files: bytes, **more: Any) -> tuple[str, list[str]]:
        """A batch that announces these files; its id and those of its documents."""
        request = batch_request(*files, **more)
        answer = self.http.post("/v1/batches", json=request)
        assert answer.status_code == 201, answer.text
        return request["id"], [document["id"] for document in request["documents"]]

    def upload(self, document: str, content: bytes) -> httpx.Response:
        """Send a file with one request."""
        return self.http.post(
            "/v1/uploads",
            content=content,
            headers={**TUS, **OCTETS, "Upload-Length": str(len(content)), **metadata(document)},
        )

    def completed(self, *files: bytes, read: Read | None = None, **more: Any) -> tuple[str, list[str]]:
        """A batch of these files, uploaded and read."""
        batch, documents = self.create(*files, **more)
        for document, content in zip(documents, files, strict=True):
            assert self.upload(document, content).status_code == 201
            self.read(document, read or invoice_read())
        return batch, documents

    def read(self, document: str, read: Read, attempt: int = 1) -> None:
        """Do what the workflow does for one attempt."""
        ids = {"document_id": UUID(document), "user_id": self.user, "attempt": attempt}
        with self.sessions.of(self.user).write() as session:
            assert (
                service.begin(session, **ids, pages_per_month=None, worker=WORKER).state
                is service.BeginState.READY
            )
        with self.sessions.of(self.user).write() as session:
            assert service.finish(session, **ids, outcome=read, worker=WORKER)

    def batch(self, batch: str) -> dict[str, Any]:
        return self.get(f"/v1/batches/{batch}")

    def document(self, document: str) -> dict[str, Any]:
        return self.get(f"/v1/documents/{document}")

    def get(self, path: str) -> dict[str, Any]:
        answer = self.http.get(path)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body


@contextmanager
def served(folder: Path, **settings: Any) -> Iterator[Served]:
    """The service on the data of `folder`; stopped afterwards, its data kept."""
    recorder = Recorder()
    chosen = Settings(data_dir=folder, token=SecretStr(TOKEN), link_key=SecretStr("k" * 32), **settings)
    if not chosen.database_url and not (folder / DATABASE_FILE).exists():
        new_database(folder / DATABASE_FILE)

    def make_engine(
        _settings: Settings, _sessions: SyncSessions, _blobs: BlobStore, _plans: PlanSource
    ) -> Recorder:
        return recorder

    listener = listen("127.0.0.1", 0)
    config = server_config(create_app(chosen, make_engine, SharedInspector), chosen)
    server = _Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])), name="served")
    thread.start()
    try:
        assert server.ready.wait(60), "the service did not start"
        running = Served(chosen, listener.getsockname()[1], recorder)
        yield running
        running.close()
    finally:
        server.should_exit = True
        thread.join()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready.set()


def batch_request(*files: bytes, **more: Any) -> dict[str, Any]:
    """The body that announces these files as PDFs of one page."""
    documents = [document_request(content, number) for number, content in enumerate(files)]
    return {"id": str(uuid4()), "prompt_strategy": "auto", "documents": documents, **more}


def document_request(content: bytes, number: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "filename": f"file {number}.pdf",
        "size": max(1, len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
        "pages": 1,
        "media_type": "application/pdf",
        **more,
    }


def metadata(document: str) -> dict[str, str]:
    return {"Upload-Metadata": "document_id " + base64.b64encode(document.encode()).decode()}
