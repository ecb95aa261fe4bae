"""The status strip: what it says."""

from datetime import UTC, datetime

import pytest

from ingestio_core.errors import ErrorInfo
from ingestio_desktop.sync.status import Link, SyncStatus
from ingestio_desktop.windows.strip_facts import strip_status
from ingestio_desktop.windows.widgets import NetworkState

pytestmark = pytest.mark.usefixtures("theme")
NOW = datetime.now(UTC)


LOCKED = ErrorInfo(code="vault_locked", title="Your sign-in is locked", message="Enter your passphrase.")


@pytest.mark.parametrize(
    ("status", "network", "pages"),
    [
        (SyncStatus(Link.STARTING), NetworkState.STARTING, "Unlimited pages"),
        (SyncStatus(Link.ONLINE), NetworkState.THIS_COMPUTER, "Unlimited pages"),
        (SyncStatus(Link.FAILED), NetworkState.STOPPED, "Unlimited pages"),
        (
            SyncStatus(Link.OFFLINE, 3, account="ellen", pages_left=1342, local=False),
            NetworkState.OFFLINE,
            "1,342 pages left",
        ),
        (SyncStatus(Link.ONLINE, account="ellen", local=False), NetworkState.ONLINE, ""),
        (SyncStatus(Link.SIGNED_OUT, account="ellen", local=False), NetworkState.SIGNED_OUT, ""),
        (SyncStatus(Link.SIGNED_OUT, account="ellen", local=False, error=LOCKED), NetworkState.LOCKED, ""),
    ],
)
def test_the_strip_in_its_own_words(status: SyncStatus, network: NetworkState, pages: str) -> None:
    told = strip_status(status)
    assert (told.network, told.pages, told.pending) == (network, pages, status.pending)
