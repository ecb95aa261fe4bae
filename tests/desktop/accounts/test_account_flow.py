"""The account in use: its plan, its past months with and without contact, and where to pay."""

from dataclasses import replace

import pytest

from ingestio_core.contracts.account import Account
from ingestio_core.contracts.billing import BillingPage
from ingestio_core.errors import IngestError
from ingestio_core.plans import PlanName
from ingestio_desktop.flows.account import browser_address
from ingestio_desktop.store.server import apply_account
from ingestio_desktop.sync.status import Link
from tests.cloud.served import Served
from tests.support.desk import WAIT, Desk, code_of
from tests.support.leaving import end_all
from tests.support.waiting import until


def test_the_past_months_are_known_without_contact_too(desk: Desk, shared_service: Served) -> None:
    person = shared_service.person()
    desk.sign_in(person)
    desk.online()
    fresh = desk.flows.account.usage().result(WAIT)
    assert fresh.fresh and len(fresh.usage.months) == 12
    assert [month.month for month in fresh.usage.months] == sorted(m.month for m in fresh.usage.months)
    end_all(shared_service, person)
    desk.flows.account.sync_now()
    until(lambda: desk.flows.account.status().link is Link.SIGNED_OUT, WAIT)
    assert desk.flows.account.usage().result(WAIT) == replace(fresh, fresh=False)


def test_months_that_were_never_heard_are_not_made_up(desk: Desk, shared_service: Served) -> None:
    person = shared_service.person()
    desk.sign_in(person)
    end_all(shared_service, person)
    desk.flows.account.sync_now()
    until(lambda: desk.flows.account.status().link is Link.SIGNED_OUT, WAIT)
    assert code_of(desk.flows.account.usage()) == "sign_in_over"


def test_what_is_changed_at_the_service_is_told_here(desk: Desk, shared_service: Served) -> None:
    account = desk.sign_in(shared_service.person())
    desk.online()
    told: list[Account] = []
    desk.flows.account.changed.subscribe(told.append)
    assert not desk.flows.account.set_batch_mails(False).result(WAIT).batch_mails
    until(lambda: bool(told) and not told[-1].batch_mails, WAIT)
    assert desk.flows.account.refresh().result(WAIT) == told[-1]

    larger = told[-1].model_copy(update={"plan": PlanName.PLUS})
    store = desk.application.store_of(account)
    assert store is not None
    kept = store

    def larger_is_known() -> bool:
        # What sync still brings of the plan before may come in between.
        kept.write(lambda unit: apply_account(unit, larger)).result(WAIT)
        return desk.summary(account).plan is PlanName.PLUS

    until(larger_is_known, WAIT)
    until(lambda: PlanName.PLUS in [figures.plan for figures in told], WAIT)


def test_where_nothing_is_sold_it_is_said(desk: Desk, shared_service: Served) -> None:
    desk.sign_in(shared_service.person())
    desk.online()
    assert code_of(desk.flows.account.checkout(PlanName.PLUS)) == "no_billing_here"
    assert code_of(desk.flows.account.portal()) == "no_billing_here"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "http://pay.example/", "data:text/html,x", ""]
)
def test_a_browser_is_sent_to_the_web_only(address: str) -> None:
    with pytest.raises(IngestError) as refused:
        browser_address(BillingPage(url=address))
    assert refused.value.code == "bad_address"
    assert browser_address(BillingPage(url="https://pay.example/c")) == "https://pay.example/c"
