"""Joins the settings with the window: the page, and what watched folders say."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from ingestio_desktop.about import program_version
from ingestio_desktop.flows.preferences import Preferences
from ingestio_desktop.flows.watched import FolderPhase, FolderState, Told, ToldKind
from ingestio_desktop.options import Language
from ingestio_desktop.presenters.notifications import Announcement
from ingestio_desktop.presenters.preferences import PreferencesPresenter, told_words
from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.settings import Appearance, SettingsFile
from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.announcer import Announcer
from ingestio_desktop.windows.settings_page import SettingsFacts, SettingsPage
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.workers.bridge import Bridge


def make_settings_page(
    shell: Shell,
    settings: SettingsFile,
    theme: Theme,
    data: Path,
    spoken: Language,
    restart: Callable[[], object],
) -> SettingsPage:
    """The page, before an account is open. `spoken` is the language that the window was started in."""

    def choose(chosen: ThemeSetting) -> None:
        settings.change(appearance=Appearance(chosen.value))
        theme.set_setting(chosen)

    presenter = SettingsPresenter(settings)
    facts = SettingsFacts(
        theme.setting, data, data / "logs", program_version(), spoken, QSystemTrayIcon.isSystemTrayAvailable()
    )
    page = SettingsPage(presenter, facts)
    presenter.setParent(page)
    page.theme_chosen.connect(choose)
    page.restart_asked.connect(restart)
    page.keys_asked.connect(shell.open_shortcuts)
    return page


class SettingsDesk(QObject):
    """The settings of the account in use."""

    def __init__(
        self,
        flows: Preferences,
        bridge: Bridge,
        announcer: Announcer,
        show_batch: Callable[[UUID], object],
        show_settings: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._flows = flows
        self._bridge = bridge
        self._announcer = announcer
        self._show_batch = show_batch
        self._show_settings = show_settings
        self._left_alone: frozenset[UUID] = frozenset()
        bridge.listen(flows.watched.told, self, self._say)
        bridge.listen(flows.watched.changed, self, self._see)
        # They may have been looked at before there was a window to say it.
        QTimer.singleShot(0, self, lambda: self._see(flows.watched.states()))

    def join(self, page: SettingsPage) -> None:
        """Have the page show what belongs to the account."""
        page.batch_wanted.connect(self._show_batch)
        page.attach(PreferencesPresenter(self._flows, self._bridge))

    def _see(self, states: tuple[FolderState, ...]) -> None:
        """Say once of each folder whose account is gone that nobody takes its files any more."""
        alone = {state.id: state for state in states if state.phase is FolderPhase.NO_ACCOUNT}
        for folder_id in alone.keys() - self._left_alone:
            state = alone[folder_id]
            self._say(Told(ToldKind.PROBLEM, state.path, 0, state.path.name, reason=state.problem))
        self._left_alone = frozenset(alone)

    def _say(self, told: Told) -> None:
        text, tone = told_words(told)
        batch = told.batch_id
        said = Announcement(text, tone, batch)
        if told.kind is ToldKind.BATCH and batch is not None:
            self._announcer.announce(said, lambda: self._show_batch(batch))
        else:
            self._announcer.announce(said, self._show_settings)
