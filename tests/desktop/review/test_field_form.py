"""The field form by itself: editors by type, what is told of a text, readings, focus; with no document."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.checks.states import FieldState
from ingestio_core.contracts.extractions import Evidence, EvidenceSource
from ingestio_core.fieldplan import DEFAULT_PLANS, FieldSpec
from ingestio_desktop.language import Language, speak
from ingestio_desktop.presenters.review_fields import ChoosableReading, FormField
from ingestio_desktop.presenters.values import ValueProblem, Writing, parse_typed, show, writing
from ingestio_desktop.windows.review.field_form import FieldForm
from ingestio_desktop.windows.review.field_line import FieldLine, FieldText
from ingestio_desktop.windows.review.field_reason import ReasonPanel
from ingestio_desktop.windows.widgets.badge import StateLine
from ingestio_desktop.windows.widgets.buttons import Button
from ingestio_desktop.windows.widgets.calendar import Calendar

pytestmark = pytest.mark.usefixtures("theme")

VALUES = {
    "invoice_number": "VA-2024-1O482",
    "invoice_date": "2024-03-05",
    "vendor_address": "Havenlaan 86\n1000 Brussel",
    "currency": "EUR",
    "subtotal": "1217.90",
    "iban": "BE68 5390 0754 7034",
}
WAY = writing(locale=QLocale("en_GB"), today=date(2024, 3, 20))


def _field(
    spec: FieldSpec, value: str | None, state: FieldState = FieldState.SURE, **more: object
) -> FormField:
    made = FormField(
        f"/{spec.name}", spec.label, spec, value, show(spec, value, WAY), state, "Read on page 1"
    )
    return replace(made, **more)  # type: ignore[arg-type]


def _fields(**changed: str | None) -> list[FormField]:
    plan = DEFAULT_PLANS["invoice"]
    known = {**VALUES, **changed}
    return [_field(spec, known[spec.name]) for spec in plan.scalars if spec.name in known]


class Desk(QWidget):
    """Does with a form what a screen does: keeps values, shows them again, says what can't be one."""

    def __init__(self, fields: list[FormField], way: Writing = WAY) -> None:
        super().__init__()
        self.fields, self.way = fields, way
        self.form = FieldForm(self)
        self.below = QWidget(self)
        self.below.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.below.setFixedHeight(20)
        column = QVBoxLayout(self)
        column.addWidget(self.form)
        column.addStretch(1)
        column.addWidget(self.below)
        self.form.edited.connect(self.edited)
        self.show_all()

    def show_all(self) -> None:
        self.form.set_fields(self.fields, way=self.way)

    def edited(self, pointer: str, text: str) -> None:
        at = [field.pointer for field in self.fields].index(pointer)
        spec = self.fields[at].spec
        try:
            value = parse_typed(spec, text, self.way)
        except ValueProblem as problem:
            self.form.show_problem(pointer, str(problem), unfinished=problem.unfinished)
        else:
            changed = replace(self.fields[at], value=value, text=show(spec, value, self.way))
            self.fields[at] = replace(changed, state=FieldState.EDITED)
            self.show_all()
            self.form.show_problem(pointer, "")

    def value(self, name: str) -> object:
        return next(field.value for field in self.fields if field.pointer == f"/{name}")

    def type_into(self, name: str, text: str) -> FieldLine | FieldText:
        line = self.form.editor(f"/{name}")
        self.form.focus_field(f"/{name}")
        QTest.keyClicks(line, text)
        return line

    def panel(self) -> ReasonPanel | None:
        return next((panel for panel in self.findChildren(ReasonPanel) if panel.isVisible()), None)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    yield _shown(qtbot, Desk(_fields()))


def _shown(qtbot: QtBot, desk: Desk) -> Desk:
    qtbot.addWidget(desk)
    desk.resize(600, 700)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    return desk


def _state_word(desk: Desk, name: str) -> str:
    line = desk.form.editor(f"/{name}")
    editor = line.parentWidget()
    assert editor is not None
    state = editor.findChild(StateLine)
    assert state is not None
    return state.word() if not state.isHidden() else ""


@pytest.mark.parametrize(
    ("name", "typed", "told", "value", "shown"),
    [
        ("invoice_date", "3.4.", "= 2024-04-03", "2024-04-03", "2024-04-03"),
        ("invoice_date", "3 apr 24", "= 2024-04-03", "2024-04-03", "2024-04-03"),
        ("subtotal", "1.234,5", "= 1,234.5", "1234.5", "1,234.5"),
        ("subtotal", "12k", "= 12,000", "12000", "12,000"),
        ("currency", "$", "= USD", "USD", "USD"),
        ("iban", "be68539007547034", "", "BE68 5390 0754 7034", "BE68 5390 0754 7034"),
    ],
)
def test_a_text_is_told_while_it_is_typed_and_shown_plainly_after(
    desk: Desk, name: str, typed: str, told: str, value: str, shown: str
) -> None:
    line = desk.type_into(name, typed)
    assert (line.text(), desk.form.taken_for(f"/{name}")) == (typed, told)
    assert desk.value(name) == value
    desk.below.setFocus()
    assert line.text() == shown
    assert desk.form.taken_for(f"/{name}") == ""
    assert _state_word(desk, name) == "Edited"


def test_an_unfinished_text_is_not_refused_before_the_focus_leaves(desk: Desk) -> None:
    line = desk.type_into("invoice_date", "3/")
    assert line.property("state") != "bad"
    assert desk.panel() is None
    assert desk.form.unfit_pointer() == "/invoice_date", "it is no value all the same"
    desk.below.setFocus()
    assert line.property("state") == "bad"
    assert (line.text(), _state_word(desk, "invoice_date")) == ("3/", "Not taken")
    assert "Type it like 2024-03-05" in line.accessibleDescription()


def test_what_can_never_be_is_refused_at_once_and_taken_back(desk: Desk) -> None:
    line = desk.type_into("invoice_date", "31.2.2024")
    assert line.property("state") == "bad"
    assert desk.panel() is not None
    assert desk.value("invoice_date") != "2024-02-31"
    desk.form.restore("/invoice_date")
    assert line.property("state") != "bad"
    assert desk.form.unfit_pointer() == ""


def test_a_long_text_grows_enter_goes_on_and_alt_enter_breaks_the_line(desk: Desk) -> None:
    line = desk.form.editor("/vendor_address")
    assert isinstance(line, FieldText)
    two_lines = line.height()
    asked: list[tuple[str, bool]] = []
    desk.form.enter_pressed.connect(lambda pointer, back: asked.append((pointer, back)))
    desk.form.focus_field("/vendor_address")
    QTest.keyClick(line, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(line, "Belgium")
    assert desk.value("vendor_address") == "Havenlaan 86\n1000 Brussel\nBelgium"
    assert line.height() > two_lines
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked == [("/vendor_address", False), ("/vendor_address", True)]
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert desk.form.focused_pointer() == "/currency"


def test_a_value_with_lines_is_never_flattened(qtbot: QtBot) -> None:
    desk = _shown(qtbot, Desk(_fields(invoice_number="VA\n10482")))
    line = desk.form.editor("/invoice_number")
    assert line.text() == "VA\n10482"
    desk.form.focus_field("/invoice_number")
    desk.fields = _fields(invoice_number="VA-10482")
    desk.show_all()
    assert isinstance(desk.form.editor("/invoice_number"), FieldLine)
    assert desk.form.focused_pointer() == "/invoice_number"


def _calendar(desk: Desk, qtbot: QtBot) -> Calendar:
    line = desk.form.editor("/invoice_date")
    desk.form.focus_field("/invoice_date")
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: any(calendar.isVisible() for calendar in desk.findChildren(Calendar)))
    return next(calendar for calendar in desk.findChildren(Calendar) if calendar.isVisible())


def test_the_calendar_is_walked_with_keys(desk: Desk, qtbot: QtBot) -> None:
    calendar = _calendar(desk, qtbot)
    days = calendar.days
    assert days.cursor_day == date(2024, 3, 5)
    for key, day in (
        (Qt.Key.Key_Right, date(2024, 3, 6)),
        (Qt.Key.Key_Down, date(2024, 3, 13)),
        (Qt.Key.Key_End, date(2024, 3, 31)),
        (Qt.Key.Key_PageUp, date(2024, 2, 29)),
        (Qt.Key.Key_Home, date(2024, 2, 1)),
        (Qt.Key.Key_Left, date(2024, 1, 31)),
    ):
        QTest.keyClick(days, key)
        assert days.cursor_day == day
    assert days.accessibleName() == "Wednesday, 31 January 2024"
    QTest.keyClick(days, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    assert days.cursor_day == date(2025, 1, 31)
    QTest.keyClick(days, Qt.Key.Key_Return)
    assert desk.value("invoice_date") == "2025-01-31"
    assert desk.form.editor("/invoice_date").text() == "2025-01-31"
    assert desk.form.focused_pointer() == "/invoice_date"


def test_the_calendar_is_clicked_left_with_esc_and_has_today(desk: Desk, qtbot: QtBot) -> None:
    calendar = _calendar(desk, qtbot)
    spot = calendar.days.rect().topLeft() + QPoint(36 * 3 + 10, 24 + 30 + 10)
    clicked = calendar.days.day_at(spot)
    assert clicked is not None and clicked.month == 3
    assert clicked != date(2024, 3, 5)
    QTest.mouseClick(calendar.days, Qt.MouseButton.LeftButton, pos=spot)
    assert desk.value("invoice_date") == clicked.isoformat()
    again = _calendar(desk, qtbot)
    QTest.keyClick(again.days, Qt.Key.Key_Escape)
    assert not any(calendar.isVisible() for calendar in desk.findChildren(Calendar))
    assert desk.value("invoice_date") == clicked.isoformat()
    today = next(button for button in _calendar(desk, qtbot).findChildren(Button) if button.text() == "Today")
    today.click()
    assert desk.value("invoice_date") == "2024-03-20"


def test_a_currency_is_chosen_from_a_list(desk: Desk, qtbot: QtBot) -> None:
    line = desk.form.editor("/currency")
    desk.form.focus_field("/currency")
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = desk.findChild(QMenu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["EUR\t€"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert desk.value("currency") == "USD"


def test_hovering_says_why_and_what_is_printed(desk: Desk) -> None:
    evidence = Evidence(page=1, text="1O0", confidence=0.71, source=EvidenceSource.OCR)
    desk.fields[0] = replace(
        desk.fields[0], state=FieldState.NEEDS_LOOK, reason="Read with doubt", evidence=evidence
    )
    desk.show_all()
    hovered: list[str] = []
    desk.form.hovered.connect(hovered.append)
    line = desk.form.editor("/invoice_number")
    spot = QPointF(5, 5)
    QApplication.sendEvent(line, QEnterEvent(spot, spot, spot))
    tip = line.toolTip()
    assert "Read with doubt" in tip
    assert "On the page: “1O0” · page 1 · read by OCR · 71 % sure" in tip
    QApplication.sendEvent(line, QEvent(QEvent.Type.Leave))
    assert hovered == ["/invoice_number", ""]


def test_readings_are_buttons_with_numbers_and_the_present_one_stays_where_it_is(desk: Desk) -> None:
    readings = (
        ChoosableReading("VA-2024-1O482", "VA-2024-1O482"),
        ChoosableReading("VA-2024-10482", "VA-2024-10482"),
    )
    desk.fields[0] = replace(
        desk.fields[0],
        state=FieldState.NEEDS_LOOK,
        reason="Read twice, differently: VA-2024-1O482 / VA-2024-10482",
        readings=readings,
    )
    desk.show_all()
    chosen: list[tuple[str, object]] = []
    desk.form.reading_chosen.connect(lambda pointer, value: chosen.append((pointer, value)))
    before = desk.form.editor("/invoice_number").geometry()
    desk.form.focus_field("/invoice_number")
    panel = desk.panel()
    assert panel is not None
    buttons = panel.findChildren(Button)
    assert [button.text() for button in buttons] == ["VA-2024-1O482", "VA-2024-10482"]
    assert [button.isChecked() for button in buttons] == [True, False]
    desk.form.choose_reading(2)
    buttons[1].click()
    assert chosen == [("/invoice_number", "VA-2024-10482")] * 2
    desk.fields[0] = replace(
        desk.fields[0], state=FieldState.EDITED, value="VA-2024-10482", text="VA-2024-10482"
    )
    desk.show_all()
    visible = [button for button in panel.findChildren(Button) if not button.isHidden()]
    assert [button.isChecked() for button in visible] == [False, True]
    assert desk.form.editor("/invoice_number").geometry() == before, "nothing above the reason moves"


def test_the_editors_are_used_again_for_other_documents_and_plans(desk: Desk) -> None:
    before = {id(editor) for editor in desk.form.editors()}
    desk.fields = _fields(invoice_number="X-1", subtotal="3")
    desk.show_all()
    assert {id(editor) for editor in desk.form.editors()} == before
    receipt = [_field(spec, None, FieldState.NOT_FOUND) for spec in DEFAULT_PLANS["receipt"].scalars]
    assert desk.form.set_fields(receipt, way=WAY)
    others = {id(editor) for editor in desk.form.editors()}
    assert before <= others, "all six have found a place"
    date_line, name_line = desk.form.editor("/date"), desk.form.editor("/vendor_name")
    assert isinstance(name_line, FieldLine) and isinstance(date_line, FieldLine)
    assert name_line.alignment() & Qt.AlignmentFlag.AlignLeft
    assert date_line.placeholderText() == "Type it, or draw a box"


def test_texts_take_the_rest_of_a_line_and_numbers_do_not(desk: Desk) -> None:
    plan = [spec for spec in DEFAULT_PLANS["contract"].scalars if spec.name != "title"]
    desk.form.set_fields([_field(spec, None) for spec in plan], way=WAY)
    QApplication.processEvents()
    law, value = desk.form.editor("/governing_law"), desk.form.editor("/value")
    assert value.width() < desk.form.width() / 2 < law.width()


def test_confirmed_fields_can_not_be_changed(desk: Desk) -> None:
    desk.form.set_fields(desk.fields, read_only=True, way=WAY)
    line = desk.type_into("subtotal", "5")
    assert line.text() == "1,217.90"
    desk.form.focus_field("/invoice_date")
    QTest.keyClick(desk.form.editor("/invoice_date"), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert desk.findChild(Calendar) is None
    assert desk.panel() is None


def test_german_shows_and_takes_values_its_own_way(qtbot: QtBot, qapp: QApplication) -> None:
    speak(qapp, Language.GERMAN)
    try:
        way = writing(today=date(2024, 3, 20))
        spec = next(spec for spec in DEFAULT_PLANS["invoice"].scalars if spec.name == "subtotal")
        desk = _shown(qtbot, Desk([replace(_field(spec, "1217.90"), text=show(spec, "1217.90", way))], way))
        line = desk.form.editor("/subtotal")
        assert line.text() == "1.217,90"
        desk.type_into("subtotal", "1,234.50")
        assert desk.value("subtotal") == "1234.50"
        assert desk.form.taken_for("/subtotal") == "= 1.234,50"
    finally:
        speak(qapp, Language.ENGLISH)
