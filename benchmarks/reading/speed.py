"""Seconds a page, words right and memory: text layers and OCR, beside RapidOCR and invoice2data.

Each reader works in processes of its own, which are warm before the clock starts.
"""

import logging
import multiprocessing
import resource
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.reading.cases import MEDIA, Case, generated, invoice2data
from benchmarks.reading.rows import Options, Row
from benchmarks.reading.scoring import Board
from ingestio_core.fieldplan import default_plan

_PHOTOS: Final = range(7000, 7002)
_SCANS: Final = range(7004, 7006)
_TEXTS: Final = range(7000, 7020)
_PEER_NAMES: Final = {"invoice_number": "invoice_number", "date": "invoice_date", "amount": "total"}
_COMPARED: Final = ("invoice_number", "invoice_date", "total", "vendor_name", "currency")


@dataclass(frozen=True, slots=True)
class _Run:
    """What one process did: seconds and pages after its first file, its words by file, its peak in MB."""

    seconds: float
    pages: int
    words: tuple[tuple[str, ...], ...]
    peak: float


def measure(options: Options) -> Iterator[Row]:
    """OCR with one and two processes, text layers, and whole documents beside invoice2data."""
    if options.wants("speed ocr"):
        yield from _ocr(options.scratch)
    if options.wants("speed text"):
        yield from _text_layers(options.scratch)
    samples = options.data / "invoices-invoice2data"
    if samples.is_dir() and options.wants("speed invoice2data"):
        yield from _whole_documents(samples)


def read_here(paths: Sequence[Path]) -> _Run:
    """In a child process: reads pages as words with the product's reader."""
    from ingestio_extract.pages import read_pages

    def words(path: Path) -> tuple[int, tuple[str, ...]]:
        pages = read_pages(path, MEDIA[path.suffix]).pages
        return len(pages), tuple(word.text for page in pages for word in page.words)

    return _timed(paths, words)


def read_by_rapidocr(paths: Sequence[Path]) -> _Run:
    """In a child process: the same pictures with RapidOCR as it comes."""
    from rapidocr import RapidOCR

    logging.disable(logging.WARNING)
    engine: Any = RapidOCR()

    def words(path: Path) -> tuple[int, tuple[str, ...]]:
        lines = engine(str(path)).txts or ()
        return 1, tuple(word for line in lines for word in line.split())

    return _timed(paths, words)


def _timed(paths: Sequence[Path], read: Callable[[Path], tuple[int, tuple[str, ...]]]) -> _Run:
    read(paths[0])
    started = time.perf_counter()
    results = [read(path) for path in paths]
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return _Run(seconds, sum(pages for pages, _ in results), tuple(words for _, words in results), peak)


def _in_processes(count: int, read: Callable[[Sequence[Path]], _Run], paths: Sequence[Path]) -> list[_Run]:
    """Each process reads all files, side by side; the peak of a fresh process is its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        return list(pool.map(read, [paths] * count))


def _seconds_a_page(runs: Sequence[_Run]) -> float:
    return statistics.mean(run.seconds / run.pages for run in runs) / len(runs)


def _ocr(scratch: Path) -> Iterator[Row]:
    paths, truths = _pictures(scratch)
    mine, theirs = (_in_processes(1, read, paths) for read in (read_here, read_by_rapidocr))
    peer = "RapidOCR's defaults"
    yield Row("OCR, s a page, 1 process", _seconds_a_page(mine), peer, _seconds_a_page(theirs))
    yield Row("OCR, words right, F1", _token_f1(mine[0], truths), peer, _token_f1(theirs[0], truths))
    yield Row("OCR, peak of a process", mine[0].peak, peer, theirs[0].peak, unit="MB")
    two, others = (_in_processes(2, read, paths) for read in (read_here, read_by_rapidocr))
    yield Row("OCR, s a page, 2 processes", _seconds_a_page(two), peer, _seconds_a_page(others))


def _pictures(scratch: Path) -> tuple[list[Path], list[tuple[str, ...]]]:
    """Photographs and scans of the first pages of generated documents, and the words printed on them."""
    from ingestio_core.limits import MediaType
    from ingestio_extract.pages import read_pages
    from tests.support.documents import make_document, make_photo, make_scan

    paths, truths = [], []
    for number in (*_PHOTOS, *_SCANS):
        document = make_document(number)
        plain = scratch / f"speed-{number}.pdf"
        plain.write_bytes(document.content)
        truths.append(tuple(word.text for word in read_pages(plain, MediaType.PDF).pages[0].words))
        path = scratch / f"speed-{number}.jpg"
        path.write_bytes(make_photo(document) if number in _PHOTOS else make_scan(document))
        paths.append(path)
    return paths, truths


def _token_f1(run: _Run, truths: Sequence[tuple[str, ...]]) -> float:
    right = read = printed = 0
    for words, truth in zip(run.words, truths, strict=True):
        right += (Counter(words) & Counter(truth)).total()
        read += len(words)
        printed += len(truth)
    return 2 * right / max(1, read + printed)


def _text_layers(scratch: Path) -> Iterator[Row]:
    paths = [case.path for case in generated(scratch, False, _TEXTS)]
    one, two = (_in_processes(count, read_here, paths) for count in (1, 2))
    yield Row("text layer, s a page, 1 process", _seconds_a_page(one))
    yield Row("text layer, s a page, 2 processes", _seconds_a_page(two))
    yield Row("text layer, peak of a process", one[0].peak, unit="MB")


def _whole_documents(samples: Path) -> Iterator[Row]:
    """invoice2data reads its own samples with the templates that it brings for them."""
    from invoice2data import extract_data
    from invoice2data.extract.loader import read_templates

    from ingestio_extract.pipeline import extract_document

    logging.disable(logging.ERROR)
    templates = read_templates()
    plan = default_plan("invoice")
    board, peer = Board(), Board()
    for case in invoice2data(samples):
        for warm in (False, True):
            started = time.perf_counter()
            mine = extract_document(case.path, MEDIA[case.path.suffix], plan).extraction.data
            between = time.perf_counter()
            theirs = _renamed(extract_data(str(case.path), templates=templates))
            ended = time.perf_counter()
            if warm:
                board.seconds.append(between - started)
                peer.seconds.append(ended - between)
        _note(board, case, mine)
        _note(peer, case, theirs)
    logging.disable(logging.NOTSET)
    name = "invoice2data, its templates"
    yield Row(
        "invoice2data's samples, s a document",
        statistics.mean(board.seconds),
        name,
        statistics.mean(peer.seconds),
    )
    total, other = board.all(), peer.all()
    yield Row("invoice2data's samples, fields, F1", total.f1(total.right), name, other.f1(other.right))


def _note(board: Board, case: Case, data: Any) -> None:
    for name in _COMPARED:
        if name in case.fields:
            board.note(name, data.get(name), case.truth[name], case.kind, case.name)


def _renamed(found: dict[str, Any]) -> dict[str, str]:
    """Its answer in the names and forms of the default plan."""
    result = {"vendor_name": found.get("issuer"), "currency": found.get("currency")}
    for theirs, ours in _PEER_NAMES.items():
        result[ours] = found.get(theirs)
    if result.get("invoice_date") is not None:
        result["invoice_date"] = str(result["invoice_date"])[:10]
    return {name: str(value) for name, value in result.items() if value is not None}
