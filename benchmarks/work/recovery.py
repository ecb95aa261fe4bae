"""Time until the work of a killed worker is done by another."""

from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Final

from benchmarks.work.site import PATIENCE, USERS, Site, postgres_site, queue_documents
from benchmarks.work.tables import print_table, say
from tests.support.waiting import until

_TRIES: Final = 3
_DOCUMENTS: Final = 120
_BEFORE: Final = 30
"""So many are done when the worker is killed."""

_IN_HAND: Final = (
    "SELECT workflow_uuid FROM dbos.workflow_status WHERE status = 'PENDING' AND executor_id = %(worker)s"
)
_DONE: Final = (
    "SELECT count(*), count(finished_at), max(finished_at) FROM extraction_jobs "
    "WHERE 'doc:' || document_id || ':' || attempt = ANY(%(runs)s)"
)


def measure(dead_after: Sequence[int]) -> None:
    """Print the table: one of two workers is killed with work in hand, for each time after which it is taken
    for dead."""
    rows = []
    for seconds in dead_after:
        tries = []
        for number in range(_TRIES):
            say(f"recovery: {seconds} s, {number + 1} of {_TRIES}")
            with postgres_site() as site:
                tries.append(_try(site, seconds))
        whole = median(total for total, _ in tries)
        rows.append(
            (
                f"INGESTIO_DEAD_AFTER={seconds}",
                " ".join(str(count) for _, count in tries),
                " ".join(f"{total:.1f}" for total, _ in tries),
                f"{whole:.1f}",
                f"{min(1.0, seconds / whole):.2f}",
                f"{max(0.0, whole - seconds):.1f}",
            )
        )
    heads = (
        "kill -9 of one of two workers",
        "in hand",
        "seconds",
        "median",
        "share of dead_after",
        "rest, s",
    )
    print_table("Recovery: until all that it had in hand is done", heads, rows)


def _try(site: Site, dead_after: int) -> tuple[float, int]:
    environment = {"INGESTIO_DEAD_AFTER": str(dead_after)}
    (victim,) = site.start(1, **environment)
    ((name,),) = site.ask("SELECT executor_id FROM workers")
    site.start(1, **environment)
    site.warm(2)
    done = site.completed()
    queue_documents(site.bench, _DOCUMENTS, USERS)
    until(lambda: site.completed() >= done + _BEFORE, PATIENCE)
    victim.process.kill()
    victim.process.wait()
    killed = datetime.now(UTC)
    runs = [run for (run,) in site.ask(_IN_HAND, worker=name)]
    if not runs:
        return _try(site, dead_after)
    ended: list[datetime] = []

    def over() -> bool:
        count, finished, last = site.ask(_DONE, runs=runs)[0]
        if count == finished:
            ended.append(last)
        return bool(ended)

    until(over, PATIENCE)
    site.until_done()
    return (ended[0] - killed).total_seconds(), len(runs)
