"""Counts what callers do and refuses what is too often: in Redis for all processes, else in memory.

Windows slide: the count of the window before is weighed by how much of it still lies within the
last `seconds`. When Redis cannot be asked, each process goes on counting for itself.
"""

import hashlib
import math
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

import structlog
from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, SlidingWindowCounterSupport
from limits.errors import StorageError

from ingestio_cloud.features.errors import TooManyRequestsError

log = structlog.get_logger(__name__)

_TIMEOUT: Final = 0.5
"""Seconds; longer nobody waits for Redis."""
_PAUSE: Final = 5.0
"""Seconds that memory counts before a Redis that failed is asked again."""
_CONNECTIONS: Final = 20
_PREFIX: Final = "ingestio-limits"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in so many seconds."""

    amount: int
    seconds: int

    @classmethod
    def per_minute(cls, amount: int | None) -> "Rate | None":
        """None where there is no limit."""
        return None if amount is None else cls(amount, 60)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a caller stands with the limit `name`: how many more may come at once, and in how many
    seconds the window ends."""

    name: str
    rate: Rate
    remaining: int
    reset: int


class Limiter:
    """One for a running service. `redis_url` is empty where one process serves alone."""

    def __init__(self, redis_url: str = "") -> None:
        self._memory: Final = _Counts(MemoryStorage())
        self._redis: Final = _Redis(redis_url) if redis_url else None

    async def hit(self, name: str, key: str, rate: Rate | None) -> Standing | None:
        """Count one more of `name` for `key` (a user, an address); None where there is no limit.

        Raises `TooManyRequestsError` when there were too many; that one is not counted.
        """
        if rate is None:
            return None
        item = _item(name, key, rate)
        counts = self._redis.counts() if self._redis else None
        if self._redis and counts:
            try:
                window = await counts.hit(item)
            except StorageError as error:
                self._redis.failed(error)
            else:
                self._redis.answered()
                return _standing(name, rate, window)
        return _standing(name, rate, await self._memory.hit(item))

    async def forget(self, name: str, key: str, rate: Rate) -> None:
        """Start anew, as after a sign-in that worked."""
        item = _item(name, key, rate)
        await self._memory.forget(item)
        counts = self._redis.counts() if self._redis else None
        if self._redis and counts:
            try:
                await counts.forget(item)
            except StorageError as error:
                self._redis.failed(error)

    async def close(self) -> None:
        if self._redis:
            await self._redis.close()


@dataclass(frozen=True, slots=True)
class Window:
    """What was counted: in the window before and in this one, and the seconds for which each still
    weighs: the one before up to `seconds`, this one up to twice that."""

    taken: bool
    previous: int
    previous_ttl: float
    current: int
    current_ttl: float

    def remaining(self, rate: Rate) -> int:
        """How many more fit in now."""
        weighed = self.previous * self.previous_ttl / rate.seconds + self.current
        return max(0, rate.amount - math.floor(weighed))

    def reset(self, rate: Rate) -> float:
        """Seconds until this window, or what is left of the one before, is over."""
        return max(0.0, self.current_ttl - rate.seconds if self.current else self.previous_ttl)

    def wait(self, rate: Rate) -> float:
        """Seconds until one more fits in."""
        room = rate.amount - self.current
        if room < 1:
            return max(0.0, self.current_ttl - rate.seconds)
        if not self.previous:
            return 0.0
        return max(0.0, self.previous_ttl - room * rate.seconds / self.previous)


class _Counts:
    """Sliding windows in one storage."""

    def __init__(self, storage: SlidingWindowCounterSupport) -> None:
        self._storage = storage

    async def hit(self, item: RateLimitItemPerSecond) -> Window:
        key, seconds = item.key_for(), item.get_expiry()
        taken = await self._storage.acquire_sliding_window_entry(key, item.amount, seconds)
        return Window(taken, *await self._storage.get_sliding_window(key, seconds))

    async def forget(self, item: RateLimitItemPerSecond) -> None:
        await self._storage.clear_sliding_window(item.key_for(), item.get_expiry())


class _Redis:
    """Counts in Redis; after a failure it is left alone for a moment."""

    def __init__(self, url: str) -> None:
        # Most of a tenth of a second to import, which a service that counts in memory need not spend.
        from limits.aio.storage.redis import RedisStorage
        from redis.asyncio import BlockingConnectionPool
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff

        self._pool: Any = BlockingConnectionPool.from_url(
            url,
            max_connections=_CONNECTIONS,
            timeout=_TIMEOUT,
            socket_timeout=_TIMEOUT,
            socket_connect_timeout=_TIMEOUT,
            retry=Retry(NoBackoff(), 0),
        )
        options: dict[str, Any] = {"connection_pool": self._pool}
        self._counts = _Counts(
            RedisStorage(
                "async+redis://",
                wrap_exceptions=True,
                implementation="redispy",
                key_prefix=_PREFIX,
                **options,
            )
        )
        self._away = False
        self._ask_again = 0.0

    def counts(self) -> _Counts | None:
        """None while it is left alone."""
        return self._counts if monotonic() >= self._ask_again else None

    def failed(self, error: StorageError) -> None:
        self._ask_again = monotonic() + _PAUSE
        if not self._away:
            self._away = True
            log.warning("limits_without_redis", kind=type(error.storage_error).__name__)

    def answered(self) -> None:
        if self._away:
            self._away = False
            log.info("limits_with_redis_again")

    async def close(self) -> None:
        await self._pool.aclose()


def _standing(name: str, rate: Rate, window: Window) -> Standing:
    if not window.taken:
        # A second is begun when the right moment may lie within it.
        raise TooManyRequestsError(math.floor(window.wait(rate)) + 1)
    return Standing(name, rate, window.remaining(rate), math.ceil(window.reset(rate)))


def _item(name: str, key: str, rate: Rate) -> RateLimitItemPerSecond:
    """Names and keys may be addresses of people: only their hash is stored."""
    hidden = hashlib.blake2b(f"{name}\0{key}".encode(), digest_size=16).hexdigest()
    return RateLimitItemPerSecond(rate.amount, rate.seconds, hidden)
