"""Figures of one process in Prometheus' text format."""

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.pool import QueuePool

from ingestio_core import __version__

_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)


def process_registry() -> CollectorRegistry:
    """A registry with what every process tells of itself."""
    registry = CollectorRegistry()
    build = Info("ingestio_build", "The version that runs.", registry=registry)
    build.info({"version": __version__})
    return registry


def watch_pool(registry: CollectorRegistry, engine: sa.Engine) -> None:
    """Tell how many database connections are in use."""
    registry.register(_PoolCollector(engine))


def exposition(registry: CollectorRegistry, more: Iterable[Metric] = ()) -> bytes:
    """All of it, with what else there is for this answer."""
    return generate_latest(registry) + generate_latest(_Once(more))


class Metrics:
    """One of a process, filled by the layer around every request."""

    def __init__(self) -> None:
        self.registry = process_registry()
        self.requests = Counter(
            "ingestio_requests",
            "Requests answered; status 0 is of a caller that went away.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "ingestio_request_seconds",
            "Seconds until a request was answered to its end.",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.in_flight = Gauge(
            "ingestio_requests_in_flight", "Requests being answered now.", registry=self.registry
        )
        self.problems = Counter(
            "ingestio_problems",
            "Answers that were problem documents, by their code: refusals by quota or rate too.",
            ("code",),
            registry=self.registry,
        )

    def watch_pool(self, engine: sa.Engine) -> None:
        """Tell how many database connections are in use."""
        watch_pool(self.registry, engine)

    def text(self, more: Iterable[Metric] = ()) -> bytes:
        """All of it, with what else there is for this answer."""
        return exposition(self.registry, more)


class _PoolCollector(Collector):
    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterable[Metric]:
        family = GaugeMetricFamily(
            "ingestio_database_connections", "Connections of this process's pool.", labels=("state",)
        )
        pool = self._engine.pool
        if isinstance(pool, QueuePool):
            family.add_metric(("in_use",), pool.checkedout())
            family.add_metric(("idle",), pool.checkedin())
            family.add_metric(("allowed",), pool.size() + _overflow(pool))
        yield family


def _overflow(pool: QueuePool) -> int:
    allowed: int = pool._max_overflow
    return max(0, allowed)


class _Once(CollectorRegistry):
    """Families that were made for one answer."""

    def __init__(self, families: Iterable[Metric]) -> None:
        super().__init__()
        self._families = tuple(families)

    def collect(self) -> Iterable[Metric]:
        return self._families
