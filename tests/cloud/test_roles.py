"""The logins of the service, on every PostgreSQL that is here: none of them has to be a superuser."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import downgrade, prepare, upgrade
from ingestio_cloud.db.models import User
from ingestio_cloud.db.scope import everyone
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_core.errors import MachineError
from tests.support.postgres import PostgresServer, installations, new_cluster
from tests.support.rows import OWNERS, fill


@pytest.fixture(scope="module", params=installations(), ids=lambda path: "-".join(path.parts[-3:-1]))
def cluster(request: pytest.FixtureRequest) -> Iterator[PostgresServer]:
    """Roles belong to a cluster, so these tests have one that knows none of ours yet."""
    server = new_cluster(request.param)
    yield server
    server.stop()


@pytest.fixture
def server(cluster: PostgresServer) -> Iterator[PostgresServer]:
    """The same without the roles and databases of the test before."""
    yield cluster
    for name in _names(cluster, "SELECT datname FROM pg_database WHERE datname LIKE 'own%'"):
        cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")
    for name in _names(cluster, "SELECT rolname FROM pg_roles WHERE rolname ~ '^(owner|runtime|ingestio)'"):
        cluster.execute(f'DROP OWNED BY "{name}"')
        cluster.execute(f'DROP ROLE "{name}"')


def test_an_owner_who_may_make_roles_needs_nobody(server: PostgresServer) -> None:
    engine = _owner(server, "CREATEROLE")
    prepare(engine)
    _works(engine)
    second = _database(server, "owner")
    prepare(second)
    _works(second)


def test_an_owner_who_may_not_is_told_what_to_run(server: PostgresServer) -> None:
    engine = _owner(server, "NOCREATEROLE")
    with pytest.raises(MachineError) as caught:
        prepare(engine)
    assert caught.value.code == "database_roles_missing"
    assert sa.inspect(engine).get_table_names() == [], "half done"
    for statement in _statements(caught.value.message):
        server.execute(statement)
    prepare(engine)
    _works(engine)


def test_one_login_migrates_and_another_serves(server: PostgresServer) -> None:
    owner = _owner(server, "CREATEROLE")
    server.execute("CREATE ROLE runtime LOGIN")
    engine = make_sync_engine(server.url(str(owner.url.database), "runtime"))
    with pytest.raises(MachineError) as caught:
        prepare(engine)
    assert caught.value.code == "database_not_permitted"
    owner_url = server.url(str(owner.url.database), "owner")
    prepare(engine, owner_url)
    prepare(engine, owner_url)
    prepare(engine)
    _works(engine)
    with engine.begin() as connection, pytest.raises(ProgrammingError, match="must be owner"):
        connection.exec_driver_sql("ALTER TABLE users ADD COLUMN x int")
    engine.dispose()


def test_a_process_that_migrates_as_the_owner_serves(server: PostgresServer, tmp_path: Path) -> None:
    """The durable engine's tables are made by the owner, too."""
    name = str(_owner(server, "CREATEROLE").url.database)
    server.execute("CREATE ROLE runtime LOGIN")
    urls = {"INGESTIO_DATABASE_URL": server.url(name, "runtime"), "INGESTIO_ACCOUNTS": "own"}
    assert _first_line(tmp_path, **urls, INGESTIO_MIGRATE="false")["code"] == "database_not_permitted"
    ready = _first_line(tmp_path, **urls, INGESTIO_MIGRATION_URL=server.url(name, "owner"))
    assert ready["event"] == "ready", ready


def test_a_login_that_was_not_let_in_is_told(server: PostgresServer) -> None:
    owner = _owner(server, "CREATEROLE")
    prepare(owner)
    server.execute("CREATE ROLE runtime LOGIN")
    server.execute("GRANT SELECT ON alembic_version TO runtime", str(owner.url.database))
    engine = make_sync_engine(server.url(str(owner.url.database), "runtime"))
    with pytest.raises(MachineError) as caught:
        prepare(engine)
    assert caught.value.code == "database_roles_missing"
    server.execute(_statements(caught.value.message)[-1])
    prepare(engine)
    _works(engine)
    engine.dispose()


def test_an_owner_goes_down_and_up_with_data(server: PostgresServer) -> None:
    engine = _owner(server, "CREATEROLE")
    upgrade(engine)
    with SyncSessions(engine).system.write() as session:
        fill(session.connection(), uuid4())
    downgrade(engine, "0001")
    upgrade(engine)
    with SyncSessions(engine).system.read() as session:
        assert len(session.scalars(everyone(User)).all()) == 1


def _first_line(folder: Path, **variables: str) -> dict[str, object]:
    """What a service says on standard output when it is up, or why it is not; it is stopped then."""
    with subprocess.Popen(
        [sys.executable, "-m", "ingestio_cloud", "serve", "--data-dir", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **variables},
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.terminate()
    told: dict[str, object] = json.loads(line)
    return told


def _owner(server: PostgresServer, right: str) -> sa.Engine:
    """A database of a login that is no superuser."""
    server.execute(f"CREATE ROLE owner LOGIN NOSUPERUSER {right}")
    return _database(server, "owner")


def _database(server: PostgresServer, owner: str) -> sa.Engine:
    name = f"own_{uuid4().hex}"
    server.execute(f"CREATE DATABASE {name} OWNER {owner}")
    return make_sync_engine(server.url(name, owner))


def _works(engine: sa.Engine) -> None:
    """Each user sees their rows, the login by itself none, and the system all."""
    sessions = SyncSessions(engine)
    anna, bert = uuid4(), uuid4()
    for user in (anna, bert):
        with sessions.system.write() as session:
            fill(session.connection(), user)
    with sessions.of(anna).read() as session:
        assert session.connection().exec_driver_sql("SELECT id FROM users").scalars().all() == [anna]
    with sessions.system.read() as session:
        assert set(session.scalars(everyone(User.id))) == {anna, bert}
    with engine.connect() as connection:
        for table in OWNERS:
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
    engine.dispose()


def _statements(message: str) -> list[str]:
    """The SQL that a message tells an administrator to run."""
    return [
        part.strip()
        for part in message.replace("(unless they exist) and", "").split(": ", 1)[1].split(";")
        if part.strip()
    ]


def _names(server: PostgresServer, query: str) -> list[str]:
    engine = make_sync_engine(server.url("postgres"))
    with engine.connect() as connection:
        names = list(connection.exec_driver_sql(query.replace("%", "%%")).scalars())
    engine.dispose()
    return names
