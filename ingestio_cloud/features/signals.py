"""Signals between the processes of a service: "look again", never what is there.

A signal belongs to the transaction that publishes it: it is sent when that commits and lost when it
does not. PostgreSQL carries signals to every process by NOTIFY, and each process listens on one
connection; on SQLite, which has one process, they are handed over after the commit.
https://www.postgresql.org/docs/current/sql-notify.html
"""

import os
import random
import socket
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing, suppress
from enum import StrEnum
from typing import Final

import psycopg
import sqlalchemy as sa
import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, SessionTransaction

from ingestio_cloud.db.sessions import SyncSessions, notify

log = structlog.get_logger(__name__)

_PREFIX: Final = "ingestio_"
_PENDING: Final = "signals"
_MAX_PAYLOAD: Final = 7_999
"""Bytes that PostgreSQL takes in one notification."""
_IDLE_SECONDS: Final = 15.0
"""After how long a silent connection is asked whether it still lives."""
_DEAD_MILLISECONDS: Final = 20_000
_PAUSES: Final = (0.1, 10.0)
"""Seconds before the first new attempt to connect, and at most."""


class Channel(StrEnum):
    """What a signal is about. The payload is the id of a user: whose change number rose, whose plan
    may be another, who lost a token or all of them. Only that of `work` is a queue: something waits in
    it."""

    CHANGES = "changes"
    PLANS = "plans"
    ACCESS = "access"
    WORK = "work"


_Connection = psycopg.Connection[tuple[object, ...]]
_Pending = tuple[SessionTransaction | None, list[tuple[Channel, str]]]

Callback = Callable[[str | None], None]
"""Is given the payload, or None where signals may have been missed: everything is to be looked at
again. Called in a thread of its own or in that of a transaction; must be quick and must not raise."""


def publish(session: Session, channel: Channel, payload: str) -> None:
    """Signal when this transaction commits; the same signal twice in it is one.

    Raises ValueError for a payload that PostgreSQL would not take.
    """
    if len(payload.encode()) > _MAX_PAYLOAD:
        raise ValueError("a signal says where to look, it does not carry what is there")
    pending = _pending(session)
    if (channel, payload) in pending:
        return
    pending.append((channel, payload))
    if session.get_bind().dialect.name == "postgresql":
        notify(session, _PREFIX + channel, payload)


class Signals:
    """The signals of this process and, on PostgreSQL, of all others. Subscribe, then `start`."""

    def __init__(self, engine: sa.Engine, sessions: SyncSessions) -> None:
        # Makes connections as the engine does, and keeps none: those of its own may be dead already.
        self._pool = engine.pool.recreate()
        self._callbacks: defaultdict[Channel, list[Callback]] = defaultdict(list)
        self._stopped = threading.Event()
        self._guard = threading.Lock()
        self._wake: socket.socket | None = None
        self._listener = threading.Thread(target=self._listen, name="signals")
        self._remote = engine.dialect.name == "postgresql"
        if not self._remote:
            sessions.after_commit(self._on_commit)

    def subscribe(self, channel: Channel, callback: Callback) -> None:
        """Call back for each signal on a channel."""
        self._callbacks[channel].append(callback)

    def start(self) -> None:
        if self._remote:
            self._listener.start()

    def close(self) -> None:
        """Stop listening. Blocks until it has."""
        self._stopped.set()
        with self._guard:
            if self._wake is not None:
                # Ends the wait for news at once; the connection is of no further use.
                with suppress(OSError):
                    self._wake.shutdown(socket.SHUT_RDWR)
        if self._listener.is_alive():
            self._listener.join()

    def _on_commit(self, session: Session) -> None:
        if session.get_nested_transaction() is not None:
            return
        for channel, payload in _taken(session):
            self._tell(channel, payload)

    def _tell(self, channel: Channel, payload: str | None) -> None:
        for callback in self._callbacks[channel]:
            callback(payload)

    def _listen(self) -> None:
        """The thread of the one connection: a broken one is made anew after ever longer pauses, and told
        of once."""
        pause, longest = _PAUSES
        while not self._stopped.is_set():
            listened = False
            try:
                with closing(self._connect()) as connection:
                    self._attend(connection)
                    listened = True
                    if pause > _PAUSES[0]:
                        log.info("signals_back")
                    pause = _PAUSES[0]
                    self._follow(connection)
            except (SQLAlchemyError, psycopg.Error, OSError) as error:
                if not self._stopped.is_set() and (listened or pause == _PAUSES[0]):
                    log.warning("signals_lost", kind=type(error).__name__)
            self._hold(None)
            self._stopped.wait(pause * random.uniform(0.5, 1.0))
            pause = min(pause * 2, longest)

    def _connect(self) -> _Connection:
        raw = self._pool.connect()
        connection = raw.driver_connection
        assert isinstance(connection, psycopg.Connection)
        raw.detach()
        return connection

    def _attend(self, connection: _Connection) -> None:
        connection.autocommit = True
        self._hold(_socket_of(connection))
        for channel in Channel:
            connection.execute(f"LISTEN {_PREFIX}{channel}".encode())

    def _follow(self, connection: _Connection) -> None:
        for channel in Channel:
            self._tell(channel, None)
        while not self._stopped.is_set():
            for notice in connection.notifies(timeout=_IDLE_SECONDS):
                self._tell(Channel(notice.channel.removeprefix(_PREFIX)), notice.payload)
            connection.execute(b"SELECT 1")

    def _hold(self, wake: socket.socket | None) -> None:
        """Keep the socket by which `close` ends the wait, in place of the one before."""
        with self._guard:
            if self._wake is not None:
                self._wake.close()
            self._wake = wake


def _pending(session: Session) -> list[tuple[Channel, str]]:
    """What this transaction has published. A savepoint counts for itself on PostgreSQL, which forgets
    the signals of one that is rolled back."""
    transaction = session.get_transaction()
    if session.get_bind().dialect.name == "postgresql":
        transaction = session.get_nested_transaction() or transaction
    known: _Pending | None = session.info.get(_PENDING)
    if known is None or known[0] is not transaction:
        known = session.info[_PENDING] = (transaction, [])
    return known[1]


def _taken(session: Session) -> list[tuple[Channel, str]]:
    known: _Pending | None = session.info.pop(_PENDING, None)
    return [] if known is None else known[1]


def _socket_of(connection: _Connection) -> socket.socket:
    """A second handle on the connection's socket, set so that a dead peer is found out."""
    handle = socket.socket(fileno=os.dup(connection.fileno()))
    with suppress(OSError):
        handle.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _DEAD_MILLISECONDS)
    return handle
