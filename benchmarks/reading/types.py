"""Types of documents: how often right, how often a wrong type is told, and whether the confidence is true."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.cases import MEDIA, invoice2data, zugferd
from benchmarks.reading.cases import scans as scan_cases
from benchmarks.reading.rows import Options, Row
from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.limits import MediaType
from ingestio_extract.classify import classify
from ingestio_extract.layout import Layout, build_layout
from ingestio_extract.pages import read_pages
from ingestio_extract.typewords import TYPE_WORDS
from ingestio_extract.words import PageText
from tests.support.documents import make_document
from training.export import expected_calibration_error
from training.others.made import NAMES, make
from training.others.paper import scanned

HELD_OUT = range(8000, 8120)
"""Numbers of the generator of the tests, which nothing is trained on."""
UNSEEN = range(95_000, 95_020)
"""Numbers of the generator that the model was trained on, which it has not seen."""
_PEER = "first title word of the text"
_ALIKE = (DocumentType.FORM, DocumentType.OTHER)
"""Read alike, so neither is wrong for the other."""


@dataclass(frozen=True)
class Told:
    truth: DocumentType
    read: DocumentType
    confidence: float
    peer: DocumentType


def measure(options: Options) -> Iterator[Row]:
    parts: tuple[tuple[str, Callable[[], Iterator[tuple[DocumentType, Layout]]]], ...] = (
        ("types, held-out generated", lambda: _held_out(options.scratch)),
        ("types, unseen made papers of 17 kinds", _made),
        ("types, scans", lambda: _scans(options.data)),
        ("types, invoices of others (trained on)", lambda: _invoices(options.data)),
    )
    for title, cases in parts:
        if options.wants(title):
            told = [_told(truth, layout) for truth, layout in cases()]
            if told:
                yield from _rows(title, told)


def _rows(title: str, told: Sequence[Told]) -> Iterator[Row]:
    right = [_right(item.truth, item.read) for item in told]
    peer = [_right(item.truth, item.peer) for item in told]
    yield Row(f"{title}: right ({len(told)})", sum(right) / len(told), _PEER, sum(peer) / len(told))
    wrong = [not good and item.read not in _ALIKE for good, item in zip(right, told, strict=True)]
    beside = [not good and item.peer not in _ALIKE for good, item in zip(peer, told, strict=True)]
    yield Row(f"{title}: a wrong type", sum(wrong) / len(told), _PEER, sum(beside) / len(told))
    error = expected_calibration_error([item.confidence for item in told], right)
    yield Row(f"{title}: calibration error", error, asked="< 0.03" if len(told) >= 100 else "")


def _right(truth: DocumentType, read: DocumentType) -> bool:
    return truth is read or (truth in _ALIKE and read in _ALIKE)


def _told(truth: DocumentType, layout: Layout) -> Told:
    answer = classify(layout)
    return Told(truth, answer.type, answer.confidence, first_title(layout))


def first_title(layout: Layout) -> DocumentType:
    """The peer: the type whose own name comes first in the text."""
    for row in layout.rows:
        for kind, words in TYPE_WORDS.items():
            if re.search(words[0], row.folded):
                return kind
    return DocumentType.OTHER


def _held_out(scratch: Path) -> Iterator[tuple[DocumentType, Layout]]:
    for number in HELD_OUT:
        document = make_document(number)
        path = scratch / "type.pdf"
        path.write_bytes(document.content)
        pages: tuple[PageText, ...] = read_pages(path, MediaType.PDF).pages
        if number % 3 == 0:
            pages = scanned(pages, random.Random(number))
        yield DocumentType(document.kind), build_layout(pages)


def _made() -> Iterator[tuple[DocumentType, Layout]]:
    for name in NAMES:
        for number in UNSEEN:
            made = make(name, number, scan=number % 3 == 0)
            yield made.type, build_layout(made.pages)


def _scans(data: Path) -> Iterator[tuple[DocumentType, Layout]]:
    if (data / "scans").is_dir():
        for case in scan_cases(data / "scans"):
            pages = read_pages(case.path, MEDIA[case.path.suffix]).pages
            yield DocumentType(case.kind), build_layout(pages)


def _invoices(data: Path) -> Iterator[tuple[DocumentType, Layout]]:
    if (data / "invoices-zugferd").is_dir() and (data / "invoices-invoice2data").is_dir():
        for case in [
            *zugferd(data / "invoices-zugferd", False),
            *invoice2data(data / "invoices-invoice2data"),
        ]:
            kind = DocumentType.RECEIPT if case.path.stem == "oyo" else DocumentType.INVOICE
            yield kind, build_layout(read_pages(case.path, MediaType.PDF).pages)
