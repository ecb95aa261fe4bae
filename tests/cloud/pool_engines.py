"""Engines that misbehave, for tests of the pool. They run in child processes."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

from ingestio_cloud.workflows.engines import read_nothing
from ingestio_cloud.workflows.outcome import StoredOutcome
from ingestio_core.contracts.extractions import Extraction
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.intake import IntakeResult
from ingestio_core.limits import MediaType


def by_content(
    source: Path, media_type: MediaType, plan: FieldPlan | None, progress: Callable[[int], None]
) -> StoredOutcome:
    """Does what the file says: answer, hang, die, refuse or fail."""
    text = source.read_text(encoding="utf-8")
    with source.with_name(f"{source.name}.reads").open("a", encoding="ascii") as log:
        log.write("1\n")
    os.write(1, b"what a library prints")
    if text == "hang":
        Event().wait()
    if text == "hang in C":
        hang_without_python()
    if text == "die":
        os._exit(3)
    if text == "die once":
        source.write_text("answer", encoding="utf-8")
        os._exit(3)
    if text == "kill the service":
        os.kill(os.getppid(), 9)
        Event().wait()
    if text == "refuse":
        raise IngestError("unreadable", "Unreadable", "Nothing can be read.")
    if text == "fail":
        raise UnbuildableError(1, 2)
    if text == "report":
        progress(40)
        Event().wait(1.0)
    return read_nothing(source, media_type, plan, progress).model_copy(
        update={"extraction": Extraction(data={"pid": os.getpid(), "text": text})}
    )


def inspect_by_content(path: Path, max_bytes: int) -> IntakeResult:
    """Does what the file says: hang, die or fail; else says in which process it was read."""
    text = path.read_text(encoding="utf-8")
    if text == "hang":
        hang_without_python()
    if text == "die":
        os._exit(3)
    if text == "fail":
        raise UnbuildableError(1, 2)
    return IntakeResult(path, max_bytes, MediaType.PDF, os.getpid(), text)


def hang_without_python() -> None:
    """Holds the interpreter's lock for ever, so that no Python of this process runs again."""
    sys.setswitchinterval(1e9)
    json.dumps(0)
    while True:
        pass


class UnbuildableError(Exception):
    """Cannot be made again from its arguments, so it cannot cross a process boundary."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__("one argument only")
