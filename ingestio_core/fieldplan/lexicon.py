"""What people call the known fields, in eight languages.

A phrase is compared by its set of folded words: lower case, without accents, articles and
prepositions, and with every word for "number" made one. So "Numéro de la facture", "n° facture"
and "facture no." are one phrase.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingestio_core.fieldplan.model import FieldType
from ingestio_core.fieldplan.vocabulary import (
    ADDRESS,
    BUYER,
    COLUMN_ROWS,
    DOCUMENT_ROWS,
    FIELD_ROWS,
    NAME,
    ORDERER,
    QUESTION_ROWS,
    SELLER,
    TABLE_ROWS,
    TAX_ID,
)

Key = frozenset[str]


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FOLD: Final = str.maketrans(
    {"ł": "l", "Ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "°": "", "º": "", "ª": ""}
)
_NUMBER_WORDS: Final = word_set("no nr num number nummer numero n nro numer numeru nº")
STOP_WORDS: Final = word_set(
    "the a an of s their its his our your my this that these those which der die das des dem den ein "
    "eine einer "
    "von vom zum zur ihr ihre le la les l de du d un une leur el los las del una su sus il lo gli i "
    "della dell "
    "dello dei di suo o os as do da dos uno van het een for to fur pour para per voor dla na"
)
# Inflected forms that prompts have where labels have the plain one.
_PLAIN: Final = {
    "namen": "name",
    "kwote": "kwota",
    "nazwe": "nazwa",
    "sume": "suma",
    "walute": "waluta",
    "amt": "amount",
    "inv": "invoice",
    "addr": "address",
    "cust": "customer",
    "curr": "currency",
    "desc": "description",
    "descr": "description",
    "dt": "date",
    "vend": "vendor",
    "supp": "supplier",
    "acct": "account",
    "sprzedawce": "sprzedawca",
    "nabywce": "nabywca",
    "odbiorce": "odbiorca",
    "dostawce": "dostawca",
    "wystawce": "wystawca",
    "kupujacego": "kupujacy",
    "zamawiajacego": "zamawiajacy",
    "cene": "cena",
    "adresu": "adres",
    "opisem": "opis",
    "kodem": "kod",
    "iloscia": "ilosc",
    "wartoscia": "wartosc",
    "saldem": "saldo",
    "kontrahenta": "kontrahent",
    "fakture": "faktura",
    "brutta": "brutto",
    "platnosc": "platnosci",
    "lacznej": "laczna",
    "wartosci": "wartosc",
    "ilosci": "ilosc",
    "opisu": "opis",
    "ust-id": "ustid",
}
_SHORTEST_COMPOUND: Final = 4
_WORD: Final = re.compile(r"[#№]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the prompt, folded, and where it stands there."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case letters without accents."""
    plain = unicodedata.normalize("NFKD", text.translate(_FOLD))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()


def words(text: str) -> list[Word]:
    """The words of a text; `#` and `№` count as words."""
    return [Word(fold(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)]


def key_of(texts: Iterator[str] | list[str]) -> Key:
    """What a phrase is looked up by; empty where it has only articles and prepositions."""
    return frozenset({_plain(text) for text in texts} - STOP_WORDS)


def _plain(text: str) -> str:
    """A word as it is compared: "Bestellnr" is "Bestellnummer"."""
    if text in _NUMBER_WORDS or text in "#№":
        return "number"
    if len(text) > _SHORTEST_COMPOUND and text.endswith("nr"):
        return f"{text[:-2]}nummer"
    return _PLAIN.get(text, text)


def phrase_key(phrase: str) -> Key:
    return key_of([word.text for word in words(phrase)])


# "VAT" is the tax amount on its own, and a tax number only beside a party.
_ALONE_IS_TAX: Final = word_set("vat tva iva btw")


def _rows(table: str) -> Iterator[tuple[str, str]]:
    for row in table.replace("|\n  ", "|").strip().splitlines():
        name, _, phrases = row.partition(":")
        for phrase in phrases.split("|"):
            yield name, phrase.strip()


def _index(table: str) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for name, phrase in _rows(table):
        found.setdefault(phrase_key(phrase), name)
        found.setdefault(phrase_key(name.replace("_", " ")), name)
    found.pop(frozenset(), None)
    return found


_ACCOUNT: Final = (
    "iban|bank account|bank account number|bankverbindung|kontonummer|bankkonto|compte bancaire|cuenta "
    "bancaria|"
    "conto bancario|conta bancária|bankrekening|rekeningnummer|numer konta|rachunek bankowy"
)


def _fields() -> dict[Key, str]:
    found: dict[Key, str] = {}
    for party, role in ((SELLER, "vendor"), (BUYER, "customer"), (ORDERER, "buyer")):
        for word in party.split("|"):
            own = phrase_key(word)
            found.setdefault(own, f"{role}_name")
            if role == "vendor":
                for phrase in _ACCOUNT.split("|"):
                    found.setdefault(own | phrase_key(phrase), "iban")
            for attributes, suffix in ((NAME, "name"), (ADDRESS, "address"), (TAX_ID, "tax_id")):
                for attribute in attributes.split("|"):
                    found.setdefault(own | phrase_key(attribute), f"{role}_{suffix}")
    for phrase in ADDRESS.split("|"):
        found[phrase_key(phrase)] = "vendor_address"
    for phrase in TAX_ID.split("|"):
        if phrase not in _ALONE_IS_TAX:
            found[phrase_key(phrase)] = "vendor_tax_id"
    # A phrase of nothing but articles ("EIN", which is a German one) names nothing.
    found.pop(frozenset(), None)
    return found | _index(FIELD_ROWS)


FIELDS: Final = _fields()
"""Phrase to known field. `buyer_*` and `customer_tax_id` are told apart by the compiler, and
`period` stands for its two ends."""

COLUMNS: Final = _index(COLUMN_ROWS)
TABLES: Final = _index(TABLE_ROWS)
QUESTIONS: Final = {key: name for key, name in _index(QUESTION_ROWS).items() if key not in FIELDS}
"""What is asked in words that no document prints: `when must it be paid`. By sets of words, as `FIELDS`."""

_AMOUNTS: Final = word_set(
    "total amount sum price value betrag gesamtbetrag summe gesamtsumme rechnungsbetrag preis montant "
    "total prix "
    "somme importe monto valor precio total totale importo prezzo valore montante preco totaal bedrag "
    "totaalbedrag "
    "prijs kwota suma razem wartosc cena"
)
_WITHOUT_TAX: Final = word_set(
    "without before excl excluding exclusive net less ohne vor exkl exklusive zzgl netto sans hors avant "
    "sin antes "
    "neto senza prima esclusa escluso sem zonder exclusief voor bez"
)
_WITH_TAX: Final = word_set(
    "with after incl including inclusive gross mit nach inkl inklusive einschliesslich brutto avec apres "
    "compris "
    "comprise con incluido incluidos bruto compresa compreso inclusa lordo com incluindo met inclusief "
    "na z ze"
)
TAXES: Final = word_set(
    "tax taxes vat gst mwst ust umsatzsteuer mehrwertsteuer steuer steuern tva taxe taxes iva impuesto "
    "impuestos "
    "imposta imposte imposto impostos btw podatek podatku"
)


def net_or_gross(key: Key) -> str | None:
    """`Betrag ohne MwSt` is the net, `importe con IVA` the total, in whatever language."""
    if not key & TAXES:
        return None
    rest = key - _AMOUNTS - TAXES
    if len(rest) == 1 and (key & _AMOUNTS or len(key) == 2):
        if rest <= _WITHOUT_TAX:
            return "subtotal" if key & _AMOUNTS or rest & {"before", "excl", "hors", "exkl"} else None
        if rest <= _WITH_TAX and key & _AMOUNTS:
            return "total"
    return None


DOCUMENTS: Final = {next(iter(key)): name for key, name in _index(DOCUMENT_ROWS).items() if len(key) == 1}
"""Single words for a kind of document."""

_ENDS: Final = {
    end: kind
    for kind, ends in (
        ("payroll", "lohnabrechnung lohnabrechnungen gehaltsabrechnung gehaltsabrechnungen"),
        ("invoice", "rechnung rechnungen factuur facturen"),
        ("receipt", "quittung quittungen beleg belege belegen kassenbon kassenbons bonnen bonnetjes"),
        ("bank_statement", "auszug auszuge auszugen afschrift afschriften"),
        ("contract", "vertrag vertrage vertragen contract contracten"),
        ("purchase_order", "bestellung bestellungen bestelling bestellingen"),
        ("", "scheine scheinen bescheid bescheide protokolle formulare staten stroken formulieren"),
    )
    for end in ends.split()
}


def document_kind(word: str) -> str | None:
    """The kind of document that a word or German or Dutch compound is for; empty for one without known
    fields, None for another word."""
    if word in DOCUMENTS:
        return DOCUMENTS[word]
    return next(
        (kind for end, kind in _ENDS.items() if word.endswith(end) and len(word) > len(end) + 2), None
    )


PARTIES: Final = frozenset(
    phrase_key(word) for party in (SELLER, BUYER, ORDERER) for word in party.split("|")
)
ATTRIBUTES: Final = frozenset(
    phrase_key(word) for words_ in (NAME, ADDRESS, TAX_ID) for word in words_.split("|")
) - {frozenset()}

_HINTS: Final = (
    (
        FieldType.TEXT,
        "name company period method type status terms person address scheme provider office class reason "
        "firma "
        "zeitraum art nom societe periode mode nombre empresa tipo periodo naam soort okres nazwa rodzaj "
        "azienda",
    ),
    (FieldType.DATE, "date datum fecha data dates deadline birthday geburtsdatum termin expiry"),
    (FieldType.TIME, "time uhrzeit heure hora ora tijd godzina"),
    (
        FieldType.AMOUNT,
        "amount price total cost costs fee fees sum salary rent discount deposit betrag preis kosten "
        "summe rabatt "
        "gebuhr miete kaution gehalt montant prix cout remise loyer importe precio coste monto descuento "
        "importo prezzo "
        "costo sconto valor preco custo desconto bedrag prijs korting huur kwota cena koszt rabat "
        "balance saldo "
        "shipping freight versandkosten tip surcharge wage wages stipendio salario salaire lohn sueldo "
        "loon pensja "
        "wynagrodzenie honorar caution fianza deposito caucao waarborg kaucja frais gastos spese "
        "despesas oplata oplaty "
        "charge charges premium pramie prime prima premio abschlag debit credit owed "
        "pay paye wages earnings bonus commission pension deduction deductions allowance refund payout money "
        "contribution contributions expenses turnover tax lohn entgelt provision guthaben nachzahlung "
        "auszahlung steuer zuschlag abzug abzuge cotisation cotisations retenue retenues acompte impot "
        "salaires "
        "traitement retencion retenciones alquiler renta nomina paga comision impuesto anticipo "
        "retribuzione canone affitto trattenute contributi acconto provvigione imposta renda aluguel "
        "vencimento "
        "subsidio comissao imposto salarios salaris vergoeding belasting toeslag uurtarief tarief pensioen "
        "czynsz skladka skladki placa premia podatek zaliczka",
    ),
    (
        FieldType.NUMBER,
        "quantity count qty percent percentage rate weight hours days menge anzahl prozent "
        "prozentsatz gewicht "
        "stunden quantite nombre poids heures cantidad porcentaje peso horas quantita percentuale "
        "ore quantidade "
        "percentagem aantal gewicht uren ilosc procent waga godzin liczba age pages kwh km "
        "reading consumption satz steuersatz "
        "taux taxa aliquota stawka tasa liter litre litres lettura consumo consommation lectura "
        "meterstand verbruik zuzycie odczyt votes abstentions stimmen voix votos voti stemmen glosy "
        "points litros litri litrow "
        "punkte score litres liters km",
    ),
    (
        FieldType.ID,
        "number numer id reference ref code iban bic swift sku nummer kennung referenz numero "
        "identifiant codigo "
        "centre center centro kostenstelle codice riferimento referencia kenmerk kod identyfikator "
        "serial vin isbn nif nip passport",
    ),
)
_HINTS_BY_WORD: Final = {word: kind for kind, hint_words in reversed(_HINTS) for word in hint_words.split()}
_COMPOUNDS: Final = (
    ("nummer", FieldType.ID),
    ("nr", FieldType.ID),
    ("zeitraum", FieldType.TEXT),
    ("lohn", FieldType.AMOUNT),
    ("gehalt", FieldType.AMOUNT),
    ("entgelt", FieldType.AMOUNT),
    ("beitrag", FieldType.AMOUNT),
    ("steuer", FieldType.AMOUNT),
    ("zuschlag", FieldType.AMOUNT),
    ("guthaben", FieldType.AMOUNT),
    ("stimmen", FieldType.NUMBER),
    ("loon", FieldType.AMOUNT),
    ("tarief", FieldType.AMOUNT),
    ("belasting", FieldType.AMOUNT),
    ("toeslag", FieldType.AMOUNT),
    ("salaris", FieldType.AMOUNT),
    ("kennzeichen", FieldType.ID),
    ("datum", FieldType.DATE),
    ("betrag", FieldType.AMOUNT),
    ("bedrag", FieldType.AMOUNT),
    ("preis", FieldType.AMOUNT),
    ("prijs", FieldType.AMOUNT),
    ("kosten", FieldType.AMOUNT),
    ("gebuhr", FieldType.AMOUNT),
    ("miete", FieldType.AMOUNT),
    ("beginn", FieldType.DATE),
    ("summe", FieldType.AMOUNT),
    ("stand", FieldType.NUMBER),
    ("verbrauch", FieldType.NUMBER),
    ("menge", FieldType.NUMBER),
    ("satz", FieldType.NUMBER),
)


def hint(word: str) -> FieldType | None:
    """The type of an unknown field that has this folded word in its name; German and Dutch
    compounds go by their end."""
    if word in _HINTS_BY_WORD:
        return _HINTS_BY_WORD[word]
    return next((kind for end, kind in _COMPOUNDS if word.endswith(end) and len(word) > len(end) + 2), None)


ITEM_WORDS: Final = word_set(
    "item article product artikel produkt article produit articulo producto articolo prodotto artigo "
    "produto towar "
    "produktu towaru good service leistung prestation servicio servizio servico dienst usluga usluge "
    "concepto voce "
    "partida posten purchase"
)
"""What a line item is called behind "for each"."""

TABLE_WORDS: Final = word_set(
    "table tabelle tableau tabla tabella tabela tabel list liste lista elenco lijst all alle tous toutes "
    "todos todas tutti tutte"
)
"""Words around the name of a table that say nothing more."""
