"""The child process: streams results, survives what kills it, dies with its parent."""

import functools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from ingestio_core.errors import IngestError
from ingestio_core.intake import IntakeResult
from ingestio_desktop.workers.cpu_process import CpuProcess, IntakeListener
from tests.support.documents import make_document
from tests.support.waiting import until

WAIT = 60


class Heard:
    def __init__(self, on_inspected: Callable[[], None] = lambda: None) -> None:
        self.found: list[Path] = []
        self.results: dict[str, IntakeResult] = {}
        self.reported = 0
        self.error: IngestError | None = None
        self.over = threading.Event()
        self.first = threading.Event()
        self._on_inspected = on_inspected

    def listener(self) -> IntakeListener:
        return IntakeListener(
            found=lambda listed: self.found.extend(entry.found.path for entry in listed),
            inspected=self._inspected,
            ended=self._ended,
        )

    def _inspected(self, results: object) -> None:
        for result in results:  # type: ignore[attr-defined]
            self.results[str(result.path)] = result
            self.reported += 1
        self.first.set()
        self._on_inspected()

    def refused(self) -> list[str]:
        return sorted(result.path.name for result in self.results.values() if not result.accepted)

    def _ended(self, error: IngestError | None) -> None:
        self.error = error
        self.over.set()


def fill(folder: Path, count: int) -> None:
    folder.mkdir()
    content = make_document(4).content
    for number in range(count):
        (folder / f"{number:03}.pdf").write_bytes(content)


def test_walks_and_inspects_all_files(cpu: CpuProcess, folder: Path) -> None:
    heard = Heard()
    cpu.intake([folder], heard.listener())
    assert heard.over.wait(WAIT)
    assert heard.error is None
    assert len(heard.found) == 6
    assert heard.refused() == ["broken.pdf", "text.pdf"]


def test_an_empty_folder_ends_too(cpu: CpuProcess, tmp_path: Path) -> None:
    heard = Heard()
    cpu.intake([tmp_path], heard.listener())
    assert heard.over.wait(WAIT)
    assert (heard.found, heard.error) == ([], None)


def test_a_killed_child_is_started_again_and_no_file_is_lost(cpu: CpuProcess, tmp_path: Path) -> None:
    fill(tmp_path / "many", 180)
    killed: list[int] = []

    def kill_once() -> None:
        if not killed and cpu.pid is not None:
            killed.append(cpu.pid)
            os.kill(cpu.pid, signal.SIGKILL)

    heard = Heard(kill_once)
    cpu.intake([tmp_path / "many"], heard.listener())
    assert heard.over.wait(WAIT)
    assert killed
    assert cpu.pid not in killed
    assert heard.error is None
    assert (len(heard.results), heard.reported, heard.refused()) == (180, 180, [])


CRASHING = """
import os, signal
from ingestio_desktop.workers import cpu_child

inspect_many = cpu_child.inspect_many

def dying(files, **options):
    if any(file.path.name == "killer.pdf" for file in files):
        os.kill(os.getpid(), signal.SIGKILL)
    return inspect_many(files, **options)

cpu_child.inspect_many = dying
cpu_child.main()
"""


def test_the_file_that_kills_the_child_is_refused_and_the_others_go_on(tmp_path: Path) -> None:
    fill(tmp_path / "many", 70)
    (tmp_path / "many" / "killer.pdf").write_bytes(make_document(5).content)
    cpu = CpuProcess((sys.executable, "-c", CRASHING))
    cpu.start()
    try:
        heard = Heard()
        cpu.intake([tmp_path / "many"], heard.listener())
        assert heard.over.wait(WAIT)
    finally:
        cpu.close()
    assert heard.error is None
    assert (len(heard.results), heard.reported, heard.refused()) == (71, 71, ["killer.pdf"])
    refusal = heard.results[str(tmp_path / "many" / "killer.pdf")].error
    assert refusal is not None
    assert refusal.code == "file_damaged"


def test_a_child_that_never_starts_ends_the_job_with_a_reason(folder: Path) -> None:
    cpu = CpuProcess((sys.executable, "-c", "raise SystemExit(3)"))
    cpu.start()
    try:
        heard = Heard()
        cpu.intake([folder], heard.listener())
        assert heard.over.wait(WAIT)
    finally:
        cpu.close()
    assert heard.error is not None
    assert heard.error.code == "child_stopped"


def test_a_cancelled_job_is_heard_no_more(cpu: CpuProcess, tmp_path: Path, folder: Path) -> None:
    fill(tmp_path / "many", 120)
    cancelled, after = Heard(), Heard()
    job = cpu.intake([tmp_path / "many"], cancelled.listener())
    cpu.cancel(job)
    cpu.intake([folder], after.listener())
    assert after.over.wait(WAIT)
    assert not cancelled.over.is_set()
    assert len(cancelled.results) < 120


def test_a_task_that_loses_its_child_fails(cpu: CpuProcess) -> None:
    sleeping = functools.partial(max, key=time.sleep)
    _job, lost = cpu.task(sleeping, 600, lambda _done: None)
    until(lambda: cpu.pid is not None)
    assert cpu.pid is not None
    os.kill(cpu.pid, signal.SIGKILL)
    with pytest.raises(IngestError) as stopped:
        lost.result(WAIT)
    assert stopped.value.code == "child_stopped"


def test_a_bug_in_a_task_is_told_and_the_child_lives_on(cpu: CpuProcess) -> None:
    _job, failed = cpu.task(os.getcwd, None, lambda _done: None)
    with pytest.raises(IngestError) as bug:
        failed.result(WAIT)
    assert bug.value.code == "background_work_failed"
    before = cpu.pid
    # The task is called with its argument and two functions; those are the callable ones.
    _job, unsendable = cpu.task(functools.partial(max, key=callable), "x", lambda _done: None)
    with pytest.raises(IngestError) as bug:
        unsendable.result(WAIT)
    assert bug.value.code == "background_work_failed"
    _job, done = cpu.task(functools.partial(min, key=callable), "x", lambda _done: None)
    assert done.result(WAIT) == "x"
    assert cpu.pid == before


PARENT = """
import sys, time
from pathlib import Path
from ingestio_desktop.workers.cpu_process import CpuProcess, IntakeListener
cpu = CpuProcess()
cpu.start()
nothing = lambda _: None
cpu.intake([Path(sys.argv[1])], IntakeListener(nothing, nothing, lambda _: print(cpu.pid, flush=True)))
time.sleep(600)
"""


def test_the_child_dies_with_a_killed_parent(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(folder)], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        child.wait(WAIT)
        assert not child.is_running()
