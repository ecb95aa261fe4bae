"""Limits of a child: memory in Python and in C, what it starts, what it writes, and a full disk."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from ingestio_cloud.workflows.outcome import StoredOutcome
from ingestio_cloud.workflows.pool import ExtractionPool, PoolSettings, Reading
from ingestio_core.errors import IngestError, MachineError
from ingestio_core.limits import MediaType
from tests.cloud.pool_engines import MEMORY, by_content
from tests.support.waiting import until

REPOSITORY = Path(__file__).resolve().parents[2]
Write = Callable[..., Reading]
IN_A_FULL_FOLDER = "mount -t tmpfs -o size=256k none {0} && exec {1} -m tests.cloud.pool_full {0}"


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[ExtractionPool]:
    """Of one child that may not take much."""
    scratch = tmp_path / "scratch"
    pool = ExtractionPool(PoolSettings(engine=by_content, workers=1, scratch=scratch, memory_bytes=MEMORY))
    yield pool
    assert not list(scratch.iterdir())
    pool.close()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    count = iter(range(1000))

    def make(text: str, time_limit: float = 60.0) -> Reading:
        path = tmp_path / f"{next(count)}.txt"
        path.write_text(text, encoding="utf-8")
        return Reading(path, MediaType.PDF, None, time_limit)

    return make


def pid(pool: ExtractionPool, reading: Reading) -> int:
    """Which child read it."""
    number = StoredOutcome.model_validate_json(pool.extract(reading)).extraction.data["pid"]
    assert isinstance(number, int)
    return number


def code(pool: ExtractionPool, reading: Reading) -> str:
    with pytest.raises(IngestError) as caught:
        pool.extract(reading)
    return caught.value.code


def tries(reading: Reading) -> int:
    return len(reading.source.with_name(f"{reading.source.name}.reads").read_text("ascii").splitlines())


@pytest.mark.parametrize("text", ["grow", "grow in C", "kill itself"])
def test_too_much_memory_is_tried_twice_and_told(pool: ExtractionPool, write: Write, text: str) -> None:
    reading = write(text)
    assert code(pool, reading) == "extraction_out_of_memory"
    assert tries(reading) == 2
    assert pid(pool, write("answer"))


def test_memory_that_is_not_to_be_had_is_the_same(pool: ExtractionPool, write: Write) -> None:
    assert code(pool, write("find no memory")) == "extraction_out_of_memory"


def test_a_child_left_large_does_not_take_the_next_document(pool: ExtractionPool, write: Write) -> None:
    large = pid(pool, write("stay large"))
    after = pid(pool, write("answer"))
    assert after != large
    assert pid(pool, write("answer")) == after


def test_what_a_child_starts_ends_with_it(
    pool: ExtractionPool, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So long the pool waits for a copy of the child to let go of what they share.
    monkeypatch.setattr("pebble.common.CONSTS.term_timeout", 0.2)
    reading = write("start others", 0.5)
    assert code(pool, reading) == "extraction_timeout"
    others = reading.source.with_name(f"{reading.source.name}.others").read_text("ascii").split()
    assert len(others) == 4
    until(lambda: not any(alive(int(other)) for other in others))


def alive(number: int) -> bool:
    try:
        return psutil.Process(number).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_temporary_files_go_with_the_document(
    pool: ExtractionPool, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    assert code(pool, write("leave files", 0.5)) == "extraction_timeout"
    assert not [path for path in elsewhere.iterdir() if path.name.startswith("tmp")]


def test_an_outcome_that_is_too_large_is_refused(pool: ExtractionPool, write: Write) -> None:
    roomy = ExtractionPool(PoolSettings(engine=by_content, workers=1, scratch=write("").source.parent / "r"))
    try:
        assert code(roomy, write("say much")) == "extraction_too_large"
    finally:
        roomy.close()


@pytest.mark.parametrize(
    ("text", "told"),
    [("fill the disk", "disk_full"), ("leave no room", "disk_full"), ("break the disk", "disk_failed")],
)
def test_a_disk_in_trouble_is_the_machines_fault(
    pool: ExtractionPool, write: Write, text: str, told: str
) -> None:
    reading = write(text)
    with pytest.raises(MachineError) as caught:
        pool.extract(reading)
    assert (caught.value.code, caught.value.retryable, tries(reading)) == (told, True, 1)


def test_a_full_scratch_folder_is_the_machines_fault(tmp_path: Path) -> None:
    """A real file system without room, mounted where only one process sees it."""
    folder = tmp_path / "small"
    folder.mkdir()
    unshare = shutil.which("unshare")
    allowed = unshare and subprocess.run([unshare, "-Urm", "true"], capture_output=True, check=False)
    if not unshare or not allowed or allowed.returncode:
        pytest.skip("this system lets nobody mount a file system of their own")
    command = IN_A_FULL_FOLDER.format(folder, sys.executable)
    done = subprocess.run(
        [unshare, "-Urm", "sh", "-c", command],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["full", "read"], done.stderr


def test_a_crash_that_the_pool_overlooks_is_noticed(
    pool: ExtractionPool, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As happens when a child ends before its word that it has the task was read."""

    def overlooked(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr("pebble.pool.process.PoolManager.find_expired_task", overlooked)
    assert code(pool, write("die", 600.0)) == "extraction_crashed"
    assert pid(pool, write("answer"))


def test_many_bad_documents_at_once_cost_themselves_only(tmp_path: Path, write: Write) -> None:
    scratch = tmp_path / "many"
    pool = ExtractionPool(PoolSettings(engine=by_content, workers=2, scratch=scratch, memory_bytes=MEMORY))
    bad = {
        "grow": "extraction_out_of_memory",
        "hang": "extraction_timeout",
        "die": "extraction_crashed",
        "fail": "extraction_failed",
        "fill the disk": "disk_full",
    }
    with ThreadPoolExecutor(16) as threads:
        told = {
            text: threads.submit(code, pool, write(text, 1.0 if "timeout" in why else 600.0))
            for text, why in bad.items()
        }
        good = [threads.submit(pid, pool, write(f"good {number}")) for number in range(8)]
        assert all(future.result() for future in good)
        assert {text: future.result() for text, future in told.items()} == bad
    assert not list(scratch.iterdir())
    pool.close()
