"""Migrations: the models equal the head, and both directions work with data in the tables."""

from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ingestio_cloud.db.base import Base
from ingestio_cloud.db.engine import make_sync_engine, sqlite_url
from ingestio_cloud.db.migrations import alembic_config, downgrade, upgrade
from ingestio_cloud.db.models import Document, ExtractionBatch, User
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MediaType


def test_models_equal_the_head(tmp_path: Path) -> None:
    engine = make_sync_engine(sqlite_url(tmp_path / "a.db"))
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


def test_every_migration_goes_up_and_down_with_data(tmp_path: Path) -> None:
    engine = make_sync_engine(sqlite_url(tmp_path / "a.db"))
    upgrade(engine)
    sessions = SyncSessions(engine)
    user, batch = uuid4(), uuid4()
    with sessions.system.write() as session:
        session.add(User(id=user, local=True))
        session.flush()
        session.add(
            ExtractionBatch(
                id=batch, user_id=user, prompt_strategy=PromptStrategy.AUTO, request_hash="0" * 64
            )
        )
        session.flush()
        session.add(
            Document(
                id=uuid4(),
                user_id=user,
                batch_id=batch,
                filename="a.pdf",
                media_type=MediaType.PDF,
                size=1,
                sha256="0" * 64,
            )
        )
    revisions = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()]
    for below in (*revisions[1:], "base"):
        downgrade(engine, below)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    upgrade(engine)
    with sessions.system.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(User)) == 0
    engine.dispose()


def test_upgrading_twice_keeps_the_data(tmp_path: Path) -> None:
    engine = make_sync_engine(sqlite_url(tmp_path / "a.db"))
    upgrade(engine)
    with SyncSessions(engine).system.write() as session:
        session.add(User(id=uuid4()))
    upgrade(engine)
    with SyncSessions(engine).system.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(User)) == 1
    engine.dispose()
