"""What every test starts from: no display, one language, no thread left behind."""

import os
from collections.abc import Iterator
from functools import cache

import httpx
import pytest
from PySide6.QtWidgets import QApplication

from ingestio_desktop.garbage import Collector
from ingestio_desktop.language import Language, speak
from tests.support.threads import no_thread_left

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANG"] = "C.UTF-8"

_collector = Collector()

LONG = (
    "tests/screens/",
    "tests/e2e/",
    "tests/desktop/accounts/",
    "tests/desktop/review/",
    "tests/cloud/test_workflows.py",
)
"""Where the files are that take longest: half a minute and more."""

SHARED = "shared_"
"""How the name of a fixture begins that keeps a service for several tests; it looks at threads itself."""


@pytest.fixture(scope="session", autouse=True)
def certificates_read_once() -> Iterator[None]:
    """Each client of httpx reads the certificates of the whole world anew, also for http and the
    loopback; tests make a thousand of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("httpx._transports.default.create_ssl_context", cache(httpx.create_ssl_context))
        yield


@pytest.fixture(autouse=True)
def no_thread_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread of ours running."""
    if any(name.startswith(SHARED) for name in request.fixturenames):
        yield
        return
    with no_thread_left():
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first, so that no process is left with one of them when the others have ended."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """As in the window: what a test leaves of Qt must not be destroyed by a thread of the next one."""
    _collector.collect()


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Speaks English, whatever the system does: the forms of plurals are in a file, too."""
    speak(qapp, Language.ENGLISH)
    return qapp


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> object:
    """The light theme, installed on the application; for tests of anything that is drawn."""
    from ingestio_desktop.theme.theme import Theme
    from ingestio_desktop.theme.tokens import ThemeSetting

    return Theme(qapp, ThemeSetting.LIGHT)
