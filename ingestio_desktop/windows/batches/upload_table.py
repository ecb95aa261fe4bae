"""The files of an upload, a row for each: state, how far it is, how fast, and what can be done with it."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from ingestio_core import progress
from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters.compose_rows import file_icon
from ingestio_desktop.presenters.uploads import (
    Remedy,
    SendState,
    error_of,
    file_bytes,
    remedy,
    send_state,
    send_word,
    sent_bytes,
)
from ingestio_desktop.sentences import said, said_error
from ingestio_desktop.store.rows import DocumentRow
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle, load_tokens
from ingestio_desktop.theme.words import file_size
from ingestio_desktop.windows.widgets import CellKind, Column, Part, RowAction, RowModel, TableView
from ingestio_desktop.windows.widgets.progress import paint_progress

_BAR: Final = 132
_PADDING: Final = 26
_NARROWEST: Final = 96
_STOPPED: Final = (SendState.ERROR, SendState.NO_PAGES)
_GROUNDS: Final = {SendState.ERROR: "bad_soft", SendState.NO_PAGES: "warn_soft"}
_INKS: Final = {SendState.ERROR: "bad", SendState.NO_PAGES: "warn_ink"}


def upload_table(speed: Callable[[UUID], float]) -> TableView[DocumentRow]:
    """The table; `speed` gives the bytes a second of a document's file. In the batch's own order until a
    header is clicked."""

    def speed_text(row: DocumentRow) -> str:
        wanted = remedy(row)
        return remedy_word(wanted) if wanted is not None else speed_words(speed(row.id))

    columns: list[Column[DocumentRow]] = [
        Column(
            "name",
            tr("Name"),
            lambda r: r.filename,
            200,
            1,
            elide_middle=True,
            icon=lambda r: file_icon(r.media_type, r.filename),
            tone=lambda r: _INKS.get(send_state(r), "text"),
            sort=lambda r: r.filename.casefold(),
        ),
        Column(
            "size",
            tr("Size"),
            lambda r: file_size(file_bytes(r)),
            84,
            right=True,
            tone=_second,
            sort=file_bytes,
        ),
        Column(
            "pages",
            tr("Pages"),
            lambda r: "–" if r.page_count is None else number(r.page_count),
            66,
            right=True,
            sort=lambda r: r.page_count,
        ),
        Column(
            "state", tr("State"), lambda r: send_word(send_state(r)), _state_width(), kind=CellKind.STATE_LINE
        ),
        Column(
            "progress",
            tr("Progress"),
            progress_text,
            _BAR + 160,
            kind=CellKind.CUSTOM,
            paint=_paint_progress,
            tip=_tip,
        ),
        Column(
            "speed",
            tr("Speed"),
            speed_text,
            _speed_width(),
            right=True,
            kind=CellKind.CUSTOM,
            paint=lambda painter, rect, row, _ink: _paint_speed(painter, rect, row, speed_text(row)),
        ),
        Column("actions", "", lambda _: "", 68),
    ]
    tokens = load_tokens()
    return TableView(
        RowModel(columns, lambda row: row.id),
        tr("Files of the upload"),
        row_height=tokens.height["rowUpload"],
        header_height=tokens.height["tableHeader"],
        ruled=False,
        row_ground=lambda row: _GROUNDS.get(send_state(row), ""),
        actions=_actions,
    )


def _state_width() -> int:
    """As wide as the longest word of a state in this language, with its icon."""
    return _widest(TextStyle.BODY, [send_word(state).word for state in SendState]) + 24 + _PADDING


def _speed_width() -> int:
    """As wide as the longest link in this language."""
    return max(_NARROWEST, _widest(TextStyle.BUTTON, [remedy_word(one) for one in Remedy]) + _PADDING)


def _widest(style: TextStyle, words: list[str]) -> int:
    metrics = QFontMetrics(make_font(style))
    return max(metrics.horizontalAdvance(word) for word in words)


def remedy_word(wanted: Remedy) -> str:
    """What the link in a row says."""
    return tr("Retry") if wanted is Remedy.RETRY else tr("Send as it is")


def speed_words(speed: float) -> str:
    """Bytes a second as people read them; nothing while nothing moves."""
    return tr("{size}/s", size=file_size(round(speed))) if speed else ""


def progress_text(row: DocumentRow) -> str:
    """How far a file is, or what is wrong with it."""
    error = error_of(row)
    match send_state(row):
        case SendState.ERROR | SendState.NO_PAGES:
            return said(error.title) if error is not None else tr("Stopped")
        case SendState.WAITING if error is not None:
            return tr("Tries again: {reason}", reason=said(error.title))
        case _ if _partly_sent(row):
            return part_of(sent_bytes(row), file_bytes(row))
        case SendState.PROCESSING if error is not None:
            return said(error.title)
        case SendState.PROCESSING if row.progress:
            return said(progress.words(row.progress, row.page_count))
        case _:
            return ""


def _partly_sent(row: DocumentRow) -> bool:
    """Whether there is a part of the file to show, or is about to be one."""
    state = send_state(row)
    rests = state in (SendState.WAITING, SendState.PAUSED) and error_of(row) is None
    return state is SendState.UPLOADING or (rests and sent_bytes(row) > 0)


def part_of(sent: int, size: int) -> str:
    """How much of a file is sent, the unit once where it is the same: "3.4 of 4.8 MB"."""
    part, whole = file_size(sent), file_size(size)
    same = part.rpartition(" ")[2] == whole.rpartition(" ")[2]
    return tr("{sent} of {size}", sent=part.rpartition(" ")[0] if same else part, size=whole)


def _tip(row: DocumentRow) -> str:
    error = error_of(row)
    return said_error(error) if error is not None else ""


def _second(row: DocumentRow) -> str:
    return "text" if send_state(row) in _STOPPED else "muted"


def _actions(row: DocumentRow) -> tuple[RowAction, ...]:
    name = row.filename
    cancel = RowAction("cancel", "x", tr("Cancel {name} (Del)", name=name), always=True)
    remove = RowAction("remove", "x", tr("Take {name} out of the batch (Del)", name=name), always=True)
    match send_state(row):
        case SendState.UPLOADING:
            pause = RowAction("pause", "pause", tr("Pause {name} (Space)", name=name), always=True)
            return (pause, cancel)
        case SendState.PAUSED:
            resume = RowAction("resume", "play", tr("Go on with {name} (Space)", name=name), always=True)
            return (resume, cancel)
        case SendState.PROCESSING | SendState.WAITING:
            return (cancel,)
        case SendState.ERROR | SendState.NO_PAGES:
            return (cancel,) if remedy(row) is not None else (remove,)
        case _:
            return ()


def _paint_speed(painter: QPainter, rect: QRectF, row: DocumentRow, text: str) -> None:
    colours = current_theme().colours
    link = remedy(row) is not None
    painter.setFont(make_font(TextStyle.BUTTON if link else TextStyle.BODY))
    painter.setPen(colours.accent_ink if link else colours.muted)
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)


def _paint_progress(painter: QPainter, rect: QRectF, row: DocumentRow, ink: QColor) -> None:
    state, colours = send_state(row), current_theme().colours
    text = progress_text(row)
    font = make_font(TextStyle.BODY)
    painter.setFont(font)
    middle = Qt.AlignmentFlag.AlignVCenter
    sending = _partly_sent(row)
    reading = state is SendState.PROCESSING and error_of(row) is None
    if not sending and not reading:
        painter.setPen(colours.named(_INKS.get(state, "muted")))
        fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, middle, fitting)
        return
    bar = QRectF(QPointF(rect.x(), rect.center().y() - 3), rect.bottomRight())
    bar.setHeight(6)
    bar.setWidth(_BAR)
    value, total = (sent_bytes(row), file_bytes(row)) if sending else (row.progress, 100)
    colour = "muted" if state in (SendState.PAUSED, SendState.WAITING) else "accent"
    paint_progress(painter, bar, [Part(value, colour)], total)
    painter.setPen(colours.muted)
    painter.drawText(rect.adjusted(_BAR + 8, 0, 0, 0), middle | Qt.AlignmentFlag.AlignRight, text)
