"""The confidence of invoices and orders: `invoices.calibration.json`, from the rankers as they ship.

Fitted on documents of two makers that no model was trained on, each third as a bad scan. The real invoices
have no part in it: the rankers that ship learned from each, and those that had not seen a vendor are not made
here.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from ingestio_extract.layout import build_layout
from ingestio_extract.learned.ensemble import ensemble
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.ranking import ADDRESSES, FIELDS, NAMES, ORDER_FIELDS, RULED, shipped
from training.curves import Judged, fit_curves
from training.export import save_calibrations
from training.invoices import Sample, generated, judge
from training.printed import printed

CHECKED: Final = 100_000
"""Numbers of generated documents from here on are only for confidence."""
INVOICES: Final = 1000
ORDERS: Final = 1000


def run(data: Path) -> None:
    """Writes the curves. Nothing of `data` is needed: the documents are made."""
    del data
    ensemble.cache_clear()
    save_calibrations("invoices", curves(checked()))


def checked() -> Iterator[tuple[str, Judged]]:
    """The readings of documents that no model has seen, by `TYPE/FIELD`."""
    for sample in generated(CHECKED, INVOICES, ORDERS, scans=True):
        yield from judge(sample, shipped)
    for number, kind, pages, truth in printed(("invoice", "purchase_order")):
        document = Document(build_layout(pages))
        yield from judge(Sample(f"printed {number}", document, truth, kind == "purchase_order"), shipped)


def curves(judged: Iterable[tuple[str, Judged]]) -> dict[str, dict[str, Any]]:
    """A curve of confidence for each field."""
    families: dict[str, dict[str, list[Judged]]] = {}
    for key, item in judged:
        families.setdefault(_family(key.split("/")[1]), {}).setdefault(key, []).append(item)
    fitted = (fit_curves(readings) for _, readings in sorted(families.items()))
    return {key: curve for part in fitted for key, curve in part.items()}


def _family(name: str) -> str:
    """Fields whose confidence hangs on the same signs."""
    if name in NAMES:
        return "name"
    if name in ADDRESSES:
        return "delivery" if ADDRESSES[name] == "ship" else "address"
    if name in RULED:
        return name
    return {**ORDER_FIELDS, **FIELDS}[name][0]
