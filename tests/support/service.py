"""The real service as a child process on a temporary data folder."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from ingestio_client.embedded import EmbeddedService
from ingestio_client.service import ServiceClient, fixed_token

START_SECONDS = 120.0
"""Generous: eight test processes may be starting services on two cores."""


@contextmanager
def running_service(folder: Path) -> Iterator[EmbeddedService]:
    """A service that is ready, with its data and its log below `folder`; stopped afterwards."""
    with EmbeddedService.launch(folder / "service", folder / "service.log") as service:
        service.wait_ready(START_SECONDS)
        yield service


@asynccontextmanager
async def connected(service: EmbeddedService) -> AsyncIterator[ServiceClient]:
    """A client of a service that is ready."""
    async with ServiceClient(service.base_url, fixed_token(service.token)) as client:
        yield client
