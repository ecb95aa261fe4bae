"""What goes wrong in a cluster, planned by a seed and caused in time."""

import heapq
import random
import signal
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import count
from time import monotonic
from typing import Final

from ingestio_cloud.stopping import ExitCode
from tests.chaos.cluster import DEAD_AFTER, Cluster, Member, resume


class Kind(StrEnum):
    KILL_WORKER = "kill worker"
    KILL_API = "kill api"
    STOP_WORKER = "stop worker"
    STOP_API = "stop api"
    SUSPEND_WORKER = "suspend worker"
    SUSPEND_API = "suspend api"
    RESTART_DATABASE = "restart database"
    HALT_DATABASE = "halt database"
    CRASH_DATABASE = "crash database"
    KILL_BACKEND = "kill backend"


_OFTEN: Final = {Kind.KILL_WORKER: 6, Kind.SUSPEND_WORKER: 3, Kind.KILL_API: 2, Kind.SUSPEND_API: 2}
"""How often against the others, which come once."""
_GAP_SECONDS: Final = 2.2
_AWAY_SECONDS: Final = 2.5
"""For how long at most a killed process or a database is left alone."""
_LOOK_SECONDS: Final = 0.3
_LATER_SECONDS: Final = 1.0
_STOP_SECONDS: Final = 25.0
"""The service takes 10 at most; one that is suspended at that takes as much longer."""
_OF_WORKERS: Final = frozenset({Kind.KILL_WORKER, Kind.STOP_WORKER, Kind.SUSPEND_WORKER})
_OF_APIS: Final = frozenset({Kind.KILL_API, Kind.STOP_API, Kind.SUSPEND_API})


@dataclass(frozen=True, slots=True)
class Trouble:
    """`at` is in seconds from the beginning, for `lasts` seconds; `draw` chooses whom it hits."""

    at: float
    kind: Kind
    lasts: float
    draw: float
    whole: bool

    def __str__(self) -> str:
        return f"{self.at:.1f} s: {self.kind}, {self.lasts:.1f} s, {self.draw:.2f}"


def planned(dice: random.Random, seconds: float) -> list[Trouble]:
    """Troubles for so long; each kind at least once."""
    kinds = list(Kind)
    dice.shuffle(kinds)
    while len(kinds) * _GAP_SECONDS < seconds:
        kinds.append(dice.choices(list(Kind), [_OFTEN.get(kind, 1) for kind in Kind])[0])
    at = 0.0
    plan = []
    for kind in kinds:
        at += dice.uniform(0.0, 2 * _GAP_SECONDS)
        suspends = kind in (Kind.SUSPEND_WORKER, Kind.SUSPEND_API)
        lasts = DEAD_AFTER * dice.uniform(0.3, 2) if suspends else dice.uniform(0, _AWAY_SECONDS)
        plan.append(Trouble(at, kind, lasts, dice.random(), dice.random() < 0.5))
    return plan


@dataclass(slots=True)
class Troubles:
    """Causes what is planned, each at its time and while others last, and ends each."""

    cluster: Cluster
    plan: list[Trouble]
    told: list[str] = field(default_factory=list)
    seen: Counter[Kind] = field(default_factory=Counter)
    _away: bool = False
    _down: set[str] = field(default_factory=set)
    _order: "count[int]" = field(default_factory=count)
    _due: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _began: float = 0.0

    def cause(self, over: threading.Event) -> None:
        """Blocks until all have come and gone; `over` leaves out those that have not come yet."""
        self._began = monotonic()
        self._at(0.0, lambda: self._supervise(over))
        for trouble in self.plan:
            self._at(trouble.at, partial(self._cause, trouble, over))
        while self._due:
            at, _, act = heapq.heappop(self._due)
            pause = threading.Event()
            pause.wait(max(0.0, at - self._now()))
            act()

    def _now(self) -> float:
        return monotonic() - self._began

    def _at(self, at: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._due, (at, next(self._order), act))

    def _cause(self, trouble: Trouble, over: threading.Event) -> None:
        if over.is_set():
            return
        end = self._begin(trouble)
        self.told.append(f"{self._now():6.1f} {trouble}{'' if end else ': later'}")
        if end is None:
            self._at(self._now() + _LATER_SECONDS, partial(self._cause, trouble, over))
            return
        self.seen[trouble.kind] += 1
        self._at(self._now() + trouble.lasts, end)

    def _begin(self, trouble: Trouble) -> Callable[[], None] | None:
        """What ends it; None where there is nothing that it could hit now."""
        kind = trouble.kind
        if kind in _OF_WORKERS:
            return self._of_member(trouble, self.cluster.workers)
        if kind in _OF_APIS:
            return self._of_member(trouble, self.cluster.apis)
        if self._away:
            return None
        postgres = self.cluster.postgres
        match kind:
            case Kind.RESTART_DATABASE:
                postgres.halt("fast")
            case Kind.HALT_DATABASE:
                postgres.halt()
            case Kind.CRASH_DATABASE:
                postgres.crash()
            case _:
                postgres.kill_one(lambda pids: pids[int(trouble.draw * len(pids))])
                return lambda: None
        self._away = True
        return self._bring_back_database

    def _of_member(self, trouble: Trouble, members: list[Member]) -> Callable[[], None] | None:
        running = [member for member in members if member.runs and member.name not in self._down]
        if not running:
            return None
        member = running[int(trouble.draw * len(running))]
        if trouble.kind in (Kind.SUSPEND_WORKER, Kind.SUSPEND_API):
            stopped = member.suspend(with_children=trouble.whole)
            return lambda: resume(stopped)
        self._down.add(member.name)
        if trouble.kind in (Kind.STOP_WORKER, Kind.STOP_API) and member.is_ready():
            # One that is suspended as well ends when it goes on.
            member.process.terminate()
            until = self._now() + _STOP_SECONDS
            return lambda: self._start_ended(member, until)
        member.kill()
        return lambda: self._start(member)

    def _start_ended(self, member: Member, until: float) -> None:
        """Start one that was told to end, as soon as it has."""
        if not member.runs:
            assert member.process.returncode in (0, -signal.SIGTERM), f"{member.log} did not end orderly"
            self._start(member)
            return
        assert self._now() < until, f"{member.log} does not end"
        self._at(self._now() + _LOOK_SECONDS, lambda: self._start_ended(member, until))

    def _start(self, member: Member) -> None:
        member.start()
        self._down.discard(member.name)

    def _supervise(self, over: threading.Event) -> None:
        """Start again what could not start because the database was away, as what runs services does."""
        for member in self.cluster.members:
            if not member.runs and member.name not in self._down:
                assert member.process.returncode == ExitCode.NOT_STARTED, f"{member.log} ended by itself"
                self.told.append(f"{self._now():6.1f} {member.name} could not start")
                member.start()
        ready = over.is_set() or all(member.is_ready() for member in self.cluster.members)
        if self._due or not ready:
            self._at(self._now() + _LOOK_SECONDS, lambda: self._supervise(over))

    def _bring_back_database(self) -> None:
        self.cluster.postgres.start()
        self._away = False
