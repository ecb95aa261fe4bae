"""In place of the wizard where the plan has no batches: why, and two ways on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ingestio_core.plans import PLANS, PlanName
from ingestio_desktop.theme.tokens import TextStyle
from ingestio_desktop.windows.widgets import Button, ButtonKind, Card, IconLabel, Label, RoundIcon


class UpgradeRequired(QWidget):
    """`plans_asked` opens the billing page, `local_asked` switches, `check_asked` asks again."""

    plans_asked = Signal()
    local_asked = Signal()
    check_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Upgrade required")
        self._why = Label("", TextStyle.BODY, "muted")
        self._kept = Label("", TextStyle.BODY, "muted")
        self._kept.hide()
        self.plans = Button("See plans", ButtonKind.PRIMARY, trailing_icon="external-link")
        self.local = Button("Use this computer")
        self.check = Button("Check again", ButtonKind.LINK, tip="Ask the service for your plan again")
        self.plans.clicked.connect(self.plans_asked)
        self.local.clicked.connect(self.local_asked)
        self.check.clicked.connect(self.check_asked)
        self._arrange()

    def show_reason(self, plan: str, account: str, kept_files: int) -> None:
        """Which plan of whose, and whether a draft waits."""
        self._why.setText(f"Batches are not part of the {plan.capitalize()} plan that {account} is on.")
        self._kept.setVisible(kept_files > 0)
        self._kept.setText(f"Your draft of {kept_files:,} files is kept.")

    def set_offline(self, offline: bool) -> None:
        """The billing page needs a network."""
        self.plans.setEnabled(not offline)
        self.plans.set_tip("Needs a network" if offline else "Opens the billing page in your browser")

    def _arrange(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(RoundIcon("circle-plus", size=56), 0, middle)
        column.addSpacing(10)
        column.addWidget(Label("Upgrade required", TextStyle.TITLE), 0, middle)
        column.addWidget(self._why, 0, middle)
        column.addWidget(self._kept, 0, middle)
        column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch()
        plus, growth = PLANS[PlanName.PLUS], PLANS[PlanName.GROWTH]
        row.addWidget(
            _way(
                "layers",
                "Upgrade your plan",
                "Keep working with the hosted service.",
                (
                    f"Plus: up to {plus.files_per_batch:,} files in a batch",
                    f"Growth: up to {growth.files_per_batch:,} files in a batch",
                    "More pages every month",
                ),
                self.plans,
                "Opens the billing page in your browser",
            )
        )
        row.addWidget(
            _way(
                "laptop",
                "Use this computer",
                "Batches run here, at no cost.",
                ("Any number of pages", "Documents stay on this disk", "Your hosted account stays signed in"),
                self.local,
                "You can switch back at any time",
            )
        )
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(24)
        again = QHBoxLayout()
        again.addStretch()
        again.addWidget(Label("Upgraded a moment ago?", TextStyle.BODY, "muted"))
        again.addWidget(self.check)
        again.addStretch()
        column.addLayout(again)
        column.addStretch(3)


def _way(icon: str, title: str, text: str, facts: tuple[str, ...], action: Button, below: str) -> Card:
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
    note = Label(below, TextStyle.SMALL, "muted")
    note.setAlignment(Qt.AlignmentFlag.AlignCenter)
    card.body.addSpacing(4)
    card.body.addWidget(note)
    return card
