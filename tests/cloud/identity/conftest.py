"""A service with accounts of its own, browsers and a mail server."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from ingestio_cloud.db.engine import sqlite_url
from ingestio_cloud.features.identity import passwords as identity_passwords
from ingestio_cloud.settings import DATABASE_FILE
from tests.cloud.identity.site import PARAMETERS, NewBrowser
from tests.cloud.served import Served, served
from tests.support.browsing import Browser
from tests.support.mail import MailServer, mail_server
from tests.support.postgres import postgres_server
from tests.support.threads import no_thread_left


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    """A mail server that the services of these tests trust."""
    with pytest.MonkeyPatch.context() as patch, mail_server(tmp_path_factory.mktemp("mail")) as server:
        patch.setenv("SSL_CERT_FILE", str(server.certificate))
        yield server


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, post: MailServer
) -> Iterator[Served]:
    """A service with accounts of its own, once on each database; every test has addresses and browsers
    of its own."""
    folder = tmp_path_factory.mktemp("site")
    postgres = postgres_server() if request.param == "postgresql" else None
    url = postgres.new_database() if postgres else sqlite_url(folder / DATABASE_FILE)
    sender = "IngestIO <post@example.org>"
    with pytest.MonkeyPatch.context() as patch, no_thread_left():
        patch.setattr(identity_passwords, "PARAMETERS", PARAMETERS)
        with served(folder, database_url=url, accounts="own", smtp_url=post.url, mail_from=sender) as running:
            yield running
    if postgres:
        postgres.drop_database(url)


@pytest.fixture
def site(shared_site: Served) -> Served:
    return shared_site


@pytest.fixture
def browser(site: Served) -> Iterator[NewBrowser]:
    """Makes browsers."""
    made: list[Browser] = []

    def make(address: str | None = None) -> Browser:
        made.append(Browser(site.url, address))
        return made[-1]

    yield make
    for known in made:
        known.close()


@pytest.fixture
def email() -> str:
    return f"ada.{uuid4().hex[:12]}@example.org"
