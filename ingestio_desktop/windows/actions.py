"""One registry of actions: shortcuts, the command palette and the overlay of keys all read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.windows.key_list import EVERYWHERE, EVERYWHERE_GROUP, KEYED_ACTIONS
from ingestio_desktop.windows.keys import BoundKeys, bind_keys, current_keys, keyed

__all__ = ["EVERYWHERE", "EVERYWHERE_GROUP", "Action", "ActionRegistry", "action_of", "screen_keys"]


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do. `screen` is the key of the page it belongs to, "" for all of them.

    `shortcut` is portable text such as "Ctrl+N"; where `key` is in the list of keys the person's own counts
    instead. Without `run` the key is handled by a widget and is only listed; `palette` False keeps it out
    of Ctrl+K.
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

    def bind(self, owner: QWidget, screen: str = EVERYWHERE) -> BoundKeys:
        """Make the keys of a screen's actions work while the focus is within `owner`."""
        acts = {
            name: action.run
            for name, action in self._actions.items()
            if action.screen == screen and action.run is not None
        }
        given = {name: (self._actions[name].shortcut, *self._actions[name].also) for name in acts}
        return bind_keys(owner, acts, otherwise=given, everywhere=screen == EVERYWHERE)

    def of_screen(self, screen: str) -> list[Action]:
        """The actions of a screen first, then those of everywhere, each with the key that it has now."""
        own = [action for action in self._actions.values() if screen and action.screen == screen]
        rest = [action for action in self._actions.values() if action.screen == EVERYWHERE]
        of = current_keys().of
        return [replace(action, shortcut=of(action.key, action.shortcut)) for action in (*own, *rest)]

    def groups(self, screen: str) -> dict[str, list[Action]]:
        """Actions that have a key, by group: the groups of the screen first."""
        groups: dict[str, list[Action]] = {}
        for action in self.of_screen(screen):
            if action.shortcut:
                groups.setdefault(action.group, []).append(action)
        return groups


def action_of(
    name: str, icon: str = "", run: Callable[[], object] | None = None, *, palette: bool = True
) -> Action:
    """The action of this id in the list of keys, with its words. Raises KeyError for another id."""
    listed = keyed(name)
    return Action(
        name, tr(listed.text), listed.group, listed.key, icon, run, listed.screen, palette, listed.also
    )


def screen_keys() -> Iterable[Action]:
    """The actions of all screens, for the overlay: the screens bind them themselves."""
    for listed in KEYED_ACTIONS:
        if listed.screen != EVERYWHERE:
            yield action_of(listed.id, palette=False)
