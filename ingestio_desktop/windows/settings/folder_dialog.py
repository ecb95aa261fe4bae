"""Watch a folder: which, what to extract, what becomes of its files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.language import tr
from ingestio_desktop.options import DEFAULT_NAME, MAX_NAME, AfterIntake, WatchedFolder
from ingestio_desktop.presenters.preferences import PreferencesPresenter
from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.store.rows import SavedPrompt
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.fitting import Scrolled, free_height
from ingestio_desktop.windows.settings.paths import choose_folder, short_path
from ingestio_desktop.windows.settings.rows import Switch, Trouble
from ingestio_desktop.windows.widgets import Button, ButtonKind, Choice, ElidedLabel, Label, Segmented

_WIDTH: Final = 560
_LABEL: Final = 112


class FolderDialog(QDialog):
    """A new folder, or one that is changed. What is wrong stands above the buttons."""

    def __init__(
        self,
        presenter: SettingsPresenter,
        preferences: PreferencesPresenter,
        folder: WatchedFolder | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._preferences = preferences
        self._before = folder
        self._path = folder.path if folder is not None else None
        self._done = folder.done_folder if folder is not None else None
        self._library = folder.library_prompt if folder is not None else None
        self._chosen_text = folder.prompt if folder is not None else ""
        title = tr("Watch a folder") if folder is None else tr("Change a watched folder")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        self._make(folder)
        self._arrange(title)
        self._show_choice()
        preferences.prompts_listed.connect(self._list_prompts)
        preferences.refresh()

    def _make(self, folder: WatchedFolder | None) -> None:
        self.path = ElidedLabel("", TextStyle.BODY, "muted", Qt.TextElideMode.ElideMiddle)
        self.choose = Button(tr("Choose…"), icon="folder-open", on_click=self._choose_path)
        self.choose.setAccessibleName(tr("Choose the folder to watch"))
        self.subfolders = Switch(tr("Subfolders too"), on=folder is None or folder.subfolders)
        strategy = PromptStrategy.AUTO if folder is None else folder.strategy
        self.strategy = Segmented(
            (
                Choice(PromptStrategy.AUTO.value, tr("Auto-detect")),
                Choice(PromptStrategy.GLOBAL.value, tr("One prompt")),
            ),
            tr("What to extract"),
            current=strategy.value,
        )
        self.strategy.chosen.connect(lambda _key: self._show_choice())
        self.prompt = QPlainTextEdit(folder.prompt if folder is not None else "")
        self.prompt.setAccessibleName(tr("Prompt"))
        self.prompt.setPlaceholderText(tr("Invoice number, date, supplier, total; line items with …"))
        self.prompt.setTabChangesFocus(True)
        self.prompt.setFixedHeight(88)
        self.library = Button(tr("Prompt library"), icon="bookmark")
        self.library.setEnabled(False)
        after = AfterIntake.LEAVE if folder is None else folder.after
        self.after = Segmented(
            (
                Choice(AfterIntake.LEAVE.value, tr("Leave them")),
                Choice(AfterIntake.MOVE.value, tr("Move them")),
            ),
            tr("Files that are done"),
            current=after.value,
        )
        self.after.chosen.connect(lambda _key: self._show_choice())
        self.where = Label("", TextStyle.SMALL, "muted", wrap=True)
        self.choose_done = Button(tr("Choose…"), on_click=self._choose_done)
        self.choose_done.setAccessibleName(tr("Choose the folder for what is done"))
        self.name = QLineEdit(folder.batch_name if folder is not None else DEFAULT_NAME)
        self.name.setMaxLength(MAX_NAME)
        self.name.setAccessibleName(tr("Name of the batches"))
        seconds = folder.settle_seconds if folder is not None else 5.0
        self.settle = QLineEdit(f"{seconds:g}")
        self.settle.setFixedWidth(72)
        self.settle.setAccessibleName(tr("Seconds that a file has to rest"))
        self.problem = Trouble()
        self.cancel = Button(tr("Cancel"), shortcut="Esc", on_click=self.reject)
        words = tr("Watch") if folder is None else tr("Save")
        self.save = Button(words, ButtonKind.PRIMARY, on_click=self._save)

    def _show_choice(self) -> None:
        self.path.setText(tr("None chosen yet") if self._path is None else short_path(self._path))
        one = self.strategy.current == PromptStrategy.GLOBAL.value
        self.library.setVisible(one)
        self.prompt.setVisible(one)
        self._auto.setVisible(not one)
        moves = self.after.current == AfterIntake.MOVE.value
        self.where.setVisible(moves)
        self._left.setVisible(not moves)
        self.choose_done.setVisible(moves)
        where = self._done_folder()
        if where is not None:
            self.where.setText(tr("To {folder}, once the service has them", folder=short_path(where)))
        else:
            self.where.setText(tr("To a folder “Done” inside it, once the service has them"))
        self._fit()

    def _done_folder(self) -> Path | None:
        if self._done is not None:
            return self._done
        return self._path / tr("Done", "a folder for files") if self._path is not None else None

    def _choose_path(self) -> None:
        start = self._path or Path.home()
        choose_folder(self, tr("Folder to watch"), start, self._set_path)

    def _set_path(self, path: Path) -> None:
        self._path = path
        self._say("")
        self._show_choice()

    def _choose_done(self) -> None:
        start = self._done or self._path or Path.home()
        choose_folder(self, tr("Folder for what is done"), start, self._set_done)

    def _set_done(self, path: Path) -> None:
        self._done = path
        self._say("")
        self._show_choice()

    def _list_prompts(self, prompts: Sequence[SavedPrompt]) -> None:
        menu = QMenu(self)
        for saved in prompts:
            action = QAction(tr(saved.name) if saved.builtin else saved.name, menu)
            action.triggered.connect(lambda _checked=False, chosen=saved: self._take_prompt(chosen))
            menu.addAction(action)
        self.library.setMenu(menu)
        self.library.setEnabled(bool(prompts))

    def _take_prompt(self, saved: SavedPrompt) -> None:
        self._library, self._chosen_text = saved.id, saved.prompt
        self.prompt.setPlainText(saved.prompt)

    def _save(self) -> None:
        made = self._made()
        problem = made if isinstance(made, str) else self._presenter.put_folder(made)
        if problem:
            self._say(problem)
        else:
            self.accept()

    def _made(self) -> WatchedFolder | str:
        if self._path is None:
            return tr("Choose the folder to watch.")
        settle = self.settle.text().strip()
        problem = self._presenter.number_problem("settle_seconds", settle)
        if problem:
            return tr("Seconds to rest: {problem}", problem=problem)
        text = self.prompt.toPlainText().strip()
        before = self._before.model_dump() if self._before is not None else {}
        moves = self.after.current == AfterIntake.MOVE.value
        return self._presenter.make_folder(
            **{
                **before,
                "path": self._path,
                "enabled": True,
                "account": self._preferences.account,
                "strategy": self.strategy.current,
                "prompt": text,
                "field_plan": before.get("field_plan") if text == before.get("prompt") else None,
                "library_prompt": self._library if text == self._chosen_text.strip() else None,
                "after": self.after.current,
                "done_folder": self._done_folder() if moves else None,
                "batch_name": self.name.text(),
                "settle_seconds": int(settle),
                "subfolders": self.subfolders.isChecked(),
            }
        )

    def _say(self, problem: str) -> None:
        self.problem.say(problem)
        self._fit()

    def _fit(self) -> None:
        """As tall as what is shown, where the screen is, without a jump of what is above."""
        inner, layout = self._content.layout(), self.layout()
        if inner is not None and layout is not None:
            inner.activate()
            layout.activate()
            self.setFixedHeight(min(layout.totalHeightForWidth(_WIDTH), free_height(self)))
        if self.problem.isVisible():
            self._middle.ensureWidgetVisible(self.problem)

    def _arrange(self, title: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 24, 0, 24)
        outer.setSpacing(14)
        self._content = QWidget()
        self._middle = Scrolled(self._content)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(24, 0, 24, 0)
        column.setSpacing(14)
        column.addWidget(Label(title, TextStyle.HEADING))
        name = self._preferences.account_name
        note = tr("For {name}. While another account is in use, the folder waits.", name=name)
        column.addWidget(Label(note, TextStyle.SMALL, "muted", wrap=True))
        found = tr("Each document’s type is found, and the best settings for it are used.")
        left = tr("They stay where they are; what was taken is remembered.")
        seconds = Label(tr("seconds without a change"), TextStyle.SMALL, "muted")
        parts = Label(tr("{folder}, {date}, {time} and {count} are filled in"), TextStyle.SMALL, "muted")
        self._auto = Label(found, TextStyle.SMALL, "muted", wrap=True)
        self._left = Label(left, TextStyle.SMALL, "muted", wrap=True)
        self._line(column, tr("Folder"), (self.path, self.choose))
        self._line(column, tr("Subfolders"), (self.subfolders, None))
        self._line(column, tr("Extract"), (self.strategy, None, self.library), (self._auto, self.prompt))
        self._line(column, tr("Done files"), (self.after, None, self.choose_done), (self.where, self._left))
        self._line(column, tr("Batch name"), (self.name,), (parts,))
        self._line(column, tr("A file rests"), (self.settle, seconds, None))
        column.addWidget(self.problem)
        outer.addWidget(self._middle, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 0, 24, 0)
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        outer.addLayout(buttons)

    def _line(
        self,
        column: QVBoxLayout,
        title: str,
        widgets: Sequence[QWidget | None],
        below: Sequence[QWidget] = (),
    ) -> None:
        """A line of the form, and below it what belongs to it."""
        row = QHBoxLayout()
        row.setSpacing(8)
        label = Label(title, TextStyle.SMALL, "muted")
        label.setFixedSize(_LABEL, 32)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in widgets:
            if widget is None:
                line.addStretch()
            else:
                line.addWidget(widget)
        right.addLayout(line)
        for widget in below:
            right.addWidget(widget)
        row.addLayout(right, 1)
        if widgets[0] is not None:
            label.setBuddy(widgets[0])
        column.addLayout(row)
