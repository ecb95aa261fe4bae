"""Documents of the second generator, that of the tests, drawn and read as files are: for curves.

A curve of confidence fitted on the documents of one maker says how right readings are of documents as hard
as these. Of this one the curves see other numbers than those from 400,000 on, which are kept for measuring.
"""

import random
import tempfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from ingestio_core.limits import MediaType
from ingestio_extract.pages import read_pages
from ingestio_extract.words import PageText
from training.others.paper import scanned

NUMBERS: Final = range(310_000, 316_000)
"""Six following ones are of all kinds, two of them invoices; each third six is as a bad scan."""


def printed(kinds: Collection[str]) -> Iterator[tuple[int, str, tuple[PageText, ...], Mapping[str, Any]]]:
    """Number, type, words and truth of the documents of these kinds."""
    from tests.support.documents import make_document

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "document.pdf"
        for number in NUMBERS:
            document = make_document(number)
            if document.kind not in kinds:
                continue
            path.write_bytes(document.content)
            pages = read_pages(path, MediaType.PDF).pages
            if number // 6 % 3 == 0:
                pages = scanned(pages, random.Random(number))
            yield number, str(document.kind), pages, document.truth
