"""Words of eight languages for the made documents. Every company, street and person is invented."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")


@dataclass(frozen=True, slots=True)
class Country:
    """Where a seller sits: what it charges in, its tax rate in percent, and how it writes."""

    code: str
    currency: str
    tax_rate: int
    numbers: tuple[str, ...]
    dates: tuple[str, ...]
    cities: tuple[str, ...]


# Numbers are named by how 1234.5 is written; {d} in a date is the day without a zero, {m} the
# month's name.
_COMMA, _DOT, _SPACE, _QUOTE = "1,234.50", "1.234,50", "1\u00a0234,50", "1'234.50"
_SLASH, _POINT, _DASH, _ISO = "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d"

COUNTRIES: Final[dict[str, tuple[Country, ...]]] = {
    "en": (
        Country("GB", "GBP", 20, (_COMMA,), (_SLASH, "{d} {m} %Y", _ISO), ("Leeds LS9 4QT", "York YO1 7HX")),
        Country(
            "US", "USD", 8, (_COMMA,), ("%m/%d/%Y", "{m} {d}, %Y"), ("Dayton, OH 45402", "Salem, OR 97301")
        ),
        Country("IE", "EUR", 23, (_COMMA,), (_SLASH, "{d} {m} %Y"), ("Cork T12 W8KP", "Galway H91 E2K3")),
        Country("IN", "INR", 18, ("1,23,456.50",), (_DASH, "{d} {m} %Y"), ("Pune 411001", "Mysuru 570001")),
    ),
    "de": (
        Country(
            "DE",
            "EUR",
            19,
            (_DOT,),
            (_POINT, "{d}. {m} %Y"),
            ("48143 Münster", "04109 Leipzig", "90402 Nürnberg"),
        ),
        Country("CH", "CHF", 8, (_QUOTE,), (_POINT, "{d}. {m} %Y"), ("3011 Bern", "9000 St. Gallen")),
    ),
    "fr": (
        Country(
            "FR", "EUR", 20, (_SPACE,), (_SLASH, "{d} {m} %Y"), ("69003 Lyon", "35000 Rennes", "44000 Nantes")
        ),
        Country("CH", "CHF", 8, (_QUOTE,), (_POINT, "{d} {m} %Y"), ("1003 Lausanne", "2000 Neuchâtel")),
    ),
    "es": (
        Country("ES", "EUR", 21, (_DOT,), (_SLASH, "{d} de {m} de %Y"), ("41001 Sevilla", "15003 A Coruña")),
    ),
    "it": (Country("IT", "EUR", 22, (_DOT,), (_SLASH, "{d} {m} %Y"), ("10121 Torino", "40121 Bologna")),),
    "pt": (
        Country(
            "PT",
            "EUR",
            23,
            (_DOT, _SPACE),
            (_SLASH, "{d} de {m} de %Y"),
            ("4000-123 Porto", "3000-213 Coimbra"),
        ),
    ),
    "nl": (
        Country("NL", "EUR", 21, (_DOT,), (_DASH, "{d} {m} %Y"), ("3511 AB Utrecht", "9712 HX Groningen")),
    ),
    "pl": (
        Country("PL", "PLN", 23, (_SPACE,), (_POINT, "{d} {m} %Y", _ISO), ("30-002 Kraków", "90-001 Łódź")),
    ),
}

_LABELS_FILE: Final = Path(__file__).with_name("documents_labels.txt")


def _labels() -> dict[str, dict[str, tuple[str, ...]]]:
    tables: dict[str, dict[str, tuple[str, ...]]] = {language: {} for language in LANGUAGES}
    for row in _LABELS_FILE.read_text(encoding="utf-8").splitlines()[1:]:
        key, *columns = (part.strip() for part in row.split(";"))
        for language, column in zip(LANGUAGES, columns, strict=True):
            tables[language][key] = tuple(column.split("|"))
    return tables


LABELS: Final = _labels()
"""Language, then key, then the ways to say it."""

LOCAL_LABELS: Final = {
    ("US", "tax_id"): "Tax ID",
    ("US", "tax"): "Sales tax",
    ("US", "subtotal"): "Subtotal",
    ("IN", "tax_id"): "GSTIN",
    ("IN", "tax"): "GST",
    ("IN", "subtotal"): "Subtotal",
    ("IN", "net"): "Taxable value",
}
"""Country and key, where the language's own words would be wrong."""

MONTHS: Final = {language: LABELS[language]["months"] for language in LANGUAGES}
"""As a date has them, so in the genitive where the language has one."""

GOODS: Final = {language: LABELS[language]["goods"] for language in LANGUAGES}

STEMS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Harrowmere", "Quillfen", "Ashvane", "Thornwick Vale", "Pellbrook", "Marlowend"),
    "de": ("Brückenthalm", "Vossgrund", "Eichquell", "Lindauweiler", "Krähenmoos", "Süderholt"),
    "fr": ("Valbrume", "Clairmoulin", "Hautegrive", "Étangvert", "Rochepâle", "Boisfenêtre"),
    "es": ("Valderrobla", "Peñalquera", "Montesauce", "Riofresno", "Castañuelo", "Almendriego"),
    "it": ("Valdombra", "Colfrassino", "Rocchetana", "Pratolungo Alto", "Montegelso", "Fontaquercia"),
    "pt": ("Vale Freixal", "Montechoupo", "Ribeirão Pardo", "Serralveira", "Pedrançal", "Azinhalto"),
    "nl": ("Wilgenvoort", "Hoogmeerdijk", "Zandkreek", "Elzenbroekhof", "Veenlust", "Kromwaarder"),
    "pl": ("Wierzbolas", "Jarzębiec", "Sosnogóra", "Łąkowiec", "Brzozodół", "Źródlanka"),
}

TRADES: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Office Supplies", "Joinery", "Printing", "Electrical", "Catering"),
    "de": ("Bürobedarf", "Werkzeuge", "Druckerei", "Elektrotechnik", "Gartenbau"),
    "fr": ("Papeterie", "Menuiserie", "Imprimerie", "Électricité", "Traiteur"),
    "es": ("Papelería", "Carpintería", "Imprenta", "Instalaciones", "Suministros"),
    "it": ("Cancelleria", "Falegnameria", "Tipografia", "Impianti", "Forniture"),
    "pt": ("Papelaria", "Carpintaria", "Tipografia", "Instalações", "Materiais"),
    "nl": ("Kantoorartikelen", "Timmerwerken", "Drukkerij", "Installaties", "Tuinbouw"),
    "pl": ("Artykuły Biurowe", "Stolarnia", "Drukarnia", "Instalacje", "Ogrody"),
}

LEGAL_FORMS: Final[dict[str, tuple[str, ...]]] = {
    "GB": ("Ltd", "LLP"),
    "US": ("Inc.", "LLC"),
    "IE": ("Ltd", "DAC"),
    "IN": ("Pvt Ltd",),
    "DE": ("GmbH", "AG", "KG"),
    "CH": ("AG", "Sàrl"),
    "FR": ("SARL", "SAS"),
    "ES": ("S.L.", "S.A."),
    "IT": ("S.r.l.", "S.p.A."),
    "PT": ("Lda.", "S.A."),
    "NL": ("B.V.",),
    "PL": ("Sp. z o.o.", "S.A."),
}

STREETS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("{n} Mill Lane", "{n} Orchard Road", "{n} Foundry Street"),
    "de": ("Mühlenweg {n}", "Gerberstraße {n}", "Am Obstgarten {n}"),
    "fr": ("{n} rue des Moulins", "{n} avenue du Verger", "{n} quai des Tanneurs"),
    "es": ("Calle del Molino {n}", "Avenida de los Olmos {n}", "Plaza de la Fuente {n}"),
    "it": ("Via del Mulino {n}", "Viale dei Tigli {n}", "Piazza della Fontana {n}"),
    "pt": ("Rua do Moinho {n}", "Avenida das Tílias {n}", "Largo da Fonte {n}"),
    "nl": ("Molenweg {n}", "Lindelaan {n}", "Fonteinplein {n}"),
    "pl": ("ul. Młyńska {n}", "ul. Lipowa {n}", "al. Źródlana {n}"),
}

PEOPLE: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Alice Wren", "Tom Hadley", "Priya Nairwood"),
    "de": ("Jürgen Amselberg", "Lena Großwiese", "Uwe Haseltal"),
    "fr": ("Hélène Dupré-Valse", "Marc Auberive", "Zoé Lenoircy"),
    "es": ("Íñigo Valdeluz", "Marta Peñarrío", "Nuria Campoviejo"),
    "it": ("Nicolò Fontalba", "Giulia Pratesecco", "Ugo Montebrina"),
    "pt": ("João Ribalves", "Inês Vale Negreda", "Rui Carvalhinha"),
    "nl": ("Anneke Duinveld", "Joris Weidema", "Sietske Broekland"),
    "pl": ("Małgorzata Dębolas", "Paweł Wrzosek-Lis", "Łucja Zielnik"),
}


EXTRAS: Final[dict[str, str]] = {
    "en": "set of four with mounting kit, colour anthracite, as agreed by telephone",
    "de": "Satz zu vier Stück mit Montagesatz, Farbe Anthrazit, wie telefonisch vereinbart",
    "fr": "lot de quatre avec kit de montage, couleur anthracite, comme convenu par téléphone",
    "es": "juego de cuatro con kit de montaje, color antracita, según lo acordado por teléfono",
    "it": "set di quattro con kit di montaggio, colore antracite, come concordato al telefono",
    "pt": "conjunto de quatro com kit de montagem, cor antracite, conforme acordado por telefone",
    "nl": "set van vier met montageset, kleur antraciet, zoals telefonisch afgesproken",
    "pl": "zestaw czterech sztuk z kompletem montażowym, kolor antracyt, zgodnie z ustaleniami",
}

BOOKINGS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Card payment", "Rent", "Salary", "Standing order", "Cash withdrawal", "Transfer from {who}"),
    "de": ("Kartenzahlung", "Miete", "Gehalt", "Dauerauftrag", "Barauszahlung", "Überweisung von {who}"),
    "fr": ("Paiement carte", "Loyer", "Salaire", "Prélèvement", "Retrait espèces", "Virement de {who}"),
    "es": ("Pago con tarjeta", "Alquiler", "Nómina", "Domiciliación", "Retirada cajero", "Ingreso de {who}"),
    "it": ("Pagamento carta", "Affitto", "Stipendio", "Addebito diretto", "Prelievo", "Bonifico da {who}"),
    "pt": (
        "Pagamento cartão",
        "Renda",
        "Ordenado",
        "Débito direto",
        "Levantamento",
        "Transferência de {who}",
    ),
    "nl": ("Pinbetaling", "Huur", "Salaris", "Incasso", "Geldopname", "Overboeking van {who}"),
    "pl": (
        "Płatność kartą",
        "Czynsz",
        "Wynagrodzenie",
        "Zlecenie stałe",
        "Wypłata gotówki",
        "Przelew od {who}",
    ),
}

BANKS: Final[dict[str, str]] = {
    "en": "Bank of {stem}",
    "de": "Volkskasse {stem}",
    "fr": "Banque de {stem}",
    "es": "Banco de {stem}",
    "it": "Banca di {stem}",
    "pt": "Banco de {stem}",
    "nl": "{stem} Bank",
    "pl": "Bank {stem}",
}
