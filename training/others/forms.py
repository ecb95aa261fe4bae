"""Filled-in forms in many layouts, with every label and value that is printed."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

import ingestio_extract.local
from ingestio_extract.words import PageText
from training.others.dice import LANGUAGES, Dice
from training.others.paper import MARGIN, Paper


@dataclass(frozen=True, slots=True)
class Filled:
    """One line of a form. `value` is as data wants it, None where nothing is filled in; `asked` are other
    names for the same thing in the form's language."""

    label: str
    kind: str
    concept: str
    printed: str
    value: str | None
    asked: tuple[str, ...]


def _concepts() -> dict[str, tuple[str, tuple[tuple[str, ...], ...]]]:
    path = Path(ingestio_extract.local.__file__).with_name("concepts.txt")
    rows = (line.split(";") for line in path.read_text("utf-8").splitlines()[1:])
    return {
        row[0].strip(): (row[1].strip(), tuple(tuple(cell.strip().split("|")) for cell in row[2:]))
        for row in rows
    }


CONCEPTS: Final = _concepts()
_HINTS: Final = ("", "", "", "", " *", " (dd/mm/yyyy)", " (1)")


def make_form(dice: Dice) -> tuple[tuple[PageText, ...], list[Filled]]:
    """A form of one or two pages, and its lines."""
    paper = Paper(dice.rng)
    size = dice.rng.choice((8.5, 9, 10, 11))
    titled = dice.chance(0.85)
    if dice.chance(0.5):
        paper.line(MARGIN, dice.company(), size + 3)
        paper.line(MARGIN, f"{dice.street()}, {dice.word('cities')}", size)
        paper.down(10)
    if titled:
        paper.line(MARGIN + dice.rng.choice((0, 120)), dice.word("f_title"), dice.rng.choice((13, 16, 20)))
        paper.down(12)
    if dice.chance(0.4):
        paper.prose(dice.word("declaration"), size)
        paper.down(8)
    chosen = dice.rng.sample(sorted(CONCEPTS), dice.rng.randint(6, 24))
    filled = _distinct([_fill(dice, name) for name in chosen])
    draw = dice.rng.choice(_STYLES)
    at = 0
    while at < len(filled):
        if dice.chance(0.15):
            paper.down(6)
            paper.line(MARGIN, dice.word("sections"), size + 2, bold=True)
            paper.down(4)
        part = filled[at : at + dice.rng.randint(3, 9)]
        if dice.chance(0.15):
            draw = dice.rng.choice(_STYLES)
        draw(dice, paper, part, size)
        at += len(part)
    if dice.chance(0.5):
        paper.down(10)
        paper.prose(dice.word("declaration"), size)
    return paper.pages(), filled


def make_payslip(dice: Dice) -> tuple[tuple[PageText, ...], list[Filled]]:
    """A statement of wages: facts about a person, then what was earned and kept back."""
    paper = Paper(dice.rng)
    size = dice.rng.choice((8, 9, 10))
    edge = paper.width - MARGIN
    paper.line(MARGIN, dice.company(), size + 3, bold=True)
    if dice.chance(0.85):
        paper.line(dice.rng.choice((MARGIN, 300)), dice.word("payslip"), size + 4)
    paper.down(8)
    names = ["full_name", "pay_period", "staff_number", "tax_number", "social_number", "department", "date"]
    filled = _distinct([_fill(dice, name) for name in dice.rng.sample(names, dice.rng.randint(3, 7))])
    dice.rng.choice((_colon, _grid, _columns))(dice, paper, filled, size)
    paper.down(10)
    for _ in range(dice.rng.randint(4, 14)):
        paper.text(MARGIN, dice.word("wages"), size)
        if dice.chance(0.4):
            paper.text(300, f"{dice.rng.randint(1, 170)}", size, right=True)
        paper.text(400, dice.number(dice.amount()), size, right=True)
        if dice.chance(0.5):
            paper.text(edge, dice.number(dice.amount()), size, right=True)
        paper.down(1.5 * size)
    for name in ("gross_pay", "net_pay"):
        item = _fill(dice, name)
        paper.text(MARGIN, item.label, size, bold=True)
        paper.text(edge, item.printed, size, right=True)
        paper.down(1.6 * size)
        filled.append(item)
    return paper.pages(), filled


def _distinct(filled: list[Filled]) -> list[Filled]:
    seen: set[str] = set()
    kept = []
    for item in filled:
        if item.label.lower() not in seen:
            kept.append(item)
            seen.add(item.label.lower())
    return kept


def _fill(dice: Dice, name: str) -> Filled:
    kind, names = CONCEPTS[name]
    own = names[LANGUAGES.index(dice.language)]
    label = dice.rng.choice(own)
    printed, value = _value(dice, name, kind)
    if dice.chance(0.12):
        printed, value = "", None
    if kind == "check" and value is None:
        printed = ""
    hint = dice.rng.choice(_HINTS) if kind == "date" else dice.rng.choice(_HINTS[:5])
    return Filled(label + hint, kind, name, printed, value, tuple(item for item in own if item != label))


def _value(dice: Dice, name: str, kind: str) -> tuple[str, str | None]:
    rng = dice.rng
    match name:
        case "first_name":
            text = dice.word("first")
        case "last_name" | "birth_name":
            text = dice.word("last")
        case "full_name" | "patient" | "contact_person" | "supervisor" | "inspector" | "driver" | "doctor":
            text = dice.person()
        case "account_holder" | "emergency_contact" | "signature":
            text = dice.person()
        case "address":
            text = f"{dice.street()}, {dice.word('cities')}"
        case "street":
            text = dice.street()
        case "postcode":
            text = next(
                (part for part in dice.word("cities").split() if any(map(str.isdigit, part))), "12345"
            )
        case "city" | "birth_place" | "place":
            text = " ".join(
                part for part in dice.word("cities").split() if part.isalpha() and not part.isupper()
            )
        case "country":
            text = dice.word("countries")
        case "phone" | "mobile" | "fax":
            text = dice.phone()
        case "email":
            text = dice.mail()
        case "website":
            text = f"www.{dice.mail().split('@')[0]}.example.com"
        case "nationality":
            text = dice.word("nations")
        case "gender":
            text = dice.word("sexes")
        case "marital_status":
            text = dice.word("marital")
        case "employer" | "health_insurance":
            text = dice.company()
        case "bank":
            text = dice.word("bank").format(s=dice.word("stems"))
        case "iban":
            text = dice.iban()
        case "bic":
            text = dice.fill("AAAA") + dice.country + dice.fill("##") + rng.choice(("", "XXX"))
        case _:
            return _of_kind(dice, kind)
    return text, text


def _of_kind(dice: Dice, kind: str) -> tuple[str, str | None]:
    rng = dice.rng
    match kind:
        case "date":
            day = dice.day()
            return dice.date(day), day.isoformat()
        case "amount":
            value = dice.amount()
            return dice.money(value), str(value)
        case "number":
            value = Decimal(rng.choice((rng.randint(1, 99), rng.randint(100, 9999))))
            unit = rng.choice(("", "", " kg", " km", " kWh", " h", " %"))
            return f"{value}{unit}", str(value)
        case "id":
            code = dice.code()
            return code, code
        case "check":
            ticked = rng.random() < 0.5
            return ("yes", "yes") if ticked else ("no", "no")
        case _:
            text = dice.word("texts")
            return text, text


_MARKS: Final = (("[x]", "[ ]"), ("☒", "☐"), ("☑", "☐"), ("(X)", "( )"), ("X", "☐"))


def _ticks(dice: Dice, item: Filled) -> str:
    on, off = dice.rng.choice(_MARKS[:4])
    first, second = (on, off) if item.value == "yes" else (off, on)
    if dice.chance(0.5):
        return f"{first} {dice.label('yes')}  {second} {dice.label('no')}"
    return f"{dice.label('yes')} {first}  {dice.label('no')} {second}"


def _shown(dice: Dice, item: Filled) -> str:
    return _ticks(dice, item) if item.kind == "check" and item.value is not None else item.printed


def _colon(dice: Dice, paper: Paper, items: list[Filled], size: float) -> None:
    for item in items:
        end = paper.text(MARGIN, f"{item.label}:", size, bold=dice.chance(0.2))
        paper.text(end + 4, _shown(dice, item), size)
        paper.down(dice.rng.choice((1.5, 2)) * size)


def _columns(dice: Dice, paper: Paper, items: list[Filled], size: float) -> None:
    mark = dice.rng.choice((":", "", ""))
    widest = max(paper.measure(item.label, size) for item in items)
    at = max(MARGIN + widest + 8, MARGIN + dice.rng.choice((0, 100, 150, 190, 230, 280)))
    ragged = dice.chance(0.2)
    bold = dice.chance(0.3)
    for item in items:
        paper.text(at - 8 if ragged else MARGIN, item.label + mark, size, bold=bold, right=ragged)
        paper.text(at, _shown(dice, item), size)
        paper.down(dice.rng.choice((1.5, 1.8)) * size)


def _leaders(dice: Dice, paper: Paper, items: list[Filled], size: float) -> None:
    sign = dice.rng.choice((".", ".", "_", "…"))
    for item in items:
        room = 170 - paper.measure(item.label, size)
        dots = sign * max(3, int(room / paper.measure(sign, size)))
        if dice.chance(0.4):
            cut = dice.rng.randrange(len(dots))
            dots = f"{dots[:cut]}{dice.rng.choice((' ', '    '))}{dots[cut:]}"
        end = paper.text(MARGIN, f"{item.label}{dice.rng.choice((' ', ''))}{dots}", size)
        paper.text(end + dice.rng.choice((0, 3, 3)), _shown(dice, item), size)
        paper.down(1.7 * size)


def _above(dice: Dice, paper: Paper, items: list[Filled], size: float) -> None:
    """Small labels at the top of boxes, values under them; two or three boxes a row."""
    across = dice.rng.choice((1, 2, 2, 3))
    drop = dice.rng.choice((1.3, 1.5, 1.8))
    small = dice.rng.choice((0.65, 0.75, 0.9))
    width = (paper.width - 2 * MARGIN) / across
    for start in range(0, len(items), across):
        row = items[start : start + across]
        for place, item in enumerate(row):
            paper.text(MARGIN + place * width, item.label, small * size)
            shown = _shown(dice, item)
            paper.text(
                MARGIN + place * width + dice.rng.choice((0, 2, 4)), shown, size, y=paper.y + drop * size
            )
        paper.down(dice.rng.choice((2.6, 3, 4)) * size)


def _below(dice: Dice, paper: Paper, items: list[Filled], size: float) -> None:
    """Values on a line, their small labels under it."""
    for start in range(0, len(items), 2):
        for place, item in enumerate(items[start : start + 2]):
            paper.text(MARGIN + 250 * place, _shown(dice, item), size)
            paper.text(MARGIN + 250 * place, item.label, 0.7 * size, y=paper.y + 1.2 * size)
        paper.down(3.4 * size)


def _grid(dice: Dice, paper: Paper, items: list[Filled], size: float) -> None:
    """Label and value beside each other, twice a row."""
    mark = dice.rng.choice((":", "", ":"))
    gap = dice.rng.choice((105, 115))
    for start in range(0, len(items), 2):
        for place, item in enumerate(items[start : start + 2]):
            x = MARGIN + 255 * place
            end = paper.text(x, item.label + mark, size)
            paper.text(max(x + gap, end + 14), _shown(dice, item), size)
        paper.down(1.8 * size)


def _numbered(dice: Dice, paper: Paper, items: list[Filled], size: float) -> None:
    for number, item in enumerate(items, start=1):
        end = paper.text(MARGIN, f"{number}. {item.label}", size)
        paper.text(max(end + 20, MARGIN + 180), _shown(dice, item), size)
        paper.down(1.8 * size)


def _tabled(dice: Dice, paper: Paper, items: list[Filled], size: float) -> None:
    """Headings over one row of values, three or four a row."""
    across = dice.rng.choice((3, 4))
    width = (paper.width - 2 * MARGIN) / across
    for start in range(0, len(items), across):
        row = items[start : start + across]
        for place, item in enumerate(row):
            label = item.label
            paper.text(MARGIN + place * width, label, 0.9 * size, bold=True)
            paper.text(MARGIN + place * width, _shown(dice, item), size, y=paper.y + 1.5 * size)
        paper.down(3.6 * size)


_STYLES: Final[tuple[Callable[[Dice, Paper, list[Filled], float], None], ...]] = (
    _colon,
    _colon,
    _columns,
    _columns,
    _leaders,
    _above,
    _above,
    _grid,
    _numbered,
    _tabled,
    _below,
)
