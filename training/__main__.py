"""Makes the weights: `python -m training [NAME …] [--data FOLDER]`. With no name, all of them."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from training import confidence, generic, invoices, labels, ranked, receipts, types

DATA: Final = Path(__file__).resolve().parents[2] / "shared" / "data"

Recipe = Callable[[Path], None]
"""Makes the weights of one model from the data sets in a folder."""

RECIPES: Final[Mapping[str, Recipe]] = {
    "labels": labels.run,
    "invoices": invoices.run,
    "ranked": ranked.run,
    "types": types.run,
    "receipts": receipts.run,
    "generic": generic.run,
    "confidence": confidence.run,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(RECIPES)}")
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the data sets")
    given = parser.parse_args()
    for name in given.names or RECIPES:
        RECIPES[name](given.data)


if __name__ == "__main__":
    main()
