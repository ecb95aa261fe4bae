"""Who sells and who buys."""

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from ingestio_extract.layout import Layout, Segment, fold
from ingestio_extract.local.blocks import (
    LABELLED,
    Party,
    address_lines,
    block_below,
    has_no_letters,
    is_label,
    is_street,
    merge_parties,
    name_part,
)
from ingestio_extract.local.candidates import Candidate, Document, merge, tidy
from ingestio_extract.local.lexicon import COMPANY, LABELS
from ingestio_extract.local.places import address_window, by_place, sender_line
from ingestio_extract.local.values import FoundValue, found

_NAME_LABEL: Final = re.compile(
    r"^(?:name|firma|company|nom|nombre|nome|naam|nazwa|company name)\b\s*:?\s*", re.I
)


def read_parties(document: Document, sellers: Sequence[str], buyers: Sequence[str]) -> dict[str, list[Party]]:
    """Parties by role, best first: `sellers` and `buyers` name the label lists of the two sides."""
    labelled = {role: _labelled(document, role) for role in (*sellers, *buyers)}
    buyer = merge_parties([party for role in buyers for party in labelled[role]])
    seller = merge_parties([party for role in sellers for party in labelled[role]])
    sender = sender_line(document)
    if sender is not None:
        seller = merge_parties([*seller, sender[0]])
        if sender[1] is not None:
            buyer = merge_parties([*buyer, sender[1]])
    if not buyer and buyers:
        buyer = _under_labels(document, "delivery_address", LABELS["delivery_address"])
    sure = [party for party in buyer if party.name.score >= 0.6]
    taken = {tidy(fold(party.name.text)) for party in sure}
    blocks = [(party.name.page, block) for party in sure if (block := party.block) is not None]
    seller = merge_parties([*seller, *by_place(document, taken, blocks)])
    seller_name = tidy(fold(seller[0].name.text)) if seller else ""
    buyer = [
        party
        for party in buyer
        if fuzz.ratio(tidy(fold(party.name.text)), seller_name) < (100 if party.name.score >= 0.6 else 90)
    ]
    if not any(party.name.score > 0.4 for party in buyer):
        window = address_window(document, seller_name)
        if window is not None:
            buyer.append(window)
    return {**dict.fromkeys(sellers, seller), **dict.fromkeys(buyers, buyer)}


def _labelled(document: Document, role: str) -> list[Party]:
    return _under_labels(document, role, LABELS[role])


def _under_labels(document: Document, role: str, patterns: Sequence[re.Pattern[str]]) -> list[Party]:
    parties: list[Party] = []
    layout = document.layout
    for segment in layout.segments:
        for rank, pattern in enumerate(patterns):
            match = pattern.search(segment.folded)
            if match is None:
                continue
            rest = segment.text[match.end() :]
            base = 0.95 - 0.4 * rank
            bare = not rest.strip(" :./")
            colon = rest.lstrip().startswith(":")
            if not bare and not colon:
                if (
                    len(match[0]) <= 4
                    or _wordy(rest)
                    or re.match(r"\s*(?:no|nr|number|num|id|nummer|#|n°|ref)", fold(rest))
                ):
                    continue
                base -= 0.25
            if len(match[0]) <= 4 and bare and not segment.text.rstrip().endswith(":"):
                base -= 0.2
            if bare:
                found_ = _under_or_right(layout, segment, base)
            else:
                name = name_part(segment, match.end(), len(segment.text), base)
                found_ = Party(name, tuple(address_lines(layout, segment, name.text))) if name else None
            if found_ is not None:
                parties.append(found_)
            break
    return parties


def _wordy(rest: str) -> bool:
    return len(rest.split()) > 6 or rest.lstrip()[:1].islower()


def _under_or_right(layout: Layout, label: Segment, base: float) -> Party | None:
    """The name under a bare label, else right of it."""
    right = layout.right_of(label)
    if right and right[0].box[0] - label.box[2] < 12 * layout.line_height:
        neighbour_is_label = is_label(right[0])
        name = None if neighbour_is_label else name_part(right[0], 0, len(right[0].text), base)
        if name is not None and label.text.rstrip().endswith(":"):
            return Party(name, tuple(address_lines(layout, right[0], name.text)))
    lines = [label, *block_below(layout, label, limit=8, first_gap=2.8)]
    for line in lines[1:5]:
        named = _NAME_LABEL.match(line.text)
        if named:
            if named.end() < len(line.text):
                name = name_part(line, named.end(), len(line.text), base)
                anchor = line
            else:
                beside = layout.right_of(line)
                name = name_part(beside[0], 0, len(beside[0].text), base) if beside else None
                anchor = beside[0] if beside else line
            if name is not None:
                return Party(name, tuple(address_lines(layout, anchor, name.text)))
        if LABELLED.match(line.text) or is_label(line) or has_no_letters(line.text):
            continue
        name = name_part(line, 0, len(line.text), base)
        if name is not None:
            firm = _firm_after(lines[lines.index(line) + 1 :][:2], base)
            if firm is not None and not COMPANY.search(name.text):
                name, line = firm
            return Party(name, tuple(address_lines(layout, line, name.text)))
    if right:
        name = None if is_label(right[0]) else name_part(right[0], 0, len(right[0].text), base - 0.2)
        if name is not None:
            return Party(name, tuple(address_lines(layout, right[0], name.text)))
    return None


def _firm_after(lines: Sequence[Segment], base: float) -> tuple[Candidate, Segment] | None:
    """The firm that stands under a person's name, before the street."""
    for line in lines:
        if is_street(line.text) or is_label(line):
            return None
        suffix = COMPANY.search(line.text)
        name = name_part(line, 0, len(line.text), base)
        if suffix and suffix.start() > 0 and name is not None:
            return name, line
    return None


def party_name(parties: list[Party]) -> FoundValue | None:
    """The best name with its confidence."""
    return found(merge([party.name for party in parties]), top=0.93)
