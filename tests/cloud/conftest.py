"""A running service for tests of the API."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.cloud.served import Served, SharedInspector, served


@pytest.fixture(scope="session", autouse=True)
def _inspector(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    probe = tmp_path_factory.mktemp("probe") / "probe.pdf"
    probe.write_bytes(make_pdf("x"))
    inspector = SharedInspector.start(probe)
    yield
    inspector.close()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Served]:
    """The real service on a new data folder."""
    with served(tmp_path / "data") as running:
        yield running


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """A PDF of one page."""
    return make_pdf("Invoice A-17 Total 119.00")


def make_pdf(*pages: str) -> bytes:
    """A PDF with a page for each text."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for text in pages:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
