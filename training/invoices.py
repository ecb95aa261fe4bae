"""Trains the rankers of invoices and orders (`ingestio_extract/local/ranking.py`).

Data: generated documents (`training/documents`), 19 ZUGFeRD PDFs (Apache-2.0) read by their pages alone,
and 10 invoices of invoice2data (MIT). A real document counts as many generated ones, since it is the rarer
witness.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np

from ingestio_core.limits import MediaType
from ingestio_extract.layout import build_layout
from ingestio_extract.learned.ensemble import WEIGHTS, Matrix
from ingestio_extract.local.blocks import address
from ingestio_extract.local.candidates import Document, bare
from ingestio_extract.local.namespots import NameSpot, bare_name, name_features
from ingestio_extract.local.ranking import (
    CLASSES,
    FIELDS,
    ORDER_FIELDS,
    RULED,
    VALUES,
    Model,
    Ranking,
)
from ingestio_extract.local.spots import Spot, features
from ingestio_extract.pages import read_pages
from training.curves import Judged
from training.documents import make_training
from training.export import save_ensemble
from training.others.paper import scanned

INVOICES: Final = 1200
ORDERS: Final = 600
REAL_WEIGHT: Final = 12.0
FOLDS: Final = 4
SEED: Final = 7
ROUNDS: Final[Mapping[str, int]] = {"date": 28, "id": 40, "amount": 45, "name": 80}
SETTINGS: Final[Mapping[str, Any]] = {
    "objective": "multiclass",
    "learning_rate": 0.16,
    "num_leaves": 14,
    "min_data_in_leaf": 15,
    "feature_fraction": 0.35,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 2.0,
    "verbose": -1,
    "seed": SEED,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
}


@dataclass(frozen=True)
class Sample:
    """One document. `truth` has only what is known of it; `vendor` is empty for a generated one."""

    name: str
    document: Document
    truth: Mapping[str, Any]
    is_order: bool
    vendor: str = ""


@dataclass
class Table:
    """The cases of one kind of value: features, classes, weights, and the sample each comes from."""

    rows: list[Matrix]
    classes: list[int]
    weights: list[float]
    samples: list[int]


def generated(first: int, invoices: int, orders: int, *, scans: bool = False) -> Iterator[Sample]:
    """Made documents; with `scans` each third of them as OCR gives bad scans."""
    for kind, count in (("invoice", invoices), ("purchase_order", orders)):
        for number in range(first, first + count):
            made = make_training(number, kind)
            pages = made.pages
            if scans and number % 3 == 0:
                pages = scanned(pages, random.Random(number))
            document = Document(build_layout(pages))
            yield Sample(f"{kind} {number}", document, made.truth, kind == "purchase_order")


def real(data: Path) -> list[Sample]:
    """The real invoices, by their pages alone. What a truth does not state is unknown, not absent."""
    samples = []
    folder = data / "invoices-zugferd"
    for entry in json.loads((folder / "manifest.json").read_text("utf-8")):
        truth = json.loads((folder / entry["truth"]).read_text("utf-8"))
        known = {
            name: value
            for name, value in truth.items()
            if value is not None and name not in entry.get("not_on_page", ())
        }
        samples.append(_read(folder / entry["file"], known, entry["vendor_group"]))
    folder = data / "invoices-invoice2data"
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        known = {name: value for name, value in truth.items() if value is not None}
        samples.append(_read(path.with_suffix(".pdf"), known, known["vendor_name"]))
    return samples


def _read(path: Path, truth: Mapping[str, Any], vendor: str) -> Sample:
    text = read_pages(path, MediaType.PDF)
    return Sample(path.name, Document(build_layout(text.pages)), truth, False, vendor)


def folds_of(samples: Sequence[Sample]) -> list[int]:
    """The fold of each sample; all of a vendor are in one."""
    vendors = sorted({sample.vendor for sample in samples})
    return [vendors.index(sample.vendor) % FOLDS for sample in samples]


def tables(samples: Sequence[Sample]) -> dict[str, Table]:
    """The cases of all samples by kind of value."""
    made = {kind: Table([], [], [], []) for kind in CLASSES}
    for index, sample in enumerate(samples):
        ranking = Ranking(sample.document, sample.is_order)
        weight = REAL_WEIGHT if sample.vendor else 1.0
        for kind in VALUES:
            spots = ranking.spots(kind)
            if spots:
                _add(made[kind], ranking.cases(kind), _classes(kind, spots, sample, ranking), weight, index)
        if ranking.names:
            _add(made["name"], ranking.name_cases(), _name_classes(ranking.names, sample), weight, index)
    return made


def _add(table: Table, cases: Matrix, classes: Sequence[int | None], weight: float, sample: int) -> None:
    kept = [index for index, number in enumerate(classes) if number is not None]
    table.rows.append(cases[kept])
    table.classes.extend(number for number in classes if number is not None)
    table.weights.extend([weight] * len(kept))
    table.samples.extend([sample] * len(kept))


def _classes(kind: str, spots: Sequence[Spot], sample: Sample, ranking: Ranking) -> list[int | None]:
    """The class of each spot; None where it can't be told: its value is that of two fields, or the rules take
    it for a field that the truth does not state."""
    fields = ORDER_FIELDS if sample.is_order else FIELDS
    roles = {name: place for name, (own, place) in fields.items() if own == kind}
    by_value: dict[str, set[int]] = {}
    for name, place in roles.items():
        value = sample.truth.get(name)
        if value is not None:
            by_value.setdefault(_key(kind, value), set()).add(CLASSES[kind].index(place))
    doubtful = set()
    if sample.vendor:
        for name in roles:
            if sample.truth.get(name) is None:
                chosen = ranking.rules.get(name, ())[:1]
                doubtful |= {_key(kind, candidate.value) for candidate, _ in chosen}
    result: list[int | None] = []
    for spot in spots:
        key = _key(kind, spot.candidate.value)
        classes = by_value.get(key, set())
        if len(classes) == 1:
            result.append(next(iter(classes)))
        elif classes or key in doubtful:
            result.append(None)
        else:
            result.append(0)
    if kind == "amount":
        _settle_sums(spots, by_value, result)
    return result


def _settle_sums(spots: Sequence[Spot], by_value: Mapping[str, set[int]], classes: list[int | None]) -> None:
    """A value that is both total and subtotal (no tax): its last place is the total, that before it the
    subtotal."""
    total, net = CLASSES["amount"].index("total"), CLASSES["amount"].index("subtotal")
    for value, both in by_value.items():
        if len(both) > 1 and total in both:
            places = [at for at, spot in enumerate(spots) if _key("amount", spot.candidate.value) == value]
            for at, number in zip(reversed(places), (total, net), strict=False):
                classes[at] = number if number in both else None


def _key(kind: str, value: str) -> str:
    if kind == "amount":
        return f"{float(value):.2f}"
    return bare(value) if kind == "id" else value


def _name_classes(spots: Sequence[NameSpot], sample: Sample) -> list[int | None]:
    truth = sample.truth
    sellers = (truth.get("supplier_name" if sample.is_order else "vendor_name"),)
    buyers = (truth.get("buyer_name" if sample.is_order else "customer_name"),)
    place = bare(truth.get("delivery_address") or "")
    seller, buyer = (next((bare_name(name) for name in names if name), "") for names in (sellers, buyers))
    result: list[int | None] = []
    for spot in spots:
        name = bare_name(spot.party.name.text)
        value = address(spot.party) if spot.party.lines else None
        under = bare(value.best.value) if value is not None else ""
        if place and under and (under in place or place in under):
            result.append(CLASSES["name"].index("ship"))
        elif name == seller:
            result.append(CLASSES["name"].index("seller"))
        elif name == buyer:
            result.append(CLASSES["name"].index("buyer"))
        elif sample.vendor and (not buyer or not seller):
            ruled = "buyer" if not buyer else "seller"
            result.append(None if _near_rule(spot, ruled) else 0)
        else:
            result.append(0)
    return result


def _near_rule(spot: NameSpot, side: str) -> bool:
    """Whether an unknown buyer may be this: an address stands under it."""
    return side == "buyer" and bool(spot.party.lines)


def fit(kind: str, table: Table, chosen: Sequence[bool] | None = None) -> lightgbm.Booster:
    """A model of one kind of value, of all cases or of those chosen."""
    rows, classes = np.vstack(table.rows), np.array(table.classes)
    weights = np.array(table.weights)
    if chosen is not None:
        mask = np.array(chosen)
        rows, classes, weights = rows[mask], classes[mask], weights[mask]
    settings = {**SETTINGS, "num_class": len(CLASSES[kind])}
    data = lightgbm.Dataset(rows, classes, weight=weights, free_raw_data=False)
    return lightgbm.train(settings, data, ROUNDS[kind])


class Boosters:
    """Models as `Ranking` asks them."""

    def __init__(self, models: Mapping[str, lightgbm.Booster]) -> None:
        self.models = models

    def __call__(self, kind: str, cases: Matrix) -> Matrix:
        return np.asarray(self.models[kind].predict(cases, num_threads=1), np.float32)


JUDGED: Final[Mapping[bool, tuple[str, ...]]] = {
    False: (
        *(name for name in FIELDS if name != "order_date"),
        "vendor_name",
        "vendor_address",
        "customer_name",
        "customer_address",
        "delivery_address",
        *RULED,
    ),
    True: (
        "order_number",
        "order_date",
        "delivery_date",
        "buyer_name",
        "supplier_name",
        "delivery_address",
        "currency",
        "subtotal",
        "tax",
        "total",
    ),
}


def judge(sample: Sample, model: Model) -> Iterator[tuple[str, Judged]]:
    """What is read of one document, of the fields that its truth states; of a generated one every field is
    stated."""
    ranking = Ranking(sample.document, sample.is_order, model)
    for name in JUDGED[sample.is_order]:
        truth = sample.truth.get(name)
        if name == "amount_due" and truth is None:
            truth = sample.truth.get("total")
        if truth is None and sample.vendor:
            continue
        reading = ranking.read(name)
        if reading is not None:
            right = _same(name, reading[0].value, truth)
            yield f"{ranking.front}/{name}", Judged(reading[1], ranking.signs(name, reading), right)


def _same(name: str, read: str, truth: str | None) -> bool:
    if truth is None:
        return False
    if name in ("total", "subtotal", "tax", "amount_due"):
        return _key("amount", read) == _key("amount", truth)
    return bare(read) == bare(truth)


def run(data: Path, folder: Path = WEIGHTS) -> None:
    """Writes the four models. Their confidence is made from these (`training/ranked.py`)."""
    samples = [*generated(0, INVOICES, ORDERS), *real(data)]
    made = tables(samples)
    models = {kind: fit(kind, made[kind]) for kind in CLASSES}
    for kind, model in models.items():
        names = name_features() if kind == "name" else features(kind)
        save_ensemble(f"invoice_{kind}", model, names, folder)


def by_vendor(samples: Sequence[Sample], made: Mapping[str, Table]) -> Iterator[tuple[str, Judged]]:
    """The real documents, each judged by models that did not see its vendor."""
    numbers = [index for index, sample in enumerate(samples) if sample.vendor]
    fold_of = dict(zip(numbers, folds_of([samples[index] for index in numbers]), strict=True))
    for number in range(FOLDS):
        models = {
            kind: fit(kind, table, [fold_of.get(index) != number for index in table.samples])
            for kind, table in made.items()
        }
        for index in numbers:
            if fold_of[index] == number:
                yield from judge(samples[index], Boosters(models))
