"""Settings, Reading: what reads batches that do not say, and the account's keys of model providers."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ingestio_core.contracts.engines import EngineChoice, Engines, EngineTest, ModelKey, ModelKeyPut
from ingestio_core.errors import IngestError
from ingestio_core.providers import PROVIDERS, ProviderKind
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.engines import EnginesPresenter, asked_host, can_ask, privacy
from ingestio_desktop.sentences import said
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.batches.dialogs import ask
from ingestio_desktop.windows.widgets import Button, ButtonKind, Card, Choice, Label, Rule, Segmented

_FIELD = 320


def engine_choices(*, local: bool) -> tuple[Choice, ...]:
    """The three engines, as a person knows them; `local` where the service is on this computer."""
    here = tr("This computer only") if local else tr("Without a model")
    return (
        Choice(EngineChoice.LOCAL.value, here),
        Choice(EngineChoice.AUTO.value, tr("Automatic")),
        Choice(EngineChoice.MODEL.value, tr("Model")),
    )


class ReadingSettings(QWidget):
    """The default at the top, a row for each provider below it. Changes count at once."""

    def __init__(self, presenter: EnginesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.engine = Segmented(engine_choices(local=True), tr("What reads documents"), current="local")
        self.said = Label("", TextStyle.SMALL, "muted", wrap=True)
        self.rows = {kind: KeyRow(kind, presenter) for kind in ProviderKind}
        self._arrange()
        self.engine.setEnabled(False)
        self.engine.chosen.connect(self._choose)
        presenter.engines_changed.connect(self.show_engines)
        presenter.failed.connect(self.show_error)
        presenter.tested.connect(lambda kind, told: self.rows[kind].show_test(told))
        presenter.saved.connect(lambda kind: self.rows[kind].close_form())
        presenter.refused.connect(lambda kind, error: self.rows[kind].show_refusal(error))
        presenter.refresh()

    def show_engines(self, engines: Engines) -> None:
        """The account's choice and keys as they are now."""
        default = engines.default
        chosen = EngineChoice.LOCAL if default is None else default.engine
        self.engine.set_choices(engine_choices(local=engines.own_addresses))
        self.engine.set_current(chosen.value)
        self.engine.setEnabled(can_ask(engines) or chosen is not EngineChoice.LOCAL)
        if not engines.models:
            self.said.setText(tr("Your plan has no models."))
        elif not can_ask(engines):
            nothing = (
                tr("Nothing leaves this computer.") if engines.own_addresses else tr("No model is asked.")
            )
            add = tr("Add a key below to let a model read, too.") if engines.own_keys else ""
            self.said.setText(f"{nothing} {add}".rstrip())
        else:
            host = asked_host(engines, default.provider if default else None) or tr("the provider")
            self.said.setText(privacy(chosen, host))
        for kind, row in self.rows.items():
            key = next((key for key in engines.keys if key.provider is kind), None)
            row.show_key(key, engines)

    def show_error(self, error: IngestError) -> None:
        self.said.setText(said(error.message))

    def _choose(self, key: str) -> None:
        engines = self._presenter.engines
        provider = None
        if engines is not None and key != EngineChoice.LOCAL.value and engines.keys:
            default = engines.default
            kept = [one.provider for one in engines.keys]
            before = default.provider if default is not None else None
            provider = before if before in kept else kept[0]
        self._presenter.set_default(EngineChoice(key), provider)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Label(tr("Reading"), TextStyle.SECTION))
        card = Card(padding=0, spacing=0)
        top = QHBoxLayout()
        top.setContentsMargins(20, 14, 20, 14)
        top.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("Documents are read by"), TextStyle.BUTTON))
        words.addWidget(self.said)
        top.addLayout(words, 1)
        top.addWidget(self.engine)
        card.body.addLayout(top)
        for row in self.rows.values():
            card.body.addWidget(Rule())
            card.body.addWidget(row)
        column.addWidget(card)


class KeyRow(QWidget):
    """A provider with its key; the form opens below it."""

    def __init__(
        self, kind: ProviderKind, presenter: EnginesPresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._presenter = presenter
        self._kept: ModelKey | None = None
        title = tr("OpenAI or compatible") if kind is ProviderKind.OPENAI else PROVIDERS[kind].title
        self._title = title
        self.state = Label(tr("No key"), TextStyle.SMALL, "muted", wrap=True)
        self.change = Button(tr("Add key…"), on_click=self.open_form)
        self.test = Button(tr("Test"), on_click=self._test)
        self.remove = Button(tr("Remove"), on_click=self._ask_to_remove)
        self.test.setAccessibleName(tr("Test the key of {title}", title=title))
        self.remove.setAccessibleName(tr("Remove the key of {title}", title=title))
        self.key = _field(tr("Key of {title}", title=title), tr("Key"))
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.model = _field(tr("Model of {title}", title=title), PROVIDERS[kind].model)
        self.url = _field(tr("Base URL of {title}", title=title), PROVIDERS[kind].url)
        self.save = Button(tr("Save key"), ButtonKind.PRIMARY, on_click=self._save)
        self.cancel = Button(tr("Cancel"), on_click=self.close_form)
        self.form = QWidget()
        self._arrange()
        self.form.hide()
        self.key.returnPressed.connect(self._save)

    def show_key(self, key: ModelKey | None, engines: Engines) -> None:
        """The key as the service has it."""
        self._kept = key
        can_keep = engines.own_keys and engines.models
        self.change.setVisible(can_keep)
        self.change.setText(tr("Add key…") if key is None else tr("Change…"))
        self.change.setAccessibleName(
            tr("Add the key of {title}", title=self._title)
            if key is None
            else tr("Change the key of {title}", title=self._title)
        )
        self.test.setVisible(key is not None)
        self.remove.setVisible(key is not None)
        self.url.setVisible(engines.own_addresses)
        self._url_label.setVisible(engines.own_addresses)
        self.state.set_tone("muted")
        if key is None:
            self.state.setText(tr("No key") if can_keep else tr("This service keeps no keys"))
        elif not key.readable:
            self.state.setText(tr("The key can’t be decrypted any more. Enter it again."))
            self.state.set_tone("bad")
        else:
            told = (
                tr(
                    "{model} at {host}, key ends in {last}",
                    model=key.model,
                    host=key.host,
                    last=key.last_four,
                )
                if key.last_four
                else tr("{model} at {host}, key saved", model=key.model, host=key.host)
            )
            self.state.setText(told)

    def open_form(self) -> None:
        kept = self._kept
        self.key.clear()
        keeps = kept is not None and kept.readable
        self.key.setPlaceholderText(tr("Leave empty to keep the key") if keeps else tr("Key"))
        self.model.setText("" if kept is None else kept.model)
        self.url.setText("" if kept is None else kept.base_url)
        self.form.show()
        self.key.setFocus()
        # The page learns of the form's height only when it is laid out.
        QTimer.singleShot(0, self, self._bring_into_view)

    def close_form(self) -> None:
        """Forget what was typed: a key stays on screen no longer than it must."""
        self.key.clear()
        self.form.hide()
        self.change.setFocus()

    def show_test(self, told: EngineTest) -> None:
        self.test.setEnabled(True)
        self.state.setText(tr("The key works.") if told.works else said(told.message))
        self.state.set_tone("good" if told.works else "bad")

    def show_refusal(self, error: IngestError) -> None:
        self.state.setText(said(error.message))
        self.state.set_tone("bad")
        self.key.setFocus()

    def _bring_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self.form, 0, 20)

    def _ask_to_remove(self) -> None:
        ask(
            self,
            tr("Remove the key of {title}?", title=self._title),
            tr("Documents are no longer read by it. To use it again, the key has to be entered anew."),
            tr("Remove key"),
            lambda: self._presenter.delete_key(self._kind),
            destructive=True,
        )

    def _test(self) -> None:
        self.test.setEnabled(False)
        self.state.setText(tr("Asking…"))
        self.state.set_tone("muted")
        self._presenter.test_key(self._kind)

    def _save(self) -> None:
        typed, url = self.key.text().strip(), self.url.text().strip()
        # A server of one's own may want no key; elsewhere an empty field keeps the one before.
        before = self._kept
        keeps = before is not None and before.readable and before.base_url == url.rstrip("/")
        key = typed if typed or not keeps else None
        put = ModelKeyPut(key=key, base_url=url, model=self.model.text().strip())
        self._presenter.put_key(self._kind, put)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self._title, TextStyle.BUTTON))
        words.addWidget(self.state)
        row.addLayout(words, 1)
        for button in (self.test, self.change, self.remove):
            row.addWidget(button)
        column.addLayout(row)
        lines = QVBoxLayout(self.form)
        lines.setContentsMargins(0, 0, 0, 4)
        lines.setSpacing(6)
        self._url_label = _line(lines, tr("Base URL"), self.url)
        _line(lines, tr("Model"), self.model)
        _line(lines, tr("Key"), self.key)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addSpacing(80 + 8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        lines.addLayout(buttons)
        column.addWidget(self.form)
        self.test.hide()
        self.remove.hide()
        self.change.hide()


def _field(name: str, placeholder: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(placeholder)
    field.setFixedWidth(_FIELD)
    return field


def _line(lines: QVBoxLayout, text: str, field: QLineEdit) -> Label:
    row = QHBoxLayout()
    row.setSpacing(8)
    label = Label(text, TextStyle.SMALL, "muted")
    label.setFixedWidth(80)
    label.setBuddy(field)
    row.addWidget(label)
    row.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
    row.addStretch()
    lines.addLayout(row)
    return label
