"""The known field that a question asks for by its verb: "Which company sent the bill?", "… and when?"."""

from typing import Final

from ingestio_core.fieldplan.lexicon import PARTIES, TAXES, document_kind, key_of, word_set, words
from ingestio_core.fieldplan.polite import LEADS
from ingestio_core.fieldplan.prose import QUESTION

_WHO: Final = word_set("who whom wer wen wem qui quien quienes chi quem wie kto kogo komu")
_WHICH: Final = word_set(
    "which what welche welcher welches quelle quel que cual quale qual che welk jaka jaki ktora ktory"
)
_HOW_MUCH: Final = word_set("wieviel combien cuanto cuanta quanto quanta hoeveel ile")
_TWO_WORDS: Final = (("how", "much"), ("wie", "viel"))
_WHEN: Final = word_set("when wann quand cuando quando wanneer kiedy")
_HOW: Final = word_set("how wie comment como come hoe jak")
_TO: Final = word_set("to for an fur a pour para per aan voor do dla na")
_ISSUE: Final = word_set(
    "issued issue issues sent send sends sold sells wrote billed gestellt stellt ausgestellt ausstellt "
    "geschickt "
    "verschickt schickt geschrieben schreibt verkauft emis emise emet envoye envoie vend vendu emite "
    "emitio emitido "
    "emitida envia envio vende vendio expide expidio emesso emessa emette inviato mandato venduto "
    "rilasciato emitiu "
    "enviou vendeu passou gestuurd stuurt verstuurd stuurde verkocht verkoopt opgesteld uitgeschreven "
    "wystawil "
    "wystawila wystawia wystawiono sprzedal sprzedala wyslal wyslala"
)
_BUY: Final = word_set(
    "bought buys buy pays zahlt bezahlt kauft gekauft paie achete acheteur paga compra compro comprato "
    "comprou "
    "koopt kocht gekocht betaalt placi kupil kupila kupuje"
)
_PAY: Final = word_set(
    "paid pay payable due owe owed cost costs charged spent zahlen bezahlen bezahlt gezahlt zahlbar "
    "fallig kostet "
    "payer paye payee regle regler coute doit pagar pagado pago paga pagare pagato pagata vence cuesta "
    "debe scade "
    "costa deve betalen betaald voldoen kost zaplacic zaplacono placic platna placono kosztuje"
)
_AROUND: Final = word_set(
    "altogether all together overall insgesamt gesamt zusammen wurde wird worden muss mussen tout entotal "
    "hay se si "
    "tem ha faut il complessivo complessivamente razem lacznie tot moeten trzeba nalezy being was we you "
    "they "
    "in und bar karte"
)


_MEANS: Final = word_set(
    "method means methode mittel moyen mode metodo medio mezzo meio modo forma metoda sposob"
)
_SHORT: Final = 5


def is_how_much(text: str) -> bool:
    """Whether it asks for an amount, whatever else its words name ("Wie viel ist zu zahlen?")."""
    said = [word.text for word in words(text)[:2]]
    return bool(said) and (said[0] in _HOW_MUCH or tuple(said) in _TWO_WORDS)


def is_question(text: str) -> bool:
    """Whether it is a question whatever else its words name: one for an amount, or a question word alone."""
    return is_how_much(text) or (len(said := words(text)) == 1 and said[0].text in QUESTION)


def field_asked(text: str, last: str | None) -> str | None:
    """The field that a question asks for, with `last` the one that was asked before it."""
    said = [word.text for word in words(text)]
    while said and said[0] in ("and", "und", "et", "y", "e", "en", "i", "by", "bis", "entro", "ate", "avant"):
        said = said[1:]
    if not said:
        return None
    spoken, start = set(said), set(said[:2])
    rest = spoken - LEADS - _AROUND
    if is_how_much(" ".join(said)):
        rest -= _HOW_MUCH
        if spoken & TAXES:
            return "tax"
        return "total" if rest - {"total"} <= _PAY else None
    if start & _WHEN:
        if not rest - _WHEN:
            return {"total": "due_date", "vendor_name": "invoice_date"}.get(last or "")
        return "due_date" if spoken & _PAY else "invoice_date" if spoken & _ISSUE else None
    if said[0] in _TO and start & _WHO:
        return "customer_name"
    if said[0] in _WHO or (said[0] in _WHICH and any(key_of([word]) in PARTIES for word in said[1:3])):
        if spoken & _ISSUE:
            return "vendor_name"
        if (
            said[0] in _WHO
            and spoken & _BUY
            and all(document_kind(word) is not None for word in rest - _WHO - _BUY)
        ):
            return "customer_name"
    if last == "total" and spoken & _MEANS and len(said) <= _SHORT:
        return "payment_method"
    if said[0] in _HOW and not rest - _HOW - _PAY:
        return "payment_method" if rest & _PAY or last == "total" else None
    return None
