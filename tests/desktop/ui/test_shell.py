"""The shell: places, keys, palette, key overlay, regions, and what is kept between starts."""

from collections.abc import Callable, Iterator, Sequence

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ingestio_desktop.theme.words import Tone
from ingestio_desktop.windows.account_banner import Need, Way
from ingestio_desktop.windows.actions import Action, ActionRegistry
from ingestio_desktop.windows.palette import Found, matching, score
from ingestio_desktop.windows.shell import Shell
from ingestio_desktop.windows.sidebar import Place
from ingestio_desktop.windows.starting import StartingPage
from ingestio_desktop.windows.widgets import Button, Page, WizardFooter

pytestmark = pytest.mark.usefixtures("theme")


class Memory:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def widget_state(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def keep_widget_state(self, name: str, state: bytes) -> None:
        self.kept[name] = state


def wizard() -> QWidget:
    page = Page("New batch")
    field = QLineEdit()
    page.content.addWidget(field)
    page.set_footer(WizardFooter(Button("Previous"), Button("Next")))
    return page


def split() -> QWidget:
    page = Page("Batches")
    splitter = QSplitter()
    splitter.setObjectName("sides")
    for _ in range(2):
        splitter.addWidget(QPlainTextEdit())
    page.content.addWidget(splitter)
    return page


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def shell(qtbot: QtBot, memory: Memory) -> Iterator[Shell]:
    window = make(memory)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window


def make(memory: Memory) -> Shell:
    window = Shell(memory)
    window.add_page("new", "New batch", "circle-plus", wizard)
    window.add_page("batches", "Batches", "layers", split)
    window.add_page("review", "Review", "eye", wizard, place=False, full=True)
    window.show_page("new")
    return window


def test_pages_are_built_when_they_are_first_shown(qtbot: QtBot, memory: Memory) -> None:
    built: list[str] = []

    def factory() -> QWidget:
        built.append("page")
        return QWidget()

    window = Shell(memory)
    qtbot.addWidget(window)
    window.add_page("a", "A", "layers", factory)
    assert built == []
    with qtbot.waitSignal(window.page_shown) as shown:
        window.show_page("a")
    window.show_page("a")
    assert built == ["page"] and shown.args == ["a"]
    assert window.windowTitle() == "A – IngestIO"


def test_a_page_can_be_put_in_the_place_of_another(shell: Shell) -> None:
    other = QPushButton("real")
    shell.add_page("new", "New batch", "circle-plus", lambda: other)
    assert shell.pages.currentWidget() is other
    places = shell.side_bar.findChildren(QPushButton)
    assert [place.accessibleName() for place in places].count("New batch") == 1


def test_what_belongs_to_an_account_goes_with_it(qtbot: QtBot, shell: Shell) -> None:
    own = {type(child) for child in shell.children()}
    shell.begin_account()
    pressed: list[str] = []
    shell.add_action(Action("theirs", "Theirs", "Everywhere", "Ctrl+J", run=lambda: pressed.append("theirs")))
    shell.add_page("batch", "Batch", "layers", wizard, place=False)
    shell.show_page("batch")
    QPushButton("over the window", shell)
    shell.set_account("ann@example.org")
    shell.toast.show_message("Deleted", undo=lambda: pressed.append("undone"))
    shell.side_bar.set_count("new", 3, "3 in progress")
    assert shell.windowTitle() == "Batch – ann@example.org – IngestIO"
    qtbot.keyClick(shell, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["theirs"]
    shell.end_account()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.keyClick(shell, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["theirs"], "its key does nothing any more"
    left = shell.actions_registry.keys()
    assert not shell.has_page("batch") and "theirs" not in left
    assert not shell.toast.isVisible()
    assert {type(child) for child in shell.children()} == own
    assert shell.has_page("new"), "the places stay"
    shell.show_page("new")
    shell.set_account("")
    assert shell.windowTitle() == "New batch – IngestIO"


def test_places_have_keys(qtbot: QtBot, shell: Shell) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_page == "batches"
    qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_page == "new"


def test_a_full_page_has_no_side_bar(shell: Shell) -> None:
    shell.show_page("review")
    assert not shell.side_bar.isVisible() and not shell.strip.isVisible()
    shell.show_page("batches")
    assert shell.side_bar.isVisible() and shell.strip.isVisible()


def test_a_narrow_window_shows_icons_only(qtbot: QtBot, shell: Shell) -> None:
    shell.resize(1000, 700)
    qtbot.waitUntil(lambda: shell.side_bar.width() == 56)
    shell.resize(1100, 700)
    qtbot.waitUntil(lambda: shell.side_bar.width() == 216)


def test_f6_goes_round_the_parts_of_the_window(qtbot: QtBot, shell: Shell) -> None:
    seen = []
    for _ in range(5):
        qtbot.keyClick(shell, Qt.Key.Key_F6)
        focus = shell.focusWidget()
        assert focus is not None
        seen.append(focus.accessibleName() or type(focus).__name__)
    # It starts in the page, so the footer comes first.
    assert seen == ["Previous", "Starting…", "New batch", "QLineEdit", "Previous"]


def test_ctrl_k_runs_the_action_that_is_meant(qtbot: QtBot, shell: Shell) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = shell._palette
    assert palette.isVisible() and palette.field.hasFocus()
    qtbot.keyClicks(palette.field, "go to ba")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert shell.current_page == "batches" and not palette.isVisible()


def test_escape_closes_the_palette_and_gives_the_focus_back(qtbot: QtBot, shell: Shell) -> None:
    before = shell.focusWidget()
    shell.open_palette()
    qtbot.keyClick(shell._palette.field, Qt.Key.Key_Escape)
    assert not shell._palette.isVisible()
    assert shell.focusWidget() is before


def test_a_page_that_gets_ready_leaves_the_keys_to_the_palette_over_it(qtbot: QtBot, shell: Shell) -> None:
    shell.open_palette()
    field = shell._palette.field
    page = shell.pages.currentWidget()
    assert page is not None
    beneath = page.findChild(QLineEdit)
    assert beneath is not None
    beneath.setFocus()
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert shell._palette.isHidden() and beneath.hasFocus()


def test_what_opens_over_the_window_closes_when_what_had_the_focus_is_gone(
    qtbot: QtBot, shell: Shell
) -> None:
    page = shell.pages.currentWidget()
    assert page is not None
    beneath = page.findChild(QLineEdit)
    assert beneath is not None
    beneath.setFocus()
    shell.open_palette()
    shiboken6.delete(beneath)
    with qtbot.waitSignal(shell._palette.closed):
        qtbot.keyClick(shell._palette.field, Qt.Key.Key_Escape)


def test_the_side_bar_is_worked_by_enter(qtbot: QtBot, shell: Shell) -> None:
    place = shell.side_bar.findChildren(Place)[1]
    place.setFocus()
    qtbot.keyClick(place, Qt.Key.Key_Return)
    assert shell.current_page == "batches"


def test_the_palette_shows_what_the_search_found_and_drops_late_answers(qtbot: QtBot, shell: Shell) -> None:
    asked: list[tuple[str, Callable[[Sequence[Found]], None]]] = []
    opened: list[str] = []
    shell.set_search_provider(lambda query, answer: asked.append((query, answer)))
    shell.open_palette()
    palette = shell._palette
    palette.field.setText("van")
    palette.field.setText("van acker")
    late, last = asked[0][1], asked[1][1]
    last([Found("d1", "VA-2024-10482.pdf", "Van Acker", "file-text", lambda: opened.append("d1"))])
    late([Found("d2", "old.pdf", "", "file-text", lambda: opened.append("d2"))])
    assert [found.key for found in palette.rows.shown_rows()] == ["d1"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert opened == ["d1"]


def test_what_is_found_later_does_not_move_the_choice(qtbot: QtBot, shell: Shell) -> None:
    asked: list[Callable[[Sequence[Found]], None]] = []
    shell.set_search_provider(lambda _query, answer: asked.append(answer))
    shell.open_palette()
    palette = shell._palette
    palette.field.setText("go to")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    chosen = palette.list.current_row()
    asked[0]([Found("d1", "go to.pdf", "", "file-text", lambda: None)])
    assert palette.list.current_row() == chosen != palette.rows.row(0)


def test_the_palette_says_when_nothing_fits(shell: Shell) -> None:
    shell.open_palette()
    shell._palette.field.setText("zzz")
    assert shell._palette._none.text() == "Nothing is called “zzz”"
    assert not shell._palette.list.isVisible()


def test_question_mark_shows_the_keys_but_not_while_typing(qtbot: QtBot, shell: Shell) -> None:
    field = shell.page("new").findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    qtbot.keyClicks(field, "?")
    assert field.text() == "?" and not shell._shortcuts.isVisible()
    shell.side_bar.first_focus().setFocus()
    qtbot.keyClick(shell.side_bar.first_focus(), "?")
    assert shell._shortcuts.isVisible() and shell._shortcuts.search.hasFocus()


def test_f1_shows_the_keys_while_typing_too_and_they_can_be_searched(qtbot: QtBot, shell: Shell) -> None:
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    overlay = shell._shortcuts
    assert overlay.isVisible()
    qtbot.keyClicks(overlay.search, "ctrl+k")
    listed = [label.text() for label in overlay._area.widget().findChildren(QLabel)]
    assert listed == ["Everywhere", "Find anything"]
    qtbot.keyClick(overlay.search, Qt.Key.Key_Escape)
    assert overlay.isVisible() and overlay.search.text() == ""
    qtbot.keyClick(overlay.search, Qt.Key.Key_Escape)
    assert not overlay.isVisible()


def test_what_the_window_looked_like_is_kept(qtbot: QtBot, memory: Memory, shell: Shell) -> None:
    shell.show_page("batches")
    # No larger than the offscreen screen, to which a window is fitted.
    shell.resize(800, 640)
    splitter = shell.page("batches").findChild(QSplitter, "sides")
    assert splitter is not None
    splitter.setSizes([200, 600])
    sizes = splitter.sizes()
    shell.close()
    again = make(memory)
    qtbot.addWidget(again)
    again.show_page("batches")
    again.show()
    assert (again.width(), again.height()) == (800, 640)
    kept = again.page("batches").findChild(QSplitter, "sides")
    assert kept is not None
    share = kept.sizes()[0] / sum(kept.sizes())
    assert share == pytest.approx(sizes[0] / sum(sizes), abs=0.02) and share < 0.4


def test_damaged_geometry_is_no_obstacle(qtbot: QtBot, memory: Memory) -> None:
    memory.kept["window.geometry"] = b"not a geometry"
    window = make(memory)
    qtbot.addWidget(window)
    assert (window.width(), window.height()) == (1280, 800)


def test_actions_of_a_screen_work_there_only(qtbot: QtBot) -> None:
    registry, ran = ActionRegistry(), []
    registry.add(
        Action("everywhere", "Everywhere", "Everywhere", "Ctrl+J", run=lambda: ran.append("everywhere")),
        Action("here", "Here", "List", "Ctrl+D", run=lambda: ran.append("here"), screen="list", also=("F8",)),
        Action("listed", "Listed", "List", "Enter", screen="list"),
    )
    window, inside = QWidget(), QPushButton("inside")
    other = QPushButton("outside")
    row = QVBoxLayout(window)
    holder = QWidget()
    QVBoxLayout(holder).addWidget(inside)
    row.addWidget(holder)
    row.addWidget(other)
    qtbot.addWidget(window)
    registry.bind(window)
    registry.bind(holder, "list")
    with qtbot.waitExposed(window):
        window.show()
    for button in (other, inside):
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(button, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(inside, Qt.Key.Key_F8)
    assert ran == ["everywhere", "here", "everywhere", "here"]
    assert list(registry.groups("list")) == ["List", "Everywhere"]
    assert list(registry.groups("other")) == ["Everywhere"]
    with pytest.raises(ValueError, match="everywhere"):
        registry.add(Action("everywhere", "Again", "Everywhere"))


def test_matching_prefers_beginnings() -> None:
    actions = [
        Action(text, text, "", run=lambda: None)
        for text in ("Rebuild all", "All keys", "Export all", "Add a long list")
    ]
    assert [found.text for found in matching(actions, "all")] == [
        "All keys",
        "Rebuild all",
        "Export all",
        "Add a long list",
    ]
    assert score("zz", "All keys") == 0
    assert matching([Action("listed", "All keys", "")], "") == []


def test_no_key_leads_away_while_something_must_be_decided(qtbot: QtBot, shell: Shell) -> None:
    shell.lock_places(True)
    shell.show_page("review")
    for key in (Qt.Key.Key_2, Qt.Key.Key_N, Qt.Key.Key_K):
        qtbot.keyClick(shell, key, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_page == "review" and not shell._palette.isVisible()
    shell.lock_places(False)
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.current_page == "batches"


def test_a_page_that_cannot_start_says_why_and_tries_again(qtbot: QtBot) -> None:
    page = StartingPage("Batches")
    qtbot.addWidget(page)
    page.show_error("The data can't be read", "Another program holds it.")
    page.show_error("The disk is full", "Free some space.")
    shown = [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]
    assert "The disk is full" in shown
    assert page._error is not None
    retry = page._error.findChild(Button)
    assert retry is not None and retry.text() == "Try again"
    with qtbot.waitSignal(page.retry_asked):
        retry.click()
    page.show_rows()
    assert page._error is None


def test_a_window_that_is_killed_comes_back_as_it_stood(qtbot: QtBot) -> None:
    memory = Memory()
    window = Shell(memory)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.resize(800, 650)
    qtbot.waitUntil(lambda: memory.widget_state("window.geometry") is not None)
    again = Shell(memory)
    qtbot.addWidget(again)
    assert again.height() == 650


def test_focus_goes_back_to_where_it_was_before_a_whole_window(qtbot: QtBot, shell: Shell) -> None:
    editors = shell.show_page("batches").findChildren(QPlainTextEdit)
    editors[1].setFocus()
    shell.show_page("review")
    assert not editors[1].hasFocus()
    shell.show_page("batches")
    assert editors[1].hasFocus(), "as the review was left"
    shell.show_page("new")
    shell.show_page("batches")
    assert editors[0].hasFocus(), "a place that one goes to begins at its first control"


def test_a_page_gives_no_room_to_a_banner_that_is_not_shown(qtbot: QtBot, shell: Shell) -> None:
    page = shell.show_page("review")
    assert page.mapTo(shell.centralWidget(), page.rect().topLeft()).y() == 0
    need = Need("clock", Tone.WARN, "The clock is wrong", "Set it", Way.NONE)
    shell.banner.show_need(need)
    qtbot.waitUntil(lambda: page.mapTo(shell.centralWidget(), page.rect().topLeft()).y() > 12)
    shell.banner.show_need(None)
    qtbot.waitUntil(lambda: page.mapTo(shell.centralWidget(), page.rect().topLeft()).y() == 0)


def test_the_side_bar_gives_way_to_a_page_that_needs_its_room(qtbot: QtBot, shell: Shell) -> None:
    def wide() -> QWidget:
        page = Page("Neuer Stapel")
        field = QLineEdit()
        field.setMinimumWidth(800)
        page.content.addWidget(field)
        return page

    shell.add_page("wide", "Neuer Stapel", "layers", wide)
    shell.resize(1050, 680)
    shell.show_page("batches")
    assert shell.side_bar.width() == 216
    shell.show_page("wide")
    assert shell.side_bar.width() == 56
    shell.resize(1280, 680)
    qtbot.waitUntil(lambda: shell.side_bar.width() == 216)
