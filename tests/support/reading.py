"""The words of a document that a test holds in memory."""

import tempfile
from pathlib import Path

from ingestio_core.limits import MediaType
from ingestio_extract.pages import read_pages
from ingestio_extract.words import PageText


def pages_of(content: bytes, media_type: MediaType = MediaType.PDF) -> tuple[PageText, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        path.write_bytes(content)
        return read_pages(path, media_type).pages
