"""A limit that uploads share, and pieces that fit the line. Time is the test's own."""

import asyncio

import pytest

from ingestio_client.pace import LARGEST_PART, SLOWEST_LIMIT, Pace
from ingestio_core.limits import MEBIBYTE


class Clock:
    """`sleep` lets time pass and other tasks run."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        self._turn = asyncio.sleep
        patch.setattr("ingestio_client.pace.monotonic", lambda: self.now)
        patch.setattr("ingestio_client.pace.asyncio.sleep", self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await self._turn(0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


async def test_what_goes_keeps_to_the_limit(clock: Clock) -> None:
    pace = Pace(100_000)
    begun = clock.now
    for _ in range(100):
        await pace.take(10_000)
    # One million bytes; a quarter of a second's worth may go at once.
    assert 9.5 <= clock.now - begun <= 10.5


async def test_a_limit_may_be_taken_away_while_somebody_waits(clock: Clock) -> None:
    pace = Pace(SLOWEST_LIMIT)

    task = asyncio.ensure_future(pace.take(100 * MEBIBYTE))
    begun = clock.now
    await clock.sleep(1.0)
    assert not task.done()
    pace.set_limit(None)
    await task
    assert clock.now - begun < 10


def test_a_limit_is_never_so_low_that_the_service_hangs_up() -> None:
    assert Pace(1).limit == SLOWEST_LIMIT
    assert Pace(None).limit is None


def test_a_part_is_what_the_line_carries_in_seconds() -> None:
    pace = Pace()
    first = pace.part
    pace.went(8 * MEBIBYTE, 0.1)
    assert pace.part == LARGEST_PART > first
    for _ in range(20):
        pace.went(MEBIBYTE, 10.0)
    assert pace.part < MEBIBYTE
    pace.set_limit(SLOWEST_LIMIT)
    assert pace.part == 256 * 1024


def test_after_a_break_parts_are_smaller() -> None:
    pace = Pace()
    before = pace.part
    pace.broke()
    assert pace.part < before
    pace.went(10, 5.0)
    pace.went(MEBIBYTE, 0.01)
    assert pace.part > before
