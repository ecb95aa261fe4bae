"""The settings page for pictures."""

from pathlib import Path

from ingestio_core.contracts.engines import EngineChoice
from ingestio_core.providers import ProviderKind
from ingestio_desktop.presenters.engines import EnginesPresenter
from ingestio_desktop.presenters.preferences import PreferencesPresenter
from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.settings import SettingsFile
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.reading_settings import ReadingSettings
from ingestio_desktop.windows.settings_page import SettingsFacts, SettingsPage
from ingestio_desktop.workers.bridge import Bridge
from tests.support.engines import ChosenEngines
from tests.support.preferences import FOLDERS, ShownFlows

HOME = Path.home()


def settings_page(**chosen: object) -> SettingsPage:
    """Settings with folders that are watched, and what came of them."""
    file = SettingsFile(Path("nowhere") / "settings.json")
    file.change(export_folder=HOME / "Documents" / "Exports", watched=FOLDERS)
    file.change(**chosen)
    facts = SettingsFacts(
        ThemeSetting.SYSTEM,
        HOME / ".local" / "share" / "IngestIO",
        HOME / ".local" / "state" / "IngestIO" / "log",
        "0.1.0",
    )
    page = SettingsPage(SettingsPresenter(file), facts)
    bridge = Bridge(_unexpected, page)
    page.attach(PreferencesPresenter(ShownFlows(), bridge))  # type: ignore[arg-type]
    flow = ChosenEngines(ProviderKind.OPENAI, default=EngineChoice.AUTO)
    page.add_section(ReadingSettings(EnginesPresenter(flow, bridge, page)))  # type: ignore[arg-type]
    return page


def _unexpected(error: BaseException) -> None:
    raise error
