"""Where the account *This computer* keeps its files, and file names as text."""

import os
from pathlib import Path

from ingestio_core.folders import service_folder, user_data_folder

__all__ = ["DATA_DIR_VARIABLE", "data_folder", "printable", "service_folder", "service_log"]

DATA_DIR_VARIABLE = "INGESTIO_DATA_DIR"


def data_folder() -> Path:
    """The folder of this person's data: what INGESTIO_DATA_DIR names, else the system's own place."""
    if chosen := os.environ.get(DATA_DIR_VARIABLE):
        return Path(chosen).expanduser().absolute()
    return user_data_folder()


def service_log(data: Path) -> Path:
    """Where the embedded service's log goes."""
    return data / "logs" / "service.log"


def printable(path: str) -> str:
    """A name or path as text that can be sent and stored; on some disks names are any bytes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
