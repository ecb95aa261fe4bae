"""One registry of actions: shortcuts, the command palette and the overlay of keys all read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ingestio_desktop.language import QT_TR_NOOP

EVERYWHERE: Final = ""
EVERYWHERE_GROUP: Final = QT_TR_NOOP("Everywhere")


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do. `screen` is the key of the page it belongs to, "" for all of them.

    `shortcut` is portable text such as "Ctrl+N". Without `run` the key is handled by a widget and is only
    listed; `palette` False keeps it out of Ctrl+K.
    `text` is in the person's language, `group` a constant that is translated where it is shown.
    """

    key: str
    text: str
    group: str
    shortcut: str = ""
    icon: str = ""
    run: Callable[[], object] | None = None
    screen: str = EVERYWHERE
    palette: bool = True
    also: tuple[str, ...] = ()


class ActionRegistry:
    """Actions by key, in the order in which they came. Made by the shell and handed to the pages."""

    def __init__(self) -> None:
        self._actions: dict[str, Action] = {}

    def add(self, *actions: Action) -> None:
        """Add actions. Raises ValueError when a key is taken."""
        for action in actions:
            if action.key in self._actions:
                raise ValueError(f"There is an action {action.key} already.")
            self._actions[action.key] = action

    def keys(self) -> frozenset[str]:
        """The keys of all actions."""
        return frozenset(self._actions)

    def remove(self, keys: Iterable[str]) -> None:
        """Take actions out, those of a page that was closed."""
        for key in keys:
            self._actions.pop(key, None)

    def bind(self, owner: QWidget, screen: str = EVERYWHERE) -> None:
        """Make the keys of a screen's actions work while the focus is within `owner`."""
        whole = screen == EVERYWHERE
        context = (
            Qt.ShortcutContext.WindowShortcut if whole else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        for action in self._actions.values():
            if action.screen != screen or action.run is None:
                continue
            for keys in (action.shortcut, *action.also):
                if keys:
                    shortcut = QShortcut(QKeySequence(keys), owner)
                    shortcut.setContext(context)
                    shortcut.activated.connect(_caller(action.run))

    def of_screen(self, screen: str) -> list[Action]:
        """The actions of a screen first, then those of everywhere."""
        own = [action for action in self._actions.values() if screen and action.screen == screen]
        return own + [action for action in self._actions.values() if action.screen == EVERYWHERE]

    def groups(self, screen: str) -> dict[str, list[Action]]:
        """Actions that have a key, by group: the groups of the screen first."""
        groups: dict[str, list[Action]] = {}
        for action in self.of_screen(screen):
            if action.shortcut:
                groups.setdefault(action.group, []).append(action)
        return groups


def _caller(run: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        run()

    return call
