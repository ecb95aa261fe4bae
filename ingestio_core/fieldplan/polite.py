"""Words of a prompt that ask for something without naming it."""

import re
from typing import Final

from ingestio_core.fieldplan.lexicon import DOCUMENTS, word_set

LEADS: Final = frozenset(
    word
    for line in (
        "please extract get fetch find read give show tell return provide pull out capture collect identify",
        "determine me us i we want need would like to know what is are was which the a an all any "
        "and also then",
        "as well from can could you kindly including plus or following their its his her our your my "
        "this these",
        "who when how much many it of table",
        "those just only let have list each every both of in on with hi hello dear",
        "bitte extrahiere extrahieren lies lesen gib mir zeige ich brauche benotige benotigen "
        "wir mochte mochten hatte hatten brauchen "
        "gerne die der das",
        "den dem des alle auch sowie wie lautet lauten aus ein eine einen und von jeder jedes",
        "merci veuillez extraire extrais extrayez donne donnez moi je veux voudrais besoin quel "
        "quelle quels quelles",
        "est sont le la les l de du d tous toutes tout aussi s il vous plait et un une des",
        "por favor extrae extraer extraiga dame quiero necesito cual cuales es son el los las todos "
        "todas tambien y",
        "per favore estrai estrarre dammi voglio vorrei quale qual lo gli tutti tutte anche e",
        "extraia extrair quero preciso qual quais o os as do da dos tambem",
        "graag alstublieft haal lees geef mij ik wil nodig heb wat het ook uit en",
        "prosze wyodrebnij podaj odczytaj potrzebuje chce jaki jaka jest wszystkie takze oraz z",
    )
    for word in line.split()
)
"""Folded words that are taken off the front of a part."""

VERBS: Final = word_set(
    "please extract get fetch find read give show return provide pull capture collect need want list"
)
FILLERS: Final = word_set(
    "data information info details fields field values columns following below here everything "
    "document documents "
    "file files page pages thanks thank you danke vielen dank merci gracias grazie obrigado obrigada "
    "dziekuje bedankt "
    "angaben daten felder folgende folgenden informationen donnees champs informations suivants "
    "suivantes datos "
    "campos siguientes dati campi seguenti dados seguintes gegevens velden volgende dane pola "
    "nastepujace advance "
    "attached"
)
"""What says nothing when a part holds nothing else."""

_DETERMINER: Final = (
    "the|this|these|each|every|my|our|all|der|den|dem|dieser|diesen|la|le|les|cette|ces|el|los|il|o|de"
)
_DOCUMENT: Final = "|".join(
    sorted({*DOCUMENTS, "document", "documents", "page", "file", "dokument", "documento", "purchase order"})
)
TRAIL: Final = re.compile(
    r"(?:"
    r" (?:as|in|als|im|en|como|come|jako|w|au|nel|sous forme de) "
    r"(?:an? |the |einer? |une? |una |uma |een )?(?:plain )?(?:iso(?: 8601)?|number|"
    r"numeric|decimal|"
    r"date|text|string|zahl|datum|numero|fecha|liczba|eur|euros?|usd|dollars?|gbp|chf|pln|inr|"
    r"table|tabelle|tableau|tabla|tabella|tabela|tabel|list|liste|yyyy mm dd|dd mm yyyy|"
    r"formato iso|format iso|iso format)(?: (?:format|formato|formaat|formacie|form|value))?"
    r"| (?:format|formato|formacie) iso"
    r"| if (?:present|any|available|there|given|stated|shown|possible)"
    r"| falls vorhanden| si (?:present|existe|disponible|hay)| se presente| indien aanwezig| jesli jest"
    rf"| (?:of|from|on|in|for|vom|von|aus|auf|sur|dans|en|su|em|op|z|"
    rf"na) (?:(?:{_DETERMINER}) )?(?:{_DOCUMENT})"
    r"| please| thanks| thank you| bitte| merci| gracias| grazie| obrigado| too| as well| also|"
    r" for me| as shown"
    r"| is| are| was| op| as printed| as written| exactly"
    r")+$"
)
"""On the words joined by single spaces: formats, conditions and courtesies at the end of a part."""

ADJECTIVES: Final = word_set(
    "full exact complete overall main official printed legal correct all any total's whole final "
    "vollstandige "
    "genaue complet complete exact completo completa exacto esatto volledige pelna pelny code value field"
)
WITH: Final = re.compile(
    r"\s(?:(?:each\s+)?(?:along\s+)?with|including|incl\.?|inkl\.?|containing|showing|mit|samt|"
    r"jeweils\s+mit|avec|"
    r"con|com|met|ze?|and\s+their|und\s+deren)\s+(?:their\s+|its\s+|the\s+)?",
    re.IGNORECASE,
)
EACH: Final = re.compile(
    r"^\s*(?:and\s+|und\s+|et\s+|y\s+)?(?:(?:for|für|fur|pour|para|per|voor|dla|from|of)\s+)?"
    r"(?:each|every|per|jede[rsnm]?|pro|je|chaque|cada|ogni|elke|elk|każd\w+|kazd\w+)\s+",
    re.IGNORECASE,
)
PER: Final = re.compile(
    r"\s(?:(?:for|of|from|on|in|für|von|pour|de|para|per|di|van|voor|dla)\s+)?"
    r"(?:each|every|per|pro|je|jede[rsnm]?|par|por|chaque|cada|ogni|elke|elk|każd\w+|"
    r"kazd\w+)\s+(?:of\s+the\s+)?(?=\S)",
    re.IGNORECASE,
)
