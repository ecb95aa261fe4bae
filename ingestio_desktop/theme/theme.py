"""The theme of the running application: palette, fonts, icons and style sheet from one token file."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from string import Template
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ingestio_desktop.assets import font_files, resource
from ingestio_desktop.theme.icons import themed_icon
from ingestio_desktop.theme.motion import MotionSetting
from ingestio_desktop.theme.tokens import Scheme, TextStyle, ThemeSetting, Tokens, load_tokens

FAMILY: Final = "Inter"
_PROPORTIONAL_FROM: Final = 20
"""From this size on figures are proportional; below it they are tabular."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette; the names are those of the token file."""

    bg: QColor
    surface: QColor
    canvas: QColor
    line: QColor
    line_strong: QColor
    text: QColor
    muted: QColor
    muted_ink: QColor
    accent: QColor
    accent_ink: QColor
    accent_soft: QColor
    on_accent: QColor
    accent_hover: QColor
    accent_pale: QColor
    ok: QColor
    ok_ink: QColor
    ok_soft: QColor
    warn: QColor
    warn_ink: QColor
    warn_soft: QColor
    bad: QColor
    bad_soft: QColor
    on_bad: QColor
    hover: QColor
    tooltip: QColor
    on_tooltip: QColor

    def named(self, name: str) -> QColor:
        """A colour by its token name in snake case. Raises AttributeError for an unknown one."""
        colour: QColor = getattr(self, name)
        return colour


class Theme(QObject):
    """Installed once on the application; `changed` comes after palette and style sheet are in place."""

    changed = Signal()
    motion_changed = Signal()
    """`still` is another."""

    def __init__(
        self,
        application: QApplication,
        setting: ThemeSetting = ThemeSetting.SYSTEM,
        motion: MotionSetting = MotionSetting.SYSTEM,
    ) -> None:
        super().__init__(application)
        self.setObjectName("theme")
        self._application = application
        self.tokens: Tokens = load_tokens()
        self._palettes = {scheme: _colours(self.tokens.colours[scheme]) for scheme in Scheme}
        self._setting = setting
        self._motion = motion
        self._system_still = False
        self._effects = [effect for effect in Qt.UIEffect if QApplication.isEffectEnabled(effect)]
        self._scheme = self._wanted()
        self._template = Template(resource("style.qss.in").read_text(encoding="utf-8"))
        load_fonts()
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(self.font(TextStyle.BODY))
        self._apply()
        self._allow_effects()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def colours(self) -> Colours:
        return self._palettes[self._scheme]

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def setting(self) -> ThemeSetting:
        return self._setting

    def set_setting(self, setting: ThemeSetting) -> None:
        """Change the theme at once, in all windows."""
        self._setting = setting
        self._switch(self._wanted())

    @property
    def still(self) -> bool:
        """Nothing may move by itself. Whatever moves asks here, and again at `motion_changed`."""
        if self._motion is MotionSetting.SYSTEM:
            return self._system_still
        return self._motion is MotionSetting.REDUCED

    @property
    def motion(self) -> MotionSetting:
        return self._motion

    def set_motion(self, motion: MotionSetting) -> None:
        """Change how much moves, at once."""
        self._move(motion, self._system_still)

    def set_system_still(self, still: bool) -> None:
        """What the system says; it counts while the person leaves it to the system."""
        self._move(self._motion, still)

    def _move(self, motion: MotionSetting, system_still: bool) -> None:
        before = self.still
        self._motion, self._system_still = motion, system_still
        if self.still is not before:
            self._allow_effects()
            self.motion_changed.emit()

    def _allow_effects(self) -> None:
        """Menus and lists that slide or fade are Qt's own."""
        for effect in self._effects:
            QApplication.setEffectEnabled(effect, not self.still)

    def font(self, style: TextStyle) -> QFont:
        """The font of one text style, with tabular figures below 20 px."""
        return make_font(style)

    def icon(self, name: str, colour: str = "text", disabled: str = "muted") -> QIcon:
        """A Lucide icon in a token colour; it follows the theme by itself."""
        return themed_icon(name, lambda: self.colours.named(colour), lambda: self.colours.named(disabled))

    def _wanted(self) -> Scheme:
        if self._setting is ThemeSetting.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return Scheme.DARK if dark else Scheme.LIGHT
        return Scheme(self._setting.value)

    def _follow_system(self) -> None:
        if self._setting is ThemeSetting.SYSTEM:
            self._switch(self._wanted())

    def _switch(self, scheme: Scheme) -> None:
        if scheme is self._scheme:
            return
        self._scheme = scheme
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        self._application.setPalette(qt_palette(self.colours))
        self._application.setStyleSheet(self._template.substitute(_substitutions(self.tokens, self._scheme)))


def current_theme() -> Theme:
    """The theme of the application. Raises RuntimeError before one was installed."""
    application = QApplication.instance()
    theme = application.findChild(Theme, "theme") if application is not None else None
    if theme is None:
        raise RuntimeError("No theme is installed on the application yet.")
    return theme


def make_font(style: TextStyle) -> QFont:
    """A font of the bundled family in one text style."""
    token = load_tokens().type[style]
    font = QFont(FAMILY)
    font.setPixelSize(token.size)
    font.setWeight(QFont.Weight(token.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    if token.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, token.spacing)
    if token.size < _PROPORTIONAL_FROM:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def load_fonts() -> None:
    """Add the bundled fonts to the application, once. Raises FileNotFoundError when a file is unusable."""
    if FAMILY in QFontDatabase.families():
        loaded = {style.casefold() for style in QFontDatabase.styles(FAMILY)}
        if {"regular", "medium", "semibold"} <= {style.replace(" ", "") for style in loaded}:
            return
    for path in font_files():
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(f"The font {path.name} can't be read. Install IngestIO again.")


def qt_palette(colours: Colours) -> QPalette:
    """The same colours as a QPalette, for what no style sheet reaches."""
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, colours.bg),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.bg),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent_ink),
        (role.LinkVisited, colours.accent_ink),
        (role.ToolTipBase, colours.tooltip),
        (role.ToolTipText, colours.on_tooltip),
        (role.Light, colours.surface),
        (role.Midlight, colours.hover),
        (role.Mid, colours.line),
        (role.Dark, colours.line_strong),
        (role.Shadow, colours.line_strong),
        (role.Accent, colours.accent),
    ):
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, colours.muted)
    return palette


def _colours(values: Mapping[str, str]) -> Colours:
    return Colours(**{field.name: QColor(values[field.name]) for field in fields(Colours)})


def _substitutions(tokens: Tokens, scheme: Scheme) -> dict[str, str]:
    sizes = {f"radius_{name}": str(value) for name, value in tokens.radius.items()}
    glyphs = {
        f"icon_{path.stem.replace('-', '_')}": path.as_posix()
        for path in resource("glyphs", scheme.value).glob("*.svg")
    }
    return {**tokens.colours[scheme], **sizes, **glyphs}
