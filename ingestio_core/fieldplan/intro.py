"""What stands in front of the first field: "From the invoices I need …", "Delivery notes of a building "
"firm."."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingestio_core.fieldplan.lexicon import DOCUMENTS, Word, document_kind, hint, word_set, words
from ingestio_core.fieldplan.phrases import as_party, is_document, is_known, lookup, stripped, table_name
from ingestio_core.fieldplan.phrases import key as key_of_body
from ingestio_core.fieldplan.polite import FILLERS, LEADS
from ingestio_core.fieldplan.prose import REQUEST, is_courtesy, is_prose
from ingestio_core.fieldplan.splitting import BULLET, SENTENCE

_FROM: Final = word_set(
    "from of for on in out off aus von bei zu zum zur fur fuer auf im vom dans sur pour de des du depuis "
    "partir dal dalla dalle dagli dai dall dallo da do das dos di del della delle degli dei nelle nei nella "
    "sui sulle per en para por uit van op bij voor z ze dla na"
)
_OF: Final = word_set("of for de des du d do da dos das di del della dei degli delle van von der za")
_EACH: Final = word_set(
    "each every jedem jeden jeder jedes jede chaque cada ogni elke elk iedere kazdy kazdego kazdej kazda"
)
_ONE: Final = word_set("one of them document file page einzelnen dokument uno una um uma deze ktorego")
_ALONE: Final = word_set("chacun chacune ognuno ognuna")
"""`each one` in a word."""

_OTHERS: Final = word_set(
    "document documents file files page pages pdf pdfs scan scans form forms note notes minutes timesheet "
    "timesheets report reports letter letters slip slips policy policies certificate certificates quote "
    "quotes "
    "dokument dokumente dokumenten dokumentu dokumentow dokumenty formular formulare protokoll protokolle "
    "lieferschein lieferscheine lieferscheinen formulaire formulaires bulletin bulletins bons buste fiche "
    "fiches attestation "
    "attestations bordereau bordereaux documento documentos documenti formulario formularios albaran "
    "albaranes "
    "justificante justificantes parte partes nota notas guia guias atas ata moduli modulo bolla bolle ddt "
    "verbale verbali documenten formulier formulieren pakbon pakbonnen urenstaat urenstaten notulen protokol "
    "protokoly formularz formularze list"
) - word_set("list parte partes policy modulo")
"""Kinds of documents without known fields. Some are names of fields elsewhere ("note"), so they count only
behind a preposition or in a description."""

_DESCRIBES: Final = re.compile(r"\s[-–—]\s")
_PARTS: Final = re.compile(r"[,;:|]")
_AROUND: Final = LEADS | _FROM | _EACH | word_set("partir a")
_AHEAD: Final = 14
_ATTACHED: Final = word_set(
    "attached uploaded enclosed angehangten angehangte beigefugten beigefugte joint joints jointe jointes "
    "adjunto "
    "adjunta adjuntos adjuntas allegato allegata allegati allegate anexo anexa anexos anexas bijgevoegde "
    "zalaczone "
    "zalaczonych"
)


@dataclass(frozen=True, slots=True)
class Intro:
    """What follows an intro, and the intro's words."""

    rest: str
    said: list[Word]


def without_intro(text: str) -> Intro | None:
    """A sentence or part without the documents that it starts with; None where it starts with none.

    `Aus den Rechnungen brauche ich …`, `Preciso das faturas …`, `For each one …`, `Da encomenda: …`.
    """
    said = words(text[:400])
    found = _documents(text, said)
    if found is None:
        return _purpose(text, said)
    at, end = found
    after = said[end:]
    colon = text.find(":", said[end - 1].end)
    if colon >= 0 and not _PARTS.search(text[said[end - 1].end : colon]):
        between = [word for word in after if word.start < colon]
        # "From the contract the parties: name, role" has its table in front of the colon.
        if len(between) <= _MOST and not is_known(text[said[end - 1].end : colon]):
            return Intro(text[colon + 1 :].strip(), said[: end + len(between)])
    elif is_known(text) and not _asks(said):
        return None
    if after and not text[said[end - 1].end : after[0].start].strip():
        pair = [said[at], after[0]]
        if lookup(key_of_body(pair)) or table_name(pair):
            return None
    return Intro(text[said[end - 1].end :].lstrip(" ,:–—-"), said[:end])


_MOST: Final = 4


def _purpose(text: str, said: list[Word]) -> Intro | None:
    """`For my tax return I need …`: what it is for, in front of a request."""
    if not said or said[0].text not in _FROM:
        return None
    asked = [at for at, word in enumerate(said[:_AHEAD]) if word.text in REQUEST]
    at = next((at for at in asked if at and said[at - 1].text in _PRONOUNS), asked[0] if asked else 0)
    while at > 1 and said[at - 1].text in _PRONOUNS:
        at -= 1
    head = text[: said[at].start]
    named = stripped(head)
    if at < _NAMED_BY or _PARTS.search(head) or lookup(key_of_body(named)) or as_party(named):
        return None
    return Intro(text[said[at].start :], said[:at])


_PRONOUNS: Final = word_set("i we you ich wir je nous j il me mi ci yo io eu ik wij we please bitte")
_NAMED_BY: Final = 2


def _documents(text: str, said: Sequence[Word]) -> tuple[int, int] | None:
    """Where the document of an intro is named, and the end of what belongs to it."""
    prepared = named = False
    for at, word in enumerate(said[:_AHEAD]):
        each = at > 0 and said[at - 1].text in _EACH
        if prepared and (is_kind(word.text) or word.text in _ALONE or (each and word.text in _ONE)):
            end = at + 1
            if end < len(said) and not _asks(said[end : end + 1]) and is_kind(said[end].text):
                end += 1
            return at, _with_complement(text, said, end)
        if word.text in _AROUND:
            if named:
                return None
            prepared = prepared or word.text in _FROM
        elif not prepared or (
            at > 0 and named and said[at - 2 : at - 1] and said[at - 2].text not in _AROUND
        ):
            return None
        else:
            named = True
    return None


def _with_complement(text: str, said: Sequence[Word], end: int) -> int:
    """Behind `bulletins` with `de paie`: one more noun, unless it may be a field."""
    if end >= len(said) or said[end].text not in _OF:
        return end
    at = end + 1
    while at < len(said) and said[at].text in LEADS and not _asks(said[at : at + 1]):
        at += 1
    if at >= len(said) or _asks(said[at : at + 1]):
        return end
    alone = [said[at]]
    ends = at + 1 == len(said) or said[at + 1].text in REQUEST or text[said[at].end :].lstrip()[:1] == ":"
    return at + 1 if ends or not (lookup(key_of_body(alone)) or table_name(alone) or as_party(alone)) else end


def is_kind(word: str) -> bool:
    """Whether a word is one for documents, with known fields or not."""
    return word in _OTHERS or document_kind(word) is not None


def described(text: str) -> tuple[str, str] | None:
    """`Hotel bills from our team - need name, total` as the description and what is asked for."""
    found = _DESCRIBES.search(text)
    if found is None:
        return None
    left, right = text[: found.start()], text[found.end() :]
    asks = _asks(words(_PARTS.split(right)[0])[:4])
    about = any(is_kind(word.text) for word in words(left))
    return (left, right) if asks and about and not is_known(left) and not _asks(words(left)) else None


def is_description(text: str) -> bool:
    """Whether the head of a list says what the documents are: `Payslips, one per page:`."""
    said = words(text)
    spoken = {word.text for word in said}
    return (
        len(said) > 1
        and any(is_kind(word) for word in spoken)
        and not spoken & (FILLERS - _OTHERS)
        and not _asks(said)
        and not is_document(said)
    )


def is_attached(text: str) -> bool:
    """`the attached insurance policies`: what the documents are, in the middle of a sentence."""
    spoken = {word.text for word in words(text)}
    return bool(spoken & _ATTACHED) and (
        any(is_kind(word) or word in ("policies", "policy") for word in spoken)
    )


def without_opening(prompt: str) -> tuple[str, str]:
    """A first line or sentence that describes the documents, empty where it doesn't, and the rest.

    A line counts above a list with bullets, a sentence before others; in both it names kinds of documents, or
    is no name of anything: no comma, no colon, nothing known and nothing asked.
    """
    lines = prompt.lstrip().split("\n")
    first = lines[0].strip()
    following = next((line for line in lines[1:] if line.strip()), "")
    ended = SENTENCE.search(first)
    sentence = first[: ended.start()] if ended else first
    rest = first[ended.end() :].strip() if ended else ""
    listed = not rest and BULLET.match(following) is not None
    if not (rest or following) or BULLET.match(first) or _PARTS.search(sentence) or "(" in sentence:
        return "", prompt
    if first.endswith("?") or (ended and ended.group() == "?"):
        return "", prompt
    said = words(sentence)
    if (
        not said
        or (len(said) < _NAMED_BY and not _is_many(said[0].text))
        or is_known(sentence)
        or (is_document(said) and (len(said) > 1 or said[0].text in DOCUMENTS))
        or _asks(said)
        or is_courtesy(sentence)
        or is_prose(sentence)
        or _documents(sentence, said)
    ):
        return "", prompt
    if not _describes(said, alone=listed or (bool(ended) and ("," in rest or ":" in rest or not rest))):
        return "", prompt
    return sentence, "\n".join([rest, *lines[1:]])


def _describes(said: Sequence[Word], *, alone: bool) -> bool:
    """With `alone` what follows is a list, so that one document may be meant ("gas bill from Italy")."""
    spoken = [word.text for word in said]
    end = next((at for at, word in enumerate(spoken) if at and word in _FROM), len(spoken))
    head = spoken[end - 1]
    if hint(head) and not is_kind(head) and not _is_many(spoken[0]):
        return False
    kinds = [word for word in spoken if is_kind(word)]
    return bool(kinds) and (alone or any(map(_is_many, kinds)))


_ONE_IN_E: Final = word_set(
    "invoice facture note page file lease fiche quote certificate fakture umowe ticket bordereau"
)


def _is_many(word: str) -> bool:
    return is_kind(word) and word not in _ONE_IN_E and word.endswith(("s", "en", "i", "e", "y", "ow"))


def _asks(said: Sequence[Word]) -> bool:
    return any(word.text in REQUEST for word in said)
