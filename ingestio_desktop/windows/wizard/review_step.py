"""The Review step: the name, what is sent, what it uses up, how long it takes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.fieldplan import FieldPlan
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.draft import DraftFile, DraftView
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.presenters.compose_rows import PromptState, file_icon, folder_text
from ingestio_desktop.presenters.engines import EnginesPresenter
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone, file_size, number, plural
from ingestio_desktop.windows.widgets import (
    Banner,
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

_ROW = 27


class ReviewStep(QWidget):
    """Everything in one look; Edit goes back to the step where it is changed."""

    def __init__(
        self,
        presenter: ComposePresenter,
        engines: EnginesPresenter | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._engines = engines
        self._looked = False
        self._estimated: object = None
        self.engine = EngineCard()
        if engines is None:
            self.engine.hide()
        self.setAccessibleName("Review")
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.setAccessibleName("Batch name")
        self.name.setFixedWidth(400)
        self.refused = Banner("circle-x", "", tone=Tone.BAD)
        self.refused.hide()
        self.files_card = StatCard("Files", "files")
        self.strategy_card = StatCard("Prompt strategy", "text-cursor-input")
        self.pages_card = StatCard("Pages", "copy")
        self.time_card = StatCard("Estimated time", "timer")
        self._text = Label("", wrap=True)
        self._plan = PlanEditor(read_only=True)
        self.prompt = FoldCard("Prompt details", self._prompt_content(), editable=True)
        self.table = _files_table()
        self.files = FoldCard("Files", self._files_content(), editable=True)
        self._arrange()
        self.name.textEdited.connect(presenter.type_name)
        self.prompt.edit_asked.connect(lambda: presenter.go(Step.PROMPTS))
        self.files.edit_asked.connect(lambda: presenter.go(Step.FILES))
        presenter.opened.connect(lambda: self.show_view(presenter.view))
        presenter.view_changed.connect(self.show_view)
        self.engine.chosen.connect(presenter.set_engine)
        if engines is not None:
            engines.engines_changed.connect(lambda _engines: self._show_engine(presenter.view))
            engines.estimated.connect(self.engine.show_estimate)

    def show_refusal(self, text: str) -> None:
        """Why the batch was not taken; "" takes the line away."""
        self.refused.setVisible(bool(text))
        if text:
            self.refused.set_content("circle-x", text, (), Tone.BAD)

    def show_view(self, view: DraftView) -> None:
        """The draft as it is now. Only while this step is open: a long list is not drawn for nothing."""
        if view.step is not Step.REVIEW:
            self._looked = False
            return
        if self.name.text() != self._presenter.name:
            self.name.setText(self._presenter.name)
        self.name.setReadOnly(self._presenter.submitting)
        self._show_cards(view)
        self._show_engine(view)
        self._show_prompt(view)
        valid = self._presenter.rows.valid()
        if list(self.table.rows.rows) != valid:
            self.table.rows.set_rows(valid)
        folders = plural(self._presenter.rows.folders(), "folder")
        rejected = view.totals.rejected
        left = f", {plural(rejected, 'rejected one')} left out" if rejected else ""
        self.files.detail.setText(f"{plural(len(valid), 'file')} in {folders}{left}")

    def _show_cards(self, view: DraftView) -> None:
        totals = view.totals
        checking = f", {totals.checking:,} still being read" if totals.checking else ""
        self.files_card.set_value(number(totals.valid), f"{file_size(totals.size)}{checking}")
        self.strategy_card.set_value(STRATEGIES[view.strategy.value][0], self._strategy_detail(view))
        self._show_pages(view)
        if view.seconds_estimate is None:
            self.time_card.set_value("–", "Estimate after your first batch")
        else:
            self.time_card.set_value(duration(view.seconds_estimate), "From your recent batches")

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
            self._engines.estimate(self._presenter.announced())

    def _show_pages(self, view: DraftView) -> None:
        after, left = view.pages_left_after, view.pages_left
        pages = number(view.totals.pages)
        if after is None or left is None:
            self.pages_card.set_value(pages, "No limit on this computer")
            self.pages_card.bar.hide()
            return
        if after < 0:
            self.pages_card.set_value(pages, f"{-after:,} too few", "warn_ink")
        else:
            self.pages_card.set_value(pages, f"{left:,} left now, {after:,} after")
        account = self._presenter.account
        limit = account.pages_limit if account is not None and account.pages_limit else left
        self.pages_card.bar.show()
        used = limit - max(0, after)
        self.pages_card.bar.set_value(used, limit, "warn" if after < 0 else "accent")

    def _strategy_detail(self, view: DraftView) -> str:
        match view.strategy:
            case PromptStrategy.GLOBAL:
                plan = view.field_plan or FieldPlan()
                parts = ["One text", plural(len(plan.scalars), "column")]
                parts += [plural(len(plan.tables), "table")] if plan.tables else []
                return ", ".join(parts)
            case PromptStrategy.PER_DOCUMENT:
                texts = {row.prompt for row in self._presenter.rows.valid() if row.prompt.strip()}
                return f"{plural(len(texts), 'text')} for {plural(view.totals.valid, 'file')}"
            case PromptStrategy.AUTO:
                return "Each document’s type is found"

    def _show_prompt(self, view: DraftView) -> None:
        match view.strategy:
            case PromptStrategy.GLOBAL:
                text = " ".join(view.prompt.split())
            case PromptStrategy.PER_DOCUMENT:
                states = self._presenter.rows.prompt_states()
                written = sum(state is PromptState.WRITTEN for state in states.values())
                copied = sum(state is PromptState.COPIED for state in states.values())
                text = f"{plural(written, 'text')} written, {copied:,} copied. Each file is read by its own."
            case PromptStrategy.AUTO:
                text = "Each document’s type is found and the best settings are applied."
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
        label = Label("Batch name", TextStyle.SECTION)
        label.setBuddy(self.name)
        line.addWidget(label)
        line.addWidget(self.name)
        line.addWidget(Label("Optional. Shown wherever the batch is.", TextStyle.SMALL, "muted"))
        line.addStretch()
        column.addLayout(line)
        column.addWidget(self.refused)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for card in (self.files_card, self.strategy_card, self.pages_card, self.time_card):
            cards.addWidget(card, 1)
        column.addLayout(cards)
        column.addWidget(self.engine)
        column.addWidget(self.prompt)
        column.addWidget(self.files, 1)
        self._rest = QWidget()
        column.addWidget(self._rest)
        self._rest.hide()
        self.files.toggled.connect(self._folded)

    def _folded(self, opened: bool) -> None:
        self._column.setStretchFactor(self.files, 1 if opened else 0)
        self._column.setStretchFactor(self._rest, 0 if opened else 1)
        self._rest.setVisible(not opened)


def _files_table() -> TableView[DraftFile]:
    columns: list[Column[DraftFile]] = [
        Column(
            "name",
            "Name",
            lambda r: r.name,
            240,
            3,
            elide_middle=True,
            icon=lambda r: file_icon(r.media_type, r.name),
        ),
        Column("folder", "Folder", lambda r: folder_text(r.folder), 180, 3, tone=lambda _: "muted"),
        Column("size", "Size", lambda r: file_size(r.size), 110, right=True, tone=lambda _: "muted"),
        Column("pages", "Pages", lambda r: plural(r.pages or 0, "page"), 124, right=True),
    ]
    table: TableView[DraftFile] = TableView(
        RowModel(columns, lambda row: row.id), "Files of the batch", row_height=_ROW, ruled=False
    )
    table.horizontalHeader().hide()
    # As high as what is left, at least three rows.
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    table.setMinimumHeight(3 * _ROW)
    return table


def duration(seconds: float) -> str:
    """A time as one would say it: "Under a minute", "About 4 min", "About 2 h"."""
    if seconds < 60:
        return "Under a minute"
    if seconds < 5400:
        return f"About {round(seconds / 60)} min"
    return f"About {round(seconds / 3600)} h"
