"""Every text that may be the name of a party, with all that tells whose it is.

Names of the seller, the buyer, the place of delivery and of none of them are told apart by what stands over,
under and beside them, by where they stand and by what they look like.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingestio_extract.layout import Layout, Segment, fold
from ingestio_extract.learned.labels import roles, shares
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
from ingestio_extract.local.candidates import Document, tidy
from ingestio_extract.local.dates import find_dates
from ingestio_extract.local.lexicon import COMPANY, CONTACT, LABELS
from ingestio_extract.local.places import account_holders, domains_of, legal_line, name_parts, same_firm
from ingestio_extract.local.spots import Surroundings

MOST: Final = 220
_FRONT_PAGES: Final = 2
_TAX: Final = re.compile(r"\b(?:[A-Z]{2}[ -]?\d{2}[\dA-Z .]{5,}|\d{2,3}[/ ]\d{3}[/ ]\d{4,5})\b")
_MAIL: Final = re.compile(r"@|www\.|https?:")
_PHONE: Final = re.compile(r"\b(?:tel|phone|fon|fax|mobil|tel[eé]f)\w*", re.IGNORECASE)
_MARKS: Final = ("·", "•", "|", "-", ",", "–")
_PERSON: Final = re.compile(r"[A-ZÀ-Ž][\w'’-]+ (?:[A-Z]\. )?[A-ZÀ-Ž][\w'’-]+")


@dataclass(frozen=True)
class NameSpot:
    """A name where it stands, with the address under it."""

    party: Party
    segment: Segment
    start: int
    end: int


def name_spots(document: Document, more: Sequence[Party]) -> list[NameSpot]:
    """Names of the first pages and the last; those of `more` (the rules' choice) are among them."""
    layout = document.layout
    if not layout.rows:
        return []
    ends = {*range(1, _FRONT_PAGES + 1), len(layout.pages)}
    found: list[NameSpot] = []
    known: set[tuple[str, int]] = set()
    for segment in layout.segments:
        if segment.page not in ends or not any(map(str.isalpha, segment.text)):
            continue
        for start, end in _parts(segment):
            text = tidy(segment.text[start:end]).strip(" :,;·•●|-")
            if not is_name(text) or len(text.split()) > 9 or LABELLED.match(text):
                continue
            if find_dates(text, document.order):
                continue
            name = name_part(segment, start, end, 0.5)
            if name is None:
                continue
            party = Party(name, tuple(address_lines(layout, segment, name.text)))
            found.append(NameSpot(party, segment, start, end))
            known.add((name.value, name.row))
    for party in more:
        if (party.name.value, party.name.row) in known:
            continue
        holder = _segment_of(layout, party)
        if holder is not None:
            place = max(0, holder.text.find(party.name.text))
            found.append(NameSpot(party, holder, place, place + len(party.name.text)))
    if len(found) > MOST:
        found = [*found[: MOST * 3 // 4], *found[-MOST // 4 :]]
    return found


def _parts(segment: Segment) -> list[tuple[int, int]]:
    """The parts of a segment; where more stands behind a firm's suffix, also without it."""
    parts = name_parts(segment)
    for start, end in tuple(parts):
        suffix = COMPANY.search(segment.text, start + 1, end)
        if suffix is not None and end - suffix.end() > 2:
            parts.append((start, suffix.end()))
    return parts


def _segment_of(layout: Layout, party: Party) -> Segment | None:
    if party.name.row >= len(layout.rows):
        return None
    box = party.name.box
    segments = layout.rows[party.name.row].segments
    return next(
        (part for part in segments if box is not None and part.box[0] - 1 <= box[0] <= part.box[2]), None
    )


CONTEXTS: Final = ("own", "left", "above", "heading", "under")
_OWN: Final = (
    "order_document", "suffix", "suffix_only", "person", "words", "length", "upper", "lower",
    "figures", "x0", "x1", "y", "page", "last_page", "height", "tallest",
    "segment_length", "parts", "part", "first_row", "row_segments", "lines", "postcode", "street",
    "tax_below", "mail_below", "phone_below", "block_length", "tops_block", "cut", "domain", "holder",
    "legal", "repeats", "is_label", "left_gap", "above_gap", "colon_before", "address_index", "named", "foot",
    "tax_near", "right_half", "size_rank", "part_postcode", "brand_of_longer", "amount_row", "index",
)  # fmt: skip
_RULED: Final = ("seller_best", "seller_score", "seller_here", "buyer_best", "buyer_score", "buyer_here")
_LEXICON: Final = ("vendor_name", "customer_name", "delivery_address", "buyer_name", "supplier_name")


def name_features() -> tuple[str, ...]:
    """The names of the features, in order."""
    words = [f"{context}_{role}" for context in CONTEXTS for role in roles()]
    lexicon = [f"{context}_is_{role}" for context in CONTEXTS[:4] for role in _LEXICON]
    return (*_OWN, *_RULED, *words, *lexicon)


def name_rows(
    spots: Sequence[NameSpot],
    around: Surroundings,
    sellers: Sequence[Party],
    buyers: Sequence[Party],
    is_order: bool,
) -> list[list[float]]:
    """The features of each name, in the order of `name_features()`."""
    layout = around.layout
    domains, holders = domains_of(layout), account_holders(layout)
    tallest = max((spot.segment.height for spot in spots), default=1.0)
    heights = sorted({round(spot.segment.height, 1) for spot in spots}, reverse=True)
    whole = layout.folded
    tax_rows = [row.number for row in layout.rows if _TAX.search(row.text)]
    addressed = 0
    texts = [bare_name(spot.party.name.text) for spot in spots]
    result = []
    for index, spot in enumerate(spots):
        own = _look(spot, around, is_order)
        name = texts[index]
        folded = fold(spot.party.name.text)
        segment = spot.segment
        if spot.party.lines:
            addressed += 1
        near = min((abs(row - segment.row) for row in tax_rows), default=40)
        cut = spot.end < len(segment.text.rstrip()) and not segment.text[spot.end :].lstrip().startswith(
            _MARKS
        )
        own.extend(
            [
                float(cut),
                float(any(same_firm(name, domain) for domain in domains)),
                float(folded in holders),
                float(legal_line(layout, segment)),
                float(min(6, whole.count(folded))),
                float(is_label(segment)),
                *_gaps(segment, around),
                float(segment.text[: spot.start].rstrip().endswith(":")),
                float(addressed if spot.party.lines else 0),
                float(sum(other == name for other in texts)),
                float(segment.box[1] > 0.85 * layout.page(segment.page).height),
                float(min(40, near)),
                float(segment.box[0] > 0.5 * layout.page(segment.page).width),
                float(heights.index(round(segment.height, 1))),
                float(has_postcode(segment.text)),
                float(any(other != name and len(name) > 2 and other.startswith(name) for other in texts)),
                float(around.amounts_by_row.get(segment.row, 0)),
                float(index),
            ]
        )
        own[_OWN.index("tallest")] = segment.height / max(1.0, tallest)
        row = [*own, *_by_rules(spot, sellers), *_by_rules(spot, buyers), *_words(spot, around)]
        result.append(row)
    return result


def bare_name(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))


def _look(spot: NameSpot, around: Surroundings, is_order: bool) -> list[float]:
    """All that stands in `_OWN` up to `tops_block`; `tallest` is filled in later."""
    layout, segment, text = around.layout, spot.segment, spot.party.name.text
    page = layout.page(segment.page)
    suffix = COMPANY.search(text)
    box = spot.party.name.box or segment.box
    parts = name_parts(segment)
    part = next((number for number, (start, _) in enumerate(parts) if start == spot.start), 0)
    lines = spot.party.lines
    below = block_below(layout, segment, limit=8)
    under = " ".join(line.text for line in below)
    above = around.above(segment)[0]
    tops = above is None or segment.box[1] - above.box[3] > 0.9 * layout.line_height
    return [
        float(is_order),
        float(suffix is not None and suffix.start() > 0),
        float(suffix is not None and suffix.start() == 0),
        float(_PERSON.fullmatch(text) is not None),
        float(len(text.split())),
        float(len(text)),
        float(text.isupper()),
        float(text[:1].islower()),
        float(sum(map(str.isdigit, text))),
        box[0] / page.width,
        box[2] / page.width,
        box[1] / page.height,
        float(segment.page),
        float(segment.page == len(layout.pages)),
        segment.height / layout.line_height,
        0.0,
        float(len(segment.text)),
        float(len(parts)),
        float(part),
        float(segment.row == layout.rows[0].number),
        float(len(layout.rows[segment.row].segments)),
        float(len(lines)),
        float(any(has_postcode(line.text) for line in lines)),
        float(any(STREET.search(line.text) for line in lines)),
        float(_TAX.search(under) is not None),
        float(_MAIL.search(under) is not None),
        float(_PHONE.search(under) is not None),
        float(len(below)),
        float(tops),
    ]


def _gaps(segment: Segment, around: Surroundings) -> tuple[float, float]:
    left, above = around.left(segment), around.above(segment)[0]
    height = around.layout.line_height
    return (
        -1.0 if left is None else (segment.box[0] - left.box[2]) / height,
        -1.0 if above is None else (segment.box[1] - above.box[3]) / height,
    )


def _by_rules(spot: NameSpot, parties: Sequence[Party]) -> tuple[float, float, float]:
    name = bare_name(spot.party.name.text)
    for rank, party in enumerate(parties[:6]):
        if bare_name(party.name.text) == name:
            return float(rank == 0), party.name.score, float(party.name.row == spot.party.name.row)
    return 0.0, -1.0, 0.0


def _words(spot: NameSpot, around: Surroundings) -> list[float]:
    nothing = (0.0,) * len(roles())
    segment = spot.segment
    left = around.left(segment)
    above = around.above(segment)[0]
    heading = _heading(segment, around)
    under = next(iter(around.layout.below(segment, 2.0)), None)
    texts = [
        segment.folded[: spot.start][-40:].rstrip(" :.#"),
        left.folded.rstrip(" :.") if left is not None else "",
        above.folded.rstrip(" :.") if above is not None else "",
        heading.folded.rstrip(" :.") if heading is not None else "",
        under.folded.rstrip(" :.") if under is not None else "",
    ]
    result: list[float] = []
    for text in texts:
        result.extend(shares(text) if text else nothing)
    for text in texts[:4]:
        result.extend(float(any(pattern.search(text) for pattern in LABELS[role])) for role in _LEXICON)
    return result


def _heading(segment: Segment, around: Surroundings) -> Segment | None:
    """The first line of the block in which a name stands, when it is not the name itself."""
    first = segment
    for _ in range(6):
        above = around.above(first)[0]
        if above is None or abs(above.box[0] - first.box[0]) > 1.5 * around.layout.line_height:
            break
        if first.box[1] - above.box[3] > 1.2 * around.layout.line_height:
            break
        first = above
    return first if first is not segment and not CONTACT.search(first.text) else None
