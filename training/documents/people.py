"""Firms, people and places that exist nowhere, with tax numbers and accounts whose check figures are right."""

import random
from dataclasses import dataclass
from typing import Final

from stdnum import iban
from stdnum.at import uid as austrian_uid
from stdnum.es import cif as spanish_cif
from stdnum.fr import siren
from stdnum.iso7064 import mod_11_10
from stdnum.luhn import calc_check_digit as luhn
from stdnum.nl import bsn
from stdnum.pl import nip
from stdnum.pt import nif as portuguese_nif


@dataclass(frozen=True, slots=True)
class Country:
    """How a country writes addresses, money and dates. `currency` is its ISO 4217 code."""

    code: str
    name: str
    currency: str
    cities: tuple[str, ...]
    streets: tuple[str, ...]
    suffixes: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    trades: tuple[str, ...]
    rates: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


def _country(code: str, name: str, currency: str, *texts: str) -> Country:
    return Country(code, name, currency, *(_words(text) for text in texts))


COUNTRIES: Final = {
    "en": (
        _country(
            "GB", "United Kingdom", "GBP",
            "Leeds|Exeter|Norwich|Preston|Swansea|Dundee|Reading|Hexham|Taunton",
            "{n} Mill Lane|{n} Station Road|Unit {n}, Harbour Estate|{n} Crown Street|{n}a Church Hill|The Old Barn, {n} Fern Close|{n} Wharf Terrace",
            "Ltd|Limited|LLP|plc|& Sons||",
            "Oliver|Grace|Harriet|Callum|Imogen|Rhys|Fiona", "Pembroke|Ashworth|Tranter|Lockhart|Winslow|Baines|Ridley",
            "Engineering|Foods|Textiles|Joinery|Couriers|Stationery|Cleaning Services|Packaging|Studio|Components|Hire|Catering|Print",
            "20|20|20|5|0",
        ),
        _country(
            "US", "USA", "USD",
            "Tulsa, OK|Boise, ID|Dayton, OH|Madison, WI|Tampa, FL|Reno, NV|Albany, NY|Fresno, CA",
            "{n}0 Maple Avenue|{n}1 W 5th St|{n}25 Industrial Blvd, Suite {n}|PO Box {n}4{n}|{n}8 Harrison Dr.|{n}02 County Road {n}|{n}4 Pine Ct",
            "Inc.|LLC|Corp.|Co.|Inc||",
            "Tyler|Megan|Brandon|Ashley|Cody|Jasmine|Wayne", "Hargrove|Delgado|Kowalski|Prentice|Boone|Whitaker|Strickland",
            "Hardware|Supply|Logistics|Software|Landscaping|Medical|Media|Plumbing|Consulting|Labs|Electric|Farms",
            "8.25|7|6.5|8.875|0|4.5",
        ),
        _country(
            "AU", "Australia", "AUD",
            "Geelong VIC|Bendigo VIC|Cairns QLD|Fremantle WA|Hobart TAS",
            "{n} Wattle Street|Unit {n}/1{n} Ocean Parade|{n} Boundary Rd|{n} King Street",
            "Pty Ltd|Pty. Ltd.||",
            "Lachlan|Matilda|Darcy|Sienna", "Hollis|McKenna|Burrows|Tan",
            "Surf|Mining|Vineyards|Building|Electrical|Nursery", "10|10|0",
        ),
        _country(
            "IN", "India", "INR",
            "Pune|Nagpur|Kochi|Jaipur|Indore",
            "{n} MG Road|Plot {n}, Sector {n}|{n}/B Nehru Marg|Shop {n}, Park Plaza",
            "Pvt. Ltd.|Private Limited|LLP||",
            "Rohan|Ananya|Vikram|Meera", "Deshpande|Iyer|Kulkarni|Menon",
            "Traders|Infotech|Exports|Industries|Electronics", "18|12|5|28",
        ),
    ),
    "de": (
        _country(
            "DE", "Deutschland", "EUR",
            "Kassel|Erfurt|Bremen|Ulm|Rostock|Münster|Trier|Bad Salzuflen|Görlitz|Neustadt an der Weinstraße",
            "Lindenstraße {n}|Am Bahnhof {n}|Gewerbepark {n}|Schillerstr. {n}|Industriestraße {n}-{m}|Hauptstr. {n}|Mühlweg {n}a|Rathausplatz {n}|Ringallee {n}|Dorfanger {n}",
            "GmbH|GmbH & Co. KG|AG|e.K.|UG (haftungsbeschränkt)|KG|GbR|OHG||",
            "Jens|Katrin|Uwe|Birgit|Matthias|Silke|Torsten", "Brandl|Hofmeister|Wegener|Kröger|Zimmer|Lutz|Böttcher",
            "Maschinenbau|Bürobedarf|Werkzeuge|Logistik|Elektrotechnik|Gartenbau|Druckerei|Getränke|Metallbau|Softwarehaus|Reinigung|Bäckerei|Taxi|Verlag|Stadtwerke|Immobilien",
            "19|19|19|7|0",
        ),
        _country(
            "AT", "Österreich", "EUR",
            "Graz|Linz|Villach|Dornbirn|Steyr", "Kirchengasse {n}|Hauptplatz {n}|Wiener Straße {n}|Feldgasse {n}/{m}",
            "GmbH|Ges.m.b.H.|KG|AG|e.U.|", "Franz|Leopold|Resi|Veronika", "Gruber|Pichler|Moser|Steindl",
            "Tischlerei|Handels|Installationen|Weinbau|Bau", "20|10|20|0",
        ),
        _country(
            "CH", "Schweiz", "CHF",
            "Winterthur|Chur|Thun|Olten|Aarau", "Bahnhofstrasse {n}|Dorfstrasse {n}|Seeweg {n}|Postfach {n}",
            "AG|GmbH|SA||", "Beat|Ursina|Reto|Vreni", "Zbinden|Ammann|Caduff|Rüegg",
            "Treuhand|Uhren|Informatik|Apparatebau|Käserei", "8.1|7.7|2.6|0",
        ),
    ),
    "fr": (
        _country(
            "FR", "France", "EUR",
            "Rennes|Limoges|Annecy|Nîmes|Dijon|Pau|Le Mans|La Rochelle|Saint-Étienne",
            "{n} rue des Lilas|{n} avenue de la Gare|{n} bis, chemin du Moulin|ZA Les Prés, {n}|{n}, place du Marché|{n} boulevard Carnot|{n} impasse des Acacias",
            "SARL|SAS|SA|EURL|SASU|SNC||",
            "Lucie|Bastien|Margaux|Quentin|Solène|Rémi", "Chevallier|Delmas|Fontaine|Garnier|Perrot|Vasseur",
            "Menuiserie|Distribution|Conseil|Boulangerie|Transports|Informatique|Imprimerie|Plomberie|Cosmétiques|Édition|Matériaux",
            "20|20|10|5.5|0",
        ),
        _country(
            "BE", "Belgique", "EUR",
            "Liège|Namur|Mons|Wavre|Tournai", "Rue de l'Église {n}|Chaussée de Bruxelles {n}|Avenue Louise {n} bte {m}",
            "SRL|SA|SPRL||", "Aurélie|Thibault|Maxence", "Lambert|Dubois|Peeters", "Services|Brasserie|Électricité|Logistique", "21|6|0",
        ),
    ),
    "es": (
        _country(
            "ES", "España", "EUR",
            "Zaragoza|Burgos|Almería|Gijón|Murcia|Lugo|Toledo",
            "Calle del Río, {n}|Avda. de la Constitución {n}|C/ Olmo, {n}, {m}º B|Polígono Industrial Sur, nave {n}|Plaza Mayor {n}|Paseo del Prado {n}",
            "S.L.|S.A.|S.L.U.|SL|SLL||",
            "Lorena|Iván|Nuria|Rubén|Marta", "Ibáñez|Cordero|Salas|Peñalver|Quintana",
            "Suministros|Alimentación|Construcciones|Informática|Muebles|Gráficas|Hostelería|Distribuciones|Reformas",
            "21|21|10|4|0",
        ),
        _country(
            "MX", "México", "MXN",
            "Puebla|Mérida|León|Querétaro", "Av. Juárez {n}|Calle {n} No. {m}|Blvd. Morelos {n}, Col. Centro",
            "S.A. de C.V.|S. de R.L.||", "Ximena|Emilio", "Castañeda|Villarreal", "Comercial|Industrial|Servicios|Refacciones", "16|0",
        ),
    ),
    "it": (
        _country(
            "IT", "Italia", "EUR",
            "Parma|Udine|Lecce|Ancona|Pisa|Novara|Rieti",
            "Via Garibaldi {n}|Viale dei Pini, {n}|Corso Italia {n}/{m}|Piazza Duomo {n}|Via dell'Artigianato {n}|Località Ponte {n}",
            "S.r.l.|S.p.A.|SRL|S.n.c.|S.a.s.|Srl||",
            "Chiara|Davide|Elisa|Fabio|Giorgia", "Bellini|Conti|Ferraro|Marchetti|Rinaldi",
            "Officine|Arredamenti|Tessuti|Alimentari|Ceramiche|Vini|Tipografia|Impianti|Edilizia|Trasporti",
            "22|22|10|4|0",
        ),
    ),
    "pt": (
        _country(
            "PT", "Portugal", "EUR",
            "Braga|Évora|Aveiro|Faro|Leiria|Viseu",
            "Rua das Flores, {n}|Av. da Liberdade {n}, {m}º Dto|Travessa do Poço {n}|Largo da Sé, {n}|Zona Industrial, Lote {n}",
            "Lda.|Lda|S.A.|Unipessoal Lda||",
            "Inês|Tiago|Beatriz|Rui", "Carvalho|Figueiredo|Moreira|Pacheco",
            "Têxteis|Cortiças|Calçado|Informática|Construções|Pescas|Moldes|Vinhos", "23|23|13|6|0",
        ),
        _country(
            "BR", "Brasil", "BRL",
            "Curitiba - PR|Recife - PE|Campinas - SP|Goiânia - GO", "Rua XV de Novembro, {n}|Av. Paulista, {n} - cj {m}|Rod. BR-101, km {n}",
            "Ltda.|S.A.|ME|EIRELI|", "Thaís|Caio", "Nogueira|Barros", "Comércio|Indústria|Tecnologia|Alimentos", "18|0|12",
        ),
    ),
    "nl": (
        _country(
            "NL", "Nederland", "EUR",
            "Zwolle|Breda|Leiden|Assen|Tilburg|Hoorn|'s-Hertogenbosch",
            "Kerkstraat {n}|Industrieweg {n}-{m}|Dorpsplein {n}|Prins Hendriklaan {n}|Havenkade {n}|Molenpad {n}b",
            "B.V.|BV|V.O.F.|N.V.||",
            "Sanne|Joost|Lieke|Bram|Femke", "de Wit|van Dijk|Hoekstra|Visser|ter Horst",
            "Techniek|Bouw|Groothandel|Drukkerij|Kantoor|Transport|Bloemen|Schoonmaak|Advies|Fietsen",
            "21|21|9|0",
        ),
        _country(
            "BE", "België", "EUR",
            "Gent|Leuven|Hasselt|Brugge", "Stationsstraat {n}|Steenweg {n} bus {m}|Veldlaan {n}",
            "BV|NV|CommV||", "Wout|Elke", "Claes|Maes", "Interieur|Logistics|Brouwerij", "21|6|0",
        ),
    ),
    "pl": (
        _country(
            "PL", "Polska", "PLN",
            "Lublin|Gdynia|Rzeszów|Opole|Toruń|Kielce",
            "ul. Polna {n}|ul. Kościuszki {n}/{m}|al. Jana Pawła II {n}|pl. Wolności {n}|ul. Fabryczna {n}A|os. Słoneczne {n}/{m}",
            "sp. z o.o.|Sp. z o.o.|S.A.|sp. k.|s.c.||",
            "Agnieszka|Paweł|Ewa|Tomasz|Zofia", "Wójcik|Sikora|Mazur|Gajewska|Zając",
            "Meble|Budownictwo|Elektro|Hurtownia|Usługi|Transport|Narzędzia|Odzież|Drukarnia",
            "23|23|8|5|0",
        ),
    ),
}  # fmt: skip

_START: Final = [
    "Al",
    "Ar",
    "Ba",
    "Ber",
    "Bra",
    "Ca",
    "Cor",
    "Da",
    "Del",
    "Dro",
    "El",
    "Fa",
    "Fen",
    "Gal",
    "Gre",
    "Ha",
    "Hel",
    "In",
    "Ja",
    "Kar",
    "Ko",
    "La",
    "Lin",
    "Lum",
    "Ma",
    "Mel",
    "Mo",
    "Na",
    "Nor",
    "O",
    "Or",
    "Pa",
    "Pra",
    "Qua",
    "Ra",
    "Ro",
    "Sa",
    "Sel",
    "So",
    "Sta",
    "Ta",
    "Tel",
    "Tri",
    "Ul",
    "Va",
    "Ver",
    "Vi",
    "Wal",
    "Xe",
    "Za",
    "Zen",
]
_MIDDLE: Final = [
    "ba",
    "bi",
    "co",
    "da",
    "de",
    "di",
    "do",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "pa",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "ta",
    "te",
    "ti",
    "to",
    "va",
    "vi",
]
_END: Final = [
    "bal",
    "con",
    "dex",
    "dor",
    "fex",
    "gen",
    "go",
    "ko",
    "lan",
    "lex",
    "lia",
    "lux",
    "max",
    "mar",
    "mat",
    "na",
    "nix",
    "nor",
    "plan",
    "pro",
    "ra",
    "rex",
    "ris",
    "ro",
    "sol",
    "son",
    "ta",
    "tec",
    "tek",
    "ter",
    "tix",
    "ton",
    "tos",
    "tron",
    "va",
    "vent",
    "via",
    "vis",
    "vo",
    "x",
]


@dataclass(frozen=True, slots=True)
class Party:
    """A firm or a person as printed: the name, the lines under it, and what the small print says."""

    name: str
    brand: str
    lines: tuple[str, ...]
    country: Country
    tax_id: str
    iban: str
    bic: str
    bank: str
    domain: str
    phone: str
    firm: bool

    @property
    def address(self) -> str:
        return ", ".join(self.lines)


def brand(rng: random.Random) -> str:
    """A name made of syllables, so that none is known by heart."""
    middle = "".join(rng.choice(_MIDDLE) for _ in range(rng.choice((0, 1, 1, 2))))
    made = rng.choice(_START) + middle + rng.choice(_END)
    return rng.choice((made, made, made.upper(), made.capitalize()))


def person(rng: random.Random, country: Country) -> str:
    return f"{rng.choice(country.given)} {rng.choice(country.family)}"


def firm(rng: random.Random, country: Country) -> tuple[str, str]:
    """A firm's name and its short brand."""
    made = brand(rng)
    core = rng.choice(
        (
            made,
            f"{made} {rng.choice(country.trades)}",
            f"{made} {rng.choice(country.trades)}",
            f"{rng.choice(country.family)} {rng.choice(country.trades)}",
            f"{rng.choice(country.trades)} {rng.choice(country.family)}",
            f"{rng.choice(country.family)} & {rng.choice(country.family)}",
            f"{rng.choice(country.trades)} {rng.choice(country.cities).split(',')[0]}",
            f"{person(rng, country)}",
            f"{made} {rng.choice(('International', 'Group', 'Solutions', 'Services', '24', 'Europe', 'Digital'))}",
        )
    )
    suffix = rng.choice(country.suffixes)
    joined = f"{core}{rng.choice((' ', ' ', ' ', ', ')) if suffix else ''}{suffix}"
    if country.code in ("PL", "IT") or rng.random() > 0.12:
        return joined, core.split()[0]
    return joined.upper(), core.split()[0]


def postcode(rng: random.Random, code: str) -> str:
    digits = "".join(rng.choice("123456789") for _ in range(6))
    letters = "".join(rng.choice("ABDEFGHJLNPRSTW") for _ in range(4))
    match code:
        case "GB":
            return f"{letters[:2]}{digits[0]} {digits[1]}{letters[2:]}"
        case "NL":
            return f"{digits[:4]} {letters[:2]}"
        case "PL":
            return f"{digits[:2]}-{digits[2:5]}"
        case "PT":
            return f"{digits[:4]}-{digits[1:4]}"
        case "AT" | "CH" | "BE" | "AU":
            return digits[:4]
        case "IN":
            return digits
        case "BR":
            return f"{digits[:5]}-{digits[3:]}"
        case _:
            return digits[:5]


def address(rng: random.Random, country: Country) -> tuple[str, ...]:
    """Street, town with postcode, at times the country and a line above the street."""
    street = rng.choice(country.streets).replace("{n}", str(rng.randint(1, 98)))
    street = street.replace("{m}", str(rng.randint(1, 60)))
    code, city = postcode(rng, country.code), rng.choice(country.cities)
    town = f"{city} {code}" if country.code in ("GB", "US", "AU", "IN") else f"{code} {city}"
    if country.code == "GB" and rng.random() < 0.6:
        towns: tuple[str, ...] = (city, code)
    elif country.code in ("DE", "AT", "CH", "FR", "IT", "ES") and rng.random() < 0.12:
        towns = (f"{country.code}-{town}",)
    elif country.code == "IT" and rng.random() < 0.6:
        towns = (f"{town} ({city[:2].upper()})",)
    elif country.code == "BR":
        towns = (city, f"CEP {code}")
    else:
        towns = (town,)
    lines = (street, *towns)
    return (*lines, country.name) if rng.random() < 0.3 else lines


def tax_id(rng: random.Random, code: str) -> str:
    """A VAT number with right check figures where its country has them here, else of the right shape."""
    digits = "".join(rng.choice("123456789") for _ in range(12))
    match code:
        case "DE":
            return "DE" + digits[:8] + mod_11_10.calc_check_digit(digits[:8])
        case "AT":
            base = f"U{digits[:7]}"
            return "AT" + next(base + end for end in "0123456789" if austrian_uid.is_valid(base + end))
        case "CH":
            return f"CHE-{digits[:3]}.{digits[3:6]}.{digits[6:9]} MWST"
        case "FR":
            base = digits[:8]
            number = base + luhn(base)
            return f"FR{(12 + 3 * (int(number) % 97)) % 97:02d}{siren.compact(number)}"
        case "BE":
            base = f"0{digits[:7]}"
            return f"BE{base}{97 - int(base) % 97:02d}"
        case "ES":
            base = "B" + digits[:7]
            return base + spanish_cif.calc_check_digits(base)[0]
        case "IT":
            base = f"0{digits[:6]}0{digits[6:8]}"
            return rng.choice(("IT", "")) + base + luhn(base)
        case "PT":
            base = "5" + digits[:7]
            return rng.choice(("PT", "")) + base + portuguese_nif.calc_check_digit(base)
        case "NL":
            while True:
                base = "".join(rng.choice("123456789") for _ in range(9))
                if bsn.is_valid(base):
                    return f"NL{base}B01"
        case "PL":
            while True:
                full = "".join(rng.choice("123456789") for _ in range(10))
                if nip.is_valid(full):
                    return rng.choice((full, "PL" + full, f"{full[:3]}-{full[3:6]}-{full[6:8]}-{full[8:]}"))
        case "GB":
            base = digits[:7]
            weighed = sum(int(figure) * weight for figure, weight in zip(base, range(8, 1, -1), strict=True))
            return f"GB{base}{97 - weighed % 97:02d}"
        case "US":
            return f"{digits[:2]}-{digits[2:9]}"
        case "AU":
            return f"{digits[:2]} {digits[2:5]} {digits[5:8]} {digits[8:11]}"
        case "IN":
            return f"27ABCDE{digits[:4]}F1Z{digits[5]}"
        case "BR":
            return f"{digits[:2]}.{digits[2:5]}.{digits[5:8]}/0001-{digits[8:10]}"
        case _:
            return f"XAXX{digits[:6]}{digits[6]}A1"


_IBAN_LENGTH: Final = {
    "DE": 18,
    "AT": 16,
    "FR": 23,
    "BE": 12,
    "NL": 14,
    "PL": 24,
    "PT": 21,
    "ES": 20,
    "CH": 17,
}


def account(rng: random.Random, code: str) -> str:
    """An IBAN with right check figures, printed in groups or not; of a country that has them."""
    chosen = code if code in _IBAN_LENGTH else "DE"
    rest = "".join(rng.choice("0123456789") for _ in range(_IBAN_LENGTH[chosen]))
    if chosen == "NL":
        rest = "".join(rng.choice("ABINGORSU") for _ in range(4)) + rest[4:]
    number = chosen + iban.calc_check_digits(f"{chosen}00{rest}") + rest
    return iban.format(number) if rng.random() < 0.7 else number


def party(rng: random.Random, country: Country, share_of_people: float = 0.0) -> Party:
    if rng.random() < share_of_people:
        name, short, is_firm = person(rng, country), "", False
    else:
        name, short = firm(rng, country)
        is_firm = True
    place = "".join(letter for letter in (short or "mail").lower() if "a" <= letter <= "z") or "firma"
    ending = {"GB": "co.uk", "US": "com", "AU": "com.au", "BR": "com.br"}.get(
        country.code, country.code.lower()
    )
    digits = "".join(rng.choice("0123456789") for _ in range(8))
    phone = rng.choice(
        (
            f"+{rng.randint(30, 49)} {digits[:3]} {digits[3:]}",
            f"0{digits[:4]} {digits[4:]}",
            f"({digits[:3]}) {digits[3:6]}-{digits[4:]}",
            f"0{digits[:3]} / {digits[3:6]} {digits[6:]}",
        )
    )
    letters = "".join(rng.choice("ABCDEFGHKLMNOPRSTUVW") for _ in range(4))
    bank = rng.choice(("Volksbank {}", "Sparkasse {}", "Banque {}", "{} Bank", "Banco {}", "Credit {}", "{} Trust", "Bank {}"))  # fmt: skip
    return Party(
        name,
        short,
        address(rng, country),
        country,
        tax_id(rng, country.code),
        account(rng, country.code),
        f"{letters}{country.code}{rng.choice(('2X', 'FF', 'HH', 'M1'))}{rng.choice(('', 'XXX'))}",
        bank.format(rng.choice(country.cities).split(",")[0]),
        f"{place}{rng.choice(('', '', '-shop', 'group'))}.{ending}",
        phone,
        is_firm,
    )
