"""A draft survives a kill at any moment: there is the draft after it, or one batch, and all goes on."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.models import BatchModel, DocumentModel, DraftModel, UploadModel
from ingestio_desktop.workers.cpu_process import CpuProcess
from tests.support.desktop import empty_store, warm_child
from tests.support.documents import make_document
from tests.support.waiting import until

FILES = 70
SEED = 6

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")


@pytest.fixture(scope="module")
def dropped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough files for several chunks, each another one."""
    folder = tmp_path_factory.mktemp("dropped")
    content = make_document(3).content
    for number in range(FILES):
        (folder / f"{number % 7}").mkdir(exist_ok=True)
        (folder / f"{number % 7}" / f"{number}.pdf").write_bytes(content + b"\n%" + str(number).encode())
    return folder


@pytest.fixture(scope="module")
def cpu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CpuProcess]:
    """One for all: it knows no draft."""
    with warm_child(tmp_path_factory.mktemp("empty")) as process:
        yield process


@pytest.fixture(scope="module")
def forks(dropped: Path) -> Iterator[Callable[[Path], int]]:
    """Starts a composing child on a data folder; gives its id."""
    command = [sys.executable, "-m", "tests.support.wizard_child", str(dropped)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as zygote:
        assert zygote.stdin is not None and zygote.stdout is not None

        def fork(data: Path) -> int:
            assert zygote.stdin is not None and zygote.stdout is not None
            zygote.stdin.write(f"{data}\n")
            zygote.stdin.flush()
            return int(zygote.stdout.readline())

        yield fork
        zygote.stdin.close()


def said(data: Path) -> list[str]:
    file = data / "said"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


@contextmanager
def killed(forks: Callable[[Path], int], data: Path, at: str, after: float) -> Iterator[list[str]]:
    """A child that composed until `after` seconds past the line `at`; what it had said by then."""
    data.mkdir()
    (data / "store.sqlite").write_bytes(empty_store())
    child = forks(data)
    try:
        until(lambda: at in said(data))
        time.sleep(after)  # the moment of the kill, not a wait for something
    finally:
        os.kill(child, signal.SIGKILL)
    until(lambda: not alive(child))
    yield said(data)


def alive(child: int) -> bool:
    try:
        state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


MOMENTS = random.Random(SEED)
KILLS = [
    *(("open", MOMENTS.uniform(0, 0.3)) for _ in range(2)),
    *(("dropped", MOMENTS.uniform(0, 0.4)) for _ in range(3)),
    *(("listed", MOMENTS.uniform(0, 0.25)) for _ in range(1)),
    # Its one transaction takes a few hundredths of a second, also where the disk is slow.
    *(("submitting", 0.05 * (part + MOMENTS.random()) / 5) for part in range(5)),
    *(("submitted", MOMENTS.uniform(0, 0.15)) for _ in range(1)),
]


@pytest.mark.parametrize(("at", "after"), KILLS)
def test_after_a_kill_there_is_the_draft_or_one_batch(
    at: str,
    after: float,
    forks: Callable[[Path], int],
    dropped: Path,
    cpu: CpuProcess,
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    with killed(forks, data, at, after) as told:
        store = Store(data / "store.sqlite")
        store.open()
        try:
            batches, drafts = store.read(_found).result(30)
            assert len(batches) <= 1
            assert not set(batches) & set(drafts)
            if "submitted" in told:
                assert len(batches) == 1
            if not batches:
                _goes_on(store, cpu, told, dropped)
                batches, drafts = store.read(_found).result(30)
            assert len(batches) == 1
            _is_whole(store, batches[0])
        finally:
            store.close()


def _found(session: sa.orm.Session) -> tuple[list[UUID], list[UUID]]:
    return list(session.scalars(sa.select(BatchModel.id))), list(session.scalars(sa.select(DraftModel.id)))


def _goes_on(store: Store, cpu: CpuProcess, told: list[str], dropped: Path) -> None:
    """Start again where it was: nothing that was on the disk is missing, and it can be submitted."""
    flow = ComposeFlow(store, cpu)
    flow.start()
    try:
        view = flow.open().result(30).view
        prompts = [line.removeprefix("prompt ") for line in told if line.startswith("prompt ")]
        # The next thing may have been written, too, before it could be told.
        assert len(view.prompt) >= len(prompts[-1] if prompts else "")
        until(lambda: not flow.view().listing)
        if "dropped" in told:
            assert view.name == "Killed"
        elif not flow.view().totals.files:
            flow.add_paths([dropped])
            until(lambda: flow.view().totals.valid == FILES and not flow.view().listing)
        assert flow.view().totals.valid == FILES
        flow.set_strategy(PromptStrategy.AUTO)
        flow.go(Step.REVIEW)
        until(lambda: flow.view().step is Step.REVIEW)
        SubmitFlow(store, flow).submit(view.id).result(30)
    finally:
        flow.close()


def _is_whole(store: Store, batch_id: UUID) -> None:
    """The batch has each file once, and each has its upload."""

    def look(session: sa.orm.Session) -> tuple[int, int, int]:
        documents = session.scalar(
            sa.select(sa.func.count()).select_from(DocumentModel).where(DocumentModel.batch_id == batch_id)
        )
        paths = session.scalars(sa.select(UploadModel.path).where(UploadModel.batch_id == batch_id)).all()
        return documents or 0, len(paths), len(set(paths))

    assert store.read(look).result(30) == (FILES, FILES, FILES)
