"""The workflow of a document measured from all sides, against procrastinate where it does the same.

`python -m benchmarks.processing [--long] [--only rates,starts,recovery,memory,growth,costs]`. On PostgreSQL
with worker processes as in production; the engine reads nothing, so that the road is measured. The peer runs
one plain job a document on the same cluster, in the same run, with as many worker processes and as many
jobs in work at once (`benchmarks.work.plain` says what the job does). The long form takes an hour.
"""

import argparse
import logging
from collections.abc import Callable, Mapping
from typing import Final

import structlog

from benchmarks.work import costs, growth, memory, rates, recovery, starts

_PARTS: Final[Mapping[str, tuple[Callable[[], None], Callable[[], None]]]] = {
    "rates": (lambda: rates.measure(400), lambda: rates.measure(4_000)),
    "starts": (lambda: starts.measure(50), lambda: starts.measure(300)),
    "recovery": (lambda: recovery.measure([2]), lambda: recovery.measure([2, 30])),
    "memory": (memory.measure, memory.measure),
    "costs": (lambda: costs.measure(200), lambda: costs.measure(2_000)),
    "growth": (
        lambda: growth.measure([1_000, 3_000], [20]),
        lambda: growth.measure([1_000, 10_000, 100_000], [20, 1_000]),
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--only", default=",".join(_PARTS))
    chosen = parser.parse_args()
    logging.getLogger("dbos").setLevel(logging.ERROR)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for name in chosen.only.split(","):
        short, long = _PARTS[name]
        (long if chosen.long else short)()


if __name__ == "__main__":
    main()
