"""How well, how surely and how fast documents are read: one table, each row beside its peer.

Run: python -m benchmarks.extraction [--data FOLDER] [--section NAME …] [--only WORD …] [--misses]
Sections are in `benchmarks/reading`. Data sets that are absent are left out; `--only` takes words of the
titles of data sets. Look only at the figures of held-out documents: whoever looks at their misses and mends
a rule has to move on to other numbers.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.reading import (
    confidence,
    fields,
    forms,
    invoices,
    items,
    models,
    prompts,
    receipts,
    speed,
    types,
)
from benchmarks.reading.cases import DATA
from benchmarks.reading.rows import Options, Row, Section, print_rows

SECTIONS: Final[Mapping[str, Section]] = {
    "confidence": confidence.measure,
    "fields": fields.measure,
    "forms": forms.measure,
    "invoices": invoices.measure,
    "items": items.measure,
    "models": models.measure,
    "prompts": prompts.measure,
    "receipts": receipts.measure,
    "speed": speed.measure,
    "types": types.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the data sets")
    parser.add_argument("--section", nargs="*", choices=SECTIONS, default=[], help="sections to run")
    parser.add_argument("--only", nargs="*", default=[], help="parts of titles to run")
    parser.add_argument("--misses", action="store_true", help="list what was read wrongly")
    given = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        options = Options(given.data, Path(scratch), tuple(given.only), given.misses)
        for name in given.section or SECTIONS:
            rows.extend(SECTIONS[name](options))
    print_rows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
