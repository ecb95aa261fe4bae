"""Documents a second through the durable workflow, against bare SQLite transactions.

`python -m benchmarks.workflow [DOCUMENTS]`. The workflow takes the whole road of a document (queue,
begin, child process, outcome on disk, finish) with an engine that reads nothing. The peer is a loop
on a file with the same settings that makes, for each document, the changes that any solution must
make: claim it, store a result, settle document, batch and usage, in three transactions.
"""

import sqlite3
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from ingestio_cloud.db.engine import PRAGMAS
from ingestio_cloud.workflows.engines import read_nothing
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus
from tests.cloud.workflow_bench import Bench
from tests.support.waiting import until

_DOCUMENTS: Final = 400
_WARM_UP: Final = 8
_PATIENCE_SECONDS: Final = 300.0


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    seconds: float
    documents: int

    @property
    def rate(self) -> float:
        return self.documents / self.seconds


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else _DOCUMENTS
    with tempfile.TemporaryDirectory() as folder:
        peer = Row("bare SQLite, 3 transactions each", bare(Path(folder) / "bare.db", documents), documents)
        rows = [peer]
        for workers in (1, 2):
            seconds = workflow(Path(folder) / f"workflow-{workers}", documents, workers)
            rows.append(Row(f"workflow, null engine, children: {workers}", seconds, documents))
    print(f"{'':36}{'documents':>10}{'seconds':>10}{'a second':>10}{'ratio':>8}")
    for row in rows:
        figures = f"{row.documents:>10}{row.seconds:>10.2f}{row.rate:>10.0f}{row.rate / peer.rate:>8.3f}"
        print(f"{row.name:36}{figures}")


def bare(path: Path, documents: int) -> float:
    """Seconds of a plain loop of transactions."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE document (id INTEGER PRIMARY KEY, status TEXT)")
    connection.execute("CREATE TABLE result (document INTEGER PRIMARY KEY, data TEXT)")
    connection.execute("CREATE TABLE batch (done INTEGER, pages INTEGER)")
    connection.execute("INSERT INTO batch VALUES (0, 0)")
    connection.executemany("INSERT INTO document VALUES (?, 'queued')", ((n,) for n in range(documents)))

    def in_transaction(*statements: tuple[str, tuple[object, ...]]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            connection.execute(sql, values)
        connection.execute("COMMIT")

    begun = perf_counter()
    for number in range(documents):
        in_transaction(
            ("UPDATE document SET status = 'processing' WHERE id = ? AND status = 'queued'", (number,))
        )
        in_transaction(("INSERT INTO result VALUES (?, ?)", (number, "{}")))
        in_transaction(
            ("UPDATE document SET status = 'done' WHERE id = ? AND status = 'processing'", (number,)),
            ("UPDATE batch SET done = done + 1, pages = pages + 1", ()),
        )
    seconds = perf_counter() - begun
    connection.close()
    return seconds


def workflow(folder: Path, documents: int, workers: int) -> float:
    """Seconds from queueing a batch to its last document, with the children started."""
    with Bench(folder, read_nothing, workers=workers).launched() as bench:
        warm, _ = bench.submit(*["warm"] * _WARM_UP)
        until(lambda: bench.batch_status(warm) in FINAL_BATCH)
        begun = perf_counter()
        batch, _ = bench.submit(*["document"] * documents)
        until(lambda: bench.batch_status(batch) in FINAL_BATCH, _PATIENCE_SECONDS)
        seconds = perf_counter() - begun
        assert bench.batch_status(batch) is BatchStatus.COMPLETED
        return seconds


if __name__ == "__main__":
    main()
