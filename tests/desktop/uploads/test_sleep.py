"""A computer that slept, told from one that is busy."""

import pytest

from ingestio_desktop.sync.sleep import SleepWatch


class Clocks:
    def __init__(self) -> None:
        self.wall, self.steady = 1_000_000.0, 500.0
        self.watch = SleepWatch(lambda: self.wall, lambda: self.steady)

    def passes(self, wall: float, steady: float, wanted: float | None = 2.0) -> bool:
        self.watch.expect(wanted)
        self.wall += wall
        self.steady += steady
        return self.watch.jumped()


@pytest.mark.parametrize(
    ("wall", "steady", "wanted", "slept"),
    [
        (2.0, 2.0, 2.0, False),
        (7.0, 7.0, 2.0, False),
        (3600.0, 2.0, 2.0, True),
        (-3600.0, 2.0, 2.0, True),
        (3600.0, 3600.0, 2.0, True),
        (3600.0, 3600.0, None, False),
    ],
    ids=["in time", "busy", "asleep", "clock set back", "asleep on Windows", "nobody asked"],
)
def test_what_is_a_sleep(wall: float, steady: float, wanted: float | None, slept: bool) -> None:
    clocks = Clocks()
    assert clocks.passes(wall, steady, wanted) is slept
    assert not clocks.passes(2.0, 2.0), "it is told once"
