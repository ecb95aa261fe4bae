"""Checks of a long document, done once a person pauses: not at each of their keystrokes."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.review import ReviewDocument, ReviewFlow
from ingestio_desktop.workers.bridge import Bridge

_PAUSE_MS: Final = 40


class LateChecks(QObject):
    """One document at a time, off the main thread; the latest one counts."""

    def __init__(
        self,
        flow: ReviewFlow,
        bridge: Bridge,
        checked: Callable[[ReviewDocument], None],
        failed: Callable[[IngestError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._checked = checked
        self._failed = failed
        self._wanted: ReviewDocument | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start)

    def want(self, document: ReviewDocument) -> None:
        """Check this document in a moment, unless another one is wanted until then."""
        self._wanted = document
        self._pause.start()

    def _start(self) -> None:
        document, self._wanted = self._wanted, None
        if document is not None:
            self._bridge.deliver(self._flow.check(document), self, self._checked, self._failed)
