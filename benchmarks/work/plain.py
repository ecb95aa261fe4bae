"""The peer: procrastinate with one plain job a document. As a program, one of its workers.

`python -m benchmarks.work.plain URL CONCURRENCY`. The job `store` makes in one transaction the changes
that any solution must make once a document was read: its result, its status, the counts of its batch and
of its user's month. It claims by procrastinate's own means; a document that is cancelled or a worker that
dies is nobody's business. The job `nothing` does nothing.
https://procrastinate.readthedocs.io
"""

import asyncio
import logging
import sys
from collections.abc import Sequence
from typing import Final

import procrastinate
import psycopg
from procrastinate.types import JSONValue

IN_WORK: Final = 8
"""Jobs in work in each process."""

_TABLES: Final = (
    "CREATE TABLE document (id int PRIMARY KEY, batch int NOT NULL, status text NOT NULL)",
    "CREATE TABLE result (document int PRIMARY KEY, data jsonb NOT NULL)",
    "CREATE TABLE batch (id int PRIMARY KEY, completed int NOT NULL)",
    "CREATE TABLE month (id int PRIMARY KEY, documents int NOT NULL, pages int NOT NULL)",
)


def make_app(url: str) -> procrastinate.App:
    """The two jobs."""
    connector = procrastinate.PsycopgConnector(conninfo=url, min_size=2, max_size=IN_WORK + 2)
    app = procrastinate.App(connector=connector)

    @app.task(name="nothing")
    async def nothing(document: int) -> None:
        pass

    @app.task(name="store")
    async def store(document: int) -> None:
        async with connector.pool.connection() as connection:
            await connection.execute("INSERT INTO result VALUES (%s, '{}')", (document,))
            found = await connection.execute(
                "UPDATE document SET status = 'completed' WHERE id = %s RETURNING batch",
                (document,),
            )
            (batch,) = await found.fetchone() or (0,)
            await connection.execute("UPDATE batch SET completed = completed + 1 WHERE id = %s", (batch,))
            await connection.execute(
                "UPDATE month SET documents = documents + 1, pages = pages + 2 WHERE id = %s", (batch,)
            )

    return app


class Queue:
    """Puts jobs into the queue, and looks how far they are."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._next = 0

    def make_tables(self, batches: int) -> None:
        async def make() -> None:
            async with make_app(self._url).open_async() as app:
                await app.schema_manager.apply_schema_async()

        asyncio.run(make())
        with psycopg.connect(self._url) as connection:
            for table in _TABLES:
                connection.execute(table)
            connection.execute("INSERT INTO batch SELECT generate_series(0, %s), 0", (batches - 1,))
            connection.execute("INSERT INTO month SELECT generate_series(0, %s), 0, 0", (batches - 1,))
        self._batches = batches

    def add(self, job: str, count: int) -> None:
        """Queue a job for each of so many new documents, spread over the batches."""
        numbers = range(self._next, self._next + count)
        self._next += count
        rows = [(number, number % self._batches) for number in numbers]
        with psycopg.connect(self._url) as connection, connection.cursor() as cursor:
            cursor.executemany("INSERT INTO document VALUES (%s, %s, 'queued')", rows)
        asyncio.run(self._defer(job, numbers))

    def done(self) -> int:
        """How many jobs have succeeded."""
        return self._count("SELECT count(*) FROM procrastinate_jobs WHERE status = 'succeeded'")

    def unfinished(self) -> int:
        return self._count("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")

    def _count(self, statement: str) -> int:
        with psycopg.connect(self._url) as connection:
            found = connection.execute(statement.encode()).fetchone()
        assert found is not None
        count: int = found[0]
        return count

    async def _defer(self, job: str, numbers: Sequence[int]) -> None:
        async with make_app(self._url).open_async() as app:
            for at in range(0, len(numbers), 1000):
                some: list[dict[str, JSONValue]] = [{"document": n} for n in numbers[at : at + 1000]]
                await app.tasks[job].batch_defer_async(*some)


def main() -> None:
    url, concurrency = sys.argv[1:]
    logging.basicConfig(level=logging.WARNING)
    app = make_app(url)

    async def work() -> None:
        async with app.open_async():
            await app.run_worker_async(concurrency=int(concurrency))

    asyncio.run(work())


if __name__ == "__main__":
    main()
