"""A running service for tests of the API."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import event
from sqlalchemy.orm import Session

from ingestio_cloud.settings import DATABASE_FILE
from tests.cloud.served import Served, SharedInspector, served
from tests.support import bound_tables
from tests.support.postgres import postgres_server
from tests.support.sqlite import new_database

if TYPE_CHECKING:
    from tests.support.stripe_server import StripeServer


# Servers of tests are on the loopback, where no proxy of the environment leads.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"


@pytest.fixture(scope="session", autouse=True)
def _inspector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    probe = tmp_path_factory.mktemp("probe") / "probe.pdf"
    probe.write_bytes(make_pdf("x"))
    inspector = SharedInspector.start(probe)
    yield
    inspector.close()


@pytest.fixture(scope="session", autouse=True)
def _every_table_is_bound() -> Iterator[None]:
    """No query that a test of the service causes leaves a table to all users."""
    event.listen(Session, "do_orm_execute", bound_tables.watch)
    yield
    event.remove(Session, "do_orm_execute", bound_tables.watch)
    assert not bound_tables.found


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A new PostgreSQL database with all tables."""
    server = postgres_server()
    url = server.new_database()
    yield url
    server.drop_database(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new database with all tables, once of each kind."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return new_database(tmp_path / "data" / DATABASE_FILE)


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[Served]:
    """The real service on a new data folder, once on each database."""
    with served(tmp_path / "data", database_url=database_url) as running:
        yield running


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real service on each database, one for all tests of a module: each with its own person."""
    server = postgres_server() if request.param == "postgresql" else None
    url = server.new_database() if server else ""
    with served(tmp_path_factory.mktemp("shared"), database_url=url) as running:
        # The threads that start at the first upload are the service's, not those of the first test.
        running.completed(make_pdf("first"))
        running.empty()
        yield running
    if server:
        server.drop_database(url)


@pytest.fixture
def emptied(shared: Served) -> Iterator[Served]:
    """The shared service as if it were new."""
    yield shared
    shared.empty()


@pytest.fixture(scope="session")
def _stripe() -> "Iterator[StripeServer]":
    from tests.support.stripe_server import running_stripe

    with running_stripe() as server:
        yield server


@pytest.fixture
def stripe_server(_stripe: "StripeServer") -> "Iterator[StripeServer]":
    """Stripe, as well as ever, with a price for each plan that is sold."""
    yield _stripe
    _stripe.heal()


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """A PDF of one page."""
    return make_pdf("Invoice A-17 Total 119.00")


def make_pdf(*pages: str) -> bytes:
    """A PDF with a page for each text."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for text in pages:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
