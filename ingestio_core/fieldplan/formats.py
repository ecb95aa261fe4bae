"""Types, formats and units that a prompt asks for: "as number", "(YYYY-MM-DD)", "in kWh"."""

import re
from typing import Final

from ingestio_core.fieldplan.lexicon import word_set, words
from ingestio_core.fieldplan.model import FieldType

UNITS: Final = word_set(
    "kwh mwh wh kw mw m2 m3 qm cbm sqm kg g mg t lb lbs oz km m cm mm mi miles l ml liter litre liters "
    "litres "
    "litros litri litrow percent percentage prozent pourcent pourcentage porcentaje porciento percentuale "
    "percentagem procent procenten procentach hours stunden heures horas ore uren godzin godzinach days tage "
    "jours dias giorni dagen dni minutes minuten months monate mois meses mesi maanden miesiecy years jahre "
    "smc sm3 nm3 mc gcal mcal kcal btu therm therms gj mj psi bar mbar kpa rpm kmh kph mph hz khz mhz ghz kv "
    "kva mah ton tons hl dl cl ha acre acres sqft ft ft2 yd gal gallon gallons "
    "pieces stuck pcs celsius kilo kilos tonnes tonnen"
)
CURRENCIES: Final = word_set(
    "eur euro euros usd dollar dollars gbp pounds chf franken francs pln zloty zlotych zl inr brl reais sek "
    "nok dkk czk cents cent cts"
)
_KINDS: Final = (
    (
        FieldType.DATE,
        "date datum fecha data iso yyyy jjjj aaaa rrrr dates daten dato",
    ),
    (FieldType.TIME, "time uhrzeit heure hora ora tijd godzina hh"),
    (
        FieldType.AMOUNT,
        "amount money currency betrag geldbetrag wahrung montant devise importe moneda importo valuta valor "
        "moeda bedrag kwota monetary",
    ),
    (
        FieldType.NUMBER,
        "number numeric decimal integer int float double zahl ganzzahl dezimalzahl nummer numerisch nombre "
        "numerique entier numero numerico entero decimale numeriek getal decimaal liczba liczbowo numbers "
        "zahlen digits",
    ),
    (
        FieldType.TEXT,
        "text string str texto texte testo tekst tekstowo zeichenkette boolean bool yes no ja nein nee "
        "oui non "
        "si sim nao tak nie true false wahr falsch vrai faux checkbox char varchar",
    ),
    (FieldType.ID, "identifier"),
)
_KIND: Final = {word: kind for kind, line in reversed(_KINDS) for word in line.split()} | {
    **dict.fromkeys(UNITS, FieldType.NUMBER),
    **dict.fromkeys(CURRENCIES, FieldType.AMOUNT),
}
_REQUIRED: Final = word_set("required optional mandatory nullable yes no ja oui si sim tak")
_ORDER: Final = [kind for kind, _ in _KINDS]
_AROUND: Final = word_set(
    "a an as in the of or format formato formaat formacie form type typ tipo value field only als im ein "
    "eine "
    "einer einen en como un une una come jako w au sous forme de 8601 mm dd tt jj gg yy with two decimals "
    "decimal places plain required optional mandatory nullable pflicht pflichtfeld obligatoire obligatorio "
    "obbligatorio obrigatorio verplicht wymagane oder ou o of lub iso"
)
_EXAMPLE: Final = re.compile(
    r"^\s*(?:e\.?\s?g\b|i\.?\s?e\b|for example|such as|like|z\.?\s?b\b|zum beispiel|d\.?\s?h\b|wie|"
    r"p\.?\s?ex\b|"
    r"par exemple|comme|p\.?\s?ej\b|por ejemplo|ad es|es\.|ad esempio|por exemplo|bijv|bv\b|np\b|na przykład|"
    r"if\b|when\b|falls\b|wenn\b|si\b|se\b|indien\b|jeśli\b|optional|mandatory|required|one of\b|either\b)",
    re.IGNORECASE,
)


def asked_type(text: str) -> FieldType | None:
    """The type that a text names where it names nothing else."""
    spoken = {word.text for word in words(text)}
    kinds = {_KIND[word] for word in spoken if word in _KIND}
    if "," in text and not spoken & _REQUIRED:
        return None
    if not kinds or not all(word in _KIND or word in _AROUND for word in spoken):
        return None
    return next(kind for kind in _ORDER if kind in kinds)


def is_remark(text: str) -> bool:
    """Whether what stands in brackets is an example or a condition, so no column."""
    return _EXAMPLE.match(text) is not None


def type_behind(tail: str) -> FieldType | None:
    """The type in what `polite.TRAIL` takes off the end of a part."""
    kinds = {_KIND[word] for word in tail.split() if word in _KIND}
    return next((kind for kind in _ORDER if kind in kinds), None)
