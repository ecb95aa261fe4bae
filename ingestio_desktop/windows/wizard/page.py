"""The New batch page: plan banner, three steps, footer. All that it knows comes from the presenter."""

from datetime import date
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ingestio_core.contracts.account import Account
from ingestio_core.errors import IngestError
from ingestio_core.plans import PlanName
from ingestio_desktop.flows.draft import DraftView
from ingestio_desktop.flows.wizard import STEPS, Step
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.presenters.engines import EnginesPresenter
from ingestio_desktop.store.rows import SavedPrompt
from ingestio_desktop.theme.words import Tone, file_size, plural
from ingestio_desktop.windows.batches.dialogs import ask, ask_name
from ingestio_desktop.windows.widgets import (
    Banner,
    Button,
    ButtonKind,
    DropTarget,
    Page,
    StepBar,
    Toast,
    WizardFooter,
)
from ingestio_desktop.windows.wizard.files_step import FilesStep
from ingestio_desktop.windows.wizard.library import Library
from ingestio_desktop.windows.wizard.prompts_step import PromptsStep
from ingestio_desktop.windows.wizard.review_step import ReviewStep
from ingestio_desktop.windows.wizard.upgrade import UpgradeRequired

_NOTE: Final = (
    "Once submitted, this batch is processed according to your plan. You get a notification when it is done."
)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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
    ) -> None:
        super().__init__("New batch", bottom=16, parent=parent)
        self.presenter = presenter
        self._step: Step | None = None
        self.steps = StepBar(("Files", "Prompts", "Review"))
        self.header.add_right(self.steps)
        self._change = Button("Change plan", ButtonKind.LINK, trailing_icon="external-link")
        self.banner = Banner("badge-check", "", (), self._change, Tone.NEUTRAL)
        self.files = FilesStep(presenter)
        self.prompts = PromptsStep(presenter)
        self.review = ReviewStep(presenter, engines)
        self.upgrade = UpgradeRequired()
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
        column.addWidget(self._stack, 1)
        self._pages = {Step.FILES: self.files, Step.PROMPTS: self.prompts, Step.REVIEW: self.review}
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._outer_stack.addWidget(wizard)
        self._outer_stack.addWidget(self.upgrade)
        self.content.addWidget(self._outer_stack)

    def _build_footer(self) -> None:
        presenter = self.presenter
        self.previous = Button(
            "Previous", icon="chevron-left", shortcut="Alt+Left", on_click=presenter.previous
        )
        self.following = Button(
            "Next",
            ButtonKind.PRIMARY,
            trailing_icon="chevron-right",
            shortcut="Alt+Right",
            on_click=presenter.next,
        )
        self.submit = Button(
            "Submit batch", ButtonKind.PRIMARY, icon="send", shortcut="Ctrl+Return", on_click=presenter.submit
        )
        self.remove_rejected = Button(
            "Remove all rejected", ButtonKind.GHOST, icon="list-x", on_click=presenter.remove_rejected
        )
        self.start_over = Button(
            "Start over", ButtonKind.GHOST, icon="rotate-ccw", on_click=self._ask_start_over
        )
        self.show_first = Button("Show first", ButtonKind.LINK, on_click=self.prompts.show_first_empty)
        self.footer = WizardFooter(self.previous, self.following, (self.remove_rejected, self.start_over))
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
        self.prompts.library_asked.connect(self.library.open_below)
        self.library.chosen.connect(self._use_prompt)
        self.library.save_asked.connect(self._ask_save)
        self.upgrade.plans_asked.connect(self.plans_wanted)
        self.upgrade.local_asked.connect(self.local_wanted)
        self.upgrade.check_asked.connect(presenter.check_account)
        presenter.opened.connect(lambda: self._show_view(presenter.view))
        presenter.view_changed.connect(self._show_view)
        presenter.plan_changed.connect(lambda: self._show_view(presenter.view))
        presenter.account_changed.connect(self._show_account)
        presenter.saved.connect(lambda name: self.toast.show_message(f"Saved as “{name}”"))
        presenter.submitted.connect(self._submitted)
        presenter.failed.connect(self._failed)

    def _bind_keys(self) -> None:
        for keys, action in (
            ("Ctrl+O", lambda: self._on_files(self.files.choose_files)),
            ("Ctrl+Shift+O", lambda: self._on_files(self.files.choose_folder)),
            ("Alt+Right", self._go_on),
            ("Alt+Left", self.presenter.previous),
            ("Ctrl+Return", self._submit_or_next),
            ("Ctrl+Enter", self._submit_or_next),
            ("Ctrl+L", self._open_library),
            ("Ctrl+Shift+S", self._ask_save),
            ("Ctrl+F", self._search),
            ("Ctrl+Up", lambda: self.prompts.own.show_neighbour(-1)),
            ("Ctrl+Down", lambda: self.prompts.own.show_neighbour(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        # Not on the whole page: in a text Ctrl+V pastes text.
        paste = QShortcut(QKeySequence("Ctrl+V"), self.files)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.files.paste)

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
            editor.use(entry.prompt)

    def _ask_save(self) -> None:
        if self.presenter.view.step is Step.PROMPTS and self.presenter.prompt().strip():
            name, _changed = self.presenter.library_origin()
            builtin = {entry.name for entry in self.presenter.library if entry.builtin}
            ask_name(
                self,
                "Save this prompt as",
                "" if name in builtin else name,
                "Save",
                self.presenter.save_prompt,
            )

    def _search(self) -> None:
        if self.presenter.view.step is Step.PROMPTS and self.prompts.own.isVisible():
            self.prompts.own.search.setFocus()

    def _ask_start_over(self) -> None:
        files = plural(self.presenter.view.totals.files, "file")
        ask(
            self,
            "Start over?",
            f"{files} and what you typed are forgotten. The files themselves stay where they are.",
            "Start over",
            self.presenter.discard,
            destructive=True,
        )

    # What is shown

    def _show_view(self, view: DraftView) -> None:
        self._outer_stack.setCurrentIndex(0 if view.allows_batches else 1)
        self.steps.setVisible(view.allows_batches)
        self.footer.setVisible(view.allows_batches)
        self._stack.setCurrentWidget(self._pages[view.step])
        self.steps.set_current(STEPS.index(view.step))
        kept = self.presenter.kept_at
        started = bool(view.totals.files or view.prompt)
        local = kept.astimezone() if kept is not None and started else None
        self.header.set_title("New batch", f"Draft saved {local:%H:%M}" if local else "")
        self._show_footer(view)
        self._show_upgrade(view)
        if view.step is not self._step:
            self._step = view.step
            self.library.close_popover()
            self.review.show_refusal("")
            QTimer.singleShot(0, self, self._focus_step)

    def _show_footer(self, view: DraftView) -> None:
        busy = self.presenter.submitting
        files, review = view.step is Step.FILES, view.step is Step.REVIEW
        self.previous.setEnabled(not files and not busy)
        self.remove_rejected.setVisible(files and view.totals.rejected > 0)
        self.start_over.setVisible(files and view.totals.files > 0)
        self.following.setVisible(not review)
        self.submit.setVisible(review)
        missing = not self._text_given(view)
        self.following.setEnabled(not view.problems and not missing)
        self.submit.setEnabled(not view.problems and not busy)
        self.submit.setText(
            "Submitting…" if busy else "Submit when online" if self.presenter.offline else "Submit batch"
        )
        self.submit.set_icon_name("wifi-off" if self.presenter.offline else "send")
        reason = view.problems[0].message if view.problems else ""
        for button in (self.following, self.submit):
            button.set_tip(reason or button.text().rstrip("…"))
        several = bool(view.problems) and view.problems[0].code == "prompts_missing"
        self.show_first.setVisible(several)
        self.footer.set_note(*self._note(view))

    def _note(self, view: DraftView) -> tuple[str, str, str]:
        """Sentence, tone and icon beside Next."""
        totals = view.totals
        if view.problems:
            problem = view.problems[0]
            if problem.code == "no_files":
                return "Add one file to go on", "muted", ""
            if problem.code == "prompts_missing":
                return self._missing(problem.files), "warn_ink", "triangle-alert"
            if problem.code == "prompt_missing":
                return "Write a prompt to go on", "warn_ink", "triangle-alert"
            quiet = problem.code == "checking"
            return problem.message, "muted" if quiet else "warn_ink", "" if quiet else "triangle-alert"
        if view.step is Step.REVIEW:
            return _NOTE, "muted", "info"
        if view.step is Step.FILES and (view.listing or totals.checking):
            return "Reading goes on while you write the prompt", "muted", ""
        sums = (plural(totals.valid, "file"), plural(totals.pages, "page"), file_size(totals.size))
        return " · ".join(sums), "muted", ""

    def _missing(self, files: tuple[object, ...]) -> str:
        names = [row.name for row in self.presenter.rows.valid() if row.id in files]
        if len(files) == 1:
            return f"1 file has no prompt: {_cut(names[0]) if names else ''}"
        if len(files) == 2:
            return f"2 files have no prompt: {', '.join(_cut(name) for name in names)}"
        some = ", ".join(_cut(name) for name in names[:2])
        return f"{len(files):,} files have no prompt: {some} and {len(files) - 2:,} more"

    def _text_given(self, view: DraftView) -> bool:
        """Whether the text on screen is not empty, before the draft has heard of it."""
        editor = self.prompts.editor
        if view.step is not Step.PROMPTS or editor is None:
            return True
        return bool(self.presenter.prompt().strip())

    def _show_upgrade(self, view: DraftView) -> None:
        account = self.presenter.account
        plan = account.plan.value if account is not None else PlanName.STARTER.value
        name = (account.email if account is not None else None) or self.presenter.status.account
        self.upgrade.show_reason(plan, name, view.totals.files)
        self.upgrade.set_offline(self.presenter.offline)

    def _show_account(self) -> None:
        account = self.presenter.account
        view = self.presenter.view
        local = account is None or account.plan is PlanName.LOCAL
        self._change.setVisible(not local)
        most = account.files_per_batch if account is not None else view.files_per_batch
        limit = f"Up to {most:,} files in a batch"
        if self.presenter.offline:
            waits = "The batch goes when the network is back"
            self.banner.set_content("wifi-off", "Offline", (limit, waits), Tone.WARN)
        elif local or account is None:
            self.banner.set_content("laptop", "This computer", (limit, "Unlimited pages"), Tone.ACCENT)
        else:
            self.banner.set_content(*_plan_words(account, limit))
        self._show_view(view)

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
            self.review.show_refusal(f"{error.title}: {error.message}")
        else:
            self.toast.show_message(error.message, tone=Tone.BAD)


def _plan_words(account: Account, limit: str) -> tuple[str, str, tuple[str, ...], Tone]:
    title = f"{account.plan.value.capitalize()} plan"
    if account.pages_left is None:
        return "badge-check", title, (limit,), Tone.ACCENT
    until = f"until {_day(account.period_end)}"
    if account.pages_left <= 0:
        return "triangle-alert", title, (limit, f"No pages left {until}"), Tone.WARN
    return "badge-check", title, (limit, f"{plural(account.pages_left, 'page')} left {until}"), Tone.ACCENT


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _cut(name: str) -> str:
    return name if len(name) <= 32 else f"{name[:20]}…{name[-11:]}"
