"""Documents that a model reads, while the processes that ask it are killed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from ingestio_cloud.db.models import ExtractionBatch
from ingestio_core.lifecycle import FINAL_BATCH, DocumentStatus, JobStatus
from tests.chaos.cluster import REPOSITORY
from tests.chaos.doomed import KILLED, NONE, SURVIVED
from tests.chaos.model_lives import POINTS
from tests.cloud.model_bench import ModelBench, invoice
from tests.cloud.workflow_bench import PAGES
from tests.support.model_server import GOOD, ModelServer, Reply, running_model_server
from tests.support.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")

RATE = 30
BURST, PERIOD = 3, 6000
"""What that many questions a minute are at once, and in milliseconds."""
COMPLETED = (DocumentStatus.COMPLETED, JobStatus.COMPLETED, None)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as running:
        yield running


def test_killed_with_an_answer_in_hand(tmp_path: Path, server: ModelServer) -> None:
    killed_at(["answer kept"], tmp_path, server)


@pytest.mark.chaos
def test_killed_between_every_two_steps(tmp_path: Path, server: ModelServer) -> None:
    killed_at(list(POINTS), tmp_path, server)


def killed_at(points: list[str], folder: Path, server: ModelServer) -> None:
    """An answer that was kept is never asked for again, and nothing is charged twice."""
    command = [sys.executable, "-m", "tests.chaos.model_lives", str(folder), server.url, *points, NONE]
    done = subprocess.run(command, cwd=REPOSITORY, timeout=170, check=True, stdout=subprocess.PIPE)
    assert json.loads(done.stdout.splitlines()[-1]) == [*[KILLED] * len(points), SURVIVED]
    bench = ModelBench(folder, server.url)
    with bench.sessions.system.read() as session:
        batches = session.scalars(select(ExtractionBatch.id).order_by(ExtractionBatch.created_at)).all()
    assert len(batches) == len(points)
    once = {"reserved": 0, "used": PAGES, "documents": 1, "ledger": PAGES, "results": 1}
    for point, batch in zip(points, batches, strict=True):
        assert (point, bench.states(batch), bench.usage(batch)) == (point, [COMPLETED], once)
    asked = {point: server.asked_about(f"R-{number}") for number, point in enumerate(points)}
    assert asked == {point: 2 if point == "answered, not kept" else 1 for point in points}
    bench.work.sweep()
    assert not bench.kept()
    bench.close()


@pytest.mark.chaos
def test_the_rate_holds_over_two_processes(tmp_path: Path, server: ModelServer, postgres_url: str) -> None:
    """One of them is killed while it waits for an answer; the other goes on within the same rate."""
    server.usual = Reply(hang=True)
    with (
        working(tmp_path, server, postgres_url) as doomed,
        working(tmp_path, server, postgres_url),
        ModelBench(tmp_path, server.url, url=postgres_url, rate=RATE, runs_work=False).launched() as bench,
    ):
        batch, _ = bench.submit(*[invoice(number=f"R-{number}") for number in range(4)])
        until(lambda: server.count == BURST)
        doomed.kill()
        doomed.wait()
        server.usual = GOOD
        server.let_go()
        until(lambda: bench.batch_status(batch) in FINAL_BATCH)
        assert bench.states(batch) == [COMPLETED] * 4
        used = {"reserved": 0, "used": 4 * PAGES, "documents": 4, "ledger": 4 * PAGES, "results": 4}
        assert bench.usage(batch) == used
        begun = starts(bench)
        assert len(begun) >= BURST + 1
        assert all(later - early >= PERIOD for early, later in zip(begun, begun[BURST:], strict=False))


@contextmanager
def working(folder: Path, server: ModelServer, url: str) -> Iterator["subprocess.Popen[str]"]:
    """A process that works, one of several, until the end of the block."""
    command = [sys.executable, "-m", "tests.chaos.test_model_lane", str(folder), url, server.url]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


def starts(bench: ModelBench) -> list[int]:
    """When the runs that ask left their queue, in milliseconds by the database's clock."""
    statement = text(f"SELECT started_at_epoch_ms FROM {bench.runs_table} WHERE name = 'ask_model'")
    with bench.database.connect() as connection:
        return sorted(connection.execute(statement).scalars())


def main() -> None:
    folder, url, model = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    bench = ModelBench(folder, model, url=url, rate=RATE, dead_after=timedelta(seconds=2))
    with bench.launched():
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.read()
        until(lambda: False)


if __name__ == "__main__":
    main()
