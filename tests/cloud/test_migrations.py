"""Migrations: the models equal the head, and both directions work with data in every table."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ingestio_cloud.db import migrations
from ingestio_cloud.db.base import Base
from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import alembic_config, downgrade, upgrade
from ingestio_cloud.db.models import Change, User
from ingestio_cloud.db.scope import everyone
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.changes.repository import Changed, record_changes
from ingestio_core.contracts.changes import ChangeKind
from ingestio_core.errors import MachineError
from tests.support.postgres import postgres_server
from tests.support.rows import dump, fill

REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()]


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    """A database with all tables, of each kind."""
    engine = make_sync_engine(database_url)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def empty() -> Iterator[str]:
    """The URL of a PostgreSQL database without tables."""
    server = postgres_server()
    url = server.new_database("template0")
    yield url
    server.drop_database(url)


def test_models_equal_the_head(engine: sa.Engine) -> None:
    """Tables, columns, types, defaults, indexes and constraints."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": _differ}
        )
        assert compare_metadata(context, Base.metadata) == []
        assert _checks(connection) == {
            (table.name, constraint.name)
            for table in Base.metadata.sorted_tables
            for constraint in table.constraints
            if isinstance(constraint, sa.CheckConstraint)
        }


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


def test_a_database_made_of_the_models_equals_the_migrated_one(
    engine: sa.Engine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What autogenerate does not compare: keys with what happens on delete, nullability, partial indexes."""
    made = make_sync_engine(f"sqlite:///{tmp_path_factory.mktemp('made')}/made.db")
    Base.metadata.create_all(made)
    assert _keys(engine) == _keys(made)
    made.dispose()


def test_every_migration_goes_down_and_up_with_a_row_in_every_table(engine: sa.Engine) -> None:
    user = uuid4()
    for below, above in zip([*REVISIONS[1:], "base"], REVISIONS, strict=True):
        with engine.begin() as connection:
            fill(connection, user if below == "base" else uuid4(), only_columns=True)
        downgrade(engine, below)
        upgrade(engine, above)
        downgrade(engine, below)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]


def test_what_was_there_before_is_there_after(engine: sa.Engine) -> None:
    """Up from every older revision with a row in each of its tables."""
    for revision in REVISIONS[1:]:
        downgrade(engine, revision)
        user = uuid4()
        with engine.begin() as connection:
            before = fill(connection, user, only_columns=True)
        upgrade(engine)
        with SyncSessions(engine).system.read() as session:
            after = dump(session.connection(), user)
        for table, row in before.items():
            if table in after:
                (kept,) = after[table]
                assert {name: kept[name] for name in row if name in kept} == row, table


def test_changes_that_the_release_before_does_not_know_go_with_the_migration(engine: sa.Engine) -> None:
    user = uuid4()
    with SyncSessions(engine).system.write() as session:
        session.add(User(id=user))
    kinds = [ChangeKind.BATCH, ChangeKind.NOTIFICATION]
    with SyncSessions(engine).of(user).write() as session:
        record_changes(session, user, [Changed(kind, uuid4()) for kind in kinds])
    downgrade(engine, "0002")
    with SyncSessions(engine).system.read() as session:
        assert list(session.scalars(everyone(Change.kind))) == [ChangeKind.BATCH]


def test_upgrading_twice_keeps_the_data(engine: sa.Engine) -> None:
    with SyncSessions(engine).system.write() as session:
        session.add(User(id=uuid4()))
    upgrade(engine)
    with SyncSessions(engine).system.read() as session:
        assert len(session.scalars(everyone(User)).all()) == 1


def test_a_database_that_a_newer_release_migrated_is_left_alone(engine: sa.Engine) -> None:
    """A process of the release before may start again while the new one takes its place."""
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    migrations.prepare(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all() == [
            "9999"
        ]


@pytest.mark.parametrize("held", ["documents", "users"])
def test_a_migration_gives_up_on_a_table_in_use(postgres_url: str, held: str) -> None:
    engine = make_sync_engine(postgres_url)
    with engine.connect() as reader, engine.begin() as connection:
        fill(connection, uuid4())
        tables = sa.inspect(connection).get_table_names()
        reader.exec_driver_sql(f"LOCK TABLE {held} IN ACCESS SHARE MODE")
        with pytest.raises(MachineError) as caught:
            downgrade(engine, "0001", lock_timeout="50ms")
        assert (caught.value.code, caught.value.retryable) == ("migration_locked", True)
        reader.rollback()
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == tables, "half done"
    downgrade(engine, "0001")
    upgrade(engine)
    engine.dispose()


def test_a_migration_gives_up_on_a_step_that_takes_too_long(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one that runs for ever, and the wait for it is cut off."""
    monkeypatch.setattr(migrations, "STATEMENT_TIMEOUT", "50ms")
    engine = make_sync_engine(empty)
    with engine.begin() as other:
        other.exec_driver_sql(f"SELECT pg_advisory_xact_lock({migrations._MIGRATION_LOCK})")
        with pytest.raises(MachineError, match="took too long"):
            upgrade(engine)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == []
    engine.dispose()


def test_processes_that_start_at_once_migrate_once(empty: str) -> None:
    engines = [make_sync_engine(empty) for _ in range(4)]
    gate = threading.Barrier(len(engines))

    def start(engine: sa.Engine) -> None:
        gate.wait()
        migrations.prepare(engine)

    with ThreadPoolExecutor(len(engines)) as threads:
        for done in [threads.submit(start, engine) for engine in engines]:
            done.result()
    with engines[0].connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all() == [
            REVISIONS[0]
        ]
    for engine in engines:
        engine.dispose()


def _differ(
    _context: object, _there: object, _column: object, is_now: str | None, _new: object, wanted: str | None
) -> bool | None:
    """Whether two defaults differ; None lets Alembic say so, which takes SQLite's empty text for another."""
    return False if (is_now, wanted) == ("('')", "") else None


def _checks(connection: sa.Connection) -> set[tuple[str, str | None]]:
    inspector = sa.inspect(connection)
    return {
        (table, check["name"])
        for table in inspector.get_table_names()
        for check in inspector.get_check_constraints(table)
    }


def _keys(engine: sa.Engine) -> dict[str, object]:
    """What ties the tables together, as the database says it."""
    inspector = sa.inspect(engine)
    return {
        table: (
            inspector.get_pk_constraint(table)["constrained_columns"],
            sorted(
                (*key["constrained_columns"], key["referred_table"], key["options"].get("ondelete"))
                for key in inspector.get_foreign_keys(table)
            ),
            sorted(tuple(unique["column_names"]) for unique in inspector.get_unique_constraints(table)),
            sorted(
                (str(index["name"]), tuple(index["column_names"]), bool(index["unique"]))
                for index in inspector.get_indexes(table)
                if "duplicates_constraint" not in index
            ),
            {column["name"]: column["nullable"] for column in inspector.get_columns(table)},
        )
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }
