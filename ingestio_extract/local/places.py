"""Parties that no label names: by a letter's sender line, by place and by look."""

import re
from typing import Final

from rapidfuzz import fuzz

from ingestio_core.contracts.extractions import Box
from ingestio_extract.layout import Layout, Row, Segment, fold, overlaps
from ingestio_extract.local.blocks import (
    LABELLED,
    STREET,
    Party,
    address_lines,
    block_below,
    has_postcode,
    is_label,
    is_name,
    name_part,
)
from ingestio_extract.local.candidates import Document, from_words, tidy
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.lexicon import COMPANY, CONTACT
from ingestio_extract.words import Word, union

_SENDER_SPLIT: Final = re.compile(r"\s+[•·●|∙–—-]\s+|\s*[•·●|∙]\s*|,\s+|   +")
_DOMAIN: Final = re.compile(
    r"(?:@|www\.|https?://(?:www\.)?)([\w\-]+(?:\.[\w\-]+)*)\.[a-z]{2,}", re.IGNORECASE
)
_MAIL_HOSTS: Final = frozenset(
    [
        "gmail",
        "yahoo",
        "hotmail",
        "outlook",
        "gmx",
        "web",
        "aol",
        "icloud",
        "t-online",
        "free",
        "orange",
        "wanadoo",
    ]
)
_LEGAL: Final = re.compile(
    r"siege social|registered office|registered in|capital (?:social|de)|au capital|\brcs\b|"
    r"handelsregister|amtsgericht|"
    r"geschaftsfuhr|sede (?:legale|social)|capitale sociale|registro mercantil|\bkvk\b|\bkrs\b|"
    r"company (?:no|reg)"
)
_HOLDER: Final = re.compile(
    r"(?:titulaire du compte|kontoinhaber|account (?:holder|name)|titular|intestatario|beneficiary|"
    r"rekeninghouder)\s*:?\s*([^:|]{3,50})$"
)


def sender_line(document: Document) -> tuple[Party, Party | None] | None:
    """A letter's small line "Company · Street 1 · 12345 City": who writes, and under it who is written to."""
    layout = document.layout
    for row in layout.rows[: max(12, len(layout.rows) // 3)]:
        if row.page != 1:
            break
        run = _sender_parts(row)
        if run is None:
            continue
        words, parts = run
        joined = " ".join(parts[1:])
        if not (2 <= len(parts) <= 6 and has_postcode(joined) and is_name(parts[0])):
            continue
        if (
            CONTACT.search(parts[0])
            or len(parts[0]) > 50
            or has_postcode(parts[0])
            or STREET.search(parts[0])
        ):
            continue
        count = len(parts[0].split())
        name = from_words(words[:count], parts[0], parts[0], 0.9, row.number)
        line = Segment(
            row.page,
            row.number,
            tuple(words[count:]),
            ", ".join(parts[1:]),
            (),
            union([w.box for w in words]),
        )
        below = [part for part in block_below(layout, row.segments[0], limit=7) if is_name(part.text)]
        buyer: Party | None = None
        if below and below[0].box[1] - row.box[3] < 4 * layout.line_height:
            buyer_name = name_part(below[0], 0, len(below[0].text), 0.8)
            if buyer_name is not None:
                buyer = Party(buyer_name, tuple(address_lines(layout, below[0], buyer_name.text)))
        return Party(name, (line,)), buyer
    return None


_FRONT_PAGES: Final = 3


def by_place(document: Document, taken: set[str], blocks: list[tuple[int, Box]]) -> list[Party]:
    """Names by where they stand and what they look like: company suffix, top of the first page,
    large letters, an address under them, the sender's domain, repeated in the foot."""
    layout = document.layout
    if not layout.rows:
        return []
    domains = domains_of(layout)
    holders = account_holders(layout)
    page = layout.page(1)
    repeated = layout.folded
    parties: list[Party] = []
    # Who writes stands in front or at the end, even of hundreds of pages.
    ends = {*range(1, _FRONT_PAGES + 1), len(layout.pages)}
    for segment in layout.segments:
        if segment.page not in ends:
            continue
        for start, end in name_parts(segment):
            text = tidy(segment.text[start:end]).strip(" :,;·•●|-")
            folded = fold(text)
            if not is_name(text) or folded in taken or _inside(segment, blocks):
                continue
            if find_dates(text, document.order) or LABELLED.match(text) or len(text.split()) > 7:
                continue
            score = 0.0
            suffix = COMPANY.search(text)
            if suffix and suffix.start() > 0:
                score += 0.42
            if segment.page == 1:
                score += 0.32 * max(0.0, 1 - segment.box[1] / max(1.0, 0.35 * page.height))
            if segment.box[1] > 0.85 * layout.page(segment.page).height:
                score += 0.1
            score += 0.22 * min(1.5, max(0.0, segment.height / layout.line_height - 1.1))
            compact = re.sub(r"[^a-z0-9]", "", folded)
            if any(same_firm(compact, name) for name in domains):
                score += 0.25
            if legal_line(layout, segment):
                score += 0.3
            if folded in holders:
                score += 0.25
            if repeated.count(folded) > 1:
                score += 0.08
            lines = address_lines(layout, segment, text)
            if lines and segment.page == 1:
                score += 0.12
            if is_label(segment) or STREET.search(text) or (has_postcode(text) and not suffix):
                score -= 0.5
            if COMPANY.fullmatch(text) or text.islower():
                score -= 0.4
            if score > 0.2:
                name = name_part(segment, start, end, min(0.9, score))
                if name is not None:
                    parties.append(Party(name, tuple(lines)))
    return parties


def address_window(document: Document, seller: str) -> Party | None:
    """An unlabelled address block in the upper part of the first page that is not the seller's."""
    layout = document.layout
    if not layout.rows:
        return None
    page = layout.page(1)
    for segment in layout.segments:
        if segment.page != 1 or segment.box[1] > 0.42 * page.height:
            break
        name = tidy(fold(segment.text))
        if not is_name(segment.text) or is_label(segment) or fuzz.partial_ratio(name, seller) > 88:
            continue
        if STREET.search(segment.text) or has_postcode(segment.text) or LABELLED.match(segment.text):
            continue
        lines = address_lines(layout, segment, segment.text)
        if len(lines) >= 2 and any(has_postcode(line.text) for line in lines[-2:]):
            candidate = name_part(segment, 0, len(segment.text), 0.5)
            if candidate is not None:
                return Party(candidate, tuple(lines))
    return None


def _sender_parts(row: Row) -> tuple[list[Word], list[str]] | None:
    if not re.search(r"\s[•·●|∙–—-]\s|[•·●∙]", row.text):
        return None
    words = [word for segment in row.segments for word in segment.words]
    kept: list[Word] = []
    for word in words:
        if kept and word.box[0] - kept[-1].box[2] > 6 * max(5.0, word.height):
            break
        kept.append(word)
    text = " ".join(word.text for word in kept)
    parts = [part.strip() for part in _SENDER_SPLIT.split(text) if part and part.strip(" •·●|-")]
    return (kept, parts) if parts else None


def domains_of(layout: Layout) -> set[str]:
    names: set[str] = set()
    for match in _DOMAIN.finditer(layout.text):
        for part in match[1].lower().split("."):
            if (
                len(part) > 3
                and part not in _MAIL_HOSTS
                and part not in ("localhost", "example", "mail", "info")
            ):
                names.add(part)
    return names


def same_firm(compact: str, domain: str) -> bool:
    """Whether a name and a domain are mostly the same letters."""
    if len(compact) < 4 or not (domain in compact or compact in domain):
        return False
    return min(len(compact), len(domain)) >= 0.4 * max(len(compact), len(domain)) and (
        compact.startswith(domain[:4]) or domain in compact
    )


def legal_line(layout: Layout, segment: Segment) -> bool:
    """Whether the name stands in or just above the small print that a firm must put under its letters."""
    following = layout.rows[segment.row : segment.row + 2]
    return segment.box[1] > 0.6 * layout.page(segment.page).height and any(
        _LEGAL.search(row.folded) for row in following if row.page == segment.page
    )


def account_holders(layout: Layout) -> set[str]:
    names: set[str] = set()
    for row in layout.rows:
        match = _HOLDER.search(row.folded)
        if match:
            names.add(tidy(match[1]))
    return names


def _inside(segment: Segment, blocks: list[tuple[int, Box]]) -> bool:
    return any(
        page == segment.page
        and block[1] - 1 <= segment.middle <= block[3] + 1
        and overlaps(segment.box, block)
        for page, block in blocks
    )


def name_parts(segment: Segment) -> list[tuple[int, int]]:
    """The whole segment, or its parts where separators divide it."""
    parts: list[tuple[int, int]] = []
    start = 0
    for match in _SENDER_SPLIT.finditer(segment.text):
        if COMPANY.match(segment.text[match.end() :]):
            continue
        if match.start() > start:
            parts.append((start, match.start()))
        start = match.end()
    if start < len(segment.text):
        parts.append((start, len(segment.text)))
    return parts[:3]
