"""The draft and all that happens to it. Belongs to the one thread of `ComposeFlow`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

import structlog

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.errors import IngestError
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import PromptStrategy
from ingestio_core.plans import PLANS, PlanName
from ingestio_core.providers import ProviderKind
from ingestio_desktop.flows.draft import DraftChange, DraftFile, DraftView
from ingestio_desktop.flows.filework import FileWork
from ingestio_desktop.flows.intakes import Tell
from ingestio_desktop.flows.keeping import DraftKeeper
from ingestio_desktop.flows.plans import compile_text, merge_plan
from ingestio_desktop.flows.wizard import PlanRules, Step, Wizard, WizardFacts
from ingestio_desktop.store import drafts
from ingestio_desktop.store.cursor import read_account
from ingestio_desktop.store.database import Store
from ingestio_desktop.store.drafts import StoredDraft
from ingestio_desktop.store.estimates import Throughput, throughput
from ingestio_desktop.store.rows import StoredFile
from ingestio_desktop.workers.cpu_process import CpuProcess

log = structlog.get_logger(__name__)

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
        self._rules = PlanRules(_LOCAL.allows_batches, _LOCAL.files_per_batch, None)
        self._plan_known = False
        self._draft = _empty_draft()
        self._wizard = Wizard()
        self._keeper = DraftKeeper(store, tell, self._touch)
        self.files = FileWork(store, cpu, tell, self._keeper, self._touch, self._rules.files_per_batch)
        self._opened = False
        self._throughput: Throughput | None = None
        self._resumed_from: datetime | None = None
        self._cut_short = False
        self._changed = False
        self._reset = False

    @property
    def dirty(self) -> bool:
        """Whether `flush` has something to say."""
        return bool(self.files.dirty or self.files.removed or self._changed or self._reset)

    def rows(self) -> tuple[DraftFile, ...]:
        return self.files.list.rows()

    def view(self) -> DraftView:
        totals, speed = self.files.list.totals, self._throughput
        return DraftView(
            id=self._draft.id,
            step=self._wizard.step,
            name=self._draft.name,
            strategy=self._draft.strategy,
            prompt=self._draft.prompt,
            field_plan=self._draft.field_plan,
            compiled=self._draft.compiled,
            engine=self._draft.engine,
            model_provider=self._draft.model_provider,
            totals=totals,
            problems=self._wizard.problems(self._facts()),
            listing=self.files.listing,
            files_per_batch=self._rules.files_per_batch,
            pages_left=self._rules.pages_left,
            allows_batches=self._rules.allows_batches,
            submitting=self._wizard.submitting,
            plan_known=self._plan_known,
            max_file_bytes=self.files.max_bytes,
            seconds_estimate=totals.pages * speed.seconds_per_page if speed and totals.pages else None,
            estimate_batches=speed.batches if speed else 0,
            removed=len(self.files.taken_out),
            saved_at=self._keeper.saved_at,
            save_problem=self._keeper.problem,
            resumed_from=self._resumed_from,
            refusal=self._draft.refusal,
        )

    def save_wait(self) -> float | None:
        """Seconds until `save` has something to write; None while it has not."""
        return None if self._wizard.submitting else self._keeper.wait(listing=self.files.listing)

    def flush(self) -> DraftChange:
        """What changed, for whoever listens."""
        files = self.files
        rows = files.list.rows() if self._reset else tuple(files.dirty.values())
        change = DraftChange(
            self.view(), rows, frozenset(files.removed), self._reset, tuple(files.nothing_in)
        )
        files.dirty.clear()
        files.removed.clear()
        files.nothing_in.clear()
        self._changed = self._reset = False
        return change

    def save(self) -> None:
        """Write what is not written yet. Nothing while the draft is being submitted: it is taken
        away with that, and must not come back."""
        if self.save_wait() is None:
            return
        draft = replace(self._draft, step=self._wizard.step)
        listing, complete = self.files.listing, not self._cut_short
        if self._keeper.save(draft, self.files.list.file, listing=listing, complete=complete):
            # Every file that was listed is written now, so a new start need not list again.
            self._draft = replace(self._draft, listing=())

    def open(self) -> DraftChange:
        """Read the stored draft, the first time; the whole draft as it is now."""
        if not self._opened:
            self.know_account(self._store.read(read_account).result())
            self._load_stored()
            if self.files.list.totals.files or self._draft.prompt.strip():
                self._resumed_from = self._draft.changed_at
        return DraftChange(self.view(), self.files.list.rows(), reset=True)

    def know_account(self, account: Account | None) -> None:
        """The account's plan decides how many files a batch takes."""
        if account is not None:
            allowed = account.files_per_batch > 0
            self._rules = PlanRules(allowed, account.files_per_batch, account.pages_left)
            self._plan_known = True
            self.files.set_limits(account.files_per_batch, account.max_file_bytes)
        self._changed = True

    def close(self) -> None:
        """End what is under way; the next start goes on with it."""
        self._cut_short = self._cut_short or self.files.listing
        self.files.end()

    # Files

    def add_paths(self, paths: tuple[Path, ...]) -> None:
        if not self._wizard.submitting:
            # Kept until all of it is in the draft: files are written only now and then meanwhile.
            self._set(replace(self._draft, listing=(*self._draft.listing, *paths)))
            self.files.add_paths(paths)

    def stop(self) -> None:
        """End all intakes; what was not checked goes, and the next start does not list it again."""
        self.files.stop()
        self._set(replace(self._draft, listing=()))

    def change_files(self, change: Callable[[FileWork], None]) -> None:
        """Anything else that is done with files; nothing while they are being submitted."""
        if not self._wizard.submitting:
            change(self.files)

    # What is typed

    def set_name(self, name: str) -> None:
        self._set(replace(self._draft, name=name))

    def set_strategy(self, strategy: PromptStrategy) -> None:
        self._set(replace(self._draft, strategy=strategy))

    def set_engine(self, engine: EngineChoice, provider: ProviderKind | None) -> None:
        self._set(replace(self._draft, engine=engine, model_provider=provider))
        self._measure()

    def set_prompt(self, prompt: str, ids: tuple[UUID, ...] | None, plan: FieldPlan | None = None) -> None:
        """Of the whole batch or of files. With `plan` these are the columns, whatever they were."""
        compiled = compile_text(prompt)
        if ids is None:
            merged = plan or merge_plan(self._draft.compiled, self._draft.field_plan, compiled)
            self._set(replace(self._draft, prompt=prompt, compiled=compiled, field_plan=merged))
            return
        for file in self.files.known(ids):
            merged = plan or merge_plan(file.compiled, file.field_plan, compiled)
            self.files.put(replace(file, prompt=prompt, compiled=compiled, field_plan=merged))

    def copy_prompt(self, file_id: UUID, only_empty: bool) -> None:
        source = self.files.list.file(file_id)
        if source is None:
            return
        for file in self.files.list.files():
            if file.id != file_id and not (only_empty and file.prompt.strip()):
                self.files.put(
                    replace(
                        file, prompt=source.prompt, compiled=source.compiled, field_plan=source.field_plan
                    )
                )

    def edit_plan(self, ids: tuple[UUID, ...] | None, change: Callable[[FieldPlan], FieldPlan]) -> None:
        if ids is None:
            plan = change(self._draft.field_plan or FieldPlan())
            self._set(replace(self._draft, field_plan=plan, compiled=self._draft.compiled or FieldPlan()))
            return
        for file in self.files.known(ids):
            plan = change(file.field_plan or FieldPlan())
            self.files.put(replace(file, field_plan=plan, compiled=file.compiled or FieldPlan()))

    # Steps

    def next(self) -> None:
        self._stepped(self._wizard.next(self._facts()))

    def previous(self) -> None:
        self._stepped(self._wizard.previous())

    def go(self, step: Step) -> None:
        self._stepped(self._wizard.go(step, self._facts()))

    def go_on(self) -> None:
        """The person goes on with the draft that was found at the start."""
        self._resumed_from = None
        self._changed = True

    # Submission

    def composed(self) -> Composed:
        """The draft and its valid files, as they are now."""
        return Composed(self._draft, self.files.valid())

    def begin_submit(self, draft_id: UUID) -> Composed | None:
        """Freeze the draft; see `ComposeFlow.begin_submit`."""
        if draft_id != self._draft.id:
            return None
        if not self._wizard.submitting:
            self._refuse_changed_files()
            self._refuse_known_files()
        problems = self._wizard.begin_submit(self._facts())
        if problems and problems[0].code == "already_submitting":
            raise IngestError(
                "already_submitting",
                "This batch is being submitted",
                "Wait a moment; it will be listed in Batches.",
            )
        if problems:
            raise IngestError("draft_not_ready", "The batch is not ready", problems[0].message)
        self._changed = True
        return self.composed()

    def end_submit(self, done: bool) -> None:
        if self._wizard.end_submit(done=done) and done:
            self.start_over(keep_stored=True)
        self._changed = True

    def start_over(self, *, keep_stored: bool = False) -> None:
        """The draft that was put aside for this one, or an empty one. `keep_stored` when the submission
        took the old one away already."""
        old, strategy = self._draft.id, self._draft.strategy
        if not keep_stored:
            self._store.write(lambda unit: drafts.delete_draft(unit, old)).result()
        self._load_stored(strategy)

    def reopen(self, batch_id: UUID) -> DraftChange:
        """Take a batch that the service refused back as the draft; the present one is put aside until
        this one is submitted or forgotten. Raises `IngestError`."""
        if self._wizard.submitting:
            raise _nothing_to_reopen()
        self.close()
        self.save()
        taken = self._store.write(lambda unit: drafts.reopen_batch(unit, batch_id)).result()
        self._load_stored()
        if not taken:
            raise _nothing_to_reopen()
        return DraftChange(self.view(), self.files.list.rows(), reset=True)

    # Inside

    def _load_stored(self, strategy: PromptStrategy = PromptStrategy.GLOBAL) -> None:
        stored = self._store.read(drafts.open_draft).result()
        draft, files = stored if stored is not None else (replace(_empty_draft(), strategy=strategy), ())
        self._keeper.forget()
        self.files.load(files, draft.listing)
        self._draft = draft
        self._wizard = Wizard(Step(draft.step))
        self._resumed_from = None
        self._cut_short = False
        self._opened = self._changed = self._reset = True
        self._measure()

    def _refuse_changed_files(self) -> None:
        """Raises `IngestError` (files_changed) when files are not what they were."""
        changed = self.files.refuse_changed()
        if changed:
            raise _held_back(
                "files_changed",
                "Files were changed",
                changed,
                "gone or was changed after it was added. Read it again as it is now, or remove it, "
                "then submit.",
            )

    def _refuse_known_files(self) -> None:
        """Raises `IngestError` (files_known) when files are in a batch that came up meanwhile."""
        before = self.files.valid()
        self.files.look_up_again()
        known = self.files.refused_now(before, "already_extracted")
        if known:
            raise _held_back(
                "files_known",
                "Files are in another batch by now",
                known,
                "in another batch that came up meanwhile. Include it anyway, or submit the others.",
            )

    def _set(self, draft: StoredDraft) -> None:
        self._draft = draft
        self._resumed_from = None
        self._touch()
        self._keeper.note((), (), text=True)

    def _touch(self) -> None:
        self._changed = True

    def _stepped(self, moved: bool) -> None:
        if not moved:
            return
        self._resumed_from = None
        self._keeper.note((), (), text=True)
        self._changed = True
        if self._wizard.step is Step.REVIEW:
            try:
                self._measure()
                self.files.look_up_again()
            except IngestError as error:
                # Nothing that would keep one from going on; Submit asks once more.
                log.warning("what was done before is not known", code=error.code)

    def _measure(self) -> None:
        engine = self._draft.engine
        self._throughput = self._store.read(lambda session: throughput(session, engine)).result()

    def _facts(self) -> WizardFacts:
        totals = self.files.list.totals
        per_document = self._draft.strategy is PromptStrategy.PER_DOCUMENT
        return WizardFacts(
            rules=self._rules,
            files=totals.files,
            valid=totals.valid,
            checking=totals.checking + (1 if self.files.listing and not totals.checking else 0),
            pages=totals.pages,
            strategy=self._draft.strategy,
            prompt=self._draft.prompt,
            empty_prompts=self.files.list.empty_prompts() if per_document else (),
        )


def _empty_draft() -> StoredDraft:
    return StoredDraft(uuid4(), Step.FILES, "", PromptStrategy.GLOBAL, "", None, None)


def _held_back(code: str, title: str, files: Sequence[StoredFile], what: str) -> IngestError:
    others = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return IngestError(code, title, f"“{files[0].name}”{others} is {what}")


def _nothing_to_reopen() -> IngestError:
    return IngestError(
        "nothing_to_reopen",
        "The batch cannot be changed any more",
        "The service has it, or it was deleted. Make a new batch of its files.",
    )
