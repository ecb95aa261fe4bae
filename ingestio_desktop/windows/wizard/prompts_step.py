"""The Prompts step: three strategies; one text, one text a file, or none."""

from typing import Final
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.draft import DraftFile, DraftView
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.language import QT_TR_NOOP, number, tr
from ingestio_desktop.presenters.compose import ComposePresenter
from ingestio_desktop.presenters.compose_rows import PromptState, file_icon, folder_text, prompt_word
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle, load_tokens
from ingestio_desktop.theme.words import file_size
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Card,
    CellKind,
    Choice,
    Column,
    ElidedLabel,
    IconLabel,
    Label,
    RadioCards,
    RowModel,
    Rule,
    SearchField,
    Segmented,
    TableView,
)
from ingestio_desktop.windows.wizard.prompt_editor import PromptEditor

STRATEGIES: Final = {
    PromptStrategy.GLOBAL: (QT_TR_NOOP("Global"), QT_TR_NOOP("One text for all files")),
    PromptStrategy.PER_DOCUMENT: (QT_TR_NOOP("Per-document"), QT_TR_NOOP("One text for each file")),
    PromptStrategy.AUTO: (
        QT_TR_NOOP("Auto-detect"),
        QT_TR_NOOP("No text: each document’s type is found"),
    ),
}
_FLAGS: Final = QItemSelectionModel.SelectionFlag
_CHIP_KEYS: Final = QT_TR_NOOP("F2 renames, Alt+↓ changes the type, Del drops")


class PromptsStep(QWidget):
    """`library_asked` carries the button to open below, and each editor shows the presenter's text."""

    library_asked = Signal(object)

    def __init__(self, presenter: ComposePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setAccessibleName(tr("Prompts"))
        words = {key.value: (tr(title), tr(detail)) for key, (title, detail) in STRATEGIES.items()}
        self.strategies = RadioCards(words, tr("Prompt strategy"), PromptStrategy.GLOBAL.value)
        head = Label(tr("What to read from every file"), TextStyle.SECTION)
        self.shared = PromptEditor(presenter, head, hint=tr(_CHIP_KEYS))
        self.own = PerDocument(presenter)
        self._stack = QStackedWidget()
        self._pages = {
            PromptStrategy.GLOBAL: self.shared,
            PromptStrategy.PER_DOCUMENT: self.own,
            PromptStrategy.AUTO: _auto_info(),
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.strategies)
        column.addWidget(self._stack, 1)
        self.strategies.chosen.connect(lambda key: presenter.set_strategy(PromptStrategy(key)))
        self.shared.library_asked.connect(self.library_asked)
        self.own.editor.library_asked.connect(self.library_asked)
        presenter.opened.connect(self.show_all)
        presenter.view_changed.connect(self.show_view)
        presenter.plan_changed.connect(self._show_plan)
        presenter.library.changed.connect(self._show_plan)

    @property
    def editor(self) -> PromptEditor | None:
        """The editor on screen; None where no text is needed."""
        strategy = self._presenter.view.strategy
        if strategy is PromptStrategy.AUTO:
            return None
        return self.shared if strategy is PromptStrategy.GLOBAL else self.own.editor

    def show_all(self) -> None:
        """Another draft is there."""
        self.show_view(self._presenter.view)

    def show_view(self, view: DraftView) -> None:
        """Strategy, text and plan as they are now."""
        if self.strategies.current != view.strategy.value:
            self.strategies.set_current(view.strategy.value)
        self.strategies.setEnabled(not self._presenter.submitting)
        self._stack.setCurrentWidget(self._pages[view.strategy])
        # Not while files are listed in the step before: a long list is not drawn for nothing.
        if view.strategy is PromptStrategy.PER_DOCUMENT and view.step is Step.PROMPTS:
            self.own.show_files()
        if self.editor is not None:
            self.editor.show_prompt()

    def show_first_empty(self) -> None:
        """Go to the first file without a text."""
        self.own.show_first_empty()

    def _show_plan(self) -> None:
        if self.editor is not None:
            self.editor.show_prompt()


class PerDocument(QWidget):
    """Files with search and filter at the left, the chosen file's text and plan at the right."""

    def __init__(self, presenter: ComposePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._states: dict[UUID, PromptState] = {}
        self._choosing = False
        self.search = SearchField(tr("Search files"), width=326, action="new.search")
        self.filter = Segmented(_choices(0, 0, 0), tr("Which files"))
        rows: RowModel[DraftFile] = RowModel(self._columns(), lambda row: row.id)
        self.table: TableView[DraftFile] = TableView(
            rows,
            tr("Files and their texts"),
            row_height=load_tokens().height["rowTwo"],
            ruled=False,
            multi=True,
            keep_current=True,
        )
        self.table.horizontalHeader().hide()
        head = _FileHead()
        self._head = head
        self.editor = PromptEditor(presenter, head)
        self.copy_all = Button(tr("Copy to all"), icon="copy", on_click=self._copy_all)
        self.copy_empty = Button(
            tr("Copy to the empty"),
            icon="copy-plus",
            on_click=lambda: presenter.copy_prompt(only_empty=True),
        )
        self.clear = Button(tr("Clear"), ButtonKind.LINK, tip=tr("Show all files"), on_click=self._clear)
        self._arrange()
        self.search.searched.connect(lambda _text: self._refilter())
        self.search.down_asked.connect(self.table.setFocus)
        self.filter.chosen.connect(lambda _key: self._refilter())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen())
        self.table.opened.connect(lambda _id: self.editor.text.setFocus())

    def show_files(self) -> None:
        """Rows, states and counts as they are now; the chosen one stays chosen."""
        valid = self._presenter.rows.valid()
        self._states = self._presenter.rows.prompt_states()
        known = self.table.rows.rows
        if len(known) != len(valid) or any(old.id != new.id for old, new in zip(known, valid, strict=True)):
            self.table.rows.set_rows(valid)
        else:
            self.table.rows.update_rows(new for old, new in zip(known, valid, strict=True) if old is not new)
        empty = sum(state is PromptState.EMPTY for state in self._states.values())
        self.filter.set_choices(_choices(len(valid), len(valid) - empty, empty))
        self.search.setPlaceholderText(tr("Search %n file(s)", "", len(valid)))
        self.copy_empty.setText(
            tr("Copy to the {count} empty", count=number(empty)) if empty else tr("Copy to the empty")
        )
        has_text = bool(self._presenter.prompt().strip())
        self.copy_all.setEnabled(has_text and len(valid) > 1)
        if self.copy_empty.hasFocus() and not empty:
            # Qt would go on to Previous, one key from leaving the step.
            self.copy_all.setFocus()
        self.copy_empty.setEnabled(has_text and empty > 0)
        self._choose(self._presenter.current_files)
        self._head.show_files([row for row in valid if row.id in set(self._presenter.current_files)])
        self.table.viewport().update()

    def show_first_empty(self) -> None:
        """The first file without a text, whatever the filter."""
        for row in self._presenter.rows.valid():
            if self._states.get(row.id) is PromptState.EMPTY:
                self._clear()
                self._presenter.show_files((row.id,))
                self.show_files()
                self.editor.text.setFocus()
                return

    def show_neighbour(self, step: int) -> None:
        """Ctrl+↑ and Ctrl+↓: another file, the focus stays in the text."""
        place = self.table.currentIndex().row() + step
        if 0 <= place < self.table.rows.rowCount():
            self._select(place)

    def _chosen(self) -> None:
        """The person chose other files."""
        if self._choosing:
            return
        ids = tuple(self.table.rows.row(index).id for index in self.table.selectionModel().selectedRows())
        if ids and set(ids) != set(self._presenter.current_files):
            self._presenter.show_files(ids)
            self.show_files()

    def _choose(self, ids: tuple[UUID, ...]) -> None:
        """Show these as chosen, as far as they are listed."""
        places = [place for file_id in ids if (place := self.table.rows.place_of(file_id)) >= 0]
        model = self.table.selectionModel()
        if places and sorted(places) != sorted(index.row() for index in model.selectedRows()):
            self._choosing = True
            self._select(places[0])
            for place in places[1:]:
                model.select(self.table.rows.index(place, 0), _FLAGS.Select | _FLAGS.Rows)
            self._choosing = False

    def _select(self, place: int) -> None:
        """This one alone. Said outright: the view would look at which keys are held down now."""
        index = self.table.rows.index(place, 0)
        self.table.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect | _FLAGS.Rows)
        self.table.scrollTo(index)

    def _clear(self) -> None:
        """No search, no filter."""
        self.search.clear()
        self.filter.set_current("all")
        self._refilter()

    def _refilter(self) -> None:
        words, key = self.search.text().strip().casefold(), self.filter.current

        def keep(row: DraftFile) -> bool:
            empty = self._states.get(row.id) is PromptState.EMPTY
            if key != "all" and empty != (key == "empty"):
                return False
            return words in row.name.casefold() or words in row.folder.casefold()

        self.table.rows.set_filter(keep)
        self._nothing.setVisible(not self.table.rows.rowCount())
        self.clear.setVisible(not self.table.rows.rowCount())
        said = tr("No file is called “{words}”.", words=self.search.text().strip())
        self._nothing.setText(said if words else tr("No such files."))
        self._choose(self._presenter.current_files)

    def _copy_all(self) -> None:
        others = [
            row
            for row in self._presenter.rows.valid()
            if row.id not in set(self._presenter.current_files)
            and row.prompt.strip()
            and row.prompt != self._presenter.prompt()
        ]
        if not others:
            self._presenter.copy_prompt(only_empty=False)
            return
        ask(
            self,
            tr("Copy this text to all files?"),
            tr("%n file(s) have another text, which is overwritten.", "", len(others)),
            tr("Copy to all"),
            lambda: self._presenter.copy_prompt(only_empty=False),
        )

    def _columns(self) -> list[Column[DraftFile]]:
        return [
            Column("name", tr("Name"), lambda r: r.name, 200, 1, kind=CellKind.CUSTOM, paint=paint_file),
            Column(
                "state",
                tr("State"),
                lambda r: prompt_word(self._states.get(r.id, PromptState.EMPTY)),
                96,
                kind=CellKind.STATE_LINE,
            ),
        ]

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        left = Card(padding=1, spacing=0)
        left.setFixedWidth(352)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 10)
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addWidget(self.filter)
        left.body.addLayout(top)
        left.body.addWidget(Rule())
        self._nothing = Label("", TextStyle.BODY, "muted", wrap=True)
        self._nothing.setContentsMargins(16, 12, 16, 12)
        self._nothing.hide()
        left.body.addWidget(self._nothing)
        clear = QHBoxLayout()
        clear.setContentsMargins(12, 0, 12, 0)
        clear.addWidget(self.clear)
        clear.addStretch()
        left.body.addLayout(clear)
        self.clear.hide()
        left.body.addWidget(self.table, 1)
        right = Card()
        right.body.addWidget(self.editor)
        self.editor.below_text.setSpacing(8)
        self.editor.below_text.addWidget(self.copy_all)
        self.editor.below_text.addWidget(self.copy_empty)
        self.editor.below_text.addStretch()
        self.editor.below_text.addWidget(
            ElidedLabel(tr("Ctrl+↑ Ctrl+↓ other file"), TextStyle.SMALL, "muted")
        )
        row.addWidget(left)
        row.addWidget(right, 1)


class _FileHead(QWidget):
    """The chosen file above its text."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._icon = IconLabel("file-text", "accent", 18)
        self._name = ElidedLabel("", TextStyle.SECTION, mode=Qt.TextElideMode.ElideMiddle)
        self._detail = ElidedLabel("", TextStyle.SMALL, "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        row.addWidget(self._icon)
        row.addLayout(words, 1)

    def show_files(self, rows: list[DraftFile]) -> None:
        """One file, or how many; nothing where there is none."""
        if not rows:
            self._name.setText("")
            self._detail.setText("")
            return
        size = file_size(sum(row.size for row in rows))
        pages = tr("%n page(s)", "", sum(row.pages or 0 for row in rows))
        if len(rows) > 1:
            self._icon.set_icon("files", "accent")
            self._name.setText(tr("%n file(s)", "", len(rows)))
            self._detail.setText(" · ".join((tr("One text for them"), pages, size)))
            return
        row = rows[0]
        self._icon.set_icon(file_icon(row.media_type, row.name), "accent")
        self._name.setText(row.name)
        self._detail.setText(" · ".join(part for part in (folder_text(row.folder), pages, size) if part))


def paint_file(painter: QPainter, rect: QRectF, row: DraftFile, ink: QColor) -> None:
    """The name with the folder below it."""
    colours = current_theme().colours
    icon = file_icon(row.media_type, row.name)
    paint_icon(painter, icon, colours.muted, QRectF(rect.x(), rect.y(), 16, rect.height()), 16)
    room = rect.adjusted(26, 3, 0, 0)
    lines = (
        (row.name, TextStyle.BODY, ink, 20.0),
        (folder_text(row.folder), TextStyle.TINY, colours.muted, 14.0),
    )
    y = room.y()
    for text, style, colour, height in lines:
        font = make_font(style)
        painter.setFont(font)
        painter.setPen(colour)
        mode = Qt.TextElideMode.ElideMiddle if style is TextStyle.BODY else Qt.TextElideMode.ElideRight
        fitting = QFontMetrics(font).elidedText(text, mode, int(room.width()))
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(QRectF(room.x(), y, room.width(), height), flags, fitting)
        y += height


def _auto_info() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    card = Card()
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(IconLabel("sparkles", "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(
        Label(tr("The type of each document is found, and the best settings applied"), TextStyle.SECTION)
    )
    text = Label(
        tr(
            "Invoices, receipts, purchase orders, bank statements, contracts and forms each have their own "
            "columns. A document of another kind gets every label and value that stands on it. You can "
            "change what was read in the review, and write a prompt for the next batch."
        ),
        TextStyle.BODY,
        "muted",
        wrap=True,
    )
    words.addWidget(text)
    line.addLayout(words, 1)
    card.body.addLayout(line)
    column.addWidget(card)
    column.addStretch()
    return holder


def _choices(files: int, filled: int, empty: int) -> tuple[Choice, ...]:
    return (
        Choice("all", tr("All"), files),
        Choice("filled", tr("With text"), filled),
        Choice("empty", tr("Empty"), empty, tone="warn_ink" if empty else ""),
    )
