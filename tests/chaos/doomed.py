"""A service without a web that is killed at a given point: `doomed FOLDER POINT [TEXT]`.

Finishes first what earlier ones left in FOLDER. Then, unless POINT is `none`, submits a document
and ends without a word at POINT, which is `before` or `after` and the name of a step, joined by a
colon; at `never` it goes on until something else ends it. Changes nothing in the product: it wraps
the steps of its own instance.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from ingestio_cloud.db.models import ExtractionBatch
from ingestio_core.lifecycle import FINAL_BATCH
from tests.cloud.pool_engines import by_content
from tests.cloud.workflow_bench import Bench
from tests.support.waiting import until

KILLED = 9
NEVER = "never"
NONE = "none"


def main() -> None:
    folder, point = Path(sys.argv[1]), sys.argv[2]
    text = sys.argv[3] if len(sys.argv) > 3 else "good"
    bench = Bench(folder, by_content, workers=1)
    with bench.launched():
        until(lambda: all_final(bench))
        if point == NONE:
            return
        if point != NEVER:
            when, step = point.split(":")
            setattr(bench.work, step, doomed(getattr(bench.work, step), when))
        bench.submit(text)
        until(lambda: all_final(bench))


def doomed(step: Callable[..., Any], when: str) -> Callable[..., Any]:
    def run(*args: Any) -> Any:
        if when == "before":
            os._exit(KILLED)
        step(*args)
        os._exit(KILLED)

    return run


def all_final(bench: Bench) -> bool:
    with bench.sessions.system.read() as session:
        return all(status in FINAL_BATCH for status in session.scalars(select(ExtractionBatch.status)))


if __name__ == "__main__":
    main()
