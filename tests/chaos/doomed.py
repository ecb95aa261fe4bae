"""Services without a web that are killed at given points, one after the other: `doomed FOLDER URL POINT…`.

Each finishes first what the ones before it left, then submits a document and ends without a word at
its point; one at `none` just finishes what is left. Writes how each ended: a list of exit codes in JSON.
On PostgreSQL (URL is `-` for SQLite) each is a process of its own name, and takes over from the dead as
soon as their silence tells. Changes nothing in the product: it wraps the steps of its own instance.

They are forked, since most of the time of a start goes into imports.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from dbos._sys_db import SystemDatabase
from sqlalchemy import select

from ingestio_cloud.db.models import ExtractionBatch
from ingestio_cloud.features.batches import service as batches
from ingestio_cloud.features.extraction import service
from ingestio_cloud.workflows import returning
from ingestio_core.errors import MachineError
from ingestio_core.lifecycle import FINAL_BATCH
from tests.chaos.aftermath import unfinished_runs
from tests.cloud.pool_engines import by_content
from tests.cloud.workflow_bench import Bench
from tests.support.waiting import until

KILLED: Final = 9
SURVIVED: Final = 0
NONE: Final = "none"
NEVER: Final = "never"
DEAD_AFTER: Final = timedelta(seconds=1)

Step = Callable[..., Any]
Arm = Callable[[Bench], None]


def die() -> None:
    os._exit(KILLED)


def before(step: Step) -> Step:
    return lambda *_args, **_named: die()


def after(step: Step) -> Step:
    def run(*args: Any, **named: Any) -> None:
        step(*args, **named)
        die()

    return run


def after_some(step: Step) -> Step:
    """After a chore that found something to do."""

    def run(*args: Any, **named: Any) -> Any:
        done = step(*args, **named)
        if done:
            die()
        return done

    return run


def after_outcome(step: Step) -> Step:
    """After an outcome was put into the store; the files of documents are put there, too."""

    def run(key: str, content: bytes) -> None:
        step(key, content)
        if key.startswith("outcomes/"):
            die()

    return run


def at(find: Callable[[Bench], Any], name: str, when: Callable[[Step], Step], failing: bool = False) -> Arm:
    """Die around a step; `failing` has what was read not be stored at first, as when the disk is full."""

    def arm(bench: Bench) -> None:
        owner = find(bench)
        setattr(owner, name, when(getattr(owner, name)))
        if failing:
            bench.work.finish = refuse_once(bench.work.finish)  # type: ignore[method-assign]

    return arm


def refuse_once(step: Step) -> Step:
    left = [MachineError("disk_full", "The disk is full", "Make room.", retryable=True)]

    def run(*args: Any, **named: Any) -> Any:
        if left:
            raise left.pop()
        return step(*args, **named)

    return run


def _work(bench: Bench) -> Any:
    return bench.work


def _durable(bench: Bench) -> Any:
    return bench.durable


def _waiting(bench: Bench) -> Any:
    return bench.durable._waiting


def _returning(_bench: Bench) -> Any:
    return returning


def _lost(bench: Bench) -> Any:
    return bench.durable._lost


def _blobs(bench: Bench) -> Any:
    return bench.blobs


def _service(_bench: Bench) -> Any:
    return service


def _engine_tables(_bench: Bench) -> Any:
    return SystemDatabase


POINTS: Final[Mapping[str, Arm]] = {
    "left the queue, has no turn yet": at(_durable, "_run", before),
    "has a turn": at(_work, "begin", before),
    "begun, not committed": at(_service, "begin", after),
    "begun": at(_work, "begin", after),
    "about to read": at(_work, "read", before),
    "read": at(_work, "read", after),
    "finished, not committed": at(_service, "finish", after),
    "finished": at(_work, "finish", after),
    "tidy": at(_work, "tidy", after),
    "run over, engine not told": at(_durable, "_run", after),
    "engine told": at(_engine_tables, "update_workflow_outcome", after),
    "could not be stored": at(_work, "set_aside", before, failing=True),
    "outcome stored": at(_blobs, "put_bytes", after_outcome, failing=True),
    "let go, not committed": at(_service, "let_go", after, failing=True),
    "set aside": at(_work, "set_aside", after, failing=True),
    "put off": at(_waiting, "take_due", before, failing=True),
    "put back": at(_returning, "put_back", after, failing=True),
}
"""Between every two steps of a document's way through the engine."""


def lose(bench: Bench) -> None:
    """A document whose run the durable engine has lost."""
    _, (document,) = bench.submit("good")
    with bench.database.begin() as connection:
        connection.execute(
            sa.text(f"DELETE FROM {bench.runs_table} WHERE workflow_uuid LIKE :run"),
            {"run": f"doc:{document}%"},
        )


def cancel(bench: Bench) -> None:
    """A document that hangs in its child when its batch is cancelled; the engine is never told."""
    batch, (document,) = bench.submit("hang")
    user = bench.user_of(batch)
    until(lambda: f"files/{document}.reads" in set(bench.blobs.keys("files")))
    with bench.sessions.of(user).write() as session:
        batches.cancel(session, user, batch)
    die()


LOST: Final[Mapping[str, Arm]] = {
    "queued again, not committed": at(_durable, "_enqueue_lost", after),
    "queued again": at(_lost, "mend", after_some),
}
"""The same of one that the reconciler queues again."""

CANCELLED: Final = "cancelled, engine not told"


def life(folder: Path, url: str, point: str) -> None:
    dead_after = DEAD_AFTER if url else None
    bench = Bench(folder, by_content, workers=1, url=url, dead_after=dead_after)
    text = sys.argv[4] if point == NEVER else "good"
    with bench.launched():
        until(lambda: all_over(bench))
        if point == NONE:
            return
        if point == CANCELLED:
            cancel(bench)
        elif point == NEVER:
            bench.submit(text)
        elif point in LOST:
            LOST[point](bench)
            lose(bench)
        else:
            POINTS[point](bench)
            bench.submit("good")
        until(lambda: all_over(bench))


def all_over(bench: Bench) -> bool:
    """Whether all batches are, and the engine has nothing more to do."""
    with bench.sessions.system.read() as session:
        final = all(status in FINAL_BATCH for status in session.scalars(select(ExtractionBatch.status)))
    return final and not unfinished_runs(bench.database)


def main() -> None:
    folder, url, points = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    if points[0] == NEVER:
        points = points[:1]
    codes = []
    for point in points:
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                life(folder, "" if url == "-" else url, point)
                code = SURVIVED
            finally:
                if code != SURVIVED:
                    traceback.print_exc()
                os._exit(code)
        codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    # After a line's end, since what they logged comes first.
    sys.stdout.write(f"\n{json.dumps(codes)}\n")


if __name__ == "__main__":
    main()
