"""Generated documents to train on: drawn at random from a seed, with what is printed on them.

Written apart from the documents that the tests and the benchmark are held against (`tests/support`): other
words, other names, other layouts. `make_training(17)` is the same for ever.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from ingestio_extract.words import PageText
from training.documents.facts import Facts
from training.documents.papers import PAPERS
from training.documents.sheet import Sheet
from training.documents.trade import draw_invoice, draw_order


@dataclass(frozen=True, slots=True)
class TrainingDocument:
    """A document as a reader of pages gives it, with what is printed in the shape of the default plan of its
    `kind` (and a few fields more). `pdf` draws it."""

    number: int
    kind: str
    language: str
    truth: dict[str, Any]
    pages: tuple[PageText, ...]
    pdf: Callable[[], bytes]


_DRAW: Final[dict[str, Callable[[Facts], tuple[Sheet, dict[str, Any]]]]] = {
    "invoice": draw_invoice,
    "purchase_order": draw_order,
    **PAPERS,
}
KINDS: Final = tuple(_DRAW)


def make_training(
    number: int, kind: str = "invoice", language: str | None = None, *, plain: bool = False
) -> TrainingDocument:
    """Training document `number` of a kind. A `plain` one is between firms, has nothing off its place and, as
    a receipt, says beside a label how it was paid; it is another than that of its number which isn't."""
    facts = Facts(f"training-{'plain-' if plain else ''}{kind}-{number}", language, plain=plain)
    sheet, truth = _DRAW[kind](facts)
    return TrainingDocument(number, kind, facts.language, truth, sheet.pages(), sheet.pdf)
