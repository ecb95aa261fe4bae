"""The frame of a page: header, content at most 1240 wide, wizard footer, banner, empty state."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ingestio_desktop.language import tr
from ingestio_desktop.theme.icons import paint_icon
from ingestio_desktop.theme.theme import current_theme
from ingestio_desktop.theme.tokens import TextStyle, load_tokens
from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.widgets.buttons import Button
from ingestio_desktop.windows.widgets.text import ElidedLabel, IconLabel, Label, Rule, StyledWidget, restyle

MARGIN: Final = 32


class Page(StyledWidget):
    """A page: `header`, `content` (a vertical layout within the margins) and an optional footer.
    `scrolling` puts the content into a scroll area, for pages that are not one table."""

    def __init__(
        self, title: str, *, scrolling: bool = False, bottom: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self.header = PageHeader(title)
        self._outer.addWidget(centred(self.header, MARGIN, 0))
        holder = StyledWidget()
        holder.setObjectName("page")
        self.content = QVBoxLayout(holder)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(14)
        wide = centred(holder, MARGIN, bottom)
        if scrolling:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(wide)
            self._outer.addWidget(area, 1)
        else:
            self._outer.addWidget(wide, 1)
        self.setAccessibleName(title)

    def set_footer(self, footer: QWidget) -> None:
        """Put a footer below the content, over the whole width."""
        self._outer.addWidget(footer)


class PageHeader(QWidget):
    """Title, what belongs to it, and at the right the page's actions."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(load_tokens().height["header"])
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.title = Label(title, TextStyle.TITLE)
        self.detail = Label("", TextStyle.SMALL, "muted")
        self._row.addWidget(self.title)
        self._row.addSpacing(4)
        self._row.addWidget(self.detail)
        self._row.addStretch()

    def set_title(self, title: str, detail: str = "") -> None:
        """Change the title and the muted words beside it."""
        self.title.setText(title)
        self.detail.setText(detail)

    def add_left(self, widget: QWidget) -> None:
        """Put something beside the title, such as a badge."""
        self._row.insertWidget(self._row.count() - 1 - self._right_count(), widget)

    def add_right(self, widget: QWidget) -> None:
        """Put an action, or the step bar, at the right."""
        self._row.addWidget(widget)

    def _right_count(self) -> int:
        stretch = next(i for i in range(self._row.count()) if self._row.stretch(i) or self._is_stretch(i))
        return self._row.count() - 1 - stretch

    def _is_stretch(self, index: int) -> bool:
        item = self._row.itemAt(index)
        spacer = item.spacerItem() if item is not None else None
        return spacer is not None and bool(spacer.expandingDirections() & Qt.Orientation.Horizontal)


class WizardFooter(QFrame):
    """Previous at the left, then extra actions; at the right why Next is off or the totals, and Next."""

    def __init__(
        self, previous: Button, following: Button, extra: Sequence[Button] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setFixedHeight(load_tokens().height["footer"] + 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(previous)
        for button in extra:
            row.addWidget(button)
        row.addStretch()
        self._icon = IconLabel("info", "muted", 14)
        self._icon.hide()
        self._note = ElidedLabel("", TextStyle.BODY, "muted")
        row.addWidget(self._icon)
        row.addWidget(self._note)
        row.addWidget(following)
        self._row = row
        outer.addWidget(centred(holder, MARGIN, 0))
        self.setAccessibleName(tr("Wizard footer"))

    def add_before_next(self, button: Button) -> None:
        """Put a way on between the note and Next."""
        self._row.insertWidget(self._row.count() - 1, button)

    def note(self) -> str:
        """The sentence beside Next."""
        return self._note.text()

    def set_note(self, text: str, tone: str = "muted", icon: str = "") -> None:
        """The sentence beside Next; tone "warn_ink" where something is missing."""
        self._note.setText(text)
        self._note.set_tone(tone)
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.set_icon(icon, tone)


class Banner(QFrame):
    """One line over a page: an icon, facts apart from one another, and a way on at the right."""

    def __init__(
        self,
        icon: str,
        title: str,
        facts: Sequence[str] = (),
        action: Button | None = None,
        tone: Tone = Tone.ACCENT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setMinimumHeight(load_tokens().height["banner"])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 8, 4)
        self._row.setSpacing(6)
        self._title = Label(title, TextStyle.SECTION)
        self._title.setContentsMargins(0, 0, 6, 0)
        self._icon = IconLabel(icon)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._title)
        self._facts: list[QWidget] = []
        self._row.addStretch()
        if action is not None:
            self._row.addWidget(action)
        self.set_content(icon, title, facts, tone)

    def set_content(self, icon: str, title: str, facts: Sequence[str], tone: Tone = Tone.ACCENT) -> None:
        """Say something else."""
        self.setProperty("tone", tone.value)
        restyle(self)
        inks = {Tone.WARN: "warn_ink", Tone.BAD: "bad", Tone.OK: "ok_ink", Tone.NEUTRAL: "muted_ink"}
        self._icon.set_icon(icon, inks.get(tone, "accent_ink"))
        self._title.setText(title)
        for old in self._facts:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._facts = []
        place = 2
        for fact in facts:
            rule = Rule(vertical=True)
            rule.setFixedHeight(20)
            label = Label(fact)
            for widget in (rule, label):
                widget.setContentsMargins(0, 0, 0, 0)
                self._row.insertWidget(place, widget)
                self._facts.append(widget)
                place += 1
            label.setContentsMargins(6, 0, 6, 0)
        self.setAccessibleName(", ".join((title, *facts)))


class EmptyState(QWidget):
    """What stands where a list has nothing: icon, title, sentence, actions, and a line of small facts."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        actions: Sequence[QWidget] = (),
        facts: Sequence[tuple[str, str]] = (),
        tone: Tone = Tone.ACCENT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch()
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(RoundIcon(icon, tone), 0, middle)
        column.addSpacing(18)
        self.title = Label(title, TextStyle.HEADING)
        column.addWidget(self.title, 0, middle)
        column.addSpacing(4)
        self.text = Label(text, TextStyle.BODY, "muted", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setFixedWidth(520)
        # Between stretches: an aligned label is never asked for its height at this width.
        words = QHBoxLayout()
        words.addStretch()
        words.addWidget(self.text)
        words.addStretch()
        column.addLayout(words)
        # Once it has a parent: shown before, it would flash up as a window of its own.
        self.text.setVisible(bool(text))
        if actions:
            column.addSpacing(18)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addStretch()
            for action in actions:
                row.addWidget(action)
            row.addStretch()
            column.addLayout(row)
        if facts:
            column.addSpacing(30)
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addStretch()
            for index, (name, fact) in enumerate(facts):
                if index:
                    line.addSpacing(16)
                line.addWidget(IconLabel(name, "muted", 14))
                line.addWidget(Label(fact, TextStyle.SMALL, "muted"))
            line.addStretch()
            column.addLayout(line)
        column.addStretch()
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


class RoundIcon(QWidget):
    """A large icon on a soft disc."""

    def __init__(
        self, icon: str, tone: Tone = Tone.ACCENT, size: int = 64, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tone = tone
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_theme().colours
        ground, front = {
            Tone.ACCENT: (colours.accent_soft, colours.accent),
            Tone.NEUTRAL: (colours.hover, colours.muted_ink),
            Tone.OK: (colours.ok_soft, colours.ok),
            Tone.WARN: (colours.warn_soft, colours.warn),
            Tone.BAD: (colours.bad_soft, colours.bad),
        }[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(QRectF(self.rect()))
        paint_icon(painter, self._icon, front, self.rect(), 28)


def centred(widget: QWidget, margin: int, bottom: int) -> QWidget:
    """The widget within the page's margins, at most 1240 wide, then centred."""
    holder = StyledWidget()
    holder.setObjectName("plain")
    row = QHBoxLayout(holder)
    row.setContentsMargins(margin, 0, margin, bottom)
    widget.setMaximumWidth(load_tokens().width["content"])
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    # A widget narrower than its cell is centred by the layout.
    row.addWidget(widget)
    return holder
