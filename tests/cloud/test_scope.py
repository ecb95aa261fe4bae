"""Every query is bound to its user: by how it is written, and again when it runs, on both databases."""

import ast
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

import ingestio_cloud
from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import upgrade
from ingestio_cloud.db.models import Document, ExtractionBatch, ExtractionJob, User
from ingestio_cloud.db.scope import (
    ScopeError,
    everyone,
    everyone_delete,
    everyone_update,
    own_user,
    owned,
    owned_columns,
    owned_delete,
    owned_exists,
    owned_update,
    user_update,
)
from ingestio_cloud.db.sessions import SyncSessions
from tests.support import bound_tables
from tests.support.bound_tables import unbound_tables
from tests.support.rows import fill

ROOT = Path(ingestio_cloud.__file__).parent
EVERYONE = {"everyone", "everyone_update", "everyone_delete"}
PARTS = {
    *("ColumnElement", "Connection", "Engine", "engine", "Row", "Select", "Text", "TextClause", "URL"),
    *("and_", "case", "cast", "event", "false", "func", "literal", "not_", "null", "or_", "true", "tuple_"),
    *("make_url", "inspect", "Integer", "String", "Executable", "Update", "Delete", "ScalarResult", "exists"),
}
"""Of SQLAlchemy, what makes parts of a query and no query."""
OUTSIDE = {
    "telemetry/state.py": "figures over all users, by the system",
    "telemetry/readiness.py": "asks whether the database answers",
    "workflows/tables.py": "rights on the durable engine's own tables",
    "workflows/liveness.py": "the table of workers, which belongs to no user",
    "workflows/figures.py": "the durable engine's own tables and that of workers",
    "workflows/reconcile.py": "compares jobs of whomever with the durable engine's own tables",
    "operations.py": "asks whether the database answers",
    "worker.py": "asks whether the database answers",
    "check.py": "looks at the database before the service starts",
}
"""What builds queries itself, beside the database layer, and why."""
METHODS = {"get", "get_one", "query", "merge", "connection", "bulk_save_objects", "bulk_update_mappings"}
"""Of a session, what goes past the scope."""
FOR_EVERYONE = {
    ("accounts/repository.py", "delete_user"),
    ("accounts/repository.py", "email_taken"),
    ("accounts/repository.py", "local_user"),
    ("accounts/repository.py", "marked_users"),
    ("accounts/repository.py", "session_by_hash"),
    ("accounts/repository.py", "user_by_identity"),
    ("billing/repository.py", "claim_notice"),
    ("billing/repository.py", "drop_notices"),
    ("billing/repository.py", "due_notices"),
    ("billing/repository.py", "end_notice"),
    ("billing/repository.py", "fail_notice"),
    ("billing/repository.py", "user_of_customer"),
    ("changes/repository.py", "change_numbers"),
    ("changes/repository.py", "users_with_tombstones"),
    ("documents/repository.py", "stored_paths"),
    ("exports/repository.py", "by_link"),
    ("exports/repository.py", "delete_expired"),
    ("exports/repository.py", "expired"),
    ("exports/repository.py", "of_ids"),
    ("exports/repository.py", "release_all"),
    ("exports/repository.py", "unfinished"),
    ("extraction/asking.py", "paused_until"),
    ("extraction/asking.py", "pause"),
    ("extraction/repository.py", "count_deaths"),
    ("extraction/repository.py", "let_go_of_all"),
    ("extraction/repository.py", "unfinished_attempts"),
    ("identity/repository.py", "credentials_by_email"),
    ("identity/repository.py", "credentials_by_link"),
    ("identity/repository.py", "drop_old"),
    ("identity/repository.py", "drop_unconfirmed"),
    ("identity/repository.py", "is_taken"),
    ("identity/repository.py", "visitor_by_cookie"),
    ("notifications/repository.py", "drop_old"),
    ("notifications/repository.py", "forget_mails"),
    ("notifications/repository.py", "users_to_mail"),
    ("oauth/repository.py", "access_by_hash"),
    ("oauth/repository.py", "code_by_hash"),
    ("oauth/repository.py", "refresh_by_hash"),
    ("oauth/repository.py", "sweep"),
    ("uploads/repository.py", "delete_finished"),
    ("uploads/repository.py", "expired"),
    ("uploads/repository.py", "needed"),
    ("uploads/repository.py", "unverified"),
}
"""Queries over all users, each with a reason in its docstring."""


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("db/"):
            yield name, ast.parse(path.read_text("utf-8"))


def test_no_feature_builds_a_query_by_itself() -> None:
    for name, tree in _modules():
        if name in OUTSIDE:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "sqlalchemy":
                foreign = {alias.name for alias in node.names} - PARTS
                assert not foreign, f"{name} builds a query by itself, use db.scope: {foreign}"
            if isinstance(node, ast.Import):
                for alias in node.names:
                    assert not alias.name.startswith("sqlalchemy") or alias.asname == "sa", name
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                where = f"{name}:{node.lineno}"
                if node.value.id == "sa":
                    assert node.attr in PARTS, f"{where} builds a query by itself, use db.scope: {node.attr}"
                assert not (node.value.id == "session" and node.attr in METHODS), where
                assert node.attr != "exec_driver_sql", where


def test_each_query_over_all_users_has_a_reason() -> None:
    found = set()
    for name, tree in _modules():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and any(
                isinstance(node, ast.Name) and node.id in EVERYONE for node in ast.walk(function)
            ):
                assert name.startswith("features/"), name
                found.add((name.removeprefix("features/"), function.name))
    assert found == FOR_EVERYONE


@pytest.fixture
def sessions(database_url: str) -> Iterator[SyncSessions]:
    engine = make_sync_engine(database_url)
    upgrade(engine)
    yield SyncSessions(engine)
    engine.dispose()


def test_a_transaction_runs_only_what_is_for_its_user(sessions: SyncSessions) -> None:
    anna, bert = uuid4(), uuid4()
    for user in (anna, bert):
        with sessions.system.write() as session:
            fill(session.connection(), user)
    own = [
        owned(Document, anna),
        owned_columns(Document, anna, Document.id),
        owned_exists(Document, anna),
        own_user(anna),
        owned_update(Document, anna).values(position=7),
        user_update(anna).values(change_number=7),
        owned_delete(ExtractionJob, anna),
    ]
    for statement in own:
        with sessions.of(anna).write() as session:
            session.execute(statement)
        with sessions.of(bert).write() as session, pytest.raises(ScopeError):
            session.execute(statement)
    for statement in (
        everyone(User),
        everyone_update(User).values(change_number=8),
        everyone_delete(Document),
    ):
        with sessions.of(anna).write() as session, pytest.raises(ScopeError):
            session.execute(statement)
        with sessions.system.write() as session:
            session.execute(statement)


def test_every_table_of_a_query_is_looked_at() -> None:
    """The watch that all tests of the service run under."""
    anna = uuid4()
    by_key = Document.id == ExtractionJob.document_id
    no_key = Document.filename == ExtractionJob.engine
    assert unbound_tables(owned(ExtractionJob, anna)) == set()
    assert unbound_tables(owned(ExtractionJob, anna).join(Document, by_key)) == set()
    assert unbound_tables(owned(ExtractionJob, anna).join(Document, no_key)) == {"documents"}
    assert unbound_tables(sa.select(ExtractionJob)) == {"extraction_jobs"}
    both = owned(ExtractionJob, anna).where(sa.exists().where(ExtractionBatch.name == "x"))
    assert unbound_tables(both) == {"extraction_batches"}
    assert unbound_tables(owned_update(Document, anna).where(Document.id.in_(sa.select(User.id)))) == {
        "users"
    }


def test_the_watch_sees_every_transaction_of_a_user(sessions: SyncSessions) -> None:
    before = set(bound_tables.found)
    with sessions.of(uuid4()).read() as session:
        session.execute(sa.select(Document)).all()
    new = bound_tables.found - before
    bound_tables.found.difference_update(new)
    assert len(new) == 1
