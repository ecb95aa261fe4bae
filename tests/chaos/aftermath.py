"""What must not be left of a troubled service: runs, outcomes, processes, exceptions in its logs."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from tests.chaos.cluster import log_lines

_AWAY: Final = (
    r"(OperationalError|InterfaceError|AdminShutdown|CrashShutdown|InvalidatePoolError|PoolTimeout"
    r"|TimeoutError|DatabaseError|InternalError|IdleInTransactionSessionTimeout)"
)
ALLOWED: Final[Mapping[str, str]] = {
    "database_error": "the API has told a caller to come back, since the database was away",
    rf"(task|caretaker|upkeep)_failed: {_AWAY}( < {_AWAY})*": "the database was away; it is tried again",
    r"not_started|Application startup failed. Exiting.": (
        "the database was away; what runs the service starts it again"
    ),
    rf"exception: (MachineError < )?{_AWAY}( < {_AWAY})*": "the same, as the web server prints it",
    r"Error connecting to the DBOS system database: \(psycopg.OperationalError\).*": (
        "the same, as the durable engine says it"
    ),
    rf"DBOS failed to launch: {_AWAY}( < {_AWAY})*": "the same",
    rf"Exception polling schedules: {_AWAY}( < {_AWAY})*": "the database was away; it looks again",
    r"Error executing workflow doc:.*: \(psycopg.(OperationalError|errors.AdminShutdown)\).*": (
        "the database was away when the durable engine took a run; the run is put back once it is seen "
        "that it is not here"
    ),
    rf"Exception encountered in background workflow: {_AWAY}( < {_AWAY})*": (
        "the same when it wanted to note that a run is over"
    ),
    r"Cancel \d+ running task\(s\), timeout graceful shutdown exceeded": (
        "an API process was told to end; requests that take longer than a second are cut off, and come back"
    ),
    r"Exception in ASGI application: CancelledError": "what is said of each of those",
    "not_handed_over": "the database was away for the whole stop; the others take it for a crash",
    r"Error executing workflow doc:.*: DBOS Error: Executor accessed before DBOS was launched": (
        "the durable engine took a run out of the queue when it was told to end; the stop puts it back"
    ),
}
"""Exceptions and errors that a log may tell of, each with the reason: the event as the log names it, then
the exception with its causes."""

_NO_EVENT: Final = re.compile(r".*resource_tracker|  warnings.warn\('resource_tracker")
"""What Python says itself, outside of the service, when it was killed."""
_UNFINISHED: Final = "SELECT workflow_uuid, status, executor_id FROM {table} WHERE status NOT IN ({over})"
_OVER: Final = "'SUCCESS', 'ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'"
_TYPES: Final = re.compile(r"(?:^| < )(?:\w+\.)*(\w+)(?: \([^)]*\))?(?= at | < )")


def unfinished_runs(database: sa.Engine) -> list[str]:
    """Runs that the durable engine still has to do, with whoever has them."""
    table = "workflow_status" if database.dialect.name == "sqlite" else "dbos.workflow_status"
    with database.connect() as connection:
        rows = connection.exec_driver_sql(_UNFINISHED.format(table=table, over=_OVER)).all()
    return [" ".join(map(str, row)) for row in rows]


def broken_runs(database: sa.Engine) -> list[str]:
    """Runs that ended with an error: the code of a run never raises."""
    table = "workflow_status" if database.dialect.name == "sqlite" else "dbos.workflow_status"
    with database.connect() as connection:
        rows = connection.exec_driver_sql(
            f"SELECT workflow_uuid, status, error FROM {table} WHERE status = 'ERROR'"
        ).all()
    return [" ".join(map(str, row)) for row in rows]


def exceptions(logs: Iterable[Path], allowed: Mapping[str, str] = ALLOWED) -> Counter[str]:
    """What the logs tell of exceptions and errors that is not allowed, each with how often."""
    found: Counter[str] = Counter()
    for path in logs:
        for line in log_lines(path):
            name = _name(line)
            if name is not None and not any(re.fullmatch(pattern, name) for pattern in allowed):
                found[f"{name} ({path.name})"] += 1
    return found


def mentions(logs: Iterable[Path], word: str) -> list[str]:
    """The lines of the logs that name something, in the order of time."""
    lines = [
        (str(line.get("timestamp")), path.name, json.dumps(line))
        for path in logs
        for line in log_lines(path)
        if word in json.dumps(line)
    ]
    return [f"{name}: {text}" for _, name, text in sorted(lines)]


def _name(line: Mapping[str, object]) -> str | None:
    """What an event tells of an exception or error; None when it does not."""
    if "exception" in line:
        return f"{line['event']}: {' < '.join(_TYPES.findall(str(line['exception'])))}"
    if line.get("event") == "not_an_event":
        words = str(line["line"])
        return None if _NO_EVENT.match(words) else f"not_an_event: {words}"
    return str(line.get("event")) if line.get("level") in ("error", "critical") else None
