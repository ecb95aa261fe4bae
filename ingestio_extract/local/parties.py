"""Who sells and who buys: names and the address blocks under them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from ingestio_core.contracts.extractions import Box
from ingestio_extract.layout import Layout, Row, Segment, fold, overlaps
from ingestio_extract.local.candidates import Candidate, Document, from_words, merge, tidy
from ingestio_extract.local.dates import MONTHS, DateOrder, find_dates
from ingestio_extract.local.lexicon import COMPANY, CONTACT, LABELS, POSTCODE, TITLE_WORD
from ingestio_extract.local.values import FoundValue, found
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
_LABELLED: Final = re.compile(r"^[^:]{2,30}:(?:\s|$)")
_NAME_LABEL: Final = re.compile(
    r"^(?:name|firma|company|nom|nombre|nome|naam|nazwa|company name)\b\s*:?\s*", re.I
)
_ADDRESS_LABEL: Final = re.compile(
    r"^(?:anschrift|adresse|address|direccion|indirizzo|morada|adres)\b\s*:?\s*", re.IGNORECASE
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
_MONTH_DAY: Final = re.compile(rf"^(?:{'|'.join(MONTHS)})\.? \d{{1,2}}\b")
_COUNTRY: Final = re.compile(
    r"(?:^|, ?)(?:germany|deutschland|france|frankreich|espana|spain|italia|italy|portugal|nederland|"
    r"netherlands|polska|"
    r"poland|united states(?: of america)?|usa|united kingdom|uk|great britain|osterreich|austria|"
    r"schweiz|suisse|"
    r"switzerland|belgie|belgique|belgium|ireland|india|hong kong|deutschland / germany)$"
)
_STREET: Final = re.compile(
    r"\b(?:str(?:asse|aße|\.)?|street|st\.?|road|rd\.?|avenue|ave\.?|blvd|lane|ln\.?|drive|dr\.?|way|"
    r"weg|allee|platz|"
    r"gasse|rue|calle|c/|via|piazza|corso|viale|rua|avenida|av\.?|straat|laan|gracht|plein|ul\.?|"
    r"jalan|p\.?o\.? box|suite|"
    r"postfach|boulevard|quai|place|square|court)\b|stra(?:ß|ss)e\b|straat\b|weg \d|laan \d|gasse \d|"
    r"str\. ?\d",
    re.IGNORECASE,
)
_NUMBER_LABEL: Final = re.compile(
    r"(?:nummer|numero|number|\bnr\.?|\bno\.?|\bid|date|datum)$|^(?:nummer|number|numero|nr|no|id)\b"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A name and the lines that stand under it."""

    name: Candidate
    lines: tuple[Segment, ...]

    @property
    def block(self) -> Box | None:
        """The box around the name and its address."""
        if self.name.box is None:
            return None
        return union([self.name.box, *(line.box for line in self.lines if line.page == self.name.page)])


def block_below(layout: Layout, top: Segment, limit: int = 7, first_gap: float = 1.9) -> list[Segment]:
    """The lines under a segment that begin or end where it does, or are centred under it, until a gap."""
    lines: list[Segment] = []
    last = top
    height = max(top.height, layout.line_height)
    for row in layout.rows[top.row + 1 : top.row + 16]:
        if row.page != top.page or len(lines) >= limit:
            break
        gap = row.box[1] - last.box[3]
        if gap > (1.9 if lines else first_gap) * max(layout.line_height, 0.8 * height):
            break
        line = next((part for part in row.segments if _aligned(part, top, layout.line_height)), None)
        if line is not None:
            lines.append(line)
            last = line
    return lines


def _aligned(part: Segment, top: Segment, line_height: float) -> bool:
    left = abs(part.box[0] - top.box[0]) < 1.2 * line_height
    right = abs(part.box[2] - top.box[2]) < 0.8 * line_height
    middle = abs(part.box[0] + part.box[2] - top.box[0] - top.box[2]) < 2.0 * line_height
    return (left or right or middle) and overlaps(part.box, top.box)


def is_name(text: str) -> bool:
    """Whether a text may be a name: some letters, no contact, no date, no document word."""
    folded = tidy(fold(text))
    letters = sum(character.isalpha() for character in text)
    digits = sum(character.isdigit() for character in text)
    if letters < 2 or digits > max(4, letters // 2) or len(text) > 80:
        return False
    if find_dates(text, DateOrder()) or _MONTH_DAY.search(folded):
        return False
    if (
        _COUNTRY.fullmatch(folded)
        or text.lstrip()[:1] in "(*#["
        or _NUMBER_LABEL.search(folded)
        or is_street(text)
    ):
        return False
    return not (TITLE_WORD.match(folded) or CONTACT.search(text) or text.rstrip().endswith(":"))


def is_street(text: str) -> bool:
    """Whether a text is a street with its house number, or a town with its postcode."""
    plain = tidy(text)
    if COMPANY.search(plain):
        return False
    street = _STREET.search(plain) is not None and re.search(r"\d", plain) is not None
    street = street or re.fullmatch(r"[^\W\d][^\d]{3,40} \d{1,4} ?[A-Za-z]?", plain) is not None
    return street or has_postcode(plain)


def has_postcode(text: str) -> bool:
    return POSTCODE.search(tidy(text)) is not None


def read_parties(document: Document, sellers: Sequence[str], buyers: Sequence[str]) -> dict[str, list[Party]]:
    """Parties by role, best first: `sellers` and `buyers` name the label lists of the two sides."""
    labelled = {role: _labelled(document, role) for role in (*sellers, *buyers)}
    buyer = merge_parties([party for role in buyers for party in labelled[role]])
    seller = merge_parties([party for role in sellers for party in labelled[role]])
    sender = _sender_line(document)
    if sender is not None:
        seller = merge_parties([*seller, sender[0]])
        if sender[1] is not None:
            buyer = merge_parties([*buyer, sender[1]])
    if not buyer and buyers:
        buyer = _under_labels(document, "delivery_address", LABELS["delivery_address"])
    sure = [party for party in buyer if party.name.score >= 0.6]
    taken = {tidy(fold(party.name.text)) for party in sure}
    blocks = [(party.name.page, block) for party in sure if (block := party.block) is not None]
    seller = merge_parties([*seller, *_by_place(document, taken, blocks)])
    seller_name = tidy(fold(seller[0].name.text)) if seller else ""
    buyer = [
        party
        for party in buyer
        if fuzz.ratio(tidy(fold(party.name.text)), seller_name) < (100 if party.name.score >= 0.6 else 90)
    ]
    if not any(party.name.score > 0.4 for party in buyer):
        window = _address_window(document, seller_name)
        if window is not None:
            buyer.append(window)
    return {**dict.fromkeys(sellers, seller), **dict.fromkeys(buyers, buyer)}


def merge_parties(parties: list[Party]) -> list[Party]:
    best: dict[str, Party] = {}
    for party in parties:
        key = tidy(fold(party.name.text))
        if key not in best:
            best[key] = party
        elif party.name.score > best[key].name.score:
            lines = party.lines or best[key].lines
            best[key] = Party(party.name, lines)
        elif not best[key].lines and party.lines:
            best[key] = Party(best[key].name, party.lines)
    return sorted(best.values(), key=lambda party: -party.name.score)


def _part(segment: Segment, start: int, end: int, score: float) -> Candidate | None:
    raw = segment.text[start:end]
    text = tidy(raw).strip(" :,;·•●|-")
    if not text or not is_name(text):
        return None
    begin = start + len(raw) - len(raw.lstrip(" :,;·•●|-"))
    words = segment.words_at(begin, start + len(raw.rstrip()))
    return from_words(words, text, text, score, segment.row) if words else None


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
                name = _part(segment, match.end(), len(segment.text), base)
                found_ = Party(name, tuple(_address_lines(layout, segment, name.text))) if name else None
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
        neighbour_is_label = _is_label(right[0])
        name = None if neighbour_is_label else _part(right[0], 0, len(right[0].text), base)
        if name is not None and label.text.rstrip().endswith(":"):
            return Party(name, tuple(_address_lines(layout, right[0], name.text)))
    lines = [label, *block_below(layout, label, limit=8, first_gap=2.8)]
    for line in lines[1:5]:
        named = _NAME_LABEL.match(line.text)
        if named:
            if named.end() < len(line.text):
                name = _part(line, named.end(), len(line.text), base)
                anchor = line
            else:
                beside = layout.right_of(line)
                name = _part(beside[0], 0, len(beside[0].text), base) if beside else None
                anchor = beside[0] if beside else line
            if name is not None:
                return Party(name, tuple(_address_lines(layout, anchor, name.text)))
        if _LABELLED.match(line.text) or _is_label(line) or has_no_letters(line.text):
            continue
        name = _part(line, 0, len(line.text), base)
        if name is not None:
            firm = _firm_after(lines[lines.index(line) + 1 :][:2], base)
            if firm is not None and not COMPANY.search(name.text):
                name, line = firm
            return Party(name, tuple(_address_lines(layout, line, name.text)))
    if right:
        name = None if _is_label(right[0]) else _part(right[0], 0, len(right[0].text), base - 0.2)
        if name is not None:
            return Party(name, tuple(_address_lines(layout, right[0], name.text)))
    return None


def _firm_after(lines: Sequence[Segment], base: float) -> tuple[Candidate, Segment] | None:
    """The firm that stands under a person's name, before the street."""
    for line in lines:
        if is_street(line.text) or _is_label(line):
            return None
        suffix = COMPANY.search(line.text)
        name = _part(line, 0, len(line.text), base)
        if suffix and suffix.start() > 0 and name is not None:
            return name, line
    return None


def has_no_letters(text: str) -> bool:
    return not any(character.isalpha() for character in text)


def _is_label(segment: Segment) -> bool:
    if segment.text.rstrip().endswith(":"):
        return True
    return any(
        match is not None and match.end() >= len(segment.folded.rstrip(" :.#")) - 1
        for patterns in LABELS.values()
        for match in (pattern.match(segment.folded) for pattern in patterns)
    )


def _address_lines(layout: Layout, top: Segment, name: str) -> list[Segment]:
    """The lines of an address under a name: until a contact, a label or another kind of text."""
    lines: list[Segment] = []
    for line in block_below(layout, top):
        label = _ADDRESS_LABEL.match(line.text)
        if label and label.end() >= len(line.text):
            right = layout.right_of(line)
            if right:
                lines.append(right[0])
            continue
        if not lines and CONTACT.search(line.text):
            continue
        if CONTACT.search(line.text) or (_is_label(line) and not label) or TITLE_WORD.match(line.folded):
            break
        if _LABELLED.match(line.text) and not label:
            break
        lines.append(line)
        if _COUNTRY.search(line.folded.strip()):
            break
    last = max(
        (i for i, line in enumerate(lines) if has_postcode(line.text) or _COUNTRY.search(line.folded)),
        default=-1,
    )
    if last >= 0:
        return lines[: last + 1]
    return [line for line in lines[:4] if _STREET.search(line.text) or has_postcode(line.text)]


def address(party: Party) -> FoundValue | None:
    """The address under a name, its lines joined by commas."""
    texts: list[str] = []
    words: list[Word] = []
    for line in party.lines:
        text = tidy(line.text).strip(" ,")
        label = _ADDRESS_LABEL.match(text)
        if label:
            text = text[label.end() :]
        if not any(character.isalnum() for character in text):
            continue
        texts.append(text)
        words.extend(line.words)
    if not texts:
        return None
    text = ", ".join(texts)
    good = bool(has_postcode(text)) + bool(_STREET.search(text))
    candidate = from_words(words, text, text, 0.4 + 0.2 * good, party.lines[0].row)
    box = union([word.box for word in words if word.page == words[0].page])
    candidate = Candidate(
        candidate.value, candidate.text, candidate.page, box, candidate.score, candidate.row
    )
    confidence = min(0.9, 0.35 + 0.18 * good + 0.25 * min(1.0, max(0.0, party.name.score)))
    return FoundValue(candidate, round(confidence, 3))


def labelled_address(document: Document, label: re.Pattern[str]) -> FoundValue | None:
    """The address under a bare label, without the name above its street."""
    layout = document.layout
    for segment in layout.segments:
        match = label.search(segment.folded)
        if match is None or segment.folded[match.end() :].strip(" :"):
            continue
        lines = _address_lines(layout, segment, "")
        while len(lines) > 1 and not any(character.isdigit() for character in lines[0].text):
            lines.pop(0)
        if lines:
            words = lines[0].words
            name = from_words(words, lines[0].text, lines[0].text, 0.9, lines[0].row)
            return address(Party(name, tuple(lines)))
    return None


def _sender_line(document: Document) -> tuple[Party, Party | None] | None:
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
            or _STREET.search(parts[0])
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
            buyer_name = _part(below[0], 0, len(below[0].text), 0.8)
            if buyer_name is not None:
                buyer = Party(buyer_name, tuple(_address_lines(layout, below[0], buyer_name.text)))
        return Party(name, (line,)), buyer
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


def _domains(layout: Layout) -> set[str]:
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


def _same_firm(compact: str, domain: str) -> bool:
    """Whether a name and a domain are mostly the same letters."""
    if len(compact) < 4 or not (domain in compact or compact in domain):
        return False
    return min(len(compact), len(domain)) >= 0.4 * max(len(compact), len(domain)) and (
        compact.startswith(domain[:4]) or domain in compact
    )


def _legal_line(layout: Layout, segment: Segment) -> bool:
    """Whether the name stands in or just above the small print that a firm must put under its letters."""
    following = layout.rows[segment.row : segment.row + 2]
    return segment.box[1] > 0.6 * layout.page(segment.page).height and any(
        _LEGAL.search(row.folded) for row in following if row.page == segment.page
    )


def _account_holders(layout: Layout) -> set[str]:
    names: set[str] = set()
    for row in layout.rows:
        match = _HOLDER.search(row.folded)
        if match:
            names.add(tidy(match[1]))
    return names


def _by_place(document: Document, taken: set[str], blocks: list[tuple[int, Box]]) -> list[Party]:
    """Names by where they stand and what they look like: company suffix, top of the first page,
    large letters, an address under them, the sender's domain, repeated in the foot."""
    layout = document.layout
    if not layout.rows:
        return []
    domains = _domains(layout)
    holders = _account_holders(layout)
    page = layout.page(1)
    repeated = layout.folded
    parties: list[Party] = []
    for segment in layout.segments:
        for start, end in _name_parts(segment):
            text = tidy(segment.text[start:end]).strip(" :,;·•●|-")
            folded = fold(text)
            if not is_name(text) or folded in taken or _inside(segment, blocks):
                continue
            if find_dates(text, document.order) or _LABELLED.match(text) or len(text.split()) > 7:
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
            if any(_same_firm(compact, name) for name in domains):
                score += 0.25
            if _legal_line(layout, segment):
                score += 0.3
            if folded in holders:
                score += 0.25
            if repeated.count(folded) > 1:
                score += 0.08
            lines = _address_lines(layout, segment, text)
            if lines and segment.page == 1:
                score += 0.12
            if _is_label(segment) or _STREET.search(text) or (has_postcode(text) and not suffix):
                score -= 0.5
            if COMPANY.fullmatch(text) or text.islower():
                score -= 0.4
            if score > 0.2:
                name = _part(segment, start, end, min(0.9, score))
                if name is not None:
                    parties.append(Party(name, tuple(lines)))
    return parties


def _inside(segment: Segment, blocks: list[tuple[int, Box]]) -> bool:
    return any(
        page == segment.page
        and block[1] - 1 <= segment.middle <= block[3] + 1
        and overlaps(segment.box, block)
        for page, block in blocks
    )


def _name_parts(segment: Segment) -> list[tuple[int, int]]:
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


def _address_window(document: Document, seller: str) -> Party | None:
    """An unlabelled address block in the upper part of the first page that is not the seller's."""
    layout = document.layout
    if not layout.rows:
        return None
    page = layout.page(1)
    for segment in layout.segments:
        if segment.page != 1 or segment.box[1] > 0.42 * page.height:
            break
        name = tidy(fold(segment.text))
        if not is_name(segment.text) or _is_label(segment) or fuzz.partial_ratio(name, seller) > 88:
            continue
        if _STREET.search(segment.text) or has_postcode(segment.text) or _LABELLED.match(segment.text):
            continue
        lines = _address_lines(layout, segment, segment.text)
        if len(lines) >= 2 and any(has_postcode(line.text) for line in lines[-2:]):
            candidate = _part(segment, 0, len(segment.text), 0.5)
            if candidate is not None:
                return Party(candidate, tuple(lines))
    return None


def address_of(parties: list[Party]) -> FoundValue | None:
    """The address of the best party; where none stands under its name, that under another of its
    names (the same first word), the topmost."""
    if not parties:
        return None
    if parties[0].lines:
        return address(parties[0])
    first = fold(parties[0].name.text).split()[0]
    same = [party for party in parties if party.lines and fold(party.name.text).split()[0] == first]
    return address(min(same, key=lambda party: party.name.row)) if same else None


def party_name(parties: list[Party]) -> FoundValue | None:
    """The best name with its confidence."""
    return found(merge([party.name for party in parties]), top=0.93)
