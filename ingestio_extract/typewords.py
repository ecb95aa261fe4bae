"""Words that speak for a type of document, in eight languages, as patterns over folded text."""

from collections.abc import Mapping
from typing import Final

from ingestio_core.contracts.extractions import DocumentType

TYPE_WORDS: Final[Mapping[DocumentType, tuple[str, ...]]] = {
    DocumentType.INVOICE: (
        (
            r"\b(?:tax |commercial |proforma )?invoice\b|\w*rechnung\b|\bfacture\b|\bfactura\b|"
            r"\bfattura\b|\bfatura\b|\bfactuur\b|\bfaktura\b|\bgutschrift\b|\bcredit note\b"
        ),
        (
            r"\binvoice (?:no|number|date|#)|\brechnungs ?-?(?:nr|nummer|datum)|"
            r"\bn[°o] (?:de )?facture|\bfactuur(?:nummer|datum)|\bfaktura (?:vat )?nr"
        ),
        (
            r"\bbill to\b|\bdue date\b|\bpayment terms\b|\bzahlbar\b|\bfallig|\becheance\b|"
            r"\bvencimiento\b|\bscadenza\b|\bvervaldatum\b|\btermin platnosci\b|\bzahlungsziel"
        ),
        (
            r"\bust-?\.?-?id|\bvat (?:no|reg|id)|\btva\b|\bpartita iva\b|\bbtw\b|\biban\b|\bnetto|"
            r"\bsubtotal\b"
        ),
    ),
    DocumentType.RECEIPT: (
        (
            r"\b(?:sales |cash |payment )?receipt\b|\bkassenbon\b|\bkassenbeleg\b|\bquittung\b|"
            r"\bbon(?: de caisse)?\b|\bticket(?: de caisse)?\b|\brecibo\b|\bricevuta\b|\bscontrino\b|"
            r"\bkassabon\b|\b(?:factura|fatura) simplificada\b|\bparagon\b|\btalao\b"
        ),
        (
            r"\bcash(?:ier)?\b|\bchange\b|\bkasse\b|\bbar\b|\bgegeben\b|\bruckgeld\b|\bvisa\b|"
            r"\bmaster ?card\b|\bespeces\b|\befectivo\b|\bcontanti\b|\bcontant\b|\bgotowka\b|"
            r"\bwisselgeld\b|\breszta\b|\bcaissier\b|\bsales associate\b|\bcajero\b|\btroco\b|"
            r"\bresto\b|\bserver\b|\btip\b|\bgratuity\b"
        ),
        (
            r"\bthank you\b|\bvielen dank\b|\bmerci\b|\bgracias\b|\bgrazie\b|\bobrigado\b|\bbedankt\b|"
            r"\bdziekujemy\b|\bapproval\b|\bterminal\b|\bauth\b"
        ),
    ),
    DocumentType.PURCHASE_ORDER: (
        (
            r"\bpurchase order\b|\bbestellung\b|\bbon de commande\b|\border(?:n|en)? ?form\b|"
            r"\borden de compra\b|\bpedido(?: de compra)?\b|\bordine (?:di|d')acquisto\b|\bordine\b|"
            r"\bnota de encomenda\b|\bordem de compra\b|\binkooporder\b|\bbestelbon\b|\bbestelling\b|"
            r"\bzamowienie\b"
        ),
        (
            r"\bship to\b|\bdelivery (?:date|address)\b|\bliefer(?:termin|adresse|datum|anschrift)\b|"
            r"\badresse de livraison\b|\bdate de livraison\b|\bentrega\b|\bconsegna\b|"
            r"\bafleveradres\b|\bleverdatum\b|\bdostawy\b|\bbestellnummer\b|\bbestelldatum\b"
        ),
    ),
    DocumentType.BANK_STATEMENT: (
        (
            r"\b(?:bank|account) statement\b|\bstatement of account\b|\bkontoauszug\b|"
            r"\breleve (?:de compte|bancaire)\b|\bextracto (?:de cuenta|bancario)\b|"
            r"\bestratto conto\b|\bextra[ct]o (?:bancario|de conta)\b|\b(?:rekening|bank)(?:overzicht|"
            r"afschrift)\b|\bwyciag\b"
        ),
        (
            r"\b(?:opening|closing|starting|ending) balance\b|\b(?:anfangs|end|alter|neuer) ?(?:saldo|"
            r"kontostand)\b|\bsolde (?:initial|final|precedent)\b|\bancien solde\b|\bnouveau solde\b|"
            r"\bsaldo (?:inicial|final|iniziale|finale|anterior|poczatkowe|koncowe)\b|\b(?:begin|"
            r"eind) ?saldo\b"
        ),
        (
            r"\bbalance\b|\bsaldo\b|\bsolde\b|\bdebit\b|\bcredit\b|\bbuchungstag\b|\bvaluta\b|"
            r"\btransactions?\b"
        ),
    ),
    DocumentType.CONTRACT: (
        (
            r"\b(?:service |lease |rental |employment |license |framework |consulting |"
            r"supply )?(?:agreement|contract)\b|\w*vertrag\b|\bcontrat\b|\bcontrato\b|\bcontratto\b|"
            r"\bovereenkomst\b|\bumowa\b"
        ),
        (
            r"\bgoverning law\b|\bhereinafter\b|\bwhereas\b|\bparties\b|\bvertragsparteien\b|"
            r"\bnachfolgend\b|\bkundigungsfrist\b|\bci-apres\b|\bdroit applicable\b|\bley aplicable\b|"
            r"\blegge applicabile\b|\blei aplicavel\b|\btoepasselijk recht\b|\bprawo wlasciwe\b|"
            r"\btermination\b|\bnotice period\b|\bstrony\b|\bpartijen\b|\banwendbares recht\b|"
            r"\bpreavis\b|\bpreaviso\b|\bpreavviso\b|\bopzegtermijn\b|\bokres wypowiedzenia\b"
        ),
    ),
    DocumentType.FORM: (
        (
            r"\bapplication form\b|\bregistration form\b|\bform\b|\bformular\b|\bformulaire\b|"
            r"\bformulario\b|\bmodulo\b|\bformulier\b|\bformularz\b|\bantrag\b|\bdemande\b|"
            r"\bwniosek\b|\bquestionnaire\b"
        ),
        (
            r"\bpay ?stub\b|\bpay ?slip\b|\bearnings statement\b|\bgehaltsabrechnung\b|"
            r"\blohnabrechnung\b|\bbulletin de paie\b|\bnomina\b|\bbusta paga\b|\bloonstrook\b|"
            r"\bpayroll\b|\bpay period\b|\bgross pay\b|\bnet pay\b"
        ),
        (
            r"\bdate of birth\b|\bgeburtsdatum\b|\bsignature\b|\bunterschrift\b|\bfirst name\b|"
            r"\bvorname\b|\blast name\b|\bnachname\b|\bsurname\b|\bnationality\b"
        ),
    ),
}
"""What a type calls itself comes first, then what else stands on such papers, from telling to common."""

RIVAL_WORDS: Final[Mapping[str, str]] = {
    "quote": r"\bquot(?:e|ation)\b|\bestimate\b|\boffer\b|\bangebot\b|\bkostenvoranschlag\b|"
    r"\boffert[ea]\b|\bdevis\b|"
    r"\boffre\b|\bpresupuesto\b|\bcotizacion\b|\bpreventivo\b|\borcamento\b|\bproposta\b|\bcotacao\b|"
    r"\bprijsopgave\b|\boferta\b|\bwycena\b|\bkosztorys\b",
    "delivery": r"\bdelivery note\b|\bpacking (?:slip|list)\b|\bdispatch note\b|\blieferschein\b|"
    r"\bpackliste\b|"
    r"\bwarenbegleitschein\b|\bbon de livraison\b|\bliste de colisage\b|\bbordereau d'expedition\b|"
    r"\balbaran\b|\blista de embalaje\b|\bdocumento di trasporto\b|\bbolla\b|\bd\.?d\.?t\b|"
    r"\bguia de (?:remessa|transporte)\b|\bpakbon\b|\bleverbon\b|\bvrachtbrief\b|\bdokument wz\b|\bwz\b|"
    r"\bwydanie zewnetrzne\b|\blist przewozowy\b|\bremito\b|\bbill of lading\b|\bwaybill\b",
    "confirmation": r"\border (?:confirmation|acknowledgement)\b|\bsales order\b|\bauftragsbestatigung\b|"
    r"\bconfirmation de commande\b|\baccuse de reception\b|\bconfirmacion de(?:l)? pedido\b|"
    r"\bconferma (?:d'|di |dell'?)?ordine\b|\bconfirmacao d[ae] encomenda\b|\borderbevestiging\b|"
    r"\bpotwierdzenie zamowienia\b",
    "reminder": r"\breminder\b|\boverdue\b|\bmahnung\b|\bzahlungserinnerung\b|\brelance\b|\brappel\b|"
    r"\bmise en demeure\b|\brecordatorio\b|\brequerimiento de pago\b|\bimpag(?:o|ad[oa])\b|\bsollecito\b|"
    r"\blembrete\b|\bem atraso\b|\bbetalingsherinnering\b|\baanmaning\b|\bherinnering\b|"
    r"\bwezwanie do zaplaty\b|\bprzypomnienie\b|\bmonit\b",
    "prices": r"\bprice ?list\b|\bcatalogue?\b|\brates\b|\bmenu\b|\bpreisliste\b|"
    r"\bpreisverzeichnis\b|\btarife?s?\b|"
    r"\bspeisekarte\b|\bliste de prix\b|\blista de precios\b|\btarifas\b|\blistino\b|\btariffe\b|"
    r"\btabela de precos\b|\bprecario\b|\bementa\b|\bprijslijst\b|\btarieven\b|\bcennik\b|\blista cen\b",
    "letter": r"^dear\b|\bto whom it may concern\b|\bsehr geehrte|^liebe[rs]? |^(?:madame|monsieur|"
    r"cher|chere)\b|"
    r"\bestimad[oa]s?\b|\bmuy senor|\bgentil[ie]\b|\begregi[oa]\b|\bspettabil|\bexmos?\b|\bprezad[oa]s?\b|"
    r"^car[oa]s? |\bgeachte\b|^beste |\bszanown[iya]\b|^dzien dobry\b",
    "closing": r"\byours (?:faithfully|sincerely|truly)\b|\b(?:kind|best) regards\b|\bsincerely\b|"
    r"\bfreundliche[nm]? gru(?:ss|ß|s)|\bhochachtungsvoll\b|\bcordialement\b|\bveuillez agreer\b|"
    r"\bsalutations\b|\batentamente\b|\bcordial saludo\b|\b(?:cordiali|distinti) saluti\b|"
    r"\bcumprimentos\b|\batenciosamente\b|\bvriendelijke groet|\bhoogachtend\b|\bz powazaniem\b|"
    r"\bpozdrawia",
    "person": r"\bcurriculum\b|\blebenslauf\b|\bzyciorys\b|\bresume\b|\bwork experience\b|"
    r"\bberufserfahrung\b|"
    r"\bexperience professionnelle\b|\bexperiencia (?:laboral|profesional|profissional)\b|"
    r"\besperienza lavorativa\b|\bwerkervaring\b|\bdoswiadczenie\b|\beducation\b|\bskills\b",
    "report": r"\breport\b|\bminutes\b|\bagenda\b|\bcertificate\b|\bmanual\b|\bterms and conditions\b|"
    r"\bbericht\b|\bprotokoll\b|\bbescheinigung\b|\btagesordnung\b|\bgeschaftsbedingungen\b|\brapport\b|"
    r"\bcompte rendu\b|\battestation\b|\bordre du jour\b|\binforme\b|\bacta\b|\bcertificad[oa]\b|"
    r"\brelazione\b|\bverbale\b|\bcertificato\b|\brelatorio\b|\bata\b|\bverslag\b|\bnotulen\b|"
    r"\bhandleiding\b|"
    r"\bvoorwaarden\b|\bsprawozdanie\b|\bprotokol\b|\bzaswiadczenie\b|\bregulamin\b|\binstrukcja\b",
    "booking": r"\bdirect debit\b|\bstanding order\b|\bwithdrawal\b|\bdeposit\b|\blastschrift\b|"
    r"\bdauerauftrag\b|"
    r"\buberweisung\b|\bprelevement\b|\bvirement\b|\btransferencia\b|\bbonifico\b|\baddebito\b|\bincasso\b|"
    r"\boverboeking\b|\bprzelew\b|\bcard payment\b|\bkartenzahlung\b",
}
"""Words that speak for papers of no known type, and some that tell statements."""
