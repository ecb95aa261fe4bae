"""A real store, and a folder beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingestio_desktop.store.database import Store
from tests.support.desktop import fresh_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_store(tmp_path / "data" / "store.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "Inbox"
    path.mkdir()
    return path
