"""The settings page: each setting is checked as it is typed, counts at once, and is found by its words."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ingestio_client.proxy import Way, WayKind, way_in_use
from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.watched import FolderPhase
from ingestio_desktop.language import speak
from ingestio_desktop.options import THIS_COMPUTER, AfterIntake, Language, ProxyMode, WatchedFolder
from ingestio_desktop.presenters.notifications import Announcement
from ingestio_desktop.presenters.preferences import PreferencesPresenter
from ingestio_desktop.theme.tokens import ThemeSetting
from ingestio_desktop.windows.batches.dialogs import Question
from ingestio_desktop.windows.desk_settings import SettingsDesk
from ingestio_desktop.windows.settings.folder_dialog import FolderDialog
from ingestio_desktop.windows.settings.rows import Field
from ingestio_desktop.windows.settings_page import SettingsPage
from ingestio_desktop.workers.bridge import Bridge
from tests.desktop.settings.conftest import GONE, House
from tests.support.documents import broken_pdf
from tests.support.watching import put


def type_into(field: QLineEdit, text: str, qtbot: QtBot) -> None:
    field.clear()
    qtbot.keyClicks(field, text)


def test_a_wrong_address_is_told_while_it_is_typed_and_never_taken(
    qtbot: QtBot, page: SettingsPage, house: House
) -> None:
    type_into(page.server.address, "http://ingest.example.com", qtbot)
    assert "https://" in page.server.problem
    qtbot.keyClick(page.server.address, Qt.Key.Key_Return)
    assert house.settings.settings.server_address is None
    type_into(page.server.address, "https://ingest.example.com/", qtbot)
    assert page.server.problem == ""
    qtbot.keyClick(page.server.address, Qt.Key.Key_Return)
    assert house.settings.settings.server_address == "https://ingest.example.com"


def test_folders_are_looked_at_for_their_own_settings_only(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[bool] = []
    monkeypatch.setattr(house.flows.watched, "look", lambda: looks.append(True))
    house.settings.keep_widget_state("columns", b"wider")
    assert looks == [], "a folder with many files is not listed for each move of a window"
    house.settings.change(watching_paused=True)
    assert looks == [True]


def test_the_speed_limit_counts_at_once(qtbot: QtBot, page: SettingsPage, house: House) -> None:
    assert house.sync._pace.limit is None
    qtbot.mouseClick(page.speed.switch, Qt.MouseButton.LeftButton)
    assert house.sync._pace.limit == 1_000_000
    type_into(page.speed.speed, "12x", qtbot)
    assert page.speed.problem == "Write a number from 16 to 10,000,000."
    type_into(page.speed.speed, "250", qtbot)
    qtbot.keyClick(page.speed.speed, Qt.Key.Key_Return)
    assert house.sync._pace.limit == 250_000
    qtbot.keyClick(page.speed.switch, Qt.Key.Key_Space)
    assert (house.sync._pace.limit, house.settings.settings.upload_limit_kbps) == (None, None)


def test_a_proxy_counts_once_it_has_an_address_and_its_password_is_in_the_keyring(
    qtbot: QtBot, page: SettingsPage, house: House
) -> None:
    for _ in range(2):
        qtbot.keyClick(page.proxy.mode, Qt.Key.Key_Right)
    assert house.settings.settings.proxy.mode is ProxyMode.NONE, "the second step waits for an address"
    assert page.proxy.url.isVisible() and page.proxy.problem
    type_into(page.proxy.url, "http://me:secret@proxy.example.com", qtbot)
    assert "keyring" in page.proxy.problem
    qtbot.keyClick(page.proxy.url, Qt.Key.Key_Return)
    assert house.settings.settings.proxy.mode is ProxyMode.NONE
    type_into(page.proxy.url, "proxy.example.com:3128", qtbot)
    qtbot.keyClick(page.proxy.url, Qt.Key.Key_Return)
    type_into(page.proxy.user, "me", qtbot)
    qtbot.keyClick(page.proxy.user, Qt.Key.Key_Return)
    type_into(page.proxy.password, "secret", qtbot)
    qtbot.mouseClick(page.proxy.keep, Qt.MouseButton.LeftButton)
    assert page.proxy.password.text() == ""
    wanted = Way(WayKind.PROXY, "http://proxy.example.com:3128", "me", "secret")
    qtbot.waitUntil(lambda: way_in_use() == wanted, timeout=30_000)
    house.settings.save()
    assert "secret" not in (house.data / "settings.json").read_text(encoding="utf-8")
    assert list(house.keyring.kept.values()) == ["secret"]
    qtbot.waitUntil(lambda: "keyring" in page.proxy._note.text(), timeout=30_000)


def test_without_a_keyring_the_password_is_for_this_session(
    qtbot: QtBot, page: SettingsPage, house: House
) -> None:
    type(house.keyring).__module__ = "keyrings.alt.file"
    try:
        house.settings.change(proxy={"mode": "manual", "url": "http://p:1", "user": "me"})
        type_into(page.proxy.password, "secret", qtbot)
        page.proxy.keep.click()
        qtbot.waitUntil(lambda: way_in_use().password == "secret", timeout=30_000)
        qtbot.waitUntil(lambda: "until IngestIO is closed" in page.proxy._note.text(), timeout=30_000)
        assert house.keyring.kept == {}
    finally:
        type(house.keyring).__module__ = "keyring.backends.SecretService"


def test_a_language_counts_from_the_next_start_and_offers_it(
    qtbot: QtBot, page: SettingsPage, house: House
) -> None:
    assert not page.restart.isVisible()
    for _ in range(2):
        qtbot.keyClick(page.language, Qt.Key.Key_Right)
    assert house.settings.settings.language is Language.GERMAN
    assert page.restart.isVisible()
    with qtbot.waitSignal(page.restart_asked):
        page.restart.click()
    qtbot.keyClick(page.language, Qt.Key.Key_Home)
    house.settings.change(language=Language.SYSTEM)
    assert not page.restart.isVisible(), "it is spoken already"


def test_theme_tray_and_messages_are_told_at_once(qtbot: QtBot, page: SettingsPage, house: House) -> None:
    with qtbot.waitSignal(page.theme_chosen) as chosen:
        qtbot.keyClick(page.theme, Qt.Key.Key_Right)
    assert chosen.args == [ThemeSetting.LIGHT]
    page.tray.click()
    page.messages.click()
    settings = house.settings.settings
    assert (settings.close_to_tray, settings.desktop_messages) == (True, False)


def test_nothing_is_sent_unless_it_is_turned_on_and_what_would_be_is_shown(
    qtbot: QtBot, page: SettingsPage, house: House
) -> None:
    assert not page.counts.switch.isChecked()
    assert house.flows.counts.send_if_wanted().result(30) is False
    page.counts.show_all.click()
    qtbot.waitUntil(lambda: "batches: 0" in page.counts._counts.text(), timeout=30_000)
    assert "no address" in page.counts.detail.text()


def test_search_finds_settings_by_their_words(qtbot: QtBot, page: SettingsPage) -> None:
    with qtbot.waitSignal(page.search.searched):
        page.search.setText("Proxy")
    assert page.form.networkSection.isVisible()
    assert not page.form.storageSection.isVisible() and not page.form.nothingFound.isVisible()
    with qtbot.waitSignal(page.search.searched):
        page.search.setText("nothing like it")
    assert page.form.nothingFound.isVisible()
    with qtbot.waitSignal(page.search.searched):
        page.search.clear()
    assert page.form.storageSection.isVisible()
    page.theme.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()


def test_a_folders_dialog_scrolls_on_a_low_screen(
    qtbot: QtBot, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingestio_desktop.windows.settings.folder_dialog.free_height", lambda _window: 320)
    qtbot.mouseClick(page.folders.add, Qt.MouseButton.LeftButton)
    dialog = page.findChild(FolderDialog)
    assert dialog is not None
    dialog.save.click()
    assert dialog.height() == 320
    assert dialog.save.geometry().bottom() < dialog.height(), "the buttons stay in sight"
    shown = dialog._middle.viewport().rect()
    assert shown.contains(dialog.problem.mapTo(dialog._middle.viewport(), dialog.problem.rect().center()))
    assert dialog._middle.verticalScrollBar().maximum() > 0


def test_a_folder_is_watched_changed_and_left(
    qtbot: QtBot, page: SettingsPage, house: House, tmp_path: Path
) -> None:
    house.cpu.start()
    inbox = tmp_path / "Inbox"
    put(inbox, 1)
    (inbox / "broken.pdf").write_bytes(broken_pdf())
    qtbot.mouseClick(page.folders.add, Qt.MouseButton.LeftButton)
    dialog = page.findChild(FolderDialog)
    assert dialog is not None
    dialog.save.click()
    assert dialog.problem.sentence == "Choose the folder to watch."
    dialog._set_path(inbox)
    qtbot.keyClick(dialog.strategy, Qt.Key.Key_Right)
    dialog.save.click()
    assert dialog.problem.sentence == "Say what to extract, or choose auto-detect."
    qtbot.keyClicks(dialog.prompt, "Number, total")
    dialog.settle.setText("0")
    dialog.save.click()
    assert "from 1 to 3,600" in dialog.problem.sentence
    dialog.settle.setText("1")
    dialog.name.setText("{nobody}")
    dialog.save.click()
    assert "{folder}" in dialog.problem.sentence
    dialog.name.setText("{folder}")
    qtbot.keyClick(dialog.after, Qt.Key.Key_Right)
    dialog.save.click()
    (watched,) = house.settings.settings.watched
    assert (watched.path, watched.strategy, watched.after) == (inbox, PromptStrategy.GLOBAL, AfterIntake.MOVE)
    assert (watched.done_folder, watched.account) == (inbox / "Done", "this-computer")
    part = page.folders._parts[watched.id]
    qtbot.waitUntil(lambda: "1 file taken" in part.history.text(), timeout=30_000)
    assert "broken.pdf" in part.refused.text() and part.retry.isVisible()
    with qtbot.waitSignal(page.batch_wanted) as wanted:
        part.batch.click()
    assert wanted.args == [house.flows.watched.states()[0].history.last_batch]
    qtbot.mouseClick(page.folders.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part.state.text() == "Paused", timeout=30_000)
    part.switch.click()
    assert not house.settings.settings.watched[0].enabled
    part.remove.click()
    question = page.findChild(Question)
    assert question is not None
    question.yes.click()
    assert house.settings.settings.watched == () and page.folders._none.isVisible()
    assert (inbox / "slip 1.pdf").exists()


def test_a_folder_is_not_watched_twice(page: SettingsPage, house: House, tmp_path: Path) -> None:
    presenter = page._presenter
    first = WatchedFolder(path=tmp_path / "a", after=AfterIntake.MOVE, done_folder=tmp_path / "done")
    assert presenter.put_folder(first) == ""
    assert "already" in presenter.put_folder(WatchedFolder(path=tmp_path / "a"))
    assert "moved here" in presenter.put_folder(WatchedFolder(path=tmp_path / "done"))
    other = WatchedFolder(path=tmp_path / "b", after=AfterIntake.MOVE, done_folder=tmp_path / "a")
    assert "watched itself" in presenter.put_folder(other)
    assert house.settings.settings.watched == (first,)


def test_a_problem_of_a_folder_stands_in_its_part(
    qtbot: QtBot, page: SettingsPage, house: House, tmp_path: Path
) -> None:
    house.settings.change(watched=(WatchedFolder(path=tmp_path / "gone"),))
    house.flows.watched.look()
    (part,) = page.folders._parts.values()
    qtbot.waitUntil(lambda: "can’t be found" in part.state.text(), timeout=30_000)
    assert house.flows.watched.states()[0].phase is FolderPhase.PROBLEM


def test_the_report_says_what_happened_and_nothing_about_whom(
    qtbot: QtBot, page: SettingsPage, house: House
) -> None:
    lines = [
        {"level": "info", "event": "started", "timestamp": "2026-11-22T10:00:00Z"},
        {
            "level": "error",
            "event": "could not read /home/me/Invoices/secret invoice.pdf of a@b.example",
            "code": "file_damaged",
            "filename": "secret invoice.pdf",
            "exception": "OSError at ingestio_desktop/flows/files.py:12",
            "timestamp": "2026-11-22T10:01:00Z",
        },
        {"level": "warning", "event": "Bearer abc.def refused by https://me:pw@host/x"},
    ]
    (house.data / "logs").mkdir()
    log = house.data / "logs" / "desktop.log"
    log.write_text("\n".join([*map(json.dumps, lines), "not json: secret"]), encoding="utf-8")
    page.report.copy.click()
    qtbot.waitUntil(lambda: page.report.detail.text().startswith("Copied"), timeout=30_000)
    text = QGuiApplication.clipboard().text()
    assert "IngestIO 1.2.3" in text and "file_damaged" in text and "flows/files.py" in text
    for private in ("secret", "Invoices", "a@b", "abc.def", "pw@host", "started"):
        assert private not in text, private
    target = house.data / "report.zip"
    page.report._save(str(target))
    qtbot.waitUntil(target.exists, timeout=30_000)
    qtbot.waitUntil(lambda: "Saved" in page.report.detail.text(), timeout=30_000)


def test_a_report_that_cannot_be_saved_is_told(qtbot: QtBot, page: SettingsPage, house: House) -> None:
    page.report._save(str(house.data / "nowhere" / "report.zip"))
    qtbot.waitUntil(lambda: "could not be saved" in page.report.problem, timeout=30_000)


def test_every_control_has_a_name_and_is_reached_by_tab(page: SettingsPage, house: House) -> None:
    house.settings.change(watched=(WatchedFolder(path=house.data / "Inbox"),), upload_limit_kbps=100)
    controls = [
        each
        for each in page.findChildren(QWidget)
        if isinstance(each, QAbstractButton | Field) and each.isVisible()
    ]
    assert len(controls) > 15
    for control in controls:
        name = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
        assert name, control
        if control.isEnabled() and control.parentWidget() is not page.search:
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, name


def test_what_was_refused_stands_while_other_settings_are_chosen(
    qtbot: QtBot, page: SettingsPage, house: House
) -> None:
    type_into(page.limit.limit, "49", qtbot)
    qtbot.keyClick(page.limit.limit, Qt.Key.Key_Return)
    sentence = page.limit.problem
    page.search.setFocus()
    page.limit.limit.setModified(False)
    house.settings.change(desktop_messages=not house.settings.settings.desktop_messages)
    assert (page.limit.limit.text(), page.limit.problem) == ("49", sentence) and sentence
    type_into(page.limit.limit, "60", qtbot)
    qtbot.keyClick(page.limit.limit, Qt.Key.Key_Return)
    assert page.limit.problem == "" and house.settings.settings.cache_limit_mb == 60


def test_a_speed_that_was_refused_goes_with_the_limit(qtbot: QtBot, page: SettingsPage, house: House) -> None:
    qtbot.mouseClick(page.speed.switch, Qt.MouseButton.LeftButton)
    assert page.speed._unit.text() == "kB/s"
    type_into(page.speed.speed, "12x", qtbot)
    qtbot.mouseClick(page.speed.switch, Qt.MouseButton.LeftButton)
    assert page.speed.problem == ""
    qtbot.mouseClick(page.speed.switch, Qt.MouseButton.LeftButton)
    assert (page.speed.speed.text(), page.speed.problem) == ("1000", "")


def test_a_folder_whose_account_is_gone_is_taken_over(
    qtbot: QtBot, page: SettingsPage, house: House, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    house.settings.change(watched=(WatchedFolder(path=tmp_path / "in", account=GONE),))
    house.flows.watched.look()
    (part,) = page.folders._parts.values()
    qtbot.waitUntil(lambda: "account is gone" in part.state.text(), timeout=30_000)
    assert part.take_over.isVisibleTo(page) and part.remove.isVisibleTo(page)
    part.take_over.click()
    qtbot.waitUntil(lambda: part.state.text() == "Watching", timeout=30_000)
    assert house.settings.settings.watched[0].account == THIS_COMPUTER
    assert part.take_over.isHidden()


def test_that_a_folder_lost_its_account_is_said_once_and_leads_to_the_settings(
    qtbot: QtBot, house: House, tmp_path: Path
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    said: list[Announcement] = []
    ways: list[Callable[[], object]] = []
    shown: list[bool] = []

    class Teller:
        def announce(self, announcement: Announcement, way: Callable[[], object]) -> None:
            said.append(announcement)
            ways.append(way)

    (tmp_path / "in").mkdir()
    house.settings.change(watched=(WatchedFolder(path=tmp_path / "in", account=GONE),))
    house.flows.watched.look()
    qtbot.waitUntil(lambda: bool(house.flows.watched.states()), timeout=30_000)
    bridge = Bridge(pytest.fail, holder)
    show = lambda: shown.append(True)  # noqa: E731
    SettingsDesk(house.flows, bridge, Teller(), pytest.fail, show, holder)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(said) == 1)
    assert "in: The folder’s account is gone" in said[0].text
    ways[0]()
    assert shown == [True]
    states = house.flows.watched.states()
    house.flows.watched.changed.notify(states)
    house.flows.watched.changed.notify(())
    house.flows.watched.changed.notify(states)
    qtbot.waitUntil(lambda: len(said) == 2)


def test_a_wrong_cache_limit_is_not_taken(qtbot: QtBot, page: SettingsPage, house: House) -> None:
    for limit in ("49", "abc", ""):
        type_into(page.limit.limit, limit, qtbot)
        qtbot.keyClick(page.limit.limit, Qt.Key.Key_Return)
        assert page.limit.problem and house.settings.settings.cache_limit_mb == 2_000


def test_the_account_in_use_is_called_as_the_person_speaks(
    qapp: QApplication, qtbot: QtBot, house: House
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    presenter = PreferencesPresenter(house.flows, Bridge(lambda _error: None, holder), holder)
    assert presenter.account_name == "This computer"
    speak(qapp, Language.GERMAN)
    try:
        assert presenter.account_name == "Dieser Computer"
    finally:
        speak(qapp, Language.ENGLISH)
