"""The service on PostgreSQL with many documents, against the same SQL in psycopg alone.

`python -m benchmarks.cloud [--documents 1000000] [--users 1000] [--calls 100]`. Starts a PostgreSQL of
its own, as careful as in production (`fsync` on), fills it, and asks as random users. Each call of the
service layer is recorded as SQL with its values and replayed: by psycopg as a superuser,
for whom no policy counts (the peer), and as the service's role with its policies. All rows come from warm
caches. The server of the HTTP column runs in the same process as its client and shares its interpreter.
"""

import argparse
import logging
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, Final, ParamSpec
from uuid import UUID, uuid4

import httpx
import psycopg
import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from benchmarks.cloud_rows import fill_tables
from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import upgrade
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.batches import creation
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.batches.lists import BatchFilter, BatchSort
from ingestio_cloud.features.changes import service as changes
from ingestio_cloud.features.documents import service as documents
from ingestio_cloud.features.documents.lists import DocumentSort
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.selections import DocumentFilter
from ingestio_core.fieldplan.compiler import compile_prompt
from ingestio_core.plans import PLANS, PlanName
from tests.cloud.served import batch_request, served
from tests.support.people import person
from tests.support.postgres import installations, new_cluster

_SERVER: Final = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "512MB",
    "effective_cache_size": "4GB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "30min",
    "random_page_cost": "1.1",
    "jit": "off",
}
_BIND: Final = "SELECT set_config('role'"
_PAGE: Final = 100
_PEOPLE: Final = 50
"""Users who ask; each has a token for HTTP."""

Work = Callable[[Session, UUID], object]
Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str
    values: Any
    many: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: as a function of the service and as a request. `batch` is what it makes."""

    work: Work
    method: str
    path: str
    body: Any = None
    batch: UUID | None = None


@dataclass(slots=True)
class Call:
    """One call as it was made, and the SQL it took."""

    asked: Asked
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Operation:
    name: str
    ask: Callable[[UUID], Asked]
    calls: int
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Seconds of each call, by the way it was made."""

    name: str
    psycopg: list[float] = field(default_factory=list)
    policies: list[float] = field(default_factory=list)
    service: list[float] = field(default_factory=list)
    http: list[float] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--users", type=int, default=1_000)
    parser.add_argument("--calls", type=int, default=100)
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    cluster = new_cluster(installations()[0], _SERVER)
    try:
        cluster.execute("CREATE DATABASE bench")
        url = cluster.url("bench")
        engine = make_sync_engine(url)
        upgrade(engine)
        begun = perf_counter()
        users = fill_tables(url, chosen.users, chosen.documents)
        _say(f"{chosen.documents:,} documents of {chosen.users:,} users in {perf_counter() - begun:.0f} s")
        with tempfile.TemporaryDirectory() as folder:
            rows = list(_measure(engine, url, Path(folder), users, chosen.calls))
        _print(rows)
        engine.dispose()
    finally:
        cluster.stop()


def _measure(engine: sa.Engine, url: str, folder: Path, users: Sequence[UUID], calls: int) -> Iterator[Row]:
    sessions = SyncSessions(engine)
    dice = random.Random(7)
    plans = {PlanName.STARTER: {"files_per_batch": 1000, "pages_per_month": None, "batches_per_minute": None}}
    plans[PlanName.STARTER]["requests_per_minute"] = None
    asking = dice.sample(list(users), min(_PEOPLE, len(users)))
    with served(folder, database_url=url, plans=plans) as service:
        tokens = {user: person(sessions, service.url, of=user) for user in asking}
        for operation in _operations(sessions, dice, calls):
            chosen = [dice.choice(asking) for _ in range(operation.calls)]
            _say(operation.name)
            yield _row(operation, engine, sessions, url, chosen, {u: p.http for u, p in tokens.items()})
        for known in tokens.values():
            known.close()


def _row(
    operation: Operation,
    engine: sa.Engine,
    sessions: SyncSessions,
    url: str,
    chosen: Sequence[UUID],
    http: dict[UUID, httpx.Client],
) -> Row:
    asked = [operation.ask(user) for user in chosen]
    if not operation.writes:
        for user, each in zip(chosen, asked, strict=True):
            _call(sessions, operation, user, each.work)
    row = Row(operation.name)
    with psycopg.connect(url) as connection:
        for number, (user, each) in enumerate(zip(chosen, asked, strict=True)):
            # One after the other, in turns, so that what else the machine does is spread over all alike.
            with _recorded(engine, each) as call:
                row.service.append(_seconds(_call, sessions, operation, user, each.work))
            ways = ((row.psycopg, False), (row.policies, True))
            for seconds, policies in ways if number % 2 else ways[::-1]:
                if operation.writes:
                    _unmake(connection, call)
                seconds.append(_seconds(_replay, connection, call, policies))
            request = operation.ask(user) if operation.writes else each
            row.http.append(_seconds(_fetch, http[user], request))
    return row


def _seconds(work: Callable[Given, None], *args: Given.args, **kwargs: Given.kwargs) -> float:
    begun = perf_counter()
    work(*args, **kwargs)
    return perf_counter() - begun


def _fetch(http: httpx.Client, asked: Asked) -> None:
    answer = http.request(asked.method, asked.path, json=asked.body)
    assert answer.status_code < 300, answer.text


def _call(sessions: SyncSessions, operation: Operation, user: UUID, work: Work) -> None:
    bound = sessions.of(user)
    with bound.write() if operation.writes else bound.read() as session:
        work(session, user)


@contextmanager
def _recorded(engine: sa.Engine, asked: Asked) -> Iterator[Call]:
    call = Call(asked)

    def note(
        _connection: object, _cursor: object, sql: str, values: Any, _context: object, many: bool
    ) -> None:
        call.statements.append(Statement(sql, values, many))

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield call
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def _replay(connection: psycopg.Connection[Any], call: Call, policies: bool) -> None:
    """A call's SQL in one transaction. All rows are fetched."""
    with connection.transaction(), connection.cursor() as cursor:
        for statement in call.statements:
            if statement.sql.startswith(_BIND) and not policies:
                continue
            if statement.many:
                cursor.executemany(statement.sql, statement.values)
            else:
                cursor.execute(statement.sql, statement.values)
                if cursor.description is not None:
                    cursor.fetchall()


def _unmake(connection: psycopg.Connection[Any], call: Call) -> None:
    """Delete the batch that a call made, with all that came with it."""
    with connection.transaction():
        for statement in (
            "DELETE FROM changes USING documents WHERE batch_id = %(id)s AND entity_id = documents.id "
            "AND changes.user_id = documents.user_id AND kind = 'document'",
            "DELETE FROM changes USING extraction_batches AS b WHERE b.id = %(id)s AND entity_id = b.id "
            "AND changes.user_id = b.user_id AND kind = 'batch'",
            "DELETE FROM documents WHERE batch_id = %(id)s",
            "DELETE FROM extraction_batches WHERE id = %(id)s",
        ):
            connection.execute(statement, {"id": call.asked.batch})


def _operations(sessions: SyncSessions, dice: random.Random, calls: int) -> Iterator[Operation]:
    def one_of(user: UUID) -> UUID:
        with sessions.of(user).read() as session:
            page = documents.list_page(
                session, user, DocumentFilter(), sort=DocumentSort.CREATED_AT_DOWN, cursor=None, limit=_PAGE
            )
        return dice.choice(page.items).id

    def listed(sort: DocumentSort, chosen: DocumentFilter, query: str) -> Callable[[UUID], Asked]:
        def ask(_user: UUID) -> Asked:
            def work(session: Session, user: UUID) -> object:
                return documents.list_page(session, user, chosen, sort=sort, cursor=None, limit=_PAGE)

            return Asked(work, "GET", f"/v1/documents?sort={sort}&limit={_PAGE}{query}")

        return ask

    def batch_list(_user: UUID) -> Asked:
        def work(session: Session, user: UUID) -> object:
            sort = BatchSort.CREATED_AT_DOWN
            return batches.list_page(session, user, BatchFilter(), sort=sort, cursor=None, limit=_PAGE)

        return Asked(work, "GET", f"/v1/batches?limit={_PAGE}")

    def detail(user: UUID) -> Asked:
        document = one_of(user)
        return Asked(
            lambda session, user: documents.get(session, user, document), "GET", f"/v1/documents/{document}"
        )

    def feed(behind: int) -> Callable[[UUID], Asked]:
        def ask(user: UUID) -> Asked:
            with sessions.of(user).read() as session:
                number = session.connection().exec_driver_sql("SELECT change_number FROM users").scalar_one()
            after = number - behind

            def work(session: Session, user: UUID) -> object:
                return changes.page(session, user, after=after, limit=_PAGE)

            return Asked(work, "GET", f"/v1/changes?after={after}&limit={_PAGE}")

        return ask

    def create(files: int) -> Callable[[UUID], Asked]:
        def ask(_user: UUID) -> Asked:
            body = batch_request(*[uuid4().bytes for _ in range(files)])
            request = BatchCreate.model_validate(body)

            def work(session: Session, user: UUID) -> object:
                digest = creation.request_digest(request)
                draft = creation.draft(user, request, key=None, digest=digest, compile_prompt=compile_prompt)
                return creation.create(session, user, request, draft, plan=PLANS[PlanName.LOCAL])

            return Asked(work, "POST", "/v1/batches", body, request.id)

        return ask

    everything = DocumentFilter()
    yield Operation("list, newest 100", listed(DocumentSort.CREATED_AT_DOWN, everything, ""), calls)
    yield Operation("list by name", listed(DocumentSort.FILENAME, everything, ""), calls)
    searched = listed(DocumentSort.CREATED_AT_DOWN, DocumentFilter(search="77"), "&search=77")
    yield Operation("search", searched, calls)
    yield Operation("list of batches", batch_list, calls)
    yield Operation("detail", detail, calls)
    yield Operation("change feed, 100", feed(_PAGE), calls)
    yield Operation("change feed, nothing new", feed(0), calls)
    yield Operation("create, 1 file", create(1), calls, writes=True)
    yield Operation("create, 100 files", create(100), max(5, calls // 4), writes=True)
    yield Operation("create, 1,000 files", create(1000), max(5, calls // 20), writes=True)


def _print(rows: Sequence[Row]) -> None:
    """Milliseconds of psycopg alone; all else as ratios to it."""
    heads = ("psycopg ms", "policies", "service", "HTTP")
    print(f"{'p50 / p95':28}" + "".join(f"{head:>18}" for head in heads))
    for row in rows:
        plain = _percentiles(row.psycopg)
        cells = [f"{plain[0] * 1000:.2f} / {plain[1] * 1000:.2f}"]
        cells += [
            " / ".join(f"{a / b:.2f}" for a, b in zip(_percentiles(seconds), plain, strict=True))
            for seconds in (row.policies, row.service, row.http)
        ]
        print(f"{row.name:28}" + "".join(f"{cell:>18}" for cell in cells))


def _percentiles(seconds: Sequence[float]) -> tuple[float, float]:
    parts = statistics.quantiles(seconds, n=20, method="inclusive")
    return parts[9], parts[18]


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
