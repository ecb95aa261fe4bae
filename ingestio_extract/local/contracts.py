"""Contracts: title, parties, dates and the clauses that state one thing.

A contract is prose, so its pages are read as one run of words: a sentence may break anywhere.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from ingestio_core.fieldplan import FieldSpec
from ingestio_extract.layout import Segment, fold, run_of
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
    r"\b(?:\w*agreement|contract|lease|vertrag\w*|\w+vertrag|\w*vereinbarung|contrat|accord|contrato|acuerdo|"
    r"contratto|accordo|acordo|\w*overeenkomst|umowa|memorandum|bail)\b"
)
_BETWEEN: Final = re.compile(
    r"\b(?:between|zwischen|entre(?: les soussignes)?|tussen|tra|fra|pomiedzy|miedzy|by and between|"
    r"de una parte)\b:?,?(?:\s+\(?(?:1|"
    r"a)\)?\.?\s)?"
)
_AND: Final = re.compile(
    r"^\W*(?:(?:and|und|et|y|e|ed|en|oraz|a|i|with|sowie)\b)?\W*(?:(?:de otra(?: parte)?|"
    r"les soussignes)\b)?\W*(?:\(?(?:2|b)\)?\.?\s)?",
    re.IGNORECASE,
)
_DEFINED: Final = re.compile(
    r"[(\[]\s*(?:(?:the|hereinafter|hereafter|referred to as|im folgenden|nachfolgend|ci-apres|"
    r"en adelante|di seguito|"
    r"doravante|hierna|dalej|denominad[oa]|le|la|il|lo|el|o|de|der|die)[\s,:]+)*"
    r"[\"“”„'«»]\s*(?:the |der |die |le |la |il |el |o |"
    r"de )?(?P<role>[^\"“”„'«»()]{3,40}?)\s*[\"“”'«»]\s*[)\]]"
)
_PARTY_LABEL: Final = re.compile(
    r"^(?P<role>client|customer|(?:service )?provider|contractor|supplier|seller|buyer|landlord|"
    r"tenant|licensor|licensee|"
    r"employer|employee|lender|borrower|consultant|auftraggeber|auftragnehmer|vermieter|mieter|"
    r"verkaufer|kaufer|"
    r"arbeitgeber|arbeitnehmer|prestataire|bailleur|locataire|vendeur|acheteur|cliente|proveedor|"
    r"prestador|arrendador|"
    r"arrendatario|vendedor|comprador|committente|fornitore|prestatore|locatore|conduttore|senhorio|"
    r"inquilino|"
    r"opdrachtgever|opdrachtnemer|verhuurder|huurder|zleceniodawca|zleceniobiorca|wykonawca|"
    r"zamawiajacy|wynajmujacy|"
    r"najemca|empregador|trabalhador|locador|locatario|consultor|consultant|consulente|adviseur|doradca|klient|"
    r"berater|verpachter|pachter|darlehensgeber|darlehensnehmer|abnehmer|purchaser|lessor|lessee|loueur|"
    r"fournisseur|employeur|salarie|empleador|trabajador|affittuario|acquirente|datore di lavoro|lavoratore|"
    r"leverancier|afnemer|werkgever|werknemer|dostawca|odbiorca|pracodawca|pracownik|lieferant|party [ab12]|"
    r"partei [ab12])\s*:\s*(?P<name>\S.*)?$"
)
_LAW: Final = re.compile(
    r"\b(?:governed by(?: and construed in accordance with)?|es gilt(?: das)?|unterliegt(?: dem)?|"
    r"regi par|soumis au|"
    r"se rige por|se regira por|regolato dalla?|disciplinato dalla?|regido pel[ao]s?|rege-se pel[ao]s?|"
    r"wordt beheerst door|podlega(?:ja)?|subject to|stosuje sie)\s+"
    r"(?:the )?(?P<law>[^.;,]{3,60})|"
    r"\b(?:het recht van|the laws? of)\s+(?P<by>[A-Z][^.;,]{2,40}?)\s+(?:van toepassing|applies|apply)\b",
    re.IGNORECASE,
)
_LAW_WORDS: Final = re.compile(
    r"^(?:the |la |le |el |il |o |a |het |das )?"
    r"(?:laws?|droit|ley(?:es)?|legge|lei|recht|prawo|prawu) (?:of |de |du |der |da |di |van |von )?",
    re.I,
)
_STARTS: Final = re.compile(
    r"\b(?:takes? effect (?:on|as of)|effective(?: date)?(?: is| as of| from| on)?|commenc(?:es|"
    r"ing) on|starts? on|in force (?:from|as of)|"
    r"begins on|tritt (?:am|zum)|beginnt am|gilt ab|ab dem|entre en vigueur le|prend effet (?:le|au)|"
    r"commence le|"
    r"entra(?:ra)? en vigor el|surte efecto el|comienza el|entra in vigore (?:il|dal)|decorre dal|"
    r"ha effetto dal|"
    r"entra em vigor (?:em|a)|produz efeitos a partir de|tem inicio em|gaat in op|"
    r"treedt in werking op|vangt aan op|"
    r"wchodzi w zycie(?: z dniem| dnia)?|obowiazuje od|zaczyna sie|valid from|gultig ab|a compter du|"
    r"a partir du|"
    r"made on|dated|entered into (?:on|as of))\b"
)
_ENDS: Final = re.compile(
    r"\b(?:ends? on|expires? on|terminates on|until|endet am|lauft bis(?: zum)?|"
    r"befristet bis(?: zum)?|bis zum|prend fin le|"
    r"se termine le|expire le|jusqu'au|termina(?:ra)? el|finaliza(?:ra)? el|vence el|hasta el|"
    r"termina il|scade il|"
    r"cessa il|fino al|termina em|cessa em|ate|eindigt op|loopt (?:tot|af op)|tot en met|konczy sie|"
    r"wygasa|obowiazuje do|do dnia)\b"
)
_DURATION: Final = re.compile(
    r"(?:\b\d+|\b(?:one|two|three|six|twelve|thirty|sixty|ninety|ein(?:en|em|es|er)?|zwei|drei|sechs|"
    r"zwolf|un|une|"
    r"deux|trois|uno?|dos|tres|seis|due|tre|sei|dois|een|twee|drie|zes|jeden|dwa|trzy))(?: ?\(\d+\))? ?"
    r"(?:calendar |business |kalender|full )?(?:days?|weeks?|months?|years?|tag(?:e|en)?|wochen?|"
    r"monat(?:e|en|s)?|"
    r"jahr(?:e|en|es)?|jours?|semaines?|mois|an(?:s|nees?)?|dias?|semanas?|mes(?:es)?|anos?|giorni|"
    r"settimane|mes[ei]|"
    r"ann[oi]|dagen|weken|maand(?:en)?|jaar|dni|tygodni\w*|miesiac\w*|miesiec\w*|rok|lata|lat)\b"
)
_AFTERWARDS: Final = re.compile(
    r"[\s,]*(?:after|following|thereafter|beyond|nach|danach|daruber hinaus|apres|suivant|despues|"
    r"posterior\w*|dopo|successiv\w*|apos|depois|daarna|na|po|potem)\b"
)
"""Behind a period that only begins when the contract ends: of secrecy, of a warranty."""
_REACH: Final = 60
_LONG_REACH: Final = 160


def read_title(document: Document) -> FoundValue | None:
    """The largest line near the top that names a kind of contract, else the largest line."""
    candidates: list[Candidate] = []
    layout = document.layout
    for segment in layout.segments:
        if segment.page != 1 or segment.box[1] > 0.4 * layout.page(1).height:
            continue
        text = tidy(segment.text)
        if not any(character.isalpha() for character in text):
            continue
        score = 0.3 + 0.35 * min(1.0, max(0.0, segment.height / layout.line_height - 1.0))
        score += 0.4 if _TITLE.search(segment.folded) and len(text) <= 60 else 0.0
        score -= 0.35 if len(text) > 60 or text.endswith((".", ":", ",", ";")) else 0.0
        score -= 0.02 * segment.row
        candidates.append(from_words(segment.words, text, text, score, segment.row))
    return found(merge(candidates))


class Clauses:
    """The pages of a contract as runs of words."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def runs(self) -> list[Segment]:
        """One segment a page, its words in reading order a space apart."""
        runs: list[Segment] = []
        layout = self.document.layout
        for page in layout.pages:
            rows = [row for row in layout.rows if row.page == page.number]
            words = [word for row in rows for part in row.segments for word in part.words]
            if words:
                runs.append(run_of(words, page.number, rows[0].number))
        return runs

    def read(self, role: str) -> FoundValue | None:
        """A contract's scalar: dates, value, term, notice period, governing law."""
        match role:
            case "effective_date":
                return found(
                    merge(
                        [*beside(self.document, LABELS[role], dates_in(self.document)), *self._dates(_STARTS)]
                    )
                )
            case "end_date":
                return found(
                    merge(
                        [
                            *beside(self.document, LABELS[role][:1], dates_in(self.document)),
                            *self._dates(_ENDS),
                        ]
                    )
                )
            case "value":
                return found(self._value())
            case "governing_law":
                return found(self._law())
            case _:
                return found(self._duration(role))

    def _dates(self, verb: re.Pattern[str]) -> Iterator[Candidate]:
        """Dates that follow a verb closely."""
        find = dates_in(self.document)
        for run in self.runs:
            for match in verb.finditer(run.folded):
                for value in find(run, match.end())[:1]:
                    place = run.text.find(value.text, match.end())
                    if 0 <= place - match.end() <= 25:
                        yield value.scored(0.85)

    def _value(self) -> list[Candidate]:
        candidates = beside(self.document, LABELS["value"], amounts_in(self.document))
        find = amounts_in(self.document)
        for run in self.runs:
            for match in LABELS["value"][0].finditer(run.folded):
                for value in find(run, match.end())[:1]:
                    place = run.text.find(value.text, match.end())
                    if 0 <= place - match.end() <= _LONG_REACH:
                        candidates.append(value.scored(0.75 - 0.001 * (place - match.end())))
        return merge(candidates)

    def _labelled(self, role: str) -> list[Candidate]:
        """Short texts that stand behind a label and its colon, or right of a bare label."""
        candidates: list[Candidate] = []
        for segment in self.document.layout.segments:
            match = LABELS[role][0].search(segment.folded)
            if match is None or match.start() > 8 or segment.text[match.end() :].strip(" :"):
                continue
            for other in self.document.layout.right_of(segment)[:1]:
                if len(other.text) < 70:
                    text = tidy(other.text).rstrip(".")
                    candidates.append(from_words(other.words, text, text, 0.92, other.row))
        for run in self.runs:
            for match in LABELS[role][0].finditer(run.folded):
                rest = re.match(r"\s*:\s*([^.;:]{2,60})", run.text[match.end() :])
                if rest:
                    start, end = match.end() + rest.start(1), match.end() + rest.end(1)
                    text = tidy(run.text[start:end])
                    candidates.append(from_words(run.words_at(start, end), text, text, 0.9, run.row))
        return candidates

    def _law(self) -> list[Candidate]:
        candidates = self._labelled("governing_law")
        for run in self.runs:
            for match in _LAW.finditer(run.folded):
                start, end = match.span("law" if match["law"] else "by")
                text = tidy(run.text[start:end]).rstrip(" .")
                lead = _LAW_WORDS.match(text)
                text = text[lead.end() :] if lead else text
                candidates.append(from_words(run.words_at(start, end), text, text, 0.7, run.row))
        return merge(candidates)

    def _duration(self, role: str) -> list[Candidate]:
        """The period of time that closely follows a label of the role."""
        candidates: list[Candidate] = []
        pattern = re.compile(LABELS[role][0].pattern.removeprefix(r"^[\d.\s§]*"))
        for run in self.runs:
            for label in pattern.finditer(run.folded):
                match = _DURATION.search(run.folded, label.end(), label.end() + _REACH)
                if match is None or (role == "term" and _AFTERWARDS.match(run.folded, match.end())):
                    continue
                near = match.start() - label.end()
                text = tidy(run.text[slice(*match.span())])
                score = 0.95 if run.text[label.end() : match.start()].strip() == ":" else 0.8 - 0.005 * near
                candidates.append(from_words(run.words_at(*match.span()), text, text, score, run.row))
        return merge(candidates)


def read_contract_parties(document: Document, spec: FieldSpec) -> list[TableRow]:
    """Names with the role they have in the contract: "name, address (“role”)" after "between", or
    "role: name" on lines of their own."""
    rows = [*_defined_parties(document)] or [*_labelled_parties(document)]
    columns = {column.role or column.name for column in spec.columns}
    return [{key: cell for key, cell in row.items() if key in columns} for row in rows]


def _defined_parties(document: Document) -> Iterator[TableRow]:
    for run in Clauses(document).runs:
        start: int | None = None
        count = 0
        for match in _DEFINED.finditer(run.folded):
            if start is None:
                verbs = [item.end() for item in _BETWEEN.finditer(run.folded, 0, match.start())]
                start = verbs[-1] if verbs else max(0, match.start() - 120)
            if match.start() - start > 400 or count == 6:
                break
            lead = _AND.match(run.text[start : match.start()])
            begin = start + (lead.end() if lead else 0)
            name = _name(run, begin, match.start())
            role = match.span("role")
            start = match.end()
            if name is not None:
                count += 1
                words = run.words_at(*role)
                text = tidy(run.text[slice(*role)])
                yield {
                    "name": FoundValue(name, 0.85),
                    "role": FoundValue(from_words(words, text, text, 0.85, run.row), 0.85),
                }


def _labelled_parties(document: Document) -> Iterator[TableRow]:
    layout = document.layout
    for segment in layout.segments:
        match = _PARTY_LABEL.match(segment.folded)
        if match is None:
            continue
        if match["name"]:
            name = _name(segment, match.start("name"), len(segment.text))
        else:
            others = layout.right_of(segment)[:1] or list(layout.below(segment, 1.5))[:1]
            name = _name(others[0], 0, len(others[0].text)) if others else None
        if name is not None:
            role = match.span("role")
            text = segment.text[slice(*role)]
            yield {
                "name": FoundValue(name, 0.8),
                "role": FoundValue(from_words(segment.words_at(*role), text, text, 0.8, segment.row), 0.8),
            }


def _name(run: Segment, begin: int, end: int) -> Candidate | None:
    """The name at a place: what stands before its address or the next bracket."""
    rest = run.text[begin:end]
    stop = re.search(r",\s*(?!\s*(?:Inc|LLC|Ltd|GmbH|S\.|LLP|Corp))|\s\(|;|\swith (?:its|registered)\b", rest)
    finish = begin + (stop.start() if stop else len(rest.rstrip(" ,.;-–")))
    text = tidy(run.text[begin:finish]).strip(" ,;:-–")
    letters = sum(character.isalpha() for character in fold(text))
    if letters < 3 or len(text) > 80:
        return None
    words = run.words_at(begin, finish)
    return from_words(words, text, text, 0.85, run.row) if words else None
