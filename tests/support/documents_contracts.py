"""Contracts: drawn, and told as truth, in one go."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from tests.support.documents_maker import Maker
from tests.support.documents_sheet import MARGIN, Sheet


@dataclass(frozen=True, slots=True)
class _Wording:
    """How one language says it. Titles hold two roles; clauses hold {places}."""

    titles: tuple[tuple[str, str, str], ...]
    months: str
    law: dict[str, str]
    opening: str
    start: str
    fee: str
    notice: str
    ruling: str
    filler: str


_WORDINGS: Final[dict[str, _Wording]] = {
    "en": _Wording(
        (("Service Agreement", "Provider", "Client"), ("Lease Agreement", "Landlord", "Tenant")),
        "{n} months",
        {"GB": "England and Wales", "US": "Oregon", "IE": "Ireland", "IN": "India"},
        'This agreement is made between {a}, {a_at} (the "{role_a}"), and {b}, {b_at} (the "{role_b}").',
        "It takes effect on {start} and ends on {end}. The term is {term}.",
        "The {role_b} pays the {role_a} a total of {value} over the term of this agreement.",
        "Either party may terminate this agreement in writing with a notice period of {notice}.",
        "This agreement is governed by the laws of {law}.",
        "Both parties keep all information that they receive from each other confidential, during the "
        "term and for two years after it. Changes of this agreement need the written form.",
    ),
    "de": _Wording(
        (("Dienstleistungsvertrag", "Auftragnehmer", "Auftraggeber"), ("Mietvertrag", "Vermieter", "Mieter")),
        "{n} Monate",
        {"DE": "Deutschland", "CH": "Schweiz"},
        "Dieser Vertrag wird geschlossen zwischen {a}, {a_at} („{role_a}“), und {b}, {b_at} („{role_b}“).",
        "Er tritt am {start} in Kraft und endet am {end}. Die Laufzeit beträgt {term}.",
        "Die Vergütung über die gesamte Laufzeit beträgt {value}.",
        "Beide Seiten können den Vertrag schriftlich kündigen. Kündigungsfrist: {notice}.",
        "Anwendbares Recht: {law}.",
        "Beide Seiten behandeln alle Informationen, die sie voneinander erhalten, vertraulich, auch zwei "
        "Jahre über das Ende des Vertrags hinaus. Änderungen bedürfen der Schriftform.",
    ),
    "fr": _Wording(
        (("Contrat de prestation", "Prestataire", "Client"), ("Contrat de bail", "Bailleur", "Locataire")),
        "{n} mois",
        {"FR": "France", "CH": "Suisse"},
        "Le présent contrat est conclu entre {a}, {a_at} (« {role_a} »), et {b}, {b_at} (« {role_b} »).",
        "Il prend effet le {start} et se termine le {end}. Durée : {term}.",
        "Le montant total dû sur la durée du contrat est de {value}.",
        "Chaque partie peut résilier le contrat par écrit. Préavis : {notice}.",
        "Droit applicable : {law}.",
        "Les parties gardent confidentielles toutes les informations reçues l'une de l'autre, pendant la "
        "durée du contrat et deux ans après. Toute modification requiert la forme écrite.",
    ),
    "es": _Wording(
        (
            ("Contrato de servicios", "Prestador", "Cliente"),
            ("Contrato de arrendamiento", "Arrendador", "Arrendatario"),
        ),
        "{n} meses",
        {"ES": "España"},
        "El presente contrato se celebra entre {a}, {a_at} («{role_a}»), y {b}, {b_at} («{role_b}»).",
        "Entra en vigor el {start} y termina el {end}. Duración: {term}.",
        "El importe total durante la vigencia del contrato es de {value}.",
        "Cualquiera de las partes puede resolver el contrato por escrito. Preaviso: {notice}.",
        "Ley aplicable: {law}.",
        "Las partes mantienen en secreto toda la información que reciben una de la otra, durante el "
        "contrato y dos años después. Toda modificación requiere la forma escrita.",
    ),
    "it": _Wording(
        (
            ("Contratto di servizi", "Fornitore", "Cliente"),
            ("Contratto di locazione", "Locatore", "Conduttore"),
        ),
        "{n} mesi",
        {"IT": "Italia"},
        "Il presente contratto è stipulato tra {a}, {a_at} («{role_a}»), e {b}, {b_at} («{role_b}»).",
        "Ha effetto dal {start} e termina il {end}. Durata: {term}.",
        "Il corrispettivo totale per la durata del contratto è di {value}.",
        "Ciascuna parte può recedere per iscritto. Preavviso: {notice}.",
        "Legge applicabile: {law}.",
        "Le parti mantengono riservate tutte le informazioni ricevute l'una dall'altra, durante il "
        "contratto e per due anni dopo. Ogni modifica richiede la forma scritta.",
    ),
    "pt": _Wording(
        (
            ("Contrato de prestação de serviços", "Prestador", "Cliente"),
            ("Contrato de arrendamento", "Senhorio", "Inquilino"),
        ),
        "{n} meses",
        {"PT": "Portugal"},
        "O presente contrato é celebrado entre {a}, {a_at} («{role_a}»), e {b}, {b_at} («{role_b}»).",
        "Entra em vigor em {start} e termina em {end}. Duração: {term}.",
        "O valor total durante a vigência do contrato é de {value}.",
        "Qualquer das partes pode denunciar o contrato por escrito. Pré-aviso: {notice}.",
        "Lei aplicável: {law}.",
        "As partes mantêm confidencial toda a informação que recebem uma da outra, durante o contrato e "
        "dois anos depois. Qualquer alteração requer a forma escrita.",
    ),
    "nl": _Wording(
        (
            ("Dienstverleningsovereenkomst", "Opdrachtnemer", "Opdrachtgever"),
            ("Huurovereenkomst", "Verhuurder", "Huurder"),
        ),
        "{n} maanden",
        {"NL": "Nederland"},
        "Deze overeenkomst wordt gesloten tussen {a}, {a_at} („{role_a}”), en {b}, {b_at} („{role_b}”).",
        "Zij gaat in op {start} en eindigt op {end}. Looptijd: {term}.",
        "De totale vergoeding over de looptijd bedraagt {value}.",
        "Elke partij kan de overeenkomst schriftelijk opzeggen. Opzegtermijn: {notice}.",
        "Toepasselijk recht: {law}.",
        "Partijen houden alle informatie die zij van elkaar ontvangen geheim, tijdens de looptijd en "
        "twee jaar daarna. Wijzigingen gelden alleen schriftelijk.",
    ),
    "pl": _Wording(
        (
            ("Umowa o świadczenie usług", "Wykonawca", "Zamawiający"),
            ("Umowa najmu", "Wynajmujący", "Najemca"),
        ),
        "{n} miesięcy",
        {"PL": "Polska"},
        "Niniejsza umowa zostaje zawarta między {a}, {a_at} („{role_a}”), a {b}, {b_at} („{role_b}”).",
        "Wchodzi w życie {start} i kończy się {end}. Okres obowiązywania: {term}.",
        "Łączne wynagrodzenie w okresie umowy wynosi {value}.",
        "Każda ze stron może wypowiedzieć umowę na piśmie. Okres wypowiedzenia: {notice}.",
        "Prawo właściwe: {law}.",
        "Strony zachowują w tajemnicy wszelkie informacje otrzymane od siebie nawzajem, w czasie trwania "
        "umowy i dwa lata po jej zakończeniu. Zmiany wymagają formy pisemnej.",
    ),
}


def draw_contract(maker: Maker) -> tuple[bytes, dict[str, Any]]:
    wording = _WORDINGS[maker.language]
    title, role_a, role_b = maker.rng.choice(wording.titles)
    first, second = maker.company(), maker.person()
    start = maker.day().replace(day=1)
    years = maker.rng.choice((1, 2, 3))
    end = start.replace(year=start.year + years)
    term = wording.months.format(n=12 * years)
    notice = wording.months.format(n=maker.rng.choice((2, 3, 6))) if maker.language != "pl" else "3 miesiące"
    law = wording.law[maker.country.code]
    value = Decimal(maker.rng.randint(24, 900) * 100).quantize(Decimal("0.01"))
    maker.symbol = maker.symbol or "code"

    sheet = Sheet(maker, title)
    sheet.y = 80
    sheet.text(MARGIN, sheet.y, title, 18, bold=True)
    sheet.y += 34
    places = {
        "a": first.name,
        "a_at": first.address,
        "b": second.name,
        "b_at": second.address,
        "role_a": role_a,
        "role_b": role_b,
        "start": maker.write_date(start),
        "end": maker.write_date(end),
        "term": term,
        "value": maker.write_money(value),
        "notice": notice,
        "law": law,
    }
    sheet.paragraph(wording.opening.format(**places))
    clauses = [wording.start, wording.fee, wording.notice, wording.filler, wording.ruling]
    if maker.chance(0.3):
        clauses[3:3] = [wording.filler] * maker.rng.randint(8, 14)
    numbered = maker.rng.choice(("{n}. ", "§ {n} ", "({n}) "))
    for number, clause in enumerate(clauses, 1):
        sheet.paragraph(numbered.format(n=number) + clause.format(**places))
    sheet.y += 40
    if sheet.y > sheet.height - 80:
        sheet.turn()
        sheet.y += 40
    for x, name in ((MARGIN, first.name), (sheet.width / 2 + 20, second.name)):
        sheet.rule(x, x + 190, sheet.y)
        sheet.text(x, sheet.y + 13, name, 8)
    truth: dict[str, Any] = {
        "title": title,
        "parties": [{"name": first.name, "role": role_a}, {"name": second.name, "role": role_b}],
        "effective_date": start.isoformat(),
        "end_date": end.isoformat(),
        "term": term,
        "governing_law": law,
        "notice_period": notice,
        "value": str(value),
    }
    return sheet.finish(), truth
