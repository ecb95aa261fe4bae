"""What must not be left of a troubled service: runs, outcomes, processes, exceptions in its logs."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from tests.chaos.cluster import log_lines

ALLOWED: Final[Mapping[str, str]] = {}
"""Exceptions that a log may tell of, as `event: type < cause`, each with its reason."""

_UNFINISHED: Final = "SELECT workflow_uuid, status, executor_id FROM {table} WHERE status NOT IN ({over})"
_OVER: Final = "'SUCCESS', 'ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'"
_PLACES: Final = re.compile(r" at [^<]*")


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
            text = json.dumps(line, sort_keys=True)
            event = str(line.get("event"))
            types = _PLACES.sub("", str(line.get("exception", "")))
            if line.get("level") in ("error", "critical") or types or event == "not_an_event":
                name = f"{event}: {types}" if types else event
                if not any(re.fullmatch(pattern, name) for pattern in allowed):
                    found[f"{name} ({path.name}) {text[:1500] if name == event else ''}"] += 1
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
