"""A batch in one go, from files to its end."""

import asyncio
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ingestio_client.embedded import EmbeddedService
from ingestio_client.submit import RunState, announced, run_batch
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.intake import inspect_file
from ingestio_core.lifecycle import BatchStatus, PromptStrategy
from tests.support.documents import make_document
from tests.support.service import connected


@pytest.fixture
def batch(tmp_path: Path) -> tuple[BatchCreate, dict[UUID, Path]]:
    paths = {}
    documents = []
    for number in range(5):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(make_document(number).content)
        documents.append(announced(inspect_file(path)))
        paths[documents[-1].id] = path
    return BatchCreate(id=uuid4(), prompt_strategy=PromptStrategy.AUTO, documents=tuple(documents)), paths


async def test_a_file_that_cannot_be_uploaded_fails_alone(
    service: EmbeddedService, batch: tuple[BatchCreate, dict[UUID, Path]]
) -> None:
    create, paths = batch
    changed = create.documents[2]
    paths[changed.id].write_bytes(b"%PDF-1.7 changed")
    states: list[RunState] = []
    async with connected(service) as client:
        result = await run_batch(client, create, paths, states.append)
    assert {id: error.code for id, error in result.upload_errors.items()} == {changed.id: "file_changed"}
    assert result.batch.status is BatchStatus.PARTIALLY_COMPLETED
    assert (result.batch.completed_count, result.batch.failed_count) == (4, 1)
    last = states[-1]
    assert (last.documents, last.uploaded, last.completed, last.failed) == (5, 4, 4, 1)
    assert last.bytes_sent == last.bytes_total == sum(document.size for document in create.documents)
    done = [state.completed + state.failed for state in states]
    assert done == sorted(done)


async def test_cancelling_the_run_cancels_the_batch(
    service: EmbeddedService, batch: tuple[BatchCreate, dict[UUID, Path]]
) -> None:
    create, paths = batch
    begun = asyncio.Event()
    async with connected(service) as client:
        run = asyncio.create_task(run_batch(client, create, paths, lambda _: begun.set()))
        await begun.wait()
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
        assert (await client.get_batch(create.id)).status is BatchStatus.CANCELLED
