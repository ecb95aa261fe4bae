"""What the settings page shows of the account in use: watched folders, copies, the proxy's password, help."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ingestio_core.errors import IngestError
from ingestio_desktop.flows.accounts import THIS_COMPUTER_NAME
from ingestio_desktop.flows.preferences import Preferences
from ingestio_desktop.flows.watched import FolderPhase, FolderState, Told, ToldKind
from ingestio_desktop.language import number, tr
from ingestio_desktop.sentences import said, said_error
from ingestio_desktop.theme.words import Tone, relative_time
from ingestio_desktop.workers.bridge import Bridge

Result = TypeVar("Result")


class PreferencesPresenter(QObject):
    """All answers come as signals, in the main thread."""

    folders_changed = Signal(object)
    """A tuple of `FolderState`."""
    told = Signal(object)
    """A `Told`."""
    cache_changed = Signal(object)
    """A `CacheUse`."""
    prompts_listed = Signal(object)
    """The prompts of the library."""
    password_known = Signal(bool, bool)
    """Whether the proxy has a password, and whether that is kept beyond this session."""
    counts_shown = Signal(object)
    """What would be sent."""
    errors_read = Signal(str)
    report_saved = Signal(object)
    failed = Signal(object)
    """An `IngestError`."""

    def __init__(self, flows: Preferences, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flows = flows
        self._bridge = bridge
        bridge.listen(flows.watched.changed, self, self.folders_changed.emit)
        bridge.listen(flows.watched.told, self, self.told.emit)
        bridge.listen(flows.cache.changed, self, self.cache_changed.emit)

    @property
    def account(self) -> str:
        """The key of the account in use."""
        return self._flows.account

    @property
    def account_name(self) -> str:
        """What the account in use is called, in the person's language."""
        name = self._flows.account_name
        return tr("This computer") if name == THIS_COMPUTER_NAME else name

    def states(self) -> tuple[FolderState, ...]:
        return self._flows.watched.states()

    def refresh(self) -> None:
        """Ask for all that is shown."""
        self._deliver(self._flows.cache.use(), self.cache_changed.emit)
        self._deliver(self._flows.prompts.all(), self.prompts_listed.emit)
        self._deliver(self._flows.network.has_password(), lambda there: self.password_known.emit(there, True))
        self.folders_changed.emit(self.states())

    def look(self, folder_id: UUID) -> None:
        """Look at a folder now."""
        self._flows.watched.look(folder_id)

    def retry_refused(self, folder_id: UUID) -> None:
        self._flows.watched.retry_refused(folder_id)

    def clear_cache(self) -> None:
        self._deliver(self._flows.cache.clear(), self.cache_changed.emit)

    def keep_password(self, password: str) -> None:
        """Keep the password of the proxy; "" takes it away."""
        self._deliver(
            self._flows.network.keep_password(password),
            lambda kept: self.password_known.emit(bool(password), kept),
        )

    def show_counts(self) -> None:
        self._deliver(self._flows.counts.preview(), self.counts_shown.emit)

    def read_errors(self) -> None:
        self._deliver(self._flows.report.last_errors(), self.errors_read.emit)

    def save_report(self, target: Path) -> None:
        self._deliver(self._flows.report.save(target), self.report_saved.emit)

    def _deliver(self, future: "Future[Result]", done: Callable[[Result], None]) -> None:
        self._bridge.deliver(future, self, done, self._fail)

    def _fail(self, error: IngestError) -> None:
        self.failed.emit(error)


def phase_words(state: FolderState, account_name: str) -> tuple[str, str, Tone]:
    """Icon, sentence and tone of what a folder does now."""
    match state.phase:
        case FolderPhase.OFF:
            return "circle-pause", tr("Off"), Tone.NEUTRAL
        case FolderPhase.PAUSED:
            return "circle-pause", tr("Paused"), Tone.NEUTRAL
        case FolderPhase.OTHER_ACCOUNT:
            waits = tr("Waits: it belongs to another account than {name}", name=account_name)
            return "clock", waits, Tone.NEUTRAL
        case FolderPhase.ARRIVING:
            arriving = tr("%n file(s) arriving", "", state.waiting)
            return "clock", arriving, Tone.ACCENT
        case FolderPhase.READING:
            return "scan-text", tr("Looking into %n file(s)", "", state.waiting), Tone.ACCENT
        case FolderPhase.PROBLEM | FolderPhase.NO_ACCOUNT:
            problem = said_error(state.problem) if state.problem is not None else tr("It waits")
            return "triangle-alert", problem, Tone.WARN
        case FolderPhase.WATCHING:
            return "circle-check", tr("Watching"), Tone.OK


def history_words(state: FolderState) -> str:
    """What came of a folder so far, in one line."""
    past = state.history
    if past.last_at is None:
        return tr("Nothing was taken yet")
    parts = [tr("%n file(s) taken", "", past.taken)]
    if past.repeated:
        parts.append(tr("%n skipped as known", "", past.repeated))
    if past.refused_count:
        parts.append(tr("%n not readable", "", past.refused_count))
    parts.append(tr("last batch: {when}", when=relative_time(past.last_at)))
    return " · ".join(parts)


def told_words(told: Told) -> tuple[str, Tone]:
    """What is said of a folder when it happens."""
    folder = told.folder.name or str(told.folder)
    match told.kind:
        case ToldKind.BATCH:
            return tr("%n file(s) of {folder} are a new batch", "", told.count, folder=folder), Tone.OK
        case ToldKind.REPEATED:
            text = tr("%n file(s) of {folder} skipped: extracted before", "", told.count, folder=folder)
            return text, Tone.NEUTRAL
        case ToldKind.REFUSED:
            why = said(told.reason.title) if told.reason is not None else ""
            if told.count == 1:
                text = tr("“{name}” in {folder} was left: {why}", name=told.name, folder=folder, why=why)
            else:
                text = tr(
                    "%n file(s) in {folder} were left: they can’t be read", "", told.count, folder=folder
                )
            return text, Tone.WARN
        case ToldKind.PROBLEM:
            why = said_error(told.reason) if told.reason is not None else ""
            return tr("{folder}: {why}", folder=folder, why=why), Tone.WARN


def counted(value: str | int) -> str:
    """A count as it is shown."""
    return number(value) if isinstance(value, int) else value
