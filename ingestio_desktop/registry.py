"""The accounts of this computer: one JSON file that is never half written, and holds no secret.

One that can't be read is put aside as `accounts.damaged.json` before another one is written."""

import json
import os
import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError

from ingestio_core.errors import ErrorInfo, MachineError
from ingestio_core.plans import PlanName
from ingestio_desktop.options import THIS_COMPUTER

_FORMAT: Final = 1
_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9.-]+")


class SecretPlace(StrEnum):
    """Where a sign-in is kept: the system's keyring, the file behind a passphrase, this session."""

    KEYRING = "keyring"
    FILE = "file"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Entry:
    """An account that is known here. `server` and what follows is None for This computer; `plan` is as
    last heard; `unsynced` is what waited when it was last in use; `signed_out` says why sync rests."""

    id: str
    server: str | None = None
    user_id: UUID | None = None
    email: str | None = None
    plan: PlanName | None = None
    place: SecretPlace | None = None
    unsynced: int = 0
    signed_out: ErrorInfo | None = None

    @property
    def local(self) -> bool:
        """Whether it is This computer."""
        return self.server is None


class _File(BaseModel):
    model_config = ConfigDict(extra="allow")

    format: int = _FORMAT
    active: str | None = None
    accounts: tuple[Entry, ...] = ()


def account_id(server: str, user_id: UUID) -> str:
    """The id of a hosted account, which is also its folder's name."""
    parts = urlsplit(server)
    host = f"{parts.hostname or ''}{f'-{parts.port}' if parts.port else ''}{parts.path}"
    return f"{_NOT_IN_NAMES.sub('-', host.lower()).strip('-.') or 'service'}-{user_id.hex}"


class Registry:
    """Reads are cheap, changes write the file at once (not for the main thread). `changed` is called after
    each change, in the thread that made it."""

    def __init__(self, data: Path, changed: Callable[[], None]) -> None:
        """`data` is the person's data folder. An account whose folder is there and that no file knows of
        (This computer, from before there were others) is known."""
        self._path = data / "accounts.json"
        self._folders = data / "accounts"
        self._changed = changed
        self._lock = threading.Lock()
        self._damaged = False
        self._file = self._read()

    @property
    def active(self) -> str | None:
        return self._file.active

    def entries(self) -> tuple[Entry, ...]:
        """This computer first, then by e-mail."""
        return tuple(sorted(self._file.accounts, key=lambda entry: (not entry.local, entry.email or "~")))

    def entry(self, account: str) -> Entry | None:
        return next((entry for entry in self._file.accounts if entry.id == account), None)

    def folder(self, account: str) -> Path:
        """Where an account keeps its store and its files."""
        return self._folders / account

    def put(self, entry: Entry) -> None:
        """Add an account, or change it. Raises `MachineError` (registry_not_written)."""
        self._change(
            lambda file: file.model_copy(
                update={"accounts": (*(known for known in file.accounts if known.id != entry.id), entry)}
            )
        )

    def change(self, account: str, update: Callable[[Entry], Entry]) -> None:
        """Change an account where it is known. Raises `MachineError` (registry_not_written)."""
        self._change(
            lambda file: file.model_copy(
                update={
                    "accounts": tuple(
                        update(entry) if entry.id == account else entry for entry in file.accounts
                    )
                }
            )
        )

    def remove(self, account: str) -> None:
        """Raises `MachineError` (registry_not_written)."""

        def without(file: _File) -> _File:
            left = tuple(entry for entry in file.accounts if entry.id != account)
            active = None if file.active == account else file.active
            return file.model_copy(update={"accounts": left, "active": active})

        self._change(without)

    def use(self, account: str | None) -> None:
        """Note which one is in use. Raises `MachineError` (registry_not_written)."""
        self._change(lambda file: file.model_copy(update={"active": account}))

    def _change(self, make: Callable[[_File], _File]) -> None:
        with self._lock:
            file = make(self._file)
            if file == self._file:
                return
            self._write(file)
            self._file = file
        self._changed()

    def _read(self) -> _File:
        try:
            file = _File.model_validate(json.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            file = self._found()
        except (OSError, ValueError, ValidationError):
            # Nothing that is in the accounts is lost: each is there once one signs in again.
            self._damaged = True
            file = self._found()
        # A sign-in of a session ended with it.
        return file.model_copy(update={"accounts": tuple(_restarted(entry) for entry in file.accounts)})

    def _found(self) -> _File:
        if not (self._folders / THIS_COMPUTER).is_dir():
            return _File()
        return _File(active=THIS_COMPUTER, accounts=(Entry(THIS_COMPUTER),))

    def _write(self, file: _File) -> None:
        part = self._path.with_name(f".{self._path.name}.{secrets.token_hex(4)}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("w", encoding="utf-8") as opened:
                opened.write(file.model_dump_json(indent=2))
                opened.flush()
                os.fsync(opened.fileno())
            if self._damaged:
                self._path.replace(self._path.with_suffix(".damaged.json"))
                self._damaged = False
            part.replace(self._path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise MachineError(
                "registry_not_written",
                "The accounts of this computer could not be noted",
                f"“{self._path}” could not be written: {error.strerror}. Check the folder and the disk.",
            ) from error


def _restarted(entry: Entry) -> Entry:
    if entry.place is not SecretPlace.SESSION or entry.signed_out is not None:
        return entry
    return replace(
        entry,
        signed_out=ErrorInfo(
            code="not_signed_in",
            title="You are not signed in",
            message="The last sign-in was for one session. Sign in to go on; nothing is lost.",
        ),
    )
