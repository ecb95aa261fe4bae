"""Settings, Network: the service's address, the proxy, and how fast uploads may be."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.options import Proxy, ProxyMode
from ingestio_desktop.presenters.preferences import PreferencesPresenter
from ingestio_desktop.presenters.settings import SettingsPresenter
from ingestio_desktop.settings import Settings
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.settings.rows import Field, SettingRow, Switch
from ingestio_desktop.windows.widgets import Button, Choice, Label, Segmented

_DEFAULT_KBPS = 1_000


class ServerRow(SettingRow):
    def __init__(self, presenter: SettingsPresenter) -> None:
        self._presenter = presenter
        self.address = Field(
            tr("Address of the service"),
            lambda text: presenter.problem(server_address=text or None),
            lambda text: presenter.put(server_address=text or None),
            placeholder="https://",
        )
        super().__init__(
            tr("Address of the service"),
            tr("Where you sign in. It counts from the next sign-in on."),
            (self.address,),
        )
        self.address.say_problems(self.set_problem)

    def show_settings(self, settings: Settings) -> None:
        self.address.show_text(settings.server_address or "")


class ProxyRow(SettingRow):
    """What is typed counts together, and only when it can be used."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        self._presenter = presenter
        self._preferences: PreferencesPresenter | None = None
        self._wanted: ProxyMode | None = None
        self.mode = Segmented(
            (
                Choice(ProxyMode.SYSTEM.value, tr("System")),
                Choice(ProxyMode.NONE.value, tr("None")),
                Choice(ProxyMode.MANUAL.value, tr("By hand")),
            ),
            tr("Proxy"),
            current=ProxyMode.SYSTEM.value,
        )
        super().__init__(
            tr("Proxy"),
            tr(
                "The way to the network, from the next request on. "
                "On this computer, providers of models are asked without it."
            ),
            (self.mode,),
        )
        self.know_as("http https password")
        self.url = Field(
            tr("Address of the proxy"), self._check_url, lambda _text: self._take(), placeholder="http://"
        )
        self.user = Field(tr("Name at the proxy"), lambda _text: "", lambda _text: self._take())
        self.password = QLineEdit()
        self.keep = Button(tr("Keep password"), on_click=self._keep)
        self._note = Label("", TextStyle.SMALL, "muted", wrap=True)
        self._form = QWidget()
        self._arrange_form()
        self.url.say_problems(self.set_problem)
        self.mode.chosen.connect(self._choose)

    def attach(self, preferences: PreferencesPresenter) -> None:
        """The keyring can be asked from now on."""
        self._preferences = preferences
        preferences.password_known.connect(self._show_password)

    def show_settings(self, settings: Settings) -> None:
        proxy = settings.proxy
        mode = self._wanted or proxy.mode
        self.mode.set_current(mode.value)
        self._form.setVisible(mode is ProxyMode.MANUAL)
        if not self.problem:
            self.url.show_text(proxy.url or "")
            self.user.show_text(proxy.user)
        self.keep.setEnabled(self._preferences is not None)

    def _choose(self, key: str) -> None:
        mode = ProxyMode(key)
        if mode is ProxyMode.MANUAL and not self.url.text().strip():
            # It can't count before there is an address.
            self._wanted = mode
            self._form.show()
            self.url.setFocus()
            self.set_problem(self._check_url(""))
            return
        self._wanted = None
        if mode is not ProxyMode.MANUAL:
            self.url.drop_refused()
            self.set_problem("")
        before = self._presenter.settings.proxy
        problem = self._presenter.put(proxy=before.model_copy(update={"mode": mode}).model_dump())
        if problem:
            self._wanted = mode
            self.set_problem(problem)
        self._form.setVisible(mode is ProxyMode.MANUAL)

    def _check_url(self, text: str) -> str:
        return self._presenter.problem(proxy={"mode": ProxyMode.MANUAL, "url": text})

    def _take(self) -> None:
        before = self._presenter.settings.proxy
        proxy = {
            **before.model_dump(),
            "mode": ProxyMode.MANUAL,
            "url": self.url.text().strip(),
            "user": self.user.text().strip(),
        }
        problem = self._presenter.problem(proxy=proxy)
        self.set_problem(problem)
        if not problem:
            self._wanted = None
            self._presenter.put(proxy=Proxy.model_validate(proxy).model_dump())

    def _keep(self) -> None:
        if self._preferences is not None:
            self._preferences.keep_password(self.password.text())
        # A password stays on screen no longer than it must.
        self.password.clear()

    def _show_password(self, there: bool, kept: bool) -> None:
        self.password.setPlaceholderText(tr("Kept; type another one to change it") if there else "")
        if there and not kept:
            self._note.setText(
                tr("There is no keyring here, so the password is known until IngestIO is closed.")
            )
        else:
            self._note.setText(tr("The password is in the keyring.") if there else "")
        self._note.setVisible(there)

    def _arrange_form(self) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(tr("Password at the proxy"))
        self.password.setToolTip(tr("Password at the proxy"))
        self.password.setFixedWidth(280)
        self.password.returnPressed.connect(self._keep)
        self._note.hide()
        rows: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (tr("Address"), (self.url,)),
            (tr("Name"), (self.user,)),
            (tr("Password"), (self.password, self.keep)),
        )
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for title, widgets in rows:
            line = QHBoxLayout()
            line.setSpacing(8)
            label = Label(title, TextStyle.SMALL, "muted")
            label.setFixedWidth(88)
            label.setBuddy(widgets[0])
            line.addWidget(label)
            for widget in widgets:
                line.addWidget(widget)
            line.addStretch()
            column.addLayout(line)
        column.addWidget(self._note)
        self.below.addWidget(self._form)


class SpeedRow(SettingRow):
    """A switch, and the number while it is on."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        self._presenter = presenter
        self.speed = Field(
            tr("Kilobytes a second"),
            lambda text: presenter.number_problem("upload_limit_kbps", text),
            lambda text: presenter.put(upload_limit_kbps=int(text.replace(" ", ""))),
            width=96,
        )
        self._unit = Label(tr("kB/s"), TextStyle.SMALL, "muted")
        self.switch = Switch(tr("Limit the speed of uploads"))
        super().__init__(
            tr("Limit the speed of uploads"),
            tr("For all uploads together. It counts at once, also for files that are on their way."),
            (self.speed, self._unit, self.switch),
        )
        self.speed.say_problems(self.set_problem)
        self.switch.turned.connect(self._turn)

    def show_settings(self, settings: Settings) -> None:
        limit = settings.upload_limit_kbps
        self.switch.setChecked(limit is not None)
        for widget in (self.speed, self._unit):
            widget.setVisible(limit is not None)
        self.speed.show_text(str(limit if limit is not None else _DEFAULT_KBPS))

    def _turn(self, on: bool) -> None:
        self.speed.drop_refused()
        self._presenter.put(upload_limit_kbps=_DEFAULT_KBPS if on else None)
        if on:
            self.speed.setFocus()
            self.speed.selectAll()
