"""The Review step: the name, what is sent, what it uses up, how long it takes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.draft import DraftFile, DraftView
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.presenters.compose_rows import PromptState, file_icon, folder_text
from ingestio_desktop.presenters.engines import EnginesPresenter
from ingestio_desktop.sentences import said_error
from ingestio_desktop.settings import WidgetStates
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import file_size
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Column,
    FoldCard,
    Label,
    RowModel,
    StatCard,
    StyledWidget,
    TableView,
)
from ingestio_desktop.windows.wizard.engine_card import EngineCard
from ingestio_desktop.windows.wizard.plan_editor import PlanEditor
from ingestio_desktop.windows.wizard.prompts_step import STRATEGIES
from ingestio_desktop.windows.wizard.refusal import Refusal

_ROW = 27


_FOLDED = b"folded"
_OPEN = b"open"


class ReviewStep(QWidget):
    """Everything in one look; Edit goes back to the step where it is changed. What is folded stays folded
    the next time."""

    plans_wanted = Signal()
    file_wanted = Signal(object)
    """The id of a file that a refusal names."""

    def __init__(
        self,
        presenter: ComposePresenter,
        engines: EnginesPresenter | None = None,
        memory: WidgetStates | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._engines = engines
        self._memory = memory
        self._looked = False
        self._estimated: object = None
        self._failure = ""
        self.engine = EngineCard()
        if engines is None:
            self.engine.hide()
        self.setAccessibleName(tr("Review"))
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.setAccessibleName(tr("Batch name"))
        self.name.setFixedWidth(400)
        self.refused = Refusal()
        self.refused.file_wanted.connect(self.file_wanted)
        self.files_card = StatCard(tr("Files"), "files")
        self.strategy_card = StatCard(tr("Prompt strategy"), "text-cursor-input")
        self.pages_card = StatCard(tr("Pages"), "copy")
        self.time_card = StatCard(tr("Estimated time"), "timer")
        self.change_plan = Button(tr("Change plan"), ButtonKind.LINK, trailing_icon="external-link")
        self.remove_files = Button(tr("Remove files"), ButtonKind.LINK)
        self._text = Label("", wrap=True)
        self._plan = PlanEditor(read_only=True)
        self.prompt = FoldCard(
            tr("Prompt details"), self._prompt_content(), editable=True, opened=self._was_open("prompt")
        )
        self.table = _files_table()
        self.files = FoldCard(
            tr("Files"), self._files_content(), editable=True, opened=self._was_open("files")
        )
        self._arrange()
        self.name.textEdited.connect(presenter.type_name)
        self.prompt.edit_asked.connect(lambda: presenter.go(Step.PROMPTS))
        self.files.edit_asked.connect(lambda: presenter.go(Step.FILES))
        presenter.opened.connect(lambda: self.show_view(presenter.view))
        presenter.view_changed.connect(self.show_view)
        self.change_plan.clicked.connect(self.plans_wanted)
        self.remove_files.clicked.connect(lambda: presenter.go(Step.FILES))
        self.prompt.toggled.connect(lambda opened: self._keep_open("prompt", opened))
        self.files.toggled.connect(lambda opened: self._keep_open("files", opened))
        self.engine.chosen.connect(presenter.set_engine)
        if engines is not None:
            engines.engines_changed.connect(lambda _engines: self._show_engine(presenter.view))
            engines.estimated.connect(self.engine.show_estimate)

    def show_refusal(self, text: str) -> None:
        """Why the batch was not taken just now; "" takes the line away."""
        self._failure = text
        self._show_refusal(self._presenter.view)

    def _show_refusal(self, view: DraftView) -> None:
        text = self._failure
        if not text and view.refusal is not None:
            text = said_error(view.refusal)
        named = self._presenter.rows.named_in(text) if text else []
        self.refused.show_reason(text, named)

    def show_view(self, view: DraftView) -> None:
        """The draft as it is now. Only while this step is open: a long list is not drawn for nothing."""
        if view.step is not Step.REVIEW:
            self._looked = False
            return
        if self.name.text() != self._presenter.name:
            self.name.setText(self._presenter.name)
        self.name.setReadOnly(self._presenter.submitting)
        self.engine.setEnabled(not self._presenter.submitting)
        self._show_refusal(view)
        self._show_cards(view)
        self._show_engine(view)
        self._show_prompt(view)
        valid = self._presenter.rows.valid()
        if list(self.table.rows.rows) != valid:
            self.table.rows.set_rows(valid)
        files = tr("%n file(s)", "", len(valid))
        folders = tr("%n folder(s)", "", self._presenter.rows.folders())
        detail = tr("{files} in {folders}", files=files, folders=folders)
        if view.totals.rejected:
            rejected = tr("%n rejected one(s) left out", "", view.totals.rejected)
            detail = f"{detail}, {rejected}"
        self.files.detail.setText(detail)

    def _show_cards(self, view: DraftView) -> None:
        totals = view.totals
        size = file_size(totals.size)
        if totals.checking:
            size = size + ", " + tr("%n still being read", "", totals.checking)
        self.files_card.set_value(number(totals.valid), size)
        self.strategy_card.set_value(tr(STRATEGIES[view.strategy][0]), self._strategy_detail(view))
        self._show_pages(view)
        if view.seconds_estimate is None:
            self.time_card.set_value("–", tr("Estimate after your first batch"))
        else:
            batches = tr("From your last %n batch(es)", "", view.estimate_batches)
            self.time_card.set_value(duration(view.seconds_estimate), batches)

    def _show_engine(self, view: DraftView) -> None:
        """Asked for anew each time the step is opened: a key may have come or gone meanwhile."""
        if self._engines is None or view.step is not Step.REVIEW:
            return
        known = self._engines.engines
        if not self._looked:
            self._looked = True
            self._engines.refresh()
        if known is None:
            return
        self.engine.show_choice(known, view.engine, view.model_provider)
        chosen = view.engine or (known.default.engine if known.default else EngineChoice.LOCAL)
        asked = (view.id, view.engine, view.model_provider, view.totals, view.field_plan, known)
        if chosen is not EngineChoice.LOCAL and asked != self._estimated and view.totals.valid:
            self._estimated = asked
            self._presenter.announce(self._engines.estimate)

    def _show_pages(self, view: DraftView) -> None:
        after, left = view.pages_left_after, view.pages_left
        pages = number(view.totals.pages)
        short = after is not None and after < 0
        self.change_plan.setVisible(short)
        self.remove_files.setVisible(short)
        if after is None or left is None:
            local = self._presenter.account is None or self._presenter.account.pages_limit is None
            self.pages_card.set_value(pages, tr("No limit on this computer") if local else "")
            self.pages_card.bar.hide()
            return
        if after < 0:
            self.pages_card.set_value(pages, tr("%n too few", "", -after), "warn_ink")
        else:
            words = tr("{left} left now, {after} after", left=number(left), after=number(after))
            self.pages_card.set_value(pages, words)
        account = self._presenter.account
        limit = account.pages_limit if account is not None and account.pages_limit else left
        self.pages_card.bar.show()
        used = limit - max(0, after)
        self.pages_card.bar.set_value(used, limit, "warn" if after < 0 else "accent")

    def _strategy_detail(self, view: DraftView) -> str:
        match view.strategy:
            case PromptStrategy.GLOBAL:
                plan = view.field_plan or FieldPlan()
                parts = [tr("One text"), tr("%n column(s)", "", len(plan.scalars))]
                parts += [tr("%n table(s)", "", len(plan.tables))] if plan.tables else []
                return ", ".join(parts)
            case PromptStrategy.PER_DOCUMENT:
                texts = {row.prompt for row in self._presenter.rows.valid() if row.prompt.strip()}
                files = tr("%n file(s)", "", view.totals.valid)
                return tr("{texts} for {files}", texts=tr("%n text(s)", "", len(texts)), files=files)
            case PromptStrategy.AUTO:
                return tr("Each document’s type is found")

    def _show_prompt(self, view: DraftView) -> None:
        match view.strategy:
            case PromptStrategy.GLOBAL:
                text = " ".join(view.prompt.split())
            case PromptStrategy.PER_DOCUMENT:
                states = self._presenter.rows.prompt_states()
                written = sum(state is PromptState.WRITTEN for state in states.values())
                copied = sum(state is PromptState.COPIED for state in states.values())
                text = tr(
                    "{texts} written, {copied} copied. Each file is read by its own.",
                    texts=tr("%n text(s)", "", written),
                    copied=number(copied),
                )
            case PromptStrategy.AUTO:
                text = tr("Each document’s type is found and the best settings are applied.")
        self._text.setText(text)
        shared = view.strategy is PromptStrategy.GLOBAL
        self._plan.setVisible(shared)
        if shared:
            self._plan.show_plan(view.field_plan or FieldPlan())

    def _prompt_content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(17, 8, 17, 14)
        column.setSpacing(12)
        column.addWidget(self._text)
        column.addWidget(self._plan)
        return content

    def _files_content(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(1, 2, 1, 2)
        column.addWidget(self.table)
        return content

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(area)
        holder = StyledWidget()
        holder.setObjectName("page")
        area.setWidget(holder)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._column = column
        line = QHBoxLayout()
        line.setSpacing(12)
        label = Label(tr("Batch name"), TextStyle.SECTION)
        label.setBuddy(self.name)
        line.addWidget(label)
        line.addWidget(self.name)
        line.addWidget(Label(tr("Optional. Shown wherever the batch is."), TextStyle.SMALL, "muted"))
        line.addStretch()
        column.addLayout(line)
        column.addWidget(self.refused)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for card in (self.files_card, self.strategy_card, self.pages_card, self.time_card):
            cards.addWidget(card, 1)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        ways.addWidget(self.change_plan)
        ways.addWidget(self.remove_files)
        ways.addStretch()
        self.pages_card.body.addLayout(ways)
        self.change_plan.hide()
        self.remove_files.hide()
        column.addLayout(cards)
        column.addWidget(self.engine)
        column.addWidget(self.prompt)
        column.addWidget(self.files, 1)
        self._rest = QWidget()
        column.addWidget(self._rest)
        self._rest.hide()
        self.files.toggled.connect(self._folded)
        self._folded(self.files.is_open())

    def _was_open(self, section: str) -> bool:
        kept = self._memory.widget_state(f"wizard.review.{section}") if self._memory is not None else None
        return kept != _FOLDED

    def _keep_open(self, section: str, opened: bool) -> None:
        if self._memory is not None:
            self._memory.keep_widget_state(f"wizard.review.{section}", _OPEN if opened else _FOLDED)

    def _folded(self, opened: bool) -> None:
        self._column.setStretchFactor(self.files, 1 if opened else 0)
        self._column.setStretchFactor(self._rest, 0 if opened else 1)
        self._rest.setVisible(not opened)


def _files_table() -> TableView[DraftFile]:
    columns: list[Column[DraftFile]] = [
        Column(
            "name",
            tr("Name"),
            lambda r: r.name,
            240,
            3,
            elide_middle=True,
            icon=lambda r: file_icon(r.media_type, r.name),
        ),
        Column("folder", tr("Folder"), lambda r: folder_text(r.folder), 180, 3, tone=lambda _: "muted"),
        Column("size", tr("Size"), lambda r: file_size(r.size), 110, right=True, tone=lambda _: "muted"),
        Column("pages", tr("Pages"), lambda r: tr("%n page(s)", "", r.pages or 0), 124, right=True),
    ]
    table: TableView[DraftFile] = TableView(
        RowModel(columns, lambda row: row.id), tr("Files of the batch"), row_height=_ROW, ruled=False
    )
    table.horizontalHeader().hide()
    # As high as what is left, at least three rows.
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    table.setMinimumHeight(3 * _ROW)
    return table


def duration(seconds: float) -> str:
    """A time as one would say it: "Under a minute", "About 4 min", "About 2 h"."""
    if seconds < 60:
        return tr("Under a minute")
    if seconds < 5400:
        return tr("About {count} min", count=number(round(seconds / 60)))
    return tr("About {count} h", count=number(round(seconds / 3600)))
