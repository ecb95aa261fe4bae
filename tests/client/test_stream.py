"""The change stream, over a socket."""

from pathlib import Path
from uuid import uuid4

import pytest

from ingestio_client.submit import announced
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.errors import MachineError
from ingestio_core.intake import inspect_file
from ingestio_core.lifecycle import PromptStrategy
from tests.support.documents import make_document
from tests.support.service import connected, running_service


async def test_each_change_raises_the_number_until_the_service_ends(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(make_document(1).content)
    with running_service(tmp_path) as service:
        async with connected(service) as client:
            stream = client.changes_stream()
            first = await anext(stream)
            document = announced(inspect_file(path))
            batch = BatchCreate(id=uuid4(), prompt_strategy=PromptStrategy.AUTO, documents=(document,))
            await client.create_batch(batch)
            second = await anext(stream)
            assert second > first
            assert (await client.changes(first)).next >= second
            service.stop()
            with pytest.raises((MachineError, StopAsyncIteration)):
                while True:
                    await anext(stream)
