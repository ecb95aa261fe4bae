"""One real service for all tests of a process that only talk to it."""

from collections.abc import Iterator

import pytest

from ingestio_client.embedded import EmbeddedService
from tests.support.service import running_service


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedService]:
    """A service that stays; nothing may be expected of its account but what a test put there."""
    with running_service(tmp_path_factory.mktemp("service")) as service:
        yield service
