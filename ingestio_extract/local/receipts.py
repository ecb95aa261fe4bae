"""What is learned about receipts: shop and address as runs of rows, date and total as ranked candidates.

The models are made by `training.receipts`. Confidences are the shares of such values that were right on
receipts of vendors that the models had not seen.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Final, Protocol

from ingestio_extract.learned.calibration import Calibration, calibrations
from ingestio_extract.learned.ensemble import Matrix, ensemble
from ingestio_extract.learned.receipt_rows import Slip, row_features
from ingestio_extract.learned.receipt_spans import ADDRESS, NAME, Span, span_features, spans
from ingestio_extract.learned.receipt_values import Value, amounts, date_features, dates, total_features
from ingestio_extract.local.candidates import Candidate, Document, tidy
from ingestio_extract.local.identifiers import read_payment_method
from ingestio_extract.local.signs import address_signs, reading_signs, seen_signs
from ingestio_extract.local.spelling import respelled
from ingestio_extract.local.values import FoundValue
from ingestio_extract.words import PageSource, union

MOST_ROWS: Final = 400
"""A document of more rows is no receipt, whatever its words."""
_OTHERS: Final = 3
_LEAST: Final = 0.05
_SHOWN: Final = 0.25
"""Other readings below this score are not shown."""
_NUMBER: Final = r"(?:[A-Z]{2})?\d{4,12}\s?[-–·.]?\s?[A-Z]?"
_REGISTERED: Final = re.compile(
    rf"\s*[(\[]?\s*\b(?:CO(?:MPANY)?|REG(?:ISTRATION)?|ROC|GST|SSM)?[.\s\-:]*(?:REG(?:ISTRATION)?|NO|ID)*[.\s:\-]*"
    rf"(?:NO)?[.\s:\-]*[(\[]?\s*{_NUMBER}\s?[)\]]?\s*(?:\([A-Z0-9 ]{{1,6}}\))?$",
    re.IGNORECASE,
)
_REST: Final = re.compile(
    r"\s*[(\[]\s*(?:CO\.?[ :]?(?:REG|NO)|COMPANY|REG|ROC|GST|\d{4,}).*$|"
    r"\s+(?:CO|COMPANY)[.\s]*(?:REG|NO)\b.*$",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(r"^(?:#\d+|(?:dimiliki|owned|own|operated)(?: oleh| by)?\s*:)\s*", re.IGNORECASE)
_TAIL: Final = re.compile(
    r"\s*[(\[]?\b(?:TEL(?:EPHONE)?|PHONE|MOBILE|FAX|H/?P|E-?MAIL|GST(?: REG| ID| NO)?|CO\.? ?(?:REG|NO|RFG)|"
    r"ROC|REG\.? NO)\b[\s.:/].*$|\s*(?:https?:|www\.).*$",
    re.IGNORECASE,
)
_REGISTRATION: Final = re.compile(r"[(\[]\s*(?:[A-Z]{2})?\d{5,12}\s?-\s?[A-Z]\s*[)\]]", re.IGNORECASE)
_HEAD: Final = re.compile(r"^\s*(?:HQ\s+)?(?:ADD(?:RESS)?|ALAMAT)\b\s*[.:]\s*", re.IGNORECASE)


_SDN_BHD: Final = re.compile(r"\b(?!SDN\.? ?BHD)[S5$][DO0][NHM](\.?) ?(?:[B8][HNM][DO0])\b", re.IGNORECASE)
_FIGURE_IN_WORD: Final = re.compile(r"(?<=[A-Za-z]{2})(?:[0158](?=[A-Za-z]{2})|0(?=[A-Za-z]))")
_LETTER_IN_POSTCODE: Final = re.compile(r"(?<![\w/.\-])(?=[\dOIlS]{5}(?![\w/\-]))(?=(?:\D*\d){3})[\dOIlS]{5}")
_CAPITALS: Final = {"0": "O", "1": "I", "5": "S", "8": "B"}
_SMALL: Final = {"0": "o", "1": "l", "5": "s", "8": "8"}
_FIGURES: Final = str.maketrans("OIlS", "0115")


def mended(text: str) -> str:
    """With the mistakes of OCR put right that have one reading only: a figure inside a word, a letter
    inside a postcode, the legal form of Malaysian companies, a well-known word."""
    text = _SDN_BHD.sub(r"SDN\1 BHD", text)
    text = " ".join(_mended_word(word) for word in text.split(" "))
    return respelled(_LETTER_IN_POSTCODE.sub(lambda match: match[0].translate(_FIGURES), text))


def _mended_word(word: str) -> str:
    if sum(character.isdigit() for character in word) != 1:
        return word
    letters = _CAPITALS if word.isupper() else _SMALL
    return _FIGURE_IN_WORD.sub(lambda match: letters[match[0]], word)


def name_text(texts: Sequence[str]) -> str:
    """The lines of a name as one, without the number it is registered under."""
    whole = tidy(" ".join(texts))
    for pattern in (_REGISTERED, _REST):
        cut = pattern.sub("", whole)
        if len(cut) >= 3:
            whole = cut
    whole = _NO_NAME.sub("", whole) or whole
    return whole.strip(" (-:,;") if whole.strip(" (-:,;") else whole


def address_text(texts: Sequence[str]) -> str:
    """The lines of an address joined by commas, without a telephone number at their end."""
    parts = []
    for text in texts:
        cut = tidy(_HEAD.sub("", _TAIL.sub("", _REGISTRATION.sub(" ", text)))).strip(" ,;")
        if any(character.isalnum() for character in cut):
            parts.append(cut)
    return ", ".join(parts)


class Model(Protocol):
    """Gives the probability of each class of each case."""

    def probabilities(self, rows: Matrix, /) -> Matrix: ...


@dataclass(frozen=True, slots=True)
class Models:
    """One model a question; `shares` turns the scores of a field into the share that was right."""

    rows: Model
    names: Model
    addresses: Model
    dates: Model
    totals: Model
    shares: Mapping[str, Calibration]


@cache
def shipped() -> Models:
    """The models in `learned/weights`. Raises FileNotFoundError."""
    return Models(
        rows=ensemble("receipt_rows"),
        names=ensemble("receipt_names"),
        addresses=ensemble("receipt_addresses"),
        dates=ensemble("receipt_dates"),
        totals=ensemble("receipt_totals"),
        shares=calibrations("receipts"),
    )


@dataclass(frozen=True)
class ReceiptReading:
    """The learned fields of one receipt; each is read when it is first asked for."""

    document: Document
    models: Models

    @cached_property
    def slip(self) -> Slip:
        return Slip(self.document)

    @cached_property
    def shares(self) -> Matrix:
        """What each row of the head is: other, name or address."""
        return self.models.rows.probabilities(row_features(self.slip))

    @cached_property
    def vendor_name(self) -> FoundValue | None:
        return self._span(NAME, self.models.names, "vendor_name", name_text)

    @cached_property
    def vendor_address(self) -> FoundValue | None:
        return self._span(ADDRESS, self.models.addresses, "vendor_address", address_text)

    @cached_property
    def date(self) -> FoundValue | None:
        found = dates(self.slip)
        scores = self.models.dates.probabilities(date_features(self.slip, found)) if found else None
        return None if scores is None else self._value("date", found, scores)

    @cached_property
    def total(self) -> FoundValue | None:
        found = amounts(self.slip)
        scores = self.models.totals.probabilities(total_features(self.slip, found)) if found else None
        return None if scores is None else self._value("total", found, scores)

    @cached_property
    def payment_method(self) -> FoundValue | None:
        """As the rules read it, with the share of such readings that was right."""
        value = read_payment_method(self.document)
        if value is None:
            return None
        share = self.models.shares["receipt/payment_method"](
            value.best.score, reading_signs(self.document, value)
        )
        return replace(value, confidence=round(share, 3), calibrated=True)

    def _span(
        self, kind: int, model: Model, field: str, write: Callable[[Sequence[str]], str]
    ) -> FoundValue | None:
        found = spans(self.slip, self.shares, kind)
        if not found:
            return None
        scores = model.probabilities(span_features(self.slip, self.shares, kind, found))[:, 1]
        readings: dict[str, Candidate] = {}
        for score, span in sorted(zip(map(float, scores), found, strict=True), key=lambda item: -item[0]):
            text = write([self.slip.texts[row] for row in span.rows])
            if text and text not in readings:
                readings[text] = self._candidate(span, text, score)
        return self._found(field, list(readings.values()))

    def _candidate(self, span: Span, text: str, score: float) -> Candidate:
        words = [word for row in span.rows for part in self.slip.rows[row].segments for word in part.words]
        printed = tuple(word for word in words if _bare(word.text) in _bare(text)) or tuple(words)
        page = printed[0].page
        box = union([word.box for word in printed if word.page == page])
        seen = self.document.layout.page(page).source is PageSource.OCR
        return Candidate(mended(text) if seen else text, text, page, box, score, span.rows[0])

    def _value(self, field: str, found: Sequence[Value], scores: Matrix) -> FoundValue | None:
        best: dict[str, Candidate] = {}
        for value, score in zip(found, scores[:, 1], strict=True):
            candidate = value.candidate.scored(float(score))
            if candidate.value not in best or candidate.score > best[candidate.value].score:
                best[candidate.value] = candidate
        return self._found(field, sorted(best.values(), key=lambda item: -item.score))

    def _found(self, field: str, ranked: Sequence[Candidate]) -> FoundValue | None:
        if not ranked or ranked[0].score < _LEAST:
            return None
        others = tuple(
            replace(item, score=min(0.95, _SHOWN + item.score)) for item in ranked[1 : 1 + _OTHERS]
        )
        value = FoundValue(ranked[0], ranked[0].score, others, calibrated=True)
        signs = receipt_signs(self.document, field, value)
        share = self.models.shares[f"receipt/{field}"](value.best.score, signs)
        return replace(value, confidence=round(share, 3))


def receipt_signs(document: Document, field: str, value: FoundValue) -> dict[str, float]:
    """What speaks for a value besides its score: its lead over the next, how well it was seen, and whether an
    address looks like a whole one."""
    second = value.others[0].score - _SHOWN if value.others else 0.0
    signs = {"lead": value.best.score - second, **seen_signs(document, value.best)}
    return signs | address_signs(value.best.value) if field == "vendor_address" else signs


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def read_receipt(document: Document) -> ReceiptReading | None:
    """The reading of a document that was found to be a receipt; None where it is too long for one."""
    if not 0 < len(document.layout.rows) <= MOST_ROWS:
        return None
    return ReceiptReading(document, shipped())
