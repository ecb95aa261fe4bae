"""Services that let a model read and are killed at given points, one after the other:
`model_lives FOLDER URL_OF_MODEL POINT…`.

Each finishes first what the ones before it left, then submits an invoice of a number of its own and ends
without a word at its point; one at `none` just finishes what is left. Writes how each ended: a list of
exit codes in JSON. Changes nothing in the product: it wraps the steps of its own instance.
"""

import json
import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import select

from ingestio_cloud.db.models import ExtractionBatch
from ingestio_cloud.features.extraction import asking
from ingestio_core.lifecycle import FINAL_BATCH
from tests.chaos.doomed import NONE, SURVIVED, Arm, after, at, before
from tests.cloud.model_bench import ModelBench, invoice
from tests.cloud.workflow_bench import Bench
from tests.support.waiting import until


def _work(bench: Bench) -> Any:
    return bench.work


def _asking(_bench: Bench) -> Any:
    return asking


def _desk(bench: Bench) -> Any:
    return cast(Any, bench.work)._models.routes._desk


POINTS: Final[Mapping[str, Arm]] = {
    "about to hand over": at(_work, "hand_over", before),
    "handed over, not committed": at(_asking, "pass_on", after),
    "handed over": at(_work, "hand_over", after),
    "taken up": at(_asking, "take_up", after),
    "about to ask": at(_desk, "ask", before),
    "answered, not kept": at(_desk, "ask", after),
    "answer kept": at(_work, "_complete", before),
    "grounded": at(_work, "_keep", after),
    "about to store": at(_work, "finish", before),
    "stored": at(_work, "drop_asks", before),
}
"""Between every two steps from the words to the stored answer."""


def main() -> None:
    folder, model, points = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    codes = [_life(folder, model, point, number) for number, point in enumerate(points)]
    # After a line's end, since what they logged comes first.
    sys.stdout.write(f"\n{json.dumps(codes)}\n")


def _life(folder: Path, model: str, point: str, number: int) -> int:
    """Live in a process of its own; how it ended."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    code = 1
    try:
        _live(ModelBench(folder, model), point, number)
        code = SURVIVED
    finally:
        if code != SURVIVED:
            traceback.print_exc()
        os._exit(code)


def _live(bench: ModelBench, point: str, number: int) -> None:
    with bench.launched():
        until(lambda: _all_final(bench))
        if point != NONE:
            POINTS[point](bench)
            bench.submit(invoice(number=f"R-{number}"), local=not number)
            until(lambda: _all_final(bench))


def _all_final(bench: ModelBench) -> bool:
    with bench.sessions.system.read() as session:
        return all(status in FINAL_BATCH for status in session.scalars(select(ExtractionBatch.status)))


if __name__ == "__main__":
    main()
