"""In place of the wizard where the plan has no batches: why, and two ways on."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core.plans import PLANS, PlanName
from ingestio_desktop.language import tr
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import Button, ButtonKind, Card, IconLabel, Label, RoundIcon


class UpgradeRequired(QWidget):
    """`plans_asked` opens the billing page, `local_asked` switches, `check_asked` asks again."""

    plans_asked = Signal()
    local_asked = Signal()
    check_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Upgrade required"))
        self._why = Label("", TextStyle.BODY, "muted")
        self._kept = Label("", TextStyle.BODY, "muted")
        self._kept.hide()
        self.asked = Label(tr("Upgraded a moment ago?"), TextStyle.BODY, "muted")
        self.plans = Button(tr("See plans"), ButtonKind.PRIMARY, trailing_icon="external-link")
        self.local = Button(tr("Use this computer"))
        self.check = Button(tr("Check again"), ButtonKind.LINK, tip=tr("Ask the service for your plan again"))
        self.plans.clicked.connect(self.plans_asked)
        self.local.clicked.connect(self.local_asked)
        self.check.clicked.connect(self._check)
        self._arrange()

    def show_reason(self, plan: str, account: str, kept_files: int, *, past_due: bool = False) -> None:
        """Which plan of whose, or that its subscription is not paid, and whether a draft waits."""
        if past_due:
            self._why.setText(tr("The subscription of {account} is past due.", account=account))
        else:
            self._why.setText(
                tr(
                    "Batches are not part of the {plan} plan that {account} is on.",
                    plan=plan.capitalize(),
                    account=account,
                )
            )
        self.plans.setText(tr("Update payment") if past_due else tr("See plans"))
        self._kept.setVisible(kept_files > 0)
        self._kept.setText(tr("Your draft of %n file(s) is kept.", "", kept_files))

    def set_offline(self, offline: bool) -> None:
        """The billing page needs a network."""
        self.plans.setEnabled(not offline)
        self.plans.set_tip(tr("Needs a network") if offline else tr("Opens the billing page in your browser"))
        self._below_plans.setText(
            tr("Needs a network: you are offline")
            if offline
            else tr("Opens the billing page in your browser")
        )

    def show_checked(self, error: str = "") -> None:
        """The answer came, and it is still this plan; or why there is none."""
        self.check.setEnabled(True)
        self.check.setText(tr("Check again"))
        now = datetime.now().astimezone()
        nothing = tr("Nothing changed yet, as of {time}.", time=f"{now:%H:%M}")
        self.asked.setText(error or nothing)
        self.asked.set_tone("bad" if error else "muted")

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.check.setText(tr("Checking…"))
        self.check_asked.emit()

    def _arrange(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(RoundIcon("circle-arrow-up", size=56), 0, middle)
        column.addSpacing(10)
        column.addWidget(Label(tr("Upgrade required"), TextStyle.TITLE), 0, middle)
        column.addWidget(self._why, 0, middle)
        column.addWidget(self._kept, 0, middle)
        column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch()
        plus, growth = PLANS[PlanName.PLUS], PLANS[PlanName.GROWTH]
        self._below_plans = Label(tr("Opens the billing page in your browser"), TextStyle.SMALL, "muted")
        row.addWidget(
            _way(
                "layers",
                tr("Upgrade your plan"),
                tr("Keep working with the hosted service."),
                (
                    tr("Plus: up to %n file(s) in a batch", "", plus.files_per_batch),
                    tr("Growth: up to %n file(s) in a batch", "", growth.files_per_batch),
                    tr("More pages every month"),
                ),
                self.plans,
                self._below_plans,
            )
        )
        row.addWidget(
            _way(
                "laptop",
                tr("Use this computer"),
                tr("Batches run here, at no cost."),
                (
                    tr("Any number of pages"),
                    tr("Documents stay on this disk"),
                    tr("Your hosted account stays signed in"),
                ),
                self.local,
                Label(tr("You can switch back at any time"), TextStyle.SMALL, "muted"),
            )
        )
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(24)
        again = QHBoxLayout()
        again.addStretch()
        again.addWidget(self.asked)
        again.addWidget(self.check)
        again.addStretch()
        column.addLayout(again)
        column.addStretch(3)


def _way(icon: str, title: str, text: str, facts: tuple[str, ...], action: Button, below: Label) -> Card:
    card = Card(padding=20, spacing=4)
    card.setProperty("wide", "true")
    card.setFixedWidth(336)
    head = QHBoxLayout()
    head.setSpacing(10)
    head.addWidget(IconLabel(icon, "text", 18))
    head.addWidget(Label(title, TextStyle.HEADING))
    head.addStretch()
    card.body.addLayout(head)
    card.body.addWidget(Label(text, TextStyle.BODY, "muted"))
    card.body.addSpacing(8)
    for fact in facts:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconLabel("check", "muted"))
        line.addWidget(Label(fact))
        line.addStretch()
        card.body.addLayout(line)
    card.body.addSpacing(24)
    action.setMinimumWidth(294)
    card.body.addWidget(action)
    below.setAlignment(Qt.AlignmentFlag.AlignCenter)
    card.body.addSpacing(4)
    card.body.addWidget(below)
    return card
