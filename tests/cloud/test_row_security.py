"""Row-level security on a real PostgreSQL: every table, every way in.

What it does not stop, on purpose: a statement of a stranger's own making. `SET ROLE` and `RESET ROLE`
are open to whoever can run any SQL on the service's connection; that no such statement can be made is
the work of bound parameters.
"""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, ProgrammingError

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.models import User
from ingestio_cloud.db.row_security import APP_ROLE, SYSTEM_ROLE, bind
from ingestio_cloud.db.scope import own_user
from ingestio_cloud.db.sessions import SyncSessions
from tests.support.rows import OWNERS, TABLES, Rows, fill

NOBODYS = {"webhook_events", "workers", "model_pauses"}
"""Tables without a user; for transactions of the system alone."""

ANNA, BERT = uuid4(), uuid4()


@pytest.fixture
def engine(postgres_url: str) -> Iterator[sa.Engine]:
    """One connection, so that each transaction gets the one that the last left."""
    engine = make_sync_engine(postgres_url)
    engine.pool = sa.QueuePool(engine.pool._creator, pool_size=1, max_overflow=0)
    yield engine
    engine.dispose()


@pytest.fixture
def rows(engine: sa.Engine) -> Rows:
    """Anna's rows; Bert has some of his own."""
    with engine.begin() as connection:
        fill(connection, BERT)
        return fill(connection, ANNA)


def test_every_table_is_secured_or_nobodys(engine: sa.Engine) -> None:
    """A new table with a user belongs into the lists of its migration; one without, into `NOBODYS`."""
    with engine.connect() as connection:
        secured = connection.execute(
            sa.text(
                "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity "
                "AND relnamespace = 'public'::regnamespace"
            )
        ).scalars()
        assert set(secured) == set(OWNERS)
        policies = connection.execute(
            sa.text("SELECT tablename, policyname, roles::text, cmd FROM pg_policies")
        )
        assert {tuple(row) for row in policies} == {
            (table, name, f"{{{role}}}", "ALL")
            for table in OWNERS
            for name, role in (("own_rows", APP_ROLE), ("all_rows", SYSTEM_ROLE))
        }
        there = set(sa.inspect(connection).get_table_names())
    assert there == {*OWNERS, *NOBODYS, "alembic_version"}


def test_nothing_of_another_user_is_seen_or_changed(engine: sa.Engine, rows: Rows) -> None:
    with engine.connect() as connection:
        for table in TABLES:
            if table.name in NOBODYS:
                continue
            owner = table.c[OWNERS[table.name]]
            theirs = owner == ANNA
            bind(connection, BERT)
            assert _users(connection, table) == [BERT], table
            assert connection.execute(sa.update(table).where(theirs).values({owner: BERT})).rowcount == 0
            assert connection.execute(sa.delete(table).where(theirs)).rowcount == 0
            assert _refused(connection, sa.insert(table).values(_new_keys(table, rows[table.name])))
            assert _refused(connection, sa.update(table).values({owner: ANNA}))
            connection.rollback()


def test_without_a_user_nothing_is_seen(engine: sa.Engine, rows: Rows) -> None:
    with engine.connect() as connection:
        for table in TABLES:
            if table.name not in NOBODYS:
                connection.exec_driver_sql(f"SET LOCAL ROLE {APP_ROLE}")
                assert _users(connection, table) == []
                assert _refused(connection, sa.insert(table).values(_new_keys(table, rows[table.name])))
                connection.rollback()


def test_the_system_sees_everybody(engine: sa.Engine, rows: Rows) -> None:
    with engine.connect() as connection:
        bind(connection, None)
        for table in TABLES:
            if table.name in NOBODYS:
                assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 2
            else:
                assert _users(connection, table) == sorted([ANNA, BERT])


def test_what_belongs_to_nobody_is_not_for_users(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        for table in (*NOBODYS, "alembic_version"):
            for statement in (f"SELECT FROM {table}", f"DELETE FROM {table}"):
                bind(connection, BERT)
                with pytest.raises(ProgrammingError, match="permission denied"):
                    connection.exec_driver_sql(statement)
                connection.rollback()


@pytest.mark.parametrize("ending", ["commit", "rollback", "error"])
def test_a_connection_hands_on_no_user(engine: sa.Engine, rows: Rows, ending: str) -> None:
    sessions = SyncSessions(engine)
    with suppress(ZeroDivisionError), sessions.of(ANNA).write() as session:
        assert session.scalars(own_user(ANNA)).one().id == ANNA
        if ending == "rollback":
            session.rollback()
        elif ending == "error":
            raise ZeroDivisionError
    with engine.connect() as connection:
        user, login, carried, limit = connection.execute(
            sa.text(
                "SELECT current_user, session_user, current_setting('app.user_id', true), "
                "current_setting('statement_timeout')"
            )
        ).one()
        assert (user, carried or "", limit) == (login, "", "0")


def test_what_only_reads_cannot_write(engine: sa.Engine, rows: Rows) -> None:
    with SyncSessions(engine).of(ANNA).read() as session:
        session.add(User(id=uuid4()))
        with pytest.raises(DBAPIError, match="read-only transaction"):
            session.flush()


def test_transactions_have_time_limits(engine: sa.Engine) -> None:
    limits = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    with engine.connect() as connection:
        for user in (ANNA, None):
            bind(connection, user)
            assert all(connection.scalar(sa.text(f"SHOW {name}")) not in ("0", None) for name in limits)
            connection.rollback()


@pytest.mark.parametrize("prepares", [True, False])
def test_behind_a_pooler_nothing_stays_prepared(postgres_url: str, prepares: bool) -> None:
    """One that gives each transaction another connection, such as PgBouncer."""
    engine = make_sync_engine(postgres_url, prepares=prepares)
    with engine.connect() as connection:
        for _ in range(12):
            bind(connection, ANNA)
            connection.scalars(sa.select(User.id)).all()
            connection.commit()
        kept = connection.scalar(sa.text("SELECT count(*) FROM pg_prepared_statements"))
    assert bool(kept) is prepares
    engine.dispose()


def test_the_policies_do_not_cost_an_index(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        bind(connection, ANNA)
        query = "EXPLAIN SELECT * FROM documents WHERE user_id = CAST(:user AS uuid) ORDER BY created_at, id"
        plan = "\n".join(connection.execute(sa.text(query), {"user": str(ANNA)}).scalars())
        assert "Index Scan" in plan, plan


def _users(connection: sa.Connection, table: sa.Table) -> list[UUID]:
    """Whose rows a transaction sees."""
    owner = table.c[OWNERS[table.name]]
    return sorted(connection.scalars(sa.select(owner).distinct()))


def _new_keys(table: sa.Table, row: dict[str, object]) -> dict[str, object]:
    """The same row under another primary key where its key is its own."""
    return {**row, **({"id": uuid4()} if "id" in table.c and table.name != "users" else {})}


def _refused(connection: sa.Connection, statement: sa.Executable) -> bool:
    """Whether the policies, and nothing else, refuse it."""
    try:
        with connection.begin_nested():
            connection.execute(statement)
    except ProgrammingError as error:
        return "violates row-level security" in str(error.orig)
    return False
