"""Plans in the window, by what Stripe says: paid for, not paid, away; and the ways to its pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import stripe
from pytestqt.qtbot import QtBot

from ingestio_desktop.windows.wizard.upgrade import UpgradeRequired
from tests.cloud.served import Served
from tests.cloud.signing_in import accounts_served
from tests.support.people import Person
from tests.support.stripe_server import API_KEY, PLUS, StripeServer, Trouble, running_stripe
from tests.support.window import Opened, email, window_on

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture(scope="module")
def shared_stripe() -> Iterator[StripeServer]:
    with running_stripe() as server:
        yield server


@pytest.fixture(scope="module")
def shared_shop(tmp_path_factory: pytest.TempPathFactory, shared_stripe: StripeServer) -> Iterator[Served]:
    """A service that sells plans."""
    settings = {
        "stripe_api_key": API_KEY,
        "stripe_api_base": shared_stripe.url,
        "stripe_prices": {PLUS: "plus"},
        "stripe_timeout": 2,
    }
    with accounts_served("sqlite", tmp_path_factory.mktemp("shop"), **settings) as running:
        yield running


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, shared_shop: Served, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opened]:
    # The SDK waits less before it tries again.
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)
    with window_on(qtbot, tmp_path / "data", shared_shop) as opened:
        yield opened


def subscriber(shop: Served, server: StripeServer, state: str) -> Person:
    customer = server.customer(card=None)
    server.subscribe(customer, PLUS, state)
    return shop.person(stripe_customer_id=customer)


def test_a_payment_that_failed_says_so_and_leads_to_stripe(
    window: Opened, shared_shop: Served, shared_stripe: StripeServer
) -> None:
    person = subscriber(shared_shop, shared_stripe, "past_due")
    window.sign_in_first(person)
    upgrade = window.part(UpgradeRequired)
    window.until(lambda: upgrade.plans.text() == "Update payment")
    assert upgrade._why.text() == f"The subscription of {email(person)} is past due."
    upgrade.plans.click()
    window.until(lambda: window.addresses)
    assert window.addresses.pop().startswith(f"{shared_stripe.url}/p/session/"), "where payments are mended"

    page = window.account_page()
    window.until(lambda: page.badge.word() == "Past due")
    assert not page.form.noticeSlot.isHidden()
    page.notice_action.click()
    window.until(lambda: window.addresses)


def test_a_plan_that_is_paid_for_opens_the_wizard_and_stripe_may_go_away(
    window: Opened, shared_shop: Served, shared_stripe: StripeServer
) -> None:
    person = subscriber(shared_shop, shared_stripe, "active")
    window.sign_in_first(person)
    page = window.account_page()
    window.until(lambda: page.badge.word() == "Active")
    assert page.form.planName.text() == "Plus plan"
    assert page.form.planDetail.text().startswith("Renews on ")
    assert not [part for part in window.launcher.shell.findChildren(UpgradeRequired) if part.isVisible()]
    with shared_stripe.troubled(Trouble(down=True)):
        page.form.billing.click()
        window.until(lambda: page.badge.word() == "Not known")
        assert not page.form.billing.isEnabled()
        assert page.form.billingNote.text() == "Stripe can’t be reached right now"
        assert not window.addresses and window.strip() in ("Online", "Syncing")
    page.refresh.click()
    window.until(lambda: page.badge.word() == "Active")
    page.form.billing.click()
    window.until(lambda: window.addresses)


def test_who_has_just_paid_checks_again(
    window: Opened, shared_shop: Served, shared_stripe: StripeServer
) -> None:
    person = shared_shop.person()
    window.sign_in_first(person)
    upgrade = window.part(UpgradeRequired)
    upgrade.check.click()
    window.until(lambda: upgrade.asked.text().startswith("Nothing changed yet"))
    upgrade.plans.click()
    window.until(lambda: window.addresses)
    (session,) = [name for name in shared_stripe.sessions if name in window.addresses[-1]]
    shared_stripe.pay(session)
    upgrade.check.click()
    window.until(lambda: not upgrade.isVisible())
