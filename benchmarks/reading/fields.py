"""F1 of fields and of the cells of tables, by data set, beside plain rules on the same words."""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.reading.cases import (
    GENERATED,
    GENERATED_SCANS,
    HELD_OUT,
    HELD_OUT_SCANS,
    MEDIA,
    Case,
    einvoices,
    generated,
    invoice2data,
    scans,
    zugferd,
)
from benchmarks.reading.first_match import run_peer
from benchmarks.reading.rows import Options, Row
from benchmarks.reading.scoring import TABLES, Board, Score, alike
from ingestio_core.fieldplan import default_plan
from ingestio_extract import pipeline

Part = tuple[str, Path, Callable[[], Iterator[Case]]]
"""A title, the folder that must be there, and its cases."""


def run_engine(case: Case, board: Board) -> None:
    started = time.perf_counter()
    outcome = pipeline.extract_document(case.path, MEDIA[case.path.suffix], None, use_xml=case.use_xml)
    board.seconds.append((time.perf_counter() - started) / max(1, outcome.pages))
    board.types.append(outcome.document_type == case.kind)
    data: Mapping[str, Any] = outcome.extraction.data
    if outcome.document_type != case.kind:
        board.misses.append(f"{case.name}: type read {outcome.document_type}, truth {case.kind}")
        data = pipeline.extract_document(
            case.path, MEDIA[case.path.suffix], default_plan(case.kind), use_xml=case.use_xml
        ).extraction.data
    for name in case.fields:
        read, truth = data.get(name), case.truth[name]
        board.note(name, read, truth, case.kind, case.name)
        evidence = outcome.extraction.evidence.get(f"/{name}")
        if evidence is not None and outcome.document_type == case.kind:
            board.surety.append((evidence.confidence, truth is not None and alike(name, read, truth)))


def surety(readings: list[tuple[float, bool]]) -> None:
    """How often values of a confidence were right."""
    print("\nConfidence of single values, all documents:")
    bounds = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
    for low, high in pairwise(bounds):
        hits = [right for confidence, right in readings if low <= confidence < high]
        if hits:
            print(
                f"  {low:.2f} to {min(high, 1):.2f} {len(hits):>6} values, right {sum(hits) / len(hits):.3f}"
            )


def table(title: str, board: Board, peer: Board | None, count: int) -> None:
    mean = statistics.mean(board.seconds) if board.seconds else 0.0
    beside = f", peer {statistics.mean(peer.seconds):.3f}" if peer is not None and peer.seconds else ""
    types = sum(board.types) / max(1, len(board.types))
    print(f"\n{title}: {count} documents, type right {types:.2f}, {mean:.3f} s a page{beside}")
    print(f"  {'field':<18}{'printed':>8}{'exact F1':>10}{'F1':>8}{'peer F1':>9}")
    for name in sorted(board.scores, key=lambda item: (item in TABLES, item)):
        _line(name, board.scores[name], peer.scores.get(name) if peer else None)
    _line("all fields", board.all(), peer.all() if peer else None)


def _line(name: str, score: Score, peer: Score | None) -> None:
    def cell(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}"

    other = cell(peer.f1(peer.right)) if peer is not None else "-"
    exact, normal = cell(score.f1(score.exact)), cell(score.f1(score.right))
    print(f"  {name:<18}{score.printed:>8.0f}{exact:>10}{normal:>8}{other:>9}")


def parts(data: Path, made: Path) -> tuple[Part, ...]:
    """All data sets; those that are absent are left out later."""
    return (
        ("generated clean", made, lambda: generated(made, False, range(GENERATED))),
        ("generated scanned", made, lambda: generated(made, True, range(GENERATED_SCANS))),
        ("held-out generated clean", made, lambda: generated(made, False, HELD_OUT)),
        ("held-out generated scanned", made, lambda: generated(made, True, HELD_OUT_SCANS)),
        (
            "invoices-invoice2data",
            data / "invoices-invoice2data",
            lambda: invoice2data(data / "invoices-invoice2data"),
        ),
        (
            "invoices-zugferd, page only",
            data / "invoices-zugferd",
            lambda: zugferd(data / "invoices-zugferd", False),
        ),
        (
            "invoices-zugferd, with XML",
            data / "invoices-zugferd",
            lambda: zugferd(data / "invoices-zugferd", True),
        ),
        (
            "plain XML",
            data / "invoices-zugferd" / "xml",
            lambda: einvoices(data / "invoices-zugferd" / "xml"),
        ),
        ("scans", data / "scans", lambda: scans(data / "scans")),
    )


def measure(options: Options) -> Iterator[Row]:
    """A table for each data set, and its sums as rows."""
    readings: list[tuple[float, bool]] = []
    for title, folder, cases in parts(options.data, options.scratch):
        if not folder.is_dir() or not options.wants(title):
            continue
        board, peer = Board(), Board()
        count = 0
        for case in cases():
            count += 1
            run_engine(case, board)
            if case.path.suffix != ".xml":
                run_peer(case, peer)
        table(title, board, peer if peer.scores else None, count)
        if "XML" not in title:
            readings.extend(board.surety)
        if options.misses:
            print("\n".join(f"  - {miss}" for miss in board.misses))
        yield from _rows(title, board, peer)
    surety(readings)


def _rows(title: str, board: Board, peer: Board) -> Iterator[Row]:
    total, other = board.all(), peer.all()
    yield Row(f"{title}: fields, F1", total.f1(total.right), "first match after label", other.f1(other.right))
    tables = [board.scores[name] for name in TABLES if name in board.scores]
    if tables:
        cells = Score(
            right=sum(score.right for score in tables),
            read=sum(score.read for score in tables),
            printed=sum(score.printed for score in tables),
        )
        yield Row(f"{title}: cells of tables, F1", cells.f1(cells.right))
