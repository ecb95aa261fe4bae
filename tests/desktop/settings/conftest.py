"""The settings page on real flows: a store, a folder of data, a keyring in memory."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import keyring.backend
import pytest
from pytestqt.qtbot import QtBot

from ingestio_client.proxy import Way, use_way
from ingestio_desktop.credentials import Credentials, Vault
from ingestio_desktop.flows.network import NetworkFlow
from ingestio_desktop.flows.preferences import Household, Preferences, open_cache
from ingestio_desktop.flows.report import ReportFlow
from ingestio_desktop.options import THIS_COMPUTER, Language
from ingestio_desktop.presenters.preferences import PreferencesPresenter
from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.store.database import Store
from ingestio_desktop.sync.control import SyncControl
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.settings_page import SettingsFacts, SettingsPage
from ingestio_desktop.workers.bridge import Bridge
from ingestio_desktop.workers.cpu_process import CpuProcess
from ingestio_desktop.workers.io_thread import IoThread
from tests.support.desktop import fresh_store

GONE = "an-account-that-was-deleted"


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Its class says that it is one of those that keep secrets encrypted."""

    __module__ = "keyring.backends.SecretService"
    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@dataclass
class House:
    """All that the page stands on."""

    data: Path
    settings: SettingsFile
    keyring: MemoryKeyring
    flows: Preferences
    sync: SyncControl
    store: Store
    cpu: CpuProcess
    """Not started: most of the page needs no files looked into."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    settings = SettingsFile(tmp_path / "settings.json")
    backend = MemoryKeyring()
    network = NetworkFlow(settings, Vault(tmp_path, keyring=Credentials(backend)))
    with ExitStack() as running:
        running.callback(use_way, Way())
        running.callback(network.close)
        store = fresh_store(tmp_path / "store.sqlite")
        running.callback(store.close)
        io, cpu = IoThread(), CpuProcess()
        io.start()
        running.callback(io.close)
        running.callback(cpu.close)
        sync = SyncControl(store, io, "This computer")
        running.callback(sync.stop)
        cache = open_cache(running, store, tmp_path / "files", settings)
        network.start().result(30)
        home = Household(settings, network, ReportFlow(tmp_path, settings, "1.2.3"), "1.2.3")
        flows = home.furnish(
            running, THIS_COMPUTER, "This computer", store, sync, cpu, io, cache, GONE.__ne__
        )
        yield House(tmp_path, settings, backend, flows, sync, store, cpu)


@pytest.fixture(autouse=True)
def light(theme: Theme) -> Iterator[None]:
    """A theme of its own for each test would dress anew all that the tests before left."""
    yield
    theme.set_setting(ThemeSetting.LIGHT)


@pytest.fixture
def page(qtbot: QtBot, house: House) -> SettingsPage:
    facts = SettingsFacts(
        ThemeSetting.SYSTEM, house.data, house.data / "logs", "1.2.3", Language.SYSTEM, True
    )
    made = SettingsPage(SettingsPresenter(house.settings), facts)
    qtbot.addWidget(made)

    def unexpected(error: BaseException) -> None:
        raise error

    made.attach(PreferencesPresenter(house.flows, Bridge(unexpected, made)))
    made.show()
    return made
