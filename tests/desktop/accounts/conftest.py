"""A hosted service on loopback, people who have an account there, and the desktop without its windows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingestio_core.plans import PlanChange, PlanName
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served, SharedInspector
from tests.cloud.signing_in import accounts_served
from tests.support.desk import Desk, desk_on


@pytest.fixture(scope="session", autouse=True)
def _inspector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    probe = tmp_path_factory.mktemp("probe") / "probe.pdf"
    probe.write_bytes(make_pdf("x"))
    inspector = SharedInspector.start(probe)
    yield
    inspector.close()


@pytest.fixture(scope="module")
def shared_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One service for the tests of a module, each with people of its own."""
    plans = {PlanName.STARTER: PlanChange(files_per_batch=1_000, pages_per_month=1_000)}
    with accounts_served("sqlite", tmp_path_factory.mktemp("hosted"), plans=plans) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, shared_service: Served) -> Iterator[Desk]:
    """A desktop with a keyring of its own, on which no account was chosen yet."""
    with desk_on(tmp_path / "data", shared_service) as opened:
        yield opened
