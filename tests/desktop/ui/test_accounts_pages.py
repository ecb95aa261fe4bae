"""What the first start, the account page, the switcher's menu and the dialogs show and ask for."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ingestio_core.contracts.account import Account, SubscriptionStanding
from ingestio_core.contracts.account import Standing as Told
from ingestio_core.contracts.billing import MonthUsage, Usage
from ingestio_core.errors import ErrorInfo
from ingestio_core.plans import PlanName
from ingestio_desktop.flows.account import UsageFacts
from ingestio_desktop.flows.accounts import SignOutProgress
from ingestio_desktop.notifier import Notifier
from ingestio_desktop.presenters.account import account_facts, cut_off
from ingestio_desktop.presenters.account_facts import (
    AccountFacts,
    DiskSpace,
    KnownAccount,
    MonthFigures,
    Standing,
    UnsyncedWork,
    as_of_sentence,
    last_months,
    notice,
    plan_sentence,
)
from ingestio_desktop.presenters.accounts import AccountsPresenter
from ingestio_desktop.presenters.passphrase import Level, strength
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows import desk_accounts
from ingestio_desktop.windows.account_banner import AccountBanner, Way, need_of
from ingestio_desktop.windows.account_dialogs import DeleteDialog, SignOutDialog
from ingestio_desktop.windows.account_menu import AccountMenu
from ingestio_desktop.windows.account_page import AccountPage
from ingestio_desktop.windows.first_start import FirstStartPage
from ingestio_desktop.windows.passphrase_dialog import MakePassphraseDialog, UnlockDialog
from ingestio_desktop.windows.sign_in_dialog import ServerDialog
from ingestio_desktop.windows.usage_chart import MonthBar, UsageChart
from ingestio_desktop.windows.widgets import Button
from ingestio_desktop.workers.bridge import Bridge
from tests.desktop.ui.test_shell import Memory, make

pytestmark = pytest.mark.usefixtures("theme")

HOSTED = Account(
    id=UUID(int=1),
    email="ellen.marsh@northgate.example",
    plan=PlanName.PLUS,
    files_per_batch=100,
    max_file_bytes=50 * 2**20,
    pages_limit=2000,
    pages_used=658,
    pages_left=1342,
    period_start=date(2024, 4, 1),
    period_end=date(2024, 4, 30),
    model_engines=True,
)
LOCAL = HOSTED.model_copy(
    update={"plan": PlanName.LOCAL, "email": None, "pages_limit": None, "pages_left": None}
)
YEAR = UsageFacts(
    Usage(
        months=tuple(
            MonthUsage(
                month=date(2023 + (4 + n) // 12, (4 + n) % 12 + 1, 1),
                pages_used=100 * n,
                documents_used=n,
                pages_limit=2000,
            )
            for n in range(12)
        )
    ),
    datetime(2024, 4, 20, 10, 52, tzinfo=UTC),
    fresh=True,
)
ACCOUNTS = (
    KnownAccount("local", "This computer", "No account needed", True, True),
    KnownAccount("ann", "ann@example.org", "Hosted · Plus plan", False, False, "3 changes wait"),
    KnownAccount("ben", "ben@example.org", "Hosted", False, False, "signed out", True),
)


def standing(state: Told, until: date | None = date(2024, 5, 1)) -> AccountFacts:
    told = SubscriptionStanding(state=state, until=until)
    return account_facts(HOSTED.model_copy(update={"subscription": told}), YEAR)


def page_of(qtbot: QtBot, facts: AccountFacts) -> AccountPage:
    page = AccountPage()
    qtbot.addWidget(page)
    page.set_facts(facts)
    return page


# The first start


def shown(qtbot: QtBot) -> FirstStartPage:
    page = FirstStartPage("0.1.0")
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.local.button.setFocus()
    return page


def test_enter_takes_the_card_that_has_the_focus(qtbot: QtBot) -> None:
    page = shown(qtbot)
    assert page.focusProxy() is page.local.button
    with qtbot.waitSignal(page.local_chosen):
        qtbot.keyClick(page.local.button, Qt.Key.Key_Return)
    qtbot.keyClick(page.local.button, Qt.Key.Key_Right)
    assert page.hosted.button.hasFocus()
    with qtbot.waitSignal(page.sign_in_chosen):
        qtbot.keyClick(page.hosted.button, Qt.Key.Key_Return)
    qtbot.keyClick(page.hosted.button, Qt.Key.Key_Left)
    assert page.local.button.hasFocus()


def test_tab_goes_from_this_computer_to_sign_in_to_the_language(qtbot: QtBot) -> None:
    page = shown(qtbot)
    order = []
    for _ in range(4):
        focused = QApplication.focusWidget()
        order.append(focused)
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert order == [page.local.button, page.hosted.button, page.other, page.language]


def test_while_it_starts_nothing_else_can_be_begun(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.set_starting(True)
    assert page.local.note.text() == "Starting…" and page.local.bar.isVisible()
    with qtbot.assertNotEmitted(page.sign_in_chosen), qtbot.assertNotEmitted(page.local_chosen):
        qtbot.mouseClick(page.hosted.button, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(page.local.button, Qt.MouseButton.LeftButton)
    page.set_local_error("Another window uses this data folder.")
    assert page.local.button.isEnabled() and page.local.button.text() == "Try again"
    assert page.local.note.text() == "Another window uses this data folder."
    with qtbot.waitSignal(page.log_asked):
        page.local.log.click()
    page.set_starting(True)
    assert not page.local.log.isVisible(), "the log belongs to what went wrong"


def test_waiting_for_the_browser_changes_one_card_alone(qtbot: QtBot) -> None:
    page = shown(qtbot)
    before = page.local.grab().toImage()
    page.hosted.button.setFocus()
    page.hosted.set_waiting("https://app.example.com/oauth/authorize?state=1")
    assert not page.hosted.button.isVisible() and page.hosted.cancel.hasFocus()
    page.hosted.copy.click()
    assert QApplication.clipboard().text() == "https://app.example.com/oauth/authorize?state=1"
    assert page.hosted.copy.text() == "Copied"
    page.setFocus()
    page.local.button.clearFocus()
    assert page.local.size() == before.size() / before.devicePixelRatio()
    with qtbot.waitSignal(page.cancel_asked):
        qtbot.keyClick(page.hosted.cancel, Qt.Key.Key_Escape)
    page.hosted.set_error("Nobody signed in.")
    assert page.hosted.button.text() == "Try again" and page.hosted.note.text() == "Nobody signed in."


def test_without_a_network_only_the_other_way_works(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.set_offline(True)
    assert not page.hosted.button.isEnabled() and page.hosted.note.text() == "Needs a network"
    assert page.local.button.isEnabled()
    qtbot.keyClick(page.local.button, Qt.Key.Key_Right)
    assert page.local.button.hasFocus(), "there is nothing to go to"
    page.set_offline(False)
    assert page.hosted.button.isEnabled()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ingestio.example.com", "https://ingestio.example.com"),
        ("https://ingestio.example.com/", "https://ingestio.example.com"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://ingestio.example.com", None),
        ("ftp://ingestio.example.com", None),
        ("two words", None),
    ],
)
def test_another_server_is_https_unless_it_is_this_computer(
    qtbot: QtBot, typed: str, address: str | None
) -> None:
    dialog = ServerDialog(None, "", "https://app.example.com")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "only a service on this computer may have http://" in words
    dialog.field.setText(typed)
    dialog.yes.click()
    assert chosen == ([address] if address else [])
    assert bool(dialog.failure.text()) is (address is None)


# The account page


def test_a_hosted_account_shows_what_is_left(qtbot: QtBot) -> None:
    page = page_of(qtbot, standing(Told.ACTIVE))
    form = page.form
    pages = (form.pagesUsed.text(), form.pagesOf.text(), form.pagesLeft.text())
    assert pages == ("658", "of 2,000 used", "1,342 left")
    assert form.pagesPeriod.text() == "Starts again on 1 May"
    assert form.planDetail.text() == "Renews on 1 May 2024"
    assert (form.limitSize.text(), form.limitFiles.text()) == ("50 MB", "100")
    assert (form.limitEngines.text(), form.documentsUsed.text()) == ("On", "11")
    assert page.badge.word() == "Active" and form.noticeSlot.isHidden()


@pytest.mark.parametrize(
    ("used", "sentence", "colour"),
    [
        (1599, "", "accent"),
        (1600, "80 % of this month’s pages are used.", "warn"),
        (1999, "99 % of this month’s pages are used.", "warn"),
        (2000, "All pages of this month are used.", "bad"),
        (2100, "All pages of this month are used.", "bad"),
    ],
)
def test_nearly_all_and_all_pages_used_say_so(qtbot: QtBot, used: int, sentence: str, colour: str) -> None:
    left = max(0, 2000 - used)
    page = page_of(
        qtbot, account_facts(HOSTED.model_copy(update={"pages_used": used, "pages_left": left}), YEAR)
    )
    assert page.form.pagesNote.text().startswith(sentence)
    assert bool(sentence) is not page.form.pagesNote.isHidden()
    assert [part.colour for part in page.bar._parts] == [colour]
    assert page.form.pagesLeft.text() == f"{left:,} left"


def test_how_the_subscription_is(qtbot: QtBot) -> None:
    trial = standing(Told.TRIAL)
    assert plan_sentence(trial, date(2024, 4, 22)) == "Trial, 9 days left"
    assert plan_sentence(trial, date(2024, 4, 30)) == "Trial, 1 day left"
    assert plan_sentence(standing(Told.ENDING)) == "Ends on 1 May"
    page = page_of(qtbot, standing(Told.PAST_DUE))
    assert page.badge.word() == "Past due" and not page.form.noticeSlot.isHidden()
    assert page.notice_action.text() == "Update payment"
    with qtbot.waitSignal(page.billing_asked):
        page.notice_action.click()
    starter = account_facts(HOSTED.model_copy(update={"plan": PlanName.STARTER}))
    assert starter.standing is Standing.FREE and notice(starter) is None


def test_while_stripe_is_away_its_ways_are_closed_and_say_why(qtbot: QtBot) -> None:
    page = page_of(qtbot, account_facts(HOSTED, YEAR, stripe_away=True))
    assert not page.form.changePlan.isEnabled() and not page.form.billing.isEnabled()
    assert page.form.billingNote.text() == "Stripe can’t be reached right now"
    assert page.form.changePlan.toolTip() == "Stripe can’t be reached right now"
    assert page.delete.isEnabled() and page.mails.isEnabled()


def test_offline_the_figures_stay_with_their_time(qtbot: QtBot) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    page = page_of(qtbot, account_facts(HOSTED, YEAR, heard_at=yesterday, cut_off="Needs a network"))
    assert page.form.pagesUsed.text() == "658"
    assert page._as_of.text().startswith("Plan and usage as of yesterday ")
    closed = (page.form.changePlan, page.form.billing, page.delete, page.mails)
    assert not any(button.isEnabled() for button in closed)
    assert {button.toolTip() for button in closed} == {"Needs a network"}
    assert page.form.signOut.isEnabled(), "work can be kept here"
    now = datetime(2024, 4, 20, 12, tzinfo=UTC)
    long_ago = as_of_sentence(datetime(2024, 4, 3, 9, 30, tzinfo=UTC), cut_off=True, now=now)
    assert "3 April" in long_ago


@pytest.mark.parametrize(
    ("link", "why"),
    [
        (Link.ONLINE, ""),
        (Link.SYNCING, ""),
        (Link.OFFLINE, "Needs a network"),
        (Link.SIGNED_OUT, "Sign in again first"),
        (Link.STARTING, "Not connected yet"),
        (Link.FAILED, "The service does not run"),
    ],
)
def test_why_the_service_cannot_be_asked(link: Link, why: str) -> None:
    assert cut_off(SyncStatus(link)) == why


def test_this_computer_has_disk_space_in_place_of_a_plan(qtbot: QtBot) -> None:
    page = page_of(qtbot, account_facts(LOCAL, YEAR))
    form = page.form
    assert form.whoName.text() == "This computer" and form.planName.text() == "Disk space"
    assert form.pagesPeriod.text() == "April 2024" and form.pagesLeft.text() == "No limit"
    assert form.diskUsed.text() == "Counting…"
    page.set_disk(DiskSpace(3 * 2**30, 9 * 2**30))
    assert (form.diskUsed.text(), form.diskFree.text()) == ("3.0 GB", "9.0 GB")
    page.set_facts(account_facts(LOCAL, YEAR))
    assert form.diskUsed.text() == "3.0 GB", "what was counted stays"
    for hosted_only in (form.changePlan, form.billing, form.signOut, form.pagesBarSlot, page.delete.parent()):
        assert isinstance(hosted_only, QWidget) and not hosted_only.isVisibleTo(page)


def test_until_something_is_known_there_are_grey_blocks(qtbot: QtBot) -> None:
    page = AccountPage()
    qtbot.addWidget(page)
    page.show()
    assert page.loading.isVisible() and not page.form.whoName.isVisible()
    page.set_facts(account_facts(HOSTED))
    assert not page.loading.isVisible() and page.form.whoName.isVisible()
    assert page.form.chartSlot.isHidden(), "no months are known"


def test_the_switch_of_mails_tells_only_what_a_person_does(qtbot: QtBot) -> None:
    page = AccountPage()
    qtbot.addWidget(page)
    with qtbot.assertNotEmitted(page.mails_chosen):
        page.set_facts(account_facts(HOSTED))
    assert page.mails.isChecked()
    with qtbot.waitSignal(page.mails_chosen) as chosen:
        page.mails.click()
    assert chosen.args == [False]


def test_the_accounts_on_this_computer(qtbot: QtBot) -> None:
    page = page_of(qtbot, account_facts(LOCAL))
    page.set_accounts(ACCOUNTS)
    buttons = [b for b in page.form.accountsCard.findChildren(Button) if b.isVisibleTo(page)]
    assert [button.accessibleName() for button in buttons] == [
        "Switch to ann@example.org",
        "Sign in again to ben@example.org",
    ]
    with qtbot.waitSignal(page.switch_asked) as asked:
        buttons[0].click()
    assert asked.args == ["ann"]
    with qtbot.waitSignal(page.sign_in_again_asked) as again:
        buttons[1].click()
    assert again.args == ["ben"]


def test_tab_goes_through_the_page_as_it_is_read(qtbot: QtBot) -> None:
    page = AccountPage()
    qtbot.addWidget(page)
    page.set_accounts(ACCOUNTS)
    page.set_facts(standing(Told.ACTIVE))
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.refresh.setFocus()
    seen = []
    for _ in range(9):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    switch, again = (
        button
        for button in page.form.accountsCard.findChildren(Button)
        if button.accessibleName().startswith(("Switch to ann", "Sign in again"))
    )
    form = page.form
    ways = [form.changePlan, form.billing, switch, again, form.signIn, page.mails]
    assert seen == [page.refresh, form.signOut, page.chart.bars[-1], *ways]


# The chart


def test_the_months_have_no_gaps_and_the_one_that_runs_is_the_accounts_own() -> None:
    known = [MonthFigures(date(2024, 2, 1), 7), MonthFigures(date(2024, 4, 1), 1)]
    months = last_months(known, MonthFigures(date(2024, 4, 1), 9))
    assert [(m.month, m.pages) for m in months[-4:]] == [
        (date(2024, 1, 1), 0),
        (date(2024, 2, 1), 7),
        (date(2024, 3, 1), 0),
        (date(2024, 4, 1), 9),
    ]
    assert len(months) == 12 and months[0].month == date(2023, 5, 1)


def test_arrows_go_through_the_months_and_each_has_its_figure(qtbot: QtBot) -> None:
    chart = UsageChart()
    qtbot.addWidget(chart)
    bars = [MonthBar(f"M{n}", f"Month {n}", 1000 * n, 2000 if n else None) for n in range(12)]
    chart.set_months(bars, 2000)
    with qtbot.waitExposed(chart):
        chart.show()
    chart.activateWindow()
    stops = [bar for bar in chart.bars if bar.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [chart.bars[11]], "one stop, at the month that runs"
    stops[0].setFocus()
    qtbot.keyClick(chart.bars[11], Qt.Key.Key_Left)
    assert chart.bars[10].hasFocus()
    assert chart.bars[10].accessibleName() == "Month 10: 10,000 of 2,000 pages"
    qtbot.keyClick(chart.bars[10], Qt.Key.Key_Home)
    assert chart.bars[0].hasFocus() and chart.bars[0].accessibleName() == "Month 0: 0 pages"
    qtbot.keyClick(chart.bars[0], Qt.Key.Key_Left)
    assert chart.bars[0].hasFocus()
    qtbot.keyClick(chart.bars[0], Qt.Key.Key_End)
    assert chart.bars[11].hasFocus()
    assert chart.bars[11].focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("most", [0, 1, 4, 5, 7, 50, 99, 658, 2000, 2001, 12_345, 1_000_000])
def test_the_scale_is_round_and_reaches_the_top(qtbot: QtBot, most: int) -> None:
    chart = UsageChart()
    qtbot.addWidget(chart)
    chart.set_months([MonthBar("M", "Month", most)], None)
    ticks = chart.ticks
    assert ticks[0] == 0 and most <= ticks[-1] <= max(4, 2 * most)
    assert 3 <= len(ticks) <= 6


# The menu of accounts


def test_the_menu_is_gone_through_by_arrows(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    anchor = QPushButton(window)
    anchor.setGeometry(12, 12, 190, 48)
    window.resize(900, 700)
    menu = AccountMenu(window, anchor)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    menu.open_with(ACCOUNTS)
    rows = menu.rows
    assert [row.accessibleName() for row in rows] == [
        "This computer, No account needed, in use",
        "ann@example.org, Hosted · Plus plan · 3 changes wait",
        "ben@example.org, Hosted · signed out",
        "Sign in to another",
        "Account page",
    ]
    assert rows[0].hasFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_End)
    assert rows[4].hasFocus()
    qtbot.keyClick(rows[4], Qt.Key.Key_Home)
    assert rows[0].hasFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    with qtbot.waitSignal(menu.chosen) as chosen:
        qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    assert chosen.args == ["ann"] and menu.isHidden()
    menu.open_with(ACCOUNTS)
    with qtbot.assertNotEmitted(menu.chosen):
        menu.rows[0].click()
    menu.open_with(ACCOUNTS)
    with qtbot.waitSignal(menu.sign_in_asked):
        qtbot.keyClick(menu.rows[0], Qt.Key.Key_Up)
        qtbot.keyClick(menu.rows[4], Qt.Key.Key_Up)
        qtbot.keyClick(menu.rows[3], Qt.Key.Key_Return)
    menu.open_with(ACCOUNTS)
    qtbot.keyClick(menu.rows[0], Qt.Key.Key_Escape)
    assert menu.isHidden()


# Dialogs


def kept(qtbot: QtBot, dialog: QWidget) -> None:
    """Let the test look at a dialog that is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)


def test_signing_out_with_unsynced_work_asks_what_becomes_of_it(qtbot: QtBot) -> None:
    dialog = SignOutDialog(None, "ann@example.org", UnsyncedWork(changes=3, uploads=1, draft_files=2))
    kept(qtbot, dialog)
    dialog.show()
    assert "3 changes, 1 file not uploaded, 2 files of a batch not submitted" in dialog.words.text()
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    dialog.yes.click()
    qtbot.keyClick(dialog.ways["sync"], Qt.Key.Key_Down)
    dialog.yes.click()
    qtbot.keyClick(dialog.ways["keep"], Qt.Key.Key_Down)
    assert dialog.yes.text() == "Discard and sign out"
    dialog.yes.click()
    assert chosen == ["sync", "keep", "discard"]
    offline = ErrorInfo(code="offline", title="Offline", message="There is no network.")
    dialog.went_on(SignOutProgress("ann", 2, offline))
    assert not dialog.yes.isEnabled() and dialog.failure.text() == "There is no network."
    with qtbot.waitSignal(dialog.stop_asked):
        dialog.no.click()


def test_signing_out_with_nothing_unsynced_loses_nothing(qtbot: QtBot) -> None:
    dialog = SignOutDialog(None, "ann@example.org", UnsyncedWork())
    kept(qtbot, dialog)
    assert not dialog.ways and "Everything is saved" in dialog.words.text()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.yes.click()
    assert chosen.args == ["discard"]


def test_signing_out_offers_no_sync_of_what_cannot_be_sent(qtbot: QtBot) -> None:
    dialog = SignOutDialog(None, "ann@example.org", UnsyncedWork(refused=1, edits=2, draft_files=33))
    qtbot.addWidget(dialog)
    assert not dialog.ways["sync"].isEnabled()
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    dialog.yes.click()
    assert chosen == ["keep"]


def test_without_a_network_it_is_kept_unless_said_otherwise(qtbot: QtBot) -> None:
    dialog = SignOutDialog(None, "ann@example.org", UnsyncedWork(3), cut_off="Needs a network")
    kept(qtbot, dialog)
    assert not dialog.ways["sync"].isEnabled()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.yes.click()
    assert chosen.args == ["keep"]


def test_an_account_is_deleted_by_its_name_and_its_password_where_it_has_one(qtbot: QtBot) -> None:
    dialog = DeleteDialog(None, "ann@example.org", work=UnsyncedWork(2))
    kept(qtbot, dialog)
    dialog.show()
    chosen: list[tuple[str, str]] = []
    dialog.chosen.connect(lambda *said: chosen.append(said))
    assert not dialog.yes.isEnabled() and not dialog.password.isVisible()
    dialog.field.setText(" Ann@example.org ")
    dialog.yes.click()
    assert chosen == [("Ann@example.org", "")]
    assert not dialog.field.isEnabled()
    dialog.refuse("The password is wrong.", password=True)
    assert dialog.password.isVisible() and not dialog.failure.text() and not dialog.yes.isEnabled()
    dialog.password.setText("wrong")
    dialog.yes.click()
    dialog.refuse("The password is wrong.", password=True)
    assert dialog.failure.text() == "The password is wrong." and chosen[1] == ("Ann@example.org", "wrong")


def test_a_passphrase_is_typed_twice(qtbot: QtBot) -> None:
    dialog = MakePassphraseDialog(None)
    kept(qtbot, dialog)
    made: list[str] = []
    dialog.made.connect(made.append)
    dialog.first.setText("short")
    dialog.second.setText("short")
    assert not dialog.yes.isEnabled() and dialog.level.text() == "Too short"
    dialog.first.setText("four green boats sail")
    dialog.second.setText("four")
    assert not dialog.failure.text(), "it is still being typed"
    dialog.second.setText("four x")
    assert dialog.failure.text() == "The two are not the same." and not dialog.yes.isEnabled()
    dialog.second.setText("four green boats sail")
    dialog.yes.click()
    assert made == ["four green boats sail"] and not dialog.yes.isEnabled()
    dialog.refuse("The disk is full.")
    assert dialog.failure.text() == "The disk is full." and dialog.yes.isEnabled()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", Level.EMPTY),
        ("seven77", Level.SHORT),
        ("aaaaaaaaaaaaaaaaaaaaaa", Level.WEAK),
        ("abcdefghijklmnop", Level.WEAK),
        ("summer2024", Level.WEAK),
        ("four green boats", Level.FAIR),
        ("four green boats sail", Level.STRONG),
    ],
)
def test_how_strong_a_passphrase_is(text: str, level: Level) -> None:
    assert strength(text).level is level


def test_a_forgotten_passphrase_says_what_is_lost_first(qtbot: QtBot) -> None:
    dialog = UnlockDialog(None)
    kept(qtbot, dialog)
    dialog.show()
    with qtbot.assertNotEmitted(dialog.forgotten):
        dialog.lost.click()
    assert "batches and unsent work stay" in dialog._lost_words.text()
    with qtbot.waitSignal(dialog.forgotten):
        dialog.give_up.click()


# What an account needs


def error(code: str) -> ErrorInfo:
    return ErrorInfo(code=code, title=f"Title of {code}", message=f"Message of {code}.")


@pytest.mark.parametrize(
    ("status", "way"),
    [
        (SyncStatus(Link.ONLINE), None),
        (SyncStatus(Link.OFFLINE, error=error("offline")), None),
        (SyncStatus(Link.SIGNED_OUT, error=error("sign_in_over")), Way.SIGN_IN),
        (SyncStatus(Link.SIGNED_OUT, error=error("signed_out")), Way.SIGN_IN),
        (SyncStatus(Link.SIGNED_OUT, error=error("vault_locked")), Way.UNLOCK),
        (SyncStatus(Link.SIGNED_OUT, error=error("keyring_refused")), Way.TRY_AGAIN),
        (SyncStatus(Link.SIGNED_OUT), Way.SIGN_IN),
        (SyncStatus(Link.OFFLINE, error=error("server_moved")), Way.MOVE),
        (SyncStatus(Link.OFFLINE, error=error("server_not_found")), Way.MOVE),
        (SyncStatus(Link.OFFLINE, error=error("network_login")), Way.TRY_AGAIN),
        (SyncStatus(Link.OFFLINE, error=error("clock_wrong")), Way.TRY_AGAIN),
        (SyncStatus(Link.ONLINE, notice=error("clock_wrong")), Way.NONE),
    ],
)
def test_what_an_account_needs_is_said_with_what_to_do(
    qtbot: QtBot, status: SyncStatus, way: Way | None
) -> None:
    banner = AccountBanner()
    qtbot.addWidget(banner)
    need = need_of(status)
    banner.show_need(need)
    assert banner.isHidden() is (way is None)
    if need is None:
        return
    assert need.way is way
    told = status.error or status.notice
    if told is not None:
        assert told.message in banner.text.text() and banner.title.text() == told.title
    if status.link is Link.SIGNED_OUT and way is not Way.UNLOCK:
        assert "Nothing is lost" in banner.text.text()
    if way is not Way.NONE:
        with qtbot.waitSignal(banner.asked) as asked:
            banner.button.click()
        assert asked.args == [way]
    banner.show_need(None)
    assert banner.isHidden()


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        (SyncStatus(Link.OFFLINE, error=error("service_unreachable"), local=False), True),
        (SyncStatus(Link.OFFLINE, error=error("service_unreachable"), local=True), False),
        (SyncStatus(Link.OFFLINE, error=error("offline"), local=False), False),
    ],
)
def test_a_service_that_is_not_found_for_a_while_may_have_another_address(
    status: SyncStatus, offered: bool
) -> None:
    assert need_of(status) is None, "it may be starting again"
    need = need_of(status, long_lost=True)
    assert (need is not None and need.way is Way.MOVE) is offered


class _Nobody:
    """No account at all."""

    default_server = ""
    active = None

    def __init__(self) -> None:
        self.changed: Notifier[object] = Notifier()
        self.sign_in_changed: Notifier[object] = Notifier()
        self.sign_out_changed: Notifier[object] = Notifier()

    def accounts(self) -> tuple[object, ...]:
        return ()


def test_the_way_to_another_address_is_offered_after_a_while(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_accounts, "LOST_AFTER_MS", 0)
    shell = make(Memory())
    qtbot.addWidget(shell)
    presenter = AccountsPresenter(_Nobody(), Bridge(pytest.fail, shell), shell)  # type: ignore[arg-type]
    desk = desk_accounts.AccountsDesk(shell, presenter)
    lost = SyncStatus(Link.OFFLINE, error=error("service_unreachable"), local=False)
    desk.show_status(lost)
    assert shell.banner.isHidden(), "it may be starting again"
    qtbot.waitUntil(lambda: not shell.banner.isHidden())
    assert shell.banner.button.text() == "Sign in at another address…"
    desk.show_status(SyncStatus(Link.ONLINE, local=False))
    assert shell.banner.isHidden()
    desk.show_status(lost)
    assert shell.banner.isHidden(), "from the next loss on it is waited again"
