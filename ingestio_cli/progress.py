"""Progress on stderr: bars in a terminal, plain lines where it goes to a file or another program."""

import sys
from time import monotonic
from types import TracebackType
from typing import Final, Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from ingestio_cli.terminal import tell
from ingestio_client.submit import RunState
from ingestio_core.limits import MEBIBYTE

_LINE_SECONDS: Final = 2.0


class Reporter(Protocol):
    """Shows how far the batch is; used as a context manager."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def show(self, state: RunState) -> None: ...


def reporter() -> Reporter:
    """The kind that suits where stderr goes."""
    return _Bars() if sys.stderr.isatty() else _Lines()


class _Bars:
    def __init__(self) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
            console=Console(stderr=True),
        )
        self._uploading: TaskID | None = None
        self._reading: TaskID | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def show(self, state: RunState) -> None:
        if self._uploading is None or self._reading is None:
            self._uploading = self._bars.add_task("Uploading", total=state.documents, note="")
            self._reading = self._bars.add_task("Reading", total=state.documents, note="")
        sent = f"{state.bytes_sent / MEBIBYTE:.1f} of {state.bytes_total / MEBIBYTE:.1f} MB"
        self._bars.update(self._uploading, completed=state.uploaded, note=sent)
        failed = f"{state.failed} failed" if state.failed else ""
        self._bars.update(self._reading, completed=state.completed + state.failed, note=failed)


class _Lines:
    """A line when something moved, every two seconds at most; the last state always."""

    def __init__(self) -> None:
        self._shown = ""
        self._waiting = ""
        self._next = monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._write()

    def show(self, state: RunState) -> None:
        done = state.completed + state.failed
        if done:
            failed = f", {state.failed} failed" if state.failed else ""
            self._waiting = f"Read {done} of {state.documents} files{failed}"
        else:
            self._waiting = f"Uploaded {state.uploaded} of {state.documents} files"
        if monotonic() >= self._next:
            self._write()

    def _write(self) -> None:
        if self._waiting != self._shown:
            tell(self._waiting)
            self._shown = self._waiting
            self._next = monotonic() + _LINE_SECONDS
