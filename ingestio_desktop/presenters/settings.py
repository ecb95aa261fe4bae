"""Settings as they are chosen: each is checked, said in words where it does not fit, and counts at once."""

from typing import Any, Final

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from ingestio_desktop.language import QT_TR_NOOP, number, tr
from ingestio_desktop.options import WatchedFolder
from ingestio_desktop.sentences import said
from ingestio_desktop.settings import Settings, SettingsFile

_LIMITS: Final = {
    "upload_limit_kbps": (QT_TR_NOOP("Write a number from {low} to {high}."), 16, 10_000_000),
    "cache_limit_mb": (QT_TR_NOOP("Write a number from {low} to {high}."), 50, 1_000_000),
    "settle_seconds": (QT_TR_NOOP("Write a number from {low} to {high}."), 1, 3_600),
}
_TOO_LONG: Final = QT_TR_NOOP("This is too long. Shorten it.")
_UNFIT: Final = QT_TR_NOOP("This can’t be taken. Change it.")


class SettingsPresenter(QObject):
    """Lives as long as whoever shows it. `changed` brings the settings, whoever changed them."""

    changed = Signal(object)

    def __init__(self, file: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        unsubscribe = file.changed.subscribe(self.changed.emit)
        self.destroyed.connect(lambda: unsubscribe())

    @property
    def settings(self) -> Settings:
        return self._file.settings

    def put(self, **values: Any) -> str:
        """Choose values by name; "" when they are taken, else what is wrong."""
        problem = self.problem(**values)
        if not problem:
            self._file.change(**values)
        return problem

    def problem(self, **values: Any) -> str:
        """What is wrong with values, without choosing them."""
        try:
            Settings.model_validate({**self._file.settings.model_dump(), **values})
        except ValidationError as error:
            return _sentence(error)
        return ""

    def number_problem(self, name: str, text: str) -> str:
        """The same for a number that is typed."""
        sentence, low, high = _LIMITS[name]
        digits = text.replace(" ", "")
        if digits.isascii() and digits.isdecimal() and low <= int(digits) <= high:
            return ""
        return tr(sentence, low=number(low), high=number(high))

    def folder_problem(self, folder: WatchedFolder) -> str:
        """Why a folder can't be watched beside the others."""
        for other in self.settings.watched:
            if other.id != folder.id and other.path == folder.path:
                return tr("This folder is watched already.")
            if other.id != folder.id and other.done_folder == folder.path:
                return tr("Files of another watched folder are moved here. Choose another folder.")
            if other.id != folder.id and folder.done_folder == other.path:
                return tr("The folder for what is done is watched itself. Choose another one.")
        return ""

    def make_folder(self, **values: Any) -> WatchedFolder | str:
        """A watched folder of values, or what is wrong with them."""
        try:
            return WatchedFolder.model_validate(values)
        except ValidationError as error:
            return _sentence(error)

    def put_folder(self, folder: WatchedFolder) -> str:
        """Add a watched folder, or replace the one of its id; what is wrong with it."""
        problem = self.folder_problem(folder)
        if problem:
            return problem
        watched = self.settings.watched
        if any(other.id == folder.id for other in watched):
            kept = tuple(folder if other.id == folder.id else other for other in watched)
        else:
            kept = (*watched, folder)
        return self.put(watched=kept)

    def drop_folder(self, folder: WatchedFolder) -> None:
        """Watch it no longer; its files and batches stay."""
        self.put(watched=tuple(other for other in self.settings.watched if other.id != folder.id))


def _sentence(error: ValidationError) -> str:
    problem = error.errors()[0]
    name = str(problem["loc"][-1]) if problem["loc"] else ""
    if name in _LIMITS:
        sentence, low, high = _LIMITS[name]
        return tr(sentence, low=number(low), high=number(high))
    if problem["type"] == "string_too_long":
        return tr(_TOO_LONG)
    if "ctx" not in problem and problem["type"].islower() and problem["msg"].endswith("."):
        return said(problem["msg"])
    return tr(_UNFIT)
