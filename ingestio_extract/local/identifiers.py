"""Numbers of documents, accounts and tax; payment method, time."""

import re
from collections.abc import Iterator
from typing import Final

from stdnum import iban as iban_standard
from stdnum.eu import vat as vat_standard
from stdnum.exceptions import ValidationError

from ingestio_core.contracts.extractions import Box
from ingestio_extract.layout import Segment, fold, run_of
from ingestio_extract.local.blocks import Party
from ingestio_extract.local.candidates import (
    Candidate,
    Document,
    beside,
    dates_in,
    from_words,
    ids_in,
    merge,
    tidy,
)
from ingestio_extract.local.lexicon import LABELS, NOT_DATE
from ingestio_extract.local.values import FoundValue, found

_IBAN: Final = re.compile(
    r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{2,5}){2,8}(?:\s?[A-Z0-9]{1,4})?(?![A-Z0-9])"
)
_VAT: Final = re.compile(
    r"(?<![A-Z0-9])(?:AT\s?U|BE\s?|BG\s?|CY\s?|CZ\s?|DE\s?|DK\s?|EE\s?|EL\s?|ES\s?|FI\s?|FR\s?|GB\s?(?=\d|GD|HA)|"
    r"HR\s?|HU\s?|IE\s?|IT\s?|LT\s?|LU\s?|"
    r"LV\s?|MT\s?|NL\s?|PL\s?|PT\s?|RO\s?|SE\s?|SI\s?|SK\s?|"
    r"CHE[- ]?)[A-Z0-9](?:[ .\-]?[A-Z0-9]){6,13}(?![A-Z0-9])"
)
_PLAIN_TAX: Final = re.compile(r"(?<![\w])(?:[A-Z]{2,3}[- ]?)?[A-Z]?\d[\dA-Z]*(?:[ ./\-][\dA-Z]+)*(?![\w])")
_MONEY: Final = re.compile(r"(?:[A-Z]{3} )?\d{1,3}(?:[., ']?\d{3})*[.,]\d{2}")
_TIME: Final = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-3])[:h.]([0-5]\d)(?:[:.]([0-5]\d))?\s?([AaPp]\.?[Mm]\.?)?(?![\d:])"
)
_OTHERS_ID: Final = re.compile(
    r"\b(?:ihre?|your|customer|client|kunden?|uw|votre|vostra|su|twoj|buyer|kaufer|nabywc\w*)\b"
)
_METHODS: Final = re.compile(
    r"\b(?:visa(?: (?:debit|credit))?|master ?card|american express|amex|maestro|girocard|"
    r"ec[- ]?karte|ec[- ]cash|kreditkarte|credit card|"
    r"debit card|carte (?:bancaire|bleue|de credit)|tarjeta(?: de (?:credito|debito))?|"
    r"carta di credito|bancomat|cartao(?: de (?:credito|debito))?|multibanco|"
    r"pinpas|pin|ideal|karta(?: platnicza)?|paypal|apple pay|google pay|cash|bargeld|bar|barzahlung|"
    r"especes|efectivo|contanti|dinheiro|numerario|carta|contant|gotowka|"
    r"bank transfer|wire transfer|uberweisung|bankuberweisung|virement(?: bancaire)?|"
    r"transferencia(?: bancaria)?|bonifico(?: bancario)?|overschrijving|przelew|"
    r"direct debit|lastschrift|sepa[- ]lastschrift|prelevement|cheque|check|carte)\b"
)


def _is_iban(text: str) -> bool:
    return _IBAN.fullmatch(text) is not None and iban_standard.is_valid(text, check_country=False)


def read_id(document: Document, role: str, avoid: frozenset[str] = frozenset()) -> FoundValue | None:
    """A number by its labels; values in `avoid` belong to another field."""
    candidates = beside(document, LABELS[role], ids_in(document), _NOT_ID.get(role), step=0.06)
    candidates = [item for item in candidates if item.value not in avoid and not _is_iban(item.value)]
    weighed = [item.scored(item.score - 0.1 * document.rise(item.row)) for item in candidates]
    return found(sorted(weighed, key=lambda item: -item.score))


_NOT_ID: Final = {
    "invoice_number": re.compile(
        r"\b(?:kunden|customer|client|order|bestell|auftrag|liefer|delivery|account|tax invoice date|"
        r"datum|date|due|total|betrag|amount|period|adres|address|vat|ust)"
    ),
    "purchase_order": re.compile(r"\b(?:date|datum|total)"),
    "order_number": re.compile(r"\b(?:date|datum|total)"),
}


def read_date(
    document: Document, role: str, near: frozenset[int] = frozenset(), own: bool = True
) -> FoundValue | None:
    """A date by its labels; for the document's own date also the first date printed, and one that
    stands in a row of `near` (that of the document's number) counts for more. Without `own` the date
    is that of another document, and a plain "date" beside it is not its label."""
    labels = LABELS[role] if own else LABELS[role][:-1]
    candidates = beside(document, labels, dates_in(document), NOT_DATE.get(role), step=0.08)
    if own and role in ("invoice_date", "date", "order_date"):
        candidates = merge([item.scored(item.score + 0.45 * (item.row in near)) for item in candidates])
        find = dates_in(document)
        loose = [
            value.scored(0.42 * value.score)
            for part in document.layout.segments
            for value in find(part, 0)[:1]
        ]
        candidates = merge(
            [*candidates, *[item.scored(item.score - 0.2 * document.rise(item.row)) for item in loose[:6]]]
        )
    return found(candidates)


def read_iban(document: Document) -> FoundValue | None:
    """An IBAN whose check figures are right; a labelled one that fails them, unsure."""
    good = [candidate for run in _runs(document, rows=2) for candidate in _valid_ibans(run)]
    if good:
        ranked = merge(good)
        return FoundValue(ranked[0], 0.97 if len(ranked) == 1 else 0.8, tuple(ranked[1:4]))
    for run in _runs(document, rows=1):
        label = run.folded.find("iban")
        match = _IBAN.search(run.text, label) if label >= 0 else None
        if match is not None and 15 <= len(re.sub(r"\s", "", match[0])) <= 34:
            text = tidy(match[0])
            return FoundValue(from_words(run.words_at(*match.span()), text, text, 0.5, run.row), 0.5)
    return None


def _valid_ibans(run: Segment) -> Iterator[Candidate]:
    """The longest part of each match whose check figures are right."""
    for match in _IBAN.finditer(run.text):
        pieces = re.split(r"\s+", match[0])
        for count in range(len(pieces), 0, -1):
            start = "".join(pieces[:count])
            if 15 <= len(start) <= 34 and iban_standard.is_valid(start, check_country=False):
                printed = tidy(_leading(match[0], start))
                words = run.words_at(match.start(), match.start() + len(printed))
                yield from_words(words, printed, printed, 1.0, run.row)
                break


def _runs(document: Document, rows: int) -> Iterator[Segment]:
    """Each row as one run of words, with as many rows together as `rows` says, on one page."""
    layout = document.layout
    for index, row in enumerate(layout.rows):
        together = [item for item in layout.rows[index : index + rows] if item.page == row.page]
        words = [word for item in together for part in item.segments for word in part.words]
        yield run_of(words, row.page, row.number)


def _leading(text: str, compact: str) -> str:
    """The part of `text` that spells `compact` when its spaces are left out."""
    count = 0
    for position, character in enumerate(text):
        count += not character.isspace()
        if count == len(compact):
            return text[: position + 1]
    return text


def read_tax_id(document: Document, buyers: list[Party]) -> FoundValue | None:
    """The seller's tax number: a VAT number whose check figures are right, else a labelled one."""
    candidates: list[Candidate] = []
    for segment in document.layout.segments:
        label = min(
            (rank for rank, pattern in enumerate(LABELS["vendor_tax_id"]) if pattern.search(segment.folded)),
            default=None,
        )
        others = bool(_OTHERS_ID.search(segment.folded)) or _is_buyers(segment.page, segment.box, buyers)
        for match in _VAT.finditer(segment.text):
            text = match[0].strip(" .-")
            if _IBAN.fullmatch(text) and iban_standard.is_valid(text, check_country=False):
                continue
            valid = is_vat(text)
            if not valid and label is None:
                continue
            words = segment.words_at(match.start(), match.start() + len(text))
            score = (0.85 if valid else 0.6) + (0.1 if label is not None else 0) - (0.35 if others else 0)
            candidates.append(from_words(words, tidy(text), text, score, segment.row))
    for item in _labelled_tax_ids(document):
        others = item.box is not None and _is_buyers(item.page, item.box, buyers)
        candidates.append(item.scored(item.score - (0.35 if others else 0)))
    return found(merge(candidates))


def _is_buyers(page: int, box: Box, buyers: list[Party]) -> bool:
    """Whether a place is in the buyer's block or in the two lines under it; what stands beside it is not."""
    block = buyers[0].block if buyers else None
    if block is None or buyers[0].name.page != page:
        return False
    line = box[3] - box[1]
    beside = box[2] < block[0] or box[0] > block[2] + 2 * line
    return not beside and block[1] - line / 2 <= box[1] <= block[3] + 3 * line


def _labelled_tax_ids(document: Document) -> list[Candidate]:
    def find(segment: Segment, start: int) -> list[Candidate]:
        return _tax_in(document, segment, start)

    veto = re.compile(
        r"\b(?:invoice|rechnung|satz|rate|total|betrag|amount|due|date|ihre?|your|customer|kunden?|uw|"
        r"votre)\b|%"
    )
    return [
        item.scored(0.8 * item.score)
        for item in beside(document, LABELS["vendor_tax_id"], find, veto, step=0.12)
    ]


def _tax_in(document: Document, segment: Segment, start: int) -> list[Candidate]:
    for match in _PLAIN_TAX.finditer(segment.text, start):
        text = match[0].strip()
        if sum(map(str.isdigit, text)) < 7 or len(text) > 22 or _MONEY.fullmatch(text):
            continue
        if dates_in(document)(segment, match.start()):
            continue
        words = segment.words_at(*match.span())
        return [from_words(words, text, text, 1.0, segment.row)]
    return []


def is_under(item: Candidate, parties: list[Party]) -> bool:
    """Whether a candidate stands in the block of the first of some parties, or right under it."""
    return item.box is not None and _is_buyers(item.page, item.box, parties)


def is_vat(text: str) -> bool:
    """Whether the check figures of a VAT number are right."""
    try:
        vat_standard.validate(text)
    except (ValidationError, IndexError, KeyError, ValueError):
        return False
    return True


def read_time(document: Document, date: FoundValue | None) -> FoundValue | None:
    """A time of day, best on the row of the date; as HH:MM (or HH:MM:SS) of 24 hours."""
    found_: list[Candidate] = []
    for segment in document.layout.segments:
        for match in _TIME.finditer(segment.text):
            if "." in match[0] and not match[4]:
                continue
            hour = int(match[1])
            half = (match[4] or "").lower()
            if half.startswith("p") and hour < 12:
                hour += 12
            elif half.startswith("a") and hour == 12:
                hour = 0
            value = f"{hour:02d}:{match[2]}" + (f":{match[3]}" if match[3] else "")
            labelled = any(pattern.search(segment.folded) for pattern in LABELS["time"])
            beside_date = date is not None and abs(date.best.row - segment.row) <= 1
            score = 0.45 + 0.3 * labelled + 0.35 * beside_date
            words = segment.words_at(*match.span())
            found_.append(from_words(words, value, match[0].strip(), min(1.0, score), segment.row))
    return found(merge(found_))


def read_payment_method(document: Document) -> FoundValue | None:
    """What stands beside its label, else the first known method that is printed."""
    candidates: list[Candidate] = []
    for segment in document.layout.segments:
        label = LABELS["payment_method"][0].search(segment.folded)
        if label:
            rest = segment.text[label.end() :].strip(" :.-")
            right = document.layout.right_of(segment)
            under = list(document.layout.below(segment, 2.0))[:1]
            if rest and len(rest) <= 40:
                words = segment.words_at(label.end(), len(segment.text))
                candidates.append(from_words(words, tidy(rest), tidy(rest), 0.95, segment.row))
            elif not rest and (right or under):
                other = (right or under)[0]
                if len(other.text) <= 40 and any(character.isalpha() for character in other.text):
                    candidates.append(
                        from_words(other.words, tidy(other.text), tidy(other.text), 0.85, other.row)
                    )
        method = _METHODS.search(fold(segment.text))
        if method and len(segment.text) < 60:
            words = segment.words_at(*method.span())
            text = segment.text[slice(*method.span())]
            rise = 0.25 * document.rise(segment.row)
            candidates.append(from_words(words, text, text, 0.4 + rise, segment.row))
    return found(merge(candidates))
