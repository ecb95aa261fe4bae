"""The embedded service on SQLite, ended and started again all the time: nothing is lost, nothing is
counted twice. A short form of it runs with all tests, the long one with `make chaos`."""

import asyncio
import os
import random
import secrets
import signal
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import func, select

from ingestio_cloud.db.engine import make_sync_engine, sqlite_url
from ingestio_cloud.db.models import Document
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.accounts.repository import local_user
from ingestio_cloud.integrations.blobs import BlobStore
from ingestio_cloud.settings import DATABASE_FILE
from ingestio_core.lifecycle import FINAL_DOCUMENT
from tests.chaos import aftermath
from tests.chaos.batch30 import gone
from tests.chaos.cluster import MARK, Member, free_port, marked, resume
from tests.chaos.orders import Caller, check, make_files, make_order, place, still_open
from tests.support.waiting import until

DOCUMENTS = int(os.environ.get("DOCUMENTS") or "500") * 2 // 5
SEED = int(os.environ.get("SEED") or "0") or random.SystemRandom().randrange(1, 2**31)
_ENDS = ("kill", "kill", "stop", "suspend")
_PATIENCE_SECONDS = 120.0
_SUSPENDED_SECONDS = 2.0


async def test_ended_in_each_way_in_a_batch(tmp_path: Path) -> None:
    await survive(tmp_path, random.Random(4), documents=12, ends=["kill", "stop"])


@pytest.mark.chaos
@pytest.mark.timeout(120 + DOCUMENTS * 2)
async def test_ended_all_the_time(tmp_path: Path) -> None:
    sys.stdout.write(f"SEED={SEED}, logs below {tmp_path}\n")
    dice = random.Random(SEED)
    await survive(tmp_path, dice, documents=DOCUMENTS, ends=dice.choices(_ENDS, k=max(4, DOCUMENTS // 12)))


async def survive(folder: Path, dice: random.Random, *, documents: int, ends: list[str]) -> None:
    """A batch of so many documents, while the service is ended, in these ways, each time that some more
    of them are done."""
    service, token, mark = alone(folder)
    service.start()
    await asyncio.to_thread(service.wait_ready)
    database = make_sync_engine(sqlite_url(folder / "service" / DATABASE_FILE))
    sessions = SyncSessions(database)
    with sessions.system.read() as session:
        caller = Caller(local_user(session).id, token)
    paths = make_files(folder / "files")
    order = make_order(caller, paths, dice, documents=documents, seconds=len(ends) * 4.0)
    at = sorted(dice.choices(range(1, documents * 3 // 4), k=len(ends)))
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(place(order, f"http://127.0.0.1:{service.command[-1]}"))
            tasks.create_task(asyncio.to_thread(trouble, service, sessions, list(zip(at, ends, strict=True))))
        await asyncio.to_thread(until, lambda: still_open(sessions) == [], _PATIENCE_SECONDS + documents)
        await asyncio.to_thread(until, lambda: aftermath.unfinished_runs(database) == [], _PATIENCE_SECONDS)
        assert check(sessions, order) == 0
        blobs = BlobStore.in_folder(folder / "service" / "files")
        # What a cancel or a kill leaves of an attempt, the sweep of the next start takes away.
        await asyncio.to_thread(service.stop)
        service.start()
        await asyncio.to_thread(until, lambda: list(blobs.keys("outcomes")) == [])
        await asyncio.to_thread(service.wait_ready)
        assert aftermath.broken_runs(database) == []
        await asyncio.to_thread(service.stop)
        assert marked(mark) == []
        assert aftermath.exceptions((folder / "logs").glob("*.log")) == Counter()
    finally:
        database.dispose()
        for process in marked(mark):
            process.kill()
        service.process.wait()


def alone(folder: Path) -> tuple[Member, str, str]:
    """An embedded service that is not started; its token and the mark of its processes."""
    token, mark = secrets.token_urlsafe(32), secrets.token_hex(8)
    environment = {
        **os.environ,
        "INGESTIO_TOKEN": token,
        "INGESTIO_ENGINE": "slow",
        "INGESTIO_WORKERS": "2",
        MARK: mark,
    }
    command = [sys.executable, "-m", "ingestio_cloud", "serve", "--data-dir", str(folder / "service")]
    (folder / "logs").mkdir()
    return (
        Member("service", [*command, "--port", str(free_port())], environment, folder / "logs"),
        token,
        mark,
    )


def trouble(service: Member, sessions: SyncSessions, ends: list[tuple[int, str]]) -> None:
    for count, end in ends:
        until(partial(enough, sessions, count), _PATIENCE_SECONDS + count)
        match end:
            case "kill":
                service.kill()
            case "stop":
                processes = service.family()
                service.process.send_signal(signal.SIGTERM)
                assert service.process.wait(10) in (0, -signal.SIGTERM)
                assert gone(processes[1:])
            case _:
                stopped = service.suspend(with_children=True)
                Event().wait(_SUSPENDED_SECONDS)
                resume(stopped)
                continue
        service.start()
        service.wait_ready()


def enough(sessions: SyncSessions, count: int) -> bool:
    """Whether so many documents are over."""
    with sessions.system.read() as session:
        statement = select(func.count()).select_from(Document).where(Document.status.in_(FINAL_DOCUMENT))
        return (session.scalar(statement) or 0) >= count
