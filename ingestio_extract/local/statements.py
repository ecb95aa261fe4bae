"""Bank statements: whose account, which bank, which period."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from ingestio_extract.layout import Layout, fold
from ingestio_extract.local.blocks import is_label, is_name
from ingestio_extract.local.candidates import Candidate, Document, dates_in, from_words, merge, tidy
from ingestio_extract.local.lexicon import CONTACT, LABELS, POSTCODE
from ingestio_extract.local.values import FoundValue, found

_BANK: Final = re.compile(
    r"\bbank\b|bank\b|\bbanque\b|\bbanco\b|\bbanca\b|sparkasse|volksbank|\bcredit (?:union|agricole|"
    r"mutuel)\b|\bcaixa\b|\bcassa\b|\bkasa\b|"
    r"\bbuilding society\b|\bbancorp\b|\btrust\b"
)


_NO_HOLDER: Final = re.compile(
    r"zeitraum|period|\bdatum|datum\b|\bdate\b|\bfecha|omschrijving|\biban\b|\bbic\b"
)
"""What is no name: another label."""
_LABEL: Final = re.compile(
    r"(?:name of (?:the )?)?bank(?: ?name| ?details| ?account| ?verbindung| transfer| address| code)?:?|"
    r"(?:nom de la )?banque|(?:nombre del )?banco|(?:nome della )?banca|coordonnees bancaires"
)


def read_period(document: Document) -> dict[str, FoundValue]:
    """The two dates of the period: both on one row of its label, else each beside a label of its own."""
    find = dates_in(document)
    layout = document.layout
    for number, row in enumerate(layout.rows):
        if not any(
            pattern.search(row.folded)
            for role in ("period_start", "period_end")
            for pattern in LABELS[role][:2]
        ):
            continue
        below = layout.rows[number + 1 : number + 2]
        for group in ([row], [row, *below]):
            hits = [value for item in group for part in item.segments for value in find(part, 0)]
            if len(hits) >= 2 and len(row.segments) <= 6:
                first, second = sorted(hits[:2], key=lambda hit: hit.value)
                return {"period_start": FoundValue(first, 0.9), "period_end": FoundValue(second, 0.9)}
    result: dict[str, FoundValue] = {}
    for row in layout.rows[: max(12, len(layout.rows) // 3)]:
        hits = [value for part in row.segments for value in find(part, 0)]
        if len(hits) == 2 and re.search(r"-|bis|to|au|al|a|tot|do|until", row.folded):
            first, second = sorted(hits, key=lambda hit: hit.value)
            return {"period_start": FoundValue(first, 0.7), "period_end": FoundValue(second, 0.7)}
    return result


def days_of(document: Document) -> tuple[date, date] | None:
    """The days that a statement is of: its period, else the year up to the last date that it prints."""
    period = read_period(document)
    if len(period) == 2:
        return (
            date.fromisoformat(period["period_start"].best.value),
            date.fromisoformat(period["period_end"].best.value),
        )
    find = dates_in(document)
    printed = [hit.value for segment in document.layout.segments for hit in find(segment, 0)]
    if not printed:
        return None
    last = date.fromisoformat(max(printed))
    return last - timedelta(days=340), last


def read_bank_name(document: Document, is_statement: bool = True) -> FoundValue | None:
    """A name with the word for a bank in it, near the top or in large letters; on a statement also
    its first line."""
    candidates: list[Candidate] = []
    layout = document.layout
    for segment in layout.segments:
        match = _BANK.search(segment.folded)
        text = tidy(segment.text)
        if segment.page != 1 or match is None or len(text) > 60 or CONTACT.search(text):
            continue
        label = LABELS["bank_name"][0].match(segment.folded)
        if label and label.end() < len(segment.text):
            text = tidy(segment.text[label.end() :]).strip(" :")
        name = re.split(r"\s[·•|–-]\s|,\s", text)[0]
        if not is_name(name) or len(name.split()) > 7 or _LABEL.fullmatch(fold(name)):
            continue
        score = 0.75 - 0.5 * segment.box[1] / max(1.0, layout.page(1).height)
        score += 0.2 * min(1.0, max(0.0, segment.height / layout.line_height - 1.0))
        score -= 0.3 if POSTCODE.search(name) or re.search(r"\d", name) else 0.0
        score -= (
            0.2
            if re.search(
                r"statement|auszug|releve|extracto|estratto|extrato|wyciag|overzicht", segment.folded
            )
            else 0.0
        )
        words = segment.words[: len(name.split())]
        candidates.append(from_words(words, name, name, score, segment.row))
    if not candidates and is_statement:
        candidates = _top_line(document)
    return found(merge(candidates))


def _top_line(document: Document) -> list[Candidate]:
    for segment in document.layout.segments[:4]:
        if is_name(segment.text):
            text = tidy(segment.text)
            return [from_words(segment.words, text, text, 0.4, segment.row)]
    return []


def read_account_holder(document: Document) -> FoundValue | None:
    """What stands beside its label, else the first name of an address block."""
    candidates: list[Candidate] = []
    layout = document.layout
    for segment in layout.segments:
        for rank, pattern in enumerate(LABELS["account_holder"]):
            match = pattern.search(segment.folded)
            if match is None:
                continue
            rest = segment.text[match.end() :]
            text = tidy(rest).strip(" :")
            base = 0.95 - 0.2 * rank
            if text and is_name(text):
                words = segment.words_at(match.end() + 1, len(segment.text))
                candidates.append(from_words(words, text, text, base, segment.row))
            elif not text:
                for other in [*layout.right_of(segment)[:1], *list(layout.below(segment, 1.6))[:1]]:
                    name = tidy(other.text)
                    if is_name(name) and not is_label(other) and not _NO_HOLDER.search(other.folded):
                        candidates.append(from_words(other.words, name, name, base - 0.05, other.row))
                        break
            break
    return found(merge(candidates or list(_written_to(layout))))


def _written_to(layout: Layout) -> Iterator[Candidate]:
    """The first line of an address block: under it a street with a number, then a place with its code."""
    for segment in layout.segments:
        if segment.page != 1 or segment.box[1] > 0.45 * layout.page(1).height:
            return
        if not is_name(segment.text) or _BANK.search(segment.folded) or _NO_HOLDER.search(segment.folded):
            continue
        under = next(layout.below(segment, 1.6), None)
        last = next(layout.below(under, 1.6), None) if under is not None else None
        if under is None or last is None or not re.search(r"\d", under.text):
            continue
        aligned = abs(under.box[0] - segment.box[0]) < 6 and abs(last.box[0] - segment.box[0]) < 6
        if aligned and not CONTACT.search(under.text) and POSTCODE.search(last.text):
            text = tidy(segment.text)
            yield from_words(segment.words, text, text, 0.6, segment.row)
