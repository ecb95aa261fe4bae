"""How one page is painted: the sheet with its shadow, and its picture or the words in its place."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import Scheme, TextStyle
from ingestio_desktop.windows.review.page_layout import MARGIN, PageLayout


def paint_sheet(
    painter: QPainter, layout: PageLayout, page: int, image: QImage | None, text: str, ratio: float
) -> None:
    """Paint page `page` (from 1) at its place on the canvas. `text` stands where there is no
    picture; `ratio` is device pixels per logical pixel."""
    theme = current_theme()
    rect = layout.rect(page)
    painter.fillRect(rect.translated(0, 2).adjusted(-1, -1, 1, 1), QColor(0, 0, 0, 28))
    if image is not None:
        _paint_image(painter, layout, page, image, ratio)
    else:
        painter.fillRect(rect, Qt.GlobalColor.white)
        painter.setPen(QColor("#586174"))
        painter.setFont(theme.font(TextStyle.BODY))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), flags, text)
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
    size = layout.sizes[page - 1]
    painter.save()
    painter.setTransform(layout.to_canvas(page) * painter.transform())
    painter.drawImage(QRectF(0, 0, size.width, size.height), image)
    painter.restore()
