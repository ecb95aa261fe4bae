"""The history of a document's changes: what is known at once, what the service says, a proof, a file."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ingestio_core.errors import IngestError
from ingestio_core.trail_file import TrailFormat
from ingestio_desktop.flows.trail import Proof, Trail, TrailFlow, Verdict
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.trail_words import TrailRow, label_of, name_of, trail_rows
from ingestio_desktop.sentences import said
from ingestio_desktop.theme.words import relative_time
from ingestio_desktop.workers.bridge import Bridge


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence about the trail as a whole: an icon, a colour token, a title and what it means."""

    icon: str
    tone: str
    title: str
    detail: str = ""


class TrailPresenter(QObject):
    """Shows one document at a time; what comes of another one is dropped."""

    changed = Signal()
    """`rows`, `statement`, `filename`, `busy` or `can_save` are others."""
    saved = Signal(object)
    """The `Path` of the file."""
    failed = Signal(object)
    """An `IngestError`: the file could not be written, or the document is gone."""

    def __init__(self, flow: TrailFlow, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flow = flow
        self._bridge = bridge
        self._document: UUID | None = None
        self._trail: Trail | None = None
        self._verdict: Verdict | None = None
        self._unproven: IngestError | None = None
        self._checking = False
        self.rows: tuple[TrailRow, ...] = ()

    @property
    def filename(self) -> str:
        return self._trail.filename if self._trail else ""

    @property
    def answered(self) -> bool:
        """Whether the service was asked, and answered or did not."""
        return self._trail is not None and self._trail.attempted

    @property
    def loaded(self) -> bool:
        """Whether there is anything to show, if only that there is nothing."""
        return self.answered or bool(self.rows)

    @property
    def checking(self) -> bool:
        return self._checking

    @property
    def can_save(self) -> bool:
        return self._trail is not None and bool(self._trail.entries)

    @property
    def count(self) -> int:
        """Changes in the trail itself."""
        return len(self._trail.entries) if self._trail else 0

    @property
    def error(self) -> IngestError | None:
        """Why the service did not answer."""
        return self._trail.error if self._trail else None

    def open(self, document_id: UUID) -> None:
        """Show what is known of a document, then what the service says."""
        self._document = document_id
        self._trail = self._verdict = self._unproven = None
        self._checking = False
        self.rows = ()
        self.changed.emit()
        self._bridge.deliver(
            self._flow.known(document_id),
            self,
            lambda trail: self._known(document_id, trail),
            self.failed.emit,
        )

    def refresh(self) -> None:
        """Ask the service once more."""
        here = self._document
        if here is not None:
            self._bridge.deliver(
                self._flow.fetch(here), self, lambda trail: self._came(here, trail), self.failed.emit
            )

    def verify(self) -> None:
        """Prove that nothing was changed afterwards."""
        here = self._document
        if here is None or self._checking:
            return
        self._checking, self._verdict, self._unproven = True, None, None
        self.changed.emit()
        self._bridge.deliver(
            self._flow.verify(here),
            self,
            lambda verdict: self._judged(here, verdict),
            lambda error: self._not_judged(here, error),
        )

    def save(self, target: Path, format: TrailFormat) -> None:
        """Write the service's entries to a file."""
        trail = self._trail
        if trail is None:
            return
        names = {entry.by: name_of(trail, entry.by) for entry in trail.entries}
        labels = {entry.path: label_of(trail.plan, entry.path) for entry in trail.entries}
        future = self._flow.save(trail, target, format, names, labels)
        self._bridge.deliver(future, self, self.saved.emit, self.failed.emit)

    @property
    def statement(self) -> Statement:
        """What can be said of the trail as a whole now."""
        trail = self._trail
        if self._checking:
            return Statement("loader-circle", "muted", tr("Verifying…"))
        if self._verdict is not None:
            return _verdict(self._verdict)
        if trail is not None and trail.broken is not None:
            return _rewritten(trail.broken)
        if self._unproven is not None:
            return Statement("cloud", "muted", said(self._unproven.title), said(self._unproven.message))
        if trail is None or not self.loaded:
            return Statement("loader-circle", "muted", tr("Looking…"))
        if trail.error is not None:
            return _offline(trail)
        return Statement(
            "history",
            "muted",
            tr("%n change(s)", "", len(trail.entries)),
            tr("Each entry is sealed by the one after it. Verify proves that none was changed."),
        )

    def _known(self, document_id: UUID, trail: Trail) -> None:
        if document_id == self._document and self._trail is None:
            self._show(trail)
            self.refresh()

    def _came(self, document_id: UUID, trail: Trail) -> None:
        if document_id == self._document:
            self._show(trail)

    def _show(self, trail: Trail) -> None:
        self._trail = trail
        broken = self._verdict.broken if self._verdict is not None else trail.broken
        self.rows = trail_rows(trail, broken)
        self.changed.emit()

    def _judged(self, document_id: UUID, verdict: Verdict) -> None:
        if document_id != self._document:
            return
        self._checking, self._verdict = False, verdict
        if self._trail is not None:
            self._show(self._trail)

    def _not_judged(self, document_id: UUID, error: IngestError) -> None:
        if document_id == self._document:
            self._checking, self._unproven = False, error
            self.changed.emit()


def _verdict(verdict: Verdict) -> Statement:
    if verdict.proof is Proof.REWRITTEN and verdict.broken is not None:
        return _rewritten(verdict.broken)
    if verdict.broken is not None:
        return Statement(
            "octagon-alert",
            "bad",
            tr("Broken at change {number}", number=verdict.broken),
            tr("It does not fit the one before it: it was changed, removed or moved after it was written."),
        )
    title = tr("Intact, %n change(s)", "", verdict.entries)
    if not verdict.by_service:
        detail = tr("Computed from what this computer keeps. Verify again when the service is reached.")
        return Statement("circle-check", "ok", title, detail)
    detail = tr(
        "Computed on this computer, as the service says, and nothing differs from what was seen before."
    )
    return Statement("circle-check", "ok", title, detail)


def _rewritten(sequence: int) -> Statement:
    return Statement(
        "octagon-alert",
        "bad",
        tr("Change {number} is not what it was", number=sequence),
        tr("This computer has seen another one in its place: the past was rewritten, or was taken away."),
    )


def _offline(trail: Trail) -> Statement:
    assert trail.error is not None, "asked where there is one"
    if trail.fetched_at is None:
        return Statement("wifi-off", "warn", said(trail.error.title), said(trail.error.message))
    return Statement(
        "wifi-off",
        "warn",
        tr("As known {when}", when=relative_time(trail.fetched_at)),
        tr("The service is not reached. What was changed elsewhere since then is not in the list."),
    )
