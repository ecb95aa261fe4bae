"""Signals between the processes of a service, on both databases."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue

import psycopg
import pytest
import sqlalchemy as sa
from structlog.testing import capture_logs

from ingestio_cloud.db.engine import make_sync_engine
from ingestio_cloud.db.migrations import upgrade
from ingestio_cloud.db.sessions import SyncSessions
from ingestio_cloud.features.signals import Channel, Signals, publish
from tests.support.waiting import until


class Process:
    """What one process of a service has: an engine, sessions and signals."""

    def __init__(self, url: str) -> None:
        self.engine = make_sync_engine(url)
        self.sessions = SyncSessions(self.engine)
        self.signals = Signals(self.engine, self.sessions)
        self.heard: SimpleQueue[str | None] = SimpleQueue()
        self.signals.subscribe(Channel.PLANS, self.heard.put)

    def next(self) -> str | None:
        return self.heard.get(timeout=30)

    def close(self) -> None:
        self.signals.close()
        self.engine.dispose()


@contextmanager
def process(url: str) -> Iterator[Process]:
    """A process that listens."""
    running = Process(url)
    running.signals.start()
    try:
        if running.engine.dialect.name == "postgresql":
            assert running.next() is None
        yield running
    finally:
        running.close()


@pytest.fixture
def listening(database_url: str) -> Iterator[Process]:
    with process(database_url) as running:
        upgrade(running.engine)
        yield running


def test_a_signal_is_heard_when_its_transaction_commits(listening: Process) -> None:
    with listening.sessions.system.write() as session:
        publish(session, Channel.CHANGES, "not for this channel")
        publish(session, Channel.PLANS, "first")
        publish(session, Channel.PLANS, "first")
        publish(session, Channel.PLANS, "ü" * 3_999)
        assert listening.heard.empty()
    assert [listening.next(), listening.next()] == ["first", "ü" * 3_999]
    assert listening.heard.empty()


def test_a_signal_of_a_transaction_that_fails_is_never_heard(listening: Process) -> None:
    with pytest.raises(ZeroDivisionError), listening.sessions.system.write() as session:
        publish(session, Channel.PLANS, "lost")
        raise ZeroDivisionError
    with listening.sessions.system.write() as session:
        publish(session, Channel.PLANS, "kept")
    assert listening.next() == "kept"


def test_a_signal_outlives_the_failure_of_a_savepoint_that_gave_it_too(listening: Process) -> None:
    with listening.sessions.system.write() as session:
        with pytest.raises(ZeroDivisionError), session.begin_nested():
            publish(session, Channel.PLANS, "again")
            raise ZeroDivisionError
        with session.begin_nested():
            publish(session, Channel.PLANS, "again")
        assert listening.heard.empty()
    assert listening.next() == "again"


def test_a_payload_is_no_place_for_contents(listening: Process) -> None:
    with listening.sessions.system.write() as session, pytest.raises(ValueError, match="signal"):
        publish(session, Channel.PLANS, "ü" * 4_000)


def test_every_process_hears(postgres_url: str) -> None:
    with process(postgres_url) as first, process(postgres_url) as second:
        with first.sessions.system.write() as session:
            publish(session, Channel.PLANS, "for both")
        assert [first.next(), second.next()] == ["for both"] * 2


def test_a_broken_connection_is_made_anew_and_everybody_looks_again(postgres_url: str) -> None:
    with process(postgres_url) as running:
        assert end_listeners(postgres_url) == 1
        assert running.next() is None
        with running.sessions.system.write() as session:
            publish(session, Channel.PLANS, "after")
        assert running.next() == "after"


def test_closing_does_not_wait_for_news(postgres_url: str) -> None:
    with process(postgres_url):
        pass
    assert not [thread for thread in threading.enumerate() if thread.name == "signals"]


def end_listeners(url: str) -> int:
    """Cut the connections that listen; how many there were."""
    with psycopg.connect(url, autocommit=True) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        )
        return ended.rowcount


def test_an_outage_is_told_of_once_and_tried_ever_more_rarely(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dead connections that a pool still holds when the database comes back are none of ours."""
    with capture_logs() as logs, process(postgres_url) as running:
        with ExitStack() as busy:
            for _ in range(4):
                busy.enter_context(running.sessions.system.read())
        pauses: list[float] = []
        wait = running.signals._stopped.wait

        def note(seconds: float) -> bool:
            pauses.append(seconds)
            return wait(0.01)

        monkeypatch.setattr(running.signals._stopped, "wait", note)
        monkeypatch.setattr("ingestio_cloud.features.signals.random.uniform", lambda *_: 1.0)
        away = [True] * 3

        @sa.event.listens_for(running.engine, "do_connect")
        def refuse(*_: object) -> None:
            if away:
                away.pop()
                raise psycopg.OperationalError("away")

        end_all(postgres_url)
        assert running.next() is None
    assert pauses[:4] == [0.1, 0.2, 0.4, 0.8]
    assert [entry["event"] for entry in logs if entry["event"].startswith("signals")] == [
        "signals_lost",
        "signals_back",
    ]


def end_all(url: str) -> None:
    """What a restart of the database does to connections."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_database_that_is_away_is_tried_again(postgres_url: str) -> None:
    engine = make_sync_engine(postgres_url)
    refusals: list[int] = []

    @sa.event.listens_for(engine, "do_connect")
    def refuse(*_: object) -> None:
        if len(refusals) < 2:
            refusals.append(1)
            raise psycopg.OperationalError("away")

    signals = Signals(engine, SyncSessions(engine))
    heard: SimpleQueue[str | None] = SimpleQueue()
    signals.subscribe(Channel.PLANS, heard.put)
    signals.start()
    try:
        until(lambda: not heard.empty())
        assert len(refusals) == 2
    finally:
        signals.close()
        engine.dispose()
