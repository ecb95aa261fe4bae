"""Account: who, pages of this month, the plan and its limits, and the accounts on this computer."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.forms.account import Ui_AccountForm
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import StateWord, Tone, file_size, initials, number
from ingestio_desktop.windows.first_start import Tile
from ingestio_desktop.windows.widgets import (
    Badge,
    Button,
    Card,
    IconButton,
    IconLabel,
    Label,
    Page,
    ProgressBar,
    Rule,
)
from ingestio_desktop.windows.widgets.formhelp import dress

_NEARLY = 0.8


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What the page shows. `local` is This computer; `pages_limit` is None where there is none; `period` is a
    sentence such as "Starts again on 1 May"; `disk_bytes` is None while it is being counted."""

    local: bool
    name: str
    detail: str
    plan: str
    plan_detail: str
    pages_used: int
    pages_limit: int | None
    period: str
    files_per_batch: int
    max_file_bytes: int
    disk_bytes: int | None = None
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """One of the accounts on this computer."""

    key: str
    name: str
    detail: str
    local: bool
    in_use: bool


class AccountPage(Page):
    """Loading until it is given facts."""

    refresh_asked = Signal()
    sign_in_asked = Signal()
    sign_out_asked = Signal()
    change_plan_asked = Signal()
    billing_asked = Signal()
    switch_asked = Signal(str)
    learned_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Account", scrolling=True, parent=parent)
        holder = QWidget()
        self.form = Ui_AccountForm()
        self.form.setupUi(holder)  # type: ignore[no-untyped-call]
        dress(holder)
        self.content.addWidget(holder)
        self._add_learned()
        self.form.cardsRow.setStretch(0, 2)
        self.form.cardsRow.setStretch(1, 1)
        self.form.billingNote.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button in (self.form.changePlan, self.form.billing):
            button.setSizePolicy(holder.sizePolicy().Policy.Expanding, holder.sizePolicy().Policy.Fixed)
        self.avatar = Avatar()
        self.form.avatarSlotLayout.addWidget(self.avatar)
        self.bar = ProgressBar(height=8, name="Pages this month")
        self.form.pagesBarSlotLayout.addWidget(self.bar)
        self.badge = Badge(StateWord("Active", "circle-check", Tone.OK))
        self.form.planBadgeSlotLayout.addWidget(self.badge)
        self._as_of = Label("", TextStyle.SMALL, "muted")
        self.header.add_right(self._as_of)
        self.header.add_right(
            IconButton("refresh-cw", "Ask again", shortcut="F5", on_click=self.refresh_asked.emit)
        )
        self.form.signIn.clicked.connect(self.sign_in_asked)
        self.form.signOut.clicked.connect(self.sign_out_asked)
        self.form.changePlan.clicked.connect(self.change_plan_asked)
        self.form.billing.clicked.connect(self.billing_asked)
        QShortcut(QKeySequence("F5"), self, self.refresh_asked.emit).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def set_facts(self, facts: AccountFacts) -> None:
        """Show an account."""
        form = self.form
        self._as_of.setText(facts.as_of)
        self.avatar.set_account(initials(facts.name), local=facts.local)
        form.whoName.setText(facts.name)
        form.whoDetail.setText(facts.detail)
        form.planName.setText(facts.plan)
        form.planDetail.setText(facts.plan_detail)
        form.planDetail.setVisible(bool(facts.plan_detail))
        form.limitPages.setText("Unlimited" if facts.pages_limit is None else number(facts.pages_limit))
        form.limitFiles.setText(number(facts.files_per_batch))
        form.limitSize.setText(file_size(facts.max_file_bytes).replace(".0 ", " "))
        form.diskUsed.setText("Counting…" if facts.disk_bytes is None else file_size(facts.disk_bytes))
        for hosted_only in (form.signOut, form.changePlan, form.billing, form.billingNote):
            hosted_only.setVisible(not facts.local)
        self._show_pages(facts)

    def set_disk_used(self, size: int) -> None:
        """The space that the data of this computer takes, once it was counted."""
        self.form.diskUsed.setText(file_size(size))

    def set_sign_in_available(self, available: bool) -> None:
        """Whether there is a hosted service to sign in to."""
        self.form.signIn.setVisible(available)

    def _show_pages(self, facts: AccountFacts) -> None:
        form, used, limit = self.form, facts.pages_used, facts.pages_limit
        form.pagesPeriod.setText(facts.period)
        form.pagesUsed.setText(number(used))
        form.pagesBarSlot.setVisible(limit is not None)
        if limit is None:
            form.pagesOf.setText("page read" if used == 1 else "pages read")
            form.pagesLeft.setText("No limit")
            form.pagesNote.setText("Reading on this computer costs nothing and is not limited.")
            return
        left = max(0, limit - used)
        form.pagesOf.setText(f"of {number(limit)} used")
        form.pagesLeft.setText(f"{number(left)} left")
        share = used / limit if limit else 1.0
        colour = "bad" if share >= 1 else "warn" if share >= _NEARLY else "accent"
        self.bar.set_value(min(used, limit), limit or 1, colour)
        form.pagesNote.setText(
            "All pages of this month are used. New batches wait until then, or change the plan."
            if share >= 1
            else f"{round(100 * share)} % of this month’s pages are used."
            if share >= _NEARLY
            else ""
        )

    def _add_learned(self) -> None:
        self.content.addWidget(Label("What was learned", TextStyle.SECTION))
        card = Card(padding=0)
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(Tile("history", 36, "hover", "text"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label("Corrections that were confirmed", TextStyle.BUTTON))
        said = "The next document of the same supplier is read as you corrected the last one."
        words.addWidget(Label(said, TextStyle.SMALL, "muted"))
        row.addLayout(words)
        row.addStretch()
        self.learned = Button("Show what was learned", on_click=self.learned_asked.emit)
        row.addWidget(self.learned)
        card.body.addLayout(row)
        self.content.addWidget(card)
        self.content.addStretch(1)

    def set_accounts(self, accounts: Sequence[KnownAccount]) -> None:
        """The accounts on this computer, the one in use marked."""
        rows = self.form.accountsList
        while rows.count():
            item = rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for index, account in enumerate(accounts):
            if index:
                rows.addWidget(Rule())
            rows.addWidget(self._account_row(account))

    def _account_row(self, account: KnownAccount) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(Tile("laptop" if account.local else "cloud", 36, "hover", "text"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(account.name, TextStyle.BUTTON))
        words.addWidget(Label(account.detail, TextStyle.SMALL, "muted"))
        row.addLayout(words)
        row.addStretch()
        if account.in_use:
            row.addWidget(IconLabel("check", "accent_ink"))
            row.addWidget(Label("In use", TextStyle.BUTTON, "accent_ink"))
        else:
            switch = Button("Switch to it", on_click=lambda: self.switch_asked.emit(account.key))
            switch.setAccessibleName(f"Switch to {account.name}")
            row.addWidget(switch)
        return holder


class Avatar(QWidget):
    """Two letters, or the laptop for This computer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = ""
        self.setFixedSize(40, 40)

    def set_account(self, letters: str, *, local: bool) -> None:
        """Show an account."""
        self._letters = "" if local else letters
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_soft)
        painter.drawEllipse(QRectF(self.rect()))
        if self._letters:
            painter.setPen(colours.accent_ink)
            painter.setFont(make_font(TextStyle.SECTION))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)
        else:
            paint_icon(painter, "laptop", colours.accent_ink, self.rect(), 18)
