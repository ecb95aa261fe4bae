"""A database for tests of chaos."""

import os
from collections.abc import Iterator

import pytest

from tests.support.postgres import postgres_server

# Servers of tests are on the loopback, where no proxy of the environment leads.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A new PostgreSQL database with all tables."""
    server = postgres_server()
    url = server.new_database()
    yield url
    server.drop_database(url)
