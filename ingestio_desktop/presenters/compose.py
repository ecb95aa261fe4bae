"""The wizard's state for its page: the draft, what was typed and not yet said, the library. No widget."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.documents import DocumentCreate
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan, FieldType
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.providers import ProviderKind
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.draft import DraftChange, DraftFile, DraftView
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.presenters.compose_rows import FileRows
from ingestio_desktop.store.rows import Changed, SavedPrompt
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.workers.bridge import Bridge

_TYPING_MS: Final = 120


class ComposePresenter(QObject):
    """What was typed is handed on when typing rests for a moment, and before anything else is done, so
    that no step forward or back loses a letter."""

    opened = Signal()
    """The draft is there, or another one took its place: show everything anew."""
    view_changed = Signal(object)
    """A `DraftView`."""
    files_reset = Signal(object)
    """All files (tuple[DraftFile, ...])."""
    files_changed = Signal(object, object)
    """New or changed files (tuple[DraftFile, ...]) and the ids of those gone (frozenset[UUID])."""
    plan_changed = Signal()
    """The field plan of the text on screen."""
    library_changed = Signal(object)
    """Saved prompts and defaults (tuple[SavedPrompt, ...])."""
    account_changed = Signal()
    """Plan, pages left, online or not."""
    saved = Signal(str)
    """A prompt was kept in the library under this name."""
    submitted = Signal(object)
    """The batch's id."""
    failed = Signal(object)
    """An `IngestError` that the person should read."""

    def __init__(
        self,
        compose: ComposeFlow,
        submit: SubmitFlow,
        prompts: PromptsFlow,
        account: AccountFlow,
        bridge: Bridge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._compose = compose
        self._submit = submit
        self._prompts = prompts
        self._accounts = account
        self._bridge = bridge
        self.view: DraftView = compose.view()
        self.rows = FileRows()
        self.account: Account | None = None
        self.status: SyncStatus = account.status()
        self.library: tuple[SavedPrompt, ...] = ()
        self.listing_name = ""
        self.kept_at: datetime | None = None
        self._file: UUID | None = None
        # Kept until the draft says the same, so that an older echo never overwrites what is on screen.
        self._typed: dict[UUID | None, str] = {}
        self._unsent: set[UUID | None] = set()
        self._name: str | None = None
        self._opened = False
        self._reading = False
        self._submitting = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)
        self._rest.timeout.connect(self.hand_on)
        bridge.listen(compose.changed, self, self._changed)
        bridge.listen(prompts.changed, self, self._prompts_changed)
        bridge.listen(account.status_changed, self, self._status_changed)

    # What is there

    def open(self) -> None:
        """Read the stored draft; safe to call again."""
        self._bridge.deliver(self._compose.open(), self, self._show, self.failed.emit)
        self._read_account()
        self._read_library()

    @property
    def is_open(self) -> bool:
        """Whether the stored draft was read."""
        return self._opened

    @property
    def submitting(self) -> bool:
        """The batch is on its way: everything is read-only."""
        return self._submitting or self.view.submitting

    @property
    def offline(self) -> bool:
        return self.status.link is Link.OFFLINE

    @property
    def reading(self) -> bool:
        """The field plan on screen is older than the text."""
        return self._reading

    @property
    def current_file(self) -> UUID | None:
        """The file whose own prompt is on screen; None for the text of the whole batch."""
        return self._file if self.view.strategy is PromptStrategy.PER_DOCUMENT else None

    @property
    def name(self) -> str:
        """The batch's name as typed."""
        return self.view.name if self._name is None else self._name

    def prompt(self) -> str:
        """The text on screen as typed."""
        typed = self._typed.get(self.current_file)
        if typed is not None:
            return typed
        file = self.rows.get(self.current_file)
        return file.prompt if file is not None else self.view.prompt

    def plan(self) -> FieldPlan:
        """The field plan of the text on screen."""
        if self.view.strategy is PromptStrategy.PER_DOCUMENT:
            file = self.rows.get(self.current_file)
            return (file.field_plan if file is not None else None) or FieldPlan()
        return self.view.field_plan or FieldPlan()

    # Files

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Files and folders that were dropped, chosen or pasted."""
        wanted = tuple(paths)
        if wanted and not self.submitting:
            self.listing_name = wanted[0].name
            self._compose.add_paths(wanted)

    def stop(self) -> None:
        self._compose.stop()

    def remove(self, ids: Iterable[UUID]) -> None:
        self._compose.remove(ids)

    def remove_rejected(self) -> None:
        self._compose.remove_rejected()

    def include_anyway(self, ids: Iterable[UUID]) -> None:
        """Those that are duplicates; others stay refused."""
        self._compose.include_anyway(ids)

    def discard(self) -> None:
        """Forget the draft; the window has asked before."""
        self._forget_typing()
        self._compose.discard()

    # Prompts

    def set_strategy(self, strategy: PromptStrategy) -> None:
        self.hand_on()
        self._compose.set_strategy(strategy)

    def set_engine(self, engine: EngineChoice, provider: ProviderKind | None) -> None:
        """What reads this batch, whatever the account's default is."""
        self._compose.set_engine(engine, provider)

    def announced(self) -> BatchCreate:
        """The batch as it would be sent now, for an estimate of its cost; the files are not named."""
        view = self.view
        shared = view.strategy is PromptStrategy.GLOBAL
        return BatchCreate(
            id=view.id,
            prompt_strategy=view.strategy,
            prompt=view.prompt if shared else None,
            field_plan=view.field_plan if shared else None,
            engine=view.engine,
            model_provider=view.model_provider,
            documents=tuple(map(_announced, self.rows.valid())),
        )

    def show_file(self, file_id: UUID | None) -> None:
        """Whose own prompt is on screen."""
        self.hand_on()
        self._file = file_id
        self.plan_changed.emit()

    def type_prompt(self, text: str) -> None:
        """The text on screen changed under the person's fingers."""
        if text == self.prompt():
            return
        self._typed[self.current_file] = text
        self._unsent.add(self.current_file)
        if self.current_file is not None:
            self.rows.mark_written(self.current_file)
        self._reading = True
        self._rest.start()

    def type_name(self, text: str) -> None:
        self._name = text
        self._rest.start()

    def hand_on(self) -> None:
        """Give what was typed to the draft, now."""
        self._rest.stop()
        for file_id in self._unsent:
            self._compose.set_prompt(self._typed[file_id], file_id)
        self._unsent = set()
        if self._name is not None and self._name != self.view.name:
            self._compose.set_name(self._name)

    def copy_prompt(self, *, only_empty: bool) -> None:
        """Copy the text on screen to all files, or to those without one."""
        self.hand_on()
        if self._file is not None:
            self.rows.forget_written(except_for=self._file, only_empty=only_empty)
            self._typed = {key: text for key, text in self._typed.items() if key in (None, self._file)}
            self._compose.copy_prompt(self._file, only_empty=only_empty)

    def rename_column(self, column: str, label: str, table: str | None = None) -> None:
        self.hand_on()
        self._compose.rename_column(column, label, table=table, file_id=self.current_file)

    def retype_column(self, column: str, to: FieldType, table: str | None = None) -> None:
        self.hand_on()
        self._compose.retype_column(column, to, table=table, file_id=self.current_file)

    def drop_column(self, column: str, table: str | None = None) -> None:
        self.hand_on()
        self._compose.drop_column(column, table=table, file_id=self.current_file)

    def add_column(self, label: str, to: FieldType = FieldType.TEXT, table: str | None = None) -> None:
        self.hand_on()
        self._compose.add_column(label, to, table=table, file_id=self.current_file)

    def save_prompt(self, name: str) -> None:
        """Keep the text on screen in the library."""
        future = self._prompts.save(name, self.prompt())
        self._bridge.deliver(future, self, lambda kept: self.saved.emit(kept.name), self.failed.emit)

    def delete_prompt(self, prompt_id: str) -> None:
        """Take one of the person's own prompts out of the library."""
        self._bridge.deliver(self._prompts.delete(prompt_id), self, _nothing, self.failed.emit)

    def count_columns(self, entry: SavedPrompt, owner: QObject, done: Callable[[int], None]) -> None:
        """How many columns a saved prompt gives, for the library; not told when `owner` is gone."""

        def counted(plan: FieldPlan) -> None:
            done(len(plan.fields))

        self._bridge.deliver(self._compose.preview_plan(entry.prompt), owner, counted)

    def library_origin(self) -> tuple[str, bool]:
        """The library entry that the text came from, and whether it was changed since; "" for none."""
        text = self.prompt().strip()
        if not text:
            return "", False
        for entry in self.library:
            if entry.prompt.strip() == text:
                return entry.name, False
        first = text.splitlines()[0]
        for entry in self.library:
            if entry.prompt.strip().splitlines()[:1] == [first]:
                return entry.name, True
        return "", False

    # Steps

    def next(self) -> None:
        self.hand_on()
        self._compose.next()

    def previous(self) -> None:
        self.hand_on()
        self._compose.previous()

    def go(self, step: Step) -> None:
        self.hand_on()
        self._compose.go(step)

    def submit(self) -> None:
        """Nothing while it is on its way, or while something is missing."""
        if self.submitting or self.view.problems:
            return
        self.hand_on()
        self._submitting = True
        self.view_changed.emit(self.view)
        self._bridge.deliver(self._submit.submit(self.view.id), self, self._submit_done, self._submit_failed)

    def check_account(self) -> None:
        """Ask the service again, for one who has just upgraded."""
        self._accounts.sync_now()
        self._read_account()

    # What comes back

    def _show(self, change: DraftChange) -> None:
        self._opened = True
        self._take(change)
        self.opened.emit()

    def _changed(self, change: DraftChange) -> None:
        if not self._opened:
            return
        self.kept_at = datetime.now(UTC)
        other = change.view.id != self.view.id
        if other:
            self._forget_typing()
            self.kept_at = None
        self._take(change)
        if other:
            self.opened.emit()

    def _take(self, change: DraftChange) -> None:
        strategy = self.view.strategy
        before = self.plan()
        self.view = change.view
        if self._name == self.view.name:
            self._name = None
        if change.reset:
            self.rows.reset(change.files)
            self.files_reset.emit(change.files)
        elif change.files or change.removed:
            self.rows.change(change.files, change.removed)
            self.files_changed.emit(change.files, change.removed)
        if self.view.step is Step.PROMPTS and self.rows.get(self._file) is None:
            self._file = self.rows.first_valid()
        self._typed = {key: text for key, text in self._typed.items() if not self._arrived(key, text)}
        reading, self._reading = self._reading, bool(self._typed)
        if self.plan() != before or strategy is not self.view.strategy or reading != self._reading:
            self.plan_changed.emit()
        self.view_changed.emit(self.view)

    def _arrived(self, file_id: UUID | None, text: str) -> bool:
        if file_id in self._unsent:
            return False
        file = self.rows.get(file_id)
        if file_id is not None and file is None:
            return True
        return text == (self.view.prompt if file is None else file.prompt)

    def _submit_done(self, batch_id: UUID) -> None:
        self._submitting = False
        self.submitted.emit(batch_id)
        self.view_changed.emit(self.view)

    def _submit_failed(self, error: IngestError) -> None:
        self._submitting = False
        self.view_changed.emit(self.view)
        self.failed.emit(error)

    def _forget_typing(self) -> None:
        self._rest.stop()
        self._typed = {}
        self._unsent = set()
        self._name = None
        self._file = None

    def _read_account(self) -> None:
        self._bridge.deliver(self._accounts.account(), self, self._know_account, self.failed.emit)

    def _know_account(self, account: Account | None) -> None:
        self.account = account
        self.account_changed.emit()

    def _status_changed(self, status: SyncStatus) -> None:
        other = (status.account, status.pages_left) != (self.status.account, self.status.pages_left)
        self.status = status
        self.account_changed.emit()
        if other:
            self._read_account()

    def _prompts_changed(self, changed: Changed) -> None:
        if changed.prompts:
            self._read_library()
        if changed.account:
            self._read_account()

    def _read_library(self) -> None:
        self._bridge.deliver(self._prompts.all(), self, self._know_library, self.failed.emit)

    def _know_library(self, library: tuple[SavedPrompt, ...]) -> None:
        self.library = library
        self.library_changed.emit(library)


def _nothing(_done: None) -> None:
    """The library tells by itself that it changed."""


def _announced(file: DraftFile) -> DocumentCreate:
    """A file as it counts for an estimate: its pages and its plan."""
    assert file.media_type is not None, "it is valid"
    return DocumentCreate(
        id=file.id,
        filename="document",
        size=file.size,
        sha256="0" * 64,
        pages=file.pages or 1,
        media_type=file.media_type,
        field_plan=file.field_plan,
    )
