"""Contracts: title, parties, dates and the clauses that state one thing."""

import re
from typing import Final

from ingestio_core.fieldplan import FieldSpec
from ingestio_extract.layout import Segment
from ingestio_extract.local.candidates import (
    Candidate,
    Document,
    amounts_in,
    beside,
    dates_in,
    from_words,
    merge,
    tidy,
)
from ingestio_extract.local.lexicon import LABELS
from ingestio_extract.local.values import FoundValue, TableRow, found

_TITLE: Final = re.compile(
    r"\b(?:agreement|contract|lease|vertrag\w*|\w+vertrag|vereinbarung|contrat|accord|contrato|"
    r"acuerdo|contratto|accordo|acordo|overeenkomst|contract|umowa|"
    r"dienstvertrag|terms of service|memorandum)\b"
)
_ROLES: Final = (
    r"client|customer|provider|contractor|supplier|service provider|seller|buyer|landlord|tenant|"
    r"licensor|licensee|employer|employee|lender|borrower|consultant|company|"
    r"auftraggeber(?:in)?|auftragnehmer(?:in)?|dienstleister|kunde|vermieter|mieter|verkaufer|kaufer|"
    r"arbeitgeber|arbeitnehmer|prestataire|fournisseur|bailleur|locataire|"
    r"vendeur|acheteur|cliente|proveedor|prestador|arrendador|arrendatario|vendedor|comprador|"
    r"committente|fornitore|prestatore|locatore|conduttore|contratante|contratada|"
    r"fornecedor|senhorio|opdrachtgever|opdrachtnemer|leverancier|klant|verhuurder|huurder|"
    r"zleceniodawca|zleceniobiorca|wykonawca|zamawiajacy|usługodawca|uslugodawca|uslugobiorca|"
    r"donneur d'ordre|mandant|le client|il cliente|o cliente"
)
_DEFINED: Final = re.compile(
    rf"[(\[]\s*(?:the |hereinafter |referred to as |im folgenden |nachfolgend |ci-apres |en adelante |"
    rf"di seguito |doravante |hierna |dalej )*"
    rf"[\"“„'«]?\s*(?P<role>{_ROLES})\s*[\"”“'»]?\s*[)\]]"
)
_LABELLED: Final = re.compile(rf"^(?P<role>{_ROLES}|party [ab12]|partei [ab12])\s*:\s*(?P<name>\S.*)?$")
_AS_ROLE: Final = re.compile(
    rf",? (?:as|als|en tant que|como|in qualita di|na qualidade de|jako) (?:the )?(?P<role>{_ROLES})\b"
)
_LAW: Final = re.compile(
    r"\b(?:governed by(?: and construed in accordance with)?|subject to|es gilt(?: das)?|"
    r"unterliegt(?: dem)?|regi par|soumis au|se rige por|se regira por|regolato dalla?|"
    r"disciplinato dalla?|regido pel[ao]s?|is van toepassing|wordt beheerst door|"
    r"podlega)\s+(?:the )?(?P<law>(?:laws? of |droit |ley(?:es)? |legge |lei |recht |"
    r"prawu )?[^.;,]{3,60})"
)
_DURATION: Final = re.compile(
    r"(?:\b\d+|\b(?:one|two|three|six|twelve|thirty|sixty|ninety|ein(?:en|em|es|er)?|zwei|drei|sechs|"
    r"zwolf|un|une|deux|trois|six|uno?|dos|tres|due|tre|sei|dois|"
    r"een|twee|drie|jeden|dwa|trzy))(?: ?\(\d+\))? ?(?:calendar |business |kalender)?(?:days?|weeks?|"
    r"months?|years?|tag(?:e|en)?|wochen?|monat(?:e|en|s)?|"
    r"jahr(?:e|en|es)?|jours?|semaines?|mois|an(?:s|nees?)?|dias?|semanas?|mes(?:es)?|anos?|giorni|"
    r"settimane|mes[ei]|ann[oi]|dagen|weken|maand(?:en)?|"
    r"jaar|dni|tygodni\w*|miesiac\w*|miesiec\w*|rok|lata|lat)\b"
)


def read_title(document: Document) -> FoundValue | None:
    """The largest line near the top that names a kind of contract, else the largest line."""
    candidates: list[Candidate] = []
    layout = document.layout
    for segment in layout.segments:
        if segment.page != 1 or segment.box[1] > 0.4 * layout.page(1).height or len(segment.text) > 100:
            continue
        if not any(character.isalpha() for character in segment.text):
            continue
        score = 0.25 + 0.35 * min(1.0, max(0.0, segment.height / layout.line_height - 1.0))
        score += 0.4 if _TITLE.search(segment.folded) else 0.0
        score -= 0.15 if segment.text.rstrip().endswith((".", ":", ",")) else 0.0
        score -= 0.01 * segment.row
        text = tidy(segment.text)
        candidates.append(from_words(segment.words, text, text, score, segment.row))
    return found(merge(candidates))


def read_contract_parties(document: Document, spec: FieldSpec) -> list[TableRow]:
    """Names with the role they have in the contract, by "role: name", "name (the role)" or "name as role"."""
    rows: list[TableRow] = []
    names: set[str] = set()
    layout = document.layout
    for segment in layout.segments:
        labelled = _LABELLED.match(segment.folded)
        defined = _DEFINED.search(segment.folded) or _AS_ROLE.search(segment.folded)
        name: Candidate | None = None
        if labelled:
            role_span = labelled.span("role")
            if labelled["name"]:
                name = _name(segment, labelled.start("name"), len(segment.text))
            else:
                others = layout.right_of(segment)[:1] or list(layout.below(segment, 1.5))[:1]
                name = _name(others[0], 0, len(others[0].text)) if others else None
        elif defined:
            role_span = defined.span("role")
            name = _name(segment, 0, defined.start())
            if name is None and segment.row > 0:
                above = layout.rows[segment.row - 1].segments[0]
                name = _name(above, 0, len(above.text))
        if name is None or name.value in names:
            continue
        names.add(name.value)
        words = segment.words_at(*role_span)
        role = segment.text[slice(*role_span)]
        rows.append(
            {
                "name": FoundValue(name, 0.8),
                "role": FoundValue(from_words(words, role, role, 0.8, segment.row), 0.8),
            }
        )
    columns = {column.role or column.name for column in spec.columns}
    return [{key: cell for key, cell in row.items() if key in columns} for row in rows]


def _name(segment: Segment, start: int, end: int) -> Candidate | None:
    """The name in a text: what stands before its address, without "between" and numbers before it."""
    text = segment.text[start:end]
    lead = re.match(
        r"^\s*(?:\(?[\da-z]{1,2}[.)]\s+)?(?:(?:between|and|zwischen|und|entre|et|y|tra|e|tussen|en|"
        r"pomiedzy|a|i)\b:?\s+)?",
        text,
        re.IGNORECASE,
    )
    begin = start + (lead.end() if lead else 0)
    rest = segment.text[begin:end]
    stop = re.search(r",\s(?!(?:Inc|LLC|Ltd|GmbH|S\.|LLP|Corp))|\s\(|;|\bwith (?:its|registered)\b", rest)
    finish = begin + (stop.start() if stop else len(rest.rstrip(" ,.;-–")))
    name = tidy(segment.text[begin:finish]).strip(" ,;:-–")
    if len(name) < 3 or not any(character.isalpha() for character in name) or len(name) > 80:
        return None
    words = segment.words_at(begin, finish)
    return from_words(words, name, name, 0.8, segment.row) if words else None


def read_clause(document: Document, role: str) -> FoundValue | None:
    """A contract's scalar: dates, value, term, notice period, governing law."""
    if role in ("effective_date", "end_date"):
        return found(beside(document, LABELS[role], dates_in(document)))
    if role == "value":
        return found(beside(document, LABELS[role], amounts_in(document)))
    return found(_law(document) if role == "governing_law" else _duration(document, role))


def _labelled_text(document: Document, role: str) -> list[Candidate]:
    """Short texts that stand behind or beside a label of the role."""
    candidates: list[Candidate] = []
    for segment in document.layout.segments:
        match = LABELS[role][0].search(segment.folded)
        if match is None or match.start() > 6:
            continue
        rest = segment.text[match.end() :]
        lead = len(rest) - len(rest.lstrip(" :.-"))
        if rest[lead:].strip() and ":" in rest[:lead] and len(rest) < 70:
            text = tidy(rest[lead:]).rstrip(".")
            words = segment.words_at(match.end() + lead, len(segment.text))
            candidates.append(from_words(words, text, text, 0.95, segment.row))
        elif not rest[lead:].strip():
            for other in document.layout.right_of(segment)[:1]:
                if len(other.text) < 70:
                    text = tidy(other.text).rstrip(".")
                    candidates.append(from_words(other.words, text, text, 0.92, other.row))
    return candidates


def _law(document: Document) -> list[Candidate]:
    candidates = _labelled_text(document, "governing_law")
    for segment in document.layout.segments:
        match = _LAW.search(segment.folded)
        if match:
            start, end = match.span("law")
            text = tidy(segment.text[start:end]).rstrip(" .")
            candidates.append(from_words(segment.words_at(start, end), text, text, 0.7, segment.row))
    return merge(candidates)


def _duration(document: Document, role: str) -> list[Candidate]:
    """The period of time that stands in the clause of the role."""
    candidates = _labelled_text(document, role)
    layout = document.layout
    for segment in layout.segments:
        label = LABELS[role][0].search(segment.folded)
        if label is None:
            continue
        places = [
            (segment, label.end()),
            *((other, 0) for other in [*layout.right_of(segment), *layout.below(segment, 3)]),
        ]
        for place, start in places[:4]:
            match = _DURATION.search(place.folded, start)
            if match:
                text = tidy(place.text[slice(*match.span())])
                words = place.words_at(*match.span())
                candidates.append(from_words(words, text, text, 0.75, place.row))
                break
    return merge(candidates)
