"""When to look into the queues: at once when something was queued, and seldom while nothing is.

By itself the durable engine looks into each of its queues five times a second, which with a lane for
each plan is more than a hundred round trips a second of a process that has nothing to do. Here it asks
first whether it should, which costs nothing: a signal (`Channel.WORK`) says when something was queued,
and only where signals may be lost does it look without one.
"""

import random
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Any, Final, Protocol, cast

SOON_SECONDS: Final = 0.1
"""Between two looks into a queue of which the first one took something."""
BUSY_SECONDS: Final = 0.2
"""The same where it took nothing, or where a run ended here; doubled each time that runs wait and may not
be taken, since their users have as many in work as they may."""
IDLE_SECONDS: Final = 2.0
"""The same for an empty queue, where signals tell of what comes; and at most."""
_SHARE: Final = 10.0
"""What takes long, since thousands of users have something waiting, rests for so many times as long, or
`IDLE_SECONDS`."""
_MOST_USERS: Final = 20_000
"""Of so many it is known when they were served: one whose documents come one by one is no newcomer."""
_CONFIGURED_SECONDS: Final = 10.0
"""How long the configuration of a queue counts, which only a start of another process changes."""
_SPREAD: Final = 0.1


class _Queues(Protocol):
    """What the durable engine asks its database about queues (`dbos._sys_db.SystemDatabase`)."""

    dequeue_scopes: Callable[..., list[str | None]]
    get_queue: Callable[..., Any]
    get_queue_partitions: Callable[..., list[str]]
    start_queued_workflows: Callable[..., tuple[list[str], object]]
    start_queued_partitioned_workflows: Callable[..., list[str]]


@dataclass(slots=True)
class _Lane:
    """`misses` is how many looks in a row took nothing, and `runs` are those that this process has. Not
    even a signal brings a look before `rest`."""

    next_look: float = 0.0
    rest: float = 0.0
    misses: int = 0
    runs: set[str] = field(default_factory=set)


class Looks:
    """Whether it is time to look into a queue. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._lanes: dict[str, _Lane] = {}
        self._idle = BUSY_SECONDS
        self._rest = 0.0

    def follow_signals(self) -> None:
        """`wake` will be called when something is queued, by whatever process."""
        self._idle = IDLE_SECONDS

    def wake(self, queue: str | None) -> None:
        """Something was queued, or None where that may be so in any queue."""
        with self._lock:
            for lane in self._lanes.values() if queue is None else [self._lane(queue)]:
                lane.next_look = 0.0

    def due(self, queue: str) -> bool:
        """Whether to look now; who is told so does."""
        now = self._clock()
        with self._lock:
            lane = self._lane(queue)
            if now < max(lane.next_look, lane.rest, self._rest):
                return False
            lane.misses += 1
            # Spread, so that processes do not look all at once.
            lane.next_look = now + self._idle * random.uniform(0.8, 1.0)
            return True

    def found(self, queue: str) -> None:
        """This look found that something waits."""
        with self._lock:
            lane = self._lane(queue)
            self._soon(lane, min(BUSY_SECONDS * 2.0 ** min(lane.misses - 1, 8), IDLE_SECONDS))

    def again(self, queue: str, seconds: float) -> None:
        """Look once more in so many seconds: this look knows less than there may be."""
        with self._lock:
            self._soon(self._lane(queue), seconds)

    def claimed(self, queue: str, runs: Collection[str]) -> None:
        """This look took runs out of the queue."""
        if runs:
            with self._lock:
                lane = self._lane(queue)
                lane.runs.update(runs)
                lane.misses = 0
                self._soon(lane, SOON_SECONDS)

    def took(self, queue: str, seconds: float) -> None:
        """This look took the database so long: the next ones are to take a small share of the time."""
        with self._lock:
            self._lane(queue).rest = self._clock() + min(_SHARE * seconds, IDLE_SECONDS)

    def rest(self, seconds: float) -> None:
        """Take nothing out of any queue for so long, or until `go_on`."""
        with self._lock:
            self._rest = self._clock() + seconds

    def go_on(self) -> None:
        """Take from the queues again."""
        with self._lock:
            self._rest = 0.0

    def ended(self, run: str) -> None:
        """A run is over here: there may be room for another one of its user."""
        with self._lock:
            for lane in self._lanes.values():
                if run in lane.runs:
                    lane.runs.discard(run)
                    lane.misses = 0
                    self._soon(lane, BUSY_SECONDS)

    def _soon(self, lane: _Lane, seconds: float) -> None:
        lane.next_look = min(lane.next_look, self._clock() + seconds)

    def _lane(self, queue: str) -> _Lane:
        return self._lanes.setdefault(queue, _Lane())


class InTurn(list[str]):
    """The users of a queue in the order in which they are to be served: who just came first, then who was
    served longest ago. The durable engine shuffles what it is given, by which one of a thousand users may
    wait for many rounds; these stay as they are."""

    def __setitem__(self, _at: Any, _value: Any) -> None:
        pass


def gate(database: object, looks: Looks) -> None:
    """Let the durable engine look into queues only when it is due. It has no setting for that, so that
    some methods of its database object are put in a shell here (the pin in pyproject.toml and the tests
    of looks watch over them)."""
    inner = cast(_Queues, database)
    scopes, partitions, queue_of = inner.dequeue_scopes, inner.get_queue_partitions, inner.get_queue
    start, start_heads = inner.start_queued_workflows, inner.start_queued_partitioned_workflows
    known: dict[str, tuple[float, Any]] = {}
    users: dict[str, tuple[float, list[str]]] = {}
    tried: dict[str, dict[str, int]] = {}
    number = count(1)

    def dequeue_scopes(queue_name: str) -> list[str | None]:
        return scopes(queue_name) if looks.due(queue_name) else []

    def get_queue(name: str, **options: Any) -> Any:
        at, queue = known.get(name, (0.0, None))
        if queue is None or monotonic() - at > _CONFIGURED_SECONDS:
            queue = queue_of(name, **options)
            known[name] = (monotonic(), queue)
        return queue

    def get_queue_partitions(queue_name: str) -> list[str]:
        fresh_until, keys = users.get(queue_name, (0.0, []))
        begun = monotonic()
        if begun < fresh_until:
            # Who came since is not among them; the signal that told of it is used up by this look.
            looks.again(queue_name, fresh_until - begun)
        else:
            keys = partitions(queue_name)
            now = monotonic()
            users[queue_name] = (now + min(_SHARE * (now - begun), IDLE_SECONDS), keys)
        if keys:
            looks.found(queue_name)
        # Those who wait when this process starts are no newcomers.
        turns = tried.setdefault(queue_name, dict.fromkeys(keys, 0))
        return InTurn(sorted(keys, key=lambda key: turns.get(key, -1)))

    def start_queued_workflows(
        queue: Any, executor: str, version: str, user: str | None, *args: Any, **options: Any
    ) -> tuple[list[str], object]:
        claimed, stopped = start(queue, executor, version, user, *args, **options)
        if user is not None:
            turns = tried.setdefault(queue.name, {})
            turns.pop(user, None)
            turns[user] = next(number)
            if len(turns) > _MOST_USERS:
                del turns[next(iter(turns))]
        looks.claimed(queue.name, claimed)
        return claimed, stopped

    def start_queued_partitioned_workflows(queue: Any, *args: Any, **options: Any) -> list[str]:
        begun = monotonic()
        claimed = start_heads(queue, *args, **options)
        looks.took(queue.name, monotonic() - begun)
        looks.claimed(queue.name, claimed)
        return claimed

    inner.dequeue_scopes = dequeue_scopes
    inner.get_queue = get_queue
    inner.get_queue_partitions = get_queue_partitions
    inner.start_queued_workflows = start_queued_workflows
    inner.start_queued_partitioned_workflows = start_queued_partitioned_workflows
