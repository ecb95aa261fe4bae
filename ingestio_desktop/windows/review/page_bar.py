"""The bar of tools that floats over the page. What has no room in it stands in its menu."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from ingestio_desktop.language import QT_TR_NOOP, percent, tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.windows.keys import key_of
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton, menu_text
from ingestio_desktop.windows.widgets.text import Rule

_EDGE: Final = 6
_GAP: Final = 4
_TOOL: Final = 28
_ZOOM_WIDTH: Final = 64
_RULE: Final = 1
_POP_ICON: Final = "picture-in-picture-2"
_ZOOMS: Final = (0.5, 0.75, 1.0, 1.5, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class _Tool:
    """A button. Tools of the same `group` stand together; those of the highest `rank` go first where there
    is no room for all."""

    name: str
    icon: str
    text: str
    group: int
    rank: int
    checkable: bool = False


_TOOLS: Final = (
    _Tool("fit", "maximize", QT_TR_NOOP("Fit the width"), 1, 0),
    _Tool("zoom_field", "text-cursor-input", QT_TR_NOOP("Zoom to the field"), 1, 1, checkable=True),
    _Tool("rotate", "rotate-cw", QT_TR_NOOP("Rotate the page"), 1, 5),
    _Tool("boxes", "scan-text", QT_TR_NOOP("Boxes on the page"), 1, 4, checkable=True),
    _Tool("text", "text-select", QT_TR_NOOP("Select text"), 2, 2, checkable=True),
    _Tool("search", "search", QT_TR_NOOP("Search the document"), 2, 3),
    _Tool("pop", _POP_ICON, QT_TR_NOOP("Own window"), 3, 6),
    _Tool("swap", "panel-right", QT_TR_NOOP("Swap sides"), 3, 7),
)


class PageTools(QFrame):
    """Says what was pressed. `zoom_chosen` carries 1.0 for the size on paper."""

    zoom_in = Signal()
    zoom_out = Signal()
    zoom_chosen = Signal(float)
    fit = Signal()
    fit_page = Signal()
    zoom_field = Signal()
    rotate = Signal()
    boxes = Signal(bool)
    text = Signal(bool)
    search = Signal()
    pop_page = Signal()
    pop_fields = Signal()
    put_back = Signal()
    swap = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        self.setAccessibleName(tr("Tools of the page"))
        self._popped = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._row.setSpacing(_GAP)
        self._zoom = Button(percent(100), ButtonKind.GHOST, tip=tr("Zoom"), on_click=self._open_zoom_menu)
        self._zoom.setFixedSize(_ZOOM_WIDTH, _TOOL)
        smaller = IconButton("zoom-out", tr("Zoom out"), action="review.zoom_out")
        larger = IconButton("zoom-in", tr("Zoom in"), action="review.zoom_in")
        smaller.clicked.connect(self.zoom_out)
        larger.clicked.connect(self.zoom_in)
        self._more = IconButton("ellipsis", tr("More tools"), on_click=self._open_menu)
        self._buttons: dict[str, IconButton] = {}
        self._rules: dict[int, Rule] = {}
        self._runs: dict[str, Callable[[], object]] = {
            "fit": self.fit.emit,
            "zoom_field": self.zoom_field.emit,
            "rotate": self.rotate.emit,
            "search": self.search.emit,
            "pop": self._open_pop_menu,
            "swap": self.swap.emit,
        }
        for widget in (smaller, self._zoom, larger):
            self._row.addWidget(widget)
        for tool in _TOOLS:
            self._add(tool)
        self._row.addWidget(self._more)
        for button in (smaller, self._zoom, larger, self._more, *self._buttons.values()):
            # A click on a tool leaves the focus in the field that one is at.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons["boxes"].setChecked(True)
        self._buttons["boxes"].toggled.connect(self.boxes)
        self._buttons["text"].toggled.connect(self.text)
        self._more.hide()

    def show_zoom(self, zoom: float) -> None:
        """The zoom in percent."""
        self._zoom.setText(percent(round(zoom * 100)))
        self._zoom.setAccessibleName(tr("Zoom, {percent}", percent=percent(round(zoom * 100))))

    def show_fit(self, fit: str) -> None:
        """What the zoom follows, a `Fit`."""
        self._buttons["zoom_field"].setChecked(fit == "field")

    def show_tool(self, tool: str) -> None:
        """What the left mouse button does, a `Tool`."""
        button = self._buttons["text"]
        if button.isChecked() != (tool == "text"):
            button.setChecked(tool == "text")

    def show_popped(self, popped: bool) -> None:
        """Whether one side stands in a window of its own."""
        self._popped = popped
        button = self._buttons["pop"]
        button.set_icon_name(_POP_ICON, tr("Put back into this window") if popped else tr("Own window"))
        button.setCheckable(popped)
        button.setChecked(popped)

    def toggle_boxes(self) -> None:
        self._buttons["boxes"].toggle()

    def toggle_text(self) -> None:
        self._buttons["text"].toggle()

    def fit_into(self, width: int) -> QSize:
        """Show as many tools as there is room for, the rest in the menu. Returns the size of the bar."""
        shown = sorted(_TOOLS, key=lambda tool: tool.rank)
        while len(shown) > 1 and self._needed(shown) > width:
            shown.pop()
        names = {tool.name for tool in shown}
        groups = {tool.group for tool in shown}
        for tool in _TOOLS:
            self._buttons[tool.name].setVisible(tool.name in names)
        for group, rule in self._rules.items():
            rule.setVisible(group in groups)
        self._more.setVisible(len(shown) < len(_TOOLS))
        self._row.activate()
        return QSize(self._needed(shown), _TOOL + 2 * _EDGE)

    def menu(self) -> QMenu:
        """The tools that have no room in the bar."""
        menu = self._new_menu()
        for tool in _TOOLS:
            button = self._buttons[tool.name]
            if not button.isHidden():
                continue
            if tool.name == "pop":
                self._add_pop_actions(menu)
                continue
            label = menu_text(tr(tool.text), key_of(f"review.{tool.name}"))
            action = menu.addAction(current_theme().icon(tool.icon), label)
            action.setCheckable(tool.checkable)
            action.setChecked(button.isChecked())
            action.triggered.connect(button.click)
        return menu

    def zoom_menu(self) -> QMenu:
        """Sizes to choose from."""
        menu = self._new_menu()
        menu.addAction(menu_text(tr("Fit the width"), key_of("review.fit")), self.fit.emit)
        menu.addAction(menu_text(tr("Fit the page"), key_of("review.fit_page")), self.fit_page.emit)
        menu.addAction(menu_text(tr("Zoom to the field"), key_of("review.zoom_field")), self.zoom_field.emit)
        menu.addSeparator()
        for zoom in _ZOOMS:
            menu.addAction(percent(round(zoom * 100))).triggered.connect(
                lambda _checked, zoom=zoom: self.zoom_chosen.emit(zoom)
            )
        return menu

    def pop_menu(self) -> QMenu:
        """Which side goes into a window of its own."""
        menu = self._new_menu()
        self._add_pop_actions(menu)
        return menu

    # -- within

    def _add(self, tool: _Tool) -> None:
        if tool.group not in self._rules:
            rule = Rule(vertical=True)
            self._rules[tool.group] = rule
            self._row.addWidget(rule)
        # The own window has two keys, one for each side: its menu names them.
        action = "" if tool.name == "pop" else f"review.{tool.name}"
        button = IconButton(tool.icon, tr(tool.text), action=action)
        button.setCheckable(tool.checkable)
        run = self._runs.get(tool.name)
        if run is not None:
            button.clicked.connect(lambda _checked=False, run=run: run())
        self._buttons[tool.name] = button
        self._row.addWidget(button)

    def _needed(self, shown: list[_Tool]) -> int:
        rules = len({tool.group for tool in shown})
        tools = len(shown) + 2 + (len(shown) < len(_TOOLS))
        parts = rules + tools + 1
        return tools * _TOOL + _ZOOM_WIDTH + rules * _RULE + (parts - 1) * _GAP + 2 * _EDGE

    def _add_pop_actions(self, menu: QMenu) -> None:
        icon = current_theme().icon(_POP_ICON)
        if self._popped:
            menu.addAction(icon, tr("Put back into this window"), self.put_back.emit)
            return
        for text, name, run in (
            (tr("Page in its own window"), "pop_page", self.pop_page.emit),
            (tr("Fields in their own window"), "pop_fields", self.pop_fields.emit),
        ):
            menu.addAction(icon, menu_text(text, key_of(f"review.{name}")), run)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _open_menu(self) -> None:
        self._popup(self.menu(), self._more)

    def _open_zoom_menu(self) -> None:
        self._popup(self.zoom_menu(), self._zoom)

    def _open_pop_menu(self) -> None:
        if self._popped:
            self.put_back.emit()
        else:
            self._popup(self.pop_menu(), self._buttons["pop"])

    def _popup(self, menu: QMenu, under: QWidget) -> None:
        # Above the bar: below it there is hardly room.
        menu.popup(under.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2 * _EDGE)))
