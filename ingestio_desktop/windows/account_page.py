"""Account: who, pages of this month and of the last ones, the plan and its limits, and what can be done about
them; below, the accounts on this computer."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ingestio_desktop.forms.account import Ui_AccountForm
from ingestio_desktop.language import number, tr
from ingestio_desktop.presenters import account_facts as words
from ingestio_desktop.presenters.account_facts import AccountFacts, DiskSpace, KnownAccount, Standing
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme, make_font
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.theme.words import Tone, file_size, initials
from ingestio_desktop.windows.account_loading import AccountLoading
from ingestio_desktop.windows.first_start import Tile
from ingestio_desktop.windows.keys import bind_keys
from ingestio_desktop.windows.usage_chart import MonthBar, UsageChart
from ingestio_desktop.windows.widgets import (
    Badge,
    Banner,
    Button,
    ButtonKind,
    Card,
    IconButton,
    IconLabel,
    Label,
    Page,
    ProgressBar,
    Rule,
)
from ingestio_desktop.windows.widgets.formhelp import dress

_NEARLY: Final = 0.8


class AccountPage(Page):
    """Grey blocks until it is given facts. `mails_chosen` carries whether mails are wanted."""

    refresh_asked = Signal()
    sign_in_asked = Signal()
    sign_in_again_asked = Signal(str)
    sign_out_asked = Signal()
    delete_asked = Signal()
    change_plan_asked = Signal()
    billing_asked = Signal()
    switch_asked = Signal(str)
    mails_chosen = Signal(bool)
    learned_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Account"), scrolling=True, parent=parent)
        self.loading = AccountLoading()
        self.content.addWidget(self.loading)
        self._holder = QWidget()
        self.form = Ui_AccountForm()
        self.form.setupUi(self._holder)  # type: ignore[no-untyped-call]
        dress(self._holder)
        self.content.addWidget(self._holder)
        self._holder.hide()
        self._fill_form()
        self._as_of_icon = IconLabel("clock", "muted", 14)
        self._as_of = Label("", TextStyle.SMALL, "muted")
        self._as_of_icon.hide()
        self.header.add_right(self._as_of_icon)
        self.header.add_right(self._as_of)
        self.refresh = IconButton(
            "refresh-cw", tr("Ask again"), action="account.ask", on_click=self.refresh_asked.emit
        )
        self.header.add_right(self.refresh)
        self._own = self._add_own()
        self._add_learned()
        self.content.addStretch(1)
        bind_keys(self, {"account.ask": self.refresh_asked.emit})
        self.loading.start()

    def set_facts(self, facts: AccountFacts) -> None:
        """Show an account."""
        self.loading.stop()
        self._holder.show()
        form = self.form
        if facts.as_of is not None:
            self._as_of.setText(words.as_of_sentence(facts.as_of, cut_off=bool(facts.cut_off)))
            self._as_of.setToolTip(words.exact_moment(facts.as_of))
        self._as_of_icon.setVisible(facts.as_of is not None)
        self.avatar.set_account(initials(facts.name), local=facts.local)
        form.whoName.setText(facts.name)
        form.whoDetail.setText(tr("No account, no sign-in") if facts.local else _who(facts))
        form.signOut.setVisible(not facts.local)
        self._show_notice(facts)
        self._show_pages(facts)
        self._show_plan(facts)
        self._show_own(facts)
        self._order()

    def set_disk(self, disk: DiskSpace) -> None:
        """The space that the data of this computer takes, and what is free, once it was counted."""
        self.form.diskUsed.setText(file_size(disk.used))
        self.form.diskFree.setText(file_size(disk.free))
        self.disk_bar.set_value(disk.used, max(1, disk.used + disk.free))

    def set_asking(self, asking: bool) -> None:
        """The service is being asked: the button waits."""
        self.refresh.setEnabled(not asking)
        self.refresh.set_tip(tr("Asking…") if asking else "")

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
        self._order()

    def _order(self) -> None:
        """As it is read; the accounts come before the way to one more, which stands above them."""
        form, rows = self.form, self.form.accountsList
        buttons: list[QWidget] = []
        for place in range(rows.count()):
            item = rows.itemAt(place)
            row = item.widget() if item is not None else None
            buttons += row.findChildren(Button) if row is not None else ()
        stops: list[QWidget] = [
            *(
                self.refresh,
                self.notice_action,
                form.signOut,
                *self.chart.bars,
                form.changePlan,
                form.billing,
            ),
            *(*buttons, form.signIn, self.mails, self.delete, self.learned),
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # What the form holds places for

    def _fill_form(self) -> None:
        form = self.form
        form.cardsRow.setStretch(0, 2)
        form.cardsRow.setStretch(1, 1)
        form.pagesCard.setMinimumHeight(422)
        form.billingNote.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button in (form.changePlan, form.billing):
            policy = self._holder.sizePolicy().Policy
            button.setSizePolicy(policy.Expanding, policy.Fixed)
        self.avatar = Avatar()
        form.avatarSlotLayout.addWidget(self.avatar)
        self.bar = ProgressBar(height=8, name=tr("Pages this month"))
        form.pagesBarSlotLayout.addWidget(self.bar)
        self.badge = Badge(words.standing_word(Standing.ACTIVE))
        form.planBadgeSlotLayout.addWidget(self.badge)
        self.chart = UsageChart()
        form.chartSlotLayout.addWidget(self.chart)
        self.disk_bar = ProgressBar(height=8, name=tr("Disk space"))
        form.diskBarSlotLayout.setContentsMargins(0, 4, 0, 0)
        form.diskBarSlotLayout.addWidget(self.disk_bar)
        self.notice_action = Button("", on_click=self._follow_notice)
        self.notice = Banner("triangle-alert", "", (), self.notice_action, Tone.WARN)
        form.noticeSlotLayout.addWidget(self.notice)
        self._notice_leads = self.billing_asked
        form.signIn.clicked.connect(self.sign_in_asked)
        form.signOut.clicked.connect(self.sign_out_asked)
        form.changePlan.clicked.connect(self.change_plan_asked)
        form.billing.clicked.connect(self.billing_asked)

    def _show_notice(self, facts: AccountFacts) -> None:
        said = words.notice(facts)
        self.form.noticeSlot.setVisible(said is not None)
        if said is None:
            return
        self.notice.set_content(said.icon, said.title, (said.text,), said.tone)
        self.notice_action.setText(said.action)
        self.notice_action.setVisible(bool(said.action))
        self.notice_action.setEnabled(not facts.cut_off)
        self.notice_action.set_tip(facts.cut_off or tr("Opens Stripe in your browser"))
        self._notice_leads = (
            self.change_plan_asked if facts.standing is Standing.ENDED else self.billing_asked
        )

    def _follow_notice(self) -> None:
        self._notice_leads.emit()

    def _show_pages(self, facts: AccountFacts) -> None:
        form, used, limit = self.form, facts.pages_used, facts.pages_limit
        form.pagesPeriod.setText(words.period_sentence(facts))
        form.pagesUsed.setText(number(used))
        form.pagesBarSlot.setVisible(limit is not None)
        note = words.pages_sentence(facts)
        form.pagesNote.setText(note)
        form.pagesNote.setVisible(bool(note))
        if limit is None:
            form.pagesOf.setText(tr("page(s) read", "", used))
            form.pagesLeft.setText(tr("No limit"))
            form.chartLegend.setText("")
        else:
            form.pagesOf.setText(tr("of {limit} used", limit=number(limit)))
            form.pagesLeft.setText(tr("{count} left", count=number(max(0, limit - used))))
            form.chartLegend.setText(tr("– –  {limit} a month in your plan", limit=number(limit)))
            share = used / limit if limit else 1.0
            tone = "bad" if share >= 1 else "warn" if share >= _NEARLY else ""
            self.bar.set_value(min(used, limit), limit or 1, tone or "accent")
            form.pagesNote.setProperty("tone", {"warn": "warn_ink"}.get(tone, tone) or "muted")
            form.pagesNote.style().polish(form.pagesNote)
        bars = [
            MonthBar(
                words.month_short(figures.month),
                words.month_and_year(figures.month),
                figures.pages,
                figures.pages_limit,
            )
            for figures in facts.months
        ]
        for part in (form.chartTitle, form.chartLegend, form.chartSlot):
            part.setVisible(bool(bars))
        self.chart.set_months(bars, limit)

    def _show_plan(self, facts: AccountFacts) -> None:
        form, local = self.form, facts.local
        form.planName.setText(tr("Disk space") if local else facts.plan)
        sentence = words.plan_sentence(facts)
        form.planDetail.setText(sentence)
        form.planDetail.setVisible(bool(sentence))
        form.planDetail.setWordWrap(True)
        self.badge.set_state(words.standing_word(facts.standing))
        self.badge.setVisible(not local)
        limit = facts.pages_limit
        form.limitPages.setText(tr("Unlimited") if limit is None else number(limit))
        form.limitFiles.setText(number(facts.files_per_batch) if facts.files_per_batch else tr("None"))
        form.limitSize.setText(_round_size(facts.max_file_bytes))
        form.limitEngines.setText(tr("On") if facts.model_engines else tr("Off"))
        form.documentsUsed.setText("" if facts.documents_used is None else number(facts.documents_used))
        form.diskUsed.setText(form.diskUsed.text() or tr("Counting…"))
        form.diskFree.setText(form.diskFree.text() or tr("Counting…"))
        of_plan: tuple[QWidget, ...] = (
            *(form.factTitle13, form.limitPages, form.factTitle16, form.limitFiles),
            *(form.factTitle19, form.limitSize),
        )
        for part in of_plan:
            part.setVisible(not local)
        for part in (form.enginesTitle, form.limitEngines):
            part.setVisible(not local and facts.model_engines is not None)
        for part in (form.documentsTitle, form.documentsUsed):
            part.setVisible(not local and facts.documents_used is not None)
        of_disk: tuple[QWidget, ...] = (
            *(form.factTitle25, form.diskUsed, form.diskFreeTitle, form.diskFree),
            form.diskBarSlot,
        )
        for part in of_disk:
            part.setVisible(local)
        self._show_ways(facts)

    def _show_ways(self, facts: AccountFacts) -> None:
        form = self.form
        for part in (form.changePlan, form.billing, form.billingNote):
            part.setVisible(not facts.local)
        why = facts.cut_off
        if not why and facts.standing is Standing.UNKNOWN:
            why = tr("Stripe can’t be reached right now")
        for button in (form.changePlan, form.billing):
            button.setEnabled(not why)
            button.set_tip(why or tr("Opens Stripe in your browser"))
        form.billingNote.setText(why or tr("Both open Stripe in your browser"))

    # What the person decides of the account itself

    def _add_own(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Label(tr("This account"), TextStyle.SECTION))
        card = Card(padding=0, spacing=0)
        self.mails = QCheckBox(tr("Send mails"))
        self.mails.setAccessibleName(tr("Mail me when a batch has ended"))
        self.mails.toggled.connect(self.mails_chosen)
        self._mails_line = Label("", TextStyle.SMALL, "muted")
        mail_row = _row("mail", tr("Mail me when a batch has ended"), self._mails_line, self.mails)
        card.body.addWidget(mail_row)
        card.body.addWidget(Rule())
        self.delete = Button(
            tr("Delete account…"), ButtonKind.DESTRUCTIVE, icon="trash-2", on_click=self.delete_asked.emit
        )
        gone = Label(
            tr("Its batches, documents and results are deleted at the service, for good."),
            TextStyle.SMALL,
            "muted",
        )
        card.body.addWidget(_row("trash-2", tr("Delete this account"), gone, self.delete))
        column.addWidget(card)
        self.content.addWidget(holder)
        holder.hide()
        return holder

    def _show_own(self, facts: AccountFacts) -> None:
        self._own.setVisible(not facts.local)
        with QSignalBlocker(self.mails):
            self.mails.setChecked(bool(facts.batch_mails))
        self.mails.setEnabled(facts.batch_mails is not None and not facts.cut_off)
        self.mails.setToolTip(facts.cut_off or tr("Mail me when a batch has ended"))
        self._mails_line.setText(
            tr("To {email}. This computer tells you in any case.", email=facts.email)
            if facts.email
            else tr("This computer tells you in any case.")
        )
        self.delete.setEnabled(not facts.cut_off)
        self.delete.set_tip(facts.cut_off or tr("Delete this account and all that it has at the service"))

    def _add_learned(self) -> None:
        self.content.addWidget(Label(tr("What was learned"), TextStyle.SECTION))
        card = Card(padding=0)
        said = tr("The next document of the same supplier is read as you corrected the last one.")
        self.learned = Button(tr("Show what was learned"), on_click=self.learned_asked.emit)
        line = Label(said, TextStyle.SMALL, "muted")
        card.body.addWidget(_row("history", tr("Corrections that were confirmed"), line, self.learned))
        self.content.addWidget(card)

    def _account_row(self, account: KnownAccount) -> QWidget:
        detail = f"{account.detail} · {account.note}" if account.note else account.detail
        line = Label(detail, TextStyle.SMALL, "bad" if account.signed_out else "muted")
        icon = "laptop" if account.local else "cloud"
        if account.signed_out:
            again = Button(
                tr("Sign in again"),
                icon="log-in",
                on_click=lambda: self.sign_in_again_asked.emit(account.key),
            )
            again.setAccessibleName(tr("Sign in again to {name}", name=account.name))
            return _row(icon, account.name, line, *(_in_use() if account.in_use else ()), again)
        if account.in_use:
            return _row(icon, account.name, line, *_in_use())
        switch = Button(tr("Switch to it"), on_click=lambda: self.switch_asked.emit(account.key))
        switch.setAccessibleName(tr("Switch to {name}", name=account.name))
        return _row(icon, account.name, line, switch)


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


def _row(icon: str, title: str, line: Label, *ends: QWidget) -> QWidget:
    """Icon, title and a line below it; at the right what can be done."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(16, 10, 16, 10)
    row.setSpacing(12)
    row.addWidget(Tile(icon, 36, "hover", "text"))
    said = QVBoxLayout()
    said.setSpacing(2)
    said.addWidget(Label(title, TextStyle.BUTTON))
    said.addWidget(line)
    row.addLayout(said)
    row.addStretch()
    for end in ends:
        row.addWidget(end)
    return holder


def _round_size(size: int) -> str:
    """A limit, which is mostly a whole number of megabytes: "50 MB"."""
    megabytes, rest = divmod(size, 2**20)
    return f"{number(megabytes)} MB" if megabytes and not rest else file_size(size)


def _in_use() -> tuple[QWidget, QWidget]:
    return IconLabel("check", "accent_ink"), Label(tr("In use"), TextStyle.BUTTON, "accent_ink")


def _who(facts: AccountFacts) -> str:
    if facts.email and facts.email != facts.name:
        return facts.email
    return tr("Signed in at {server}", server=facts.server) if facts.server else tr("Hosted")
