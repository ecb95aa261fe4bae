"""Whether confidence is true, and how many documents need no look.

Expected calibration error by field over ten equal bands of confidence and over ten bands of equally many
values, with the interval that drawing the documents anew gives (bootstrap, 95 %) and the noise: what chance
alone gives at this number of values if confidence is true, on average and in 95 of 100 cases. Then the curve
of documents taken from the surest on (by their least sure field) against the share of their fields that is
right. Beside both the raw scores, before calibration.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from benchmarks.reading.cases import MEDIA, Case, invoice2data, scans, zugferd
from benchmarks.reading.rows import Options, Row
from benchmarks.reading.scoring import alike
from ingestio_core.checks.states import SURE_CONFIDENCE
from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import FieldPlan, default_plan
from ingestio_core.limits import MediaType
from ingestio_extract.layout import build_layout
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.engine import read_document
from ingestio_extract.local.values import FoundDocument, FoundValue, TableRow
from ingestio_extract.pages import read_pages
from ingestio_extract.result import answer_of_found
from ingestio_extract.words import PageText
from tests.support.documents import make_document
from training.export import expected_calibration_error
from training.others.made import make
from training.others.paper import scanned

HELD_OUT: Final = range(400_000, 404_800)
"""Numbers of the generator of the tests that no ranker and no curve is fitted on. Six following ones are of
all kinds; each third six has the errors of OCR, so that every kind has as many of them."""
UNSEEN: Final = range(97_000, 97_200)
"""Numbers of statements and contracts of the generator for training, which no training saw."""
ASKED: Final = 0.03
DRAWS: Final = 200
FEW: Final = 60
"""Fields with fewer readings are pooled by type of document."""
_PEER: Final = "raw scores"
_Read = tuple[str, tuple[PageText, ...], Mapping[str, Any]]


@dataclass
class Judged:
    """The fields of one document: key, calibrated share, raw score, and whether the value is right. `missed`
    counts what is printed and was not found."""

    fields: list[tuple[str, float, float, bool]] = field(default_factory=list)
    missed: int = 0


def measure(options: Options) -> Iterator[Row]:
    parts: tuple[tuple[str, Callable[[], Iterator[_Read]]], ...] = (
        ("confidence, held-out generated", lambda: _held_out(options)),
        ("confidence, unseen statements and contracts", _made),
        ("confidence, invoices of others (trained on) and scans", lambda: _files(options)),
    )
    for title, cases in parts:
        if options.wants(title):
            judged = [judge(*case) for case in cases()]
            if judged:
                yield from _rows(title, judged)


def judge(kind: str, pages: tuple[PageText, ...], truth: Mapping[str, Any]) -> Judged:
    """Every single value and cell of a document, read by the default plan of its true type."""
    document, plan = Document(build_layout(pages)), default_plan(kind)
    values = read_document(document, plan, DocumentType(kind))
    data = answer_of_found(plan, values, document, DocumentType(kind)).evidence
    result = Judged()
    for pointer, value, true in _pairs(plan, values, truth):
        if value is None:
            result.missed += 1
            continue
        right = true is not None and alike(pointer.rsplit("/", 1)[-1], value.best.value, true)
        raw = value.best.score if value.calibrated else value.confidence
        parts = [part for part in pointer.split("/") if part and not part.isdigit()]
        key = "/".join((kind, *parts))
        result.fields.append((key, data[pointer].confidence, min(1.0, max(0.0, raw)), right))
    return result


def _pairs(
    plan: FieldPlan, values: FoundDocument, truth: Mapping[str, Any]
) -> Iterator[tuple[str, FoundValue | None, Any]]:
    """Pointer, what was read and what is printed; rows are laid beside those they fit best."""
    for spec in plan.scalars:
        if spec.name in truth:
            value, true = values.scalars.get(spec.name), truth[spec.name]
            if value is not None or true is not None:
                yield f"/{spec.name}", value, true
    for spec in plan.tables:
        rows = truth.get(spec.name)
        if not rows:
            continue
        for index, row in enumerate(values.tables.get(spec.name, [])):
            best = _nearest(row, rows)
            for name, cell in row.items():
                if name in best:
                    yield f"/{spec.name}/{index}/{name}", cell, best[name]


def _nearest(row: TableRow, rows: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The true row that has most cells in common."""
    same = [sum(alike(name, cell.best.value, true.get(name)) for name, cell in row.items()) for true in rows]
    return rows[same.index(max(same))]


@dataclass(frozen=True)
class Error:
    """The calibration error of a field's shares over equal bands, and over bands of equally many values
    (`even`), the ends of its interval, the noise that chance alone gives and what it stays under in 95 of 100
    cases, and the error of its raw scores."""

    values: int
    right: float
    error: float
    even: float
    noise: float
    low: float
    high: float
    chance: float
    raw: float


def error_of(readings: Sequence[tuple[int, float, float, bool]]) -> Error:
    """`readings` are document, share, raw score and whether it was right. Documents are drawn, not values:
    those of one document are right or wrong together."""
    documents, shares, raws, rights = (np.asarray(column, float) for column in zip(*readings, strict=True))
    rng = np.random.default_rng(5)
    places = [np.flatnonzero(documents == number) for number in np.unique(documents)]
    drawn, chance = [], []
    for _ in range(DRAWS):
        chosen = np.concatenate([places[number] for number in rng.integers(0, len(places), len(places))])
        drawn.append(expected_calibration_error(shares[chosen], rights[chosen]))
        chance.append(expected_calibration_error(shares, rng.random(len(shares)) < shares))
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Error(
        len(readings),
        float(rights.mean()),
        expected_calibration_error(shares, rights),
        error_by_count(shares, rights),
        float(np.mean(chance)),
        float(low),
        float(high),
        float(np.quantile(chance, 0.95)),
        expected_calibration_error(raws, rights),
    )


def error_by_count(shares: npt.ArrayLike, rights: npt.ArrayLike, bands: int = 10) -> float:
    """The calibration error over bands of equally many values: many values of nearly the same confidence
    don't hide one another's errors."""
    confidence, truth = np.asarray(shares, float), np.asarray(rights, float)
    order = np.argsort(confidence, kind="stable")
    parts = [part for part in np.array_split(order, bands) if len(part)]
    gaps = [abs(confidence[part].mean() - truth[part].mean()) * len(part) for part in parts]
    return float(sum(gaps) / len(order))


def _rows(title: str, judged: Sequence[Judged]) -> Iterator[Row]:
    groups: dict[str, list[tuple[int, float, float, bool]]] = defaultdict(list)
    for number, item in enumerate(judged):
        for key, share, raw, right in item.fields:
            groups[key].append((number, share, raw, right))
    pooled: dict[str, list[tuple[int, float, float, bool]]] = defaultdict(list)
    for key, readings in groups.items():
        pooled[key if len(readings) >= FEW else key.split("/")[0] + " (few readings)"].extend(readings)
    print(f"\n{title}: {len(judged)} documents")
    print(
        f"  {'field':<44}{'values':>7}{'right':>7}{'ECE':>7}{'even':>7}{'95 % interval':>16}{'noise':>7}"
        f"{'chance':>8}{'raw ECE':>9}"
    )
    errors = [(key, error_of(readings)) for key, readings in sorted(pooled.items())]
    for key, known in errors:
        ends = f"{known.low:.3f} to {known.high:.3f}"
        figures = f"{known.error:>7.3f}{known.even:>7.3f}{ends:>16}{known.noise:>7.3f}"
        figures += f"{known.chance:>8.3f}{known.raw:>9.3f}"
        print(f"  {key:<44}{known.values:>7}{known.right:>7.3f}{figures}")
    for least in (0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97):
        kept = [right for item in judged for _, share, _, right in item.fields if share >= least]
        if kept:
            everything = sum(len(item.fields) for item in judged)
            print(
                f"  from {least:.2f} on: {len(kept) / everything:.3f} of all values, "
                f"right {sum(kept) / len(kept):.4f}"
            )
    known_errors = [known for _, known in errors]
    total = sum(known.values for known in known_errors)
    mean = sum(known.error * known.values for known in known_errors) / total
    beside = sum(known.raw * known.values for known in known_errors) / total
    yield Row(f"{title}: mean ECE of fields", mean, _PEER, beside, asked="< 0.03")
    count = len(known_errors)
    under = sum(known.error < ASKED for known in known_errors) / count
    below = sum(known.raw < ASKED for known in known_errors) / count
    yield Row(f"{title}: fields with ECE < 0.03 of {count}", under, _PEER, below, asked=">= 1")
    maybe = sum(known.error < max(ASKED, known.chance) for known in known_errors) / count
    yield Row(f"{title}: the same, or no more than chance", maybe)
    even = sum(known.even < ASKED for known in known_errors) / count
    yield Row(f"{title}: fields with ECE < 0.03 over bands of equally many", even)
    sure = [right for item in judged for _, share, _, right in item.fields if share >= SURE_CONFIDENCE]
    all_fields = sum(len(item.fields) for item in judged)
    yield Row(f"{title}: right among sure values", sum(sure) / max(1, len(sure)))
    yield Row(f"{title}: sure values of all", len(sure) / all_fields)
    for accuracy in (0.95, 0.98, 0.99, 0.995):
        yield Row(
            f"{title}: no look at {accuracy:.1%} right",
            coverage(judged, accuracy, 1),
            _PEER,
            coverage(judged, accuracy, 2),
        )


def coverage(judged: Sequence[Judged], accuracy: float, figure: Literal[1, 2]) -> float:
    """The largest share of documents, from the surest on, of whose printed fields at least `accuracy` are
    right. `figure` 1 sorts by calibrated shares, 2 by raw scores."""
    least = [min((entry[figure] for entry in item.fields), default=0.0) for item in judged]
    order = [judged[place] for place in np.argsort(least, kind="stable")[::-1]]
    right = total = 0
    best = 0
    for number, item in enumerate(order, start=1):
        right += sum(entry[3] for entry in item.fields)
        total += len(item.fields) + item.missed
        if total and right / total >= accuracy:
            best = number
    return best / len(judged)


def _held_out(options: Options) -> Iterator[_Read]:
    for number in HELD_OUT:
        document = make_document(number)
        path = options.scratch / "confidence.pdf"
        path.write_bytes(document.content)
        pages = read_pages(path, MediaType.PDF).pages
        yield (
            document.kind,
            scanned(pages, random.Random(number)) if number // 6 % 3 == 0 else pages,
            document.truth,
        )


def _made() -> Iterator[_Read]:
    for name in ("statement", "contract"):
        for number in UNSEEN:
            made = make(name, number, scan=number % 3 == 0)
            yield made.type, made.pages, made.truth


def _files(options: Options) -> Iterator[_Read]:
    cases: list[Case] = []
    for folder, read in (
        ("invoices-zugferd", lambda place: zugferd(place, False)),
        ("invoices-invoice2data", invoice2data),
        ("scans", scans),
    ):
        if (options.data / folder).is_dir():
            cases.extend(read(options.data / folder))
    for case in cases:
        truth = {name: case.truth[name] for name in case.fields}
        yield case.kind, read_pages(case.path, MEDIA[case.path.suffix]).pages, truth
