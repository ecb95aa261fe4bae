"""How sync is going: the facts of the status strip."""

from dataclasses import dataclass
from enum import StrEnum

from ingestio_core.errors import ErrorInfo


class Link(StrEnum):
    """`starting` and `failed` are of the embedded service: it is not there yet, or did not start.
    `signed_out` rests until there is a sign-in again."""

    STARTING = "starting"
    ONLINE = "online"
    SYNCING = "syncing"
    OFFLINE = "offline"
    SIGNED_OUT = "signed_out"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Fetching:
    """How far a long fetch has come, such as the first one of an account: the documents that arrived, and the
    percent of all changes that are to be read, None where that is not known."""

    documents: int = 0
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """`pending` counts outbox events and uploads not yet with the service, `set_aside` those it
    refused; `pages_left` is None where there is no limit or it is not known yet. `error` says why it is
    not online, `notice` what a person should know although it is. `local` is This computer. `fetching` is
    there while more is fetched than one page."""

    link: Link
    pending: int = 0
    set_aside: int = 0
    account: str = "This computer"
    pages_left: int | None = None
    error: ErrorInfo | None = None
    notice: ErrorInfo | None = None
    local: bool = True
    fetching: Fetching | None = None
