"""The rows of the page: exports by day, newest first, and how their cells are drawn."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import Any, Final, TypeVar

from PySide6.QtCore import QDate, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from ingestio_desktop.language import percent, tr
from ingestio_desktop.presenters.export_history import ExportLine
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import StateWord, Tone, day, exact_time, number
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.widgets import CellKind, Column, Part, RowAction, RowModel, paint_state_line
from ingestio_desktop.windows.widgets.badge import as_word, state_line_width
from ingestio_desktop.windows.widgets.buttons import tooltip
from ingestio_desktop.windows.widgets.progress import paint_progress
from ingestio_desktop.windows.widgets.table.model import Index

ICONS: Final = {"xlsx": "file-spreadsheet", "csv": "table", "json": "braces"}
_TILES: Final = {"xlsx": ("ok_soft", "ok_ink"), "csv": ("accent_soft", "accent_ink")}
_TILE: Final = 28
_BAR: Final = 64
Value = TypeVar("Value")


class Day(IntEnum):
    """The groups, newest first."""

    TODAY = 0
    YESTERDAY = 1
    EARLIER = 2


@dataclass(frozen=True, slots=True)
class DayLine:
    """The heading of a group."""

    day: Day

    @property
    def title(self) -> str:
        return {
            Day.TODAY: tr("Today"),
            Day.YESTERDAY: tr("Yesterday"),
            Day.EARLIER: tr("Earlier"),
        }[self.day]


Line = ExportLine | DayLine
_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


def day_of(moment: datetime, today: date | None = None) -> Day:
    """In which group an export of this moment stands."""
    days = ((today or datetime.now().astimezone().date()) - moment.astimezone().date()).days
    return Day.TODAY if days <= 0 else Day.YESTERDAY if days == 1 else Day.EARLIER


class ExportRows(RowModel[Line]):
    """By day while they are sorted by when they were written; headings can't be gone to."""

    def __init__(self) -> None:
        super().__init__(columns(), _key)
        self._fits: Callable[[ExportLine], bool] = lambda _line: True
        self._days: frozenset[Day] = frozenset()
        self.set_filter(self._keep)
        self.set_first(self._rank)
        self.resort("written", True)

    @property
    def lines(self) -> list[ExportLine]:
        """All exports, shown or not."""
        return [line for line in self.rows if isinstance(line, ExportLine)]

    def set_lines(self, lines: Iterable[ExportLine]) -> None:
        """Replace all of them."""
        kept = list(lines)
        self._days = self._shown_days(kept)
        self.set_rows([*map(DayLine, Day), *kept])

    def fit(self, fits: Callable[[ExportLine], bool]) -> None:
        """Show only those that this says yes to, with the headings that they need."""
        self._fits = fits
        self._days = self._shown_days(self.lines)
        self.set_filter(self._keep)

    def shown_lines(self) -> list[ExportLine]:
        return [line for line in self.shown_rows() if isinstance(line, ExportLine)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.row(index), DayLine):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _shown_days(self, lines: Iterable[ExportLine]) -> frozenset[Day]:
        return frozenset(day_of(line.written) for line in lines if self._fits(line))

    def _keep(self, line: Line) -> bool:
        if isinstance(line, DayLine):
            return self.sorting[0] == "written" and line.day in self._days
        return self._fits(line)

    def _rank(self, line: Line) -> int:
        column, descending = self.sorting
        heading, running = isinstance(line, DayLine), isinstance(line, ExportLine) and line.running
        within = 0 if heading else 1 if running else 2
        if column != "written":
            return within
        group = line.day if isinstance(line, DayLine) else day_of(line.written)
        return 3 * (group if descending else Day.EARLIER - group) + within


def _key(line: Line) -> str:
    return line.key if isinstance(line, ExportLine) else f"day {line.day}"


def actions(line: Line) -> Sequence[RowAction]:
    """What can be done with a row; the main thing to do with it first."""
    if isinstance(line, DayLine):
        return ()
    if line.running:
        return (RowAction("cancel", "x", tr("Cancel this export"), always=True),)
    menu = RowAction("menu", "ellipsis", tr("More (Shift+F10)"))
    if line.hosted:
        save = RowAction("download", "download", tr("Save in the folder for exports (Enter)"))
        return (save, menu) if line.saved else (menu,)
    again = RowAction(
        "again", "refresh-cw", tooltip(tr("Run again"), key_of("exports.again")), always=not line.usable
    )
    if line.usable:
        folder = RowAction("folder", "folder-open", tooltip(tr("Show in folder"), key_of("exports.folder")))
        return (RowAction("open", "external-link", tr("Open (Enter)")), folder, menu)
    return (again, menu) if line.repeatable else (menu,)


def columns() -> tuple[Column[Line], ...]:
    """Their cells; a heading has only its title."""
    return (
        Column(
            "file",
            tr("File"),
            lambda line: line.path.name if isinstance(line, ExportLine) else line.title,
            200,
            3,
            kind=CellKind.CUSTOM,
            tip=_of(lambda line: str(line.path), ""),
            sort=_of(lambda line: line.path.name.casefold(), ""),
            paint=_paint_file,
        ),
        Column(
            "source",
            tr("Source"),
            _of(lambda line: line.source, ""),
            150,
            2,
            sort=_of(lambda line: line.source.casefold(), ""),
        ),
        Column("shape", tr("Shape"), _of(lambda line: line.shape, ""), 156, tone=lambda _: "muted"),
        Column(
            "rows",
            tr("Rows"),
            _of(lambda line: "–" if line.rows is None else number(line.rows), ""),
            64,
            right=True,
            sort=_of(lambda line: line.rows, None),
        ),
        Column(
            "written",
            tr("Written"),
            _of(written, ""),
            96,
            tip=_of(lambda line: exact_time(line.written), ""),
            sort=_of(lambda line: line.written, _LONG_AGO),
        ),
        Column(
            "state",
            tr("State"),
            _of(lambda line: as_word(state(line)).word, ""),
            198,
            kind=CellKind.CUSTOM,
            tip=_of(_state_tip, ""),
            paint=_paint_state,
        ),
        Column("actions", "", lambda _: "", 94),
    )


def _of(value: Callable[[ExportLine], Value], otherwise: Value) -> Callable[[Line], Value]:
    return lambda line: value(line) if isinstance(line, ExportLine) else otherwise


def written(line: ExportLine) -> str:
    """When, as short as the group lets it be."""
    if line.running:
        return tr("now")
    local = line.written.astimezone()
    if day_of(line.written) is not Day.EARLIER:
        return f"{local:%H:%M}"
    if local.year == datetime.now().astimezone().year:
        return QLocale().toString(QDate(local.year, local.month, local.day), tr("d MMM"))
    return day(local)


def state(line: ExportLine) -> Any:
    """Its state, with how far it is while it is being written."""
    if line.running and line.percent:
        text = tr("Writing, {percent}", percent=percent(line.percent))
        return StateWord(text, "loader-circle", Tone.ACCENT)
    return line.state


def _state_tip(line: ExportLine) -> str:
    if line.changed:
        return tr("%n document(s) changed since. Run again writes the file anew.", "", line.changed)
    return line.tip


def _paint_file(painter: QPainter, rect: QRectF, line: Line, ink: QColor) -> None:
    colours = current_theme().colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(line, DayLine):
        painter.setFont(make_font(TextStyle.SMALL_STRONG))
        painter.setPen(colours.muted_ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, line.title)
        painter.restore()
        return
    ground, front = _TILES.get(line.file_format, ("hover", "muted"))
    tile = QRectF(rect.x(), round(rect.center().y() - _TILE / 2), _TILE, _TILE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.named(ground))
    painter.drawRoundedRect(tile, 6, 6)
    paint_icon(painter, ICONS.get(line.file_format, "file"), colours.named(front), tile, 16)
    font = QFont(make_font(TextStyle.BUTTON))
    font.setStrikeOut(line.missing)
    painter.setFont(font)
    painter.setPen(colours.muted if line.missing else ink)
    room = rect.adjusted(_TILE + 12, 0, 0, 0)
    text = QFontMetrics(font).elidedText(line.path.name, Qt.TextElideMode.ElideMiddle, int(room.width()))
    flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
    painter.drawText(room, flags, text)
    painter.restore()


def _paint_state(painter: QPainter, rect: QRectF, line: Line, ink: QColor) -> None:
    if isinstance(line, DayLine):
        return
    word = as_word(state(line))
    paint_state_line(painter, rect, word)
    if line.running and line.percent:
        left = rect.x() + state_line_width(word) + 12
        bar = QRectF(left, rect.center().y() - 2, min(_BAR, rect.right() - left), 4)
        if bar.width() > _BAR / 4:
            paint_progress(painter, bar, [Part(line.percent)], 100)
