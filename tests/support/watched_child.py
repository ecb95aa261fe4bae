"""A process that watches a folder and is killed at a point."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingestio_desktop.flows.watching import moving, putting, watcher
from ingestio_desktop.store.database import Store
from tests.support import watching

POINTS = (
    "batch not committed",
    "batch committed",
    "move noted",
    "move begun",
    "file linked",
    "copy begun",
    "copied",
    "file moved",
)


def watch(store: Path, folder: Path, point: str) -> None:
    """All that a process does until it is killed."""
    _arm(point)
    opened = Store(store)
    opened.open()
    watched = watching.Watching(opened, watching.moving(folder))
    if point == "batch committed":
        watched.watcher._told = _die
    watched.settle()
    watching.taken_in(opened)
    watched.look(10)


def _arm(point: str) -> None:
    match point:
        case "batch not committed":
            _replace(watcher, "keep_files", _die)
        case "move noted":
            _replace(putting, "move", _die)
        case "move begun":
            _replace(os, "link", _die)
        case "file linked":
            _after(os, "link")
        case "copy begun" | "copied":
            _replace(os, "link", _no_links)
            _replace(moving, "_copy", _die) if point == "copy begun" else _after(moving, "_copy")
        case "file moved":
            _replace(putting, "end_files", _die)


def _replace(module: Any, name: str, function: Callable[..., Any]) -> None:
    setattr(module, name, function)


def _after(module: Any, name: str) -> None:
    original = getattr(module, name)

    def then_die(*arguments: Any, **named: Any) -> None:
        original(*arguments, **named)
        _die()

    setattr(module, name, then_die)


def _no_links(*_arguments: Any, **_named: Any) -> None:
    raise PermissionError(1, "no links here")


def _die(*_arguments: Any, **_named: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
