"""What a prompt asks to leave out: "no addresses", "don't need the line items", "ohne Adresse"."""

import re
from dataclasses import dataclass
from typing import Final

from ingestio_core.fieldplan.lexicon import fold

_AND: Final = (
    r"(?:(?:and|but|also|please|und|aber|bitte|et|mais|y|pero|e|ma|mas|en|maar|i|ale|oraz|jednak)\b[\s,]*)*"
)
_SENTENCE: Final = re.compile(
    rf"^\s*{_AND}(?:"
    r"(?:i|we|you)?\s*(?:do not|don't|dont|do n't|needn't|never)\s+(?:need|want|require|care about|"
    r"bother (?:with|about)|include|extract|read|return|give me|give|add|list|capture|show)"
    r"(?:\s+(?:to\s+(?:have|extract|include|read|know)|for|any))*|"
    r"no need (?:for|of|to (?:extract|include|read))|not (?:needed|required|wanted|necessary)|"
    r"skip|omit|ignore|disregard|exclude|leave out|leave aside|drop|"
    r"(?:ich|wir)?\s*(?:brauche|brauchen|benötige|benötigen|will|wollen|möchte|möchten)\s+"
    r"(?:(?:ich|wir|die|den|das)\s+)?(?:keine?[nrms]?|nicht)|nicht (?:benötigt|nötig|gewünscht)|"
    r"ignorier(?:e|en|t)?|überspring(?:e|en)?|"
    r"lass(?:e|t|en)?(?:\s+sie)?(?=.*\b(?:weg|aus)\b)|"
    r"ne\s+pas\s+\w+|(?:je|nous|on)?\s*n(?:e\s+|['’]\s*)\w+\s+pas\s+(?:besoin\s+)?(?:d(?:e|es|u)\b|d['’])?|"
    r"(?:pas|aucun) besoin d(?:es|e|u|['’])|ignore[zr]|exclu(?:re|ez|s)|omett(?:re|ez)|"
    r"no\s+(?:necesit\w+|quier\w+|incluya\w*|incluir|extraiga\w*|(?:me\s+)?hacen?\s+falta|me interesan?)|"
    r"ignora[rd]?|omit(?:e|ir|a)|exclu(?:ye|ya|ir)|"
    r"non\s+(?:(?:mi|ci)\s+)?(?:serv\w+|occorr\w+|vogli\w+|include\w+|estra\w+|ho bisogno d\w*|"
    r"interess\w+)|ignorare|escludi|escludere|"
    r"não\s+(?:preciso|precisamos|quero|queremos|inclu\w+|extra\w+|é preciso|são precis\w+)(?:\s+d\w+\b)?|"
    r"ignorar|exclua|"
    r"(?:ik|we|wij)\s+(?:heb|hebben|wil|willen)\s+(?:geen|niet)|negeer|niet nodig|"
    r"nie\s+(?:potrzeb\w+|chc\w+|trzeba|podawaj|uwzględniaj|wyodrębniaj)|pomiń|zignoruj|ignoruj"
    r")(?:\s*[:,]?\s+(?P<what>.*)|\s*:?\s*)$",
    re.IGNORECASE | re.DOTALL,
)
_PART: Final = re.compile(
    rf"^\s*{_AND}(?:without|no(?!\s+(?:of|de)\b)|not|except(?:\s+for)?|excluding|apart from|other than|minus|"
    r"nothing about|keine?[nrms]?|ohne|nicht|außer|ausser|ausgenommen|sans|pas (?:de|d['’]|des|du|les|la|"
    r"le|l['’])|sauf|excepté|"
    r"sin|excepto|salvo|senza|tranne|eccetto|niente|sem|exceto|zonder|geen|behalve|niet|bez|oprócz|"
    r"z wyjątkiem|żadnych|nada de)\s+(?P<what>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND: Final = re.compile(
    r"^(?P<what>.+?)\s+(?:(?:is|are|isn't|aren't)\s+(?:not\s+)?(?:needed|required|necessary|relevant|"
    r"important|wanted|unnecessary|irrelevant)|not (?:needed|required|necessary)|"
    r"(?:can|may|should) be (?:ignored|skipped|left out|omitted)|"
    r"(?:brauch\w+|benötig\w+|will|wollen|möchte\w*|interessier\w+)\s+(?:(?:ich|wir|mich|uns)\s+)?nicht|"
    r"(?:sind|ist|werden|wird)\s+nicht\s+(?:nötig|notwendig|erforderlich|relevant|benötigt|gebraucht)|"
    r"nicht (?:nötig|benötigt)|weglassen|auslassen|ignorieren|"
    r"ne\s+(?:sont|est)\s+pas\s+\w+|n['’]est\s+pas\s+\w+|no\s+(?:son|es)\s+necesari\w+|"
    r"no\s+(?:(?:me\s+)?hacen?\s+falta|l[oa]s?\s+necesito|interesan?)|non\s+(?:serv\w+|sono necessari\w+|"
    r"interess\w+)|não\s+(?:são|é)\s+necessári\w+|(?:zijn|is|heb ik|hebben we|hoeven|hoeft)\s+niet"
    r"(?:\s+nodig)?|nie\s+(?:są|jest)\s+potrzebn\w+)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_INSIDE: Final = re.compile(
    r"[\s,](?:without|except(?:\s+for)?|excluding|but not|but no|apart from|ohne|außer|ausser|sans|sauf|sin|"
    r"excepto|salvo|senza|tranne|sem|exceto|zonder|behalve|bez|oprócz|but without|aber ohne|mais sans|"
    r"pero sin|ma senza|mas sem|maar zonder|ale bez)\s+",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(
    r"^\s*(?:(?:but|only|just|instead|rather|aber|nur|sondern|mais|seulement|pero|solo|sólo|sino|ma|solo|mas|"
    r"só|apenas|maar|alleen|ale|tylko)\b)",
    re.IGNORECASE,
)
_PIECES: Final = re.compile(
    r"\s*[,;]\s*|\s+(?:or|nor|and|oder|noch|und|ou|ni|et|o|u|y|né|e|nem|of|noch|en|lub|ani|i|oraz)\s+",
    re.IGNORECASE,
)
_IGNORE: Final = re.compile(
    r"\b(?:ignor\w*|disregard|skip|überspring\w*|omit|omite|omett\w*|negeer|zignoruj|pomiń)\b", re.IGNORECASE
)
_EVERYTHING: Final = re.compile(
    r"\b(?:everything|all (?:the )?(?:data|fields|information|details|values)|alles|alle (?:angaben|daten|"
    r"felder|werte|"
    r"gegevens|velden)|samtliche \w+|tout|toutes les (?:donnees|informations)|tous les champs|"
    r"todos? (?:los |os )?"
    r"(?:datos|campos|dados)|todas as informacoes|todo|tudo|tutt[oi](?: i (?:dati|campi))?|wszystko|"
    r"wszystkie "
    r"(?:dane|pola))\b"
)
_LONGEST: Final = 400
"""Signs of a part that are looked at; a longer one is no name of anything."""
_ENDS: Final = re.compile(
    r"\s+(?:weg|aus|nicht|nodig|over|please|bitte|thanks|either|at all)\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Left:
    """What is to be left out; `onwards` where all else of the sentence is, too."""

    what: str
    onwards: bool


def left_out(text: str) -> Left | None:
    """What a part or sentence asks to leave out, None where it asks for none such."""
    if found := _SENTENCE.match(text):
        return Left(_ENDS.sub("", found["what"] or ""), onwards=True)
    if found := _PART.match(text) or _BEHIND.match(text):
        return Left(_ENDS.sub("", found["what"]), onwards=False)
    return None


def split_without(text: str) -> tuple[str, str | None]:
    """`line items without prices` as what is asked for and what of it is not."""
    found = _INSIDE.search(f" {text[:_LONGEST]}")
    head = text[: max(found.start() - 1, 0)].strip(" ,") if found else ""
    return (head, text[found.end() - 1 :]) if found and head else (text, None)


def ignores(text: str) -> bool:
    """Whether it says to ignore or skip something, rather than that it isn't needed."""
    return _IGNORE.search(text) is not None


def asks_again(text: str) -> bool:
    """`but only the total` behind what is left out."""
    return _ONLY.match(text) is not None


def pieces(what: str) -> list[str]:
    return [piece for piece in _PIECES.split(what) if piece.strip()]


def asks_for_all(prompt: str) -> bool:
    """Whether it asks for everything, of which it may leave something out."""
    return _EVERYTHING.search(fold(prompt)) is not None
