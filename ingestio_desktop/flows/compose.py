"""Compose a batch: drop files, write prompts, look it over. The draft is kept as it grows."""

import queue
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final, TypeVar
from uuid import UUID

import structlog

from ingestio_core.contracts.batches import BatchCreate
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.fieldplan import FieldPlan, FieldType
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.providers import ProviderKind
from ingestio_desktop.flows import plans
from ingestio_desktop.flows.composer import Composed, Composer
from ingestio_desktop.flows.draft import DraftChange, DraftFile, DraftView
from ingestio_desktop.flows.plans import compile_text
from ingestio_desktop.flows.submit_parts import announced
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.futures import settle
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.store.cursor import read_account
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.rows import Changed
from ingestio_desktop.workers.cpu_process import CpuProcess

Result = TypeVar("Result")

log = structlog.get_logger(__name__)

_NOTIFY_SECONDS: Final = 0.1


class ComposeFlow:
    """The wizard's use case. All methods return at once; what they change comes with `changed`,
    at most every 100 ms. Methods that take ids ignore ids that are not (or no longer) in the draft.
    """

    def __init__(self, store: Store, cpu: CpuProcess) -> None:
        self.changed: Notifier[DraftChange] = Notifier()
        self._store = store
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._next_flush = 0.0
        self._composer = Composer(store, cpu, self._tell)
        self._view = self._composer.view()
        self._unsubscribe = store.changed.subscribe(self._store_changed)
        self._thread = threading.Thread(target=self._run, name="compose", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Write what is not written yet and join the thread. Safe to call twice."""
        self._unsubscribe()
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._jobs.put(None)
        if self._thread.ident is not None:
            self._thread.join()

    def open(self) -> "Future[DraftChange]":
        """Resume the open draft, or start an empty one. The result has `reset` set and all files."""
        return self._ask(self._composer.open)

    def view(self) -> DraftView:
        """The draft as it was last notified (cheap, any thread)."""
        return self._view

    def files(self) -> "Future[tuple[DraftFile, ...]]":
        """All files in order of their position."""
        return self._ask(self._composer.rows)

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Walk files and folders in the background; rows come as checking, then valid or rejected.
        A path that is in the draft already is not added twice."""
        self._tell(partial(self._composer.add_paths, tuple(Path(path).absolute() for path in paths)))

    def stop(self) -> None:
        """Stop walking and checking; files that were not checked yet are taken away."""
        self._tell(self._composer.stop)

    def remove(self, ids: Iterable[UUID]) -> None:
        """Take files out of the draft; `undo_remove` brings those of the last time back."""
        wanted = tuple(ids)
        self._tell(lambda: self._composer.change_files(lambda files: files.remove(wanted)))

    def remove_rejected(self) -> None:
        self._tell(lambda: self._composer.change_files(lambda files: files.remove_rejected()))

    def undo_remove(self) -> None:
        self._tell(lambda: self._composer.change_files(lambda files: files.undo_remove()))

    def include_anyway(self, ids: Iterable[UUID] | None = None) -> None:
        """Take files although they repeat another one of this batch or of an earlier batch; all of them
        unless they are named."""
        wanted = None if ids is None else tuple(ids)
        self._tell(lambda: self._composer.change_files(lambda files: files.include_anyway(wanted)))

    def read_again(self, ids: Iterable[UUID]) -> None:
        """Look at files once more, as they are now."""
        wanted = tuple(ids)
        self._tell(lambda: self._composer.change_files(lambda files: files.read_again(wanted)))

    def discard(self) -> "Future[None]":
        """Forget the draft and go on with the one that was put aside, or an empty one."""
        return self._ask(self._composer.start_over)

    def go_on(self) -> None:
        """The person goes on with the draft that was found at the start."""
        self._tell(self._composer.go_on)

    def reopen(self, batch_id: UUID) -> "Future[DraftChange]":
        """Take a batch that the service refused back as the draft, at its last step. Fails with
        `IngestError` nothing_to_reopen."""
        return self._ask(lambda: self._composer.reopen(batch_id))

    def set_name(self, name: str) -> None:
        self._tell(partial(self._composer.set_name, name[:200]))

    def set_strategy(self, strategy: PromptStrategy) -> None:
        """The texts of the other strategies are kept."""
        self._tell(partial(self._composer.set_strategy, strategy))

    def set_engine(self, engine: EngineChoice, provider: ProviderKind | None) -> None:
        """What reads the batch, and whose model; the account's default until this is called."""
        self._tell(partial(self._composer.set_engine, engine, provider))

    def set_prompt(
        self, prompt: str, files: tuple[UUID, ...] | None = None, plan: FieldPlan | None = None
    ) -> None:
        """The text of the whole batch, or of some files. The field plan follows by `changed`; what the
        person changed in it by hand stays, unless `plan` is given to take its place."""
        self._tell(partial(self._composer.set_prompt, prompt, files, plan))

    def copy_prompt(self, file_id: UUID, *, only_empty: bool) -> None:
        """Copy one file's prompt (and plan) to all files, or to those whose prompt is empty."""
        self._tell(partial(self._composer.copy_prompt, file_id, only_empty))

    def rename_column(
        self, column: str, label: str, *, table: str | None = None, files: tuple[UUID, ...] | None = None
    ) -> None:
        """`column` (and `table`, for a column of one) are names in the present plan."""
        self._edit(files, lambda plan: plans.rename_column(plan, column, label, table))

    def retype_column(
        self,
        column: str,
        to: FieldType,
        *,
        table: str | None = None,
        files: tuple[UUID, ...] | None = None,
    ) -> None:
        self._edit(files, lambda plan: plans.retype_column(plan, column, to, table))

    def drop_column(
        self, column: str, *, table: str | None = None, files: tuple[UUID, ...] | None = None
    ) -> None:
        self._edit(files, lambda plan: plans.drop_column(plan, column, table))

    def move_column(
        self, column: str, by: int, *, table: str | None = None, files: tuple[UUID, ...] | None = None
    ) -> None:
        """One place to the front (-1) or to the back (1)."""
        self._edit(files, lambda plan: plans.move_column(plan, column, by, table))

    def add_column(
        self,
        label: str,
        to: FieldType = FieldType.TEXT,
        *,
        table: str | None = None,
        files: tuple[UUID, ...] | None = None,
    ) -> None:
        """Add at the end; an empty label adds nothing. A table starts with one text column,
        “Description”."""
        if label.strip():
            self._edit(files, lambda plan: plans.add_column(plan, label, to, table))

    def preview_plan(self, prompt: str) -> "Future[FieldPlan]":
        """What a text compiles to, for the prompt library."""
        return self._ask(lambda: compile_text(prompt))

    def announce(self) -> "Future[BatchCreate]":
        """The batch as it would be sent now, for an estimate of its cost; the files are not named."""
        return self._ask(lambda: announced(self._composer.composed()))

    def next(self) -> None:
        self._tell(self._composer.next)

    def previous(self) -> None:
        self._tell(self._composer.previous)

    def go(self, step: Step) -> None:
        self._tell(partial(self._composer.go, step))

    def begin_submit(self, draft_id: UUID) -> "Future[Composed | None]":
        """For `SubmitFlow`: freeze the draft; None when it is not the open one (any more). Fails
        with `IngestError` draft_not_ready, already_submitting, files_changed or files_known."""
        return self._ask(lambda: self._composer.begin_submit(draft_id))

    def end_submit(self, *, done: bool) -> None:
        """For `SubmitFlow`: start over, or go on with the draft when the submission failed."""
        self._tell(partial(self._composer.end_submit, done))

    def _edit(self, files: tuple[UUID, ...] | None, change: Callable[[FieldPlan], FieldPlan]) -> None:
        self._tell(lambda: self._composer.edit_plan(files, change))

    def _tell(self, job: Callable[[], None]) -> None:
        with self._lock:
            if not self._closed:
                self._jobs.put(job)

    def _ask(self, question: Callable[[], Result]) -> "Future[Result]":
        future: Future[Result] = Future()
        with self._lock:
            if self._closed:
                future.cancel()
            else:
                self._jobs.put(lambda: settle(future, question))
        return future

    def _store_changed(self, changed: Changed) -> None:
        if changed.account:
            self._tell(lambda: self._composer.know_account(self._store.read(read_account).result()))

    # In the thread

    def _run(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=self._flush_wait())
            except queue.Empty:
                self._flush()
                continue
            if job is None:
                break
            try:
                job()
            except Exception:
                # The edge of a task: one that fails must not end the wizard.
                log.exception("a change of the draft failed")
            if monotonic() >= self._next_flush:
                self._flush()
        self._composer.close()
        self._flush()
        self._composer.save()

    def _flush_wait(self) -> float | None:
        if self._composer.dirty:
            return max(0.0, self._next_flush - monotonic())
        return self._composer.save_wait()

    def _flush(self) -> None:
        if self._composer.dirty:
            change = self._composer.flush()
            self._view = change.view
            self._next_flush = monotonic() + _NOTIFY_SECONDS
            self.changed.notify(change)
        if self._composer.save_wait() == 0.0:
            self._composer.save()
