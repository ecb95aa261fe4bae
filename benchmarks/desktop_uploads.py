"""Uploads of the desktop, against a bare httpx upload of the same files to the same service.

`python -m benchmarks.desktop_uploads [ROUNDS]`. 200 files of 200 KB, then 3 of 50 MB. The desktop sends
them as for a person: batch, store, outbox, transfer (four at once, checksums, resumable), with the page
of the batch on screen and a Qt timer of 5 ms in the main thread as its heartbeat. The peer is four
coroutines that send each file with one POST and nothing else. Both go to one service in a process of its
own that verifies each file before it answers; only the queue of documents is left out. What is measured
of the desktop is from its first upload to the last answer.
"""

import argparse
import asyncio
import base64
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time
from typing import Final
from uuid import UUID, uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import httpx
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.uploads import _files, _service
from ingestio_client.service import ServiceClient, fixed_token
from ingestio_client.submit import announced
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.intake import IntakeResult
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.batches import BatchesFlow
from ingestio_desktop.garbage import CollectorTimer
from ingestio_desktop.pauses import shorten_pauses
from ingestio_desktop.presenters.batch_detail import BatchDetailPresenter
from ingestio_desktop.store.batches import NewBatch, NewDocument, submit_batch
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.sync.transfer import Transfer
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.batches.detail_page import BatchPage
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.io_thread import IoThread

_MEGABYTE: Final = 1000 * 1000
_SETS: Final = (("200 × 200 KB", 200, 200_000), ("3 × 50 MB", 3, 50 * _MEGABYTE))
_AT_ONCE: Final = 4
_ROUNDS: Final = 3
_BEAT_MS: Final = 5
_TOKEN: Final = "benchmark"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one set in one round: seconds, the late part of the worst and of most heartbeats, and the most that
    the main thread itself computed between two, in ms."""

    bare: float
    desktop: float
    longest: float
    most: float
    own: float


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=_ROUNDS)
    rounds = parser.parse_args().rounds
    application = QApplication([])
    theme = Theme(application, ThemeSetting.LIGHT)
    rows = []
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        with _service(folder / "data", "", None) as (port, _process):
            url = f"http://127.0.0.1:{port}"
            asyncio.run(_bare(url, _files(folder / "warm", 8, 200_000)))
            window = Window(application, folder / "desktop", url)
            # As in the program: what was made until the window stands is never looked at again.
            shorten_pauses()
            CollectorTimer(theme)
            for title, count, size in _SETS:
                rows.append((title, [_round(window, url, folder, count, size, n) for n in range(rounds)]))
            window.close()
    print(
        f"{'':14}{'httpx s':>9}{'desktop s':>11}{'ratio':>7}{'longest stall ms':>18}{'p99 ms':>8}"
        f"{'longest own work ms':>21}"
    )
    for title, figures in rows:
        bare, desktop = (median(getattr(one, key) for one in figures) for key in ("bare", "desktop"))
        ratio = median(one.desktop / one.bare for one in figures)
        longest, most, own = (max(getattr(one, key) for one in figures) for key in ("longest", "most", "own"))
        print(f"{title:14}{bare:>9.2f}{desktop:>11.2f}{ratio:>7.2f}{longest:>18.1f}{most:>8.1f}{own:>21.1f}")


def _round(window: "Window", url: str, folder: Path, count: int, size: int, number: int) -> Figures:
    # Different contents: what the account has sent before would not be sent again.
    bare = asyncio.run(_bare(url, _files(folder / f"bare-{count}-{number}", count, size)))
    desktop, late, own = window.send(_files(folder / f"window-{count}-{number}", count, size))
    return Figures(bare, desktop, late[-1], late[int(len(late) * 0.99)], own)


async def _bare(url: str, files: Sequence[IntakeResult]) -> float:
    """Seconds of four coroutines that send each file with one request."""
    documents = [announced(file) for file in files]
    async with ServiceClient(url, fixed_token(_TOKEN)) as client:
        batch = BatchCreate(id=uuid4(), prompt_strategy=PromptStrategy.AUTO, documents=tuple(documents))
        await client.create_batch(batch)
    places = asyncio.Semaphore(_AT_ONCE)
    headers = {"Authorization": f"Bearer {_TOKEN}", "Tus-Resumable": "1.0.0"}
    async with httpx.AsyncClient(base_url=url, headers=headers, trust_env=False, timeout=180) as http:

        async def upload(document: UUID, path: Path) -> None:
            async with places:
                content = await asyncio.to_thread(path.read_bytes)
                answer = await http.post(
                    "/v1/uploads", content=content, headers=_said(document, len(content))
                )
                answer.raise_for_status()

        begun = perf_counter()
        await asyncio.gather(
            *(upload(document.id, file.path) for document, file in zip(documents, files, strict=True))
        )
        return perf_counter() - begun


def _said(document: UUID, size: int) -> dict[str, str]:
    return {
        "Content-Type": "application/offset+octet-stream",
        "Upload-Length": str(size),
        "Upload-Metadata": f"document_id {base64.b64encode(str(document).encode()).decode()}",
    }


class Window(QObject):
    """The page of a batch on a store that syncs with the service."""

    def __init__(self, application: QApplication, folder: Path, url: str) -> None:
        super().__init__(application)
        self._application = application
        self._store, self._io = Store(folder / "store.sqlite"), IoThread()
        self._store.open()
        self._io.start()
        self._sync = SyncControl(self._store, self._io, "Benchmark")
        self._account = AccountFlow(self._store, self._sync)
        bridge = Bridge(_broken)
        self._flow = BatchesFlow(self._store)
        self._page = BatchPage(BatchDetailPresenter(self._flow, self._account, bridge))
        self._page.resize(1280, 800)
        self._page.show()
        self._sync.start()
        self._sync.service_ready(url, _TOKEN)
        self._first = 0.0
        self._last = 0.0
        self._note_uploads()

    def send(self, files: Sequence[IntakeResult]) -> tuple[float, list[float], float]:
        """Seconds from the first upload to the last answer, the late part of each heartbeat in ms, and the
        most that the main thread computed between two of them."""
        documents = tuple(
            NewDocument(announced(file), file.path, file.path.stat().st_mtime_ns) for file in files
        )
        batch = NewBatch(uuid4(), "Benchmark", PromptStrategy.AUTO, None, None, documents)
        late: list[float] = []
        own: list[float] = []
        before, computed = perf_counter(), thread_time()

        def beat() -> None:
            nonlocal before, computed
            now, work = perf_counter(), thread_time()
            late.append(max(0.0, (now - before) * 1000 - _BEAT_MS))
            own.append((work - computed) * 1000)
            before, computed = now, work
            if self._sent == len(files):
                self._application.quit()

        timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=_BEAT_MS)
        timer.timeout.connect(beat)
        self._sent, self._first = 0, 0.0
        self._store.write(lambda unit: submit_batch(unit, batch)).result()
        self._page.open(batch.id)
        before, computed = perf_counter(), thread_time()
        timer.start()
        self._application.exec()
        timer.stop()
        return self._last - self._first, sorted(late), max(own)

    def close(self) -> None:
        self._page.close()
        self._sync.stop()
        self._io.close()
        self._store.close()

    def _note_uploads(self) -> None:
        """Note when the first upload begins and the last one ends, in the thread where they do."""
        upload = Transfer._upload
        window = self

        async def noted(transfer: Transfer, row: object) -> None:
            window._first = window._first or perf_counter()
            await upload(transfer, row)  # type: ignore[arg-type]
            window._last = perf_counter()
            window._sent += 1

        Transfer._upload = noted  # type: ignore[method-assign,assignment]


def _broken(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    main()
