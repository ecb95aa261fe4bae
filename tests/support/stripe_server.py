"""Stripe on a loopback port: localstripe, with what it lacks in front of it.

localstripe keeps customers, payment methods, plans and subscriptions. The thin server before it adds
Checkout and Portal sessions, prices, idempotency keys and the states that localstripe never gives a
subscription, and passes the rest on. It can be told to be down, slow or to fail.
"""

import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

import stripe

API_KEY: Final = "sk_test_of_these_tests"
WEBHOOK_SECRET: Final = "whsec_of_these_tests"
GOOD_CARD: Final = "4242424242424242"
UNPAID_CARD: Final = "4000000000000341"
"""Can be attached to a customer, and fails when it is charged."""

PLUS: Final = "price_plus"
GROWTH: Final = "price_growth"
PRICES: Final = {PLUS: "plus_monthly", GROWTH: "growth_monthly"}
"""The lookup key of each price."""

Json = dict[str, Any]
_FORM: Final = "application/x-www-form-urlencoded"


@dataclass
class Trouble:
    """How the server misbehaves: `down` drops connections, `slow` answers only once `released`,
    a status is answered instead of the truth."""

    down: bool = False
    slow: bool = False
    status: int | None = None
    released: threading.Event = field(default_factory=threading.Event)


class StripeServer:
    """Stripe as the service sees it, and hands to change what is there."""

    def __init__(self, localstripe: int) -> None:
        self._localstripe = localstripe
        self._lock = threading.Lock()
        self._states: dict[str, str] = {}
        self._deleted: set[str] = set()
        self._answers: dict[str, tuple[bytes, int, Json] | None] = {}
        self.sessions: dict[str, Json] = {}
        self.calls: list[tuple[str, str]] = []
        self.trouble = Trouble()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="stripe")
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self.sdk = stripe.StripeClient(
            API_KEY, base_addresses={"api": self.url}, http_client=stripe.RequestsClient(timeout=20)
        )

    def close(self) -> None:
        self.heal()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @contextmanager
    def troubled(self, trouble: Trouble) -> Iterator[Trouble]:
        """Misbehave for a while."""
        self.trouble = trouble
        try:
            yield trouble
        finally:
            self.heal()

    def heal(self) -> None:
        self.trouble.released.set()
        self.trouble = Trouble()

    def asked(self, method: str, path: str) -> int:
        """How often a path was called."""
        with self._lock:
            return self.calls.count((method, path))

    def price(self, name: str, lookup_key: str | None = None) -> str:
        """A monthly price of a product of its own; its id, which is `name`."""
        self.sdk.v1.plans.create(
            {
                "id": name,
                "amount": 2_900,
                "currency": "eur",
                "interval": "month",
                "product": {"name": f"Product of {name}"},
                "metadata": {"lookup_key": lookup_key or ""},
            }
        )
        return name

    def customer(self, card: str | None = GOOD_CARD) -> str:
        """A customer who pays with a card, or cannot pay."""
        customer = self.sdk.v1.customers.create({"email": "office@example.com"})
        if card is not None:
            self.give_card(customer.id, card)
        return customer.id

    def give_card(self, customer: str, card: str = GOOD_CARD) -> None:
        year = time.gmtime().tm_year + 2
        method = self.sdk.v1.payment_methods.create(
            {"type": "card", "card": {"number": card, "exp_month": 12, "exp_year": year, "cvc": "123"}}
        )
        self.sdk.v1.payment_methods.attach(method.id, {"customer": customer})
        self.sdk.v1.customers.update(customer, {"invoice_settings": {"default_payment_method": method.id}})

    def subscribe(self, customer: str, price: str, state: str | None = None) -> str:
        """A subscription, in the state that its payment leads to, or, unpaid, in the one given."""
        if state is None:
            return self.sdk.v1.subscriptions.create({"customer": customer, "items": [{"price": price}]}).id
        made = self.sdk.v1.subscriptions.create(
            {"customer": customer, "items": [{"price": price}], "trial_period_days": 30}
        )
        self.set_state(made.id, state)
        return made.id

    def set_state(self, subscription: str, state: str) -> None:
        self._states[subscription] = state

    def deliver_to(self, url: str) -> None:
        """Let localstripe itself send its events there, signed."""
        form = urlencode({"url": url, "secret": WEBHOOK_SECRET})
        connection = HTTPConnection("127.0.0.1", self._localstripe, timeout=20)
        try:
            connection.request("POST", "/_config/webhooks/tests", form, {"Content-Type": _FORM})
            assert connection.getresponse().status == HTTPStatus.OK
        finally:
            connection.close()

    def pay(self, session: str) -> str:
        """Do what a person does on the page of a Checkout session; the subscription it made."""
        given = self.sessions[session]
        self.give_card(given["customer"])
        subscription = self.subscribe(given["customer"], given["price"])
        given.update(status="complete", payment_status="paid", subscription=subscription)
        return subscription

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def log_message(self, format: str, *args: object) -> None:
                return

            def _any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                path = urlsplit(self.path).path
                with server._lock:
                    server.calls.append((self.command, path))
                trouble = server.trouble
                if trouble.down:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                if trouble.slow:
                    trouble.released.wait()
                if trouble.status is not None:
                    self._send(trouble.status, _error("the test wants this", kind="api_error"))
                    return
                self._send(*server._once(self.command, self.path, body, dict(self.headers)))

            do_GET = do_POST = do_DELETE = _any  # noqa: N815

            def _send(self, status: int, answer: Json) -> None:
                content = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Request-Id", f"req_{secrets.token_hex(7)}")
                with suppress(ConnectionError):
                    self.end_headers()
                    self.wfile.write(content)

        return Handler

    def _once(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Json]:
        """Under an idempotency key the first answer is given again.
        https://docs.stripe.com/api/idempotent_requests"""
        if headers.get("Authorization") != f"Bearer {API_KEY}":
            return HTTPStatus.UNAUTHORIZED, _error("Invalid API Key provided: sk_****")
        key = headers.get("Idempotency-Key")
        if method != "POST" or key is None:
            return self._answer(method, path, body)
        with self._lock:
            in_progress = key in self._answers and self._answers[key] is None
            known = self._answers.get(key)
            if known is None:
                self._answers[key] = None
        if in_progress:
            return HTTPStatus.CONFLICT, _error("There is another request under this key.")
        if known is not None:
            before, status, answer = known
            if before != body:
                message = "Keys for idempotent requests can only be used with the same parameters."
                return HTTPStatus.BAD_REQUEST, _error(message, kind="idempotency_error")
            return status, answer
        status, answer = self._answer(method, path, body)
        with self._lock:
            self._answers[key] = (body, status, answer)
        return status, answer

    def _answer(self, method: str, path: str, body: bytes) -> tuple[int, Json]:
        parts = urlsplit(path)
        own: Mapping[tuple[str, str], Callable[[dict[str, str]], tuple[int, Json]]] = {
            ("POST", "/v1/checkout/sessions"): self._checkout,
            ("POST", "/v1/billing_portal/sessions"): self._portal,
            ("GET", "/v1/prices"): self._prices,
        }
        if found := own.get((method, parts.path)):
            return found(dict(parse_qsl(parts.query if method == "GET" else body.decode())))
        return self._pass_on(method, path, body)

    def _checkout(self, form: dict[str, str]) -> tuple[int, Json]:
        for name in ("mode", "customer", "line_items[0][price]", "line_items[0][quantity]", "success_url"):
            if name not in form:
                return HTTPStatus.BAD_REQUEST, _error(f"Missing required param: {name}.", "parameter_missing")
        status, customer = self._pass_on("GET", f"/v1/customers/{form['customer']}")
        if status != HTTPStatus.OK or customer.get("deleted"):
            return _missing("customer", form["customer"])
        price = form["line_items[0][price]"]
        if self._pass_on("GET", f"/v1/plans/{price}")[0] != HTTPStatus.OK:
            return _missing("line_items[0][price]", price)
        session = self._session("cs_test_", "checkout.session", "/c/pay/") | {
            "mode": form["mode"],
            "customer": customer["id"],
            "price": price,
            "client_reference_id": form.get("client_reference_id"),
            "success_url": form["success_url"],
            "cancel_url": form.get("cancel_url"),
            "status": "open",
            "payment_status": "unpaid",
            "subscription": None,
        }
        self.sessions[session["id"]] = session
        return HTTPStatus.OK, session

    def _portal(self, form: dict[str, str]) -> tuple[int, Json]:
        status, customer = self._pass_on("GET", f"/v1/customers/{form.get('customer', '')}")
        if status != HTTPStatus.OK or customer.get("deleted"):
            return _missing("customer", form.get("customer", ""))
        session = self._session("bps_", "billing_portal.session", "/p/session/")
        return HTTPStatus.OK, session | {"customer": customer["id"], "return_url": form.get("return_url")}

    def _session(self, prefix: str, kind: str, path: str) -> Json:
        session = prefix + secrets.token_hex(12)
        return {
            "id": session,
            "object": kind,
            "created": int(time.time()),
            "url": f"{self.url}{path}{session}",
        }

    def _prices(self, query: dict[str, str]) -> tuple[int, Json]:
        _, plans = self._pass_on("GET", "/v1/plans?limit=100")
        prices = [_price(plan) for plan in plans["data"]]
        keys = {value for name, value in query.items() if name.startswith("lookup_keys")}
        found = [
            price
            for price in prices
            if (not keys or price["lookup_key"] in keys)
            and query.get("product", price["product"]) == price["product"]
        ]
        return HTTPStatus.OK, {"object": "list", "url": "/v1/prices", "has_more": False, "data": found}

    def _pass_on(self, method: str, path: str, body: bytes = b"") -> tuple[int, Json]:
        form = [(name.replace("[price]", "[plan]"), value) for name, value in parse_qsl(body.decode(), True)]
        connection = HTTPConnection("127.0.0.1", self._localstripe, timeout=20)
        try:
            headers = {"Authorization": f"Bearer {API_KEY}", "Content-Type": _FORM}
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            content = json.loads(answer.read())
        finally:
            connection.close()
        customer = urlsplit(path).path.removeprefix("/v1/customers/")
        if method == "DELETE" and answer.status == HTTPStatus.OK:
            self._deleted.add(customer)
        if answer.status == HTTPStatus.NOT_FOUND:
            if method == "GET" and customer in self._deleted:
                return HTTPStatus.OK, {"id": customer, "object": "customer", "deleted": True}
            return _missing("customer" if "customer=" in path else "id", path)
        return answer.status, cast(Json, self._as_today(content))

    def _as_today(self, value: Any) -> Any:
        """What localstripe says, with the fields that came to Stripe's API after it was written."""
        if isinstance(value, list):
            return [self._as_today(item) for item in value]
        if not isinstance(value, dict):
            return value
        made = {name: self._as_today(item) for name, item in value.items()}
        if made.get("object") == "subscription_item":
            made["price"] = _price(made["plan"])
        if made.get("object") == "subscription":
            made["status"] = self._states.get(made["id"], made["status"])
        return made


def event(kind: str, about: Json, created: int | None = None) -> Json:
    """An event as Stripe sends it."""
    return {
        "id": f"evt_{uuid4().hex}",
        "object": "event",
        "api_version": "2026-06-24",
        "created": int(time.time()) if created is None else created,
        "data": {"object": about},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }


def signed(payload: str, *, secret: str = WEBHOOK_SECRET, at: int | None = None) -> dict[str, str]:
    """The headers with which Stripe delivers a payload."""
    header = stripe.WebhookSignature.generate_signature_header(payload, secret, at)
    return {"Stripe-Signature": header, "Content-Type": "application/json; charset=utf-8"}


@contextmanager
def running_stripe() -> Iterator[StripeServer]:
    """localstripe in a process of its own, and the server before it, with a price for each plan sold."""
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-m", __name__], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        server = StripeServer(int(process.stdout.readline()))
        try:
            for price, lookup_key in PRICES.items():
                server.price(price, lookup_key)
            yield server
        finally:
            server.close()
    finally:
        process.stdin.close()
        process.wait(20)
        process.stdout.close()


def _price(plan: Json) -> Json:
    return {
        "id": plan["id"],
        "object": "price",
        "active": plan["active"],
        "currency": plan["currency"],
        "lookup_key": plan["metadata"].get("lookup_key") or None,
        "product": plan["product"],
        "recurring": {"interval": plan["interval"], "interval_count": plan["interval_count"]},
        "type": "recurring",
        "unit_amount": plan["amount"],
    }


def _missing(what: str, name: str) -> tuple[int, Json]:
    answer = _error(f"No such {what}: '{name}'", "resource_missing")
    answer["error"]["param"] = what
    return HTTPStatus.BAD_REQUEST, answer


def _error(message: str, code: str | None = None, kind: str = "invalid_request_error") -> Json:
    return {"error": {"type": kind, "message": message, "code": code}}


def _serve_localstripe() -> None:
    """localstripe on a free port of the loopback, which it says on standard output; ends with its
    standard input. Its own command writes what it holds into a file that all of a machine share."""
    from aiohttp import web
    from localstripe import resources
    from localstripe.server import app

    resources.Store.dump_to_disk = lambda _self: None
    listener = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    threading.Thread(target=_end_with_input, daemon=True).start()
    web.run_app(app, sock=listener, print=lambda *_: None, access_log=None)


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    _serve_localstripe()
