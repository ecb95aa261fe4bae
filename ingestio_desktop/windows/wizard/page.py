"""The New batch page: plan banner, three steps, footer. All that it knows comes from the presenter."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ingestio_core.contracts.account import Account, Standing
from ingestio_core.errors import IngestError
from ingestio_core.plans import PlanName
from ingestio_desktop.flows.draft import DraftView
from ingestio_desktop.flows.wizard import STEPS, Problem, Step
from ingestio_desktop.language import QT_TR_NOOP, number, tr
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.presenters.engines import EnginesPresenter
from ingestio_desktop.sentences import said, said_error
from ingestio_desktop.settings import WidgetStates
from ingestio_desktop.store.rows import SavedPrompt
from ingestio_desktop.theme.words import Tone, day, file_size
from ingestio_desktop.windows.batches.dialogs import ask, ask_name
from ingestio_desktop.windows.keys import bind_keys
from ingestio_desktop.windows.widgets import (
    Banner,
    Button,
    ButtonKind,
    DropTarget,
    EmptyState,
    Page,
    StepBar,
    Toast,
    WizardFooter,
)
from ingestio_desktop.windows.wizard.files_step import FilesStep
from ingestio_desktop.windows.wizard.found_draft import FoundDraft, UnknownPlan
from ingestio_desktop.windows.wizard.library import Library
from ingestio_desktop.windows.wizard.prompts_step import PromptsStep
from ingestio_desktop.windows.wizard.review_step import ReviewStep
from ingestio_desktop.windows.wizard.upgrade import UpgradeRequired

_NOTE: Final = QT_TR_NOOP(
    "Once submitted, this batch is processed according to your plan. You get a notification when it is done."
)


class WizardPage(Page):
    """`submitted` and `batch_wanted` carry a batch's id; the others open what lies elsewhere."""

    submitted = Signal(object)
    batch_wanted = Signal(object)
    plans_wanted = Signal()
    local_wanted = Signal()

    def __init__(
        self,
        presenter: ComposePresenter,
        engines: EnginesPresenter | None = None,
        parent: QWidget | None = None,
        *,
        memory: WidgetStates | None = None,
    ) -> None:
        """`memory` keeps what is folded."""
        super().__init__(tr("New batch"), bottom=16, parent=parent)
        self.presenter = presenter
        self._step: Step | None = None
        self.steps = StepBar((tr("Files"), tr("Prompts"), tr("Review")))
        self.header.add_right(self.steps)
        self._change = Button(tr("Change plan"), ButtonKind.LINK, trailing_icon="external-link")
        self.banner = Banner("badge-check", "", (), self._change, Tone.NEUTRAL)
        self.unknown_plan = UnknownPlan()
        self.found = FoundDraft()
        self.files = FilesStep(presenter)
        self.prompts = PromptsStep(presenter)
        self.review = ReviewStep(presenter, engines, memory)
        self.upgrade = UpgradeRequired()
        self._again = Button(tr("Try again"), ButtonKind.PRIMARY, on_click=presenter.open)
        self.unreadable = EmptyState(
            "circle-x", tr("The draft cannot be read"), " ", (self._again,), tone=Tone.BAD
        )
        self._stack = QStackedWidget()
        self._outer_stack = QStackedWidget()
        self._arrange()
        self._build_footer()
        self.library = Library(presenter, self)
        self.toast = Toast(self)
        self._connect()
        self._bind_keys()
        self._show_account()
        if presenter.is_open:
            self._show_view(presenter.view)
        else:
            presenter.open()

    # Layout

    def _arrange(self) -> None:
        wizard = QWidget()
        column = QVBoxLayout(wizard)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.banner)
        column.addWidget(self.unknown_plan)
        column.addWidget(self.found)
        column.addWidget(self._stack, 1)
        self._pages = {Step.FILES: self.files, Step.PROMPTS: self.prompts, Step.REVIEW: self.review}
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._outer_stack.addWidget(wizard)
        self._outer_stack.addWidget(self.upgrade)
        self._outer_stack.addWidget(self.unreadable)
        self.content.addWidget(self._outer_stack)

    def _build_footer(self) -> None:
        presenter = self.presenter
        self.previous = Button(
            tr("Previous"), icon="chevron-left", action="new.previous", on_click=presenter.previous
        )
        self.following = Button(
            tr("Next"),
            ButtonKind.PRIMARY,
            trailing_icon="chevron-right",
            action="new.next",
            on_click=presenter.next,
        )
        self.submit = Button(
            tr("Submit batch"),
            ButtonKind.PRIMARY,
            icon="send",
            action="new.submit",
            on_click=presenter.submit,
        )
        self.remove_rejected = Button(
            tr("Remove all rejected"), ButtonKind.GHOST, icon="list-x", on_click=presenter.remove_rejected
        )
        self.include_all = Button(
            tr("Include all anyway"),
            ButtonKind.GHOST,
            icon="copy-plus",
            tip=tr("Take all files that repeat another one"),
            on_click=presenter.include_anyway,
        )
        self.start_over = Button(
            tr("Start over"), ButtonKind.GHOST, icon="rotate-ccw", on_click=self._ask_start_over
        )
        self.show_first = Button(tr("Show first"), ButtonKind.LINK, on_click=self.prompts.show_first_empty)
        self.footer = WizardFooter(
            self.previous, self.following, (self.remove_rejected, self.include_all, self.start_over)
        )
        self.footer.add_before_next(self.show_first)
        self.footer.add_before_next(self.submit)
        self.set_footer(self.footer)

    def _connect(self) -> None:
        presenter = self.presenter
        self._drops = DropTarget(self, self.files.show_over)
        self._drops.dropped.connect(self._dropped)
        self.steps.asked.connect(lambda index: presenter.go(STEPS[index]))
        self._change.clicked.connect(self.plans_wanted)
        self.files.batch_wanted.connect(self.batch_wanted)
        self.files.told.connect(lambda text: self.toast.show_message(text, tone=Tone.WARN))
        self.found.go_on_asked.connect(presenter.go_on)
        self.found.start_over_asked.connect(self._ask_start_over)
        self.review.plans_wanted.connect(self.plans_wanted)
        self.review.file_wanted.connect(self._show_file)
        self.prompts.library_asked.connect(self.library.open_below)
        self.library.chosen.connect(self._use_prompt)
        self.library.save_asked.connect(self._ask_save)
        self.library.rename_asked.connect(self._ask_rename)
        self.upgrade.plans_asked.connect(self.plans_wanted)
        self.upgrade.local_asked.connect(self.local_wanted)
        self.upgrade.check_asked.connect(presenter.check_account)
        presenter.opened.connect(self._opened)
        presenter.open_failed.connect(self._open_failed)
        presenter.view_changed.connect(self._show_view)
        presenter.plan_changed.connect(lambda: self._show_view(presenter.view))
        presenter.account_changed.connect(self._show_account)
        presenter.account_checked.connect(self._account_checked)
        presenter.files_removed.connect(self._removed)
        presenter.nothing_found.connect(self._nothing_found)
        presenter.library.saved.connect(
            lambda name: self.toast.show_message(tr("Saved as “{name}”", name=name))
        )
        presenter.library.deleted.connect(self._prompt_deleted)
        presenter.submitted.connect(self._submitted)
        presenter.failed.connect(self._failed)

    def _bind_keys(self) -> None:
        bind_keys(
            self,
            {
                "new.files": lambda: self._on_files(self.files.choose_files),
                "new.folder": lambda: self._on_files(self.files.choose_folder),
                "new.next": self._go_on,
                "new.previous": self.presenter.previous,
                "new.submit": self._submit_or_next,
                "new.library": self._open_library,
                "new.keep": self._ask_save,
                "new.search": self._search,
                "new.previous_file": lambda: self.prompts.own.show_neighbour(-1),
                "new.next_file": lambda: self.prompts.own.show_neighbour(1),
                # A text takes them for itself: there Ctrl+V pastes text and Ctrl+Z takes typing back.
                "new.paste": self._for_files(self.files.paste),
                "new.undo": self._for_files(self._undo_remove),
            },
        )

    # What a person does

    def _dropped(self, paths: object) -> None:
        if not self.presenter.view.allows_batches:
            return
        assert isinstance(paths, tuple)
        self.presenter.go(Step.FILES)
        self.presenter.add_paths(paths)

    def _on_files(self, action: object) -> None:
        if self.presenter.view.step is Step.FILES and self.presenter.view.allows_batches and callable(action):
            action()

    def _for_files(self, action: Callable[[], None]) -> Callable[[], None]:
        return lambda: self._on_files(action)

    def _undo_remove(self) -> None:
        if self.presenter.view.removed:
            self.toast.hide()
            self.presenter.undo_remove()

    def _show_file(self, file_id: UUID) -> None:
        """Go to a file's row in the list."""
        self.presenter.go(Step.FILES)
        self.files.show_file(file_id)

    def _go_on(self) -> None:
        if self.following.isEnabled() and self.presenter.view.step is not Step.REVIEW:
            self.presenter.next()

    def _submit_or_next(self) -> None:
        if self.presenter.view.step is not Step.REVIEW:
            self._go_on()
        elif self.submit.isEnabled():
            self.presenter.submit()

    def _open_library(self) -> None:
        editor = self.prompts.editor
        if self.presenter.view.step is Step.PROMPTS and editor is not None:
            self.library.open_below(editor.library)

    def _use_prompt(self, entry: SavedPrompt) -> None:
        editor = self.prompts.editor
        if editor is not None:
            editor.use(entry)

    def _ask_save(self) -> None:
        library = self.presenter.library
        if self.presenter.view.step is Step.PROMPTS and self.presenter.prompt().strip():
            name, _changed = library.origin(self.presenter.prompt())
            own = name if library.own(name) is not None else ""
            ask_name(self, tr("Save this prompt as"), own, tr("Save"), self._save_prompt)

    def _save_prompt(self, name: str) -> None:
        known = self.presenter.library.own(name)
        if known is None or known.prompt.strip() == self.presenter.prompt().strip():
            self.presenter.save_prompt(name)
            return
        ask(
            self,
            tr("Replace “{name}”?", name=known.name),
            tr("A prompt of that name is saved already. Its text would be this one then."),
            tr("Replace"),
            lambda: self.presenter.save_prompt(name),
        )

    def _ask_rename(self, entry: SavedPrompt) -> None:
        ask_name(
            self,
            tr("Rename this prompt"),
            entry.name,
            tr("Rename"),
            lambda name: self.presenter.library.rename(entry, name),
        )

    def _prompt_deleted(self, entry: SavedPrompt) -> None:
        text = tr("Deleted “{name}”", name=entry.name)
        self.toast.show_message(text, lambda: self.presenter.library.restore(entry))

    def _search(self) -> None:
        if self.presenter.view.step is Step.PROMPTS and self.prompts.own.isVisible():
            self.prompts.own.search.setFocus()

    def _ask_start_over(self) -> None:
        files = tr("%n file(s) and what you typed are forgotten.", "", self.presenter.view.totals.files)
        ask(
            self,
            tr("Start over?"),
            files + " " + tr("The files themselves stay where they are."),
            tr("Start over"),
            self.presenter.discard,
            destructive=True,
        )

    # What is shown

    def _opened(self) -> None:
        self.unreadable.hide()
        self._show_view(self.presenter.view)

    def _open_failed(self, error: IngestError) -> None:
        """The stored draft could not be read: nothing is shown that would be written over it."""
        self.unreadable.text.setText(said(error.message))
        self._outer_stack.setCurrentWidget(self.unreadable)
        self.steps.hide()
        self.footer.hide()

    def _show_view(self, view: DraftView) -> None:
        if not self.presenter.is_open and self._outer_stack.currentWidget() is self.unreadable:
            return
        self._outer_stack.setCurrentIndex(0 if view.allows_batches else 1)
        self.steps.setVisible(view.allows_batches)
        self.footer.setVisible(view.allows_batches)
        self._stack.setCurrentWidget(self._pages[view.step])
        self.steps.set_current(STEPS.index(view.step))
        self.header.set_title(tr("New batch"), self._saved_words(view))
        self.found.show_view(view)
        self._show_footer(view)
        self._show_upgrade(view)
        if view.step is not self._step:
            self._step = view.step
            self.library.close_popover()
            self.review.show_refusal("")
            QTimer.singleShot(0, self, self._focus_step)

    def _saved_words(self, view: DraftView) -> str:
        """What stands beside the title."""
        if view.save_problem is not None:
            return tr("Draft not saved: {reason}", reason=said(view.save_problem.title))
        if view.saved_at is None or not (view.totals.files or view.prompt):
            return ""
        return tr("Draft saved {time}", time=f"{view.saved_at.astimezone():%H:%M}")

    def _show_footer(self, view: DraftView) -> None:
        busy = self.presenter.submitting
        files, review = view.step is Step.FILES, view.step is Step.REVIEW
        self.previous.setEnabled(not files and not busy)
        self.remove_rejected.setVisible(files and view.totals.rejected > 0)
        self.include_all.setVisible(files and view.totals.repeated > 1)
        self.start_over.setVisible(files and view.totals.files > 0)
        self.following.setVisible(not review)
        self.submit.setVisible(review)
        problem = self._problem(view)
        self.following.setEnabled(problem is None and not busy)
        self.submit.setEnabled(problem is None and not busy)
        words, icon = tr("Submit batch"), "send"
        if self.presenter.offline:
            words, icon = tr("Submit when online"), "wifi-off"
        elif self.presenter.signed_out:
            words, icon = tr("Submit when signed in"), "log-in"
        self.submit.setText(tr("Submitting…") if busy else words)
        self.submit.set_icon_name(icon)
        note, tone, icon = self._note(view, problem)
        for button in (self.following, self.submit):
            button.set_tip(note if problem is not None else button.text().rstrip("…"))
        self.show_first.setVisible(problem is not None and problem.code == "prompts_missing")
        self.footer.set_note(note, tone, icon)

    def _problem(self, view: DraftView) -> Problem | None:
        """Why Next or Submit is off, if it is; known before the draft has heard of the last letter."""
        if view.problems:
            return view.problems[0]
        if not self._text_given(view):
            return Problem("prompt_missing", "")
        return None

    def _note(self, view: DraftView, problem: Problem | None) -> tuple[str, str, str]:
        """Sentence, tone and icon beside Next."""
        totals = view.totals
        if problem is not None:
            match problem.code:
                case "no_files":
                    return tr("Add one file to go on"), "muted", ""
                case "checking":
                    return tr("%n file(s) still being checked", "", problem.count), "muted", ""
                case "no_valid_files":
                    sentence = tr("No valid file yet. Each row says why; add another one.")
                case "prompt_missing":
                    sentence = tr("Write a prompt to go on")
                case "prompts_missing":
                    sentence = _missing(problem)
                case "quota_exceeded":
                    sentence = tr("%n page(s) too few are left this month", "", problem.count)
                case _:
                    sentence = said(problem.message)
            return sentence, "warn_ink", "triangle-alert"
        if view.step is Step.REVIEW:
            return tr(_NOTE), "muted", "info"
        if view.step is Step.FILES and (view.listing or totals.checking):
            return tr("Reading goes on while you write the prompt"), "muted", ""
        files, pages = tr("%n file(s)", "", totals.valid), tr("%n page(s)", "", totals.pages)
        return " · ".join((files, pages, file_size(totals.size))), "muted", ""

    def _text_given(self, view: DraftView) -> bool:
        """Whether the text on screen is not empty, before the draft has heard of it."""
        editor = self.prompts.editor
        if view.step is not Step.PROMPTS or editor is None or self.presenter.mixed:
            return True
        return bool(self.presenter.prompt().strip())

    def _show_upgrade(self, view: DraftView) -> None:
        account = self.presenter.account
        plan = account.plan.value if account is not None else PlanName.STARTER.value
        name = (account.email if account is not None else None) or self.presenter.status.account
        subscription = account.subscription if account is not None else None
        past_due = subscription is not None and subscription.state is Standing.PAST_DUE
        self.upgrade.show_reason(plan, name, view.totals.files, past_due=past_due)
        self.upgrade.set_offline(self.presenter.offline)

    def _account_checked(self, error: IngestError | None) -> None:
        self.upgrade.show_checked(said(error.message) if error is not None else "")

    def _show_account(self) -> None:
        account, view, status = self.presenter.account, self.presenter.view, self.presenter.status
        local = status.local if account is None else account.plan is PlanName.LOCAL
        known = account is not None or local
        self.banner.setVisible(known or self.presenter.offline)
        self.unknown_plan.setVisible(not known and not self.presenter.offline)
        self._change.setVisible(not local)
        most = account.files_per_batch if account is not None else view.files_per_batch
        limit = tr("Up to %n file(s) in a batch", "", most)
        if self.presenter.offline:
            waits = tr("The batch goes when the network is back")
            facts = (limit, waits) if known else (waits,)
            self.banner.set_content("wifi-off", tr("Offline"), facts, Tone.WARN)
        elif account is None or local:
            facts = (limit, tr("Unlimited pages"))
            self.banner.set_content("laptop", tr("This computer"), facts, Tone.ACCENT)
        else:
            self.banner.set_content(*_plan_words(account, limit))
        self._show_view(view)

    def _removed(self, count: int) -> None:
        self.toast.show_message(tr("%n file(s) removed", "", count), self.presenter.undo_remove)

    def _nothing_found(self, names: tuple[str, ...]) -> None:
        if len(names) == 1:
            text = tr("There is no file in “{name}”.", name=names[0])
        else:
            text = tr("There is no file in %n of the folder(s).", "", len(names))
        self.toast.show_message(text, tone=Tone.WARN)

    def _focus_step(self) -> None:
        """Where the work of the step begins."""
        if not self.isVisible():
            return
        match self._step:
            case Step.FILES:
                view = self.presenter.view
                (self.files.table if view.totals.files else self.files.zone.first_button).setFocus()
            case Step.PROMPTS:
                editor = self.prompts.editor
                (editor.text if editor is not None else self.following).setFocus()
            case Step.REVIEW:
                self.review.name.setFocus()
            case None:
                pass

    def _submitted(self, batch_id: object) -> None:
        self.submitted.emit(batch_id)

    def _failed(self, error: IngestError) -> None:
        if self.presenter.view.step is Step.REVIEW:
            self.review.show_refusal(said_error(error))
        else:
            self.toast.show_message(said(error.message), tone=Tone.BAD)


def _plan_words(account: Account, limit: str) -> tuple[str, str, tuple[str, ...], Tone]:
    title = tr("{plan} plan", plan=account.plan.value.capitalize())
    if account.pages_left is None:
        return "badge-check", title, (limit,), Tone.ACCENT
    until = day(account.period_end)
    if account.pages_left <= 0:
        return "triangle-alert", title, (limit, tr("No pages left until {day}", day=until)), Tone.WARN
    left = tr("%n page(s) left until {day}", "", account.pages_left, day=until)
    return "badge-check", title, (limit, left), Tone.ACCENT


def _missing(problem: Problem) -> str:
    """Which files have no prompt: "5 files have no prompt: a, b and 3 more"."""
    names = ", ".join(_cut(name) for name in problem.names)
    if problem.count <= len(problem.names):
        return tr("%n file(s) have no prompt: {names}", "", problem.count, names=names)
    more = number(problem.count - len(problem.names))
    return tr("%n file(s) have no prompt: {names} and {more} more", "", problem.count, names=names, more=more)


def _cut(name: str) -> str:
    return name if len(name) <= 32 else f"{name[:20]}…{name[-11:]}"
