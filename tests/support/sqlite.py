"""SQLite databases for tests: one is migrated in each test process, and copied for each test."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from ingestio_cloud.db.engine import make_sync_engine, sqlite_url
from ingestio_cloud.db.migrations import upgrade


def new_database(file: Path) -> str:
    """The URL of a new database with all tables at `file`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_migrated(), file)
    return sqlite_url(file)


@cache
def _migrated() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ingestio-sqlite-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    engine = make_sync_engine(sqlite_url(folder / "template.db"))
    upgrade(engine)
    engine.dispose()
    return folder / "template.db"
