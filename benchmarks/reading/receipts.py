"""Receipts: SROIE's training part in five folds by vendor on its own text, and photographs of made slips."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.reading.confidence import error_of
from benchmarks.reading.first_match import first_match
from benchmarks.reading.rows import Options, Row
from benchmarks.reading.scoring import Board
from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import default_plan
from ingestio_core.limits import MediaType
from ingestio_extract import pipeline
from ingestio_extract.learned.calibration import NO_SIGNS, curve_of
from ingestio_extract.local.engine import read_document
from training.receipts import (
    FIELDS,
    FOLDS,
    Case,
    Judgements,
    Reading,
    by_fold,
    curves,
    example,
    fit,
    judged,
    made_cases,
    marks,
    read,
    right,
    scanned_cases,
    sroie_cases,
    unseen_cases,
)

ASKED: Final = 0.93
ASKED_PHOTO: Final = 0.88
PHOTOS: Final = range(30_000, 30_024)
"""Numbers of slips that nothing was learned from or tuned on."""
_PHOTO_FIELDS: Final = (*FIELDS, "receipt_number", "time", "subtotal", "tax", "payment_method", "currency")
PEER: Final = "first match after label"


def measure(options: Options) -> Iterator[Row]:
    folder = options.data / "receipts-sroie-train"
    if folder.is_dir() and options.wants("sroie"):
        yield from _sroie(folder, options)
    if options.wants("photographs"):
        yield from _photographs(options)


def _sroie(folder: Path, options: Options) -> Iterator[Row]:
    cases = sroie_cases(folder)
    spoiled, made = scanned_cases(folder), unseen_cases()
    learned = [example(case) for case in (*cases, *sroie_cases(folder, seed=1), *made_cases())]
    readings, worse = by_fold(learned, cases, spoiled)
    models = fit(learned).models()
    unseen = judged([read(case, models) for case in made], made)
    plain = [{name: (value, 1.0, NO_SIGNS) for name, value in _peer(case).items()} for case in cases]
    rules = [_rules(case) for case in cases]
    yield Row(
        "sroie, 5 folds by vendor: fields, F1", _f1(readings, cases), PEER, _f1(plain, cases), f">= {ASKED}"
    )
    yield Row("sroie: the same by rules alone, F1", _f1(rules, cases), PEER, _f1(plain, cases))
    for field in FIELDS:
        yield Row(f"sroie: {field}, F1", _f1(readings, cases, (field,)), PEER, _f1(plain, cases, (field,)))
    yield from _errors(readings, worse, cases, spoiled, unseen)
    if options.misses:
        for reading, case in zip(readings, cases, strict=True):
            for field in FIELDS:
                value = reading.get(field, (None,))[0]
                if case.truth[field] is not None and not right(field, value, case.truth[field]):
                    print(f"  - {case.name} {field}: read {value!r}, truth {case.truth[field]!r}")


def _f1(readings: Sequence[Reading], cases: Sequence[Case], fields: Sequence[str] = FIELDS) -> float:
    good = read = printed = 0
    for field in fields:
        scores, hits = marks(field, readings, cases)
        good += sum(hits)
        read += len(scores)
        printed += sum(case.truth[field] is not None for case in cases)
    return 2 * good / (read + printed)


def _errors(
    readings: Sequence[Reading],
    worse: Sequence[Reading],
    cases: Sequence[Case],
    spoiled: Sequence[Case],
    unseen: Judgements,
) -> Iterator[Row]:
    """Calibration error by curves that were fitted on the other folds; what chance alone would give where all
    receipts of a shop are right or wrong together is beside it."""
    found: dict[str, list[tuple[int, float, float, bool]]] = {field: [] for field in FIELDS}
    shops: dict[str, int] = {}
    for number in range(FOLDS):
        parts = [unseen]
        for part, own in ((readings, cases), (worse, spoiled)):
            kept = [index for index, case in enumerate(own) if case.fold != number]
            parts.append(judged([part[index] for index in kept], [own[index] for index in kept]))
        fitted = curves(*parts)
        for reading, case in zip(readings, cases, strict=True):
            if case.fold != number:
                continue
            shop = shops.setdefault(case.vendor, len(shops))
            for field, (value, score, signs) in reading.items():
                share = curve_of(fitted[f"receipt/{field}"])(score, signs)
                found[field].append((shop, share, score, right(field, value, case.truth[field])))
    for field in FIELDS:
        known = error_of(found[field])
        ends = f"{known.low:.3f} to {known.high:.3f}"
        print(f"  {field}: calibration error {known.error:.3f}, 95 % interval {ends}")
        yield Row(f"sroie: {field}, calibration error", known.error, "raw scores", known.raw, asked="< 0.03")


def _peer(case: Case) -> dict[str, str]:
    lines = case.slip.document.layout.text
    found = {field: first_match(field, lines) for field in FIELDS}
    return {field: value for field, value in found.items() if value is not None}


def _rules(case: Case) -> Reading:
    """The local engine as for a document that is no receipt: without what was learned of them."""
    values = read_document(case.slip.document, default_plan(DocumentType.RECEIPT), DocumentType.OTHER)
    return {
        field: (value.best.value, value.confidence, NO_SIGNS)
        for field, value in values.scalars.items()
        if field in FIELDS
    }


def _photographs(options: Options) -> Iterator[Row]:
    """Through the product's own way, picture in and data out; the peer is RapidOCR as it comes."""
    from rapidocr import RapidOCR

    from tests.support.documents import make_photo, make_slip

    engine = RapidOCR(params={"Global.log_level": "error"})
    board, peer = Board(), Board()
    for number in PHOTOS:
        slip = make_slip(number)
        path = options.scratch / f"{slip.filename}.jpg"
        path.write_bytes(make_photo(slip, number))
        started = time.perf_counter()
        outcome = pipeline.extract_document(path, MediaType.JPEG, None)
        board.seconds.append(time.perf_counter() - started)
        board.types.append(outcome.document_type is DocumentType.RECEIPT)
        started = time.perf_counter()
        lines = _plain_lines(engine(str(path)))
        peer.seconds.append(time.perf_counter() - started)
        for field in _PHOTO_FIELDS:
            board.note(field, outcome.extraction.data.get(field), slip.truth[field], "receipt", slip.filename)
            peer.note(field, first_match(field, lines), slip.truth[field], "receipt", slip.filename)
    other = "RapidOCR's defaults, first match"
    means = [_mean(kept, FIELDS) for kept in (board, peer)]
    yield Row("receipts photographed: four fields, mean F1", means[0], other, means[1], f">= {ASKED_PHOTO}")
    for field in _PHOTO_FIELDS:
        yield Row(f"receipts photographed: {field}, F1", _mean(board, (field,)), other, _mean(peer, (field,)))
    right_type = sum(board.types) / len(board.types)
    yield Row("receipts photographed: type right", right_type)
    seconds = [sum(kept.seconds) / len(kept.seconds) for kept in (board, peer)]
    yield Row("receipts photographed: seconds a page", seconds[0], other, seconds[1])
    if options.misses:
        print("\n".join(f"  - {miss}" for miss in board.misses))


def _plain_lines(output: Any) -> str:
    """The texts from the top down, one a line."""
    boxes = output.boxes if output.boxes is not None else ()
    ordered = sorted(zip(boxes, output.txts or (), strict=True), key=lambda item: float(item[0][0][1]))
    return "\n".join(text for _, text in ordered)


def _mean(board: Board, fields: Sequence[str]) -> float:
    scores = [board.scores[field] for field in fields]
    return sum(score.f1(score.right) or 0.0 for score in scores) / len(scores)
