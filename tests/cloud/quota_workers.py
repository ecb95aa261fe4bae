"""Eight processes that reserve, commit and release pages of one user, and die now and then between any
two steps: `python -m tests.cloud.quota_workers URL USER LIMIT`. Prints what happened as JSON."""

import json
import os
import random
import sys
from collections import Counter
from uuid import UUID

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.usage import service as usage

WORKERS = 8
LIVES = 4
ROUNDS = 10
DOCUMENTS = 120
_DIED = 9
_DEATH = 0.04


def main(url: str, user: UUID, limit: int) -> None:
    """Every worker has some lives, one after the other."""
    lives = dict.fromkeys(range(WORKERS), 0)
    running = {_start(url, user, limit, worker, 0): worker for worker in lives}
    outcomes: Counter[str] = Counter()
    while running:
        process, status = os.wait()
        worker = running.pop(process)
        code = os.waitstatus_to_exitcode(status)
        outcomes[{0: "finished", _DIED: "died"}.get(code, "failed")] += 1
        lives[worker] += 1
        if lives[worker] < LIVES:
            running[_start(url, user, limit, worker, lives[worker])] = worker
    sys.stdout.write(json.dumps(outcomes))


def _start(url: str, user: UUID, limit: int, worker: int, life: int) -> int:
    process = os.fork()
    if not process:
        _work(url, user, limit, random.Random(worker * LIVES + life))
        os._exit(0)
    return process


def _work(url: str, user: UUID, limit: int, chance: random.Random) -> None:
    def perhaps_die() -> None:
        if chance.random() < _DEATH:
            os._exit(_DIED)

    sessions = SyncSessions(make_sync_engine(url)).of(user)
    for _ in range(ROUNDS):
        document, pages = UUID(int=chance.randrange(DOCUMENTS)), chance.randint(0, 9)
        with sessions.write() as session:
            reserved = usage.reserve(session, user, document, 1, pages=pages, limit=limit)
            perhaps_die()
        perhaps_die()
        if not reserved:
            continue
        with sessions.write() as session:
            if chance.random() < 0.3:
                usage.release(session, user, document, 1)
            else:
                usage.commit(session, user, document, 1, pages=chance.randint(0, pages))
            perhaps_die()
        perhaps_die()


if __name__ == "__main__":
    main(sys.argv[1], UUID(sys.argv[2]), int(sys.argv[3]))
