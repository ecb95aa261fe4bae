"""What people are told by mail about their subscription."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ingestio_cloud.integrations.mail import Mail
from ingestio_cloud.pages.templating import fill


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    paragraphs: tuple[str, ...]


_MANAGE: Final = "Open your account in IngestIO and choose Manage billing."
_WORDS: Final[Mapping[str, _Words]] = {
    "invoice.payment_failed": _Words(
        "Your payment did not work",
        (
            "The payment for your IngestIO plan was refused. Until it is paid, your account is on the "
            "Starter plan. Everything in it stays as it is.",
            f"To pay, or to use another card: {_MANAGE}",
        ),
    ),
    "customer.subscription.deleted": _Words(
        "Your subscription has ended",
        (
            "Your IngestIO subscription has ended, and your account is on the Starter plan. Everything in it "
            "stays as it is.",
            "You can subscribe again at any time: open your account in IngestIO and choose a plan.",
        ),
    ),
    "customer.subscription.trial_will_end": _Words(
        "Your trial ends soon",
        (
            "The trial of your IngestIO plan ends in a few days. After that it costs, unless you end it.",
            f"To change or to end it: {_MANAGE}",
        ),
    ),
}


def letter(kind: str, to: str) -> Mail | None:
    """The mail about a notice of this kind; None when it is about nothing a person must know."""
    words = _WORDS.get(kind)
    if words is None:
        return None
    values = {"subject": words.subject, "before": words.paragraphs, "after": (), "link": "", "label": ""}
    return Mail(
        to, f"{words.subject} · IngestIO", fill("mail/frame.txt", **values), fill("mail/frame.html", **values)
    )
