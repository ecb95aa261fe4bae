"""Secrets as they may lie in a database: encrypted, and bound to whose they are.

Fernet (https://github.com/fernet/spec/blob/master/Spec.md): AES-128-CBC with HMAC-SHA256, by the
`cryptography` library. The first of several keys encrypts, any of them decrypts, so that keys can be
changed without losing what is stored.
"""

import base64
import json
import os
import secrets
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import SecretStr

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

KEY_FILE: Final = "secrets.key"
_KEY_BYTES: Final = 32


class SecretBoxError(Exception):
    """What is stored cannot be decrypted here, or belongs to somebody else."""


class SecretBox:
    """Locks and unlocks. `keys` are 32 bytes each in URL-safe base64. Thread-safe."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = tuple(keys)

    @cached_property
    def _fernet(self) -> "MultiFernet":
        # Loads OpenSSL, which a service that has no secrets of anybody need not.
        from cryptography.fernet import Fernet, MultiFernet

        return MultiFernet([Fernet(key) for key in self._keys])

    def lock(self, secret: SecretStr, owner: str) -> str:
        """The secret, encrypted for this owner alone."""
        content = json.dumps([owner, secret.get_secret_value()]).encode()
        return self._fernet.encrypt(content).decode()

    def unlock(self, locked: str, owner: str) -> SecretStr:
        """Raises SecretBoxError."""
        from cryptography.fernet import InvalidToken

        try:
            whose, secret = json.loads(self._fernet.decrypt(locked.encode()))
        except (InvalidToken, ValueError):
            raise SecretBoxError from None
        if whose != owner:
            raise SecretBoxError
        return SecretStr(secret)


def keys_of(text: str) -> list[str]:
    """The keys of a setting, by commas."""
    return [key.strip() for key in text.split(",") if key.strip()]


def key_in(folder: Path) -> str:
    """The key in a file of this folder that only its owner may read; made when there is none yet."""
    path = folder / KEY_FILE
    with suppress(FileNotFoundError):
        return path.read_text(encoding="ascii").strip()
    key = base64.urlsafe_b64encode(secrets.token_bytes(_KEY_BYTES))
    # Whole or not at all; mkstemp makes it 0600.
    handle, name = tempfile.mkstemp(dir=folder, prefix=KEY_FILE)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
    return key.decode()
