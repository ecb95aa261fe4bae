"""The main window: side bar, pages, status strip, and what opens over them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMoveEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ingestio_desktop.language import tr
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import load_tokens
from ingestio_desktop.windows.account_banner import AccountBanner
from ingestio_desktop.windows.actions import EVERYWHERE_GROUP, Action, ActionRegistry, action_of
from ingestio_desktop.windows.fitting import FRAME, Fitting, fit_into
from ingestio_desktop.windows.keys import is_key
from ingestio_desktop.windows.palette import CommandPalette, SearchProvider
from ingestio_desktop.windows.shortcuts import ShortcutOverlay
from ingestio_desktop.windows.sidebar import SideBar
from ingestio_desktop.windows.widgets.page import MARGIN
from ingestio_desktop.windows.widgets.strip import StatusStrip
from ingestio_desktop.windows.widgets.toast import Toast

PageFactory = Callable[[], QWidget]

_KEEP_MS = 1_000
_GEOMETRY = "window.geometry"
_DEFAULT_SIZE = QSize(1280, 800)
_LEAST_SIZE = QSize(800, 600)


class WindowMemory(Protocol):
    """Where states of the window are kept between starts: opaque bytes by name."""

    def widget_state(self, name: str) -> bytes | None:
        """What was kept, or None."""
        ...

    def keep_widget_state(self, name: str, state: bytes) -> None:
        """Keep it."""
        ...


@runtime_checkable
class HasParts(Protocol):
    """A page whose parts F6 goes through."""

    def next_part(self) -> None: ...


@dataclass(slots=True)
class _Entry:
    title: str
    factory: PageFactory
    full: bool
    narrow: bool = False
    widget: QWidget | None = None
    focus: QWidget | None = None
    """Where the focus was when a page without the side bar took its place."""


@dataclass(frozen=True, slots=True)
class _Own:
    """What the window has without any account."""

    children: tuple[QObject, ...]
    pages: frozenset[str]
    actions: frozenset[str]


class Shell(QMainWindow):
    """Pages are added by key and built when they are first shown. `page_shown` carries the key."""

    page_shown = Signal(str)
    keys_change_asked = Signal()

    def __init__(self, memory: WindowMemory, actions: ActionRegistry | None = None) -> None:
        super().__init__()
        self._memory = memory
        self._entries: dict[str, _Entry] = {}
        self._current = ""
        self._locked = False
        self._own: _Own | None = None
        self._account = ""
        self.actions_registry = actions or ActionRegistry()
        self.setWindowTitle("IngestIO")
        self.setMinimumSize(_LEAST_SIZE)
        self.setWindowIcon(current_theme().icon("scan-text", "accent"))
        self.side_bar = SideBar()
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self.strip = StatusStrip()
        self.banner = AccountBanner()
        self._build()
        self.toast = Toast(self)
        self._palette = CommandPalette(self, self.actions_registry)
        self._shortcuts = ShortcutOverlay(self, self.actions_registry)
        self._shortcuts.change_asked.connect(self.keys_change_asked)
        self._add_own_actions()
        self._restore()
        # A window that is killed comes back as it stood.
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self.keep_state)

    # Pages

    def add_page(
        self,
        key: str,
        title: str,
        icon: str,
        factory: PageFactory,
        *,
        place: bool = True,
        full: bool = False,
        narrow: bool = False,
    ) -> None:
        """Register a page; it is built when first shown. `place` puts it into the side bar with Ctrl+n,
        `full` shows it without side bar and strip, `narrow` with the icons of the side bar only. Registering
        a key again replaces the page."""
        known = key in self._entries
        if known:
            self._drop_widget(self._entries[key])
        self._entries[key] = _Entry(title, factory, full, narrow)
        if place and not known:
            shortcut = self.side_bar.add_place(key, title, icon)
            go = Action(
                f"go.{key}",
                tr("Go to {title}", title=title),
                EVERYWHERE_GROUP,
                shortcut,
                icon,
                lambda: self._show_known(key),
            )
            self.actions_registry.add(go)
            self._bind(go)
        if known and key == self._current:
            self.show_page(key)

    def page(self, key: str) -> QWidget:
        """The page's widget, built if it has not been. Raises KeyError for an unknown key."""
        entry = self._entries[key]
        if entry.widget is None:
            entry.widget = entry.factory()
            self.pages.addWidget(entry.widget)
            self._restore_splitters(key, entry.widget)
        return entry.widget

    def show_page(self, key: str) -> QWidget:
        """Show a page and put the focus into it."""
        widget = self.page(key)
        entry = self._entries[key]
        returning = self._leave_focus(entry)
        self._current = key
        self.side_bar.setVisible(not entry.full)
        self.strip.setVisible(not entry.full)
        self.side_bar.set_current(key)
        self.pages.setCurrentWidget(widget)
        self._fit_side_bar()
        self._tell_title()
        if returning is not None and returning.isEnabled() and returning.isVisibleTo(widget):
            returning.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_into(widget)
        self.page_shown.emit(key)
        return widget

    def _leave_focus(self, entry: _Entry) -> QWidget | None:
        """Keep where the focus is while a page without the side bar is open, and say where it was before."""
        before = self._entries.get(self._current)
        if before is None or before is entry or before.full is entry.full:
            return None
        if entry.full:
            now = self.focusWidget()
            before.focus = now if now is not None and before.widget and _inside(now, before.widget) else None
            return None
        kept, entry.focus = entry.focus, None
        return kept if kept is not None and shiboken6.isValid(kept) else None

    # One account after another

    def begin_account(self) -> None:
        """What is added to the window from now on belongs to the account in use, until `end_account`."""
        self._own = _Own(tuple(self.children()), frozenset(self._entries), self.actions_registry.keys())

    def end_account(self) -> None:
        """Take away all that was added since `begin_account`: pages, actions with their keys, dialogs and
        what stands in the strip. Places keep the page that they were last given."""
        own, self._own = self._own, None
        if own is None:
            return
        for key in [key for key in self._entries if key not in own.pages]:
            self._drop_widget(self._entries.pop(key))
        self.actions_registry.remove(self.actions_registry.keys() - own.actions)
        self._palette.set_provider(None)
        self._palette.forget()
        self.toast.dismiss()
        self.strip.forget()
        self.side_bar.forget_counts()
        for child in self.children():
            if child not in own.children:
                if isinstance(child, QWidget):
                    child.hide()
                child.deleteLater()

    def lock_places(self, locked: bool) -> None:
        """While something must be decided first (the welcome page), no key leads elsewhere."""
        self._locked = locked

    def set_account(self, name: str) -> None:
        """Which account the window shows, for its title; "" for none."""
        self._account = name
        self._tell_title()

    def _tell_title(self) -> None:
        page = self._entries[self._current].title if self._current in self._entries else ""
        self.setWindowTitle(" – ".join(part for part in (page, self._account, "IngestIO") if part))

    @property
    def locked(self) -> bool:
        """Whether something must be decided first."""
        return self._locked

    @property
    def current_page(self) -> str:
        """The key of the page on screen."""
        return self._current

    def has_page(self, key: str) -> bool:
        return key in self._entries

    def _drop_widget(self, entry: _Entry) -> None:
        if entry.widget is not None:
            self.pages.removeWidget(entry.widget)
            entry.widget.deleteLater()
            entry.widget = None

    # What opens over the page

    def set_search_provider(self, provider: SearchProvider | None) -> None:
        """Who finds batches and documents for Ctrl+K."""
        self._palette.set_provider(provider)

    def open_palette(self) -> None:
        """Ctrl+K."""
        if self._locked:
            return
        self._palette.open_for(self._current)

    def open_shortcuts(self) -> None:
        """F1, or ? outside a text field."""
        self._shortcuts.open_for(self._current, can_change=not self._locked)

    # Frame

    def _build(self) -> None:
        centre = QWidget()
        centre.setObjectName("page")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        self._banner_place = QWidget()
        place = QVBoxLayout(self._banner_place)
        place.setContentsMargins(MARGIN, 12, MARGIN, 0)
        place.addWidget(self.banner)
        self._banner_place.hide()
        self.banner.needed.connect(self._banner_place.setVisible)
        beside.addWidget(self._banner_place)
        beside.addWidget(Fitting(self.pages), 1)
        row.addLayout(beside, 1)
        column.addLayout(row, 1)
        column.addWidget(self.strip)
        self.setCentralWidget(centre)
        self.side_bar.place_asked.connect(self.show_page)
        self.side_bar.search_asked.connect(self.open_palette)
        self.strip.pages_asked.connect(lambda: self._show_known("account"))

    def _show_known(self, key: str) -> None:
        if key in self._entries and not self._locked:
            self.show_page(key)

    def _add_own_actions(self) -> None:
        own = (
            action_of("find", "search", self.open_palette, palette=False),
            action_of("new", "circle-plus", lambda: self._show_known("new")),
            action_of("next_region", "", self.next_region, palette=False),
            action_of("keys", "keyboard", self.open_shortcuts),
            action_of("quit", "log-out", self.close),
        )
        self.actions_registry.add(*own)
        for action in own:
            self._bind(action)

    def add_action(self, action: Action) -> None:
        """Register something that can be done everywhere, with its key."""
        self.actions_registry.add(action)
        self._bind(action)

    def _bind(self, action: Action) -> None:
        single = ActionRegistry()
        single.add(action)
        single.bind(self)

    def next_region(self) -> None:
        """F6: side bar, page, its footer, strip, and round again; a page that fills the window has parts of
        its own."""
        own = self.pages.currentWidget()
        if isinstance(own, HasParts):
            own.next_part()
            return
        regions: list[QWidget] = [self.side_bar] if self.side_bar.isVisible() else []
        page = self.pages.currentWidget()
        footer = page.findChild(QFrame, "footer") if page is not None else None
        regions += [part for part in (page, footer) if part is not None and part.isVisible()]
        if self.strip.isVisible():
            regions.append(self.strip)
        if not regions:
            return
        now = self.focusWidget()
        # From the end, so that the footer is found before the page that holds it.
        place = next((i for i in reversed(range(len(regions))) if now and _inside(now, regions[i])), -1)
        target = regions[(place + 1) % len(regions)]
        if target is self.side_bar:
            self.side_bar.first_focus().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._focus_into(target, skip=footer if target is page else None)

    def _focus_into(self, part: QWidget, skip: QWidget | None = None) -> None:
        if part.focusProxy() is not None:
            part.setFocus(Qt.FocusReason.TabFocusReason)
            return
        for child in part.findChildren(QWidget):
            tab = child.focusPolicy() & Qt.FocusPolicy.TabFocus
            if tab and child.isEnabled() and child.isVisibleTo(part) and not (skip and _inside(child, skip)):
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QTextEdit)
        if is_key("keys", event) and not typing:
            self.open_shortcuts()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rest_and_keep()
        self._fit_side_bar()

    def _fit_side_bar(self) -> None:
        shown = self._entries.get(self._current)
        wanted = shown is not None and shown.narrow
        page, width = self.pages.currentWidget(), load_tokens().width
        # Other languages have longer words: what one came for must not be scrolled to sideways.
        crowded = page is not None and page.minimumSizeHint().width() > self.width() - width["side"]
        self.side_bar.set_narrow(wanted or crowded or self.width() < width["narrowBelow"])

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._rest_and_keep()

    def _rest_and_keep(self) -> None:
        # Only where the person sees it; before that nothing is theirs.
        if self.isVisible():
            self._keeping.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.setWindowIcon(current_theme().icon("scan-text", "accent"))

    def show_on_screen(self) -> None:
        """Show it no larger than the screen is: at 200 % a usual one has half its pixels each way."""
        if not self.isVisible():
            screen = QGuiApplication.screenAt(self.geometry().center()) or self.screen()
            fit_into(self, screen.availableGeometry(), _LEAST_SIZE, FRAME)
        self.show()
        self.windowHandle().screenChanged.connect(self._bound_least, Qt.ConnectionType.UniqueConnection)

    @Slot(QScreen)
    def _bound_least(self, screen: QScreen) -> None:
        self.setMinimumSize(_LEAST_SIZE.boundedTo(screen.availableGeometry().size() - FRAME))

    # What is kept between starts

    def _restore(self) -> None:
        kept = self._memory.widget_state(_GEOMETRY)
        if not (kept and self.restoreGeometry(QByteArray(kept))):
            self.resize(_DEFAULT_SIZE)

    def _restore_splitters(self, key: str, page: QWidget) -> None:
        for splitter in page.findChildren(QSplitter):
            kept = self._memory.widget_state(f"splitter.{key}.{splitter.objectName()}")
            if kept:
                splitter.restoreState(QByteArray(kept))
            splitter.splitterMoved.connect(self._rest_and_keep)

    def keep_state(self) -> None:
        """Keep the window's geometry and the splitters of all pages."""
        self._memory.keep_widget_state(_GEOMETRY, bytes(self.saveGeometry().data()))
        for key, entry in self._entries.items():
            for splitter in entry.widget.findChildren(QSplitter) if entry.widget is not None else ():
                name = f"splitter.{key}.{splitter.objectName()}"
                self._memory.keep_widget_state(name, bytes(splitter.saveState().data()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_state()
        super().closeEvent(event)


def _inside(widget: QWidget, region: QWidget) -> bool:
    return widget is region or region.isAncestorOf(widget)
