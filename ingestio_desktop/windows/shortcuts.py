"""All keys (? or F1): groups of the screen first, three columns, filtered as one types."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.actions import Action, ActionRegistry
from ingestio_desktop.windows.keys import current_keys
from ingestio_desktop.windows.overlay import Overlay
from ingestio_desktop.windows.widgets.buttons import Button, ButtonKind, IconButton
from ingestio_desktop.windows.widgets.fields import SearchField
from ingestio_desktop.windows.widgets.keycap import KeyCap, KeyHint, split_keys
from ingestio_desktop.windows.widgets.text import IconLabel, Label, Rule, StyledWidget

_COLUMNS: Final = 3
_HEAD: Final = 2
"""A group's title takes about as much room as two of its lines."""


class ShortcutOverlay(Overlay):
    """Reads the registry whenever it opens, so it is never out of date."""

    change_asked = Signal()

    def __init__(self, host: QWidget, actions: ActionRegistry) -> None:
        super().__init__(host, tr("Keyboard shortcuts"), 976, 544)
        self._actions = actions
        self._screen = ""
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 20, 16)
        head.addWidget(Label(tr("Keyboard shortcuts"), TextStyle.HEADING))
        head.addStretch()
        self.search = SearchField(tr("Find a shortcut"), width=240)
        self.search.textChanged.connect(lambda _: self._fill())
        head.addWidget(self.search)
        head.addSpacing(8)
        head.addWidget(IconButton("x", tr("Close"), shortcut="Esc", on_click=self.close_overlay))
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        self._area = QScrollArea()
        self._area.setAccessibleName(tr("All keys"))
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 12)
        foot.addWidget(IconLabel("keyboard", "muted"))
        foot.addSpacing(4)
        said = tr("Every action’s tooltip names its key. Change any of them in Settings.")
        foot.addWidget(Label(said, TextStyle.SMALL, "muted"))
        self.change = Button(tr("Change keys…"), ButtonKind.LINK)
        self.change.clicked.connect(self._change)
        foot.addWidget(self.change)
        foot.addStretch()
        foot.addWidget(KeyHint("Esc", tr("close")))
        self.body.addLayout(foot)

    def open_for(self, screen: str, *, can_change: bool = True) -> None:
        """Open with the groups of this screen first."""
        self._screen = screen
        self.change.setVisible(can_change)
        self.search.clear()
        self._fill()
        self.open_over(self.search)

    def _change(self) -> None:
        self.close_overlay()
        self.change_asked.emit()

    def _fill(self) -> None:
        query = self.search.text().strip().casefold()
        groups = {
            name: kept
            for name, actions in self._actions.groups(self._screen).items()
            if (kept := [action for action in actions if _says(action, query)])
        }
        content = StyledWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(20)
        if not groups:
            row.addWidget(Label(tr("No action has “{query}” in its name or key", query=query), tone="muted"))
        for index, names in enumerate(_spread(groups)):
            if index:
                row.addWidget(Rule(vertical=True))
            row.addWidget(_column({name: groups[name] for name in names}), 1)
        self._area.setWidget(content)


def _says(action: Action, query: str) -> bool:
    """Whether an action has these words in its name, or this key as it is written here or everywhere."""
    key = "+".join(split_keys(action.shortcut))
    return any(query in said.casefold() for said in (action.text, action.shortcut, key))


def _spread(groups: dict[str, list[Action]]) -> list[list[str]]:
    """Groups into columns of about the same height, in their order."""
    whole = sum(len(actions) + _HEAD for actions in groups.values())
    columns: list[list[str]] = [[]]
    filled = 0
    for name, actions in groups.items():
        if columns[-1] and len(columns) < _COLUMNS and filled >= whole * len(columns) / _COLUMNS - 1:
            columns.append([])
        columns[-1].append(name)
        filled += len(actions) + _HEAD
    return columns if groups else []


def _column(groups: dict[str, list[Action]]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for index, (name, actions) in enumerate(groups.items()):
        if index:
            column.addSpacing(12)
        column.addWidget(Label(tr(name), TextStyle.SECTION))
        for action in actions:
            line = QHBoxLayout()
            line.setSpacing(4)
            line.addWidget(Label(action.text))
            line.addStretch()
            own = current_keys().is_own(action.key)
            for key in split_keys(action.shortcut):
                line.addWidget(KeyCap(key, own=own))
            column.addLayout(line)
    column.addStretch()
    return holder
