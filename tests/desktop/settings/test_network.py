"""The way to the network as it was chosen: from the first request on, whatever the keyring does meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ingestio_client.credentials import Credentials
from ingestio_client.proxy import Way, WayKind, use_way, way_in_use
from ingestio_client.vault import VaultFile
from ingestio_desktop.app import Application
from ingestio_desktop.credentials import Vault
from ingestio_desktop.flows.network import NetworkFlow
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.workers.io_thread import IoThread
from tests.desktop.settings.conftest import MemoryKeyring
from tests.support.desk import CHEAP, PlainKeyring

PROXY = {"mode": "manual", "url": "http://proxy.example.com:3128", "user": "me"}


class SlowKeyring(MemoryKeyring):
    """One that asks the person first."""

    __module__ = MemoryKeyring.__module__

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.unlocked = threading.Event(), threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.set()
        assert self.unlocked.wait(30)
        return super().get_password(service, username)


@pytest.fixture
def running() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        stack.callback(use_way, Way())
        yield stack


def way(password: str) -> Way:
    return Way(WayKind.PROXY, "http://proxy.example.com:3128", "me", password)


def test_nothing_goes_another_way_while_the_keyring_asks(tmp_path: Path, running: ExitStack) -> None:
    settings, backend = SettingsFile(tmp_path / "settings.json"), SlowKeyring()
    settings.change(proxy=PROXY)
    backend.set_password("IngestIO", "proxy", "secret")
    network = NetworkFlow(settings, Vault(tmp_path, keyring=Credentials(backend)))
    running.callback(network.close)
    running.callback(backend.unlocked.set)
    started = network.start()
    assert way_in_use() == way("")
    assert backend.asked.wait(30) and not started.done()
    backend.unlocked.set()
    started.result(30)
    assert way_in_use() == way("secret")


def test_a_password_behind_a_passphrase_is_used_once_that_is_given(
    tmp_path: Path, running: ExitStack
) -> None:
    settings = SettingsFile(tmp_path / "settings.json")
    settings.change(proxy=PROXY)
    place = tmp_path / "sign-ins.vault"
    earlier = VaultFile(place, cost=CHEAP)
    earlier.make("correct horse battery")
    earlier.store("proxy", "secret")
    vault = Vault(tmp_path, keyring=Credentials(PlainKeyring()), file=VaultFile(place, cost=CHEAP))
    network = NetworkFlow(settings, vault)
    running.callback(network.close)
    network.start().result(30)
    assert way_in_use() == way("")
    network.keep_password("for now").result(30)
    assert way_in_use() == way("for now")
    vault.file.unlock("correct horse battery")
    told = threading.Event()
    network.changed.subscribe(lambda _: told.set())
    network.look_again()
    assert told.wait(30)
    assert way_in_use() == way("secret")
    network.keep_password("").result(30)
    assert way_in_use() == way(""), "nor is the one for the session found again"


def test_the_last_requests_go_the_chosen_way_too(
    tmp_path: Path, running: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, ways, close = SettingsFile(tmp_path / "settings.json"), list[Way](), IoThread.close
    settings.change(proxy=PROXY)

    def closing(io: IoThread) -> None:
        ways.append(way_in_use())
        close(io)

    monkeypatch.setattr(IoThread, "close", closing)
    application = Application(tmp_path, settings, Vault(tmp_path, keyring=Credentials(MemoryKeyring())))
    running.callback(application.shutdown)
    application.prepare().result(30)
    application.shutdown()
    assert ways[0] == way("")
