"""When a process looks into its queues, and that it costs an idle one next to nothing."""

import random
import threading
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
import sqlalchemy as sa

from ingestio_cloud.features.signals import Channel, Signals
from ingestio_cloud.workflows.engines import read_nothing
from ingestio_cloud.workflows.looks import BUSY_SECONDS, IDLE_SECONDS, SOON_SECONDS, Looks, gate
from ingestio_core.lifecycle import FINAL_BATCH, BatchStatus
from tests.cloud.workflow_bench import Bench
from tests.support.waiting import until

LANE = "documents:local"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def following() -> tuple[Looks, Clock]:
    """Has looked once and found nothing."""
    clock = Clock()
    looks = Looks(clock)
    looks.follow_signals()
    assert looks.due(LANE)
    return looks, clock


def test_an_empty_queue_is_looked_into_seldom() -> None:
    looks, clock = following()
    clock.now += IDLE_SECONDS / 2
    assert not looks.due(LANE)
    clock.now += IDLE_SECONDS / 2
    assert looks.due(LANE)
    assert not looks.due(LANE)


def test_without_signals_it_is_looked_into_often() -> None:
    clock = Clock()
    looks = Looks(clock)
    assert looks.due(LANE)
    clock.now += BUSY_SECONDS
    assert looks.due(LANE)


def test_a_signal_makes_one_look() -> None:
    looks, _ = following()
    looks.wake(LANE)
    assert looks.due(LANE)
    assert not looks.due(LANE)
    looks.wake("documents:plus")
    assert not looks.due(LANE)
    looks.wake(None)
    assert looks.due(LANE)


def test_where_something_was_taken_more_may_be() -> None:
    looks, clock = following()
    looks.found(LANE)
    looks.claimed(LANE, ["one"])
    clock.now += SOON_SECONDS
    assert looks.due(LANE)


def test_what_may_not_be_taken_is_looked_at_ever_less() -> None:
    looks, clock = following()
    looks.found(LANE)
    pauses = []
    for _ in range(6):
        begun = clock.now
        while not looks.due(LANE):
            clock.now += 0.01
        pauses.append(clock.now - begun)
        looks.found(LANE)
    assert pauses[0] <= BUSY_SECONDS + 0.02 < pauses[1] < pauses[2] < min(pauses[3:])
    assert max(pauses) <= IDLE_SECONDS + 0.02


def test_the_end_of_a_run_makes_room() -> None:
    looks, clock = following()
    looks.claimed(LANE, ["one"])
    clock.now += SOON_SECONDS
    assert looks.due(LANE)
    looks.ended("another")
    clock.now += BUSY_SECONDS
    assert not looks.due(LANE)
    looks.ended("one")
    clock.now += BUSY_SECONDS
    assert looks.due(LANE)


def test_a_long_look_is_followed_by_a_rest() -> None:
    looks, clock = following()
    looks.took(LANE, 0.02)
    looks.wake(LANE)
    assert not looks.due(LANE)
    clock.now += 0.7
    assert looks.due(LANE)
    looks.took(LANE, 60.0)
    clock.now += IDLE_SECONDS
    assert looks.due(LANE)


def test_a_rest_ends_with_what_shows_that_the_machine_does_well() -> None:
    looks, _ = following()
    looks.rest(30.0)
    looks.wake(LANE)
    assert not looks.due(LANE)
    looks.go_on()
    assert looks.due(LANE)


def test_a_rest_holds_whatever_is_told_meanwhile() -> None:
    looks, clock = following()
    looks.rest(30.0)
    looks.took(LANE, 0.01)
    looks.wake(LANE)
    clock.now += 29.0
    assert not looks.due(LANE)
    clock.now += 2.0
    assert looks.due(LANE)


class SlowDatabase:
    """Takes its time to say who has something waiting."""

    def __init__(self) -> None:
        self.asked = 0
        self.clock = threading.Event()

    def dequeue_scopes(self, _queue: str) -> list[str | None]:
        return [None]

    def get_queue(self, name: str) -> str:
        return name

    def get_queue_partitions(self, _queue: str) -> list[str]:
        self.asked += 1
        self.clock.wait(0.2)
        return ["one", "another"]

    def start_queued_workflows(
        self, _queue: object, _executor: str, _version: str, _user: str | None
    ) -> tuple[list[str], None]:
        return [], None

    def start_queued_partitioned_workflows(self) -> None: ...


def test_who_waits_is_asked_for_seldom_when_that_takes_long() -> None:
    database = SlowDatabase()
    gate(database, Looks())
    database.get_queue_partitions(LANE).clear()
    assert database.get_queue_partitions(LANE) == ["one", "another"]
    assert database.asked == 1
    database.get_queue_partitions("documents:plus")
    assert database.asked == 2


class EmptyDatabase(SlowDatabase):
    """Nobody has anything waiting when it is asked."""

    def get_queue_partitions(self, _queue: str) -> list[str]:
        self.asked += 1
        self.clock.wait(0.03)
        return []


def test_who_comes_while_it_is_not_asked_is_seen_as_soon_as_it_is_again() -> None:
    database, (looks, clock) = EmptyDatabase(), following()
    gate(database, looks)
    database.get_queue_partitions(LANE)
    looks.wake(LANE)
    assert database.dequeue_scopes(LANE) == [None]
    database.get_queue_partitions(LANE)
    assert database.asked == 1
    clock.now += IDLE_SECONDS / 4
    assert looks.due(LANE)


def test_users_are_served_in_turn_and_who_just_came_first() -> None:
    database = SlowDatabase()
    gate(database, Looks())
    queue = SimpleNamespace(name=LANE)
    served = []
    for _ in range(4):
        users = database.get_queue_partitions(LANE)
        random.shuffle(users)
        served.append(users[0])
        database.start_queued_workflows(queue, "here", "1", users[0])
    assert served == ["one", "another", "one", "another"]


def test_a_process_with_nothing_to_do_asks_the_database_little(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And yet begins at once with what comes."""
    asked: list[str] = []
    answers: list[bool] = []
    due = Looks.due

    def counted(looks: Looks, queue: str) -> bool:
        answers.append(due(looks, queue))
        return answers[-1]

    def note(_connection: object, _cursor: object, sql: str, *_: object) -> None:
        asked.append(sql)

    monkeypatch.setattr(Looks, "due", counted)
    bench = Bench(tmp_path, read_nothing, workers=1, url=database_url)
    signals = Signals(bench.database, bench.sessions)
    bench.durable.follow(signals)
    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    with bench.launched():
        signals.start()
        try:
            first, _ = bench.submit("first")
            until(lambda: bench.batch_status(first) in FINAL_BATCH)
            answers.clear()
            asked.clear()
            until(lambda: len(answers) >= 40)
            assert sum(answers[:40]) <= 8
            assert len([sql for sql in asked if "RECURSIVE" in sql]) <= sum(answers) + 1
            batch, _ = bench.submit("document")
            until(lambda: bench.batch_status(batch) in FINAL_BATCH)
            assert bench.batch_status(batch) is BatchStatus.COMPLETED
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", note)
            signals.close()


def test_queueing_says_so(tmp_path: Path, database_url: str) -> None:
    """Only once the transaction is through, and to whichever process listens."""
    heard: list[str | None] = []
    bench = Bench(tmp_path, read_nothing, runs_work=False, url=database_url)
    signals = Signals(bench.database, bench.sessions)
    signals.subscribe(Channel.WORK, heard.append)
    with bench.launched():
        signals.start()
        try:
            user = uuid4()
            with bench.sessions.of(user).write() as session:
                bench.submit_in(session, user, "document", "another")
                assert LANE not in heard
            until(lambda: LANE in heard)
        finally:
            signals.close()
