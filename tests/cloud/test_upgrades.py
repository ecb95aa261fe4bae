"""What lets two releases work on one database: what the one before queued is done, and its tables are
there as it knows them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from dbos import DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy.orm import Session

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import alembic_config, downgrade, upgrade
from ingestio_cloud.workflows.engines import read_nothing
from ingestio_cloud.workflows.tables import system_engine
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus
from tests.cloud.workflow_bench import PAGES, Bench
from tests.support.waiting import until

REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()]


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    engine = make_sync_engine(database_url)
    upgrade(engine)
    yield engine
    engine.dispose()


def test_what_the_release_before_queued_is_done(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Name, queue and arguments are written out here as they were: what is waiting in a database when a
    release takes over must stay readable to it."""
    bench = Bench(tmp_path / "data", read_nothing, url=database_url)
    with bench.launched():
        system = system_engine(database_url)
        before = DBOSClient(
            system_database_url=database_url,
            system_database_engine=system,
            application_name="ingestio",
            serializer=DBOSPortableJSONSerializer(),
        )

        def enqueue(
            session: Session, *, document_id: UUID, batch_id: UUID, user_id: UUID, attempt: int
        ) -> None:
            before.enqueue_in_transaction(
                session,
                EnqueueOptions(
                    workflow_name="process_document",
                    queue_name="documents",
                    workflow_id=f"doc:{document_id}:{attempt}",
                    queue_partition_key=str(user_id),
                ),
                str(document_id),
                str(batch_id),
                str(user_id),
                attempt,
            )

        monkeypatch.setattr(bench.durable, "enqueue", enqueue)
        batch, _ = bench.submit("x", "x", "x")
        until(lambda: bench.batch_status(batch) in FINAL_BATCH)
        before.destroy()
        if system is not None:
            system.dispose()
        assert bench.batch_status(batch) is BatchStatus.COMPLETED
        assert bench.usage(batch)["used"] == 3 * PAGES


def test_the_newest_migration_takes_nothing_from_the_release_before(engine: sa.Engine) -> None:
    """While a release takes over, processes of the one before read and write the same tables. So a
    migration only adds: no table, column or index of before is gone or means something else, what is
    new in a table can be left out of an INSERT, and no row that was allowed is refused."""
    downgrade(engine, REVISIONS[1])
    before = _tables(engine)
    upgrade(engine)
    after = _tables(engine)
    for name, table in before.items():
        assert name in after, f"{name} is gone"
        for column, was in table["columns"].items():
            assert column in after[name]["columns"], f"{name}.{column} is gone or has another name"
            now = after[name]["columns"][column]
            assert (now["type"], now["default"]) == (was["type"], was["default"]), f"{name}.{column}"
            assert now["nullable"] or not was["nullable"], f"{name}.{column} must have a value now"
        for column in after[name]["columns"].keys() - table["columns"].keys():
            added = after[name]["columns"][column]
            assert added["nullable"] or added["default"] is not None, f"{name}.{column} must be given"
        assert after[name]["indexes"] >= table["indexes"], f"{name} lost an index"
        assert after[name]["refuses"] <= table["refuses"], f"{name} refuses what it allowed"


def _tables(engine: sa.Engine) -> dict[str, dict[str, Any]]:
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        return {
            table: {
                "columns": {
                    column["name"]: {
                        "type": str(column["type"]),
                        "nullable": column["nullable"],
                        "default": column["default"],
                    }
                    for column in inspector.get_columns(table)
                },
                "indexes": {index["name"] for index in inspector.get_indexes(table)},
                "refuses": {
                    *(
                        ("unique", *unique["column_names"])
                        for unique in inspector.get_unique_constraints(table)
                    ),
                    *(("unique", index["name"]) for index in inspector.get_indexes(table) if index["unique"]),
                    *(("check", check["sqltext"]) for check in inspector.get_check_constraints(table)),
                    *(("key", *key["constrained_columns"]) for key in inspector.get_foreign_keys(table)),
                },
            }
            for table in inspector.get_table_names()
        }
