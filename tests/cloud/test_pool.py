"""The pool of child processes: one bad document costs itself, and no child outlives its parent."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from pydantic import JsonValue

from ingestio_cloud.workflows.children import Interrupted
from ingestio_cloud.workflows.outcome import StoredOutcome
from ingestio_cloud.workflows.pool import (
    DocumentCancelledError,
    ExtractionPool,
    PoolSettings,
    Reading,
)
from ingestio_core.errors import IngestError
from ingestio_core.limits import MediaType
from tests.cloud.pool_engines import by_content

REPOSITORY = Path(__file__).resolve().parents[2]
Write = Callable[..., Reading]
OTHERS: set[int] = set()


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[ExtractionPool]:
    pool = ExtractionPool(PoolSettings(engine=by_content, workers=2, scratch=tmp_path / "scratch"))
    yield pool
    pool.close()
    assert not list((tmp_path / "scratch").iterdir())


@pytest.fixture
def write(tmp_path: Path) -> Write:
    count = iter(range(1000))

    def make(text: str, time_limit: float = 30.0) -> Reading:
        path = tmp_path / f"{next(count)}.txt"
        path.write_text(text, encoding="utf-8")
        return Reading(path, MediaType.PDF, None, time_limit)

    return make


def read(pool: ExtractionPool, reading: Reading) -> dict[str, JsonValue]:
    return StoredOutcome.model_validate_json(pool.extract(reading)).extraction.data


@pytest.fixture(autouse=True)
def others() -> Iterator[None]:
    """Children of this process that are no business of these tests."""
    OTHERS.update(child.pid for child in children())
    yield
    OTHERS.clear()


def children() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children(recursive=True)
        if "spawn_main" in " ".join(child.cmdline()) and child.pid not in OTHERS
    ]


def test_a_document_is_read_in_a_child(pool: ExtractionPool, write: Write) -> None:
    outcome = read(pool, write("answer"))
    assert outcome["text"] == "answer"
    assert outcome["pid"] != os.getpid()


def test_nothing_starts_before_the_first_document(pool: ExtractionPool) -> None:
    assert not children()


def test_bad_documents_cost_themselves_only(pool: ExtractionPool, write: Write) -> None:
    with ThreadPoolExecutor(6) as threads:
        bad = {
            "extraction_timeout": threads.submit(pool.extract, write("hang", 1.0)),
            "extraction_crashed": threads.submit(pool.extract, write("die")),
            "unreadable": threads.submit(pool.extract, write("refuse")),
            "extraction_failed": threads.submit(pool.extract, write("fail")),
        }
        good = [threads.submit(read, pool, write(f"good {number}")) for number in range(12)]
        assert [future.result()["text"] for future in good] == [f"good {number}" for number in range(12)]
        codes = {code: future.exception() for code, future in bad.items()}
    assert {code: getattr(error, "code", error) for code, error in codes.items()} == {c: c for c in codes}


def test_a_child_that_never_returns_to_python_is_ended(pool: ExtractionPool, write: Write) -> None:
    with pytest.raises(IngestError) as caught:
        pool.extract(write("hang in C", 0.5))
    assert caught.value.code == "extraction_timeout"
    assert read(pool, write("answer"))["text"] == "answer"


def test_a_document_that_crashes_its_child_is_tried_again(pool: ExtractionPool, write: Write) -> None:
    assert read(pool, write("die once"))["text"] == "answer"


def test_an_idle_child_that_dies_does_not_break_the_pool(pool: ExtractionPool, write: Write) -> None:
    read(pool, write("answer"))
    for child in children():
        child.kill()
    assert read(pool, write("answer"))["text"] == "answer"


def test_progress_arrives_while_a_document_is_read(pool: ExtractionPool, write: Write) -> None:
    seen: list[int] = []
    pool.extract(write("report"), on_progress=seen.append)
    assert seen[:1] == [40]


def test_a_cancelled_document_frees_its_child(pool: ExtractionPool, write: Write) -> None:
    with pytest.raises(DocumentCancelledError):
        pool.extract(write("hang"), is_cancelled=lambda: True)
    with ThreadPoolExecutor(2) as threads:
        assert len(list(threads.map(lambda _: read(pool, write("answer")), range(4)))) == 4


def test_closing_interrupts_what_is_read_and_leaves_no_child(pool: ExtractionPool, write: Write) -> None:
    begun = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        hanging = threads.submit(pool.extract, write("hang"), is_cancelled=lambda: begun.set() is not None)
        begun.wait()
        pool.close()
        assert isinstance(hanging.exception(), Interrupted)
    assert not children()
    with pytest.raises(Interrupted):
        pool.extract(write("answer"))


def test_children_end_with_a_killed_parent(tmp_path: Path) -> None:
    (tmp_path / "hang.txt").write_text("hang", encoding="utf-8")
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.cloud.pool_parent", str(tmp_path)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "reading\n"
    offspring = psutil.Process(parent.pid).children(recursive=True)
    assert offspring
    parent.kill()
    _, alive = psutil.wait_procs(offspring, timeout=20)
    assert not alive
    # What the child's library printed did not get into its parent's stdout.
    assert parent.stdout.read() == ""
    parent.stdout.close()
    parent.wait()
