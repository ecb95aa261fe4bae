"""Billing over HTTP: Stripe's pages, and what Stripe tells us."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest
import stripe
from pydantic import SecretStr
from sqlalchemy import update
from sqlalchemy.exc import NoResultFound
from structlog.testing import capture_logs

from ingestio_cloud.db.base import utc_now
from ingestio_cloud.db.engine import sqlite_url
from ingestio_cloud.db.models import UsageMonth, WebhookEvent
from ingestio_cloud.db.sessions import AsyncSessions
from ingestio_cloud.features.billing import repository
from ingestio_cloud.features.billing.desk import BillingDesk
from ingestio_cloud.features.billing.endpoints import MAX_NOTICE_BYTES
from ingestio_cloud.integrations.stripe_sdk import StripeSettings, StripeSubscriptions
from ingestio_cloud.integrations.subscriptions import BillingUnavailableError, Notice, Subscription
from ingestio_core.plans import PlanName
from tests.cloud.served import batch_request, served
from tests.cloud.shop import HOOK, PUBLIC, Shop, shop_settings
from tests.support.mail import mail_server
from tests.support.postgres import postgres_server
from tests.support.stripe_server import (
    API_KEY,
    GROWTH,
    PLUS,
    StripeServer,
    Trouble,
    event,
    signed,
)
from tests.support.threads import no_thread_left
from tests.support.waiting import until

CUSTOMERS = ("POST", "/v1/customers")
AT_ONCE = 30.0
"""Long for a slow machine, and well before an answer of Stripe is a minute old."""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK waits less before it tries again."""
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_shop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, _stripe: StripeServer
) -> Iterator[Shop]:
    """One for all tests of a database: each has people of its own."""
    folder = tmp_path_factory.mktemp("shop")
    url = sqlite_url(folder / "shop.db")
    if request.param == "postgresql":
        url = postgres_server().new_database()
    with (
        no_thread_left(),
        mail_server(folder, open_relay=True) as mail,
        served(folder, **shop_settings(_stripe, url, mail)) as service,
        closing(Shop(service, _stripe, mail)) as made,
    ):
        yield made
    if request.param == "postgresql":
        postgres_server().drop_database(url)


@pytest.fixture
def shop(shared_shop: Shop) -> Iterator[Shop]:
    yield shared_shop
    shared_shop.server.heal()


def test_a_subscription_begins_at_checkout_and_counts_at_once(shop: Shop) -> None:
    who = shop.person()
    assert shop.plan(who) == "starter"
    refused = who.http.post("/v1/batches", json=batch_request(b"x"))
    assert refused.json()["code"] == "upgrade_required"
    session = shop.session(shop.checkout(who))
    given = shop.server.sessions[session]
    assert (given["customer"], given["price"]) == (shop.customer_of(who), PLUS)
    assert given["client_reference_id"] == str(who.user_id)
    subscription = shop.server.pay(session)
    shop.tell("customer.subscription.created", {"object": "subscription", "id": subscription, **_of(given)})
    until(lambda: shop.plan(who) == "plus", AT_ONCE)
    account = who.http.get("/v1/account").json()
    assert (account["files_per_batch"], account["pages_limit"], account["model_engines"]) == (
        100,
        1_000,
        True,
    )
    assert who.http.post("/v1/batches", json=batch_request(b"x")).status_code == 201


def test_an_upgrade_counts_at_once_when_stripe_tells_of_it(shop: Shop) -> None:
    customer = shop.server.customer(card=None)
    shop.server.subscribe(customer, PLUS, "active")
    who = shop.person(customer)
    before = who.http.get("/v1/changes").json()["next"]
    assert shop.plan(who) == "plus"
    upgrade = shop.server.subscribe(customer, GROWTH, "active")
    assert shop.plan(who) == "plus"
    shop.tell(
        "customer.subscription.updated", {"object": "subscription", "id": upgrade, "customer": customer}
    )
    until(lambda: shop.plan(who) == "growth", AT_ONCE)
    told = who.http.get("/v1/changes", params={"after": before}).json()
    assert [change["kind"] for change in told["changes"]] == ["account"]


def test_the_growth_plan_is_bought_by_its_lookup_key(shop: Shop) -> None:
    session = shop.session(shop.checkout(shop.person(), "growth"))
    assert shop.server.sessions[session]["price"] == GROWTH


def test_checkouts_at_once_make_one_customer(shop: Shop) -> None:
    who = shop.person()
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: shop.checkout(who), range(6)))
    customers = {shop.server.sessions[shop.session(answer)]["customer"] for answer in answers}
    assert customers == {shop.customer_of(who)}
    made = shop.server.sdk.v1.customers.list({"limit": 100}).data
    owners = [getattr(one.metadata, "user_id", None) for one in made]
    assert owners.count(str(who.user_id)) == 1
    asked = shop.server.asked(*CUSTOMERS)
    shop.session(shop.checkout(who))
    assert shop.server.asked(*CUSTOMERS) == asked


def test_a_customer_deleted_at_stripe_is_made_anew(shop: Shop) -> None:
    former = shop.server.customer(card=None)
    who = shop.person(former)
    shop.server.sdk.v1.customers.delete(former)
    session = shop.session(shop.checkout(who))
    assert shop.server.sessions[session]["customer"] == shop.customer_of(who) != former


@pytest.mark.parametrize("state", ["active", "trialing", "past_due", "unpaid", "paused"])
def test_nobody_pays_twice(shop: Shop, state: str) -> None:
    customer = shop.server.customer(card=None)
    shop.server.subscribe(customer, PLUS, state)
    who = shop.person(customer)
    refused = shop.checkout(who, "growth")
    assert (refused.status_code, refused.json()["code"]) == (409, "already_subscribed")


def test_the_portal_is_the_customers_own(shop: Shop) -> None:
    nobody = shop.person()
    refused = nobody.http.post("/v1/billing/portal")
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_manage")
    customer = shop.server.customer(card=None)
    answer = shop.person(customer).http.post("/v1/billing/portal")
    assert answer.status_code == 200
    assert answer.json()["url"].startswith(f"{shop.server.url}/p/session/bps_")
    shop.server.sdk.v1.customers.delete(customer)
    gone = shop.people[-1].http.post("/v1/billing/portal")
    assert (gone.status_code, gone.json()["code"]) == (409, "nothing_to_manage")


def test_people_come_back_to_a_page_of_ours(shop: Shop) -> None:
    given = shop.server.sessions[shop.session(shop.checkout(shop.person()))]
    words = {"success_url": "Thank you", "cancel_url": "Nothing was bought"}
    for name, word in words.items():
        back = urlsplit(given[name])
        assert f"{back.scheme}://{back.netloc}" == PUBLIC
        page = shop.service.http.get(back.path, params=parse_qs(back.query))
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert word in page.text
        assert "go back to IngestIO" in page.text
    odd = shop.service.http.get("/billing/done", params={"result": "<script>"})
    assert odd.status_code == 200
    assert "<script" not in odd.text


@pytest.mark.parametrize(
    ("plan", "status", "code"),
    [
        ("local", 422, "plan_not_for_sale"),
        ("starter", 422, "plan_not_for_sale"),
        ("best", 422, "invalid_request"),
    ],
)
def test_only_what_is_for_sale_can_be_bought(shop: Shop, plan: str, status: int, code: str) -> None:
    refused = shop.checkout(shop.person(), plan)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


def test_the_person_of_this_computer_buys_nothing(shop: Shop) -> None:
    refused = shop.service.http.post("/v1/billing/checkout", json={"plan": "plus"})
    assert (refused.status_code, refused.json()["code"]) == (409, "no_billing_here")
    assert shop.service.http.post("/v1/billing/portal").json()["code"] == "no_billing_here"
    assert shop.service.http.get("/v1/account").json()["plan"] == "local"


def test_where_nothing_is_sold_there_is_no_billing(tmp_path: Path) -> None:
    with served(tmp_path) as service:
        for refused in (
            service.http.post("/v1/billing/checkout", json={"plan": "plus"}),
            service.http.post("/v1/billing/portal"),
        ):
            assert (refused.status_code, refused.json()["code"]) == (409, "no_billing_here")
        assert service.http.post(HOOK, content="{}").status_code == 404
        assert service.http.get("/billing/done").status_code == 404


def test_while_stripe_is_away_people_are_told_so(shop: Shop) -> None:
    customer = shop.server.customer(card=None)
    shop.server.subscribe(customer, PLUS, "active")
    who, starter = shop.person(customer), shop.person()
    with shop.server.troubled(Trouble(down=True)):
        for answer in (
            who.http.get("/v1/account"),
            who.http.post("/v1/batches", json=batch_request(b"x")),
        ):
            problem = answer.json()
            assert (answer.status_code, problem["code"], problem["retryable"]) == (
                503,
                "plan_unavailable",
                True,
            )
            assert problem["detail"] == "We can't check your plan right now. Try again in a minute."
            assert answer.headers["retry-after"] == "60"
        assert shop.plan(starter) == "starter"
        for answer in (shop.checkout(starter), who.http.post("/v1/billing/portal")):
            assert (answer.status_code, answer.json()["code"]) == (503, "billing_unavailable")
    assert shop.plan(who) == "plus"
    assert shop.customer_of(starter) is None


def test_every_process_hears_of_an_upgrade(
    tmp_path: Path, postgres_url: str, stripe_server: StripeServer
) -> None:
    """One takes the event, the other has the plan in mind."""
    customer = stripe_server.customer(card=None)
    stripe_server.subscribe(customer, PLUS, "active")
    with ExitStack() as stack:
        mail = stack.enter_context(mail_server(tmp_path, open_relay=True))
        services = [
            stack.enter_context(served(tmp_path / name, **shop_settings(stripe_server, postgres_url, mail)))
            for name in ("first", "second")
        ]
        first, second = (stack.enter_context(closing(Shop(one, stripe_server, mail))) for one in services)
        who = first.person(customer)
        there = httpx.Client(base_url=second.service.url, headers={**who.http.headers}, trust_env=False)
        stack.callback(there.close)
        assert there.get("/v1/account").json()["plan"] == "plus"
        stripe_server.subscribe(customer, GROWTH, "active")
        assert there.get("/v1/account").json()["plan"] == "plus"
        first.tell("customer.subscription.created", {"object": "subscription", "customer": customer})
        until(lambda: there.get("/v1/account").json()["plan"] == "growth", AT_ONCE)


def test_stripe_delivers_by_itself(tmp_path: Path, stripe_server: StripeServer) -> None:
    customer = stripe_server.customer()
    with ExitStack() as stack:
        mail = stack.enter_context(mail_server(tmp_path, open_relay=True))
        settings = shop_settings(stripe_server, "", mail) | {"public_url": ""}
        service = stack.enter_context(served(tmp_path / "data", **settings))
        shop = stack.enter_context(closing(Shop(service, stripe_server, mail)))
        who = shop.person(customer)
        assert shop.plan(who) == "starter"
        stripe_server.deliver_to(service.url + HOOK)
        subscription = stripe_server.subscribe(customer, PLUS)
        until(lambda: shop.plan(who) == "plus", AT_ONCE)
        stripe_server.sdk.v1.subscriptions.cancel(subscription)
        until(lambda: shop.plan(who) == "starter", AT_ONCE)
        until(lambda: len(shop.mail.to(f"{who.user_id.hex}@example.org")) == 1)


def test_an_event_is_kept_once_and_worked_on_later(shop: Shop) -> None:
    customer = shop.server.customer(card=None)
    who = shop.person(customer)
    made = event("invoice.paid", {"object": "invoice", "id": "in_1", "customer": customer, "total": 2900})
    payload = json.dumps(made)
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: shop.deliver(payload), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    (kept,) = shop.worked_on(made["id"])
    assert (kept.provider, kept.event_id, kept.type) == ("stripe", made["id"], "invoice.paid")
    assert (kept.attempts, kept.last_error) == (1, None)
    assert kept.processed_at is not None
    assert kept.payload.keys() == {"customer", "created"}, "nothing of Stripe's is kept"
    assert who.http.get("/v1/changes").json()["next"] == 1


def test_events_out_of_order_do_no_harm(shop: Shop) -> None:
    customer = shop.server.customer(card=None)
    who = shop.person(customer)
    subscription = shop.server.subscribe(customer, PLUS, "active")
    about = {"object": "subscription", "id": subscription, "customer": customer, "status": "canceled"}
    now = int(time.time())
    late = shop.tell("customer.subscription.deleted", about, created=now + 10)
    shop.worked_on(late, shop.tell("customer.subscription.created", about, created=now - 10))
    assert shop.plan(who) == "plus"


def test_events_about_nothing_of_ours_are_done_at_once(shop: Shop) -> None:
    told = (
        ("radar.early_fraud_warning.created", {"object": "radar.early_fraud_warning", "id": "issfr_1"}),
        ("customer.subscription.updated", {"object": "subscription", "customer": "cus_of_nobody"}),
        ("customer.deleted", {"object": "customer", "id": "cus_of_nobody"}),
        ("checkout.session.completed", {"object": "checkout.session", "customer": None}),
    )
    done = shop.worked_on(*(shop.tell(kind, about) for kind, about in told))
    assert all(notice.processed_at is not None and notice.attempts == 1 for notice in done)


Spoil = Callable[[str], tuple[str, dict[str, str]]]
SPOILED: dict[str, tuple[Spoil, int, str]] = {
    "no signature": (lambda payload: (payload, {}), 400, "bad_signature"),
    "another secret": (lambda payload: (payload, signed(payload, secret="whsec_x")), 400, "bad_signature"),
    "another body": (lambda payload: (payload + " ", signed(payload)), 400, "bad_signature"),
    "too old": (lambda payload: (payload, signed(payload, at=int(time.time()) - 301)), 400, "bad_signature"),
    "no header at all": (lambda payload: (payload, {"Stripe-Signature": "nonsense"}), 400, "bad_signature"),
    "no event": (lambda _: ("{}", signed("{}")), 400, "bad_notice"),
    "no object": (lambda _: ("[]", signed("[]")), 400, "bad_notice"),
    "no JSON": (lambda _: ("{", signed("{")), 400, "bad_notice"),
    "too large": (lambda _: ("x" * (MAX_NOTICE_BYTES + 1), {}), 413, "notice_too_large"),
}


def test_what_stripe_did_not_send_just_now_is_refused(shop: Shop) -> None:
    payload = json.dumps(event("invoice.paid", {"object": "invoice", "customer": "cus_1"}))
    before = shop.count_notices()
    found = {}
    for name, (spoil, _, _) in SPOILED.items():
        answer = shop.deliver(*spoil(payload))
        found[name] = (answer.status_code, answer.json()["code"])
    assert found == {name: (status, code) for name, (_, status, code) in SPOILED.items()}
    assert shop.count_notices() == before


def test_a_notice_that_fails_is_tried_again_and_then_set_aside(shop: Shop) -> None:
    sessions = shop.service.sessions
    tomorrow = utc_now() + timedelta(days=1)
    notice = Notice(f"evt_{uuid4().hex}", "invoice.paid", utc_now(), "cus_of_nobody")
    with sessions.system.write() as session:
        assert repository.store_notice(session, notice, tomorrow)
        assert not repository.store_notice(session, notice, tomorrow)
    kept = shop.notice(notice.id).id
    for attempt in range(1, repository.MOST_ATTEMPTS + 1):
        last = attempt == repository.MOST_ATTEMPTS
        with sessions.system.write() as session:
            assert kept not in repository.due_notices(session, utc_now(), 100)
            assert kept in repository.due_notices(session, tomorrow, 100)
            claimed = repository.claim_notice(session, kept, tomorrow)
            assert claimed is not None and claimed.attempts == attempt
            assert repository.claim_notice(session, kept, tomorrow) is None, "another process has it"
            assert repository.fail_notice(session, kept, f"KeyError: {attempt}") is last
        tomorrow += timedelta(hours=1)
    aside = shop.notice(notice.id)
    assert (aside.due_at, aside.processed_at, aside.last_error) == (None, None, "KeyError: 8")


def test_notices_that_are_over_are_forgotten_after_a_while(shop: Shop) -> None:
    """Done or set aside; one that waits is not. They come tomorrow, when nobody else works on them."""
    came = utc_now() + timedelta(days=1)
    done, aside, waits = (
        Notice(f"evt_{uuid4().hex}", "invoice.paid", came, "cus_of_nobody") for _ in range(3)
    )
    with shop.service.sessions.system.write() as session:
        for notice in (done, aside, waits):
            assert repository.store_notice(session, notice, came)
    kept = shop.notice(done.id).id
    with shop.service.sessions.system.write() as session:
        session.execute(update(WebhookEvent).where(WebhookEvent.event_id == aside.id).values(due_at=None))
        repository.end_notice(session, kept, came)
        repository.drop_notices(session, came)
    assert [shop.notice(notice.id).due_at for notice in (done, aside)] == [None, None]
    with shop.service.sessions.system.write() as session:
        repository.drop_notices(session, came + timedelta(seconds=1))
    assert shop.notice(waits.id).due_at == came
    for over in (done, aside):
        with pytest.raises(NoResultFound):
            shop.notice(over.id)


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("invoice.payment_failed", "Your payment did not work · IngestIO"),
        ("customer.subscription.deleted", "Your subscription has ended · IngestIO"),
        ("customer.subscription.trial_will_end", "Your trial ends soon · IngestIO"),
    ],
)
def test_people_are_told_by_mail(shop: Shop, kind: str, subject: str) -> None:
    customer = shop.server.customer(card=None)
    address = f"{shop.person(customer).user_id.hex}@example.org"
    shop.worked_on(shop.tell(kind, {"object": "invoice", "customer": customer}))
    (mail,) = shop.mail.to(address)
    assert mail.subject == subject
    assert "IngestIO" in mail.body("plain") and "IngestIO" in mail.body("html")


def test_a_mail_that_is_not_taken_is_sent_later(shop: Shop) -> None:
    customer = shop.server.customer(card=None)
    address = f"{shop.person(customer).user_id.hex}@example.org"
    shop.mail.failures.append("451 busy")
    told = shop.tell("invoice.payment_failed", {"object": "invoice", "customer": customer})
    until(lambda: shop.notice(told).last_error is not None)
    waiting = shop.notice(told)
    assert (waiting.attempts, waiting.processed_at) == (1, None)
    assert waiting.due_at is not None and waiting.due_at > utc_now()
    with shop.service.sessions.system.write() as session:
        session.execute(update(WebhookEvent).where(WebhookEvent.id == waiting.id).values(due_at=utc_now()))
    shop.worked_on(shop.tell("invoice.paid", {"object": "invoice", "customer": customer}), told)
    assert len(shop.mail.to(address)) == 1
    assert (shop.notice(told).attempts, shop.notice(told).last_error) == (2, None)


def test_a_subscription_ends_with_its_account(shop: Shop) -> None:
    customer = shop.server.customer(card=None)
    shop.server.subscribe(customer, PLUS, "active")
    who, nobody = shop.person(customer), shop.person()
    source = StripeSubscriptions(StripeSettings(SecretStr(API_KEY), None, 2, shop.server.url))
    with (
        closing(AsyncSessions(shop.service.sessions)) as db,
        closing(BillingDesk(db, source, {}, PUBLIC)) as desk,
    ):
        with shop.server.troubled(Trouble(down=True)), pytest.raises(BillingUnavailableError):
            asyncio.run(desk.cancel_all(who.user_id))
        assert asyncio.run(desk.cancel_all(who.user_id)) == 1
        assert asyncio.run(desk.cancel_all(who.user_id)) == 0
        assert asyncio.run(desk.cancel_all(nobody.user_id)) == 0
        assert asyncio.run(desk.cancel_all(uuid4())) == 0
    assert source.of_customer(customer) == ()


def test_what_has_ended_already_keeps_no_account_alive(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stripe refuses to cancel it."""
    customer = shop.server.customer(card=None)
    over = shop.server.subscribe(customer, PLUS, "active")
    shop.server.set_state(over, "incomplete_expired")
    source = StripeSubscriptions(StripeSettings(SecretStr(API_KEY), None, 2, shop.server.url))
    assert source.cancel_all(customer) == 0
    assert shop.server.asked("DELETE", f"/v1/subscriptions/{over}") == 0
    ended = f"sub_{uuid4().hex}"
    listed = (Subscription(ended, "active", ()),)
    monkeypatch.setattr(StripeSubscriptions, "of_customer", lambda _self, _customer: listed)
    assert source.cancel_all(customer) == 1
    assert shop.server.asked("DELETE", f"/v1/subscriptions/{ended}") == 1


def test_a_price_that_stripe_does_not_have_is_our_mistake(shop: Shop) -> None:
    source = StripeSubscriptions(StripeSettings(SecretStr(API_KEY), None, 2, shop.server.url))
    who = shop.person()
    for price in ("no_such_key", "price_no_such_price", "prod_no_such_product"):
        with (
            closing(AsyncSessions(shop.service.sessions)) as db,
            closing(BillingDesk(db, source, {price: PlanName.PLUS}, PUBLIC)) as desk,
            capture_logs() as logs,
            pytest.raises(BillingUnavailableError),
        ):
            asyncio.run(desk.checkout(who.user_id, PlanName.PLUS))
        assert ("price_unknown_to_stripe", "error") in {(line["event"], line["log_level"]) for line in logs}


def test_usage_is_told_month_by_month(shop: Shop) -> None:
    who = shop.person()
    this = utc_now().date().replace(day=1)
    months = [
        date(this.year - (this.month <= back), (this.month - back - 1) % 12 + 1, 1) for back in range(3)
    ]
    with shop.service.sessions.of(who.user_id).write() as session:
        for month, pages in ((months[0], 7), (months[2], 30)):
            session.add(
                UsageMonth(
                    user_id=who.user_id, month=month, pages_used=pages, documents_used=2, pages_limit=50
                )
            )
    found = who.http.get("/v1/account/usage?months=4").json()["months"]
    assert [(one["month"], one["pages_used"], one["documents_used"]) for one in found[1:]] == [
        (months[2].isoformat(), 30, 2),
        (months[1].isoformat(), 0, 0),
        (months[0].isoformat(), 7, 2),
    ]
    assert len(who.http.get("/v1/account/usage").json()["months"]) == 12
    assert who.http.get("/v1/account/usage?months=37").status_code == 422


def _of(session: dict[str, Any]) -> dict[str, Any]:
    return {"customer": session["customer"], "status": "active"}
