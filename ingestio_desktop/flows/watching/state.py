"""What is shown and said of watched folders: frozen, made anew at every change."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.store.watched import WatchedHistory


class FolderPhase(StrEnum):
    """`off`: switched off. `other_account`: waits until its account is in use. `no_account`: its
    account is on this computer no longer. `arriving`: files are
    there that do not rest yet. `reading`: files are looked into. `problem`: see the reason."""

    OFF = "off"
    PAUSED = "paused"
    OTHER_ACCOUNT = "other_account"
    NO_ACCOUNT = "no_account"
    WATCHING = "watching"
    ARRIVING = "arriving"
    READING = "reading"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class FolderState:
    """`waiting` files are there and not taken yet."""

    id: UUID
    path: Path
    phase: FolderPhase
    waiting: int = 0
    problem: ErrorInfo | None = None
    history: WatchedHistory = field(default_factory=WatchedHistory)


class ToldKind(StrEnum):
    BATCH = "batch"
    REFUSED = "refused"
    REPEATED = "repeated"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Told:
    """What a person is told once. `count` files, `name` the first of them (of a batch: its name);
    `reason` is why the first was refused, or the problem of the folder."""

    kind: ToldKind
    folder: Path
    count: int
    name: str
    batch_id: UUID | None = None
    reason: ErrorInfo | None = None
