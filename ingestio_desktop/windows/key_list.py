"""Every action that has a key, by screen and group: the one list that keys, tips and settings are made of."""

from dataclasses import dataclass
from typing import Final

from ingestio_desktop.language import QT_TR_NOOP

EVERYWHERE: Final = ""
EVERYWHERE_GROUP: Final = QT_TR_NOOP("Everywhere")
DIGITS: Final = "1…9"
"""Stands in the key of an action that has nine of them: "Alt+1…9"."""


@dataclass(frozen=True, slots=True)
class KeyedAction:
    """An action and the key that it has until the person chooses another one.

    `key` is portable text such as "Ctrl+N", and `also` works beside it while it is not changed. A `fixed`
    key is bound by a widget itself and can't be changed. What `repeats` goes on while its key is held.
    Two actions of one screen may have the same key where their `place` differs: they never work at once.
    """

    id: str
    screen: str
    group: str
    text: str
    key: str
    also: tuple[str, ...] = ()
    fixed: bool = False
    repeats: bool = False
    place: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is done with a number from 1 to 9."""
        return DIGITS in self.key


def _everywhere() -> tuple[KeyedAction, ...]:
    def act(name: str, text: str, key: str, *also: str) -> KeyedAction:
        return KeyedAction(name, EVERYWHERE, EVERYWHERE_GROUP, text, key, also)

    return (
        act("find", QT_TR_NOOP("Find anything"), "Ctrl+K"),
        act("new", QT_TR_NOOP("New batch"), "Ctrl+N"),
        act("next_region", QT_TR_NOOP("Next part of the window"), "F6"),
        act("keys", QT_TR_NOOP("All keys"), "?", "F1"),
        act("notifications", QT_TR_NOOP("Notifications"), "Ctrl+Shift+N"),
        act("outbox", QT_TR_NOOP("Changes that wait"), "Ctrl+Shift+W"),
        act("accounts", QT_TR_NOOP("Switch account"), "Ctrl+Shift+A"),
        act("quit", QT_TR_NOOP("Quit"), "Ctrl+Q"),
        act("go.new", QT_TR_NOOP("Go to New batch"), "Ctrl+1"),
        act("go.batches", QT_TR_NOOP("Go to Batches"), "Ctrl+2"),
        act("go.exports", QT_TR_NOOP("Go to Exports"), "Ctrl+3"),
        act("go.account", QT_TR_NOOP("Go to Account"), "Ctrl+4"),
        act("go.settings", QT_TR_NOOP("Go to Settings"), "Ctrl+5"),
    )


def _review() -> tuple[KeyedAction, ...]:
    def act(
        group: str, name: str, text: str, key: str, *also: str, fixed: bool = False, repeats: bool = False
    ) -> KeyedAction:
        place = {"open_choice": "editor", "new_line": "editor", "row_up": "row", "row_down": "row"}.get(
            name, ""
        )
        return KeyedAction(f"review.{name}", "review", group, text, key, also, fixed, repeats, place)

    fields = QT_TR_NOOP("Fields")
    changes = QT_TR_NOOP("Changes")
    documents = QT_TR_NOOP("Documents")
    page = QT_TR_NOOP("Page")
    items = QT_TR_NOOP("Line items")
    trail = QT_TR_NOOP("History of changes")
    return (
        act(fields, "next_to_check", QT_TR_NOOP("Next field to check"), "Enter", repeats=True),
        act(fields, "previous_to_check", QT_TR_NOOP("Previous field to check"), "Shift+Enter", repeats=True),
        act(fields, "next_field", QT_TR_NOOP("Next field"), "Tab", fixed=True),
        act(fields, "edit", QT_TR_NOOP("Edit"), "F2"),
        act(fields, "back", QT_TR_NOOP("Back, keep as it was"), "Esc", fixed=True),
        act(fields, "open_choice", QT_TR_NOOP("Open the calendar or the list"), "Alt+Down", fixed=True),
        act(fields, "new_line", QT_TR_NOOP("New line in a long text"), "Alt+Enter", fixed=True),
        act(fields, "reading", QT_TR_NOOP("Choose a reading"), f"Alt+{DIGITS}"),
        act(changes, "undo", QT_TR_NOOP("Undo"), "Ctrl+Z", repeats=True),
        act(changes, "redo_edit", QT_TR_NOOP("Do again"), "Ctrl+Shift+Z", "Ctrl+Y", repeats=True),
        act(changes, "save", QT_TR_NOOP("Save changes"), "Ctrl+S"),
        act(documents, "confirm", QT_TR_NOOP("Confirm and next"), "Ctrl+Enter"),
        act(documents, "next", QT_TR_NOOP("Next document"), "Alt+Right", repeats=True),
        act(documents, "previous", QT_TR_NOOP("Previous document"), "Alt+Left", repeats=True),
        act(documents, "export", QT_TR_NOOP("Export as…"), "Ctrl+E"),
        act(documents, "delete", QT_TR_NOOP("Delete, asks first"), "Ctrl+Del"),
        act(documents, "history", QT_TR_NOOP("History of changes"), "Ctrl+H"),
        act(page, "side", QT_TR_NOOP("Between page and fields"), "F6"),
        act(page, "zoom_in", QT_TR_NOOP("Zoom in"), "Ctrl++", "Ctrl+=", repeats=True),
        act(page, "zoom_out", QT_TR_NOOP("Zoom out"), "Ctrl+-", repeats=True),
        act(page, "fit", QT_TR_NOOP("Fit the width"), "Ctrl+0"),
        act(page, "fit_page", QT_TR_NOOP("Fit the page"), "Ctrl+9"),
        act(page, "zoom_field", QT_TR_NOOP("Zoom to the field"), "Ctrl+8"),
        act(page, "rotate", QT_TR_NOOP("Rotate"), "Ctrl+R", repeats=True),
        act(page, "boxes", QT_TR_NOOP("Show all boxes"), "Ctrl+B"),
        act(page, "text", QT_TR_NOOP("Select text"), "Ctrl+T"),
        act(page, "search", QT_TR_NOOP("Search the document"), "Ctrl+F"),
        act(page, "search_next", QT_TR_NOOP("Next place found"), "F3", repeats=True),
        act(page, "search_previous", QT_TR_NOOP("Previous place found"), "Shift+F3", repeats=True),
        act(page, "retry_page", QT_TR_NOOP("Fetch the page again"), "F5"),
        act(page, "pop_page", QT_TR_NOOP("Page in its own window"), "Ctrl+Shift+P"),
        act(page, "pop_fields", QT_TR_NOOP("Fields in their own window"), "Ctrl+Shift+F"),
        act(page, "thumbnails", QT_TR_NOOP("Small pages beside the page"), "Ctrl+Shift+T"),
        act(page, "swap", QT_TR_NOOP("Swap sides"), "Ctrl+Shift+X"),
        act(items, "add_row", QT_TR_NOOP("Add a row"), "Ctrl+I", "Ins", repeats=True),
        act(items, "remove_row", QT_TR_NOOP("Remove the row"), "Shift+Del", "Del"),
        act(items, "duplicate_row", QT_TR_NOOP("Duplicate"), "Ctrl+Shift+D", repeats=True),
        act(items, "fill_down", QT_TR_NOOP("Fill down"), "Ctrl+D"),
        act(items, "row_up", QT_TR_NOOP("Move the row up"), "Alt+Up", repeats=True),
        act(items, "row_down", QT_TR_NOOP("Move the row down"), "Alt+Down", repeats=True),
        act(items, "column_left", QT_TR_NOOP("Move the column left"), "Alt+Shift+Left", repeats=True),
        act(items, "column_right", QT_TR_NOOP("Move the column right"), "Alt+Shift+Right", repeats=True),
        act(items, "copy_with_header", QT_TR_NOOP("Copy with the header"), "Ctrl+Shift+C"),
        act(items, "paste", QT_TR_NOOP("Paste from a spreadsheet"), "Ctrl+V", fixed=True),
        act(trail, "trail_verify", QT_TR_NOOP("Verify the history"), "V"),
        act(trail, "trail_save", QT_TR_NOOP("Save the history"), "S"),
        act(trail, "trail_again", QT_TR_NOOP("Ask for the history again"), "R"),
    )


def _grid() -> tuple[KeyedAction, ...]:
    def act(
        group: str, name: str, text: str, key: str, *also: str, fixed: bool = False, repeats: bool = False
    ) -> KeyedAction:
        return KeyedAction(f"grid.{name}", "grid", group, text, key, also, fixed, repeats)

    cells = QT_TR_NOOP("Cells")
    changes = QT_TR_NOOP("Changes")
    documents = QT_TR_NOOP("Documents")
    return (
        act(cells, "next_to_check", QT_TR_NOOP("Next cell to check"), "F8", repeats=True),
        act(cells, "previous_to_check", QT_TR_NOOP("Previous cell to check"), "Shift+F8", repeats=True),
        act(cells, "edit", QT_TR_NOOP("Edit, or type over it"), "F2"),
        act(cells, "down", QT_TR_NOOP("Down"), "Enter", fixed=True),
        act(cells, "right", QT_TR_NOOP("To the right"), "Tab", fixed=True),
        act(cells, "back", QT_TR_NOOP("Back, keep as it was"), "Esc", fixed=True),
        act(cells, "page", QT_TR_NOOP("Show the page"), "Ctrl+Space"),
        act(changes, "copy", QT_TR_NOOP("Copy the cells"), "Ctrl+C", fixed=True),
        act(changes, "paste", QT_TR_NOOP("Paste from a spreadsheet"), "Ctrl+V", fixed=True),
        act(changes, "fill_down", QT_TR_NOOP("Fill down"), "Ctrl+D"),
        act(changes, "clear", QT_TR_NOOP("Clear the cells"), "Del", fixed=True),
        act(changes, "undo", QT_TR_NOOP("Undo"), "Ctrl+Z", repeats=True),
        act(changes, "redo_edit", QT_TR_NOOP("Do again"), "Ctrl+Shift+Z", "Ctrl+Y", repeats=True),
        act(changes, "save", QT_TR_NOOP("Save changes"), "Ctrl+S"),
        act(documents, "mark", QT_TR_NOOP("Select the row"), "Shift+Space", fixed=True),
        act(documents, "mark_all", QT_TR_NOOP("Select all"), "Ctrl+A", fixed=True),
        act(documents, "confirm", QT_TR_NOOP("Confirm the row"), "Ctrl+Enter"),
        act(documents, "confirm_clean", QT_TR_NOOP("Confirm all without findings"), "Ctrl+Shift+Enter"),
        act(documents, "search", QT_TR_NOOP("Search any value"), "Ctrl+F"),
        act(documents, "export", QT_TR_NOOP("Export as…"), "Ctrl+E"),
        act(documents, "list", QT_TR_NOOP("Back to the list"), "Ctrl+G"),
    )


def _wizard() -> tuple[KeyedAction, ...]:
    def act(
        group: str, name: str, text: str, key: str, *, fixed: bool = False, repeats: bool = False
    ) -> KeyedAction:
        place = "" if group == wizard else group
        return KeyedAction(f"new.{name}", "new", group, text, key, (), fixed, repeats, place)

    wizard = QT_TR_NOOP("Wizard")
    files = QT_TR_NOOP("Files")
    prompts = QT_TR_NOOP("Prompts")
    return (
        act(wizard, "next", QT_TR_NOOP("Next"), "Alt+Right"),
        act(wizard, "previous", QT_TR_NOOP("Previous"), "Alt+Left"),
        act(wizard, "submit", QT_TR_NOOP("Submit the batch"), "Ctrl+Enter"),
        act(files, "folder", QT_TR_NOOP("Choose a folder"), "Ctrl+Shift+O"),
        act(files, "files", QT_TR_NOOP("Choose files"), "Ctrl+O"),
        act(files, "paste", QT_TR_NOOP("Paste files"), "Ctrl+V", fixed=True),
        act(files, "undo", QT_TR_NOOP("Undo what was just done"), "Ctrl+Z", fixed=True),
        act(files, "remove", QT_TR_NOOP("Remove the file"), "Del", fixed=True),
        act(prompts, "library", QT_TR_NOOP("Prompt library"), "Ctrl+L"),
        act(prompts, "keep", QT_TR_NOOP("Save this prompt"), "Ctrl+Shift+S"),
        act(prompts, "search", QT_TR_NOOP("Search files"), "Ctrl+F"),
        act(prompts, "next_file", QT_TR_NOOP("Next file"), "Ctrl+Down", repeats=True),
        act(prompts, "previous_file", QT_TR_NOOP("Previous file"), "Ctrl+Up", repeats=True),
        act(prompts, "rename", QT_TR_NOOP("Rename the column"), "F2", fixed=True),
        act(prompts, "type", QT_TR_NOOP("Change its type"), "Alt+Down", fixed=True),
        act(prompts, "drop", QT_TR_NOOP("Drop the column"), "Del", fixed=True),
    )


def _lists() -> tuple[KeyedAction, ...]:
    def act(
        screen: str, group: str, name: str, text: str, key: str, *, fixed: bool = False, place: str = ""
    ) -> KeyedAction:
        return KeyedAction(f"{screen}.{name}", screen, group, text, key, (), fixed, place=place)

    batches = QT_TR_NOOP("Batches")
    documents = QT_TR_NOOP("Documents")
    upload = QT_TR_NOOP("Upload")
    exports = QT_TR_NOOP("Exports")
    export = QT_TR_NOOP("Export")
    account = QT_TR_NOOP("Account")
    outbox = QT_TR_NOOP("Changes that wait")
    settings = QT_TR_NOOP("Settings")
    return (
        act("batches", batches, "search", QT_TR_NOOP("Search this list"), "Ctrl+F"),
        act("batches", batches, "open", QT_TR_NOOP("Open the batch"), "Enter", fixed=True),
        act("batches", batches, "rename", QT_TR_NOOP("Rename the batch"), "F2"),
        act("batches", batches, "menu", QT_TR_NOOP("Menu of the row"), "Shift+F10", fixed=True),
        act("batches", batches, "delete", QT_TR_NOOP("Delete, asks first"), "Ctrl+Del"),
        act("batches", batches, "undo", QT_TR_NOOP("Undo what was just done"), "Ctrl+Z"),
        act("batches", batches, "paste", QT_TR_NOOP("Paste files"), "Ctrl+V", fixed=True),
        act("batch", documents, "review", QT_TR_NOOP("Review what is to review"), "R", place="documents"),
        act("batch", documents, "open", QT_TR_NOOP("Review the document"), "Enter", fixed=True),
        act("batch", documents, "select", QT_TR_NOOP("Select"), "Space", fixed=True, place="documents"),
        act("batch", documents, "extend", QT_TR_NOOP("Extend the selection"), "Shift+Down", fixed=True),
        act("batch", documents, "select_all", QT_TR_NOOP("Select all"), "Ctrl+A", fixed=True),
        act("batch", documents, "confirm", QT_TR_NOOP("Confirm the selection"), "Ctrl+Enter"),
        act("batch", documents, "export", QT_TR_NOOP("Export as…"), "Ctrl+E"),
        act("batch", documents, "delete", QT_TR_NOOP("Delete, several after asking"), "Ctrl+Del"),
        act("batch", documents, "undo", QT_TR_NOOP("Undo what was just done"), "Ctrl+Z"),
        act("batch", documents, "clear", QT_TR_NOOP("Clear the selection"), "Esc", fixed=True),
        act("batch", documents, "search", QT_TR_NOOP("Search documents"), "Ctrl+F"),
        act("batch", documents, "next_tab", QT_TR_NOOP("Next tab"), "Ctrl+Tab"),
        act("batch", documents, "previous_tab", QT_TR_NOOP("Previous tab"), "Ctrl+Shift+Tab"),
        act("batch", documents, "rename", QT_TR_NOOP("Rename the batch"), "F2"),
        act("batch", documents, "grid", QT_TR_NOOP("Show as a grid"), "Ctrl+G"),
        act(
            "batch", upload, "pause", QT_TR_NOOP("Pause or resume the file"), "Space", fixed=True, place="up"
        ),
        act("batch", upload, "retry", QT_TR_NOOP("Retry the file"), "R", fixed=True, place="up"),
        act("batch", upload, "cancel", QT_TR_NOOP("Cancel the file"), "Del", fixed=True, place="up"),
        act("batch", upload, "pause_all", QT_TR_NOOP("Pause or resume all"), "Ctrl+."),
        act("exports", exports, "export", QT_TR_NOOP("Export confirmed…"), "Ctrl+E"),
        act("exports", exports, "search", QT_TR_NOOP("Search this list"), "Ctrl+F"),
        act("exports", exports, "open", QT_TR_NOOP("Open the file"), "Enter", fixed=True),
        act("exports", exports, "folder", QT_TR_NOOP("Show in folder"), "Ctrl+Shift+O"),
        act("exports", exports, "again", QT_TR_NOOP("Run again"), "Ctrl+R"),
        act("exports", exports, "copy", QT_TR_NOOP("Copy path or link"), "Ctrl+C", fixed=True),
        act("exports", exports, "remove", QT_TR_NOOP("Remove from the list"), "Del"),
        act("export", export, "start", QT_TR_NOOP("Export"), "Ctrl+Enter"),
        act("account", account, "ask", QT_TR_NOOP("Ask again"), "F5"),
        act("outbox", outbox, "open", QT_TR_NOOP("Open document"), "Enter", fixed=True),
        act("outbox", outbox, "again", QT_TR_NOOP("Try again"), "R"),
        act("outbox", outbox, "discard", QT_TR_NOOP("Discard my change"), "Del"),
        act("settings", settings, "search", QT_TR_NOOP("Search settings"), "Ctrl+F"),
        act("settings", settings, "turn", QT_TR_NOOP("Turn on or off"), "Space", fixed=True),
    )


KEYED_ACTIONS: Final[tuple[KeyedAction, ...]] = (*_review(), *_grid(), *_wizard(), *_lists(), *_everywhere())
"""In the order in which screens and settings list them."""

SCREENS: Final[dict[str, str]] = {
    "review": QT_TR_NOOP("Review"),
    "new": QT_TR_NOOP("New batch"),
    "batches": QT_TR_NOOP("Batches"),
    "batch": QT_TR_NOOP("Batch"),
    "grid": QT_TR_NOOP("Grid"),
    "exports": QT_TR_NOOP("Exports"),
    "export": QT_TR_NOOP("Export"),
    "account": QT_TR_NOOP("Account"),
    "outbox": QT_TR_NOOP("Changes that wait"),
    "settings": QT_TR_NOOP("Settings"),
    EVERYWHERE: EVERYWHERE_GROUP,
}
"""The title of each screen, in the same order."""
