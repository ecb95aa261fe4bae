"""Secrets of the desktop: the door to the system's keyring, and to what stands in for it."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from ingestio_client.credentials import Credentials, Secrets, SessionSecrets
from ingestio_client.vault import VaultFile
from ingestio_core.errors import MachineError
from ingestio_desktop.registry import SecretPlace

__all__ = ["Credentials", "Vault", "VaultFile", "VaultState"]

_FILE: Final = "sign-ins.vault"
_PROBE: Final = "nobody"
"""Under this name nothing is ever kept."""


class VaultState(StrEnum):
    """Where a sign-in can be kept: in the keyring; in the file, which is `open` or `locked`; or, with
    neither, nowhere yet."""

    KEYRING = "keyring"
    OPEN = "open"
    LOCKED = "locked"
    ABSENT = "absent"


class Vault:
    """The places where sign-ins are kept. Which one is always chosen: by the person, or because there is a
    keyring; never because another one failed. Blocks: not for the main thread."""

    def __init__(
        self, data: Path, *, keyring: Credentials | None = None, file: VaultFile | None = None
    ) -> None:
        """`data` is the person's data folder; keyring and file are the usual ones unless given."""
        self.file = file or VaultFile(data / _FILE)
        self._keyring = keyring or Credentials()
        self._session = SessionSecrets()

    def state(self) -> VaultState:
        if self._keyring.there:
            return VaultState.KEYRING
        if not self.file.exists:
            return VaultState.ABSENT
        return VaultState.OPEN if self.file.is_open else VaultState.LOCKED

    def place(self) -> SecretPlace:
        """Where a new sign-in is kept unless the person says otherwise; a keyring that is locked is asked to
        open. Raises `MachineError` (vault_absent, vault_locked, keyring_refused)."""
        match self.state():
            case VaultState.KEYRING:
                self._keyring.load(_PROBE)
                return SecretPlace.KEYRING
            case VaultState.OPEN:
                return SecretPlace.FILE
            case VaultState.LOCKED:
                raise MachineError(
                    "vault_locked", "Your sign-in is locked", "Enter your passphrase, then sign in."
                )
            case VaultState.ABSENT:
                raise MachineError(
                    "vault_absent",
                    "There is no safe place for the sign-in yet",
                    "This computer has no keyring. Choose a passphrase, or sign in for this session only.",
                )

    def secrets(self, place: SecretPlace) -> Secrets:
        match place:
            case SecretPlace.KEYRING:
                return self._keyring
            case SecretPlace.FILE:
                return self.file
            case SecretPlace.SESSION:
                return self._session
