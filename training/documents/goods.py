"""What is sold: names of goods and services made of parts, in eight languages."""

import random
from typing import Final

_NOUNS: Final = {
    "en": "Steel bracket|Desk lamp|Copy paper|Consulting|Hosting plan|Garden hose|Site inspection|Paint|Cable|Coffee beans|Toner|Window cleaning|Translation|Spare filter|Training day|Hinge|Licence|Gloves|Pallet transport|Maintenance",
    "de": "Stahlwinkel|Schreibtischlampe|Kopierpapier|Beratung|Webhosting|Gartenschlauch|Montage vor Ort|Wandfarbe|Kabel|Kaffeebohnen|Toner|Fensterreinigung|Übersetzung|Ersatzfilter|Schulungstag|Scharnier|Lizenz|Handschuhe|Palettentransport|Wartung",
    "fr": "Équerre acier|Lampe de bureau|Papier copieur|Conseil|Hébergement|Tuyau d'arrosage|Intervention sur site|Peinture|Câble|Café en grains|Toner|Nettoyage de vitres|Traduction|Filtre de rechange|Journée de formation|Charnière|Licence|Gants|Transport palette|Maintenance",
    "es": "Escuadra de acero|Lámpara de mesa|Papel de copia|Consultoría|Alojamiento web|Manguera|Visita de obra|Pintura|Cable|Café en grano|Tóner|Limpieza de cristales|Traducción|Filtro de repuesto|Jornada de formación|Bisagra|Licencia|Guantes|Transporte de palé|Mantenimiento",
    "it": "Staffa in acciaio|Lampada da tavolo|Carta per copie|Consulenza|Hosting|Tubo da giardino|Sopralluogo|Vernice|Cavo|Caffè in grani|Toner|Pulizia vetri|Traduzione|Filtro di ricambio|Giornata di formazione|Cerniera|Licenza|Guanti|Trasporto bancale|Manutenzione",
    "pt": "Esquadro de aço|Candeeiro|Papel de cópia|Consultoria|Alojamento web|Mangueira|Visita técnica|Tinta|Cabo|Café em grão|Toner|Limpeza de vidros|Tradução|Filtro sobressalente|Dia de formação|Dobradiça|Licença|Luvas|Transporte de palete|Manutenção",
    "nl": "Stalen hoek|Bureaulamp|Kopieerpapier|Advies|Webhosting|Tuinslang|Montage op locatie|Muurverf|Kabel|Koffiebonen|Toner|Glasbewassing|Vertaling|Reservefilter|Trainingsdag|Scharnier|Licentie|Handschoenen|Pallettransport|Onderhoud",
    "pl": "Kątownik stalowy|Lampa biurkowa|Papier ksero|Doradztwo|Hosting|Wąż ogrodowy|Montaż na miejscu|Farba|Kabel|Kawa ziarnista|Toner|Mycie okien|Tłumaczenie|Filtr zapasowy|Dzień szkolenia|Zawias|Licencja|Rękawice|Transport palety|Konserwacja",
}  # fmt: skip
_MORE: Final = {
    "en": "premium|, galvanised|for office use|(monthly)|large|per order of {d}|, colour white|extra strong",
    "de": "Premium|, verzinkt|für Büro|(monatlich)|groß|lt. Auftrag vom {d}|, Farbe weiß|extra stark",
    "fr": "premium|, galvanisé|pour bureau|(mensuel)|grand modèle|selon devis du {d}|, blanc|extra fort",
    "es": "premium|, galvanizado|para oficina|(mensual)|grande|según pedido del {d}|, blanco|reforzado",
    "it": "premium|, zincato|per ufficio|(mensile)|grande|come da ordine del {d}|, bianco|extra forte",
    "pt": "premium|, galvanizado|para escritório|(mensal)|grande|conforme encomenda de {d}|, branco|reforçado",
    "nl": "premium|, verzinkt|voor kantoor|(maandelijks)|groot|volgens order van {d}|, wit|extra sterk",
    "pl": "premium|, ocynkowany|do biura|(miesięcznie)|duży|wg zamówienia z {d}|, biały|wzmocniony",
}  # fmt: skip
_SIZES: Final = (
    "A4",
    "500 g",
    "3 m",
    "40x60 mm",
    "M8",
    "12 V",
    "XL",
    "2,5 l",
    "No. 4",
    "80 g/m²",
    "2024",
    "T-100",
)


def goods(rng: random.Random, language: str, day: str) -> str:
    """A description of one or several words."""
    text = rng.choice(_NOUNS[language].split("|"))
    for _ in range(rng.choice((0, 0, 1, 1, 2, 4))):
        more = rng.choice((*_MORE[language].split("|"), *_SIZES)).replace("{d}", day)
        text += more if more.startswith(",") else f" {more}"
    return text
