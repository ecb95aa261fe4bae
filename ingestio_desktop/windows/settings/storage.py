"""Settings, Storage: the folder of data, and the copies of the service's files."""

from ingestio_desktop.flows.cache import CacheUse
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.preferences import PreferencesPresenter
from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.settings import Settings
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import file_size
from ingestio_desktop.windows.settings.rows import Field, SettingRow
from ingestio_desktop.windows.widgets import Button, Label, ProgressBar


class CacheLimitRow(SettingRow):
    def __init__(self, presenter: SettingsPresenter) -> None:
        self.limit = Field(
            tr("Megabytes for copies"),
            lambda text: presenter.number_problem("cache_limit_mb", text),
            lambda text: presenter.put(cache_limit_mb=int(text.replace(" ", ""))),
            width=96,
        )
        super().__init__(
            tr("Copies of the service’s files"),
            tr("Pages that you look at are kept here. What was not used for longest goes first."),
            (self.limit, Label(tr("MB"), TextStyle.SMALL, "muted")),
        )
        self.know_as("cache disk space limit")
        self.limit.say_problems(self.set_problem)

    def show_settings(self, settings: Settings) -> None:
        self.limit.show_text(str(settings.cache_limit_mb))


class CacheUseRow(SettingRow):
    def __init__(self) -> None:
        self._preferences: PreferencesPresenter | None = None
        self.clear = Button(tr("Clear now"), icon="trash-2", on_click=self._clear)
        super().__init__(tr("In use"), tr("Counting…"), (self.clear,))
        self.know_as("cache clear disk space")
        self.bar = ProgressBar(height=4, name=tr("Copies"))
        self.below.addWidget(self.bar)
        self.clear.setEnabled(False)
        self.clear.setAccessibleName(tr("Clear the copies"))

    def attach(self, preferences: PreferencesPresenter) -> None:
        """The copies of the account in use can be counted from now on."""
        self._preferences = preferences
        preferences.cache_changed.connect(self.show_use)

    def show_use(self, use: CacheUse) -> None:
        """How much there is."""
        size, limit = file_size(use.size), file_size(use.limit)
        words = tr("%n file(s), {size} of {limit}", "", use.files, size=size, limit=limit)
        if use.kept:
            stay = tr("{size} stay: open, not sent yet, or wanted here", size=file_size(use.kept))
            words = f"{words} · {stay}"
        self.set_detail(words)
        self.bar.set_value(min(100, round(100 * use.size / use.limit)) if use.limit else 0)
        self.clear.setEnabled(use.size > use.kept)

    def _clear(self) -> None:
        if self._preferences is not None:
            self.clear.setEnabled(False)
            self._preferences.clear_cache()
