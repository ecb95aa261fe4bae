"""The window with several accounts: the first start, signing in by the browser, switching, signing out."""

import gc
import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shiboken6
import sqlalchemy as sa
from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, QLocale, QObject
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ingestio_cloud.db.models import OAuthGrant, SessionKind, UserSession
from ingestio_desktop.language import speak
from ingestio_desktop.options import THIS_COMPUTER, Language
from ingestio_desktop.windows.account_dialogs import DeleteDialog, SignOutDialog
from ingestio_desktop.windows.account_menu import AccountMenu
from ingestio_desktop.windows.passphrase_dialog import MakePassphraseDialog, UnlockDialog
from ingestio_desktop.windows.sign_in_dialog import ServerDialog, SignInDialog
from ingestio_desktop.windows.starting import StartingPage
from ingestio_desktop.windows.widgets import Button
from ingestio_desktop.windows.wizard.page import WizardPage
from tests.cloud.conftest import make_pdf
from tests.cloud.served import Served, batch_request
from tests.support.desk import MemoryKeyring, PlainKeyring
from tests.support.people import Person
from tests.support.window import Opened, email, window_on

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, shared_service: Served) -> Iterator[Opened]:
    with window_on(qtbot, tmp_path / "data", shared_service) as opened:
        yield opened


def this_month() -> str:
    return QLocale().standaloneMonthName(datetime.now(UTC).month)


def end_sign_ins(service: Served, person: Person) -> None:
    """What the person's own page of sign-ins does."""
    now = datetime.now(UTC)
    with service.sessions.system.write() as session:
        grants = sa.update(OAuthGrant).where(OAuthGrant.user_id == person.user_id)
        session.execute(grants.values(revoked_at=now, revoked_reason="ended_by_person"))
        tokens = sa.update(UserSession).where(
            UserSession.user_id == person.user_id, UserSession.kind == SessionKind.ACCESS
        )
        session.execute(tokens.values(revoked_at=now))


def with_batch(person: Person, name: str) -> Person:
    """Somebody who has a batch at the service."""
    request = batch_request(make_pdf(name), name=name)
    assert person.http.post("/v1/batches", json=request).status_code == 201
    return person


def test_from_the_first_start_to_an_account_and_back(window: Opened, shared_service: Served) -> None:
    person = with_batch(shared_service.person(), "Of Ann")
    welcome = window.welcome()
    assert welcome.isVisible() and not window.launcher.shell.side_bar.isVisible()
    welcome.hosted.button.click()
    window.until(lambda: welcome.hosted.copy.isVisible())
    assert window.addresses and window.addresses[0].startswith(shared_service.url)
    welcome.hosted.copy.click()
    assert QApplication.clipboard().text() == window.addresses[0]
    window.play_browser(person)
    window.until(lambda: window.launcher.shell.current_page == "new")
    window.online()
    window.until(lambda: window.batches() == ["Of Ann"])
    shell = window.launcher.shell
    assert shell.side_bar.switcher.accessibleName() == f"Account: {email(person)}, Hosted · Starter plan"
    assert shell.windowTitle() == f"Batches – {email(person)} – IngestIO"

    page = window.account_page()
    window.until(lambda: page.chart.bars and page.form.limitPages.text() == "1,000")
    assert len(page.chart.bars) == 12
    assert page.form.whoName.text() == email(person)
    assert page.mails.isChecked()
    page.mails.click()
    window.until(lambda: person.http.get("/v1/account").json()["batch_mails"] is False)
    page.form.changePlan.click()
    window.until(shell.toast.isVisible)
    assert not window.addresses, "there is nothing to buy here, and the window says so"
    window.until(lambda: shell.strip._pages.text().startswith("1,0"))
    assert shell.strip._pages.text() == f"1,000 of 1,000 pages left in {this_month()}"

    window.launcher._accounts.presenter.use_this_computer(shell, pytest.fail)  # type: ignore[union-attr]
    window.until(lambda: shell.side_bar.switcher.accessibleName().startswith("Account: This computer"))
    window.online()
    assert window.batches() == []
    assert shell.windowTitle() == "Batches – This computer – IngestIO"
    window.switch(email(person))
    window.until(lambda: window.batches() == ["Of Ann"])

    window.account_page().form.signOut.click()
    dialog = window.part(SignOutDialog)
    assert not dialog.ways, "nothing is unsynced"
    dialog.yes.click()
    window.until(lambda: shell.side_bar.switcher.accessibleName().startswith("Account: This computer"))
    window.online()
    listed = window.account_page().form.accountsCard
    assert email(person) not in [label.text() for label in listed.findChildren(QLabel)]
    assert [folder.name for folder in (window.launcher.data / "accounts").iterdir()] == [THIS_COMPUTER]


def test_a_refused_sign_in_says_why_and_can_be_tried_again(window: Opened, shared_service: Served) -> None:
    welcome = window.welcome()
    welcome.hosted.button.click()
    window.play_browser(shared_service.person(), "refuse")
    window.until(lambda: welcome.hosted.button.isVisible())
    assert welcome.hosted.button.text() == "Try again"
    assert welcome.hosted.note.text() and welcome.hosted.note.property("tone") == "bad"
    welcome.hosted.button.click()
    window.until(lambda: welcome.hosted.copy.isVisible())
    welcome.hosted.cancel.click()
    window.until(lambda: welcome.hosted.button.isVisible())
    assert welcome.hosted.button.text() == "Sign in with your browser"
    assert window.launcher.shell.current_page == "welcome"


def test_the_language_is_chosen_before_anything_else(window: Opened, shared_service: Served) -> None:
    launcher, application = window.launcher, QApplication.instance()
    assert isinstance(application, QApplication)
    former = launcher.shell
    try:
        window.welcome().language_chosen.emit(Language.GERMAN)
        assert launcher.shell is not former and launcher.shell.isVisible() and not former.isVisible()
        assert window.welcome().language.text() == "Deutsch"
        assert launcher.settings.settings.language is Language.GERMAN
        assert not launcher.shell.side_bar.isVisible(), "nothing is decided by it"
        window.welcome().language_chosen.emit(Language.ENGLISH)
        assert window.welcome().language.text() == "English"
    finally:
        speak(application, Language.ENGLISH)
    window.sign_in_first(shared_service.person())
    assert launcher.shell.side_bar.isVisible()


def test_another_account_is_signed_in_to_over_the_window(window: Opened, shared_service: Served) -> None:
    ann = with_batch(shared_service.person(), "Of Ann")
    ben = with_batch(shared_service.person(), "Of Ben")
    window.sign_in_first(ann)
    window.until(lambda: window.batches() == ["Of Ann"])
    window.account_page().form.signIn.click()
    dialog = window.part(SignInDialog)
    dialog.card.button.click()
    window.play_browser(ben)
    shell = window.launcher.shell
    window.until(lambda: shell.side_bar.switcher.accessibleName().startswith(f"Account: {email(ben)}"))
    window.until(lambda: window.batches() == ["Of Ben"])
    assert not window.launcher.shell.findChildren(SignInDialog)


def test_where_there_is_no_keyring_a_passphrase_keeps_it(
    qtbot: QtBot, tmp_path: Path, shared_service: Served
) -> None:
    person, plain = shared_service.person(), PlainKeyring()
    with window_on(qtbot, tmp_path / "data", shared_service, plain) as window:
        window.welcome().hosted.button.click()
        made = window.part(MakePassphraseDialog)
        assert not window.addresses, "nobody signs in for nothing"
        made.first.setText("four green boats")
        made.second.setText("four green goats")
        assert not made.yes.isEnabled() and made.failure.text() == "The two are not the same."
        made.second.setText("four green boats")
        made.yes.click()
        window.play_browser(person)
        window.until(lambda: window.launcher.shell.current_page == "new")
        window.online()
    assert plain.kept == {}
    with window_on(qtbot, tmp_path / "data", shared_service, plain) as window:
        shell = window.launcher.shell
        window.until(lambda: shell.banner.isVisible())
        assert window.strip() == "Locked"
        shell.banner.button.click()
        unlock = window.part(UnlockDialog)
        unlock.field.setText("four green goats")
        unlock.yes.click()
        window.until(lambda: unlock.failure.text())
        assert unlock.failure.text().startswith("The passphrase is not right.")
        assert unlock.yes.isEnabled()
        unlock.field.setText("four green boats")
        unlock.yes.click()
        window.online()
        assert not shell.banner.isVisible()


def test_a_sign_in_that_ended_elsewhere_is_made_anew(window: Opened, shared_service: Served) -> None:
    person = shared_service.person()
    window.sign_in_first(person)
    shell = window.launcher.shell
    shell.show_page("new")
    wizard = window.part(WizardPage)
    window.until(lambda: wizard.submit.text() == "Submit batch")
    end_sign_ins(shared_service, person)
    window.account_page().refresh.click()
    window.until(lambda: shell.banner.isVisible())
    window.until(lambda: wizard.submit.text() == "Submit when signed in")
    assert window.strip() == "Signed out" and "Nothing is lost" in shell.banner.text.text()
    shell.banner.button.click()
    window.play_browser(person)
    window.online()
    window.until(lambda: not shell.banner.isVisible())
    assert not shell.findChildren(SignInDialog)


def test_an_account_whose_service_has_moved_goes_on_there(window: Opened, shared_service: Served) -> None:
    person = with_batch(shared_service.person(), "Of Ann")
    window.sign_in_first(person)
    launcher, shell = window.launcher, window.launcher.shell
    assert launcher._application is not None and launcher._accounts is not None
    active = launcher._accounts.presenter.active()
    assert active is not None
    launcher._accounts.presenter.use_this_computer(shell, pytest.fail)
    window.until(lambda: shell.side_bar.switcher.accessibleName().startswith("Account: This computer"))
    former = f"{shared_service.url}/before"
    launcher._application.registry.change(active.id, lambda entry: replace(entry, server=former))
    launcher._accounts.switch(active.id)
    window.until(lambda: shell.banner.isVisible())
    launcher._accounts.move()
    address = window.part(ServerDialog)
    assert address.field.text() == former
    address.field.setText(shared_service.url)
    address.yes.click()
    window.play_browser(person)
    window.online()
    window.until(lambda: not shell.banner.isVisible())
    now = launcher._accounts.presenter.active()
    assert now is not None and now.id == active.id and now.server == shared_service.url


def test_unsynced_work_is_kept_for_the_next_sign_in(
    window: Opened, shared_service: Served, tmp_path: Path
) -> None:
    person = shared_service.person()
    window.sign_in_first(person)
    (tmp_path / "invoice.pdf").write_bytes(make_pdf("kept"))
    desk = window.launcher._desk
    assert desk is not None
    compose = desk.flows.compose
    compose.open().result(60)
    compose.add_paths([tmp_path / "invoice.pdf"])
    window.until(lambda: compose.view().totals.files == 1 and not compose.view().listing)

    window.account_page().form.signOut.click()
    dialog = window.part(SignOutDialog)
    assert "1 file of a batch not submitted" in dialog.words.text()
    assert not dialog.ways["sync"].isEnabled(), "what is not submitted can't be sent"
    dialog.yes.click()
    window.until(lambda: window.launcher.shell.current_page == "welcome")
    folders = [folder.name for folder in (window.launcher.data / "accounts").iterdir()]
    assert len(folders) == 1 and folders[0] != THIS_COMPUTER

    window.sign_in_first(person)
    again = window.launcher._desk
    assert again is not None
    again.flows.compose.open().result(60)
    assert [file.path.name for file in again.flows.compose.files().result(60)] == ["invoice.pdf"]


def test_an_account_that_cannot_be_opened_at_the_start_leaves_the_others(
    qtbot: QtBot, tmp_path: Path, shared_service: Served
) -> None:
    data, backend = tmp_path / "data", MemoryKeyring()
    with window_on(qtbot, data, shared_service, backend) as before:
        before.sign_in_first(shared_service.person())
    (folder,) = (data / "accounts").iterdir()
    for file in folder.glob("store.sqlite*"):
        file.write_bytes(b"no database at all" * 100)
    with window_on(qtbot, data, shared_service, backend) as window:
        shell = window.launcher.shell
        page = shell.page(shell.current_page)
        assert isinstance(page, StartingPage)
        window.until(lambda: [button for button in page.findChildren(Button) if button.text() == "Try again"])
        _button(page, "Other accounts…").click()
        menu = window.part(AccountMenu)
        assert len(menu.rows) > 0
        menu.hide()
        _button(page, "Use this computer").click()
        window.until(lambda: shell.side_bar.switcher.accessibleName().startswith("Account: This computer"))
        window.online()
        assert not isinstance(shell.page(shell.current_page), StartingPage)
    assert (folder / "store.sqlite").exists(), "what is damaged is still there"


def _button(page: StartingPage, text: str) -> Button:
    return next(button for button in page.findChildren(Button) if button.text() == text)


def test_deleting_an_account_wants_its_name(window: Opened, shared_service: Served) -> None:
    person = shared_service.person()
    window.sign_in_first(person)
    window.account_page().delete.click()
    dialog = window.part(DeleteDialog)
    dialog.field.setText("somebody@example.org")
    assert not dialog.yes.isEnabled()
    dialog.field.setText(email(person))
    dialog.yes.click()
    window.until(lambda: window.launcher.shell.current_page == "welcome")
    assert person.http.get("/v1/account").status_code == 401
    assert list((window.launcher.data / "accounts").iterdir()) == []
    assert window.welcome().isVisible() and not window.launcher.shell.side_bar.isVisible()


def test_switches_leave_nothing_of_the_former_account(window: Opened, shared_service: Served) -> None:
    person = with_batch(shared_service.person(), "Of Ann")
    window.sign_in_first(person)
    window.until(lambda: window.batches() == ["Of Ann"])
    shell = window.launcher.shell
    window.launcher._accounts.presenter.use_this_computer(shell, pytest.fail)  # type: ignore[union-attr]
    window.until(lambda: shell.side_bar.switcher.accessibleName().startswith("Account: This computer"))
    window.online()
    counts, desks = [], []
    for turn in range(6):
        name = email(person) if turn % 2 == 0 else "This computer"
        window.switch(name)
        if turn % 2 == 0:
            window.until(lambda: window.batches() == ["Of Ann"])
        else:
            assert window.batches() == []
            texts = [label.text() for label in shell.findChildren(QLabel)]
            assert not [text for text in texts if "Of Ann" in text]
        assert window.account_page().form.whoName.text() == name
        assert window.launcher._desk is not None
        desks.append(weakref.ref(window.launcher._desk))
        if turn % 2:
            window.until(lambda: not _moving(shell))
            counts.append(_objects(shell))
    assert counts[-1] - counts[1] == Counter(), "something is left behind at each switch"
    alive = [desk for desk in desks[:-1] if (kept := desk()) is not None and shiboken6.isValid(kept)]
    assert not alive


def _moving(shell: QObject) -> bool:
    """Whether something is on its way in or out, and goes when it has come."""
    motions = shell.findChildren(QAbstractAnimation)
    return any(each.state() is QAbstractAnimation.State.Running and each.loopCount() > 0 for each in motions)


def _objects(shell: QObject) -> Counter[str]:
    """What the window is made of, once what was given up is gone."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        gc.collect()
    return Counter(f"{type(child).__name__} {child.objectName()}" for child in shell.findChildren(QObject))
