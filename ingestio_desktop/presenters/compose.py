"""The wizard's state for its page: the draft, what was typed and not yet said, the account. No widget."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan, FieldType
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.providers import ProviderKind
from ingestio_desktop.flows.account import AccountFlow
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.draft import DraftChange, DraftView
from ingestio_desktop.flows.plans import changed_columns
from ingestio_desktop.flows.prompts import PromptsFlow
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.pauses import main_goes_first
from ingestio_desktop.presenters.compose_rows import FileRows
from ingestio_desktop.presenters.prompt_library import PromptLibrary
from ingestio_desktop.store.rows import SavedPrompt
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.workers.bridge import Bridge

_TYPING_MS: Final = 120
_Owner = tuple[UUID, ...] | None
"""Whose text it is: files', or the whole batch's."""


class ComposePresenter(QObject):
    """What was typed is handed on when typing rests for a moment, and before anything else is done, so
    that no step forward or back loses a letter."""

    opened = Signal()
    """The draft is there, or another one took its place: show everything anew."""
    open_failed = Signal(object)
    """The stored draft could not be read: an `IngestError`. `open` tries again."""
    view_changed = Signal(object)
    """A `DraftView`."""
    files_reset = Signal(object)
    """All files (tuple[DraftFile, ...])."""
    files_changed = Signal(object, object)
    """New or changed files (tuple[DraftFile, ...]) and the ids of those gone (frozenset[UUID])."""
    nothing_found = Signal(object)
    """Names of folders in which there was no file (tuple[str, ...])."""
    files_removed = Signal(int)
    """So many were just taken away; `undo_remove` brings them back."""
    plan_changed = Signal()
    """The field plan of the text on screen."""
    account_changed = Signal()
    """Plan, pages left, online or not."""
    account_checked = Signal(object)
    """The service was asked for the plan: None, or the `IngestError` why it could not be."""
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
        self._accounts = account
        self._bridge = bridge
        self.view: DraftView = compose.view()
        self.rows = FileRows()
        self.account: Account | None = None
        self.status: SyncStatus = account.status()
        self.library = PromptLibrary(prompts, compose, bridge, self)
        self.listing_name = ""
        self._files: tuple[UUID, ...] = ()
        # Kept until the draft says the same, so that an older echo never overwrites what is on screen.
        self._typed: dict[_Owner, str] = {}
        self._unsent: set[_Owner] = set()
        self._name: str | None = None
        self._opened = False
        self._reading = False
        self._submitting = False
        self._removing = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)
        self._rest.timeout.connect(self.hand_on)
        self.library.failed.connect(self.failed)
        bridge.listen(compose.changed, self, self._changed)
        bridge.listen(account.changed, self, self._know_account)
        bridge.listen(account.status_changed, self, self._status_changed)

    # What is there

    def open(self) -> None:
        """Read the stored draft; safe to call again."""
        self._bridge.deliver(self._compose.open(), self, self._show, self.open_failed.emit)
        self._bridge.deliver(self._accounts.account(), self, self._know_account, self.open_failed.emit)
        self.library.read()

    def reopen(self, batch_id: UUID) -> None:
        """Take a batch that the service refused back, to change it and submit it again. The draft that is
        open now waits until that is done."""
        self.hand_on()
        self._bridge.deliver(self._compose.reopen(batch_id), self, self._show, self.failed.emit)

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
    def signed_out(self) -> bool:
        """A batch that is submitted waits for the next sign-in."""
        return self.status.link is Link.SIGNED_OUT

    @property
    def reading(self) -> bool:
        """The field plan on screen is older than the text."""
        return self._reading

    @property
    def current_files(self) -> tuple[UUID, ...]:
        """The files whose own text is on screen; none for the text of the whole batch."""
        return self._files if self.view.strategy is PromptStrategy.PER_DOCUMENT else ()

    @property
    def current_file(self) -> UUID | None:
        """The first of them."""
        return next(iter(self.current_files), None)

    @property
    def name(self) -> str:
        """The batch's name as typed."""
        return self.view.name if self._name is None else self._name

    def prompt(self) -> str:
        """The text on screen as typed; none where the files on screen have different ones."""
        typed = self._typed.get(self._owner)
        if typed is not None:
            return typed
        if self._owner is None:
            return self.view.prompt
        texts = {row.prompt for file_id in self._owner if (row := self.rows.get(file_id)) is not None}
        return texts.pop() if len(texts) == 1 else ""

    @property
    def mixed(self) -> bool:
        """The files on screen have different texts: typing gives them one."""
        if self._owner is None or self._owner in self._typed:
            return False
        return len({row.prompt for each in self._owner if (row := self.rows.get(each)) is not None}) > 1

    def plan(self) -> FieldPlan:
        """The field plan of the text on screen."""
        return self._plans()[0]

    def edited_columns(self) -> frozenset[tuple[str, str]]:
        """The columns of it that were changed by hand: table ("" for none) and name."""
        plan, compiled = self._plans()
        return changed_columns(compiled, plan)

    # Files

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Files and folders that were dropped, chosen or pasted."""
        wanted = tuple(paths)
        if wanted and not self.submitting:
            self.listing_name = wanted[0].name or str(wanted[0])
            self._compose.add_paths(wanted)

    def stop(self) -> None:
        self._compose.stop()

    def remove(self, ids: Iterable[UUID]) -> None:
        self._removing = True
        self._compose.remove(ids)

    def remove_rejected(self) -> None:
        self._removing = True
        self._compose.remove_rejected()

    def undo_remove(self) -> None:
        """Bring back the files that were taken away last."""
        self._compose.undo_remove()

    def include_anyway(self, ids: Iterable[UUID] | None = None) -> None:
        """Those that are duplicates, all of them unless they are named; others stay refused."""
        self._compose.include_anyway(ids)

    def read_again(self, ids: Iterable[UUID]) -> None:
        """Look at files once more, as they are now."""
        self._compose.read_again(ids)

    def discard(self) -> None:
        """Forget the draft; the window has asked before."""
        self._forget_typing()
        self._bridge.deliver(self._compose.discard(), self, _nothing, self.failed.emit)

    def go_on(self) -> None:
        """Go on with the draft that was found at the start."""
        self._compose.go_on()

    # Prompts

    def set_strategy(self, strategy: PromptStrategy) -> None:
        self.hand_on()
        self._compose.set_strategy(strategy)

    def set_engine(self, engine: EngineChoice, provider: ProviderKind | None) -> None:
        """What reads this batch, whatever the account's default is."""
        self._compose.set_engine(engine, provider)

    def announce(self, done: Callable[[BatchCreate], None]) -> None:
        """The batch as it would be sent now, for an estimate of its cost."""
        self._bridge.deliver(self._compose.announce(), self, done)

    def show_files(self, ids: tuple[UUID, ...]) -> None:
        """Whose own text is on screen."""
        self.hand_on()
        self._files = ids
        self.plan_changed.emit()

    def type_prompt(self, text: str) -> None:
        """The text on screen changed under the person's fingers."""
        if text == self.prompt() and not self.mixed:
            return
        self._typed[self._owner] = text
        self._unsent.add(self._owner)
        for file_id in self._owner or ():
            self.rows.mark_written(file_id)
        self._reading = True
        self._rest.start()

    def use_prompt(self, entry: SavedPrompt) -> None:
        """The columns of a library entry whose text was just put in."""
        self.hand_on()
        if entry.field_plan is not None:
            self._compose.set_prompt(entry.prompt, self._owner, entry.field_plan)

    def save_prompt(self, name: str) -> None:
        """Keep the text on screen in the library, with what was changed in its columns by hand."""
        self.library.save(name, self.prompt(), self.plan() if self.edited_columns() else None)

    def type_name(self, text: str) -> None:
        self._name = text
        self._rest.start()

    def hand_on(self) -> None:
        """Give what was typed to the draft, now."""
        self._rest.stop()
        for owner in self._unsent:
            self._compose.set_prompt(self._typed[owner], owner)
        self._unsent = set()
        if self._name is not None and self._name != self.view.name:
            self._compose.set_name(self._name)

    def copy_prompt(self, *, only_empty: bool) -> None:
        """Copy the text on screen to all files, or to those without one."""
        self.hand_on()
        source = self.current_file
        if source is not None:
            self.rows.forget_written(except_for=source, only_empty=only_empty)
            self._typed = {key: text for key, text in self._typed.items() if key in (None, self._owner)}
            self._compose.copy_prompt(source, only_empty=only_empty)

    def rename_column(self, column: str, label: str, table: str | None = None) -> None:
        self.hand_on()
        self._compose.rename_column(column, label, table=table, files=self._owner)

    def retype_column(self, column: str, to: FieldType, table: str | None = None) -> None:
        self.hand_on()
        self._compose.retype_column(column, to, table=table, files=self._owner)

    def drop_column(self, column: str, table: str | None = None) -> None:
        self.hand_on()
        self._compose.drop_column(column, table=table, files=self._owner)

    def move_column(self, column: str, by: int, table: str | None = None) -> None:
        self.hand_on()
        self._compose.move_column(column, by, table=table, files=self._owner)

    def add_column(self, label: str, to: FieldType = FieldType.TEXT, table: str | None = None) -> None:
        self.hand_on()
        self._compose.add_column(label, to, table=table, files=self._owner)

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
        """Ask the service again, for one who has just upgraded; `account_checked` tells its end."""

        def told(account: Account) -> None:
            self._know_account(account)
            self.account_checked.emit(None)

        self._bridge.deliver(self._accounts.refresh(), self, told, self.account_checked.emit)

    # What comes back

    @property
    def _owner(self) -> _Owner:
        return self.current_files or None

    def _plans(self) -> tuple[FieldPlan, FieldPlan | None]:
        """The plan on screen and what its text compiled to; an empty one where files differ."""
        if self.view.strategy is not PromptStrategy.PER_DOCUMENT:
            return self.view.field_plan or FieldPlan(), self.view.compiled
        row = self.rows.get(self.current_file)
        if row is None or row.field_plan is None or self.mixed:
            return FieldPlan(), None
        return row.field_plan, row.compiled

    def _show(self, change: DraftChange) -> None:
        self._opened = True
        if change.view.id != self.view.id:
            self._forget_typing()
        self._take(change)
        self.opened.emit()

    def _changed(self, change: DraftChange) -> None:
        if not self._opened:
            return
        other = change.view.id != self.view.id
        if other:
            self._forget_typing()
        self._take(change)
        if other:
            self.opened.emit()

    def _take(self, change: DraftChange) -> None:
        with main_goes_first():
            self._take_first(change)

    def _take_first(self, change: DraftChange) -> None:
        strategy = self.view.strategy
        before = self._plans()
        self.view = change.view
        if self._name == self.view.name:
            self._name = None
        if change.reset:
            self.rows.reset(change.files)
            self.files_reset.emit(change.files)
        elif change.files or change.removed:
            self.rows.change(change.files, change.removed)
            self.files_changed.emit(change.files, change.removed)
        self._keep_current()
        self._typed = {key: text for key, text in self._typed.items() if not self._arrived(key, text)}
        reading, self._reading = self._reading, bool(self._typed)
        if self._plans() != before or strategy is not self.view.strategy or reading != self._reading:
            self.plan_changed.emit()
        self.view_changed.emit(self.view)
        if change.removed and self._removing:
            self._removing = False
            self.files_removed.emit(len(change.removed))
        if change.nothing_in:
            self.nothing_found.emit(change.nothing_in)

    def _keep_current(self) -> None:
        """The files on screen are those of them that are still taken, else the first one."""
        if self.view.step is not Step.PROMPTS:
            return
        kept = tuple(file_id for file_id in self._files if self.rows.is_valid(file_id))
        if not kept:
            first = self.rows.first_valid()
            kept = () if first is None else (first,)
        self._files = kept

    def _arrived(self, owner: _Owner, text: str) -> bool:
        if owner in self._unsent:
            return False
        if owner is None:
            return text == self.view.prompt
        rows = (self.rows.get(file_id) for file_id in owner)
        return all(row is None or row.prompt == text for row in rows)

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
        self._files = ()

    def _know_account(self, account: Account | None) -> None:
        self.account = account
        self.account_changed.emit()

    def _status_changed(self, status: SyncStatus) -> None:
        self.status = status
        self.account_changed.emit()


def _nothing(_done: Any) -> None:
    """What changed comes by itself."""
