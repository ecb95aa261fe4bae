"""A running service that sells plans, and people at it."""

import json
from typing import Any

import httpx
from sqlalchemy import func, select

from ingestio_cloud.db.models import User, WebhookEvent
from tests.cloud.served import Served
from tests.support.mail import MailServer
from tests.support.people import Person, person
from tests.support.stripe_server import (
    API_KEY,
    GROWTH,
    PLUS,
    PRICES,
    WEBHOOK_SECRET,
    StripeServer,
    event,
    signed,
)
from tests.support.waiting import until

HOST = {"Host": "shop.example"}
PUBLIC = "https://shop.example"
HOOK = "/v1/webhooks/stripe"


class Shop:
    """A service that sells, and people at it."""

    def __init__(self, service: Served, server: StripeServer, mail: MailServer) -> None:
        self.service = service
        self.server = server
        self.mail = mail
        self.people: list[Person] = []
        service.http.headers.update(HOST)

    def person(self, customer: str | None = None) -> Person:
        made = person(self.service.sessions, self.service.url, stripe_customer_id=customer)
        made.http.headers.update(HOST)
        self.people.append(made)
        return made

    def customer_of(self, who: Person) -> str | None:
        with self.service.sessions.of(who.user_id).read() as session:
            return session.scalars(select(User.stripe_customer_id).where(User.id == who.user_id)).one()

    def plan(self, who: Person) -> str:
        answer = who.http.get("/v1/account")
        assert answer.status_code == 200, answer.text
        plan: str = answer.json()["plan"]
        return plan

    def checkout(self, who: Person, plan: str = "plus") -> httpx.Response:
        return who.http.post("/v1/billing/checkout", json={"plan": plan})

    def session(self, answer: httpx.Response) -> str:
        """The Checkout session whose page was answered."""
        assert answer.status_code == 200, answer.text
        return str(answer.json()["url"]).rpartition("/")[2]

    def tell(self, kind: str, about: dict[str, Any], **more: Any) -> str:
        """Deliver an event as Stripe does; its id."""
        made = event(kind, about, **more)
        answer = self.deliver(json.dumps(made))
        assert (answer.status_code, answer.json()) == (200, {"received": True}), answer.text
        return str(made["id"])

    def deliver(self, payload: str, headers: dict[str, str] | None = None) -> httpx.Response:
        return httpx.post(
            self.service.url + HOOK,
            content=payload,
            headers={**HOST, **(signed(payload) if headers is None else headers)},
            trust_env=False,
            timeout=30,
        )

    def notice(self, event_id: str) -> WebhookEvent:
        """The one notice of an event."""
        with self.service.sessions.system.read() as session:
            return session.scalars(select(WebhookEvent).where(WebhookEvent.event_id == event_id)).one()

    def worked_on(self, *event_ids: str) -> list[WebhookEvent]:
        """The notices of these events, once they are done."""
        until(lambda: all(self.notice(event_id).due_at is None for event_id in event_ids))
        return [self.notice(event_id) for event_id in event_ids]

    def count_notices(self) -> int:
        with self.service.sessions.system.read() as session:
            return session.scalars(select(func.count()).select_from(WebhookEvent)).one()

    def close(self) -> None:
        for who in self.people:
            who.close()


def shop_settings(server: StripeServer, database_url: str, mail: MailServer) -> dict[str, Any]:
    return {
        "database_url": database_url,
        "public_url": PUBLIC,
        "stripe_api_key": API_KEY,
        "stripe_webhook_secret": WEBHOOK_SECRET,
        "stripe_api_base": server.url,
        "stripe_prices": {PLUS: "plus", PRICES[GROWTH]: "growth"},
        "stripe_timeout": 2,
        "smtp_url": mail.plain_url,
        "mail_from": "IngestIO <post@shop.example>",
    }
