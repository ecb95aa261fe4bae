"""How one page is painted: the sheet with its shadow, and its picture or what stands in its place."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from ingestio_desktop.language import tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import Scheme, TextStyle
from ingestio_desktop.windows.review.page_images import Refusal
from ingestio_desktop.windows.review.page_layout import MARGIN, PageLayout

# The sheet is white in both themes, so what stands on it has the light palette's colours.
_INK: Final = QColor("#1C2433")
_MUTED: Final = QColor("#586174")
_ACCENT: Final = QColor("#2159C4")
_LINE: Final = QColor("#C9D0DC")
_WIDEST: Final = 420
"""Pixels of a column of text that is still easy to read."""
_ICON: Final = 32
_BUTTON: Final = 32


def paint_sheet(
    painter: QPainter,
    layout: PageLayout,
    page: int,
    image: QImage | None,
    ratio: float,
    *,
    preview: QPixmap | None = None,
    refusal: Refusal | None = None,
    sight: QRectF,
) -> None:
    """Paint page `page` (from 1) at its place on the canvas. Where there is no picture, the small
    `preview` stands there, or the `refusal` in the middle of what is in `sight`. `ratio` is device pixels
    per logical pixel."""
    theme = current_theme()
    rect = layout.rect(page)
    painter.fillRect(rect.translated(0, 2).adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 28))
    if image is not None:
        _paint_image(painter, layout, page, image, ratio)
    else:
        painter.fillRect(rect, Qt.GlobalColor.white)
        if refusal is not None:
            _paint_refusal(painter, rect & sight, refusal)
        elif preview is not None:
            _stretch(painter, layout, page, preview)
        else:
            painter.setPen(_MUTED)
            painter.setFont(theme.font(TextStyle.BODY))
            text = tr("Page {page} is being drawn…", page=page)
            painter.drawText(rect & sight, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
    if theme.scheme is Scheme.DARK:
        # The page stays light, only a little dimmer, so that scans look as they are.
        painter.fillRect(rect, QColor(20, 24, 20, 14))
    painter.setPen(QPen(theme.colours.line_strong, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def _paint_image(painter: QPainter, layout: PageLayout, page: int, image: QImage, ratio: float) -> None:
    rect = layout.rect(page)
    sharp = (
        abs(image.width() - rect.width() * ratio) <= 2 and abs(image.height() - rect.height() * ratio) <= 2
    )
    if sharp and not layout.rotation:
        # Pixel for pixel: quicker than a transformation by a factor of nearly one, and crisper.
        image.setDevicePixelRatio(ratio)
        painter.drawImage(rect.topLeft(), image)
        return
    _stretch(painter, layout, page, image)


def _stretch(painter: QPainter, layout: PageLayout, page: int, picture: QImage | QPixmap) -> None:
    size = layout.sizes[page - 1]
    painter.save()
    painter.setTransform(layout.to_canvas(page) * painter.transform())
    sheet = QRectF(0, 0, size.width, size.height)
    if isinstance(picture, QImage):
        painter.drawImage(sheet, picture)
    else:
        painter.drawPixmap(sheet, picture, QRectF(picture.rect()))
    painter.restore()


def _paint_refusal(painter: QPainter, room: QRectF, refusal: Refusal) -> None:
    """An icon, what is wrong, what to do, and what looks like a button: a click anywhere tries again."""
    theme = current_theme()
    width = min(_WIDEST, room.width() - 2 * MARGIN)
    wrap = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    column = QRectF(room.center().x() - width / 2, room.top() + MARGIN, width, room.height() - 2 * MARGIN)
    title, body = theme.font(TextStyle.SECTION), theme.font(TextStyle.BODY)
    heights = []
    for font, text in ((title, refusal.title), (body, refusal.text)):
        painter.setFont(font)
        heights.append(painter.boundingRect(column, wrap, text).height())
    button = tr("Try again")
    painter.setFont(theme.font(TextStyle.BUTTON))
    button_width = painter.fontMetrics().horizontalAdvance(button) + 28
    top = column.top() + max(0.0, (column.height() - _ICON - sum(heights) - _BUTTON - 36) / 2)
    paint_icon(painter, "file-warning", _MUTED, QRectF(column.left(), top, width, _ICON), _ICON)
    top += _ICON + 12
    for font, colour, text, height, gap in (
        (title, _INK, refusal.title, heights[0], 8),
        (body, _MUTED, refusal.text, heights[1], 16),
    ):
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(column.left(), top, width, height), wrap, text)
        top += height + gap
    box = QRectF(round(column.center().x() - button_width / 2) + 0.5, round(top) + 0.5, button_width, _BUTTON)
    painter.setPen(QPen(_LINE, 1))
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(_ACCENT)
    painter.setFont(theme.font(TextStyle.BUTTON))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, button)
