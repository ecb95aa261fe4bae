"""The receipts of SROIE (training part): whole text lines with boxes, and four true fields.

Z. Huang et al., "ICDAR2019 Competition on Scanned Receipt OCR and Information Extraction"
(arXiv 2103.10213), CC-BY-4.0. Boxes are pixels of the original picture.
"""

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ingestio_core.contracts.extractions import Box

TWINS: Final = (
    ("X51006329395", "X51006328919"),
    ("X51007103643", "X51007103641"),
    ("X51006401723", "X51007135037"),
)
"""Pairs of the same text, which must stay on one side of a split."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt. `truth` has company, date, address and total as printed, None where there is none."""

    id: str
    lines: tuple[tuple[str, Box], ...]
    truth: dict[str, str | None]
    vendor: str


def receipts(folder: Path) -> list[Receipt]:
    """All receipts of `train.jsonl.gz` in `folder`, in file order."""
    with gzip.open(folder / "train.jsonl.gz", "rt", encoding="utf-8") as source:
        return [_receipt(json.loads(line)) for line in source]


def _receipt(entry: dict[str, Any]) -> Receipt:
    lines = tuple((str(word["text"]), _box(word["box"])) for word in entry["words"])
    return Receipt(entry["id"], lines, entry["truth"], entry["vendor_group"])


def _box(corners: Sequence[float]) -> Box:
    x0, y0, x1, y1 = (float(value) for value in corners)
    return x0, y0, x1, y1


def folds(cases: Sequence[Receipt], count: int = 5, seed: int = 0) -> list[int]:
    """The fold of each receipt. All of a vendor are in one, and so are twins."""
    groups = {case.id: case.vendor for case in cases}
    for first, second in TWINS:
        if first in groups and second in groups:
            old, new = groups[second], groups[first]
            groups = {name: new if group == old else group for name, group in groups.items()}
    vendors = sorted(set(groups.values()))
    random.Random(seed).shuffle(vendors)
    number = {vendor: place % count for place, vendor in enumerate(vendors)}
    return [number[groups[case.id]] for case in cases]
