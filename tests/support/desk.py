"""The desktop below its windows with accounts at a hosted service; the test plays the browser."""

import queue
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import keyring.backend
from keyring.errors import KeyringLocked

from ingestio_client.credentials import Credentials
from ingestio_client.vault import VaultFile
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.app import Application, Flows
from ingestio_desktop.credentials import Vault
from ingestio_desktop.flows.accounts import AccountsFlow, AccountSummary, SignInPhase, SignInProgress
from ingestio_desktop.registry import SecretPlace
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.sync.status import Link
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served
from tests.cloud.signing_in import signed_in
from tests.support.people import Person
from tests.support.waiting import until

WAIT = 60
CHEAP = 2**4
"""What a guess at a passphrase costs in tests."""


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Taken for the system's own by where it says that it is from."""

    __module__ = "keyring.backends.SecretService"
    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False
        self.read_only = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("no")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked or self.read_only:
            raise KeyringLocked("no")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class PlainKeyring(MemoryKeyring):
    """One that is not allowed: it would keep secrets as they are."""

    __module__ = "keyrings.alt.file"


class Desk:
    """An application on a data folder, prepared, and what it told."""

    def __init__(self, data: Path, service: Served, backend: keyring.backend.KeyringBackend) -> None:
        self.data = data
        self.service = service
        self.backend = backend
        self.vault = Vault(
            data, keyring=Credentials(backend), file=VaultFile(data / "sign-ins.vault", cost=CHEAP)
        )
        self.application = Application(data, SettingsFile(data / "settings.json"), self.vault)
        self.progress: queue.SimpleQueue[SignInProgress] = queue.SimpleQueue()
        self.opened: list[Flows | None] = []
        self.accounts: AccountsFlow = self.application.prepare().result(WAIT)
        self.accounts.sign_in_changed.subscribe(self.progress.put)
        self.application.opened.subscribe(self.opened.append)

    @property
    def flows(self) -> Flows:
        """Of the account in use."""
        flows = self.opened[-1]
        assert flows is not None, "no account is open"
        return flows

    def address(self) -> str:
        """Where the browser is to go, once it is told."""
        while True:
            progress = self.progress.get(timeout=WAIT)
            assert progress.phase in (SignInPhase.LOOKING, SignInPhase.BROWSER), progress
            if progress.url is not None:
                return progress.url

    def sign_in(self, person: Person, keep: SecretPlace | None = None) -> str:
        """The whole way with a person who allows it; the id of the account, which is in use then."""
        asked = self.accounts.sign_in(self.service.url, keep=keep)
        allow(self.service, person.user_id, self.address())
        account = asked.result(WAIT)
        while self.progress.get(timeout=WAIT).phase is not SignInPhase.DONE:
            continue
        return account

    def online(self) -> None:
        until(lambda: self.flows.account.status().link in (Link.ONLINE, Link.SYNCING), WAIT)

    def summary(self, account: str) -> AccountSummary:
        found = self.accounts.summary(account)
        assert found is not None
        return found


@contextmanager
def desk_on(
    data: Path, service: Served, backend: keyring.backend.KeyringBackend | None = None
) -> Iterator[Desk]:
    """Everything is joined at the end."""
    desk = Desk(data, service, backend or MemoryKeyring())
    try:
        yield desk
    finally:
        desk.application.shutdown()


def allow(service: Served, user: UUID, address: str, decision: str = "allow") -> httpx.Response:
    """What the person and their browser do: answer the question, go where that leads. The last page."""
    parts = urlsplit(address)
    with signed_in(service, user) as browser:
        page = browser.open(f"{parts.path}?{parts.query}")
        back = browser.submit(page, decision=decision).headers["Location"]
        return httpx.get(back, trust_env=False)


def code_of(future: "Future[Any]") -> str:
    """With which code it failed."""
    error = future.exception(WAIT)
    assert error is not None, "it did not fail"
    return str(getattr(error, "code", repr(error)))


def submit(desk: Desk, folder: Path, count: int, name: str = "May") -> UUID:
    """Drop so many files of a page and submit them."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{name} {number}.pdf").write_bytes(make_pdf(f"{name} {number} {folder}"))
    compose = desk.flows.compose
    compose.open().result(WAIT)
    compose.add_paths([folder])
    until(lambda: compose.view().totals.files == count and not compose.view().listing, WAIT)
    compose.set_name(name)
    compose.set_strategy(PromptStrategy.AUTO)
    until(lambda: compose.view().strategy is PromptStrategy.AUTO, WAIT)
    return desk.flows.submit.submit(compose.view().id).result(WAIT)
