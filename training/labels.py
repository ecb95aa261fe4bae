"""Trains what a label says (`ingestio_extract/learned/labels.py`) on the ways of saying of
`documents/labels`."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ingestio_extract.layout import fold
from ingestio_extract.learned.ensemble import WEIGHTS
from ingestio_extract.learned.labels import BUCKETS, buckets
from training.documents.goods import goods
from training.documents.people import COUNTRIES, party
from training.documents.words import LABELS

ROLES: Final = {
    "none": "invoice credit order terms please_pay thanks intro order_intro registered no_tax clauses "
    "headings letter receipt quote delivery reminder statement contract form booking receipt_words page",
    "number": "number credit_number",
    "date": "date",
    "due": "due",
    "order": "order_ref order_number",
    "order_date": "order_date",
    "other_date": "delivery_date",
    "no_date": "print_date period",
    "other_number": "customer_no delivery_note project phone account tax_number sku position bank web "
    "email holder contact terms_label carrier",
    "tax_number": "vat_id their_vat",
    "subtotal": "subtotal",
    "tax": "tax rate",
    "total": "total",
    "left": "left",
    "other_amount": "paid discount shipping forward carried opening closing",
    "column": "description quantity price amount unit",
    "seller": "seller po_supplier",
    "buyer": "buyer po_buyer",
    "ship": "ship",
}
SEED: Final = 5
HELD_BACK: Final = 5
"""Every fifth way of saying is not learned here, so that the rankers meet labels that this does not know."""


def examples() -> Iterator[tuple[str, str, str]]:
    """(text, role, the way of saying it stems from)."""
    rng = random.Random(SEED)
    for language, table in LABELS.items():
        for role, keys in ROLES.items():
            for key in keys.split():
                for way in table[key]:
                    yield from _dressed(rng, way, role)
        country = COUNTRIES[language][0]
        for _ in range(60):
            yield goods(rng, language, "1.2.2024"), "none", ""
            someone = party(rng, rng.choice(COUNTRIES[language]), 0.3)
            yield someone.name, "none", ""
            yield rng.choice(someone.lines), "none", ""
        for city in country.cities:
            yield city, "none", ""


def _dressed(rng: random.Random, way: str, role: str) -> Iterator[tuple[str, str, str]]:
    yield way, role, way
    yield f"{way}:", role, way
    if role == "tax":
        for rate in ("19%", "7,0 %", "(20 %)"):
            yield f"{way} {rate}", role, way
    if role in ("total", "subtotal", "left"):
        for currency in ("EUR", "(USD)", "in EUR"):
            yield f"{way} {currency}", role, way
    if role == "number":
        yield f"{way} #", role, way
    if role == "date":
        yield f"Ref 4711 {way}", role, way


def run(data: Path, folder: Path = WEIGHTS) -> None:
    """Writes `labels.npz`."""
    del data
    rows = [(fold(text), role) for number, (text, role, way) in enumerate(examples()) if not held_back(way)]
    names = list(ROLES)
    columns, starts, values = [], [0], []
    for text, _ in rows:
        places = buckets(text)
        columns.extend(places)
        values.extend([1.0 / len(places) ** 0.5] * len(places) if places else [])
        starts.append(len(columns))
    matrix = csr_matrix((values, columns, starts), shape=(len(rows), BUCKETS))
    model = LogisticRegression(C=30.0, max_iter=400)
    model.fit(matrix, [names.index(role) for _, role in rows])
    np.savez_compressed(
        folder / "labels.npz",
        weights=model.coef_.T.astype(np.float16),
        bias=model.intercept_.astype(np.float16),
        roles=np.array(names),
    )


def held_back(way: str) -> bool:
    return bool(way) and sum(way.encode()) % HELD_BACK == 0
