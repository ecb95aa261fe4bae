"""Accounts in every state, for the pictures."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from ingestio_desktop.presenters.account_facts import (
    AccountFacts,
    DiskSpace,
    KnownAccount,
    MonthFigures,
    Standing,
    last_months,
)
from ingestio_desktop.windows.account_page import AccountPage

PAGES: Final = (1123, 1297, 1418, 1325, 1598, 1697, 1824, 1955, 1786, 1462, 1737)
NOW: Final = datetime.now(UTC)


def _months(used: int, limit: int | None) -> tuple[MonthFigures, ...]:
    past = [
        MonthFigures(date(2023 + (4 + place) // 12, (4 + place) % 12 + 1, 1), pages, limit)
        for place, pages in enumerate(PAGES)
    ]
    return last_months(past, MonthFigures(date(2024, 4, 1), used, limit))


def hosted(used: int = 658, **changes: object) -> AccountFacts:
    """A hosted account on the Plus plan."""
    facts = AccountFacts(
        local=False,
        name="Ellen Marsh",
        email="ellen.marsh@northgate.example",
        plan="Plus plan",
        standing=Standing.ACTIVE,
        pages_used=used,
        pages_limit=2000,
        period_start=date(2024, 4, 1),
        starts_again=date(2024, 5, 1),
        files_per_batch=200,
        max_file_bytes=50 * 2**20,
        until=date(2024, 5, 1),
        documents_used=402,
        model_engines=True,
        batch_mails=True,
        months=_months(used, 2000),
        as_of=NOW,
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


LOCAL: Final = hosted(
    658,
    local=True,
    name="This computer",
    email="",
    plan="This computer",
    standing=Standing.LOCAL,
    pages_limit=None,
    until=None,
    months=_months(658, None),
    as_of=None,
)

OFFLINE: Final = hosted(
    as_of=NOW - timedelta(days=1),
    cut_off="Needs a network",
)

ACCOUNTS: Final = (
    KnownAccount("local", "This computer", "Unlimited pages", True, False, "12 batches on this disk"),
    KnownAccount(
        "hosted", "ellen.marsh@northgate.example", "Hosted · Plus plan", False, True, "all changes saved"
    ),
    KnownAccount(
        "other", "books@northgate.example", "files.northgate.example", False, False, "Sign in again", True
    ),
)


def account_page(facts: AccountFacts | None) -> AccountPage:
    """The page with these facts; without any it is loading."""
    page = AccountPage()
    if facts is None:
        page.loading.show_now()
        return page
    page.set_facts(facts)
    page.set_disk(DiskSpace(1_284_000_000, 88_000_000_000))
    page.set_accounts(ACCOUNTS[:2] if not facts.local else ACCOUNTS[:1])
    if facts.local:
        page.set_accounts(
            (replace(ACCOUNTS[0], in_use=True), replace(ACCOUNTS[1], in_use=False), ACCOUNTS[2])
        )
    return page
