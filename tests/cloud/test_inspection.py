"""Uploaded files are looked into in a child: one that crashes or hangs it fails alone."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingestio_cloud.workflows.children import Interrupted
from ingestio_cloud.workflows.inspection import FileInspector
from ingestio_core.intake import IntakeResult
from tests.cloud.pool_engines import MEMORY, inspect_by_content

Inspect = Callable[[str], IntakeResult]


@pytest.fixture(scope="module")
def inspector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FileInspector]:
    first = tmp_path_factory.mktemp("first") / "upload.part"
    first.write_text("good", encoding="utf-8")
    inspector = FileInspector(inspect_by_content, time_limit=1.0, memory_bytes=MEMORY)
    inspector.inspect(first, 7)
    yield inspector
    inspector.close()


@pytest.fixture
def inspect(inspector: FileInspector, tmp_path: Path) -> Inspect:
    def look(text: str) -> IntakeResult:
        path = tmp_path / "upload.part"
        path.write_text(text, encoding="utf-8")
        return inspector.inspect(path, 7)

    return look


def test_a_file_is_read_in_a_child(inspect: Inspect) -> None:
    result = inspect("good")
    assert (result.sha256, result.size, result.error) == ("good", 7, None)
    assert result.pages != os.getpid()


@pytest.mark.parametrize(
    ("text", "code"), [("die", "file_damaged"), ("hang", "file_damaged"), ("fail", "extraction_failed")]
)
def test_a_bad_file_fails_alone(inspect: Inspect, text: str, code: str) -> None:
    bad = inspect(text)
    assert bad.error is not None
    assert (bad.error.code, bad.size) == (code, len(text))
    assert inspect("good").accepted


def test_a_file_that_takes_too_much_memory_fails_alone(tmp_path: Path) -> None:
    inspector = FileInspector(inspect_by_content, time_limit=600.0, memory_bytes=MEMORY)
    try:
        bad, good = tmp_path / "bad", tmp_path / "good"
        bad.write_text("grow", encoding="utf-8")
        good.write_text("good", encoding="utf-8")
        told = inspector.inspect(bad, 7).error
        assert told is not None and told.code == "file_damaged" and "memory" in told.message
        assert inspector.inspect(good, 7).accepted
    finally:
        inspector.close()


def test_a_file_that_is_gone_is_told(inspector: FileInspector, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        inspector.inspect(tmp_path / "nothing", 7)


def test_closing_does_not_wait_for_a_file_that_hangs(tmp_path: Path) -> None:
    path = tmp_path / "hang"
    path.write_text("hang", encoding="utf-8")
    inspector = FileInspector(inspect_by_content, time_limit=60.0)
    begun = threading.Event()

    def look() -> IntakeResult:
        begun.set()
        return inspector.inspect(path, 7)

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(look)
        begun.wait()
        inspector.close()
        assert isinstance(waiting.exception(), Interrupted)
