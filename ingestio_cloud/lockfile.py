"""One service a data folder: a lock that ends with the process, however that ends."""

import os
import sys
from pathlib import Path
from typing import Final

from ingestio_core.errors import MachineError

_NAME: Final = "service.lock"


class FolderLock:
    """Holds a data folder until `release`."""

    def __init__(self, folder: Path) -> None:
        """Raises `MachineError` (data_folder_in_use, data_folder_unusable)."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise MachineError(
                "data_folder_unusable",
                "The data folder cannot be used",
                f"{folder} cannot be written ({error.strerror}). Choose another folder or allow it.",
            ) from error
        try:
            _lock(self._file)
        except OSError:
            os.close(self._file)
            raise MachineError(
                "data_folder_in_use",
                "The data folder is in use",
                f"Another IngestIO service already uses {folder}. Close it, or choose another folder.",
            ) from None

    def release(self) -> None:
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
