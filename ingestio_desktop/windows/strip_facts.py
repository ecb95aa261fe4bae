"""What the status strip says of the account in use."""

from typing import Final

from PySide6.QtCore import QLocale

from ingestio_core.contracts.account import Account
from ingestio_desktop.language import number, percent, tr
from ingestio_desktop.sentences import said_error
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows.widgets import NetworkState, StripStatus

_LINKS: Final = {
    Link.STARTING: NetworkState.STARTING,
    Link.ONLINE: NetworkState.ONLINE,
    Link.SYNCING: NetworkState.SYNCING,
    Link.OFFLINE: NetworkState.OFFLINE,
    Link.FAILED: NetworkState.STOPPED,
    Link.SIGNED_OUT: NetworkState.SIGNED_OUT,
}
_LOCKED: Final = frozenset({"vault_locked", "keyring_refused"})
"""The sign-in is still there; what holds it has to be opened."""


def strip_status(status: SyncStatus, account: Account | None = None) -> StripStatus:
    """The facts of the strip in its own words; `account` as last heard."""
    network = _LINKS[status.link]
    if status.local and network is NetworkState.ONLINE:
        network = NetworkState.THIS_COMPUTER
    if network is NetworkState.SIGNED_OUT and status.error is not None and status.error.code in _LOCKED:
        network = NetworkState.LOCKED
    reason = "" if status.error is None else said_error(status.error)
    return StripStatus(
        network,
        status.pending,
        _pages(status, account),
        reason=reason,
        set_aside=status.set_aside,
        fetching=_fetching(status),
    )


def _fetching(status: SyncStatus) -> str:
    """In the strip, where nothing moves for it."""
    if status.fetching is None:
        return ""
    if status.fetching.percent is None:
        return tr("Fetching: %n document(s) so far", "", status.fetching.documents)
    share = percent(status.fetching.percent)
    return tr("Fetching: %n document(s) so far, about {share}", "", status.fetching.documents, share=share)


def _pages(status: SyncStatus, account: Account | None) -> str:
    left = status.pages_left
    if status.local:
        return tr("Unlimited pages")
    if left is None:
        return ""
    if account is None or account.pages_limit is None:
        return tr("%n page(s) left", "", left)
    month = QLocale().standaloneMonthName(account.period_start.month, QLocale.FormatType.LongFormat)
    return tr(
        "{left} of {limit} pages left in {month}",
        left=number(left),
        limit=number(account.pages_limit),
        month=month,
    )
