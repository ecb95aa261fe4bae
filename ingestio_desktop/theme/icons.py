"""Lucide icons in a colour of the palette, sharp at every scale, recoloured when the theme changes."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ingestio_desktop.assets import icon_file

ColourSource = Callable[[], QColor]
"""Asked at every drawing, so that a change of theme needs no new icons."""

_CACHED_PICTURES: Final = 512


@lru_cache(maxsize=_CACHED_PICTURES)
def icon_pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon as a picture of `size` × `size` logical pixels; `colour` is `#RRGGBB`."""
    svg = _drawing(name).replace("currentColor", colour)
    pixels = max(1, round(size * ratio))
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def paint_icon(painter: QPainter, name: str, colour: QColor, rect: QRect | QRectF, size: int) -> None:
    """Draw the icon centred in `rect`, for delegates and widgets that paint themselves."""
    ratio = painter.device().devicePixelRatioF()
    pixmap = icon_pixmap(name, colour.name(), size, ratio)
    centre = QRectF(rect).center()
    painter.drawPixmap(QPoint(round(centre.x() - size / 2), round(centre.y() - size / 2)), pixmap)


def themed_icon(name: str, normal: ColourSource, disabled: ColourSource) -> QIcon:
    """An icon that asks for its colour whenever it is drawn."""
    return QIcon(_Engine(name, normal, disabled))


class _Engine(QIconEngine):
    def __init__(self, name: str, normal: ColourSource, disabled: ColourSource) -> None:
        super().__init__()
        self._name = name
        self._normal = normal
        self._disabled = disabled

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._normal, self._disabled)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = self._disabled() if mode == QIcon.Mode.Disabled else self._normal()
        paint_icon(painter, self._name, colour, rect, min(rect.width(), rect.height()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        colour = self._disabled() if mode == QIcon.Mode.Disabled else self._normal()
        side = min(size.width(), size.height())
        # Qt asks in device pixels here; the ratio is set on what is returned, so the logical size is right.
        return icon_pixmap(self._name, colour.name(), max(1, round(side / scale)), scale)


@cache
def _drawing(name: str) -> str:
    return icon_file(name).read_text(encoding="utf-8")
