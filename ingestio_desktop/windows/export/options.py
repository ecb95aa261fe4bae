"""The left side of the dialog: the decisions in the order in which people make them."""

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ingestio_core.contracts.exports import ExportFormat
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.export import DOCUMENTS, ExportForm, ExportPresenter
from ingestio_desktop.presenters.export_words import csv_choices, stay_out
from ingestio_desktop.sentences import label_said
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import number
from ingestio_desktop.windows.export.preset_box import PresetBox
from ingestio_desktop.windows.export.target import TargetBox
from ingestio_desktop.windows.widgets import Choice, Label, Segmented

_INDENT: Final = 26
_LIST: Final = 164
_FORMATS: Final = (
    Choice(ExportFormat.XLSX.value, "Excel", icon="file-spreadsheet"),
    Choice(ExportFormat.CSV.value, "CSV", icon="table"),
    Choice(ExportFormat.JSON.value, "JSON", icon="braces"),
)


class OptionsPane(QWidget):
    """Shows the presenter's form and hands it what is chosen."""

    submitted = Signal()
    """Enter in the file's name."""

    def __init__(self, presenter: ExportPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.format = Segmented(_FORMATS, tr("Format"))
        self.one_row = QRadioButton(tr("One row a document"))
        self.items = QRadioButton(tr("One row for each item of"))
        self.table = CountedList(tr("Table whose items become rows"))
        self.leave_out = QRadioButton(tr("Leave out"))
        self.include = QRadioButton(tr("Include and mark"))
        self._left = Label("", TextStyle.SMALL, "muted")
        self._included = Label("", TextStyle.SMALL, "muted")
        self._stay_out = Label("", TextStyle.SMALL, "muted", wrap=True)
        self.presets = PresetBox(presenter.presets)
        self.findings = QCheckBox(tr("Sheet of findings"))
        self.links = QCheckBox(tr("Link to each source file"))
        self.changes = QCheckBox(tr("Sheet of changes"))
        self.append = QCheckBox(tr("Add to the file if it exists, no doubles"))
        self.append.setToolTip(tr("Add the documents that are not in it yet"))
        self.delimiter, self.decimal, self.encoding = QComboBox(), QComboBox(), QComboBox()
        self.target = TargetBox(presenter)
        self._arrange()
        self._connect()
        self._fill(presenter.form)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 20, 10)
        column.setSpacing(8)
        _section(column, tr("Format"), self.format)
        table = QHBoxLayout()
        table.setContentsMargins(_INDENT, 0, 0, 0)
        table.addWidget(self.table, 1)
        _section(column, tr("Rows"), self.one_row, self.items, table)
        left, included = _counted(self.leave_out, self._left), _counted(self.include, self._included)
        out = QHBoxLayout()
        out.setContentsMargins(_INDENT, 0, 0, 0)
        out.addWidget(self._stay_out, 1)
        self._unconfirmed = QWidget()
        asked = QVBoxLayout(self._unconfirmed)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(8)
        _section(asked, tr("Not confirmed yet"), left, included, out)
        column.addWidget(self._unconfirmed)
        _section(column, tr("Preset"), self.presets)
        self._workbook, self._text = QWidget(), QWidget()
        book, text = QVBoxLayout(self._workbook), QVBoxLayout(self._text)
        for layout in (book, text):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(8)
        _section(book, tr("Workbook"), self.findings, self.links, self.changes, self.append)
        words = csv_choices()
        _section(
            text,
            tr("Text"),
            _named(tr("Between columns"), self.delimiter, words.delimiters),
            _named(tr("Decimals"), self.decimal, words.decimals),
            _named(tr("Encoding"), self.encoding, words.encodings),
        )
        column.addWidget(self._workbook)
        column.addWidget(self._text)
        _section(column, tr("Save to"), self.target)
        column.addStretch(1)
        for group in ((self.one_row, self.items), (self.leave_out, self.include)):
            exclusive = QButtonGroup(self)
            for choice in group:
                exclusive.addButton(choice)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.form_changed.connect(self._fill)
        self.format.chosen.connect(lambda key: presenter.change(format=ExportFormat(key)))
        self.one_row.clicked.connect(lambda: presenter.change(rows=DOCUMENTS))
        self.items.clicked.connect(self._rows_by_item)
        self.table.activated.connect(lambda _index: self._rows_by_item())
        self.leave_out.clicked.connect(lambda: presenter.change(include_unconfirmed=False))
        self.include.clicked.connect(lambda: presenter.change(include_unconfirmed=True))
        self.findings.clicked.connect(lambda on: presenter.change(findings_sheet=on))
        self.links.clicked.connect(lambda on: presenter.change(link_source=on))
        self.changes.clicked.connect(lambda on: presenter.change(changes_sheet=on))
        self.append.clicked.connect(lambda on: presenter.change(append=on))
        for name, box in (
            ("delimiter", self.delimiter),
            ("decimal", self.decimal),
            ("encoding", self.encoding),
        ):
            box.activated.connect(partial(self._choose, name, box))
        self.target.submitted.connect(self.submitted)

    def _choose(self, name: str, box: QComboBox, _place: int) -> None:
        self._presenter.change(**{name: box.currentData()})

    def _rows_by_item(self) -> None:
        name = self.table.currentData()
        if name:
            self._presenter.change(rows=str(name))

    def _fill(self, form: ExportForm) -> None:
        settings, facts = form.settings, self._presenter.facts
        tables = {table.name: table for table in facts.tables}
        if self.table.keys() != list(tables):
            self.table.clear()
            for table in facts.tables:
                self.table.addItem(label_said(table.label), table.name)
        for table in facts.tables:
            rows = table.confirmed_rows + (table.unconfirmed_rows if settings.include_unconfirmed else 0)
            self.table.set_count(table.name, rows)
        by_item = settings.rows != DOCUMENTS
        self.format.set_current(settings.format.value)
        self.items.setEnabled(bool(tables))
        self.table.setEnabled(bool(tables))
        self.items.setChecked(by_item)
        self.one_row.setChecked(not by_item)
        if by_item:
            self.table.setCurrentIndex(self.table.findData(settings.rows))
        counts = facts.counts
        self.include.setChecked(settings.include_unconfirmed)
        self.leave_out.setChecked(not settings.include_unconfirmed)
        for choice in (self.one_row, self.items, self.include, self.leave_out):
            # Tab leads to the chosen one, arrows to the other.
            stop = Qt.FocusPolicy.StrongFocus if choice.isChecked() else Qt.FocusPolicy.ClickFocus
            choice.setFocusPolicy(stop)
        self._left.setText(tr("%n document(s)", "", counts.confirmed))
        self._included.setText(tr("%n document(s)", "", counts.read))
        # Asked only where there are some.
        self._unconfirmed.setVisible(counts.unconfirmed > 0 or bool(stay_out(facts)))
        self._stay_out.setText(stay_out(facts))
        self._stay_out.setVisible(bool(stay_out(facts)))
        for choice in (self.include, self.leave_out):
            choice.setEnabled(counts.unconfirmed > 0)
        self.findings.setChecked(settings.findings_sheet)
        self.links.setChecked(settings.link_source)
        self.changes.setChecked(settings.changes_sheet)
        self.append.setChecked(settings.append)
        self._workbook.setVisible(settings.format is ExportFormat.XLSX)
        self._text.setVisible(settings.format is ExportFormat.CSV)
        for box, value in (
            (self.delimiter, settings.delimiter),
            (self.decimal, settings.decimal),
            (self.encoding, settings.encoding),
        ):
            box.setCurrentIndex(box.findData(value))


class CountedList(QComboBox):
    """A list whose entries have a number at the right."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._counts: dict[str, int] = {}
        self.setFont(make_font(TextStyle.BODY))
        self.setAccessibleName(name)

    def keys(self) -> list[str]:
        return [str(self.itemData(place)) for place in range(self.count())]

    def set_count(self, key: str, count: int) -> None:
        self._counts[key] = count
        self.setAccessibleDescription(number(count) if key == self.currentData() else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        count = self._counts.get(str(self.currentData()))
        if count is None:
            return
        painter = QPainter(self)
        painter.setPen(current_theme().colours.muted_ink)
        painter.setFont(make_font(TextStyle.SMALL))
        text = number(count)
        width = QFontMetrics(painter.font()).horizontalAdvance(text)
        room = QRect(self.width() - 34 - width, 0, width + 2, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


def _section(column: QVBoxLayout, title: str, *parts: QWidget | QLayout) -> None:
    if column.count():
        column.addSpacing(4)
    column.addWidget(Label(title, TextStyle.SMALL, "muted"))
    for part in parts:
        if isinstance(part, Segmented):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        elif isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)


def _counted(choice: QRadioButton, count: Label) -> QLayout:
    row = QHBoxLayout()
    row.addWidget(choice, 1)
    row.addWidget(count)
    return row


def _named(text: str, box: QComboBox, choices: tuple[tuple[str, str], ...]) -> QLayout:
    for key, word in choices:
        box.addItem(word, key)
    box.setFont(make_font(TextStyle.BODY))
    box.setAccessibleName(text)
    row = QHBoxLayout()
    label = Label(text, TextStyle.BODY)
    label.setBuddy(box)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setFixedWidth(_LIST)
    row.addWidget(label, 1)
    row.addWidget(box)
    return row
