"""The draft and all that happens to it. Belongs to the one thread of `ComposeFlow`."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Final
from uuid import UUID, uuid4

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.errors import ErrorInfo, IngestError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.intake import FoundFile, IntakeResult
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.limits import MAX_FILE_BYTES
from ingestio_core.plans import PLANS, PlanName
from ingestio_core.providers import ProviderKind
from ingestio_desktop.flows.draft import DraftChange, DraftFile, DraftView, EarlierDocument, FileState
from ingestio_desktop.flows.filelist import FileList
from ingestio_desktop.flows.lookup import Earlier, EarlierLookup
from ingestio_desktop.flows.plans import merge_plan
from ingestio_desktop.flows.wizard import PlanRules, Step, Wizard, WizardFacts
from ingestio_desktop.pauses import give_way
from ingestio_desktop.store import drafts
from ingestio_desktop.store.cursor import read_account
from ingestio_desktop.store.database import Reader, Store, Unit
from ingestio_desktop.store.drafts import StoredDraft
from ingestio_desktop.store.queries import earlier_documents, seconds_per_page
from ingestio_desktop.store.rows import StoredFile
from ingestio_desktop.workers.cpu_process import CpuProcess, IntakeListener, Listed

Tell = Callable[[Callable[[], None]], None]
"""Runs a callable in the thread that owns the composer."""

_FILES_SECONDS: Final = 2.0
_LOCAL: Final = PLANS[PlanName.LOCAL]


@dataclass(frozen=True, slots=True)
class Composed:
    """What is submitted: the draft and its valid files by position."""

    draft: StoredDraft
    files: tuple[StoredFile, ...]


class Composer:
    """Methods change the draft and note what changed; `flush` says what it was, `save` writes it."""

    def __init__(self, store: Store, cpu: CpuProcess, tell: Tell) -> None:
        self._store = store
        self._cpu = cpu
        self._tell = tell
        self._rules = PlanRules(_LOCAL.allows_batches, _LOCAL.files_per_batch, None)
        self._max_bytes = MAX_FILE_BYTES
        self._draft = _empty_draft()
        self._wizard = Wizard()
        self._list = FileList(self._rules.files_per_batch)
        self._intakes: set[int] = set()
        self._submitting = False
        self._opened = False
        self._per_page: float | None = None
        self._dirty: dict[UUID, DraftFile] = {}
        self._removed: set[UUID] = set()
        self._changed = False
        self._reset = False
        self._unsaved: set[UUID] = set()
        self._unsaved_removed: set[UUID] = set()
        self._files_saved_at = 0.0
        self._text_unsaved = False

    @property
    def dirty(self) -> bool:
        """Whether `flush` has something to say."""
        return bool(self._dirty or self._removed or self._changed or self._reset)

    def rows(self) -> tuple[DraftFile, ...]:
        return self._list.rows()

    def view(self) -> DraftView:
        totals = self._list.totals
        pages = max(totals.pages, totals.valid)
        return DraftView(
            id=self._draft.id,
            step=self._wizard.step,
            name=self._draft.name,
            strategy=self._draft.strategy,
            prompt=self._draft.prompt,
            field_plan=self._draft.field_plan,
            engine=self._draft.engine,
            model_provider=self._draft.model_provider,
            totals=totals,
            problems=self._wizard.problems(self._facts()),
            listing=bool(self._intakes),
            files_per_batch=self._rules.files_per_batch,
            pages_left=self._rules.pages_left,
            allows_batches=self._rules.allows_batches,
            submitting=self._submitting,
            seconds_estimate=pages * self._per_page if self._per_page and pages else None,
        )

    @property
    def _files_unsaved(self) -> bool:
        return bool(self._unsaved or self._unsaved_removed)

    def save_wait(self) -> float | None:
        """Seconds until `save` has something to write; None while it has not."""
        if self._submitting:
            return None
        if self._text_unsaved or (self._files_unsaved and not self._intakes):
            return 0.0
        if not self._files_unsaved:
            return None
        # While files come in, most are checked by then and need only be written once.
        return max(0.0, self._files_saved_at + _FILES_SECONDS - monotonic())

    def flush(self) -> DraftChange:
        """What changed, for whoever listens."""
        rows = self._list.rows() if self._reset else tuple(self._dirty.values())
        change = DraftChange(self.view(), rows, frozenset(self._removed), self._reset)
        if self._opened:
            self._unsaved.update(self._dirty)
            self._unsaved -= self._removed
            self._unsaved_removed |= self._removed
            self._text_unsaved = self._text_unsaved or self._changed or self._reset
        self._dirty.clear()
        self._removed.clear()
        self._changed = self._reset = False
        return change

    def save(self) -> None:
        """Write what is not written yet. Nothing while the draft is being submitted: it is taken
        away with that, and must not come back."""
        if self._submitting or not (self._text_unsaved or self._files_unsaved):
            return
        self._text_unsaved = False
        dirty: list[StoredFile] = []
        removed: tuple[UUID, ...] = ()
        if not self._intakes or monotonic() >= self._files_saved_at + _FILES_SECONDS:
            dirty = [file for file_id in self._unsaved if (file := self._list.file(file_id)) is not None]
            removed = tuple(self._unsaved_removed)
            self._unsaved.clear()
            self._unsaved_removed.clear()
            if dirty:
                self._files_saved_at = monotonic()
        if not (self._intakes or self._dirty or self._unsaved):
            # Every file that was listed is written now, so a new start need not list again.
            self._draft = replace(self._draft, listing=())
        draft = replace(self._draft, step=self._wizard.step)

        def write(unit: Unit) -> None:
            drafts.save_draft(unit, draft)
            drafts.delete_files(unit, removed)
            drafts.save_files(unit, draft.id, dirty)

        self._store.write(write)

    def open(self) -> DraftChange:
        """Read the stored draft, the first time; the whole draft as it is now."""
        if not self._opened:
            self.know_account(self._store.read(read_account).result())
            stored = self._store.read(drafts.open_draft).result()
            self._load(*(stored if stored is not None else (_empty_draft(), ())))
        return DraftChange(self.view(), self._list.rows(), reset=True)

    def know_account(self, account: Account | None) -> None:
        """The account's plan decides how many files a batch takes."""
        if account is not None:
            allowed = account.files_per_batch > 0
            self._rules = PlanRules(allowed, account.files_per_batch, account.pages_left)
            self._max_bytes = account.max_file_bytes
        if self._list.limit != self._rules.files_per_batch:
            self._list.limit = self._rules.files_per_batch
            self._settle()
        self._changed = True

    def close(self) -> None:
        for intake in self._intakes:
            self._cpu.cancel(intake)

    # Files

    def add_paths(self, paths: tuple[Path, ...]) -> None:
        if not self._submitting:
            # Kept until all of it is in the draft: files are written only now and then meanwhile.
            self._set(replace(self._draft, listing=(*self._draft.listing, *paths)))
            self._begin(lambda listener: self._cpu.intake(paths, listener, max_bytes=self._max_bytes))

    def stop(self) -> None:
        """End all intakes; what was not checked goes."""
        self._end_intakes()
        self.remove([row.id for row in self._list.rows() if row.state is FileState.CHECKING])
        self._settle()
        self._changed = True

    def remove(self, ids: Iterable[UUID]) -> None:
        if self._submitting:
            return
        gone = self._list.remove(ids)
        for file_id in gone:
            self._dirty.pop(file_id, None)
        self._removed.update(gone)
        if gone:
            self._settle()

    def remove_rejected(self) -> None:
        self.remove([row.id for row in self._list.rows() if row.state is FileState.REJECTED])

    def include_anyway(self, ids: Iterable[UUID]) -> None:
        for file_id in ids:
            file = self._list.file(file_id)
            if file is not None and not file.include_anyway:
                self._put(replace(file, include_anyway=True))
        self._settle()

    # What is typed

    def set_name(self, name: str) -> None:
        self._set(replace(self._draft, name=name))

    def set_strategy(self, strategy: PromptStrategy) -> None:
        self._set(replace(self._draft, strategy=strategy))

    def set_engine(self, engine: EngineChoice, provider: ProviderKind | None) -> None:
        self._set(replace(self._draft, engine=engine, model_provider=provider))

    def set_prompt(self, prompt: str, file_id: UUID | None) -> None:
        compiled = compile_text(prompt)
        if file_id is None:
            plan = merge_plan(self._draft.compiled, self._draft.field_plan, compiled)
            self._set(replace(self._draft, prompt=prompt, compiled=compiled, field_plan=plan))
        elif (file := self._list.file(file_id)) is not None:
            plan = merge_plan(file.compiled, file.field_plan, compiled)
            self._put(replace(file, prompt=prompt, compiled=compiled, field_plan=plan))

    def copy_prompt(self, file_id: UUID, only_empty: bool) -> None:
        source = self._list.file(file_id)
        if source is None:
            return
        for file in self._list.files():
            if file.id != file_id and not (only_empty and file.prompt.strip()):
                self._put(
                    replace(
                        file, prompt=source.prompt, compiled=source.compiled, field_plan=source.field_plan
                    )
                )

    def edit_plan(self, file_id: UUID | None, change: Callable[[FieldPlan], FieldPlan]) -> None:
        if file_id is None:
            plan = change(self._draft.field_plan or FieldPlan())
            self._set(replace(self._draft, field_plan=plan, compiled=self._draft.compiled or FieldPlan()))
        elif (file := self._list.file(file_id)) is not None:
            plan = change(file.field_plan or FieldPlan())
            self._put(replace(file, field_plan=plan, compiled=file.compiled or FieldPlan()))

    # Steps

    def next(self) -> None:
        self._stepped(self._wizard.next(self._facts()))

    def previous(self) -> None:
        self._stepped(self._wizard.previous())

    def go(self, step: Step) -> None:
        self._stepped(self._wizard.go(step, self._facts()))

    # Submission

    def begin_submit(self, draft_id: UUID) -> Composed | None:
        """Freeze the draft; see `ComposeFlow.begin_submit`."""
        if draft_id != self._draft.id:
            return None
        if self._submitting:
            raise IngestError(
                "already_submitting",
                "This batch is being submitted",
                "Wait a moment; it will be listed in Batches.",
            )
        problems = self._wizard.problems(self._facts(), Step.REVIEW)
        if problems:
            raise IngestError("draft_not_ready", "The batch is not ready", problems[0].message)
        self._refuse_changed_files()
        self._submitting = self._changed = True
        valid = tuple(
            file
            for row in self._list.rows()
            if row.state is FileState.VALID and (file := self._list.file(row.id)) is not None
        )
        return Composed(self._draft, valid)

    def end_submit(self, done: bool) -> None:
        self._submitting = False
        self._changed = True
        if done:
            self.start_over(keep_stored=True)

    def start_over(self, *, keep_stored: bool = False) -> None:
        """An empty draft. `keep_stored` when the submission took the old one away already."""
        self._end_intakes()
        old = self._draft.id
        if not keep_stored:
            self._store.write(lambda unit: drafts.delete_draft(unit, old))
        self._dirty.clear()
        self._removed.clear()
        self._unsaved.clear()
        self._unsaved_removed.clear()
        self._load(replace(_empty_draft(), strategy=self._draft.strategy), ())
        self._reset = True

    # Inside

    def _load(self, draft: StoredDraft, files: Sequence[StoredFile]) -> None:
        self._draft = draft
        self._wizard = Wizard(Step(draft.step))
        self._list = FileList(self._rules.files_per_batch)
        hashes = tuple(file.sha256 for file in files if file.sha256)
        self._list.know_earlier(self._store.read(lambda session: _look_up(session, hashes)).result())
        for file in files:
            self._list.put(file)
        self._opened = self._changed = True
        self._per_page = self._store.read(seconds_per_page).result()
        unchecked = [FoundFile(file.path, file.folder) for file in files if not file.checked]
        if unchecked:
            self._begin(lambda listener: self._cpu.inspect(unchecked, listener, max_bytes=self._max_bytes))
        if draft.listing:
            paths = draft.listing
            self._begin(lambda listener: self._cpu.intake(paths, listener, max_bytes=self._max_bytes))

    def _begin(self, start: Callable[[IntakeListener], int]) -> None:
        """Start an intake that is heard only as long as its draft is the present one."""
        draft = self._draft.id
        ids: list[int] = []

        def when_current(action: Callable[[], None]) -> None:
            self._tell(lambda: action() if draft == self._draft.id and ids[0] in self._intakes else None)

        lookup = EarlierLookup(
            lambda hashes: self._store.read(lambda session: _look_up(session, hashes)),
            when_current,
            self._inspected,
        )
        listener = IntakeListener(
            found=lambda listed: when_current(lambda: self._found(listed)),
            inspected=lambda results: when_current(lambda: lookup.add(results)),
            ended=lambda error: when_current(
                lambda: lookup.afterwards(lambda: self._intake_ended(ids[0], error))
            ),
        )
        if not self._intakes:
            self._files_saved_at = monotonic()
        ids.append(start(listener))
        self._intakes.add(ids[0])
        self._changed = True

    def _found(self, listed: Sequence[Listed]) -> None:
        for file_id, entry in zip(_new_ids(len(listed)), listed, strict=True):
            if entry.found.path in self._list:
                continue
            self._put(
                StoredFile(
                    id=file_id,
                    position=self._list.next_position,
                    path=entry.found.path,
                    name=_printable(entry.found.path.name),
                    folder=entry.found.folder,
                    size=entry.size,
                    mtime_ns=entry.mtime_ns,
                    checked=False,
                )
            )

    def _inspected(self, results: Sequence[IntakeResult], earlier: Earlier) -> None:
        self._list.know_earlier(earlier)
        for result in results:
            file = self._list.by_path(result.path)
            if file is None or file.checked:
                continue
            self._put(
                replace(
                    file,
                    checked=True,
                    size=result.size or file.size,
                    media_type=result.media_type,
                    pages=result.pages,
                    sha256=result.sha256,
                    error=result.error,
                )
            )

    def _intake_ended(self, intake: int, error: IngestError | None) -> None:
        self._intakes.discard(intake)
        if error is not None:
            for file in self._list.files():
                if not file.checked:
                    self._put(replace(file, checked=True, error=error.info()))
        if self._list.unsettled:
            self._settle()
        self._changed = True

    def _end_intakes(self) -> None:
        self.close()
        self._intakes.clear()

    def _refuse_changed_files(self) -> None:
        """Raises `IngestError` (files_changed) when files are not what they were."""
        changed = [
            file
            for row in self._list.rows()
            if row.state is FileState.VALID
            and (file := self._list.file(row.id)) is not None
            and _moved_on(file)
        ]
        if not changed:
            return
        for file in changed:
            self._put(replace(file, error=_FILE_CHANGED))
        self._settle()
        others = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        raise IngestError(
            "files_changed",
            "Files were changed",
            f"“{changed[0].name}”{others} is gone or was changed after it was added. "
            "Remove it and add it again as it is now, then submit.",
        )

    def _put(self, file: StoredFile) -> None:
        give_way()
        self._dirty[file.id] = self._list.put(file)

    def _settle(self) -> None:
        for row in self._list.settle():
            self._dirty[row.id] = row

    def _set(self, draft: StoredDraft) -> None:
        self._draft = draft
        self._changed = True

    def _stepped(self, moved: bool) -> None:
        if moved and self._wizard.step is Step.REVIEW:
            self._per_page = self._store.read(seconds_per_page).result()
        self._changed = self._changed or moved

    def _facts(self) -> WizardFacts:
        totals = self._list.totals
        per_document = self._draft.strategy is PromptStrategy.PER_DOCUMENT
        return WizardFacts(
            rules=self._rules,
            files=totals.files,
            valid=totals.valid,
            checking=totals.checking + (1 if self._intakes and not totals.checking else 0),
            pages=totals.pages,
            strategy=self._draft.strategy,
            prompt=self._draft.prompt,
            empty_prompts=self._list.empty_prompts() if per_document else (),
        )


def _look_up(session: Reader, hashes: tuple[str, ...]) -> Earlier:
    found = earlier_documents(session, hashes)
    return {sha256: EarlierDocument(*facts) for sha256, facts in found.items()}


def _new_ids(count: int) -> list[UUID]:
    """Random ids with one call of the system, which lets go of the interpreter each time."""
    random = os.urandom(16 * count)
    return [UUID(bytes=random[start : start + 16], version=4) for start in range(0, len(random), 16)]


def compile_text(prompt: str) -> FieldPlan:
    """The columns of a prompt; none for an empty one."""
    from ingestio_core.fieldplan.compiler import compile_prompt

    return compile_prompt(prompt) if prompt.strip() else FieldPlan()


_FILE_CHANGED: Final = ErrorInfo(
    code="file_changed",
    title="Changed since it was added",
    message="The file is gone or was changed after it was added. Remove it here and add it again.",
)


def _empty_draft() -> StoredDraft:
    return StoredDraft(uuid4(), Step.FILES, "", PromptStrategy.GLOBAL, "", None, None)


def _moved_on(file: StoredFile) -> bool:
    try:
        status = file.path.stat()
    except OSError:
        return True
    return (status.st_size, status.st_mtime_ns) != (file.size, file.mtime_ns)


def _printable(name: str) -> str:
    """The name with undecodable bytes replaced, so that it can be stored and sent as text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
