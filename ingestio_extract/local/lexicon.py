"""The words that stand beside values, in eight languages, as patterns over folded text.

Patterns of a role stand in order of trust: a value beside the first is worth more than one beside
the last. Folded text (see `layout.fold`) has no capitals and no accents.
"""

import re
from collections.abc import Mapping
from typing import Final

_NUMBER: Final = r"(?:n\.?[°o]|nr|no|num(?:ber|mer|ero|er)?|#|id)(?![a-z])"
_SPACE: Final = r"[\s.\-/_]*"


def _compile(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """In `patterns` a space stands for any run of spaces and joining signs, NO for "number"."""
    return tuple(re.compile(item.replace("NO", _NUMBER).replace(" ", _SPACE)) for item in patterns)


LABELS: Final[Mapping[str, tuple[re.Pattern[str], ...]]] = {
    "invoice_number": _compile(
        r"\b(?:rechnungs|beleg|gutschrifts) NO",
        r"\b(?:tax invoice|invoice|bill|credit note) (?:NO|num|ref(?:erence)?(?![a-z]))",
        r"\b(?:n\.?[°o]|n|num(?:ero)?) (?:de |d'|della |da )?(?:la )?(?:factur[ea]|fattura|fatura)\b",
        r"\b(?:factur[ea]|fatt(?:ura)?|fatura) (?:NO|n\b)|\bfactuur NO",
        r"\b(?:numer|nr) faktury\b|\bfaktura (?:vat )?NO",
        r"\b[a-z]*(?:rechnung|gutschrift)(?: ?\([^)]*\)){0,2} NO",
        r"\b(?:document|voucher|receipt) NO",
        r"\b(?:rechnung|invoice|factura|facture|factuur|fattura|fatura|"
        r"faktura)\b(?= ?[:#]? ?[a-z]{0,5} ?\S*\d)",
        r"^#(?= ?\S*\d)",
        r"^(?:factuur|invoice|rechnung|facture|factura|fattura|fatura|faktura)[:#]?$|^no\.(?= ?\d)",
        r"\b(?:booking|reference|buchungs) NO",
    ),
    "receipt_number": _compile(
        r"\b(?:receipt|slip|bon|kassenbon|kassabon|ticket|check|chk|transaction|trans|trx|beleg|"
        r"scontrino|recibo|"
        r"paragon|paragonu|recu|fct|talao|quittung|doc(?:ument)?|documento) (?:NO|n\b)",
        r"\b(?:n\.?[°o]|nr|numero|numer) (?:de |du |do |dello |del )?(?:ticket|recu|recibo|scontrino|"
        r"bon|talao|"
        r"paragonu|paragon|documento|doc|caisse)\b",
        r"\b(?:tax invoice|invoice|bill|rechnungs|factura|facture|fattura|fatura) (?:simplificada )?NO",
        r"\b(?:order|ref(?:erence)?) NO",
    ),
    "order_number": _compile(
        r"\b(?:purchase )?order NO|\bp\.?o\.? NO",
        r"\b(?:bestell|auftrags) NO|\bbestellung NO",
        r"\b(?:n\.?[°o]|numero) (?:de |d'|do |da |del |di |dell')?(?:la )?(?:bon de )?(?:commande|pedido|"
        r"ordine|encomenda)\b",
        r"\b(?:bon de )?commande NO|\bpedido NO|\bordine (?:NO|n\b)|\b(?:nota de )?encomenda (?:NO|n\b)",
        r"\b(?:bestel|inkooporder|order)NO|\b(?:nr|numer) zamowienia\b|\bzamowienie NO",
        r"\bp\.?o\.?\b(?= ?[:#])|\bpurchase order\b(?= ?[:#]? ?\S*\d)|\bbestellung\b(?= ?[:#]? ?\S*\d)",
    ),
    "purchase_order": _compile(
        r"\bp\.?o\.? NO|\bpurchase order(?: NO)?(?![a-z])",
        r"\b(?:your|ihre?|customer|client) (?:order|bestell|bestellung|auftrag)s?(?: NO)?",
        r"\b(?:bestell|auftrags|order) NO|\bbestellung NO",
        r"\b(?:n\.?[°o]|numero) (?:de |d'|do |da |del |di |dell')?(?:commande|pedido|ordine|encomenda)\b|"
        r"\b(?:votre|su|vostro|vs\.?) (?:commande|pedido|ordine)\b",
        r"\b(?:commande|pedido|ordine|encomenda) (?:NO|n\b)|\b(?:bestel|inkooporder)NO|\b(?:nr|"
        r"numer) zamowienia\b",
        r"\bzamowienie NO|\bbon de commande\b|\bnota de encomenda\b|\bp\.?o\.?(?= ?[:#])|\border(?=:)|"
        r"\bbestelling\b|\bbestellung(?= ?:)",
    ),
    "invoice_date": _compile(
        r"\brechnungs datum\b|\binvoice (?:issue )?date\b|\bdate of invoice\b|\bdate (?:de |"
        r"d')?(?:la )?fact(?:ure|uration)\b",
        r"\bfactuur datum\b|\bfecha (?:de )?(?:la )?(?:factura|emision|expedicion)\b|"
        r"\bdata (?:della )?fattura\b|\bdata (?:da )?(?:fatura|emissao)\b",
        r"\bdata (?:wystawienia|faktury|emissione|di emissione)\b|\bdate (?:d'|of )?(?:emission|"
        r"issue)\b|\bissue date\b|\bdate issued\b|\bissued(?: on| at)?\b|\b(?:ausstellungs|"
        r"beleg) datum\b|\bbill(?:ing)? date\b",
        r"\bdat(?:um|e|a)\b|\bfecha\b",
        r"\b(?:vom|du|von|van|del)\b(?=\s{0,2}\d)",
    ),
    "date": _compile(
        r"\b(?:receipt|transaction|invoice|bill|beleg|rechnungs|sales?) (?:date|datum)\b",
        r"\bdat(?:um|e|a)\b|\bfecha\b",
    ),
    "due_date": _compile(
        r"\b(?:payment )?due (?:date|by|on)\b|\bdate due\b|\bfallig(?:keit|keits datum| am| bis|"
        r" zum)?\b|\bzahlbar (?:[^|]{0,40}? )?bis\b|\bpayment due\b|\b(?:a payer|"
        r"a regler) avant(?: le)?\b|\bplatne do\b|\bte betalen voor\b|\bdue by\b|\bda pagare entro\b|"
        r"\bpagar (?:antes de|ate)\b|^due(?= ?:)|\bzahlungs ?ziel\b",
        r"\b(?:date )?(?:d')?echeance\b|\bdate limite (?:de )?(?:paiement|reglement)\b|"
        r"\bfecha (?:de )?vencimiento\b|\bvencimiento\b",
        r"\b(?:data (?:di )?)?scadenza\b|\b(?:data (?:de )?)?vencimento\b|\bverval ?datum\b|"
        r"\bbetalen voor\b|\buiterste betaaldatum\b|\btermin (?:platnosci|zaplaty)\b",
        r"\bpayable (?:by|on|before)\b|\bpay (?:by|before)\b|\bremit (?:by|until|before)\b|"
        r"\buberweisen sie bis(?: zum)?\b|\bpayment (?:until|date)\b|\bzahlungs datum\b",
    ),
    "order_date": _compile(
        r"\border date\b|\bdate of order\b|\bbestell datum\b|\bauftrags datum\b|\bp\.?o\.? date\b|"
        r"\bdate (?:de )?(?:la )?commande\b",
        r"\bfecha (?:del? )?pedido\b|\bdata (?:dell')?(?:ordine|ordem|encomenda)\b|"
        r"\bdata (?:do )?pedido\b|\bdata da encomenda\b|\bbestel ?datum\b|\bdata zamowienia\b",
        r"\bdat(?:um|e|a)\b|\bfecha\b",
    ),
    "delivery_date": _compile(
        r"\b(?:delivery|ship(?:ping|ment)?|required) (?:date|by)\b|\bdeliver(?:y)? (?:by|on|before)\b|"
        r"\bdate of delivery\b|\bdate required\b",
        r"\blie?fer (?:datum|termin)\b|\blieferung (?:bis|am)\b|\bliefer- und leistungsdatum\b|"
        r"\bdate (?:de )?livraison\b|\bfecha (?:de )?entrega\b",
        r"\bdata (?:di )?consegna\b|\bdata (?:de |da )?entrega\b|\b(?:af)?lever(?:ings)? ?datum\b|"
        r"\b(?:data|termin) dostawy\b",
        r"^(?:entrega|lieferung|livraison|consegna|levering|dostawa|delivery)(?= ?:|$)|"
        r"\ba livrer (?:le|avant)\b|"
        r"\bconsegna(?:re)? entro\b|\bentrega(?:r)? ate\b|\blever(?:ing|en) voor\b|\bdostawa do\b",
    ),
    "period_start": _compile(
        r"\b(?:statement |billing )?period (?:start|from|begin)\b|\bstart date\b|\bfrom date\b|"
        r"\bzeitraum (?:von|ab)\b",
        r"\b(?:statement )?(?:period|zeitraum|periode|periodo|okres)\b|\b(?:kontoauszug|statement|"
        r"releve|extracto|estratto conto|extrato|rekeningoverzicht|wyciag)\b.*\b(?:vom|from|du|del|"
        r"dal|de|van|od)\b",
        r"^(?:from|von|vom|du|desde|dal|de|van|od)\b",
    ),
    "period_end": _compile(
        r"\b(?:statement |billing )?period (?:end|to|until)\b|\bend date\b|\bto date\b|"
        r"\bstatement date\b|\bzeitraum bis\b",
        r"\b(?:statement )?(?:period|zeitraum|periode|periodo|okres)\b|\b(?:kontoauszug|statement|"
        r"releve|extracto|estratto conto|extrato|rekeningoverzicht|wyciag)\b.*\b(?:vom|from|du|del|"
        r"dal|de|van|od)\b",
        r"^(?:to|bis|au|hasta|al|ate|tot|do)\b",
    ),
    "total": _compile(
        r"\b(?:grand total|total (?:amount )?(?:incl|ttc|gross|with tax|with vat)|gross (?:total|"
        r"amount)|brutto(?:summe|betrag| gesamt| total)?|gesamt ?betrag(?: brutto)?|rechnungs ?betrag|"
        r"end ?(?:betrag|summe)|total ttc|montant (?:total )?ttc)\b",
        r"\b(?:invoice (?:total|amount)|total facture|total factura|totale (?:fattura|documento)|"
        r"factuur ?totaal|totaal ?(?:bedrag|incl\.?(?: btw)?)|total (?:a pagar|geral|general|"
        r"iva incluido|con iva)|importe total|totale|totaal|razem(?: brutto)?|kwota brutto|"
        r"wartosc brutto|suma|gesamt ?(?:summe|preis))\b",
        r"\b(?:total (?:amount )?(?:due|payable|paid)|amount (?:due|payable)|(?:total|montant|net|"
        r"somme) a payer|zahl(?:ungs)? ?betrag|zu zahlen(?:der betrag)?|due payable|to pay|do zaplaty|"
        r"te betalen|da pagare|balance due|order total|total for this invoice)\b",
        r"\b(?:total|gesamt|summe|somme|totaal|betrag)\b",
        r"^(?:net(?:to)? total|amount|montant|importe|importo|valor|bedrag|kwota)\b",
    ),
    "subtotal": _compile(
        r"\bsub ?-?tota(?:l|al|le)\b|\bzwischen ?summe\b|\bsous ?total\b|\bsubtotale\b|\bimponibile\b|"
        r"\bbase imponible\b|\bsuma czesciowa\b",
        r"\bnet(?:to)? ?(?:betrag|summe|total|amount|wert|gesamt|bedrag|value)\b|"
        r"\bgesamt(?:betrag)? netto\b|\b(?:total|montant) (?:net )?h\.?t\b|"
        r"\brechnungssumme ohne ust\b|\btotal (?:excl|before|without|sin|netto)\b|\bexclusief btw\b|"
        r"\btotaal excl\b|\btotale (?:imponibile|netto)\b|\btotal (?:liquido|sem iva|net)\b|"
        r"\b(?:razem|wartosc|kwota|suma) netto\b|\bsumme netto\b|\bincidencia\b",
        r"\bpositions ?summe\b|\bwaren ?wert\b|\btaxable (?:amount|value)\b|\bgrondslag\b|"
        r"\btotal iliquido\b|\biliquido\b|^h\.?t\.?$|^(?:excl(?:usief|uding)?\.?|exkl\.?|ohne|hors|"
        r"sans|senza|"
        r"sem|sin|bez) (?:btw|vat|tax|mwst|ust|tva|iva|taxes|podatku)\b|\bbase\b|\bpodstawa\b|"
        r"\bmontant ht\b|"
        r"\bbasis ?betrag\b|\bnetto\b|\bnet\b",
    ),
    "tax": _compile(
        r"\b(?:ust|vat|tax|mwst|umsatzsteuer|steuer)\.? (?:gesamt|total|amount|betrag|summe)\b|"
        r"\bsteuer ?betrag\b|\btotal (?:de )?(?:tva|vat|tax|iva|btw)\b|\bmontant (?:de la )?tva\b|"
        r"\bcuota (?:de )?iva\b|\bbtw ?bedrag\b|\bimporto iva\b|\bkwota vat\b|\bvalor (?:do )?iva\b",
        r"\b(?:sales )?tax\b|\bvat\b|\bmwst\b|\bmehrwertsteuer\b|\bust\b|\bu?msatzsteuer\b|\btva\b|"
        r"\biva\b|\bi\.v\.a\b|\bbtw\b|\bgst\b|\bpodatek\b|\bsteuer\b|\bimposto\b|\bhst\b",
    ),
    "opening_balance": _compile(
        r"\b(?:opening|starting|beginning|previous|initial) balance\b|\bbalance (?:brought forward|"
        r"b/f)\b|\banfangs ?saldo\b|\b(?:alter|vorheriger) (?:konto ?stand|saldo)\b|\bstart ?saldo\b",
        r"\b(?:ancien solde|solde (?:initial|precedent|d'ouverture|anterieur))\b|\bsaldo (?:inicial|"
        r"anterior|iniziale|precedente|poczatkowe|otwarcia|oud)\b|\b(?:begin|vorig) ?saldo\b|\boud saldo\b|"
        r"\bpoprzednie saldo\b|\bsaldo ?vortrag\b|\bkontostand alt\b|\bubertrag\b",
    ),
    "closing_balance": _compile(
        r"\b(?:closing|ending|final|new|current) balance\b|\bbalance (?:carried forward|c/f)\b|"
        r"\bend ?saldo\b|\bneuer (?:konto ?stand|saldo)\b|\b(?:nuevo|nuovo|novo|nowe) saldo\b|"
        r"\bschluss ?saldo\b|\babschluss ?saldo\b|\bkontostand neu\b",
        r"\b(?:nouveau solde|solde (?:final|de cloture|actuel))\b|\bsaldo (?:final|finale|koncowe|"
        r"actual|nieuw|attuale|zamkniecia|contabil\w*(?: finale)?)\b|\bnieuw saldo\b|\beind ?saldo\b|"
        r"\bsolde au\b",
    ),
    "amount_due": _compile(
        r"\b(?:amount|balance|total) (?:due|payable)\b|\bzahl ?betrag\b|\bzu zahlen\b|\b(?:net|reste|"
        r"somme|montant) a payer\b|\btotal a pagar\b|\bda pagare\b|\bte betalen\b|\bdo zaplaty\b|"
        r"\bdue payable\b|\boffener betrag\b",
    ),
    "iban": _compile(r"\biban\b"),
    "vendor_tax_id": _compile(
        r"\b(?:ust|mwst|vat) ?\.? ?-? ?id(?: ?\.? ?-? ?n[ro])?\b|\bustid\w*|\bust ?\.? ?-? ?ident\w*|"
        r"\bumsatzsteuer ?-? ?(?:id|"
        r"identifikations ?nummer)\b|\bvat (?:reg(?:istration)?\.? )?(?:no|number|nr|id|reg)(?![a-z])|"
        r"\btva (?:intra\w*|n[°o])|\bn[°o]\.? (?:de )?tva(?: intra ?communautaire)?\b",
        r"\b(?:contribuinte|n\.i\.f|n\.i\.p|c\.i\.f|nif|cif|nipc|nip|p\.? ?iva|partita iva|gstin|"
        r"gst (?:no|reg|id|number)|abn|tax (?:id|no|"
        r"number|reg)|ein|btw ?(?:nr|nummer|id|nummer)?|tva)(?![a-z])",
        r"\bsteuer ?-? ?(?:nr|nummer)\b|\btax\b(?= (?:id|no))|\bvat\b|\bsiret\b|\bcodice fiscale\b|"
        r"\bc\.?f\.?(?=:)",
    ),
    "payment_method": _compile(
        r"\b(?:payment (?:method|mode|type)|method of payment|paid (?:by|with|through|via)|"
        r"pay(?:ment)? ?by|zahlungs ?(?:art|weise|mittel|form)|zahlart|mode (?:de )?(?:paiement|"
        r"reglement)|moyen de paiement|forma de pago|metodo de pago|medio de pago|"
        r"modalita (?:di )?pagamento|metodo di pagamento|(?:forma|metodo|meio) de pagamento|"
        r"betaal ?(?:wijze|methode)|betaald met|(?:forma|sposob|metoda) (?:platnosci|zaplaty)|"
        r"pagado con|pagato con|paye par|"
        r"bezahlt mit|tender)\b",
        r"^(?:reglement|paiement|pago|pagamento|zahlung|betaling|platnosc|zaplata|zaplacono|payment|"
        r"paid|betaald|"
        r"bezahlt|pagado|pagato|paye)(?= ?:)",
    ),
    "time": _compile(r"\b(?:time|uhrzeit|zeit|heure|hora|ora|tijd|godzina)\b"),
    "bank_name": _compile(r"\b(?:bank(?: name)?|kreditinstitut|geldinstitut|banque|banco|banca)(?= ?:|$)"),
    "account_holder": _compile(
        r"\b(?:account (?:holder|name|owner)|konto ?inhaber(?:in)?|titulaire(?: du compte)?|"
        r"compte de(?= ?:| )|"
        r"titular(?: de la cuenta| da conta)?|ten name van|"
        r"intestatario(?: (?:del )?conto)?|titolare(?: del conto)?|"
        r"intestato a|(?:titulaire|titular|intestatario) (?:de|du|del|da|do|della)(?: la)? [a-z]+(?= ?:)|"
        r"rekening ?houder|"
        r"(?:posiadacz|wlasciciel)(?: rachunku| konta)?)\b",
        r"\b(?:customer|name|naam|nom|kunde|inhaber(?:in)?)(?= ?:|$)",
    ),
    "vendor_name": _compile(
        r"^(?:seller|vendor(?: name)?|supplier(?: name)?|from|verkaufer|lieferant|rechnungs ?er?steller|"
        r"fournisseur|vendeur|emetteur|proveedor|vendedor|emisor|fornitore|venditore|cedente|"
        r"fornecedor|emitente|leverancier|verkoper|sprzedawca|dostawca|"
        r"service provider|merchant|issued by|aussteller)(?![a-z])",
        r"^(?:remit to|pay to)(?![a-z])|\b(?:make (?:all )?(?:checks?|cheques?) payable to|"
        r"all services are sold by|payable to)\b",
    ),
    "customer_name": _compile(
        r"^(?:bill(?:ed)? to|invoice(?:d)? to|sold to|customer(?: name)?|client(?: name)?|buyer|"
        r"recipient|rechnung an|rechnungs ?(?:empfanger|adresse|anschrift)|"
        r"kaufer(?: leistungsempfanger)?|kunde|auftraggeber|empfanger|facture a|adresse a|"
        r"abgerechnet an|invoice for|billed for|in rekening gebracht aan|"
        r"adresse (?:de )?facturation|factur(?:e|ar|ado) a|destinataire|acheteur|cliente|comprador|"
        r"destinatario|facturar a|spett(?:\.le|abile)?|cessionario|committente|faturar a|adquirente|"
        r"klant(?:gegevens)?|factuur ?adres|koper|aan|nabywca|odbiorca|kupujacy|"
        r"bill(?:ing)? (?:address|to address)|guest name|issued to|attention|attn|to)(?![a-z])",
    ),
    "buyer_name": _compile(
        r"^(?:buyer|bill(?:ed)? to|invoice to|ordered by|customer|purchaser|company|besteller|kaufer|"
        r"auftraggeber|rechnung an|rechnungsadresse|acheteur|client|facturer a|comprador|cliente|"
        r"acquirente|committente|facturar a|koper|klant|besteld door|opdrachtgever|nabywca|"
        r"zamawiajacy|kupujacy)(?![a-z])",
    ),
    "supplier_name": _compile(
        r"^(?:supplier|vendor|seller|to|order to|lieferant|verkaufer|auftragnehmer|an|fournisseur|"
        r"vendeur|proveedor|vendedor|fornitore|fornecedor|leverancier|dostawca|sprzedawca|"
        r"wykonawca)(?![a-z])",
    ),
    "delivery_address": _compile(
        r"^(?:ship(?:ped|ping)? to|deliver(?:y)?(?: to| address)|shipping address|liefer ?(?:adresse|"
        r"anschrift)|lieferung an|versand an|adresse (?:de )?livraison|livrer a|livraison a|"
        r"direccion (?:de )?(?:entrega|envio)|entregar (?:a|en|em)|enviar a|"
        r"indirizzo (?:di )?(?:consegna|spedizione)|consegna(?:re)? a|(?:morada|endereco|"
        r"local) (?:de )?entrega|aflever ?adres|lever ?adres|bezorg ?adres|leveren aan|adres dostawy|"
        r"miejsce dostawy)(?![a-z])",
    ),
    "governing_law": _compile(
        r"\b(?:governing law|applicable law|anwendbares recht|rechtswahl|droit applicable|"
        r"loi applicable|ley aplicable|legge applicabile|lei aplicavel|toepasselijk recht|"
        r"prawo wlasciwe)\b",
    ),
    "effective_date": _compile(
        r"\b(?:effective (?:date|as of)|commencement date|start date|vertragsbeginn|beginn|"
        r"inkrafttreten|date (?:d'|de )?(?:effet|entree en vigueur|debut)|"
        r"fecha (?:de )?(?:entrada en vigor|inicio|efecto)|data (?:di )?(?:decorrenza|efficacia|"
        r"inizio)|data (?:de )?(?:inicio|entrada em vigor)|ingangs ?datum|data (?:rozpoczecia|"
        r"wejscia w zycie))\b",
        r"\b(?:dated|as of|entered into (?:on|as of)|made on|vom|en date du|datum)\b",
    ),
    "end_date": _compile(
        r"\b(?:end date|expir(?:y|ation) date|termination date|expires? on|vertragsende|laufzeitende|"
        r"endet am|date (?:de )?(?:fin|d'expiration|echeance)|fecha (?:de )?(?:fin|finalizacion|"
        r"vencimiento|terminacion)|data (?:di )?(?:scadenza|fine)|data (?:de )?(?:fim|termo|termino)|"
        r"eind ?datum|data (?:zakonczenia|wygasniecia))\b",
        r"\b(?:until|through|bis zum|jusqu'au|hasta el|fino al|ate|tot en met|do dnia)\b",
    ),
    "term": _compile(
        r"^[\d.\s§]*(?:term|initial term|duration|laufzeit|vertragslaufzeit|vertragsdauer|duree|plazo|"
        r"duracion|vigencia|durata|duracao|prazo|looptijd|duur|okres obowiazywania|"
        r"czas trwania)\b(?! of(?! (?:this|the) \w+ (?:is|shall be|will be)\b))",
    ),
    "notice_period": _compile(
        r"\b(?:notice period|period of notice|kundigungs ?frist|(?:delai|duree) (?:de )?(?:preavis|"
        r"resiliation)|preavis|(?:plazo|periodo) (?:de )?preaviso|preaviso|(?:periodo|"
        r"termine) (?:di )?preavviso|preavviso|(?:periodo|prazo) (?:de )?(?:aviso previo|pre-?aviso)|"
        r"pre-?aviso|"
        r"opzeg ?termijn|okres wypowiedzenia)\b",
    ),
    "value": _compile(
        r"\b(?:contract (?:value|price|sum|amount)|a total of|consideration|remuneration|rent|entgelt|"
        r"miete|loyer|vergoeding|huur(?:prijs)?|renta|canone|retribuicao|total (?:value|fee|price)|"
        r"agreed (?:price|fee)|"
        r"fees?|vertragswert|auftragswert|vergutung|valeur (?:du contrat)?|montant (?:du contrat)?|"
        r"prix|valor (?:del? contrato)?|importe|precio|valore (?:del contratto)?|corrispettivo|"
        r"valor do contrato|contract ?waarde|waarde|wartosc (?:umowy)?|wynagrodzenie)\b",
    ),
}

NOT_DATE: Final[Mapping[str, re.Pattern[str]]] = {
    "invoice_date": re.compile(
        r"\bdue|fallig|zahlbar|liefer|deliver|echeance|\border|bestel|auftrag|birth|ship|leistung|"
        r"service|print|"
        r"verval|vencim|scaden|entrega|consegna|livraison|payment|paiement|platnos|dostaw|period|"
        r"termin|limite|"
        r"sprzeda|valid|gultig"
    ),
    "date": re.compile(r"\bdue|fallig|birth|expir|valid|gultig|scaden|vencim|echeance|verval|platnos"),
    "order_date": re.compile(
        r"\bdue|fallig|liefer|deliver|livraison|entrega|consegna|lever|dostaw|ship|required|print"
    ),
}
NOT_TOTAL: Final = re.compile(
    r"\bsub|sous|zwischen|nett|ohne|hors|\bh\.?t\b|\btax|mwst|\bust\b|\btva\b|\bvat\b|exc|steuer|"
    r"\biva\b|\bbtw\b|rabatt|discount|\bqty|items|"
    r"saving|podatek|liquid|imponib|sem iva|sin iva|charges|credit|positions|shipping|versand|zuschl|"
    r"abschl|teilzahl|\bgst\b|"
    r"page|rounding|change|tender|\bcash|previous|imposto"
)
IS_TOTAL: Final = re.compile(
    r"incl|inkl|brutto|ttc|grand|\bdue\b|zahl|con iva|com iva|gross|a payer|iva inclu|z vat"
)
NOT_TAX: Final = re.compile(
    r"\b(?:id|nr|no|nummer|number|reg|satz|rate|invoice|rechnung|code|excl|ohne|hors|before|exclu\w*|"
    r"incl\w*|inkl|satz|"
    r"ttc|ht|sin|sem|con|nummer|total incl|base|imponible|intra\w*|price|total \(incl)\b|zzgl|ohne|"
    r"identif|steuernummer|tax invoice"
)
NOT_SUBTOTAL: Final = re.compile(r"\bzahlbar|days|tage|jours|terms|brutto|weight|gewicht")

COMPANY: Final = re.compile(
    r"(?<![\w.])(?:GmbH(?: ?& ?Co\.? ?KG)?|gGmbH|AG|KG|OHG|GbR|e\.? ?K\.?|UG|SARL|S\.?à\.?r\.?l\.?|"
    r"Sarl|SAS|SASU|S\.A\.S\.|EURL|SA|S\.A\.|SNC|"
    r"S\.?L\.?U?\.?|S\.r\.l\.|S\.R\.L\.|Srl|SRL|S\.p\.A\.|SpA|S\.P\.A\.|Lda\.?|LDA|Unipessoal|"
    r"B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|sp\. ?z ?o\.? ?o\.?|Sp\. ?z ?o\.? ?o\.?|"
    r"S\.K\.A\.|Ltd\.?|LTD\.?|Limited|LIMITED|LLC|L\.L\.C\.|LLP|Inc\.?|INC\.?|Incorporated|Corp\.?|"
    r"Corporation|Company|Co\.|PLC|Plc|Pty|PTY|Pvt\.?|SDN\.? ?BHD\.?|"
    r"Sdn\.? ?Bhd\.?|BHD|Oy|AB|A/S|ApS|AS|SE|& Co\.?|& Sons|& Söhne|Group|Enterprise|ENTERPRISE|"
    r"TRADING|Trading)(?![\w])"
)
POSTCODE: Final = re.compile(
    r"\b(?:A|B|BE|CH|CZ|D|DE|DK|E|ES|F|FI|FR|I|IT|L|LU|N|NL|PL|PT|S|SE)[- ]{1,3}\d{4,5}\b|"
    r"\b\d{5}(?:-\d{4})?\b|\b\d{4} ?[A-Z]{2}\b|\b\d{2}-\d{3}\b|"
    r"\b\d{4}-\d{3}\b|\b[A-Z]{2} \d{5}\b|"
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b\d{4}\b(?= [A-ZÀ-Ž])|\b[A-Z]\d[\dW] [A-Z\d]{4}\b|"
    r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\b\d{6}\b|\b(?:ACT|NSW|NT|QLD|SA|TAS|VIC|WA) \d{4}\b"
)
CONTACT: Final = re.compile(
    r"@|www\.|https?:|\b(?:tel(?:ef[oó]n\w*)?|phone|fax|mobile?|fon|e-?mail)\b|\bweb(?:site)?\s*:|\biban\b|"
    r"\bbic\b|\bswift\b|"
    r"\bust-?\.?-?id|\bvat\b|\btva\b|\bbtw\b|\bkvk\b|\bnif\b|\bnip\b|\bsiret\b|\bhrb\b|\bgst\b|"
    r"p\.? ?iva|\bcif\b|\btax id|\(?\+\d{2,}|\bcoc\b|steuer",
    re.IGNORECASE,
)
TITLE_WORD: Final = re.compile(
    r"^(?:tax |proforma |commercial |vat |sales |cash |payment |purchase |bank |account |kopie |copy |"
    r"duplicate |copie )*"
    r"(?:invoice|rechnung|facture|factura|fattura|fatura|factuur|faktura|receipt|quittung|bon|"
    r"kassenbon|ticket|recu|recibo|ricevuta|scontrino|"
    r"paragon|statement|kontoauszug|order|bestellung|commande|pedido|ordine|encomenda|bestelling|"
    r"zamowienie|credit note|gutschrift|seite|page|date|datum|"
    r"handelsrechnung|bill|total|original|copy|kopie|welcome|thank|vat)\b[. :#]*",
)
