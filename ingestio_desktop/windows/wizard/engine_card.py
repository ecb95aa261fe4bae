"""What reads the batch, on the Review step: the choice, where text goes, and the estimated cost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core.contracts.engines import EngineChoice, EngineEstimate, Engines
from ingestio_core.providers import PROVIDERS, ProviderKind
from ingestio_desktop.language import tr
from ingestio_desktop.presenters.engines import asked_host, can_ask, cost_before, privacy
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.reading_settings import engine_choices
from ingestio_desktop.windows.widgets import Card, Label, Segmented

_SERVICE = "service"


class EngineCard(Card):
    """`chosen` carries an `EngineChoice` and a `ProviderKind`, None for the service's own model."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=0, spacing=0, parent=parent)
        self.engine = Segmented(engine_choices(local=True), tr("What reads this batch"), current="local")
        self.provider = QComboBox()
        self.provider.setAccessibleName(tr("Whose model reads this batch"))
        self.said = Label(tr("As chosen in Settings, under Reading."), TextStyle.SMALL, "muted", wrap=True)
        self.cost = Label("", TextStyle.SMALL, "muted", wrap=True)
        row = QHBoxLayout()
        row.setContentsMargins(17, 12, 17, 12)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("Read by"), TextStyle.SMALL_STRONG))
        words.addWidget(self.said)
        words.addWidget(self.cost)
        row.addLayout(words, 1)
        row.addWidget(self.provider)
        row.addWidget(self.engine)
        self.body.addLayout(row)
        self.cost.hide()
        self.provider.hide()
        self.engine.setEnabled(False)
        self.engine.chosen.connect(lambda _key: self._tell())
        self.provider.activated.connect(lambda _index: self._tell())
        self.setAccessibleName(tr("Read by"))

    def show_choice(
        self, engines: Engines, engine: EngineChoice | None, provider: ProviderKind | None
    ) -> None:
        """What was chosen for this batch, or the account's default where nothing was."""
        if engine is None and engines.default is not None:
            engine, provider = engines.default.engine, engines.default.provider
        engine = engine or EngineChoice.LOCAL
        able = can_ask(engines)
        if provider is None and engines.service is None and engines.keys:
            provider = engines.keys[0].provider
        self.engine.set_choices(engine_choices(local=engines.own_addresses))
        self.engine.set_current(engine.value)
        self.engine.setEnabled(able or engine is not EngineChoice.LOCAL)
        self.provider.clear()
        if engines.service is not None:
            self.provider.addItem(tr("The service’s model"), _SERVICE)
        for key in engines.keys:
            self.provider.addItem(f"{PROVIDERS[key.provider].title}: {key.model}", key.provider.value)
        place = self.provider.findData(_SERVICE if provider is None else provider.value)
        self.provider.setCurrentIndex(max(0, place))
        asking = engine is not EngineChoice.LOCAL
        self.provider.setVisible(asking and self.provider.count() > 1)
        if able:
            self.said.setText(privacy(engine, asked_host(engines, provider) or tr("the provider")))
        else:
            said = tr("No text of these documents is sent to a model.")
            more = tr("Add a key in Settings, under Reading, to use one.")
            self.said.setText(f"{said} {more}" if engines.models else said)
        self.cost.setVisible(asking and bool(self.cost.text()))

    def show_estimate(self, told: EngineEstimate) -> None:
        text = cost_before(told)
        self.cost.setText(text)
        self.cost.setVisible(bool(text))

    def _tell(self) -> None:
        engine = EngineChoice(self.engine.current)
        data = self.provider.currentData()
        asks = engine is not EngineChoice.LOCAL and data not in (None, _SERVICE)
        self.cost.setText("")
        self.cost.hide()
        self.chosen.emit(engine, ProviderKind(data) if asks else None)
