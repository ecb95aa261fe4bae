"""The shared widgets, worked by keyboard and pointer."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ingestio_desktop.theme.theme import Theme
from ingestio_desktop.theme.words import BatchState
from ingestio_desktop.windows.widgets import (
    AddChip,
    Badge,
    Button,
    ButtonKind,
    Chip,
    Choice,
    DropTarget,
    DropZone,
    ElidedLabel,
    FlowLayout,
    FoldCard,
    IconButton,
    Label,
    NetworkState,
    ProgressBar,
    RadioCards,
    SearchField,
    Segmented,
    StatusStrip,
    StepBar,
    StripStatus,
    Toast,
    batch_tip,
    tooltip,
)
from ingestio_desktop.windows.widgets.dropzone import drop_text, local_paths
from ingestio_desktop.windows.widgets.keycap import split_keys

pytestmark = pytest.mark.usefixtures("theme")
CHOICES = (Choice("all", "All", 18), Choice("ok", "Valid", 14), Choice("bad", "Rejected", 4))


def test_a_buttons_tooltip_names_its_key(qtbot: QtBot) -> None:
    button = Button("New batch…", ButtonKind.PRIMARY, icon="plus", shortcut="Ctrl+N")
    qtbot.addWidget(button)
    assert button.toolTip() == "New batch (Ctrl+N)"
    assert button.accessibleName() == "New batch"
    assert tooltip("Close") == "Close"


def test_enter_presses_the_button_in_focus_and_no_other_of_its_dialog(qtbot: QtBot) -> None:
    dialog = QDialog()
    row = QVBoxLayout(dialog)
    pressed: list[str] = []
    no = Button("Cancel", on_click=lambda: pressed.append("no"))
    yes = Button("Sign out", ButtonKind.PRIMARY, on_click=lambda: pressed.append("yes"))
    close = IconButton("x", "Close", on_click=lambda: pressed.append("close"))
    for button in (no, yes, close):
        row.addWidget(button)
    yes.setDefault(True)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    no.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        qtbot.keyClick(no, key)
    qtbot.keyClick(close, Qt.Key.Key_Return)
    qtbot.keyClick(no, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert pressed == ["no", "no", "close"]


def test_a_button_is_wide_enough_for_all_that_is_on_it(qtbot: QtBot) -> None:
    plain = Button("Export", icon="download")
    keyed = Button("Export", icon="download", shortcut="Ctrl+E", show_key=True)
    for button in (plain, keyed):
        qtbot.addWidget(button)
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 30


def test_arrows_choose_in_a_segmented_control(qtbot: QtBot) -> None:
    control = Segmented(CHOICES, "Files")
    qtbot.addWidget(control)
    heard: list[str] = []
    control.chosen.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(control, key)
    assert heard == ["ok", "bad", "ok"]
    assert control.accessibleDescription() == "Valid, 14"


def test_a_click_chooses_what_is_under_it_and_new_counts_keep_the_choice(qtbot: QtBot) -> None:
    control = Segmented(CHOICES, "Files")
    qtbot.addWidget(control)
    control.resize(control.sizeHint())
    with qtbot.waitSignal(control.chosen) as chosen:
        qtbot.mouseClick(control, Qt.MouseButton.LeftButton, pos=QPoint(control.width() - 12, 14))
    assert chosen.args == ["bad"]
    control.set_choices([Choice("all", "All", 20), Choice("bad", "Rejected", 6)])
    assert control.current == "bad"
    assert control.accessibleDescription() == "Rejected, 6"


def test_only_steps_that_are_done_can_be_asked_for(qtbot: QtBot) -> None:
    bar = StepBar(("Files", "Prompts", "Review"), 1)
    qtbot.addWidget(bar)
    bar.resize(bar.sizeHint())
    heard: list[int] = []
    bar.asked.connect(heard.append)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() - 10, 16))
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(12, 16))
    assert heard == [0]
    assert bar.accessibleDescription() == "Step 2 of 3: Prompts"


def test_a_chip_is_renamed_in_place(qtbot: QtBot) -> None:
    chip = Chip("Supplier", "text")
    qtbot.addWidget(chip)
    chip.show()
    chip.setFocus()
    heard: list[str] = []
    chip.renamed.connect(heard.append)
    for typed, key in (
        ("Vendor", Qt.Key.Key_Return),
        ("Other", Qt.Key.Key_Escape),
        ("  ", Qt.Key.Key_Return),
    ):
        qtbot.keyClick(chip, Qt.Key.Key_F2)
        editor = chip.findChild(QLineEdit)
        assert editor is not None
        editor.setText(typed)
        qtbot.keyClick(editor, key)
        QApplication.sendPostedEvents(None, 52)
    assert heard == ["Vendor"]


def test_a_chip_is_dropped_and_retyped_by_keys_and_pointer(qtbot: QtBot) -> None:
    chip = Chip("Supplier", "text")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    dropped: list[int] = []
    chip.dropped.connect(lambda: dropped.append(1))
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 14, 16))
    assert len(dropped) == 2
    with qtbot.waitSignal(chip.retype_asked):
        qtbot.keyClick(chip, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def test_a_read_only_chip_does_nothing(qtbot: QtBot) -> None:
    chip = Chip("Supplier", "text", read_only=True)
    qtbot.addWidget(chip)
    with qtbot.assertNotEmitted(chip.dropped):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 6, 14))
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_the_add_chip_works_by_insert_and_click(qtbot: QtBot) -> None:
    chip = AddChip()
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    heard: list[int] = []
    chip.clicked.connect(lambda: heard.append(1))
    qtbot.keyClick(chip, Qt.Key.Key_Insert)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(heard) == 2


def test_chips_flow_into_lines(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    for number in range(12):
        flow.addWidget(Chip(f"Column {number}", "text"))
    assert flow.heightForWidth(2000) == 32
    assert flow.heightForWidth(500) > 100
    flow.insert_widget(0, Chip("First", "text"))
    holder.resize(500, 300)
    holder.show()
    first = flow.itemAt(0)
    assert first is not None and first.geometry().topLeft() == QPoint(0, 0)


def test_arrows_move_between_radio_cards_and_round(qtbot: QtBot) -> None:
    cards = RadioCards(
        {"global": ("Global", ""), "per": ("Per", ""), "auto": ("Auto", "")}, "Strategy", "global"
    )
    qtbot.addWidget(cards)
    cards.show()
    heard: list[str] = []
    cards.chosen.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(cards, key)
    assert heard == ["per", "global", "auto"]
    assert cards.current == "auto"


def test_a_fold_card_folds_and_says_so(qtbot: QtBot) -> None:
    card = FoldCard("Files", Label("inside"), editable=True)
    qtbot.addWidget(card)
    card.show()
    assert card.is_open()
    with qtbot.waitSignal(card.toggled) as toggled:
        qtbot.mouseClick(card._fold, Qt.MouseButton.LeftButton)
    assert toggled.args == [False] and not card.is_open()
    assert card._fold.accessibleName() == "Unfold: Files"


def test_the_search_field_waits_for_a_pause_and_clears_on_escape(qtbot: QtBot) -> None:
    field = SearchField("Search by name", "Ctrl+F")
    qtbot.addWidget(field)
    field.show()
    heard: list[str] = []
    field.searched.connect(heard.append)
    with qtbot.waitSignal(field.searched):
        qtbot.keyClicks(field, "march")
    assert heard == ["march"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["march", ""] and field.text() == ""
    with qtbot.waitSignal(field.down_asked):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_a_toast_undoes_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    toast = Toast(window)
    undone: list[int] = []
    toast.show_message("12 documents confirmed", undo=lambda: undone.append(1))
    assert toast.isVisible() and toast.accessibleName() == "12 documents confirmed"
    toast._undo.click()
    assert undone == [1] and not toast.isVisible()
    toast.show_message("Saved")
    assert toast._undo.isHidden()


def test_the_strip_says_what_waits(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.set_status(StripStatus(NetworkState.OFFLINE, 3, "1,342 of 2,000 pages left", "yesterday 16:20"))
    assert strip._network.text() == "Offline"
    assert strip._pending.text() == "3 changes wait"
    assert strip._pages.text() == "1,342 of 2,000 pages left · as of yesterday 16:20"
    strip.set_status(StripStatus(NetworkState.SYNCING, 1))
    assert strip._pending.text() == "1 change waits"
    assert strip._pages.isHidden()


def test_the_strip_opens_what_is_locked(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    said = []
    for network in (NetworkState.SIGNED_OUT, NetworkState.LOCKED, NetworkState.ONLINE):
        strip.set_status(StripStatus(network))
        said.append((strip._network.text(), strip._sign_in.text(), strip._sign_in.isHidden()))
    assert said == [
        ("Signed out", "Sign in", False),
        ("Locked", "Unlock…", False),
        ("Online", "Sign in", True),
    ]
    with qtbot.waitSignal(strip.network_asked):
        qtbot.keyClick(strip._sign_in, Qt.Key.Key_Return)


def test_a_progress_bar_says_its_percent(qtbot: QtBot) -> None:
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.set_value(72)
    assert bar.accessibleDescription() == "72 %"
    bar.set_value(0, 0)
    assert bar.accessibleDescription() == "In work"
    assert batch_tip(130, 3, 51) == "Completed: 130, Failed: 3, Pending: 51"


def test_a_badge_carries_its_word_for_screen_readers(qtbot: QtBot) -> None:
    badge = Badge(BatchState.PARTLY_COMPLETED)
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "Partly completed"
    badge.set_state(BatchState.FAILED)
    assert badge.accessibleName() == "Failed"


def test_a_cut_label_has_its_whole_text_in_the_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("Rechnung_4471_with_a_very_long_name.pdf", mode=Qt.TextElideMode.ElideMiddle)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(label.sizeHint())
    qtbot.waitUntil(lambda: label.toolTip() == "")


def test_keys_are_split_into_caps() -> None:
    assert split_keys("Ctrl+Alt+Left") == ("Ctrl", "Alt", "←")
    assert split_keys("Ctrl++") == ("Ctrl", "+")
    assert split_keys("?") == ("?",)


def test_a_page_takes_files_and_folders_and_shows_what_a_drop_would_do(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    zone = DropZone()
    zone.setParent(page)
    target = DropTarget(page, zone.set_over)
    data = QMimeData()
    data.setUrls(
        [QUrl.fromLocalFile("/tmp/March"), QUrl.fromLocalFile("/tmp/a.pdf"), QUrl("https://a.example")]
    )
    where, action, button = QPoint(5, 5), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(where, action, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, entering)
    assert zone._title.text() == "Drop to add 1 folder and 1 file"
    with qtbot.waitSignal(target.dropped) as dropped:
        drop = QDropEvent(QPointF(where), action, data, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(page, drop)
    assert dropped.args == [local_paths(data)]
    assert len(local_paths(data)) == 2
    assert zone._title.text() == "Drop files and folders here"
    assert drop_text(local_paths(data)) == "Drop to add 1 folder and 1 file"
