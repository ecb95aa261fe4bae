"""Settings of this computer: typed, checked, in one JSON file that is never half written.

Fields are only ever added, each with a default; one whose meaning changes gets a new name. So an older
version reads a newer one's file and the other way round. What this version does not know or can't take
is kept as it was found and written back, until the person chooses another value; what it can't take falls
back to its default meanwhile.
"""

import base64
import json
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Protocol

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ingestio_core.errors import MachineError
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.options import (
    Appearance,
    Language,
    Motion,
    Proxy,
    WatchedFolder,
    checked_server,
)

__all__ = [
    "Appearance",
    "Language",
    "Motion",
    "Proxy",
    "Settings",
    "SettingsFile",
    "WatchedFolder",
    "WidgetStates",
]


class Settings(BaseModel):
    """What a person chose. `export_folder` is the last one used, None for the documents folder."""

    model_config = ConfigDict(frozen=True, extra="allow")

    appearance: Appearance = Appearance.SYSTEM
    reduced_motion: Motion = Motion.SYSTEM
    language: Language = Language.SYSTEM
    """Taken up at the next start."""

    export_folder: Path | None = None
    watched: tuple[WatchedFolder, ...] = ()
    watching_paused: bool = False

    upload_limit_kbps: int | None = Field(default=None, ge=10, le=10_000_000)
    """Kilobytes (1,000 bytes) a second for all uploads together; None for no limit."""
    proxy: Proxy = Proxy()
    server_address: Annotated[str, AfterValidator(checked_server)] | None = None
    """Of the hosted service, for the next sign-in; None while there is none."""
    cache_limit_mb: int = Field(default=2_000, ge=50, le=1_000_000)
    """Megabytes (1,048,576 bytes) that copies of the service's files may take."""

    desktop_messages: bool = True
    close_to_tray: bool = False
    telemetry: bool = False
    telemetry_address: Annotated[str, AfterValidator(checked_server)] | None = None
    """Where counts go; None while this copy of the program has nowhere to send them."""
    telemetry_day: date | None = None
    """When they were last sent."""

    review_sides_swapped: bool = False
    keys: Mapping[str, str] = Field(default_factory=dict)
    """Keys that the person changed, by the id of the action: "Ctrl+K", or "" for none."""
    widgets: Mapping[str, str] = Field(default_factory=dict)
    """States of windows, splitters and columns, by name, in base64."""

    @property
    def upload_bytes_per_second(self) -> int | None:
        return None if self.upload_limit_kbps is None else self.upload_limit_kbps * 1_000


class WidgetStates(Protocol):
    """Where windows keep their geometry: opaque bytes by name."""

    def widget_state(self, name: str) -> bytes | None: ...
    def keep_widget_state(self, name: str, state: bytes) -> None: ...


class SettingsFile:
    """The settings and their file. Reads and changes are cheap; `save` writes (any thread)."""

    def __init__(self, path: Path, changed: Callable[[], None] | None = None) -> None:
        """`changed` is called after each change, in the thread that made it."""
        self._path = path
        self.changed: Notifier[Settings] = Notifier()
        """Told the new settings after each change, in the thread that made it."""
        if changed is not None:
            self.changed.subscribe(lambda _: changed())
        self._lock = threading.Lock()
        self._found = _read(path)
        self._settings = self._found.settings
        self._saved = self._settings

    @property
    def settings(self) -> Settings:
        return self._settings

    def change(self, **values: Any) -> Settings:
        """Change values by name. Raises ValidationError for one that does not fit."""
        with self._lock:
            settings = Settings.model_validate({**self._settings.model_dump(), **values})
            changed, self._settings = settings != self._settings, settings
            for name in values:
                self._found.left.pop(name, None)
        if changed:
            self.changed.notify(settings)
        return settings

    def widget_state(self, name: str) -> bytes | None:
        stored = self._settings.widgets.get(name)
        if stored is None:
            return None
        with suppress(ValueError):
            return base64.b64decode(stored, validate=True)
        return None

    def keep_widget_state(self, name: str, state: bytes) -> None:
        self.change(widgets={**self._settings.widgets, name: base64.b64encode(state).decode()})

    def save(self) -> None:
        """Write what changed since the last time. Raises `MachineError` (settings_not_saved)."""
        with self._lock:
            if self._settings == self._saved:
                return
            settings = self._settings
            body = self._found.body(settings)
            part = self._path.with_name(f".{self._path.name}.part")
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                if self._found.damaged:
                    self._path.replace(self._path.with_suffix(".damaged.json"))
                with part.open("w", encoding="utf-8") as file:
                    json.dump(body, file, indent=2, ensure_ascii=False)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(self._path)
            except OSError as error:
                raise MachineError(
                    "settings_not_saved",
                    "The settings could not be saved",
                    f"“{self._path}” could not be written: {error.strerror}. Check the folder and try again.",
                ) from error
            self._saved, self._found.damaged = settings, False


_FORMAT: Final = 2
"""Of the file. Format 1 had the theme, the export folder and the states of windows only."""


@dataclass(slots=True)
class _Found:
    """What a file held. `left` are the values that this version can't take, by name, as they were found
    (of lists: the entries); `damaged` says that it was no settings file at all, or could not be read: it is
    put aside before another one is written."""

    settings: Settings = field(default_factory=Settings)
    left: dict[str, Any] = field(default_factory=dict)
    format: int = _FORMAT
    damaged: bool = False

    def body(self, settings: Settings) -> dict[str, Any]:
        """What is written for `settings`."""
        body = {**settings.model_dump(mode="json"), "format": max(self.format, _FORMAT)}
        for name, value in self.left.items():
            body[name] = [*body[name], *value] if name == "watched" and isinstance(value, list) else value
        return body


def _read(path: Path) -> _Found:
    """The file's settings; what does not fit is left at its default."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _Found()
    except (OSError, ValueError):
        return _Found(damaged=True)
    if not isinstance(body, dict):
        return _Found(damaged=True)
    number = body.pop("format", _FORMAT)
    found = _Found(format=number if isinstance(number, int) else _FORMAT)
    while True:
        try:
            found.settings = Settings.model_validate(body)
        except ValidationError as error:
            _leave(body, found.left, [problem["loc"] for problem in error.errors()])
        else:
            return found


def _leave(body: dict[str, Any], left: dict[str, Any], places: Sequence[tuple[int | str, ...]]) -> None:
    """Take what does not fit out of `body`: one entry of a list, else the whole value."""
    entries = {place[1] for place in places if place[0] == "watched" and len(place) > 1}
    if entries:
        watched = body["watched"]
        left.setdefault("watched", []).extend(each for n, each in enumerate(watched) if n in entries)
        body["watched"] = [each for n, each in enumerate(watched) if n not in entries]
    for name in {str(place[0]) for place in places} - ({"watched"} if entries else set()):
        left[name] = body.pop(name)
