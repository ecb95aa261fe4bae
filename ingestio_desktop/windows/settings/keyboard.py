"""Keys as the person wants them: every action with its key, which is changed by pressing the new one."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.key_list import DIGITS, KEYED_ACTIONS, SCREENS, KeyedAction
from ingestio_desktop.windows.key_names import key_of_event, types_text
from ingestio_desktop.windows.keys import current_keys, keyed
from ingestio_desktop.windows.settings.rows import SettingRow, Trouble
from ingestio_desktop.windows.widgets import Button, IconButton, Label, SearchField, StyledWidget
from ingestio_desktop.windows.widgets.buttons import paint_box, paint_ring
from ingestio_desktop.windows.widgets.keycap import key_cap_width, paint_key_cap, split_keys

_LIST: Final = 420
"""Pixels of the list; it has more rows than a page."""
_ROW: Final = 40
_GAP: Final = 4


class KeyButton(QAbstractButton):
    """The caps of an action's key. Pressed, it waits for the new one and tells it by `recorded`; Esc, or
    going elsewhere, leaves the key as it was (`left`)."""

    recorded = Signal(str)
    left = Signal()
    began = Signal()

    def __init__(self, action: KeyedAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._key = ""
        self._own = False
        self.recording = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(make_font(TextStyle.SMALL))
        self.clicked.connect(self.begin)

    def show_key(self, key: str, *, own: bool) -> None:
        """Its key now; `own` when the person chose it."""
        self._key, self._own = key, own
        shown = "+".join(split_keys(key)) or tr("no key")
        self.setAccessibleName(tr("{action}: {key}", action=tr(self._action.text), key=shown))
        self.setToolTip(tr("Change the key of “{action}” (Enter)", action=tr(self._action.text)))
        self.updateGeometry()
        self.update()

    def begin(self) -> None:
        """Wait for the new key."""
        self.recording = True
        self.setAccessibleDescription(self._words())
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
        self.update()
        self.began.emit()

    def end(self) -> None:
        """Wait no longer."""
        self.recording = False
        self.setAccessibleDescription("")
        self.updateGeometry()
        self.update()

    def _words(self) -> str:
        if self._action.counts:
            return tr("Press them with a number…")
        return tr("Press the new keys…")

    def sizeHint(self) -> QSize:
        if self.recording:
            return QSize(self.fontMetrics().horizontalAdvance(self._words()) + 24, 28)
        caps = [key_cap_width(cap) for cap in split_keys(self._key)]
        empty = self.fontMetrics().horizontalAdvance(tr("no key"))
        return QSize((sum(caps) + _GAP * (len(caps) - 1) if caps else empty) + 16, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, rect = current_theme().colours, self.rect().toRectF()
        if self.recording:
            paint_box(painter, rect, colours.accent_soft, colours.accent, 6)
        elif self.underMouse():
            paint_box(painter, rect, colours.hover, None, 6)
        if self.hasFocus():
            paint_ring(painter, rect, colours.accent, 6)
        painter.setFont(self.font())
        caps = split_keys(self._key)
        if self.recording or not caps:
            painter.setPen(colours.accent_ink if self.recording else colours.muted)
            words = self._words() if self.recording else tr("no key")
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
            return
        place = rect.center()
        place.setX(8)
        for cap in caps:
            place.setX(place.x() + _GAP + paint_key_cap(painter, place, cap, own=self._own))

    def event(self, event: QEvent) -> bool:
        # While it waits every key is the new one, whatever it does elsewhere.
        if self.recording and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self.recording and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._pressed(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin()
        else:
            super().keyPressEvent(event)

    def _pressed(self, event: QKeyEvent) -> None:
        key = key_of_event(event)
        if key == "Esc":
            self.end()
            self.left.emit()
        elif key and not event.isAutoRepeat():
            counted = self._action.counts and key[-1] in "123456789"
            self.recorded.emit("" if types_text(event) else f"{key[:-1]}{DIGITS}" if counted else key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.recording and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.end()
            self.left.emit()


class KeyRow(QWidget):
    """One action: its words, its key, and what has to be settled before it gets another one.

    `chosen` tells what becomes of which action: keys by id, "" for none."""

    chosen = Signal(object)

    def __init__(self, action: KeyedAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action = action
        name = tr(action.text)
        self.key = KeyButton(action)
        self.none = IconButton("x", tr("No key for “{action}”", action=name), on_click=self._take_away)
        self.back = IconButton("rotate-ccw", tr("Reset the key of “{action}”", action=name))
        self.back.clicked.connect(lambda: self._want(action.key))
        self._trouble = Trouble()
        self.take = Button("")
        self.swap = Button(tr("Swap keys"))
        self.cancel = Button(tr("Cancel"), on_click=self._leave)
        self._wanted = ""
        self._arrange(name)
        self.key.recorded.connect(self._want)
        self.key.began.connect(self._leave_question)
        self.key.left.connect(self._leave_question)
        self.take.clicked.connect(self._take_over)
        self.swap.clicked.connect(self._swap_over)
        self._leave_question()
        self.show_key()

    def _arrange(self, name: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 12, 4)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(Label(name))
        row.addStretch(1)
        row.addWidget(self.key)
        for button in (self.none, self.back):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            row.addWidget(button)
        column.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._trouble, 1, Qt.AlignmentFlag.AlignVCenter)
        for choice in (self.take, self.swap, self.cancel):
            below.addWidget(choice)
        column.addLayout(below)
        self.setMinimumHeight(_ROW)

    @property
    def problem(self) -> str:
        """What is to be settled; "" when nothing is."""
        return self._trouble.sentence

    def says(self, query: str) -> bool:
        """Whether it is about these words, or this key."""
        key = current_keys().of(self.action.id)
        said = " ".join((tr(self.action.text), tr(self.action.group), key, "+".join(split_keys(key))))
        return all(word in said.casefold() for word in query.casefold().split())

    def show_key(self) -> None:
        """Show the key that it has now."""
        keys = current_keys()
        own = keys.is_own(self.action.id)
        self.key.show_key(keys.of(self.action.id), own=own)
        self.back.setVisible(own)
        self.none.setVisible(bool(keys.of(self.action.id)))

    def _want(self, key: str) -> None:
        keys, name = current_keys(), self.action.id
        problem = tr("This writes a letter on your keyboard. Choose another one.")
        problem = keys.problem(name, key) if key else problem
        others = keys.conflicts(name, key) if not problem else ()
        self._wanted = key
        self._trouble.say(problem)
        for choice in (self.take, self.swap, self.cancel):
            choice.setVisible(bool(others))
        if problem:
            return
        self.key.end()
        if not others:
            self._leave_question()
            self.chosen.emit({name: key})
            return
        named = ", ".join(tr("“{action}”", action=tr(other.text)) for other in others)
        self._trouble.say(tr("{actions} has these keys already.", actions=named))
        self.take.setText(tr("Take them"))
        self.take.set_tip(tr("{actions} then has no keys.", actions=named))
        old = keys.of(name)
        fits = bool(old) and len(others) == 1 and not keys.problem(others[0].id, old)
        self.swap.setVisible(fits)
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_over(self) -> None:
        others = current_keys().conflicts(self.action.id, self._wanted)
        self._settle({self.action.id: self._wanted, **{other.id: "" for other in others}})

    def _swap_over(self) -> None:
        (other,) = current_keys().conflicts(self.action.id, self._wanted)
        self._settle({self.action.id: self._wanted, other.id: current_keys().of(self.action.id)})

    def _take_away(self) -> None:
        self._settle({self.action.id: ""})

    def _settle(self, keys: dict[str, str]) -> None:
        self._leave_question()
        self.chosen.emit(keys)
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._leave_question()
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_question(self) -> None:
        self._trouble.say("")
        for choice in (self.take, self.swap, self.cancel):
            choice.hide()


class KeyboardRow(SettingRow):
    """The list of all keys. What is chosen counts at once."""

    def __init__(self, presenter: SettingsPresenter, show_all: Callable[[], object]) -> None:
        self.search = SearchField(tr("Find an action or key"), width=220)
        self.every = Button(tr("Show all keys"), icon="keyboard", action="keys", on_click=show_all)
        self.reset = Button(tr("Reset all"), icon="rotate-ccw", on_click=self._reset_all)
        super().__init__(
            tr("Keys"),
            tr("Press the keys of an action, or Enter on them, and then the new ones."),
            (self.every, self.reset),
        )
        self.know_as(
            " ".join([tr("Keyboard"), "shortcut tastenkürzel", *(tr(a.text) for a in _changeable())])
        )
        self._presenter = presenter
        self._rows: dict[str, KeyRow] = {}
        self._titles: dict[str, Label] = {}
        self._area = QScrollArea()
        self._area.setObjectName("keys")
        self._area.setAccessibleName(tr("Keys"))
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(_LIST)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Label(tr("No action has these words or keys."), tone="muted")
        self._nothing.hide()
        self.below.addWidget(self.search)
        self.below.addWidget(self._nothing)
        self.below.addWidget(self._area)
        self.search.searched.connect(self._filter)
        current_keys().changed.connect(self._show_keys)
        self._show_keys()

    def rows(self) -> dict[str, KeyRow]:
        """The rows by the id of their action; made when they are first needed."""
        if not self._rows:
            self._build()
        return self._rows

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.rows()

    def _build(self) -> None:
        content = StyledWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        screen = None
        for action in _changeable():
            if action.screen != screen:
                screen = action.screen
                title = Label(tr(SCREENS[screen]), TextStyle.SECTION)
                title.setContentsMargins(0, 16, 0, 4)
                self._titles[screen] = title
                column.addWidget(title)
            row = KeyRow(action)
            row.chosen.connect(self._choose)
            self._rows[action.id] = row
            column.addWidget(row)
        column.addStretch(1)
        self._area.setWidget(content)

    def _choose(self, chosen: dict[str, str]) -> None:
        own = {**current_keys().own, **chosen}
        own = {name: key for name, key in own.items() if key != keyed(name).key}
        self.set_problem(self._presenter.put(keys={**_unknown(self._presenter.settings.keys), **own}))
        current_keys().set_own(own)

    def _reset_all(self) -> None:
        self._presenter.put(keys=_unknown(self._presenter.settings.keys))
        current_keys().set_own({})

    def _show_keys(self) -> None:
        self.reset.setEnabled(bool(current_keys().own))
        self.reset.set_tip("" if current_keys().own else tr("No key was changed"))
        for row in self._rows.values():
            row.show_key()

    def _filter(self, query: str) -> None:
        shown: set[str] = set()
        for row in self.rows().values():
            row.setVisible(row.says(query))
            if row.says(query):
                shown.add(row.action.screen)
        for screen, title in self._titles.items():
            title.setVisible(screen in shown)
        self._nothing.setVisible(not shown)
        self._area.setVisible(bool(shown))


def _changeable() -> tuple[KeyedAction, ...]:
    return tuple(action for action in KEYED_ACTIONS if not action.fixed)


def _unknown(kept: Mapping[str, str]) -> dict[str, str]:
    """What another version kept for actions that this one does not have."""
    known = {action.id for action in KEYED_ACTIONS}
    return {name: key for name, key in kept.items() if name not in known}
