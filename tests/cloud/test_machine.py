"""How many children a computer has room for."""

from collections import namedtuple
from pathlib import Path

import psutil
import pytest

from ingestio_cloud.machine import GIBIBYTE, children_that_fit, cores, memory_bytes
from ingestio_cloud.settings import Settings

Memory = namedtuple("Memory", ["total"])


@pytest.mark.parametrize(
    ("cores", "gibibytes", "fit"),
    [(8, 32, 8), (8, 8, 7), (2, 2, 1), (4, 1, 1), (1, 64, 1), (16, 16, 15)],
)
def test_children_fit_cores_and_memory(
    monkeypatch: pytest.MonkeyPatch, cores: int, gibibytes: int, fit: int
) -> None:
    monkeypatch.setattr("ingestio_cloud.machine.cores", lambda: cores)
    monkeypatch.setattr("ingestio_cloud.machine.memory_bytes", lambda: gibibytes * GIBIBYTE)
    assert children_that_fit() == fit
    assert Settings().workers == fit
    assert Settings(workers=3).workers == 3


@pytest.mark.parametrize(("limit", "bytes_"), [("1073741824\n", GIBIBYTE), ("max\n", 4 * GIBIBYTE)])
def test_a_container_may_take_less(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: str, bytes_: int
) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: Memory(4 * GIBIBYTE))
    file = tmp_path / "memory.max"
    file.write_text(limit, encoding="ascii")
    assert memory_bytes(file) == bytes_
    assert memory_bytes(tmp_path / "none") == 4 * GIBIBYTE


@pytest.mark.parametrize(
    ("limit", "number"),
    [("max 100000\n", 64), ("200000 100000\n", 2), ("150000 100000\n", 1), ("50000 100000\n", 1), ("", 64)],
)
def test_a_container_may_have_fewer_cores(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: str, number: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    file = tmp_path / "cpu.max"
    file.write_text(limit, encoding="ascii")
    assert cores(file) == number
    assert cores(tmp_path / "none") == 64
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert cores(file) == 1
