"""Theme: fonts, palette, icons, and the live switch."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ingestio_desktop.theme.icons import icon_pixmap, paint_icon
from ingestio_desktop.theme.theme import Theme, current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle, ThemeSetting
from ingestio_desktop.windows.widgets import Label


@pytest.fixture
def light_again(theme: Theme) -> Iterator[Theme]:
    yield theme
    theme.set_setting(ThemeSetting.LIGHT)


def colours_in(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_all_three_weights_are_the_bundled_family(theme: Theme) -> None:
    for style, weight in ((TextStyle.BODY, 400), (TextStyle.BUTTON, 500), (TextStyle.SECTION, 600)):
        info = QFontInfo(make_font(style))
        assert info.family() == "Inter"
        assert info.weight() == weight


def test_small_figures_are_tabular_and_large_ones_are_not(theme: Theme) -> None:
    small, large = (QFontMetricsF(make_font(style)) for style in (TextStyle.BODY, TextStyle.HERO))
    assert small.horizontalAdvance("1111") == pytest.approx(small.horizontalAdvance("8888"))
    assert large.horizontalAdvance("1111") < large.horizontalAdvance("8888")


def test_tabular_figures_do_not_widen_hyphens(theme: Theme) -> None:
    tabular = make_font(TextStyle.BODY)
    plain = make_font(TextStyle.BODY)
    plain.unsetFeature(plain.Tag("tnum"))
    assert QFontMetricsF(tabular).horizontalAdvance("-,.") == pytest.approx(
        QFontMetricsF(plain).horizontalAdvance("-,.")
    )


def test_switching_changes_palette_style_sheet_and_icons_at_once(light_again: Theme, qtbot: QtBot) -> None:
    theme, application = light_again, QApplication.instance()
    assert isinstance(application, QApplication)
    icon = theme.icon("layers", "accent")
    label = Label("Muted", tone="muted")
    qtbot.addWidget(label)
    label.show()
    assert colours_in(icon.pixmap(QSize(48, 48)).toImage()) >= {"#2f6fed"}
    with qtbot.waitSignal(theme.changed):
        theme.set_setting(ThemeSetting.DARK)
    assert application.palette().color(QPalette.ColorRole.Window) == QColor("#14181F")
    assert colours_in(icon.pixmap(QSize(48, 48)).toImage()) >= {"#5b93ff"}
    assert "#97A3B4" in application.styleSheet()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor("#97A3B4")


def test_choosing_the_same_scheme_tells_nobody(light_again: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(light_again.changed):
        light_again.set_setting(ThemeSetting.LIGHT)
    assert light_again.setting is ThemeSetting.LIGHT


def test_there_is_one_theme_and_it_can_be_asked_for(theme: Theme) -> None:
    assert current_theme() is theme


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_are_drawn_for_the_screens_scale(theme: Theme, ratio: float) -> None:
    pixmap = icon_pixmap("layers", "#ff0000", 16, ratio)
    assert pixmap.width() == round(16 * ratio)
    assert pixmap.deviceIndependentSize().width() == pytest.approx(16, abs=0.5)


def test_icons_are_centred_where_they_are_painted(theme: Theme) -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_icon(painter, "plus", QColor("#ff0000"), QRectF(0, 0, 40, 40), 16)
    painter.end()
    assert image.pixelColor(20, 20).red() > 200 and image.pixelColor(20, 20).green() < 120
    assert image.pixelColor(2, 2) == QColor("white")
