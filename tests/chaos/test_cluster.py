"""Everything goes wrong at once, on PostgreSQL with API and worker processes: nothing is lost, nothing
is counted twice, and what was cancelled stays so.

`make chaos` runs it, longer with `make chaos DOCUMENTS=5000`; the seed is printed, and `SEED=` repeats
the same troubles, though not the same timing.
"""

import asyncio
import os
import random
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.chaos import aftermath
from tests.chaos.cluster import Cluster, running_cluster
from tests.chaos.orders import Caller, Order, check, make_files, make_order, place, still_open
from tests.chaos.troubles import Kind, Troubles, planned
from tests.support.people import person

pytestmark = pytest.mark.chaos

USERS = 20
DOCUMENTS = int(os.environ.get("DOCUMENTS") or "500")
SEED = int(os.environ.get("SEED") or "0") or random.SystemRandom().randrange(1, 2**31)
ENGINES = ["slow", "slow", "local"]
SECONDS = max(40.0, DOCUMENTS * 0.2)
"""How long it goes wrong."""
PATIENCE_SECONDS = 240.0 + DOCUMENTS * 0.6
_GIVEN_UP_AT_MOST = 0.01
_LOOK_SECONDS = 0.5


@pytest.mark.timeout(SECONDS + PATIENCE_SECONDS * 3)
async def test_nothing_is_lost_and_nothing_counted_twice(tmp_path: Path) -> None:
    sys.stdout.write(f"SEED={SEED}, logs below {tmp_path}\n")
    dice = random.Random(SEED)
    troubles_dice, people_dice = random.Random(dice.random()), random.Random(dice.random())
    with running_cluster(tmp_path / "cluster", ENGINES) as cluster, explained(cluster):
        orders = make_orders(tmp_path / "files", cluster, people_dice)
        troubles = Troubles(cluster, planned(troubles_dice, SECONDS))
        with caused(troubles):
            async with asyncio.timeout(SECONDS + PATIENCE_SECONDS), asyncio.TaskGroup() as tasks:
                for order in orders:
                    tasks.create_task(place(order, people_dice.choice(cluster.api_urls)))
        assert set(troubles.seen) == set(Kind)
        for member in cluster.members:
            member.wait_ready()
        # Connections of before the restarts.
        cluster.database.dispose()
        await nothing(lambda: still_open(cluster.sessions))
        await nothing(lambda: aftermath.unfinished_runs(cluster.database))
        given_up = sum(check(cluster.sessions, order) for order in orders)
        assert given_up <= DOCUMENTS * _GIVEN_UP_AT_MOST
        # What a cancel or a kill leaves of an attempt, the sweep of a worker's start takes away.
        cluster.workers[0].stop()
        cluster.workers[0].start()
        await nothing(lambda: list(cluster.blobs.keys("outcomes")))
        cluster.workers[0].wait_ready()
        assert aftermath.broken_runs(cluster.database) == []
        for member in cluster.members:
            member.stop()
        assert cluster.processes() == []
        assert aftermath.exceptions(cluster.logs.glob("*.log")) == Counter()


def make_orders(folder: Path, cluster: Cluster, dice: random.Random) -> list[Order]:
    paths, orders = make_files(folder), []
    for _ in range(USERS):
        someone = person(cluster.sessions, unlimited=True)
        someone.close()
        caller = Caller(someone.user_id, someone.token)
        orders.append(make_order(caller, paths, dice, documents=DOCUMENTS // USERS, seconds=SECONDS))
    return orders


@contextmanager
def caused(troubles: Troubles) -> Iterator[None]:
    """Troubles from now on; all of them, however soon the work is done."""
    broken = threading.Event()
    with ThreadPoolExecutor(1, "troubles") as thread:
        future = thread.submit(troubles.cause, broken)
        try:
            yield
        except BaseException:
            broken.set()
            raise
        future.result()


async def nothing(look: Callable[[], list[str]]) -> None:
    """Wait until there is nothing to see; else say what there is."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while found := look():
        assert asyncio.get_running_loop().time() < deadline, found
        await asyncio.sleep(_LOOK_SECONDS)


@contextmanager
def explained(cluster: Cluster) -> Iterator[None]:
    """When it fails: what was left open, and what the logs say of it."""
    try:
        yield
    except BaseException:
        sys.stdout.write("\n".join(explanation(cluster)) + "\n")
        raise


def explanation(cluster: Cluster) -> Iterator[str]:
    logs = sorted(cluster.logs.glob("*.log"))
    cluster.database.dispose()
    yield from aftermath.exceptions(logs, {})
    for line in (*still_open(cluster.sessions), *aftermath.unfinished_runs(cluster.database)):
        yield line
        if named := re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", line):
            yield from aftermath.mentions(logs, named.group())
