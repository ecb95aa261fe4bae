"""What columns of tables are called, in eight languages, as patterns over folded text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_extract.layout import fold

_WORDS: Final[Mapping[str, str]] = {
    "description": (
        r"description|item(?: description)?s?|product(?:s| name)?|details?|particulars|service|"
        r"beschreibung|bezeichnung|artikel(?:bezeichnung|beschreibung)?|leistung(?:en)?|produkt(?:bezeichnung)?|"
        r"ware|text|designation|libelle|prestations?|article|produit|descripcion|concepto|articulo|"
        r"producto|detalle|descrizione|prodotto|articolo|voce|causale|descricao|produto|artigo|"
        r"designacao|omschrijving|nazwa(?: towaru| uslugi)?(?: lub uslugi)?|opis|towar|usluga|"
        r"buchungstext|verwendungszweck|vorgang|operation|opis operacji|descritivo|tytul|movimento|"
        r"movimiento|"
        r"transaction(?: details)?|activity"
    ),
    "quantity": (
        r"quantity|qty|quant|hours|hrs|units?|menge|anzahl|stk|stuck|std|stunden|quantite|q\.? ?te|nombre|"
        r"cantidad|cant|uds|quantita|q\.? ?ta|quantidade|qtd(?:e)?|aantal|hoeveelheid|[il1]losc|liczba"
    ),
    "unit_price": (
        r"unit (?:price|cost)|price(?: ?/ ?unit| per unit| each)?|rate|cost|each|einzel ?-?preis|"
        r"e ?-?preis|ep|stuck ?preis|vk-preis|netto ?preis|preis|prix (?:unitaire|unit)(?: ?/ ?mois)?|"
        r"p\.? ?u\.?|prix|precio(?: unitario| unit)?|p\.? ?unit(?:ario)?|prezzo(?: unitario| unit)?|"
        r"preco(?: unitario| unit)?|prijs(?: per (?:stuk|eenheid))?|tarief|"
        r"(?!ges|tot|zeil|pos|end|regel|rech)[a-z]+(?:preis|prijs)|"
        r"cena(?: jedn(?:ostkowa)?| netto)?"
    ),
    "amount": (
        r"amount(?: due)?|line total|total(?: price| amount)?|net amount|ext(?:ended)? price|value|"
        r"gesamt(?:preis|betrag|summe)?|g-?preis|gp|betrag|zeilen ?betrag|netto ?betrag|"
        r"positions ?betrag|summe|wert|montant|total|importe|subtotal|importo|totale|valor(?: total)?|"
        r"importancia|bedrag|totaal|totaal ?prijs|regel ?totaal|prijs incl|wartosc(?: netto| brutto)?|"
        r"entgelt|line amount|kwota|razem|umsatz|betrag in eur|mouvement"
    ),
    "sku": (
        r"sku|item (?:no|number|code|#)|art(?:ikel|icle)? ?-?(?:nr|no|nummer|code|number)|"
        r"product (?:code|no|id)|part (?:no|number|#)|code|ref(?:erence|erencia)?|codice|codigo|kod|"
        r"nr kat|material|artikelcode|item id|item #|indeks|cod art"
    ),
    "date": (
        r"date|datum|buchungs ?tag|buchungs ?datum|buchung|valuta|fecha|data|booking date|value date|"
        r"posted|data operacji|tag|boekdatum"
    ),
    "balance": r"(?:running )?balance|saldo|konto ?stand|solde",
    "debit": (
        r"debits?|withdrawals?|paid out|money out|out|soll|lastschrift|belastung|ausgang|debit|"
        r"cargos?|cargo|debe|addebiti|dare|uscite|debitos?|saidas|af|afschrijving|bij/af|obciazenia|"
        r"payments|ausgaben|debet|wyplaty"
    ),
    "credit": (
        r"credits?|deposits?|paid in|money in|in|haben|gutschrift|eingang|abonos?|abono|haber|"
        r"accrediti|avere|entrate|creditos?|entradas|bij|bijschrijving|uznania|wplaty|receipts|"
        r"einnahmen"
    ),
    "tax_rate": (
        r"vat(?: ?%| rate)?|tax(?:es)?(?: ?%| rate)?|mwst(?: ?%|\.)?|ust(?: ?%|\.)?|steuer(?: ?satz|"
        r" %)?|tva(?: ?%)?|% ?tva|iva(?: ?%)?|btw(?: ?%)?|stawka(?: vat)?|vat ?%|gst"
    ),
    "position": r"pos(?:ition)?|no|nr|#|lp|line|lfd|n[°º]|item no",
    "unit": r"unit|uom|einheit|me|unite|unidad|unita|unidade|eenheid|jm|j\.m|jedn",
    "discount": (
        r"disc(?:ount)?(?: ?%|\.%)?|desc ?%|rab ?%|rem ?%|sc ?%|kort ?%|rabat|upust|nachlass|rabatt(?: ?%)?|"
        r"remise|descuento|dto|sconto|desconto|korting"
    ),
    "name": r"name|party|nom|nombre|nome|naam|nazwa",
    "role": r"role|rolle|capacity|as|qualite|funcion|ruolo|funcao|rol|rola",
}


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{words.replace(' ', '[ .]*')})(?![a-z0-9])")


PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {name: _pattern(words) for name, words in _WORDS.items()}
HELPERS: Final = ("tax_rate", "position", "unit", "discount", "sku")
NUMERIC: Final = frozenset(("quantity", "unit_price", "amount", "balance", "debit", "credit"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is looked for. `role` is a known one or the column's own name."""

    role: str
    type: FieldType
    pattern: re.Pattern[str]

    @property
    def numeric(self) -> bool:
        return self.type in (FieldType.AMOUNT, FieldType.NUMBER)


def columns_of(spec: FieldSpec) -> dict[str, Column]:
    """The columns of a table by their own names. Of two of one role the second is known by its own words."""
    found: dict[str, Column] = {}
    for item in spec.columns:
        known = column(item)
        if any(known.role == other.role for other in found.values()):
            known = Column(item.name, item.type, _own_words(item))
        found[item.name] = known
    return found


def column(spec: FieldSpec) -> Column:
    """The column of a field: its role's words, else its own."""
    role = spec.role if spec.role in PATTERNS else spec.name if spec.name in PATTERNS else None
    if role is not None:
        return Column(role, spec.type, _pattern(f"{_own(spec)}|{_WORDS[role]}"))
    return Column(spec.name, spec.type, _own_words(spec))


def _own_words(spec: FieldSpec) -> re.Pattern[str]:
    return _pattern(_own(spec))


def _own(spec: FieldSpec) -> str:
    """What a column calls itself, as a pattern."""
    names = {fold(spec.label).strip(), spec.name.replace("_", " ")}
    return "|".join(
        re.escape(name).replace(r"\ ", " ")
        for name in sorted(names, key=lambda name: (-len(name), name))
        if name
    )


def helper(role: str) -> Column:
    """A column that nobody asked for, so that its cells don't fall to a neighbour."""
    kind = FieldType.AMOUNT if role in NUMERIC else FieldType.TEXT
    return Column(role, kind, PATTERNS[role])
