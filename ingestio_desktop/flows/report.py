"""A report of errors for whoever helps: what the logs say, without contents, names, addresses or secrets."""

import json
import platform
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from ingestio_core.errors import MachineError
from ingestio_desktop.futures import settle
from ingestio_desktop.settings import SettingsFile

Result = TypeVar("Result")

LAST_ERRORS: Final = 20
_LINES: Final = 5_000
_TAIL_BYTES: Final = 4 * 1024 * 1024
_KEPT: Final = frozenset({"timestamp", "level", "logger", "event", "code", "kind", "exception", "files"})
"""What a line of a log may say. All other values stay out, whatever they are."""

_BAD: Final = frozenset({"warning", "error", "critical"})
_PATH: Final = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\s\\/\"'“”]+){2,}")
_ADDRESS: Final = re.compile(r"\w+://[^\s\"'“”]+|[\w.+-]+@[\w-]+\.[\w.]+")
_SECRET: Final = re.compile(r"(?i)\b(?:bearer|basic|token|password|key)\b[\s=:]+\S+")
_SHOWN: Final = (
    *("appearance", "reduced_motion", "language", "watching_paused", "upload_limit_kbps", "cache_limit_mb"),
    *("desktop_messages", "close_to_tray", "telemetry"),
)
"""Settings that say nothing about the person."""


class ReportFlow:
    """Reads the logs in a thread of its own."""

    def __init__(self, data: Path, settings: SettingsFile, version: str) -> None:
        """`data` is the person's data folder."""
        self._data = data
        self._settings = settings
        self._version = version

    def last_errors(self) -> "Future[str]":
        """The newest errors and warnings as text, newest last; empty when there are none."""

        def read() -> str:
            lines = self._bad_lines()
            return f"{self._about()}{chr(10).join(lines)}" if lines else ""

        return _in_thread(read)

    def save(self, target: Path) -> "Future[Path]":
        """Write the report as a zip file, whole or not at all. Fails with `MachineError`
        (report_not_saved)."""
        return _in_thread(lambda: self._save(target))

    def _save(self, target: Path) -> Path:
        part = target.with_name(f".{target.name}.part")
        try:
            with ZipFile(part, "w", ZIP_DEFLATED) as report:
                report.writestr("about.txt", self._about())
                for log in sorted((self._data / "logs").glob("*.log")):
                    report.writestr(log.name, "\n".join(_clean_lines(log)))
            part.replace(target)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise MachineError(
                "report_not_saved",
                "The report could not be saved",
                f"“{target}” could not be written: {error.strerror}. Choose another folder.",
            ) from error
        return target

    def _bad_lines(self) -> list[str]:
        return [line for line in _clean_lines(self._data / "logs" / "desktop.log") if _is_bad(line)][
            -LAST_ERRORS:
        ]

    def _about(self) -> str:
        settings = self._settings.settings.model_dump(mode="json", include=set(_SHOWN))
        lines = [
            f"IngestIO {self._version}",
            f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
            f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            *(f"{name}: {value}" for name, value in settings.items()),
            f"watched folders: {len(self._settings.settings.watched)}",
            f"proxy: {self._settings.settings.proxy.mode.value}",
        ]
        return "\n".join(lines) + "\n\n"


def _clean_lines(log: Path) -> Iterator[str]:
    """The last lines of a log, each as what may be told of it. Lines of another shape are left out: what
    is in them is not known."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - _TAIL_BYTES))
            lines = file.read().decode("utf-8", "replace").splitlines()[-_LINES:]
    except OSError:
        return
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict):
            yield json.dumps(_clean(said), ensure_ascii=False)


def _clean(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _clean_value(value) for name, value in said.items() if name in _KEPT}


def _clean_value(value: Any) -> Any:
    match value:
        case bool() | int() | float() | None:
            return value
        case list():
            return [_clean_value(each) for each in value]
        case dict():
            return {str(name): _clean_value(each) for name, each in value.items()}
        case _:
            text = _SECRET.sub("…", _ADDRESS.sub("…", str(value)))
            return _PATH.sub(_without_folders, text)


def _without_folders(found: "re.Match[str]") -> str:
    """Of a place in the program its last two names, of any other path nothing."""
    path = found.group()
    parts = re.split(r"[\\/]", path)
    return "/".join(parts[-2:]) if ".py" in parts[-1] else "…"


def _is_bad(line: str) -> bool:
    return json.loads(line).get("level") in _BAD


def _in_thread(work: Callable[[], Result]) -> "Future[Result]":
    future: Future[Result] = Future()
    threading.Thread(target=settle, args=(future, work), name="report", daemon=True).start()
    return future
