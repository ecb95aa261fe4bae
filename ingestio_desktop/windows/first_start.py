"""The first start: two ways, of which one needs nothing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QLocale, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ingestio_desktop.language import chosen_locale, tr
from ingestio_desktop.options import Language
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import (
    Button,
    ButtonKind,
    Card,
    IconLabel,
    Label,
    ProgressBar,
    StyledWidget,
)
from ingestio_desktop.windows.widgets.buttons import paint_box
from ingestio_desktop.windows.widgets.spinner import Spinner
from ingestio_desktop.windows.widgets.strip import StripItem

_CARD_WIDTH: Final = 368
_CARD_HEIGHT: Final = 344
_INNER: Final = _CARD_WIDTH - 2 * 25
_NOTE: Final = 28
_COPIED_MS: Final = 2_500


class Tile(QWidget):
    """An icon on a rounded ground."""

    def __init__(self, icon: str, size: int, ground: str, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._ground, self._ink = icon, ground, ink
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_theme().colours
        radius = 12 if self.width() > 40 else 8
        paint_box(painter, QRectF(self.rect()), colours.named(self._ground), None, radius)
        icon = 24 if self.width() > 40 else 18
        paint_icon(painter, self._icon, colours.named(self._ink), self.rect(), icon)


class WayCard(Card):
    """One of the two ways: what it is, what it brings, its button, and a line below it."""

    def __init__(
        self, icon: str, title: str, text: str, points: Sequence[str], button: Button, note: str
    ) -> None:
        super().__init__(padding=24, spacing=0)
        self.setProperty("wide", "true")
        self.setFixedWidth(_CARD_WIDTH)
        self.setMinimumHeight(_CARD_HEIGHT)
        self.button = button
        button.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self.body.addWidget(Tile(icon, 40, "hover", "text"))
        self.body.addSpacing(14)
        self.body.addWidget(Label(title, TextStyle.HEADING))
        self.body.addWidget(_fitting(text, TextStyle.BODY))
        self.body.addSpacing(10)
        for point in points:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(IconLabel("check", "muted", 16))
            row.addWidget(Label(point))
            row.addStretch()
            self.body.addLayout(row)
            self.body.addSpacing(4)
        self.body.addStretch()
        self.body.addSpacing(4)
        self.bar = ProgressBar(height=4, name=title)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.hide()
        self.body.addWidget(self.bar)
        self.body.addSpacing(6)
        self.body.addWidget(button)
        self.body.addSpacing(8)
        self.note = _fitting(note, TextStyle.SMALL)
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.note)
        # Room for a reason of two lines, so that the button stays where it is.
        self.body.setContentsMargins(24, 24, 24, 4)
        self.say(note)

    def say(self, note: str, tone: str = "muted") -> None:
        """Change the line below the button."""
        self.note.setText(note)
        self.note.setFixedHeight(max(_NOTE, self.note.heightForWidth(_INNER)))
        self.note.set_tone(tone)
        self.button.setAccessibleDescription(note)


class LocalCard(WayCard):
    """The way that needs nothing; it can be refused, with a reason, and tried again."""

    log_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            "laptop",
            tr("Use this computer"),
            tr("Everything runs here. Nothing to set up."),
            (
                tr("No account, no sign-in"),
                tr("Unlimited pages"),
                tr("Documents stay on this disk"),
                tr("Works with no network"),
            ),
            Button(tr("Use this computer"), ButtonKind.PRIMARY),
            tr("Ready in a few seconds"),
        )
        self.log = Button(tr("Show log"), icon="file-text", on_click=self.log_asked.emit)
        self.log.setSizePolicy(self.button.sizePolicy())
        self.log.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        place = self.body.indexOf(self.button)
        self.body.removeWidget(self.button)
        row.addWidget(self.button)
        row.addWidget(self.log)
        self.body.insertLayout(place, row)

    def set_starting(self, starting: bool) -> None:
        """The service of this computer is being started: the button waits and a bar runs."""
        self.log.hide()
        self.button.setEnabled(not starting)
        self.button.setText(tr("Use this computer"))
        self.bar.setVisible(starting)
        self.bar.set_value(0, 0 if starting else 1)
        self.say(tr("Starting…") if starting else tr("Ready in a few seconds"))

    def set_error(self, reason: str) -> None:
        """It could not be started: say why and offer it again."""
        self.set_starting(False)
        self.button.setText(tr("Try again"))
        self.say(reason, "bad")
        self.log.show()


class HostedCard(WayCard):
    """The way by the browser: idle, waiting for it, refused with a reason, or without a network."""

    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            "cloud",
            tr("Sign in"),
            tr("The hosted service reads, your desktop confirms."),
            (
                tr("Large batches without slowing this computer"),
                tr("The same batches on every computer"),
                tr("Pages and batch size by plan"),
                tr("Review offline, sync later"),
            ),
            Button(tr("Sign in with your browser"), icon="external-link"),
            tr("Your password stays in the browser"),
        )
        self._link = ""
        self._offline = False
        self._server = ""
        self._error = ""
        self.waiting = QWidget()
        self._said = Label(tr("Go on in your browser"), TextStyle.BUTTON)
        self.copy = Button(
            tr("Copy link"), icon="copy", tip=tr("Copy the link to open it in another browser")
        )
        self.copy.clicked.connect(self._copy)
        self.cancel = Button(tr("Cancel"), tip=tr("Stop signing in"), on_click=self.cancel_asked.emit)
        self._arrange_waiting()
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._copied.timeout.connect(lambda: self.copy.setText(tr("Copy link")))
        self._show()

    def set_server(self, host: str) -> None:
        """Where one signs in, "" for the usual service."""
        self._server = host
        self._show()

    def set_offline(self, offline: bool) -> None:
        """There is no network: the button waits for one."""
        self._offline = offline
        self._show()

    def set_error(self, reason: str) -> None:
        """It was refused, not finished in time, or could not begin; "" for nothing."""
        self._error = reason
        self._wait(False)
        self._show()

    def set_looking(self) -> None:
        """The service is being asked where people sign in."""
        self._link, self._error = "", ""
        self._said.setText(tr("Looking for the service…"))
        self._wait(True)

    def set_waiting(self, link: str) -> None:
        """The browser has it; `link` is what was opened."""
        self._link, self._error = link, ""
        self._said.setText(tr("Go on in your browser"))
        self._wait(True)

    def set_finishing(self) -> None:
        """The browser's answer is here, the account is being opened."""
        self._link = ""
        self._said.setText(tr("Signed in. Opening your account…"))
        self._wait(True)

    def set_idle(self) -> None:
        """Nothing goes on."""
        self.set_error("")

    def _wait(self, waits: bool) -> None:
        had_focus = any(part.hasFocus() for part in (self.button, self.copy, self.cancel))
        self.waiting.setVisible(waits)
        self.button.setVisible(not waits)
        self.copy.setVisible(bool(self._link))
        if waits and self._link:
            self.say(tr("Nothing opened? Copy the link into a browser."))
        elif waits:
            self.say("")
        if waits:
            self.setAccessibleDescription(self._said.text())
        if had_focus:
            target = self.button if not waits else self.cancel
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        if not self.waiting.isHidden():
            return
        self.button.setEnabled(not self._offline)
        self.button.setText(tr("Try again") if self._error else tr("Sign in with your browser"))
        if self._offline:
            self.button.set_tip(tr("Needs a network"))
            self.say(tr("Needs a network"), "warn_ink")
        elif self._error:
            self.button.set_tip(self._error)
            self.say(self._error, "bad")
        else:
            self.button.set_tip(tr("Opens your browser. Your password stays there."))
            usual = tr("Your password stays in the browser")
            self.say(tr("Signs in at {server}", server=self._server) if self._server else usual)

    def _arrange_waiting(self) -> None:
        column = QVBoxLayout(self.waiting)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addStretch()
        line.addWidget(Spinner())
        line.addWidget(self._said)
        line.addStretch()
        column.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.copy, self.cancel):
            button.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
            row.addWidget(button)
        column.addLayout(row)
        self.waiting.hide()
        self.body.insertWidget(self.body.indexOf(self.button), self.waiting)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link)
        self.copy.setText(tr("Copied"))
        self._copied.start()


class FirstStartPage(StyledWidget):
    """Asks nothing that isn't needed; the focus starts on the card that needs nothing."""

    local_chosen = Signal()
    sign_in_chosen = Signal()
    cancel_asked = Signal()
    server_asked = Signal()
    log_asked = Signal()
    language_chosen = Signal(object)

    def __init__(
        self, version: str, language: Language = Language.SYSTEM, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(tr("Welcome to IngestIO"))
        self.local = LocalCard()
        self.hosted = HostedCard()
        self.local.button.clicked.connect(self.local_chosen)
        self.local.log_asked.connect(self.log_asked)
        self.hosted.button.clicked.connect(self.sign_in_chosen)
        self.hosted.cancel_asked.connect(self.cancel_asked)
        self._network = IconLabel("wifi", "muted", 14)
        self._network_word = Label("", TextStyle.SMALL, "muted")
        spoken = _spoken(language)
        self.language = StripItem("globe", "muted", spoken)
        self.language.setToolTip(tr("Language of the window"))
        self.language.setAccessibleName(tr("Language: {name}", name=spoken))
        self.other = StripItem("link", "muted", tr("Other server…"))
        self.other.setToolTip(tr("Sign in at a service of your own company"))
        self.other.clicked.connect(self.server_asked)
        self.language.clicked.connect(lambda: self._open_languages(language))
        self._build(version)
        self.set_offline(False)
        self.setFocusProxy(self.local.button)
        self._order()

    def set_starting(self, starting: bool) -> None:
        """The service of this computer is being started; the other way waits for it."""
        self.local.set_starting(starting)
        self.hosted.setEnabled(not starting)

    def set_local_error(self, reason: str) -> None:
        """It could not be started: say why, show the log, and offer it again."""
        self.hosted.setEnabled(True)
        self.local.set_error(reason)
        self.local.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_offline(self, offline: bool) -> None:
        """Whether there is a network: only the hosted way needs one."""
        self._network.set_icon("wifi-off" if offline else "wifi", "warn_ink" if offline else "muted")
        self._network_word.setText(tr("Offline") if offline else tr("Online"))
        self._network_word.set_tone("warn_ink" if offline else "muted")
        self.hosted.set_offline(offline)

    def _build(self, version: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 8)
        column.setSpacing(0)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(3)
        column.addWidget(Tile("scan-text", 48, "accent", "on_accent"), 0, middle)
        column.addSpacing(18)
        column.addWidget(Label(tr("Welcome to IngestIO"), TextStyle.HERO), 0, middle)
        column.addSpacing(4)
        sentence = tr("Drop a folder in, confirm what was read, get the spreadsheet out.")
        column.addWidget(Label(sentence, TextStyle.BODY, "muted"), 0, middle)
        column.addSpacing(30)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addStretch()
        row.addWidget(self.local)
        row.addWidget(self.hosted)
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(22)
        hint = QHBoxLayout()
        hint.setSpacing(6)
        hint.addStretch()
        hint.addWidget(IconLabel("info", "muted", 14))
        both = tr(
            "You can have both, side by side, and switch at any time. "
            "The window always says which one is active."
        )
        hint.addWidget(Label(both, TextStyle.SMALL, "muted"))
        hint.addStretch()
        column.addLayout(hint)
        column.addStretch(4)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(Label(tr("Version {version}", version=version), TextStyle.SMALL, "muted"))
        foot.addStretch()
        foot.addWidget(self.other)
        foot.addSpacing(8)
        foot.addWidget(self._network)
        foot.addWidget(self._network_word)
        foot.addSpacing(8)
        foot.addWidget(self.language)
        column.addLayout(foot)

    def _order(self) -> None:
        hosted = self.hosted
        order = (self.local.button, self.local.log, hosted.button, hosted.copy, hosted.cancel, self.other)
        for button in order[:-1]:
            button.installEventFilter(self)
        for before, after in zip(order, (*order[1:], self.language), strict=True):
            QWidget.setTabOrder(before, after)

    def _open_languages(self, current: Language) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(tr("Language of the window"))
        group = QActionGroup(menu)
        for language in Language:
            action = menu.addAction(_language_name(language))
            action.setCheckable(True)
            action.setChecked(language is current)
            action.setData(language)
            group.addAction(action)
        group.triggered.connect(lambda action: self.language_chosen.emit(action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        above = self.language.mapToGlobal(QPoint(0, -menu.sizeHint().height()))
        menu.popup(above)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button of Qt's takes arrows to whichever button is next.
        sideways = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in sideways:
            self._go(event.key() == Qt.Key.Key_Left)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
        elif event.key() == Qt.Key.Key_Escape and not self.hosted.waiting.isHidden():
            self.cancel_asked.emit()
        else:
            super().keyPressEvent(event)

    def _go(self, to_local: bool) -> None:
        hosted = self.hosted.cancel if not self.hosted.waiting.isHidden() else self.hosted.button
        target = self.local.button if to_local else hosted
        if target.isEnabled():
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def _fitting(text: str, style: TextStyle) -> Label:
    """A muted line of a card that may become two."""
    label = Label(text, style, "muted", wrap=True)
    label.setFixedWidth(_INNER)
    label.setFixedHeight(max(label.minimumHeight(), label.heightForWidth(_INNER)))
    return label


def _spoken(language: Language) -> str:
    """The name of the language that a choice comes to."""
    german = chosen_locale(language).language() is QLocale.Language.German
    return _language_name(Language.GERMAN if german else Language.ENGLISH)


def _language_name(language: Language) -> str:
    """As its speakers write it."""
    names = {Language.ENGLISH: "English", Language.GERMAN: "Deutsch"}
    return names.get(language) or tr("Language of the system")
