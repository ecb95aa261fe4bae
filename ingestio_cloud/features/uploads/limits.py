"""How much may be uploaded at once, by one user and by all, and how slowly."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final
from uuid import UUID

from ingestio_cloud.features.errors import BusyError
from ingestio_core.limits import MEBIBYTE

MAX_TURNS: Final = 5_000
"""Requests that may write to one upload: fifty megabytes in pieces of ten kilobytes."""

_RETRY_SECONDS: Final = 5
_OPEN_RETRY_SECONDS: Final = 60
_DISK_RETRY_SECONDS: Final = 60
_DISK_LOOK_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """Sizes in bytes, times in seconds. A file up to `any_plan` is allowed whatever the plan.
    `open_uploads` and `open_bytes` are those of one user that are announced or received and not
    verified yet; `bodies` and `bodies_per_user` are requests that this process receives at once. A body
    that is silent for `idle`, takes longer than `whole`, or after `grace` has brought less than
    `bytes_a_second` on the average, is cut off."""

    ttl: int = 7 * 24 * 3600
    any_plan: int = 0
    open_uploads: int = 1_000
    open_bytes: int = 10 * 1024 * MEBIBYTE
    bodies: int = 64
    bodies_per_user: int = 16
    idle: float = 60
    whole: float = 1800
    grace: float = 30
    bytes_a_second: int = 2048
    disk_floor: int = 256 * MEBIBYTE


class UploadGate:
    """Lets bodies in while there is room for them, before a byte of them is read."""

    def __init__(self, limits: UploadLimits, folder: Path) -> None:
        self._limits = limits
        self._folder = folder
        self._bodies: Counter[UUID] = Counter()
        self._free = 0
        self._looked = 0.0

    @contextmanager
    def body(self, user_id: UUID, size: int) -> Iterator[None]:
        """Inside, a body of up to `size` bytes is received. Raises `BusyError` (upload_busy,
        uploads_at_once, disk_full)."""
        if self._bodies.total() >= self._limits.bodies:
            raise BusyError(
                "upload_busy",
                "The service is receiving as much as it can",
                "The upload goes on by itself in a few seconds.",
                retry_after=_RETRY_SECONDS,
            )
        if self._bodies[user_id] >= self._limits.bodies_per_user:
            raise BusyError(
                "uploads_at_once",
                "Too many files at the same time",
                f"An account may send {self._limits.bodies_per_user} files at the same time. Wait until one "
                "is through.",
                retry_after=_RETRY_SECONDS,
            )
        if self._disk_free() - size < self._limits.disk_floor:
            raise BusyError(
                "disk_full",
                "The disk of the service is full",
                "Nothing was lost. Try again later; on your own computer, free some space first.",
                retry_after=_DISK_RETRY_SECONDS,
            )
        self._bodies[user_id] += 1
        try:
            yield
        finally:
            self._bodies[user_id] -= 1
            if not self._bodies[user_id]:
                del self._bodies[user_id]

    def _disk_free(self) -> int:
        """Bytes that are free on the disk which bodies are written to first."""
        now = monotonic()
        if not self._looked or now - self._looked > _DISK_LOOK_SECONDS:
            self._free, self._looked = shutil.disk_usage(self._folder).free, now
        return self._free


class BodyClock:
    """Says how long one body may still be silent."""

    def __init__(self, limits: UploadLimits) -> None:
        self._limits = limits
        self._started = monotonic()
        self._received = 0

    def patience(self) -> float:
        """Seconds to wait for the next bytes; none when the body has taken too long already."""
        gone = monotonic() - self._started
        if gone > self._limits.grace and self._received < gone * self._limits.bytes_a_second:
            return 0
        return max(0.0, min(self._limits.idle, self._limits.whole - gone))

    def got(self, size: int) -> None:
        self._received += size


def check_open(limits: UploadLimits, uploads: int, size: int) -> None:
    """Whether a user with so many unfinished uploads, of `size` bytes with the new one, may have it.
    Raises `BusyError` (too_many_uploads)."""
    if uploads > limits.open_uploads or size > limits.open_bytes:
        raise BusyError(
            "too_many_uploads",
            "Too many uploads are unfinished",
            "Finish or cancel some of the uploads that have begun, then start this one again.",
            retry_after=_OPEN_RETRY_SECONDS,
        )
