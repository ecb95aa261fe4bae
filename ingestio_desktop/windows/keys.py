"""The keys of each screen, for the overlay of keys; the screens bind them themselves."""

from collections.abc import Iterable
from typing import Final

from ingestio_desktop.language import QT_TR_NOOP, tr
from ingestio_desktop.windows.actions import Action

_KEYS: Final[dict[str, dict[str, tuple[tuple[str, str], ...]]]] = {
    "new": {
        QT_TR_NOOP("Wizard"): (
            (QT_TR_NOOP("Next"), "Alt+Right"),
            (QT_TR_NOOP("Previous"), "Alt+Left"),
            (QT_TR_NOOP("Submit the batch"), "Ctrl+Enter"),
        ),
        QT_TR_NOOP("Files"): (
            (QT_TR_NOOP("Choose a folder"), "Ctrl+Shift+O"),
            (QT_TR_NOOP("Choose files"), "Ctrl+O"),
            (QT_TR_NOOP("Paste files"), "Ctrl+V"),
            (QT_TR_NOOP("Remove the file"), "Del"),
        ),
        QT_TR_NOOP("Prompts"): (
            (QT_TR_NOOP("Prompt library"), "Ctrl+L"),
            (QT_TR_NOOP("Save this prompt"), "Ctrl+Shift+S"),
            (QT_TR_NOOP("Search files"), "Ctrl+F"),
            (QT_TR_NOOP("Next file"), "Ctrl+Down"),
            (QT_TR_NOOP("Previous file"), "Ctrl+Up"),
            (QT_TR_NOOP("Rename the column"), "F2"),
            (QT_TR_NOOP("Change its type"), "Alt+Down"),
            (QT_TR_NOOP("Drop the column"), "Del"),
        ),
    },
    "batches": {
        QT_TR_NOOP("Batches"): (
            (QT_TR_NOOP("Search this list"), "Ctrl+F"),
            (QT_TR_NOOP("Open the batch"), "Enter"),
            (QT_TR_NOOP("Rename the batch"), "F2"),
            (QT_TR_NOOP("Menu of the row"), "Shift+F10"),
            (QT_TR_NOOP("Delete, asks first"), "Ctrl+Del"),
            (QT_TR_NOOP("Undo what was just done"), "Ctrl+Z"),
            (QT_TR_NOOP("Paste files"), "Ctrl+V"),
        ),
    },
    "batch": {
        QT_TR_NOOP("Documents"): (
            (QT_TR_NOOP("Review what is to review"), "R"),
            (QT_TR_NOOP("Review the document"), "Enter"),
            (QT_TR_NOOP("Select"), "Space"),
            (QT_TR_NOOP("Extend the selection"), "Shift+Down"),
            (QT_TR_NOOP("Select all"), "Ctrl+A"),
            (QT_TR_NOOP("Confirm the selection"), "Ctrl+Enter"),
            (QT_TR_NOOP("Export as…"), "Ctrl+E"),
            (QT_TR_NOOP("Delete, several after asking"), "Ctrl+Del"),
            (QT_TR_NOOP("Undo what was just done"), "Ctrl+Z"),
            (QT_TR_NOOP("Clear the selection"), "Esc"),
            (QT_TR_NOOP("Search documents"), "Ctrl+F"),
            (QT_TR_NOOP("Next tab"), "Ctrl+Tab"),
            (QT_TR_NOOP("Rename the batch"), "F2"),
        ),
        QT_TR_NOOP("Upload"): (
            (QT_TR_NOOP("Pause or resume the file"), "Space"),
            (QT_TR_NOOP("Retry the file"), "R"),
            (QT_TR_NOOP("Cancel the file"), "Del"),
            (QT_TR_NOOP("Pause or resume all"), "Ctrl+."),
        ),
    },
    "exports": {
        QT_TR_NOOP("Exports"): (
            (QT_TR_NOOP("Export confirmed…"), "Ctrl+E"),
            (QT_TR_NOOP("Search this list"), "Ctrl+F"),
            (QT_TR_NOOP("Open the file"), "Enter"),
            (QT_TR_NOOP("Show in folder"), "Ctrl+Shift+O"),
            (QT_TR_NOOP("Remove from the list"), "Del"),
        ),
    },
    "settings": {
        QT_TR_NOOP("Settings"): (
            (QT_TR_NOOP("Search settings"), "Ctrl+F"),
            (QT_TR_NOOP("Turn on or off"), "Space"),
        ),
    },
    "review": {
        QT_TR_NOOP("Fields"): (
            (QT_TR_NOOP("Next field to check"), "Enter"),
            (QT_TR_NOOP("Previous field to check"), "Shift+Enter"),
            (QT_TR_NOOP("Next field"), "Tab"),
            (QT_TR_NOOP("Edit"), "F2"),
            (QT_TR_NOOP("Back, keep as it was"), "Esc"),
            (QT_TR_NOOP("Choose a reading"), "Alt+1…9"),
        ),
        QT_TR_NOOP("Changes"): (
            (QT_TR_NOOP("Undo"), "Ctrl+Z"),
            (QT_TR_NOOP("Do again"), "Ctrl+Shift+Z"),
            (QT_TR_NOOP("Save changes"), "Ctrl+S"),
        ),
        QT_TR_NOOP("Documents"): (
            (QT_TR_NOOP("Confirm and next"), "Ctrl+Enter"),
            (QT_TR_NOOP("Next document"), "Alt+Right"),
            (QT_TR_NOOP("Previous document"), "Alt+Left"),
            (QT_TR_NOOP("Export as…"), "Ctrl+E"),
            (QT_TR_NOOP("Delete, asks first"), "Ctrl+Del"),
        ),
        QT_TR_NOOP("Page"): (
            (QT_TR_NOOP("Between page and fields"), "F6"),
            (QT_TR_NOOP("Zoom in"), "Ctrl++"),
            (QT_TR_NOOP("Zoom out"), "Ctrl+-"),
            (QT_TR_NOOP("Fit the width"), "Ctrl+0"),
            (QT_TR_NOOP("Rotate"), "Ctrl+R"),
            (QT_TR_NOOP("Show all boxes"), "Ctrl+B"),
        ),
        QT_TR_NOOP("Line items"): (
            (QT_TR_NOOP("Add a row"), "Ins"),
            (QT_TR_NOOP("Remove the row"), "Del"),
            (QT_TR_NOOP("Duplicate"), "Ctrl+D"),
            (QT_TR_NOOP("Paste from a spreadsheet"), "Ctrl+V"),
        ),
    },
}


def screen_keys() -> Iterable[Action]:
    """One action a key, without `run`: it is only listed."""
    for screen, groups in _KEYS.items():
        for group, keys in groups.items():
            for text, shortcut in keys:
                key = f"{screen}.{group}.{text}"
                yield Action(key, tr(text), group, shortcut, screen=screen, palette=False)
