"""One made document by its number: type, words, and the truth where the type has one."""

from dataclasses import dataclass, field
from typing import Any, Final

from ingestio_core.contracts.extractions import DocumentType
from ingestio_extract.words import PageText
from training.others.contracts import make_contract
from training.others.dice import Dice
from training.others.forms import Filled, make_form, make_payslip
from training.others.paper import scanned
from training.others.prose import make_cv, make_letter, make_list, make_report
from training.others.statements import make_statement
from training.others.trade import KINDS, make_receipt, make_trade

_OTHERS: Final = {"letter": make_letter, "report": make_report, "cv": make_cv, "list": make_list}
NAMES: Final = (*KINDS, "receipt", "statement", "contract", "form", "payslip", *_OTHERS)
"""What can be made; `make` takes one."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document as it is read. `filled` are the lines of a form."""

    name: str
    type: DocumentType
    language: str
    pages: tuple[PageText, ...]
    truth: dict[str, Any] = field(default_factory=dict)
    filled: tuple[Filled, ...] = ()


def make(name: str, number: int, *, scan: bool = False) -> Made:
    """Document `number` of a name of `NAMES`; always the same."""
    dice = Dice(f"others-{name}-{number}")
    truth: dict[str, Any] = {}
    filled: list[Filled] = []
    match name:
        case "receipt":
            kind = "receipt"
            pages, truth = make_receipt(dice)
        case "statement":
            kind = "bank_statement"
            pages, truth = make_statement(dice)
        case "contract":
            kind = "contract"
            pages, truth = make_contract(dice)
        case "form":
            kind = "form"
            pages, filled = make_form(dice)
        case "payslip":
            kind = "form"
            pages, filled = make_payslip(dice)
        case _ if name in KINDS:
            kind, pages = KINDS[name], make_trade(dice, name)
        case _:
            kind, pages = "other", _OTHERS[name](dice)
    if scan:
        pages = scanned(pages, dice.rng)
    return Made(name, DocumentType(kind), dice.language, pages, truth, tuple(filled))
