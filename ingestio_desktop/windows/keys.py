"""The keys of each screen, for the overlay of keys; the screens bind them themselves."""

from collections.abc import Iterable
from typing import Final

from ingestio_desktop.windows.actions import Action

_KEYS: Final[dict[str, dict[str, tuple[tuple[str, str], ...]]]] = {
    "new": {
        "Wizard": (
            ("Next", "Alt+Right"),
            ("Previous", "Alt+Left"),
            ("Submit the batch", "Ctrl+Enter"),
        ),
        "Files": (
            ("Choose a folder", "Ctrl+Shift+O"),
            ("Choose files", "Ctrl+O"),
            ("Paste files", "Ctrl+V"),
            ("Remove the file", "Del"),
        ),
        "Prompts": (
            ("Prompt library", "Ctrl+L"),
            ("Save this prompt", "Ctrl+Shift+S"),
            ("Search files", "Ctrl+F"),
            ("Next file", "Ctrl+Down"),
            ("Previous file", "Ctrl+Up"),
            ("Rename the column", "F2"),
            ("Change its type", "Alt+Down"),
            ("Drop the column", "Del"),
        ),
    },
    "batches": {
        "Batches": (
            ("Search this list", "Ctrl+F"),
            ("Open the batch", "Enter"),
            ("Rename the batch", "F2"),
            ("Menu of the row", "Shift+F10"),
            ("Delete, asks first", "Ctrl+Del"),
            ("Paste files", "Ctrl+V"),
        ),
    },
    "batch": {
        "Documents": (
            ("Review what is to review", "R"),
            ("Review the document", "Enter"),
            ("Select", "Space"),
            ("Extend the selection", "Shift+Down"),
            ("Select all", "Ctrl+A"),
            ("Confirm the selection", "Ctrl+Enter"),
            ("Export as…", "Ctrl+E"),
            ("Delete, asks first", "Ctrl+Del"),
            ("Clear the selection", "Esc"),
            ("Search documents", "Ctrl+F"),
            ("Next tab", "Ctrl+Tab"),
            ("Rename the batch", "F2"),
        ),
        "Upload": (
            ("Pause or resume the file", "Space"),
            ("Retry the file", "R"),
            ("Cancel the file", "Del"),
            ("Pause or resume all", "Ctrl+."),
        ),
    },
    "exports": {
        "Exports": (
            ("Export confirmed…", "Ctrl+E"),
            ("Search this list", "Ctrl+F"),
            ("Open the file", "Enter"),
            ("Show in folder", "Ctrl+Shift+O"),
            ("Remove from the list", "Del"),
        ),
    },
    "review": {
        "Fields": (
            ("Next field to check", "Enter"),
            ("Previous field to check", "Shift+Enter"),
            ("Next field", "Tab"),
            ("Edit", "F2"),
            ("Back, keep as it was", "Esc"),
            ("Choose a reading", "Alt+1…9"),
        ),
        "Changes": (
            ("Undo", "Ctrl+Z"),
            ("Do again", "Ctrl+Shift+Z"),
            ("Save changes", "Ctrl+S"),
        ),
        "Documents": (
            ("Confirm and next", "Ctrl+Enter"),
            ("Next document", "Alt+Right"),
            ("Previous document", "Alt+Left"),
            ("Export as…", "Ctrl+E"),
            ("Delete, asks first", "Ctrl+Del"),
        ),
        "Page": (
            ("Between page and fields", "F6"),
            ("Zoom in", "Ctrl++"),
            ("Zoom out", "Ctrl+-"),
            ("Fit the width", "Ctrl+0"),
            ("Rotate", "Ctrl+R"),
            ("Show all boxes", "Ctrl+B"),
        ),
        "Line items": (
            ("Add a row", "Ins"),
            ("Remove the row", "Del"),
            ("Duplicate", "Ctrl+D"),
            ("Paste from a spreadsheet", "Ctrl+V"),
        ),
    },
}


def screen_keys() -> Iterable[Action]:
    """One action a key, without `run`: it is only listed."""
    for screen, groups in _KEYS.items():
        for group, keys in groups.items():
            for text, shortcut in keys:
                yield Action(f"{screen}.{group}.{text}", text, group, shortcut, screen=screen, palette=False)
