"""Names with the address blocks under them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingestio_core.contracts.extractions import Box
from ingestio_extract.layout import Layout, Segment, fold, overlaps
from ingestio_extract.local.candidates import Candidate, Document, from_words, tidy
from ingestio_extract.local.dates import MONTHS, DateOrder, find_dates
from ingestio_extract.local.lexicon import COMPANY, CONTACT, LABELS, POSTCODE, TITLE_WORD
from ingestio_extract.local.values import FoundValue
from ingestio_extract.words import Word, union

LABELLED: Final = re.compile(r"^[^:]{2,30}:(?:\s|$)")
_ADDRESS_LABEL: Final = re.compile(
    r"^(?:anschrift|adresse|address|direccion|indirizzo|morada|adres)\b\s*:?\s*", re.IGNORECASE
)
_MONTH_DAY: Final = re.compile(rf"^(?:{'|'.join(MONTHS)})\.? \d{{1,2}}\b")
COUNTRY: Final = re.compile(
    r"(?:^|, ?)(?:germany|deutschland|france|frankreich|espana|spain|italia|italy|portugal|nederland|"
    r"netherlands|polska|"
    r"poland|united states(?: of america)?|usa|united kingdom|uk|great britain|osterreich|austria|"
    r"schweiz|suisse|"
    r"switzerland|belgie|belgique|belgium|ireland|india|hong kong|deutschland / germany|"
    r"brasil|brazil|mexico|australia|new zealand|canada|danmark|denmark|sverige|sweden|norge|norway|suomi|"
    r"finland|cesko|czech republic|luxembourg|luxemburg|magyarorszag|hungary|romania|slovensko|slovakia|"
    r"singapore|malaysia|japan|china|turkiye|turkey)$"
)
STREET: Final = re.compile(
    r"\b(?:str(?:asse|aße|\.)?|street|st\.?|road|rd\.?|avenue|ave\.?|blvd|lane|ln\.?|drive|dr\.?|way|"
    r"weg|allee|platz|"
    r"gasse|rue|calle|c/|via|piazza|corso|viale|rua|avenida|av\.?|straat|laan|gracht|plein|ul\.?|"
    r"jalan|p\.?o\.? box|suite|"
    r"postfach|boulevard|quai|place|square|court)\b|stra(?:ß|ss)e\b|straat\b|weg \d|laan \d|gasse \d|"
    r"str\. ?\d",
    re.IGNORECASE,
)
_PERSON: Final = re.compile(
    r"(?:[A-ZÀ-Ž][a-zà-žßłćńśźż'’-]+ ){1,2}(?:(?:van|ter|de|den|der|von|da|dos) ){0,2}[A-ZÀ-Ž][\w'’-]+"
)
_BUILDING: Final = re.compile(
    r"\b(?:the|barn|house|hall|mill|building|tower|park|farm|cottage|lodge|centre|center|estate|works|wharf|"
    r"haus|hof|zentrum|villa|edificio|edificio|immeuble|residence|palazzo|cascina|gebouw|college|hospital|"
    r"apt|floor|industrial|zone|poligono|campus)\b"
)
"""Words of a place that has a name of its own."""
_TELEPHONE: Final = re.compile(
    r"[\s,]*\b(?:t|tel|telephone|telefon|phone|kom|fax|ph|mob)\b[.:]*\s?\+?[\d][\d ()/.-]{5,}$", re.IGNORECASE
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
        COUNTRY.fullmatch(folded)
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
    street = STREET.search(plain) is not None and re.search(r"\d", plain) is not None
    street = street or re.fullmatch(r"[^\W\d][^\d]{3,40} \d{1,4} ?[A-Za-z]?", plain) is not None
    return street or has_postcode(plain)


def has_postcode(text: str) -> bool:
    return POSTCODE.search(tidy(text)) is not None


def has_no_letters(text: str) -> bool:
    return not any(character.isalpha() for character in text)


def is_label(segment: Segment) -> bool:
    return segment.text.rstrip().endswith(":") or _is_known_label(segment.folded.rstrip(" :.#"))


@lru_cache(maxsize=20_000)
def _is_known_label(folded: str) -> bool:
    """Remembered, because parties, addresses and names all look at the same lines."""
    return any(
        match is not None and match.end() >= len(folded) - 1
        for patterns in LABELS.values()
        for match in (pattern.match(folded) for pattern in patterns)
    )


def name_part(segment: Segment, start: int, end: int, score: float) -> Candidate | None:
    raw = segment.text[start:end]
    text = tidy(raw).strip(" :,;·•●|-")
    if not text or not is_name(text):
        return None
    begin = start + len(raw) - len(raw.lstrip(" :,;·•●|-"))
    words = segment.words_at(begin, start + len(raw.rstrip()))
    return from_words(words, text, text, score, segment.row) if words else None


def address_lines(layout: Layout, top: Segment, name: str) -> list[Segment]:
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
        if CONTACT.search(line.text) or (is_label(line) and not label) or TITLE_WORD.match(line.folded):
            break
        if LABELLED.match(line.text) and not label:
            break
        lines.append(line)
        if COUNTRY.search(line.folded.strip()):
            break
    last = max(
        (i for i, line in enumerate(lines) if has_postcode(line.text) or COUNTRY.search(line.folded)),
        default=-1,
    )
    if last >= 0:
        return lines[: last + 1]
    return [line for line in lines[:4] if STREET.search(line.text) or has_postcode(line.text)]


def _without_names(lines: Sequence[Segment]) -> Sequence[Segment]:
    """The lines from the first on that is neither a firm nor a person to write to, where a place follows."""
    for index, line in enumerate(lines[:-1]):
        text = tidy(line.text).strip(" ,")
        firm = COMPANY.search(text) is not None and not any(map(str.isdigit, text))
        if not (firm or _PERSON.fullmatch(text)) or STREET.search(text) or _BUILDING.search(fold(text)):
            return lines[index:]
    return lines[-1:]


def address(party: Party) -> FoundValue | None:
    """The address under a name, its lines joined by commas."""
    texts: list[str] = []
    words: list[Word] = []
    for line in _without_names(party.lines):
        text = _TELEPHONE.sub("", tidy(line.text)).strip(" ,")
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
    good = bool(has_postcode(text)) + bool(STREET.search(text))
    candidate = from_words(words, text, text, 0.4 + 0.2 * good, party.lines[0].row)
    box = union([word.box for word in words if word.page == words[0].page])
    candidate = Candidate(
        candidate.value, candidate.text, candidate.page, box, candidate.score, candidate.row
    )
    confidence = min(0.9, 0.35 + 0.18 * good + 0.25 * min(1.0, max(0.0, party.name.score)))
    return FoundValue(candidate, round(confidence, 3))


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


def labelled_address(document: Document, label: re.Pattern[str]) -> FoundValue | None:
    """The address under a bare label, without the name above its street."""
    layout = document.layout
    for segment in layout.segments:
        match = label.search(segment.folded)
        if match is None or segment.folded[match.end() :].strip(" :"):
            continue
        lines = address_lines(layout, segment, "")
        while len(lines) > 1 and not any(character.isdigit() for character in lines[0].text):
            lines.pop(0)
        if lines:
            words = lines[0].words
            name = from_words(words, lines[0].text, lines[0].text, 0.9, lines[0].row)
            return address(Party(name, tuple(lines)))
    return None


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
