"""Secrets in a file behind a passphrase, for computers without a keyring.

The key is made of the passphrase by scrypt, the secrets are sealed by AES-256-GCM together with the
header, and the file is replaced as a whole. Half of what scrypt gives is kept beside it, so that a wrong
passphrase and a damaged file are told apart.
"""

import base64
import hmac
import os
import secrets
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from ingestio_client.locks import held
from ingestio_core.errors import IngestError, MachineError

MIN_PASSPHRASE: Final = 8
"""Characters that a passphrase has at least."""

_COST: Final = 2**17
"""128 MB and about half a second for one guess."""
_MAX_COST: Final = 2**20
_MAX_MEMORY: Final = 1024**3
_MAX_BYTES: Final = 4 * 1024 * 1024
_KEY: Final = 32
_NONCE: Final = 12


def _from_base64(value: object) -> object:
    return base64.b64decode(value, validate=True) if isinstance(value, str) else value


def _to_base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


_READ: Final = (BeforeValidator(_from_base64), PlainSerializer(_to_base64, return_type=str))
_Salt = Annotated[bytes, *_READ, Field(min_length=16, max_length=64)]
_Check = Annotated[bytes, *_READ, Field(min_length=_KEY, max_length=_KEY)]
_Nonce = Annotated[bytes, *_READ, Field(min_length=_NONCE, max_length=_NONCE)]
_Sealed = Annotated[bytes, *_READ]


class _Header(BaseModel):
    """What the key is made of, and how to know it. `check` is no part of the key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    kdf: Literal["scrypt"] = "scrypt"
    n: Annotated[int, Field(ge=2, le=_MAX_COST)]
    r: Annotated[int, Field(ge=1, le=16)] = 8
    p: Annotated[int, Field(ge=1, le=4)] = 1
    salt: _Salt
    check: _Check

    @model_validator(mode="after")
    def _can_be_worked(self) -> Self:
        if self.n.bit_count() != 1 or 128 * self.n * self.r > _MAX_MEMORY:
            raise ValueError("no scrypt of ours")
        return self

    def derived(self, passphrase: str) -> tuple[bytes, bytes]:
        """The key and what it is known by, 32 bytes each."""
        kdf = Scrypt(salt=self.salt, length=2 * _KEY, n=self.n, r=self.r, p=self.p)
        made = kdf.derive(passphrase.encode())
        return made[:_KEY], made[_KEY:]

    def bound(self) -> bytes:
        """What is sealed with the secrets: nobody can change it unseen."""
        return self.model_dump_json().encode()


class _Vault(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    header: _Header
    nonce: _Nonce
    sealed: _Sealed


@dataclass(frozen=True, slots=True)
class _Opened:
    header: _Header
    key: bytes


_CONTENTS: Final = TypeAdapter(dict[str, str])


class VaultFile:
    """The file and, once it was unlocked, its key. Blocks: not for the main thread.

    `load`, `store` and `delete` raise `MachineError` (vault_absent, vault_locked, vault_damaged,
    vault_not_written). Other processes may use the same file.
    """

    def __init__(self, path: Path, *, cost: int = _COST) -> None:
        """`cost` is scrypt's for a new file, a power of two."""
        self._path = path
        self._cost = cost
        self._opened: _Opened | None = None

    @property
    def exists(self) -> bool:
        return self._path.exists()

    @property
    def is_open(self) -> bool:
        """Whether it was unlocked, and is still the file that was."""
        try:
            self._read()
        except MachineError:
            return False
        return True

    def make(self, passphrase: str) -> None:
        """A new, empty one, unlocked. Raises `IngestError` (passphrase_short, vault_exists)."""
        if len(passphrase) < MIN_PASSPHRASE:
            raise IngestError(
                "passphrase_short",
                "The passphrase is too short",
                f"Take at least {MIN_PASSPHRASE} characters. A few words are easy to remember.",
            )
        with self._alone():
            if self.exists:
                raise IngestError(
                    "vault_exists",
                    "There is a passphrase already",
                    "Enter the one that you chose, or start over without it.",
                )
            unknown = _Header(n=self._cost, salt=secrets.token_bytes(16), check=bytes(_KEY))
            key, check = unknown.derived(passphrase)
            opened = _Opened(unknown.model_copy(update={"check": check}), key)
            self._write(opened, {})
            self._opened = opened

    def unlock(self, passphrase: str) -> None:
        """Raises `IngestError` (passphrase_wrong) and `MachineError` (vault_absent, vault_damaged)."""
        vault = self._file()
        key, check = vault.header.derived(passphrase)
        if not hmac.compare_digest(check, vault.header.check):
            raise IngestError(
                "passphrase_wrong",
                "The passphrase is not right",
                "Enter it again. Capital letters and spaces count.",
            )
        _unsealed(vault, key)
        self._opened = _Opened(vault.header, key)

    def lock(self) -> None:
        """Forget the key."""
        self._opened = None

    def forget(self) -> None:
        """Delete the file with all that is in it. Nothing happens when there is none."""
        with self._alone():
            self._opened = None
            try:
                self._path.unlink(missing_ok=True)
            except OSError as error:
                raise _not_written(self._path, error) from error

    def load(self, account: str) -> str | None:
        return self._read()[1].get(account)

    def store(self, account: str, secret: str) -> None:
        with self._alone():
            opened, kept = self._read()
            self._write(opened, {**kept, account: secret})

    def delete(self, account: str) -> None:
        with self._alone():
            opened, kept = self._read()
            if kept.pop(account, None) is not None:
                self._write(opened, kept)

    def _read(self) -> tuple[_Opened, dict[str, str]]:
        vault = self._file()
        opened = self._opened
        if opened is None or opened.header != vault.header:
            raise MachineError(
                "vault_locked",
                "Your sign-in is locked",
                "Enter your passphrase to go on.",
            )
        return opened, _unsealed(vault, opened.key)

    def _file(self) -> _Vault:
        try:
            if self._path.stat().st_size > _MAX_BYTES:
                raise _damaged()
            return _Vault.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            raise MachineError(
                "vault_absent",
                "There is no safe place for the sign-in yet",
                "This computer has no keyring. Choose a passphrase, or sign in for this session only.",
            ) from None
        except (OSError, ValidationError) as error:
            raise _damaged() from error

    def _write(self, opened: _Opened, kept: dict[str, str]) -> None:
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(opened.key).encrypt(nonce, _CONTENTS.dump_json(kept), opened.header.bound())
        vault = _Vault(header=opened.header, nonce=nonce, sealed=sealed)
        part = self._path.with_name(f".{self._path.name}.{secrets.token_hex(8)}.part")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(vault.model_dump_json(indent=1).encode())
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise _not_written(self._path, error) from error

    def _alone(self) -> AbstractContextManager[None]:
        return held(self._path.with_name(f"{self._path.name}.lock"))


def _unsealed(vault: _Vault, key: bytes) -> dict[str, str]:
    try:
        return _CONTENTS.validate_json(AESGCM(key).decrypt(vault.nonce, vault.sealed, vault.header.bound()))
    except (InvalidTag, ValidationError) as error:
        raise _damaged() from error


def _damaged() -> MachineError:
    return MachineError(
        "vault_damaged",
        "The kept sign-ins can't be read",
        "The file that they are in is damaged. Start over with a new passphrase, then sign in again; "
        "nothing else is lost.",
    )


def _not_written(path: Path, error: OSError) -> MachineError:
    return MachineError(
        "vault_not_written",
        "The sign-in could not be kept",
        f"“{path}” could not be written: {error.strerror}. Check the folder and the disk, then try again.",
    )
