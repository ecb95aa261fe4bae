"""What the endpoints of uploads share: the bytes, whose turn it is, and how much is allowed."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from uuid import UUID

from ingestio_cloud.features.uploads.chunks import ObjectParts
from ingestio_cloud.features.uploads.limits import UploadGate, UploadLimits
from ingestio_cloud.features.uploads.parts import FolderParts, PartStore
from ingestio_cloud.features.uploads.turns import Turns
from ingestio_cloud.integrations.blobs import BlobStore


class Scanner(Protocol):
    """Knows viruses."""

    async def scan(self, path: Path) -> str | None:
        """The name of the virus in a file, None when there is none. Raises `MachineError` when it
        cannot say."""
        ...

    async def ping(self) -> None:
        """Raises `MachineError` when nobody answers."""
        ...


@dataclass(frozen=True, slots=True)
class UploadDesk:
    """One for a running service. `alone` is a process that shares its data with no other, so that a
    file which somebody was verifying when it starts is left from its own past."""

    parts: PartStore
    gate: UploadGate
    limits: UploadLimits
    scanner: Scanner | None
    alone: bool
    turns: Turns = field(default_factory=Turns)
    verifying: "dict[UUID, asyncio.Task[None]]" = field(default_factory=dict)


def part_store(blobs: BlobStore, folder: Path) -> PartStore:
    """Unfinished uploads in `folder` where files are kept in folders, else beside the files; then
    `folder` is where single requests are gathered."""
    return FolderParts(folder) if blobs.folder is not None else ObjectParts(blobs, folder)
