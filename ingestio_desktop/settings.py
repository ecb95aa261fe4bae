"""Settings of this computer: typed, checked, in one JSON file that is never half written.

Unknown keys are kept, so that an older version does not lose what a newer one wrote; a value that
does not fit falls back to its default.
"""

import base64
import json
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingestio_core.errors import MachineError


class Appearance(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings(BaseModel):
    """What a person chose. `export_folder` is the last one used, None for the documents folder."""

    model_config = ConfigDict(frozen=True, extra="allow")

    appearance: Appearance = Appearance.SYSTEM
    export_folder: Path | None = None
    review_sides_swapped: bool = False
    widgets: Mapping[str, str] = Field(default_factory=dict)
    """States of windows, splitters and columns, by name, in base64."""


class WidgetStates(Protocol):
    """Where windows keep their geometry: opaque bytes by name."""

    def widget_state(self, name: str) -> bytes | None: ...
    def keep_widget_state(self, name: str, state: bytes) -> None: ...


class SettingsFile:
    """The settings and their file. Reads and changes are cheap; `save` writes (any thread)."""

    _FORMAT: Final = 1

    def __init__(self, path: Path, changed: Callable[[], None] | None = None) -> None:
        """`changed` is called after each change, in the thread that made it."""
        self._path = path
        self._changed = changed
        self._lock = threading.Lock()
        self._settings = _read(path)
        self._saved = self._settings

    @property
    def settings(self) -> Settings:
        return self._settings

    def change(self, **values: Any) -> Settings:
        """Change values by name. Raises ValidationError for one that does not fit."""
        with self._lock:
            settings = Settings.model_validate({**self._settings.model_dump(), **values})
            changed, self._settings = settings != self._settings, settings
        if changed and self._changed is not None:
            self._changed()
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
            body = {**settings.model_dump(mode="json"), "format": self._FORMAT}
            part = self._path.with_name(f".{self._path.name}.part")
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
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
            self._saved = settings


def _read(path: Path) -> Settings:
    """The file's settings; what does not fit is left at its default."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(body, dict):
        return Settings()
    while True:
        try:
            return Settings.model_validate(body)
        except ValidationError as error:
            wrong = {str(problem["loc"][0]) for problem in error.errors()}
            body = {key: value for key, value in body.items() if key not in wrong}
