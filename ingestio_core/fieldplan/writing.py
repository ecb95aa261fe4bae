"""A prompt's own writing made plain before it is cut: quoted names, numbered lists in one line, camelCase."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from ingestio_core.fieldplan.lexicon import fold, word_set

# Quoted names keep their signs, so that nothing parts them: each stands in the Private Use Area meanwhile.
_SIGNS: Final = " \t,;:.!?()[]{}|/&+-–—'’"
_HIDDEN: Final = {ord(sign): 0xE000 + at for at, sign in enumerate(_SIGNS)}
_SHOWN: Final = {hidden: sign for sign, hidden in _HIDDEN.items()}
OPEN, CLOSE = "\ue040", "\ue041"
DUTCH_AND: Final = "\ue042"
"""Stands for a Dutch "en", which in French and Spanish is another word."""
GLUE: Final = "\ue043"
"""Stands for a space in "nome e cognome", which nothing parts."""
ADDED: Final = "\ue044"
"""Stands in front of what is added with a "plus the", so that is no more column of the table before it."""

_MARKS: Final = {ord(GLUE): " ", ord(ADDED): None, ord(DUTCH_AND): "en"}
_PRIVATE: Final = re.compile(r"[\ue000-\ue0ff]")
_QUOTED: Final = re.compile(
    r"[\"“”„«»‟]([^\"“”„«»‟\n]{1,80})[\"“”„«»‟]|(?<!\w)[‘'`‚]([^\s'‘’`‚][^'‘’`‚\n]{0,78})['’`](?!\w)"
)
_MAX_WORDS: Final = 6
_WHOLE_NAMES: Final = re.compile(
    r"\b(?:nome e (?:cognome|apelido|sobrenome)|cognome e nome|nombres? y apellidos?|apellidos? y nombres?|"
    r"noms? (?:et|&) prénoms?|prénoms? (?:et|&) noms?|vor-? (?:und|&) (?:nach|zu)name|name und vorname|"
    r"(?:nach|vor)name und (?:vor|nach)?name|voor-? en achternaam|(?:voor|achter)?naam en (?:voor|"
    r"achter)?naam|"
    r"imi(?:ę|e|ona) i nazwisk\w+|nazwisk\w+ i imi\w+|(?:first|given) and (?:last|family) name|"
    r"name and surname)\b",
    re.IGNORECASE,
)
_ADDING: Final = re.compile(
    r"(?:(?<=\s)|(?<=,))(?:plus|as well as|and also|in addition to|sowie|ainsi que|así como|nonché|bem como|"
    r"evenals|alsmede|a także|più|mais)\s+(?=(?:the|der|die|das|den|dem|le|la|les|el|los|las|il|lo|gli|i|"
    r"o|a|os|"
    r"as|het|de)\s|l['’])",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_CAMEL: Final = re.compile(r"\b[a-z]{2,}(?:[A-Z][a-z]+)+\b|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKDOWN: Final = re.compile(r"^\s*#{2,6}\s+|\*\*|__(?=\w)|(?<=\w)__", re.MULTILINE)
_NUMBERED: Final = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2})[.)]\s+(?=[^\W\d])")
_PERCENT: Final = re.compile(r"(?<![\d\s])\s*%|(?<=\D\s)%")
_PATH: Final = re.compile(r"\b(\w+)\[\d*\]\.(\w+)((?:\s*[,;\n]\s*(?:[-*•]\s*)?\1\[\d*\]\.\w+)*)")
_NAMELY: Final = re.compile(
    r",?\s+(?:namely|that is|i\.\s?e\.|viz\.?|to wit|nämlich|und zwar|d\.\s?h\.|à savoir|"
    r"c['’]est[- ]à[- ]dire|"
    r"es decir|a saber|cioè|ossia|vale a dire|ou seja|namelijk|te weten|en wel|to znaczy|tj\.|czyli|"
    r"mianowicie|a mianowicie)[\s,:]+(?P<each>(?:je|pro|für jede\w*|per|for each|por cada|pour chaque)\s)?",
    re.IGNORECASE,
)
_LIST_OF: Final = re.compile(
    r"\b(?:(?:an?|the|eine?|die|une?|la|una?|uma|een)\s+)?(?:lists?|table|liste|tabelle|aufstellung|"
    r"tableau|lista|"
    r"listado|tabla|elenco|tabella|listagem|tabela|lijst|tabel|overzicht|zestawienie|wykaz)\s+(?:of|der|"
    r"des?|aller|von|"
    r"mit|d[eio]|dei|degli|delle|das|dos|van|met)\s+(?:(?:all|the|alle[rn]?|den|tous|toutes|todos?|"
    r"todas?|tutt[ie]|l[aeo]s?)\s+)*",
    re.IGNORECASE,
)
_DUTCH: Final = word_set(
    "het een van voor alle elke geen zonder geef haal lees graag factuur facturen factuurnummer factuurdatum "
    "bedrag klant regels regel omschrijving aantal prijs leverancier naam btw totaal totaalbedrag "
    "alstublieft "
    "nodig wil datum vervaldatum klantnaam adres bonnen ordernummer bestelnummer leverdatum winkel "
    "betaalwijze "
    "rekeningnummer rekeninghouder contract opzegtermijn einddatum ingangsdatum wie wat wanneer hoeveel welke"
)
_ROMANCE: Final = word_set("le la les des du el los las factura facture fecha proveedor fournisseur una une")
_DUTCH_EN: Final = re.compile(r"(?<=\s)en(?=\s)")


def plain(prompt: str, is_known: Callable[[str], bool]) -> str:
    """The prompt with quoted names hidden from all that parts it, and lists with a line for each."""
    prompt = _PRIVATE.sub("", prompt)
    prompt = _QUOTED.sub(_hide, prompt)
    prompt = _WHOLE_NAMES.sub(lambda found: found.group().replace(" ", GLUE), prompt)
    prompt = _ADDING.sub(lambda found: f"{found.group()}{ADDED}", prompt)
    prompt = _MARKDOWN.sub("", prompt)
    prompt = _PATH.sub(_table_of_path, prompt)
    prompt = _CAMEL.sub(lambda found: _humps(found.group(), is_known), prompt)
    prompt = _LIST_OF.sub("", prompt)
    prompt = _PERCENT.sub(" percent", prompt)
    prompt = _NAMELY.sub(lambda found: f", {found['each']}" if found["each"] else ": ", prompt)
    spoken = {fold(word) for word in re.findall(r"[^\W\d_]+", prompt)}
    if len(spoken & _DUTCH) > len(spoken & _ROMANCE):
        prompt = _DUTCH_EN.sub(DUTCH_AND, prompt)
    return "\n".join(map(_numbered_apart, prompt.split("\n")))


def shown(text: str) -> str:
    """The text as the person wrote it."""
    return (
        text.translate(_SHOWN)
        .replace(OPEN, '"')
        .replace(CLOSE, '"')
        .replace(DUTCH_AND, "en")
        .translate(_MARKS)
    )


def quoted_name(text: str) -> str | None:
    """The name in quotes that a part holds, as it was written."""
    found = _NAMED.search(text)
    return found[1].translate(_SHOWN).strip() if found else None


def _hide(found: re.Match[str]) -> str:
    name = (found[1] or found[2]).strip()
    count = len(re.findall(r"\w+", name))
    if not 0 < count <= _MAX_WORDS:
        return f" {name} "
    return f"{OPEN}{name.translate(_HIDDEN)}{CLOSE}"


def _humps(token: str, is_known: Callable[[str], bool]) -> str:
    apart = _HUMP.sub(" ", token)
    if token[0].islower() or (is_known(apart) and not is_known(token)):
        return apart
    return token


def _table_of_path(found: re.Match[str]) -> str:
    """`items[].sku, items[].price` as `items (sku, price)`."""
    others = re.findall(r"\]\.(\w+)", found[3])
    return f"{found[1]} ({', '.join((found[2], *others))})"


def _numbered_apart(line: str) -> str:
    """`1. total 2. VAT` as two lines where the numbers count up."""
    marks = list(_NUMBERED.finditer(line))
    if len(marks) < 2 or any(int(one[1]) + 1 != int(next_[1]) for one, next_ in pairwise(marks)):
        return line
    bounds = [0, *(mark.start() for mark in marks[1:]), len(line)]
    return "\n".join(line[start:end].strip(" ,;") for start, end in pairwise(bounds))
