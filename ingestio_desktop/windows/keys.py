"""The keys of actions, as the person has them: bindings, tips, the overlay and the settings all ask here.

Every action with a key stands in `key_list.py` under an id such as "review.save"; a new one is added there.

    key_of("review.save")                     the key now, "Ctrl+S"; "" where the person took it away
    Button(tr("Save changes"), action="review.save")
                                              tip and cap follow the key; so do IconButton and KeyHint
    menu_text(tr("Delete"), key_of("batch.delete"))

    self._keys = bind_keys(self, {"grid.search": self.search.setFocus, "grid.next": self._next})
    def keyPressEvent(self, event):           keys without Ctrl or Alt (Enter, Del, R) come this way, so that
        if not self._keys.handle(event):      text that is being typed has them first
            super().keyPressEvent(event)

    is_key("review.next_to_check", event)     for a widget that tells its owner which key was pressed
    is_taken("review", event)                 for a text field, at ShortcutOverride: the key is the screen's

A widget's own keys that nobody can change (Tab, Esc, arrows) are listed with `fixed=True` and bound there.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.windows.key_list import DIGITS, EVERYWHERE, KEYED_ACTIONS, KeyedAction
from ingestio_desktop.windows.key_names import canonical, key_of_event, needs_shortcut, variants

Act = Callable[..., object]

_BY_ID: Final = {action.id: action for action in KEYED_ACTIONS}
_OF_TEXTS: Final = frozenset(("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A"))
_OF_WIDGETS: Final = frozenset(("Tab", "Shift+Tab", "Esc", "Ctrl+Tab", "Menu", "Shift+F10"))


class Keys(QObject):
    """The list of actions with what the person changed of it. `changed` when they change more."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._own: dict[str, str] = {}
        self._all: dict[str, tuple[str, ...]] = {}

    @property
    def own(self) -> Mapping[str, str]:
        """The keys that the person chose, by id; "" for none."""
        return self._own

    def set_own(self, own: Mapping[str, str]) -> None:
        """Take the person's keys. What names no action, or no key, is left out, and a key that another action
        of theirs has, or one that can't be changed."""
        kept = {
            name: canonical(key)
            for name, key in own.items()
            if (action := _BY_ID.get(name)) is not None and not action.fixed and _fits(action, key)
        }
        kept = {name: key for name, key in kept.items() if key != _BY_ID[name].key}
        fixed = {action.id: action.key for action in KEYED_ACTIONS if action.fixed}
        for name, key in list(kept.items()):
            before = {other: kept[other] for other in list(kept)[: list(kept).index(name)]}
            if _given(_BY_ID[name], before | fixed) & set(_spread(key)):
                del kept[name]
        if kept != self._own:
            self._own = kept
            self._all.clear()
            self.changed.emit()

    def of(self, name: str, otherwise: str = "") -> str:
        """The key of an action; `otherwise` for one that is not in the list."""
        if name in self._own:
            return self._own[name]
        action = _BY_ID.get(name)
        if action is None:
            return otherwise
        return action.key if canonical(action.key) in self.all_of(name) else ""

    def all_of(self, name: str, otherwise: Sequence[str] = ()) -> tuple[str, ...]:
        """All keys of an action: what works beside a key goes when another one is chosen, and what the person
        gave to another action does, be it that this one came with a later version."""
        action = _BY_ID.get(name)
        if name in self._own:
            return (self._own[name],) if self._own[name] else ()
        if action is None:
            return tuple(canonical(key) for key in otherwise if key)
        if name not in self._all:
            given = frozenset() if action.fixed else _given(action, self._own)
            keys = [canonical(key) for key in (action.key, *action.also) if key]
            self._all[name] = tuple(key for key in keys if not given & set(_spread(key)))
        return self._all[name]

    def is_own(self, name: str) -> bool:
        """Whether the person changed it."""
        return name in self._own

    def conflicts(self, name: str, key: str) -> tuple[KeyedAction, ...]:
        """The other actions that have this key where this one works."""
        mine = _BY_ID[name]
        wanted = set(_spread(canonical(key)))
        return tuple(
            other
            for other in KEYED_ACTIONS
            if other.id != name
            and _meet(mine, other)
            and any(wanted & set(_spread(key)) for key in self.all_of(other.id))
        )

    def problem(self, name: str, key: str) -> str:
        """Why an action can't have this key; "" when it can, be it that another one must give it up."""
        action = _BY_ID[name]
        key = canonical(key)
        if key in _OF_WIDGETS and key != action.key:
            return tr("This key moves the focus or closes what is open. Choose another one.")
        if key in _OF_TEXTS and key != action.key:
            return tr("Text is copied and pasted with this key. Choose another one.")
        if action.counts != (DIGITS in key):
            return tr("Press it with a number from 1 to 9: it is nine keys at once.")
        if not needs_shortcut(key) and needs_shortcut(action.key):
            return tr("This key is needed for typing. Hold Ctrl or Alt with it, or choose one of F1 to F12.")
        held = next((other for other in self.conflicts(name, key) if other.fixed), None)
        if held is not None:
            return tr("“{action}” has this key, and it can’t be changed.", action=tr(held.text))
        return ""


@cache
def current_keys() -> Keys:
    """The keys of this window."""
    return Keys()


def keyed(name: str) -> KeyedAction:
    """The action of an id. Raises KeyError for one that is not in the list."""
    return _BY_ID[name]


def key_of(name: str) -> str:
    """The key of an action now; "" for none. Raises KeyError for an id that is not in the list."""
    return current_keys().of(_BY_ID[name].id)


def is_key(name: str, event: QKeyEvent) -> bool:
    """Whether this key was pressed."""
    return any(key_of_event(event) in variants(key) for key in current_keys().all_of(name))


def is_taken(screen: str, event: QKeyEvent) -> bool:
    """Whether a key with Ctrl or Alt, or F1 to F12, is one of this screen's actions: a text field there
    lets it go by in place of what it would do with it."""
    pressed = key_of_event(event)
    return needs_shortcut(pressed) and any(
        pressed in _spread(key)
        for action in KEYED_ACTIONS
        if action.screen == screen and not action.fixed
        for key in current_keys().all_of(action.id)
    )


class BoundKeys(QObject):
    """The keys of a widget's actions, which follow the person's changes."""

    def __init__(
        self,
        owner: QWidget,
        acts: Mapping[str, Act],
        otherwise: Mapping[str, Sequence[str]],
        context: Qt.ShortcutContext,
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._acts = dict(acts)
        self._otherwise = otherwise
        self._context = context
        self._shortcuts: list[QShortcut] = []
        self._plain: dict[str, Callable[[], object]] = {}
        current_keys().changed.connect(self._bind)
        self._bind()

    def handle(self, event: QKeyEvent) -> bool:
        """Do what a key without Ctrl or Alt stands for, where no child wanted it; True when it was one."""
        act = self._plain.get(key_of_event(event))
        if act is None:
            return False
        if not event.isAutoRepeat():
            act()
        event.accept()
        return True

    def _bind(self) -> None:
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        self._plain = {}
        taken: set[str] = set()
        wanted: list[tuple[str, Callable[[], object], bool]] = []
        for name, act in self._acts.items():
            action = _BY_ID.get(name)
            for key in current_keys().all_of(name, self._otherwise.get(name, ())):
                for number, single in enumerate(_spread(key), 1):
                    run = _counted(act, number) if action is not None and action.counts else act
                    wanted.append((single, run, action is not None and action.repeats))
                    taken.add(single)
        for single, run, repeats in wanted:
            for variant in variants(single):
                # On a French keyboard the digits are behind Shift: their keys count for them there, but
                # never in the place of another action's.
                if variant != single and variant in taken:
                    continue
                if needs_shortcut(variant):
                    self._shortcuts.append(self._shortcut(variant, run, repeats=repeats))
                else:
                    self._plain[variant] = run

    def _shortcut(self, key: str, run: Callable[[], object], *, repeats: bool) -> QShortcut:
        shortcut = QShortcut(self._owner)
        # Qt tells the key beside the letters, Return, from the one of the numbers; people call both Enter.
        shortcut.setKeys([QKeySequence(each) for each in sorted({key, key.replace("Enter", "Return")})])
        shortcut.setContext(self._context)
        # A key that is held down confirms or deletes one document, not all of them.
        shortcut.setAutoRepeat(repeats)
        shortcut.activated.connect(_caller(run))
        return shortcut


def bind_keys(
    owner: QWidget,
    acts: Mapping[str, Act],
    *,
    otherwise: Mapping[str, Sequence[str]] | None = None,
    everywhere: bool = False,
) -> BoundKeys:
    """Let the keys of actions work while the focus is within `owner`, or `everywhere` in its window.
    An action with nine keys is given the number. `otherwise` are keys of ids that are not in the list."""
    within = Qt.ShortcutContext.WidgetWithChildrenShortcut
    return BoundKeys(
        owner, acts, otherwise or {}, Qt.ShortcutContext.WindowShortcut if everywhere else within
    )


def _meet(one: KeyedAction, other: KeyedAction) -> bool:
    """Whether two actions can work at the same time."""
    if EVERYWHERE in (one.screen, other.screen):
        # A screen's own key comes before one of the window where the window's is made for that: F6.
        return {one.id, other.id} != {"next_region", "review.side"}
    apart = bool(one.place) and bool(other.place) and one.place != other.place
    return one.screen == other.screen and not apart


def _given(action: KeyedAction, keys: Mapping[str, str]) -> frozenset[str]:
    """The single keys, of actions by id, that work where this action does."""
    return frozenset(
        single
        for name, key in keys.items()
        if name != action.id and _meet(action, _BY_ID[name])
        for single in _spread(canonical(key))
    )


def _fits(action: KeyedAction, key: str) -> bool:
    return not key or (bool(canonical(key)) and action.counts == (DIGITS in key))


def _spread(key: str) -> tuple[str, ...]:
    """The single keys of a key: nine where it counts."""
    if DIGITS not in key:
        return (key,) if key else ()
    return tuple(key.replace(DIGITS, str(number)) for number in range(1, 10))


def _counted(act: Act, number: int) -> Callable[[], object]:
    return lambda: act(number)


def _caller(run: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        run()

    return call
