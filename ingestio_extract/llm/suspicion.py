"""Lines of a document that speak to whoever reads it by machine."""

import re
from typing import Final

from ingestio_core.contracts.extractions import Finding, Severity
from ingestio_extract.layout import Layout

# All of it is compared with text in lower case and without accents (`layout.fold`).
_IGNORE: Final = (
    # English
    r"(?:ignore|disregard|forget|override|skip)\b.{0,40}\b(?:above|previous|prior|earlier|all|any|these|your)\b"
    r".{0,30}\b(?:instruction|prompt|rule|direction|text|content|command|data)s?"
    r"|\b(?:ignore|disregard|forget) (?:the |all )?(?:above|previous|everything)",
    # German
    r"\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*|ubergehe\w*)\b.{0,40}"
    r"\b(?:anweisung|vorgabe|oben|obige|vorherige|vorstehende|bisherige|alles)\w*",
    # French
    r"\b(?:ignore[zr]?|oublie[zr]?)\b.{0,40}\b(?:instructions?|consignes?|ci-dessus|precede\w*|tout)\b"
    r"|\bne (?:tiens|tenez) pas compte\b",
    # Spanish
    r"\b(?:ignor[ae]|olvid[ae]|descart[ae])\w*\b.{0,40}\b(?:instruccion\w*|anterior\w*|arriba|todo)\b"
    r"|\bhaz caso omiso\b",
    # Italian
    r"\b(?:ignor[aio]\w*|dimentic\w*|trascur\w*)\b.{0,40}\b(?:istruzion\w*|precedent\w*|sopra|tutto)\b",
    # Portuguese
    r"\b(?:ignor[ae]|esquec\w*|desconsider\w*)\b.{0,40}\b(?:instruc\w*|anterior\w*|acima|tudo)\b",
    # Dutch
    r"\b(?:negeer|vergeet)\b.{0,40}\b(?:instructies?|aanwijzing\w*|bovenstaande|voorgaande|vorige|alles)\b",
    # Polish
    r"\b(?:zignoruj\w*|ignoruj\w*|zapomnij\w*|pomin)\b.{0,40}"
    r"\b(?:instrukc\w*|polece\w*|powyzsz\w*|poprzedni\w*|wszystk\w*)\b",
)
_SET: Final = (
    r"\bset (?:the )?(?:total|amount|iban|price|vendor|value|sum)\w*\b.{0,20}\bto\b",
    r"\bsetzen? (?:sie )?(?:den |die |das )?(?:\w*betrag|\w*summe|iban|\w*preis|total)\b.{0,20}\bauf\b",
    r"\b(?:mets|mettez|fixe[zr]?|definis\w*) (?:le |la |l')?(?:total|montant|iban|prix)\b.{0,20}\ba\b",
    r"\b(?:pon|ponga|establece|establezca|fija|fije) (?:el |la )?(?:total|importe|iban|precio)\b.{0,20}"
    r"\b(?:en|a)\b",
    r"\b(?:imposta|imposti|impostare|metti) (?:il |l'|lo )?(?:totale|importo|iban|prezzo)\b.{0,20}\ba\b",
    r"\b(?:defina|define|coloque|altere) (?:o |a )?(?:total|valor|montante|iban|preco)\b.{0,20}"
    r"\b(?:para|como|em)\b",
    r"\bzet (?:het |de )?(?:totaal\w*|bedrag|iban|prijs)\b.{0,20}\bop\b",
    r"\bustaw (?:\w+ )?(?:sume|suma|kwot[ea]|iban|cene|wartosc|razem)\b.{0,20}\bna\b",
)
_MACHINE: Final = (
    r"\b(?:system|developer) (?:prompt|message)\b|\byou are (?:an? )?(?:ai|assistant|language model|llm)\b",
    r"\b(?:ai|assistant|llm|language model|gpt|chatbot)s?\b.{0,30}\b(?:must|should|please|shall|output|"
    r"answer|respond|return|set)\b",
    r"\b(?:sprachmodell|modele de langage|modelo de lenguaje|modello linguistico|modelo de linguagem|"
    r"taalmodel|model\w* jezykow\w*)\b",
    r"<\|?(?:im_start|im_end|system|assistant|endoftext)\|?>|\[/?inst\]",
)
_SPEAKS: Final = re.compile("|".join((*_IGNORE, *_SET, *_MACHINE)), re.IGNORECASE)


def speaks(folded: str) -> bool:
    """Whether a text, folded, tells a program what to answer."""
    return _SPEAKS.search(folded) is not None


def suspicious_rows(layout: Layout) -> frozenset[int]:
    """Numbers of the rows that read as instructions, alone or with the row after them."""
    found: set[int] = set()
    rows = layout.rows
    for row in rows:
        following = rows[row.number + 1].folded if row.number + 1 < len(rows) else ""
        if speaks(row.folded):
            found.add(row.number)
        elif (match := _SPEAKS.search(f"{row.folded} {following}")) and match.start() < len(row.folded):
            found.update((row.number, row.number + 1))
    return frozenset(found)


def spoken_to(layout: Layout, rows: frozenset[int]) -> list[Finding]:
    """The finding that a document holds instructions, if it does."""
    if not rows:
        return []
    pages = sorted({layout.rows[row].page for row in rows})
    where = f"Page {pages[0]} holds" if len(pages) == 1 else f"Pages {', '.join(map(str, pages))} hold"
    return [
        Finding(
            code="instructions_in_document",
            severity=Severity.WARNING,
            message=f"{where} sentences that tell a program what to answer. The model was told to ignore "
            "them. Look at every value before you use it.",
        )
    ]
