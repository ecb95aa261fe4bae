"""Secrets in the system's keyring, and in nothing less: never in plain text."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

import keyring
import keyring.backend
from keyring.errors import KeyringError

from ingestio_core.errors import MachineError

_SERVICE: Final = "IngestIO"
_ALLOWED: Final = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
    }
)
"""Modules of backends that keep secrets encrypted; keyrings.alt and others write them as they are."""


class Secrets(Protocol):
    """Where secrets are kept by name. Every call may wait: not for the main thread."""

    def load(self, account: str) -> str | None: ...
    def store(self, account: str, secret: str) -> None: ...
    def delete(self, account: str) -> None: ...


class SessionSecrets:
    """Kept until the program ends, and nowhere."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def load(self, account: str) -> str | None:
        return self._kept.get(account)

    def store(self, account: str, secret: str) -> None:
        self._kept[account] = secret

    def delete(self, account: str) -> None:
        self._kept.pop(account, None)


class Credentials:
    """Session secrets by account. Every call may wait for the system: not for the main thread.

    Raises `MachineError` (no_keyring, keyring_refused).
    """

    def __init__(self, backend: keyring.backend.KeyringBackend | None = None) -> None:
        """`backend` is the one to use, None for the system's own."""
        self._backend = backend

    @property
    def there(self) -> bool:
        """Whether the system has a keyring that may be used."""
        try:
            self._keyring()
        except MachineError:
            return False
        return True

    def load(self, account: str) -> str | None:
        with _asked():
            return self._keyring().get_password(_SERVICE, account)

    def store(self, account: str, secret: str) -> None:
        with _asked():
            self._keyring().set_password(_SERVICE, account, secret)

    def delete(self, account: str) -> None:
        """Nothing happens when there is none."""
        with _asked():
            backend = self._keyring()
            if backend.get_password(_SERVICE, account) is not None:
                backend.delete_password(_SERVICE, account)

    def _keyring(self) -> keyring.backend.KeyringBackend:
        backend = self._backend or keyring.get_keyring()
        candidates: list[keyring.backend.KeyringBackend] = [backend, *getattr(backend, "backends", ())]
        for candidate in candidates:
            if type(candidate).__module__ in _ALLOWED:
                return candidate
        raise MachineError(
            "no_keyring",
            "There is no safe place for the sign-in",
            "This computer has no keyring that IngestIO trusts (Secret Service, KWallet, macOS or Windows). "
            "Set one up, or sign in for this session only.",
        )


@contextmanager
def _asked() -> Iterator[None]:
    """Inside, the keyring's refusals become a `MachineError`."""
    try:
        yield
    except KeyringError as error:
        raise MachineError(
            "keyring_refused",
            "The keyring could not be used",
            "It is locked, or you said no. Unlock it and try again.",
            retryable=True,
        ) from error
