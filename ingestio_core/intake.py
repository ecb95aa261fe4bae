"""Take a file in: identify it by its content, count its pages, hash it, or say why it is refused.

Runs in a child process of the desktop for thousands of files at a time, and once more in the
service; so each file is opened once, a small one is read once, and nothing raises for a bad file.
"""

import hashlib
import io
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from ingestio_core.contents import ContentError, count_pages, guess_type
from ingestio_core.errors import ErrorInfo
from ingestio_core.limits import MAX_FILE_BYTES, MEBIBYTE, MediaType
from ingestio_core.walk import FoundFile, unreadable, walk

__all__ = ["FoundFile", "IntakeResult", "inspect_file", "inspect_many", "walk"]

_IN_MEMORY_BYTES: Final = 16 * MEBIBYTE
_CHUNK_BYTES: Final = MEBIBYTE
_HEAD_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What intake found out about one file.

    `size` is in bytes. `media_type` and `pages` are None where the file was refused before they
    were known, `sha256` (lower-case hex) where it was not read to its end. An e-invoice as plain
    XML has 0 pages, an image 1.
    """

    path: Path
    size: int
    media_type: MediaType | None = None
    pages: int | None = None
    sha256: str | None = None
    error: ErrorInfo | None = None

    @property
    def accepted(self) -> bool:
        return self.error is None


def inspect_file(path: Path, *, max_bytes: int = MAX_FILE_BYTES) -> IntakeResult:
    """Inspect one file. Never raises for a bad file: it comes back with an error of code
    file_too_large, type_not_allowed, file_empty, file_damaged, password_protected or
    file_unreadable."""
    try:
        status = path.stat()
        # Asked before opening: to open a pipe would wait for ever.
        if not stat.S_ISREG(status.st_mode):
            return IntakeResult(path, 0, error=_not_a_file(path))
        with path.open("rb") as file:
            return _inspect_open(path, file, os.fstat(file.fileno()).st_size, max_bytes)
    except OSError as error:
        return IntakeResult(path, 0, error=unreadable(path, error))


def inspect_many(found: Sequence[FoundFile], *, max_bytes: int = MAX_FILE_BYTES) -> list[IntakeResult]:
    """Inspect several files in the order given. Arguments and results pickle, for a child process."""
    return [
        IntakeResult(file.path, 0, error=file.error)
        if file.error is not None
        else inspect_file(file.path, max_bytes=max_bytes)
        for file in found
    ]


def _inspect_open(path: Path, file: BinaryIO, size: int, max_bytes: int) -> IntakeResult:
    if size == 0:
        return IntakeResult(path, 0, error=_empty())
    if size > max_bytes:
        return IntakeResult(path, size, error=_too_large(size, max_bytes))
    if size <= _IN_MEMORY_BYTES:
        content: BinaryIO = io.BytesIO(data := file.read(_IN_MEMORY_BYTES + 1))
        size, digest, head = len(data), hashlib.sha256(data).hexdigest(), data[:_HEAD_BYTES]
    else:
        content, digest = file, _hash(file)
        file.seek(0)
        head = file.read(_HEAD_BYTES)
    try:
        media_type = guess_type(head, content)
    except ContentError as refusal:
        return IntakeResult(path, size, sha256=digest, error=refusal.info())
    try:
        pages = count_pages(media_type, content, size)
    except ContentError as refusal:
        known = None if refusal.code == "type_not_allowed" else media_type
        return IntakeResult(path, size, known, sha256=digest, error=refusal.info())
    return IntakeResult(path, size, media_type, pages, digest)


def _hash(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def _not_a_file(path: Path) -> ErrorInfo:
    return ErrorInfo(
        code="file_unreadable",
        title="Not a file",
        message=f"“{path.name}” is a folder or a device, not a file. Choose the files in it.",
    )


def _empty() -> ErrorInfo:
    return ErrorInfo(
        code="file_empty",
        title="Empty file",
        message="The file has no content at all (0 bytes). Save or scan the document once more.",
    )


def _too_large(size: int, limit: int) -> ErrorInfo:
    return ErrorInfo(
        code="file_too_large",
        title="Too large",
        message=f"The file has {_megabytes(size)}; up to {_megabytes(limit)} are taken. "
        "Save it in a smaller size or split it.",
    )


def _megabytes(size: int) -> str:
    """Megabytes as people count them here, rounded so that a file over the limit also reads so."""
    tenths = -(-size * 10 // MEBIBYTE)
    return f"{tenths // 10} MB" if tenths % 10 == 0 else f"{tenths / 10:.1f} MB"
