"""Settings, Watched folders: what each does and what came of it; pause, add, change, stop."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.watched import FolderPhase, FolderState
from ingestio_desktop.language import tr
from ingestio_desktop.options import AfterIntake, WatchedFolder
from ingestio_desktop.presenters.preferences import PreferencesPresenter, history_words, phase_words
from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.sentences import said
from ingestio_desktop.settings import Settings
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.settings.folder_dialog import FolderDialog
from ingestio_desktop.windows.settings.paths import open_path, short_path
from ingestio_desktop.windows.settings.rows import SettingRow, Switch
from ingestio_desktop.windows.widgets import Button, ButtonKind, ElidedLabel, IconLabel, Label, Rule

_TONES = {
    Tone.NEUTRAL: "muted",
    Tone.ACCENT: "accent",
    Tone.OK: "ok",
    Tone.WARN: "warn",
    Tone.BAD: "bad",
}
_REFUSED_SHOWN = 5


class FoldersList(SettingRow):
    """All of the section: what it is for, the switch that pauses it, a part for each folder, and Add."""

    batch_wanted = Signal(object)

    def __init__(self, presenter: SettingsPresenter) -> None:
        self._presenter = presenter
        self._preferences: PreferencesPresenter | None = None
        self._parts: dict[UUID, FolderPart] = {}
        self.pause = Switch(tr("Watch folders"))
        self.add = Button(tr("Watch a folder…"), icon="folder-plus", on_click=self.open_new)
        super().__init__(
            tr("Make batches of what lands in a folder"),
            tr(
                "Files count once they rest, and become a batch by themselves. What was taken is "
                "remembered, so nothing is made twice."
            ),
            (self.pause,),
        )
        self.know_as("watched folder hot folder scan inbox")
        self._none = Label(tr("No folder is watched."), TextStyle.BODY, "muted")
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self.below.addWidget(self._none)
        self.below.addLayout(self._column)
        self.below.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.pause.turned.connect(lambda on: presenter.put(watching_paused=not on))

    def attach(self, preferences: PreferencesPresenter) -> None:
        """Say what folders do, from now on."""
        self._preferences = preferences
        preferences.folders_changed.connect(self._show_states)
        self._show_states(preferences.states())

    def show_settings(self, settings: Settings) -> None:
        watched = settings.watched
        self.pause.setChecked(not settings.watching_paused)
        self.pause.setVisible(bool(watched))
        self._none.setVisible(not watched)
        self.add.setEnabled(self._preferences is not None)
        for gone in self._parts.keys() - {folder.id for folder in watched}:
            part = self._parts.pop(gone)
            self._column.removeWidget(part)
            part.deleteLater()
        for place, folder in enumerate(watched):
            if folder.id not in self._parts:
                self._parts[folder.id] = self._new_part(folder)
                self._column.insertWidget(place, self._parts[folder.id])
            self._parts[folder.id].show_folder(folder)

    def open_new(self) -> None:
        """Ask which folder, and what to do with its files."""
        self._open(None)

    def _open(self, folder: WatchedFolder | None) -> None:
        if self._preferences is not None:
            FolderDialog(self._presenter, self._preferences, folder, self.window()).open()

    def _new_part(self, folder: WatchedFolder) -> "FolderPart":
        part = FolderPart(folder)
        part.change_asked.connect(self._open)
        part.turned.connect(self._turn)
        part.remove_asked.connect(self._ask_to_remove)
        part.retry_asked.connect(self._retry)
        part.take_over_asked.connect(self._take_over)
        part.batch_wanted.connect(self.batch_wanted)
        return part

    def _turn(self, folder: WatchedFolder, on: bool) -> None:
        problem = self._presenter.put_folder(folder.model_copy(update={"enabled": on}))
        self._parts[folder.id].show_problem(problem)

    def _take_over(self, folder: WatchedFolder) -> None:
        if self._preferences is not None:
            account = self._preferences.account
            problem = self._presenter.put_folder(folder.model_copy(update={"account": account}))
            self._parts[folder.id].show_problem(problem)

    def _ask_to_remove(self, folder: WatchedFolder) -> None:
        ask(
            self,
            tr("Stop watching “{name}”?", name=folder.path.name or str(folder.path)),
            tr("Its files and the batches that were made of them stay. You can watch it again at any time."),
            tr("Stop watching"),
            lambda: self._presenter.drop_folder(folder),
        )

    def _retry(self, folder_id: UUID) -> None:
        if self._preferences is not None:
            self._preferences.retry_refused(folder_id)

    def _show_states(self, states: tuple[FolderState, ...]) -> None:
        by_id: Mapping[UUID, FolderState] = {state.id: state for state in states}
        name = self._preferences.account_name if self._preferences is not None else ""
        for folder_id, part in self._parts.items():
            if (state := by_id.get(folder_id)) is not None:
                part.show_state(state, name)


class FolderPart(QWidget):
    """One watched folder."""

    change_asked = Signal(object)
    remove_asked = Signal(object)
    retry_asked = Signal(object)
    take_over_asked = Signal(object)
    batch_wanted = Signal(object)
    turned = Signal(object, bool)

    def __init__(self, folder: WatchedFolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._state: FolderState | None = None
        name = folder.path.name or str(folder.path)
        self.title = ElidedLabel("", TextStyle.BUTTON, mode=Qt.TextElideMode.ElideMiddle)
        self.how = Label("", TextStyle.SMALL, "muted", wrap=True)
        self.state = Label("", TextStyle.SMALL, "muted", wrap=True)
        self.history = Label("", TextStyle.SMALL, "muted", wrap=True)
        self.refused = Label("", TextStyle.SMALL, "warn", wrap=True)
        self._icon = IconLabel("clock", "muted", 14)
        self.switch = Switch(tr("Watch {name}", name=name))
        self.show_folder_button = Button(tr("Show"), on_click=lambda: open_path(self._folder.path))
        self.change = Button(tr("Change…"), on_click=lambda: self.change_asked.emit(self._folder))
        self.remove = Button(tr("Stop watching…"), on_click=lambda: self.remove_asked.emit(self._folder))
        self.retry = Button(
            tr("Look again"), ButtonKind.LINK, on_click=lambda: self.retry_asked.emit(self._folder.id)
        )
        self.take_over = Button(
            tr("Take over"), icon="folder-input", on_click=lambda: self.take_over_asked.emit(self._folder)
        )
        self.batch = Button(tr("Open the last batch"), ButtonKind.LINK, on_click=self._open_batch)
        acts = (self.take_over, self.change, self.remove)
        for button in (self.show_folder_button, *acts, self.retry, self.batch):
            button.setAccessibleName(tr("{action}: {name}", action=button.text().rstrip("…"), name=name))
        self.switch.turned.connect(lambda on: self.turned.emit(self._folder, on))
        self._arrange()
        self.show_folder(folder)

    def show_folder(self, folder: WatchedFolder) -> None:
        """What is chosen for it."""
        self._folder = folder
        self.title.setText(short_path(folder.path))
        self.switch.setChecked(folder.enabled)
        auto = folder.strategy is PromptStrategy.AUTO
        what = tr("Type and columns are found by themselves") if auto else folder.prompt.strip()
        prompt = what if len(what) <= 90 else f"{what[:90]}…"
        after = tr("done files are moved") if folder.after is AfterIntake.MOVE else tr("done files are left")
        self.how.setText(f"{prompt} · {after}")

    def show_state(self, state: FolderState, account_name: str) -> None:
        """What it does, and what came of it."""
        self._state = state
        icon, words, tone = phase_words(state, account_name)
        self._icon.set_icon(icon, _TONES[tone])
        self.state.setText(words)
        self.state.set_tone("muted" if tone is Tone.OK else _TONES[tone])
        self.history.setText(history_words(state))
        past = state.history
        self.batch.setVisible(past.last_batch is not None)
        elsewhere = state.phase in (FolderPhase.OTHER_ACCOUNT, FolderPhase.NO_ACCOUNT)
        self.retry.setVisible(bool(past.refused_count) and not elsewhere)
        self.take_over.setVisible(state.phase is FolderPhase.NO_ACCOUNT)
        self.take_over.set_tip(tr("Have {account} take its files", account=account_name))
        lines = [
            f"{file.path.name}: {said(file.error.title)}"
            for file in past.refused[:_REFUSED_SHOWN]
            if file.error is not None
        ]
        if past.refused_count > len(lines) and lines:
            lines.append(tr("and %n more", "", past.refused_count - len(lines)))
        self.refused.setText("\n".join(lines))
        self.refused.setVisible(bool(lines))

    def show_problem(self, sentence: str) -> None:
        """Why a change was not taken."""
        if sentence:
            self.state.setText(sentence)
            self.state.set_tone("bad")
            self.switch.setChecked(self._folder.enabled)

    def _open_batch(self) -> None:
        if self._state is not None and self._state.history.last_batch is not None:
            self.batch_wanted.emit(self._state.history.last_batch)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Rule())
        column.addSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("folder", "accent", 16))
        head.addWidget(self.title, 1)
        head.addWidget(self.switch)
        column.addLayout(head)
        column.addWidget(self.how)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.state, 1)
        column.addLayout(line)
        column.addWidget(self.history)
        column.addWidget(self.refused)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.show_folder_button, self.take_over, self.change, self.remove):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.retry)
        buttons.addWidget(self.batch)
        column.addSpacing(4)
        column.addLayout(buttons)
        for widget in (self.refused, self.retry, self.take_over, self.batch):
            widget.hide()
