"""The one file below the presenters that knows Qt: bring results to the main thread."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from ingestio_core.errors import IngestError, ProgramError
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.pauses import main_goes_first

Result = TypeVar("Result")
Payload = TypeVar("Payload")


class Bridge(QObject):
    """Make it in the main thread. Everything it delivers runs there, in the order in which it
    happened, and is dropped when its owner's C++ object is gone."""

    _post = Signal(object)

    def __init__(self, unexpected: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        """`unexpected` hears of errors that nobody handles, in the main thread."""
        super().__init__(parent)
        self._unexpected = unexpected
        self._post.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def deliver(
        self,
        future: "Future[Result]",
        owner: QObject,
        done: Callable[[Result], None],
        failed: Callable[[IngestError], None] | None = None,
    ) -> None:
        """Call `done` with the future's result, or `failed` with its error, in the main thread.

        Errors that are no `IngestError` are bugs: they go to `unexpected` and reach `failed` as a
        `ProgramError`. A cancelled future calls nothing.
        """

        def finished(ended: "Future[Result]") -> None:
            if ended.cancelled():
                return
            error = ended.exception()
            if error is None:
                self._send(owner, lambda: done(ended.result()))
            else:
                self._send(owner, lambda: self._fail(error, failed))

        future.add_done_callback(finished)

    def listen(
        self, notifier: Notifier[Payload], owner: QObject, callback: Callable[[Payload], None]
    ) -> None:
        """Call `callback` in the main thread at each notification, until `owner` is destroyed."""
        remove = notifier.subscribe(lambda payload: self._send(owner, lambda: callback(payload)))
        owner.destroyed.connect(lambda: remove())

    def relay(self, owner: QObject, callback: Callable[[Payload], None]) -> Callable[[Payload], None]:
        """A function that may be called in any thread and runs `callback` in the main thread."""
        return lambda payload: self._send(owner, lambda: callback(payload))

    def _send(self, owner: QObject, action: Callable[[], None]) -> None:
        def run() -> None:
            if shiboken6.isValid(owner):
                action()

        # At the very end the bridge itself may be gone: a late result then has nobody to go to.
        if shiboken6.isValid(self):
            self._post.emit(run)

    def _run(self, action: Callable[[], None]) -> None:
        with main_goes_first():
            action()

    def _fail(self, error: BaseException, failed: Callable[[IngestError], None] | None) -> None:
        if not isinstance(error, IngestError):
            self._unexpected(error)
            error = ProgramError(
                "unexpected",
                "Something went wrong in IngestIO",
                "This is a mistake in the program, not of yours. Nothing was lost; please try again.",
            )
        elif failed is None:
            self._unexpected(error)
        if failed is not None:
            failed(error)
