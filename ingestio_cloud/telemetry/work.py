"""Figures of a process that works on documents: what it did, what it has in hand, what waits.

No figure has a user, a document or anything else as a label of which there are ever more.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

_READING_SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0)
_MODEL_SECONDS: Final = (0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0)
_MOST_WORDS: Final = 100
_OTHER: Final = "other"
_GIVEN_UP: Final = "given_up"


class ModelOutcome(StrEnum):
    """How one call of a model's provider ended."""

    ANSWERED = "answered"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    TIMED_OUT = "timed_out"
    NONSENSE = "nonsense"
    REFUSED = "refused"


class ChildEnd(StrEnum):
    """Why a child process ended before it was told to stop."""

    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Lane:
    """A queue of the durable engine: how much waits there, and since when the first, in seconds."""

    length: int
    oldest_seconds: float


@dataclass(frozen=True, slots=True)
class Load:
    """What a process has in hand at the moment. `children` has the memory of each in bytes."""

    in_work: int = 0
    waiting_turn: int = 0
    put_off: int = 0
    children: tuple[int, ...] = ()
    heartbeat_age_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Fleet:
    """What all processes share: the lanes by name, and how many workers live by their version."""

    lanes: Mapping[str, Lane] = field(default_factory=dict)
    workers: Mapping[str, int] = field(default_factory=dict)


class _Words:
    """The words that a label may have: the first hundred that come, all others are `other`."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def __call__(self, word: str) -> str:
        if word in self._known:
            return word
        if len(self._known) >= _MOST_WORDS:
            return _OTHER
        self._known.add(word)
        return word


class WorkFigures:
    """One of a process. The methods count, and are cheap and thread-safe."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry: Final = CollectorRegistry() if registry is None else registry
        self._codes = _Words()
        self._engines = _Words()
        self._providers = _Words()
        self._begun = self._counter("ingestio_work_begun", "Attempts at documents begun by this process.")
        self._finished = self._counter("ingestio_work_finished", "Attempts that ended well.", "engine")
        self._failed = self._counter("ingestio_work_failed", "Attempts that failed, by the reason.", "code")
        self._put_off = self._counter(
            "ingestio_work_put_off", "Times that an attempt had to wait for what passes.", "reason"
        )
        self._given_up = self._counter(
            "ingestio_work_given_up", "Documents given up: processes kept dying with them in work."
        )
        self._pages = self._counter("ingestio_pages_read", "Pages of attempts that ended well.", "engine")
        self._child_ends = self._counter(
            "ingestio_child_ends", "Child processes that ended with a document in hand.", "reason"
        )
        self._deaths = self._counter(
            "ingestio_worker_deaths", "Processes found dead by this one; others found theirs."
        )
        self._sweeps = self._counter("ingestio_sweeps", "Looks of this process after dead ones.")
        self._recovered = self._counter(
            "ingestio_work_recovered", "Attempts of dead processes put back into their lane."
        )
        self._reconciled = self._counter(
            "ingestio_work_reconciled", "Attempts whose run was lost or over, and that were put right."
        )
        self._calls = self._counter(
            "ingestio_model_calls", "Calls of a model's provider, by their outcome.", "provider", "outcome"
        )
        self._tokens = self._counter(
            "ingestio_model_tokens",
            "Tokens sent to a provider's model, and written by it.",
            "provider",
            "way",
        )
        self._seconds = Histogram(
            "ingestio_reading_seconds",
            "Seconds until a document was read, by engine.",
            ("engine",),
            buckets=_READING_SECONDS,
            registry=self.registry,
        )
        self._call_seconds = Histogram(
            "ingestio_model_seconds",
            "Seconds until a model's provider answered or did not.",
            ("provider",),
            buckets=_MODEL_SECONDS,
            registry=self.registry,
        )
        for reason in ChildEnd:
            self._child_ends.labels(reason)

    def begun(self) -> None:
        self._begun.inc()

    def finished(self, engine: str, pages: int, seconds: float) -> None:
        """An attempt ended well; `seconds` is the time that reading took."""
        name = self._engines(engine)
        self._finished.labels(name).inc()
        self._pages.labels(name).inc(pages)
        self._seconds.labels(name).observe(seconds)

    def failed(self, code: str) -> None:
        """An attempt failed, with the code of its error."""
        self._failed.labels(self._codes(code)).inc()
        if code == _GIVEN_UP:
            self._given_up.inc()

    def put_off(self, reason: str) -> None:
        """An attempt waits for what passes."""
        self._put_off.labels(self._codes(reason)).inc()

    def child_ended(self, reason: ChildEnd) -> None:
        self._child_ends.labels(reason).inc()

    def swept(self) -> None:
        """This process looked after dead ones."""
        self._sweeps.inc()

    def found_dead(self, processes: int, recovered: int) -> None:
        """It found some, and put so many attempts of theirs back."""
        self._deaths.inc(processes)
        self._recovered.inc(recovered)

    def reconciled(self, attempts: int) -> None:
        self._reconciled.inc(attempts)

    def model_call(
        self,
        provider: str,
        outcome: ModelOutcome,
        seconds: float,
        *,
        tokens_in: int = 0,
        tokens_out: int = 0,
    ) -> None:
        """One request to a provider, each try for itself, and what the provider says of its tokens."""
        name = self._providers(provider)
        self._calls.labels(name, outcome).inc()
        self._call_seconds.labels(name).observe(seconds)
        self._tokens.labels(name, "in").inc(tokens_in)
        self._tokens.labels(name, "out").inc(tokens_out)

    def watch_load(self, load: Callable[[], Load]) -> None:
        """Tell at every look what this process has in hand."""
        self.registry.register(_LoadCollector(load))

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(name, text, labels, registry=self.registry)


class _LoadCollector(Collector):
    def __init__(self, load: Callable[[], Load]) -> None:
        self._load = load

    def describe(self) -> Iterable[Metric]:
        """Nothing: what is not started yet need not be asked."""
        return ()

    def collect(self) -> Iterable[Metric]:
        now = self._load()
        yield _gauge("ingestio_in_work", "Documents that this process has in work.", now.in_work)
        yield _gauge(
            "ingestio_waiting_turn", "Documents out of the queue that wait for a child.", now.waiting_turn
        )
        yield _gauge("ingestio_waiting_put_off", "Documents that wait for what passes.", now.put_off)
        yield _gauge("ingestio_children", "Child processes that live.", len(now.children))
        yield _gauge("ingestio_children_memory_bytes", "Memory of all of them.", sum(now.children))
        yield _gauge(
            "ingestio_child_largest_memory_bytes", "Memory of the largest.", max(now.children, default=0)
        )
        if now.heartbeat_age_seconds is not None:
            yield _gauge(
                "ingestio_heartbeat_age_seconds",
                "Since when this process did not say that it lives.",
                now.heartbeat_age_seconds,
            )


def fleet_families(fleet: Fleet) -> list[Metric]:
    """Figures that every worker tells alike."""
    lengths = GaugeMetricFamily("ingestio_lane_length", "Documents that wait, by lane.", labels=("lane",))
    oldest = GaugeMetricFamily(
        "ingestio_lane_oldest_seconds", "Since when the first of a lane waits.", labels=("lane",)
    )
    alive = GaugeMetricFamily("ingestio_workers", "Workers that live, by version.", labels=("version",))
    for name, lane in sorted(fleet.lanes.items()):
        lengths.add_metric((name,), lane.length)
        oldest.add_metric((name,), lane.oldest_seconds)
    for version, count in sorted(fleet.workers.items()):
        alive.add_metric((version,), count)
    return [lengths, oldest, alive]


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, value=float(value))
