"""A batch of small generated documents for the real service, over real HTTP."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import psutil

from ingestio_client.service import ServiceClient
from ingestio_client.submit import announced
from ingestio_client.upload import MemoryUploadStore, UploadFile, upload_file
from ingestio_core.contracts.batches import Batch, BatchCreate
from ingestio_core.contracts.documents import Document, DocumentCreate
from ingestio_core.intake import inspect_file
from ingestio_core.lifecycle import FINAL_BATCH, PromptStrategy
from tests.support.documents import make_document

_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Files:
    """Generated documents on disk, and how they are announced."""

    paths: dict[UUID, Path] = field(default_factory=dict)
    documents: list[DocumentCreate] = field(default_factory=list)

    @property
    def pages(self) -> int:
        return sum(document.pages for document in self.documents)

    def batch(self) -> BatchCreate:
        return BatchCreate(id=uuid4(), prompt_strategy=PromptStrategy.AUTO, documents=tuple(self.documents))

    async def upload(self, client: ServiceClient, documents: Sequence[DocumentCreate]) -> None:
        store = MemoryUploadStore()
        for document in documents:
            path = self.paths[document.id]
            file = UploadFile(document.id, path, path.name, document.size, document.sha256)
            await upload_file(client, file, store)


def make_files(folder: Path, count: int) -> Files:
    folder.mkdir()
    files = Files()
    for number in range(count):
        made = make_document(number)
        path = folder / made.filename
        path.write_bytes(made.content)
        document = announced(inspect_file(path))
        files.paths[document.id] = path
        files.documents.append(document)
    return files


async def until_completed(client: ServiceClient, batch: UUID, count: int, seconds: float = 60.0) -> Batch:
    """The batch, once that many of its documents are completed."""
    async with asyncio.timeout(seconds):
        while True:
            now = await client.get_batch(batch)
            if now.completed_count >= count:
                return now
            assert now.status not in FINAL_BATCH, now
            await asyncio.sleep(_LOOK_SECONDS)


async def all_documents(client: ServiceClient, batch: UUID) -> list[Document]:
    return [document async for document in client.iter_documents(batch)]


def family(pid: int) -> list[psutil.Process]:
    """A process and all that it started."""
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def readers(pid: int) -> list[psutil.Process]:
    """The children of a service: one that looks into uploads, the others read documents."""
    return [child for child in family(pid)[1:] if "spawn_main" in " ".join(child.cmdline())]


def gone(processes: Sequence[psutil.Process], seconds: float = 20.0) -> bool:
    """Whether all of them end in time; a dead one that nobody has collected counts as ended."""
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return all(process.status() == psutil.STATUS_ZOMBIE for process in alive if process.is_running())
