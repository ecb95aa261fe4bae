"""Tells the type of a document by its words, in eight languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ingestio_core.contracts.extractions import DocumentType
from ingestio_extract.layout import Layout

_WORDS: Final[Mapping[DocumentType, tuple[tuple[float, str], ...]]] = {
    DocumentType.INVOICE: (
        (
            3.0,
            r"\b(?:tax |commercial |proforma )?invoice\b|\w*rechnung\b|\bfacture\b|\bfactura\b|"
            r"\bfattura\b|\bfatura\b|\bfactuur\b|\bfaktura\b|\bgutschrift\b|\bcredit note\b",
        ),
        (
            1.5,
            r"\binvoice (?:no|number|date|#)|\brechnungs ?-?(?:nr|nummer|datum)|"
            r"\bn[°o] (?:de )?facture|\bfactuur(?:nummer|datum)|\bfaktura (?:vat )?nr",
        ),
        (
            1.0,
            r"\bbill to\b|\bdue date\b|\bpayment terms\b|\bzahlbar\b|\bfallig|\becheance\b|"
            r"\bvencimiento\b|\bscadenza\b|\bvervaldatum\b|\btermin platnosci\b|\bzahlungsziel",
        ),
        (
            0.7,
            r"\bust-?\.?-?id|\bvat (?:no|reg|id)|\btva\b|\bpartita iva\b|\bbtw\b|\biban\b|\bnetto|"
            r"\bsubtotal\b",
        ),
    ),
    DocumentType.RECEIPT: (
        (
            3.0,
            r"\b(?:sales |cash |payment )?receipt\b|\bkassenbon\b|\bkassenbeleg\b|\bquittung\b|"
            r"\bbon(?: de caisse)?\b|\bticket(?: de caisse)?\b|\brecibo\b|\bricevuta\b|\bscontrino\b|"
            r"\bkassabon\b|\b(?:factura|fatura) simplificada\b|\bparagon\b|\btalao\b",
        ),
        (
            1.2,
            r"\bcash(?:ier)?\b|\bchange\b|\bkasse\b|\bbar\b|\bgegeben\b|\bruckgeld\b|\bvisa\b|"
            r"\bmaster ?card\b|\bespeces\b|\befectivo\b|\bcontanti\b|\bcontant\b|\bgotowka\b|"
            r"\bwisselgeld\b|\breszta\b|\bcaissier\b|\bsales associate\b|\bcajero\b|\btroco\b|"
            r"\bresto\b|\bserver\b|\btip\b|\bgratuity\b",
        ),
        (
            1.0,
            r"\bthank you\b|\bvielen dank\b|\bmerci\b|\bgracias\b|\bgrazie\b|\bobrigado\b|\bbedankt\b|"
            r"\bdziekujemy\b|\bapproval\b|\bterminal\b|\bauth\b",
        ),
    ),
    DocumentType.PURCHASE_ORDER: (
        (
            3.2,
            r"\bpurchase order\b|\bbestellung\b|\bbon de commande\b|\border(?:n|en)? ?form\b|"
            r"\borden de compra\b|\bpedido(?: de compra)?\b|\bordine (?:di|d')acquisto\b|\bordine\b|"
            r"\bnota de encomenda\b|\bordem de compra\b|\binkooporder\b|\bbestelbon\b|\bbestelling\b|"
            r"\bzamowienie\b",
        ),
        (
            1.2,
            r"\bship to\b|\bdelivery (?:date|address)\b|\bliefer(?:termin|adresse|datum|anschrift)\b|"
            r"\badresse de livraison\b|\bdate de livraison\b|\bentrega\b|\bconsegna\b|"
            r"\bafleveradres\b|\bleverdatum\b|\bdostawy\b|\bbestellnummer\b|\bbestelldatum\b",
        ),
    ),
    DocumentType.BANK_STATEMENT: (
        (
            4.0,
            r"\b(?:bank|account) statement\b|\bstatement of account\b|\bkontoauszug\b|"
            r"\breleve (?:de compte|bancaire)\b|\bextracto (?:de cuenta|bancario)\b|"
            r"\bestratto conto\b|\bextra[ct]o (?:bancario|de conta)\b|\b(?:rekening|bank)(?:overzicht|"
            r"afschrift)\b|\bwyciag\b",
        ),
        (
            2.0,
            r"\b(?:opening|closing|starting|ending) balance\b|\b(?:anfangs|end|alter|neuer) ?(?:saldo|"
            r"kontostand)\b|\bsolde (?:initial|final|precedent)\b|\bancien solde\b|\bnouveau solde\b|"
            r"\bsaldo (?:inicial|final|iniziale|finale|anterior|poczatkowe|koncowe)\b|\b(?:begin|"
            r"eind) ?saldo\b",
        ),
        (
            0.8,
            r"\bbalance\b|\bsaldo\b|\bsolde\b|\bdebit\b|\bcredit\b|\bbuchungstag\b|\bvaluta\b|"
            r"\btransactions?\b",
        ),
    ),
    DocumentType.CONTRACT: (
        (
            3.5,
            r"\b(?:service |lease |rental |employment |license |framework |consulting |"
            r"supply )?(?:agreement|contract)\b|\w*vertrag\b|\bcontrat\b|\bcontrato\b|\bcontratto\b|"
            r"\bovereenkomst\b|\bumowa\b",
        ),
        (
            1.5,
            r"\bgoverning law\b|\bhereinafter\b|\bwhereas\b|\bparties\b|\bvertragsparteien\b|"
            r"\bnachfolgend\b|\bkundigungsfrist\b|\bci-apres\b|\bdroit applicable\b|\bley aplicable\b|"
            r"\blegge applicabile\b|\blei aplicavel\b|\btoepasselijk recht\b|\bprawo wlasciwe\b|"
            r"\btermination\b|\bnotice period\b|\bstrony\b|\bpartijen\b|\banwendbares recht\b|"
            r"\bpreavis\b|\bpreaviso\b|\bpreavviso\b|\bopzegtermijn\b|\bokres wypowiedzenia\b",
        ),
    ),
    DocumentType.FORM: (
        (
            2.5,
            r"\bapplication form\b|\bregistration form\b|\bform\b|\bformular\b|\bformulaire\b|"
            r"\bformulario\b|\bmodulo\b|\bformulier\b|\bformularz\b|\bantrag\b|\bdemande\b|"
            r"\bwniosek\b|\bquestionnaire\b",
        ),
        (
            2.5,
            r"\bpay ?stub\b|\bpay ?slip\b|\bearnings statement\b|\bgehaltsabrechnung\b|"
            r"\blohnabrechnung\b|\bbulletin de paie\b|\bnomina\b|\bbusta paga\b|\bloonstrook\b|"
            r"\bpayroll\b|\bpay period\b|\bgross pay\b|\bnet pay\b",
        ),
        (
            0.8,
            r"\bdate of birth\b|\bgeburtsdatum\b|\bsignature\b|\bunterschrift\b|\bfirst name\b|"
            r"\bvorname\b|\blast name\b|\bnachname\b|\bsurname\b|\bnationality\b",
        ),
    ),
}
_COMPILED: Final = {
    kind: tuple((weight, re.compile(words)) for weight, words in rules) for kind, rules in _WORDS.items()
}
_ENOUGH: Final = 3.0


@dataclass(frozen=True, slots=True)
class Classification:
    type: DocumentType
    confidence: float


def classify(layout: Layout) -> Classification:
    """The type whose words weigh most; words in the upper third and in large letters weigh more.
    `other` when none weighs enough."""
    scores = dict.fromkeys(_COMPILED, 0.0)
    for kind, rules in _COMPILED.items():
        for weight, pattern in rules:
            hits = [_weight(layout, row.number) for row in layout.rows if pattern.search(row.folded)]
            hits.sort(reverse=True)
            scores[kind] += weight * (sum(hits[:1]) + 0.25 * sum(hits[1:4]))
    if layout.pages and layout.rows:
        page = layout.pages[0]
        if page.height > 1.7 * page.width or max(row.box[2] - row.box[0] for row in layout.rows) < 260:
            scores[DocumentType.RECEIPT] += 1.5
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    (best, score), (_, second) = ranked[0], ranked[1]
    if score < _ENOUGH:
        money = sum(bool(re.search(r"\d[.,]\d{2}\b", row.text)) for row in layout.rows)
        totals = bool(re.search(r"\b(?:total|summe|totaal|totale|suma|razem)\b", layout.folded))
        if totals and money >= 2 and len(layout.rows) < 80:
            return Classification(DocumentType.RECEIPT, 0.5)
        return Classification(DocumentType.OTHER, 0.5 if layout.rows else 0.3)
    return Classification(best, round(min(0.98, 0.45 + 0.5 * (score - second) / score + 0.02 * score), 3))


def _weight(layout: Layout, number: int) -> float:
    """1 for a line of the text, up to 2 for a heading near the top of the first page."""
    row = layout.rows[number]
    weight = 1.0
    if row.page == 1 and row.box[1] < 0.35 * layout.page(1).height:
        weight += 0.4
    if row.box[3] - row.box[1] > 1.4 * layout.line_height and len(row.text) < 60:
        weight += 0.6
    if len(row.text) > 90:
        weight -= 0.6
    return weight
