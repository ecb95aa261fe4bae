"""Whose document it is: the signs that suppliers are known by, and when they are enough.

A tax id, an IBAN, a name, a domain of the web: each may also be printed on the document of another
(one's own tax id, a customer's name), so that one alone is never enough.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pydantic import JsonValue
from stdnum import iban as iban_standard
from stdnum.eu import vat as vat_standard
from stdnum.exceptions import ValidationError

from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_extract.layout import Layout
from ingestio_extract.local.candidates import bare
from ingestio_extract.memory.model import KnownSupplier

TAX: Final = "tax:"
IBAN: Final = "iban:"
NAME: Final = "name:"
WEB: Final = "web:"

ISSUERS: Final = ("vendor_name", "buyer_name", "supplier_name", "bank_name")
"""Roles of who made a document, in the order in which they count."""

ISSUER_PLAN: Final = FieldPlan(
    fields=(
        FieldSpec(name="vendor_name", label="Vendor name", role="vendor_name"),
        FieldSpec(name="vendor_tax_id", label="Vendor tax ID", type=FieldType.ID, role="vendor_tax_id"),
        FieldSpec(name="iban", label="IBAN", type=FieldType.ID, role="iban"),
    )
)

MOST_KEYS: Final = 300
"""Signs of one document that are looked for."""
_FRONT_PAGES: Final = 3
"""Who writes stands in front or at the end, even of hundreds of pages."""
_MOST_LINES: Final = 150
ALIKE: Final = 0.5
"""This part of a supplier's lines makes a document look like the supplier's."""
_MOST_TEXT: Final = 60
_STRONG: Final = (TAX, IBAN)
_TAX_WORDS: Final = 6
_IBAN_WORDS: Final = 10
_LEAST_DIGITS: Final = 7
_DOMAIN: Final = re.compile(r"(?:@|www\.|https?://(?:www\.)?)((?:[\w\-]+\.)+[a-z]{2,})", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\s:;,()]+")
_MAIL_HOSTS: Final = re.compile(
    r"^(?:gmail|googlemail|yahoo|hotmail|outlook|live|gmx|web|aol|icloud|t-online|free|orange|wanadoo|libero)\."
)


def tax_key(value: JsonValue) -> str | None:
    """The key of a tax id; None of what is too short to be one."""
    text = _compact(value)
    digits = sum(character.isdigit() for character in text)
    return TAX + text if digits >= _LEAST_DIGITS and len(text) <= 20 else None


def iban_key(value: JsonValue) -> str | None:
    """The key of an IBAN whose check figures are right."""
    text = _compact(value)
    return IBAN + text if _is_iban(text) else None


def name_key(value: JsonValue) -> str | None:
    """The key of a firm's name: its letters and figures, all of them, so that names that are only
    similar differ."""
    text = bare(value) if isinstance(value, str) else ""
    return NAME + text[:_MOST_TEXT] if len(text) >= 4 else None


def keys_of_issuer(issuer: Mapping[str, JsonValue]) -> tuple[str, ...]:
    """The keys of who made a document, by role."""
    name = next((issuer[role] for role in ISSUERS if issuer.get(role)), None)
    keys = (tax_key(issuer.get("vendor_tax_id")), iban_key(issuer.get("iban")), name_key(name))
    return tuple(key for key in keys if key is not None)


def issuer_of(plan: FieldPlan, data: Mapping[str, JsonValue]) -> dict[str, str]:
    """What the data says of who made the document, by role."""
    roles = (*ISSUERS, "vendor_tax_id", "iban")
    found = {spec.role: data.get(spec.name) for spec in plan.scalars if spec.role in roles}
    return {role: value for role, value in found.items() if role and isinstance(value, str) and value}


def printed_keys(layout: Layout) -> tuple[str, ...]:
    """The signs of whatever firms are printed in front or at the end, the surest first."""
    last = len(layout.pages)
    ends = {*range(1, _FRONT_PAGES + 1), last}
    rows = [_WORD.findall(row.text) for row in layout.rows if row.page in ends]
    ibans = (key for row in rows for text in _runs(row, _IBAN_WORDS) if (key := iban_key(text)))
    taxes = (TAX + text for row in rows for text in _runs(row, _TAX_WORDS) if _is_vat(text))
    others = (key for row in rows for text in row if (key := tax_key(text)))
    names = (
        key
        for segment in layout.segments
        if segment.page in (1, last) and len(segment.text) <= _MOST_TEXT
        if any(character.isalpha() for character in segment.text) and (key := name_key(segment.text))
    )
    keys = dict.fromkeys((*ibans, *taxes, *domain_keys(layout), *_first(others, 60), *names))
    return tuple(keys)[:MOST_KEYS]


def domain_keys(layout: Layout) -> tuple[str, ...]:
    """The domains of the addresses that are printed, but for those that lend addresses to anybody."""
    domains = (match[1].lower().rstrip(".") for match in _DOMAIN.finditer(layout.text))
    return tuple(dict.fromkeys(WEB + domain for domain in domains if not _MAIL_HOSTS.match(domain)))


def lines_of(layout: Layout) -> tuple[int, ...]:
    """Marks of the lines on the first and the last page that have no figure in them: what a supplier's
    documents have in common, and nothing that could be read again."""
    last = len(layout.pages)
    texts = (
        bare(segment.text)
        for segment in layout.segments
        if segment.page in (1, last) and not any(character.isdigit() for character in segment.text)
    )
    marks = dict.fromkeys(zlib.crc32(text.encode()) for text in texts if len(text) >= 4)
    return tuple(marks)[:_MOST_LINES]


def likeness(known: Sequence[int], lines: Sequence[int]) -> float:
    """How much of the lines of a supplier's documents a document has, 0 to 1."""
    return len(set(known) & set(lines)) / len(set(known)) if known else 0.0


def choose(
    suppliers: Sequence[KnownSupplier], printed: Sequence[str], lines: Sequence[int]
) -> KnownSupplier | None:
    """The one supplier whose document it must be; None where none or several could be.

    A tax id or an IBAN counts with one more sign (the other of the two, the name, the layout), a name
    or a domain only with the layout, and not where another tax id or IBAN is printed than the supplier's.
    """
    on_page = set(printed)
    shared = _shared(suppliers)
    sure = [each for each in suppliers if _fits(each, on_page - shared, on_page, lines)]
    return sure[0] if len(sure) == 1 else None


def _fits(supplier: KnownSupplier, met: set[str], printed: set[str], lines: Sequence[int]) -> bool:
    hits = [key for key in supplier.keys if key in met]
    strong = {key.partition(":")[0] for key in hits if key.startswith(_STRONG)}
    named = any(key.startswith(NAME) for key in hits)
    alike = likeness(supplier.lines, lines) >= ALIKE
    if strong:
        return len(strong) > 1 or named or alike
    if not hits or not alike:
        return False
    return not any(
        any(key.startswith(kind) for key in supplier.keys) and any(_is_sure(key, kind) for key in printed)
        for kind in _STRONG
    )


def _is_sure(key: str, kind: str) -> bool:
    """Whether a printed key is one of its kind beyond doubt."""
    return key.startswith(kind) and (kind == IBAN or _is_vat(key.removeprefix(TAX)))


def _shared(suppliers: Sequence[KnownSupplier]) -> set[str]:
    """Keys that several suppliers have tell none of them."""
    seen: set[str] = set()
    twice: set[str] = set()
    for supplier in suppliers:
        own = set(supplier.keys)
        twice |= seen & own
        seen |= own
    return twice


def _runs(words: Sequence[str], most: int) -> Iterator[str]:
    """Runs of neighbouring words, without what stands between letters and figures. A run begins where a
    country's letters or a figure stand."""
    compact = [_compact(word) for word in words]
    for start, first in enumerate(compact):
        if not first or len(first) > 34:
            continue
        run = ""
        for part in compact[start : start + most]:
            run += part
            if len(run) > 34:
                break
            if len(run) >= 8 and run[:2].isalpha():
                yield run


def _compact(value: JsonValue) -> str:
    return re.sub(r"[^A-Z0-9]", "", value.upper()) if isinstance(value, str) and value.isascii() else ""


def _is_iban(text: str) -> bool:
    return 15 <= len(text) <= 34 and bool(iban_standard.is_valid(text, check_country=False))


def _is_vat(text: str) -> bool:
    if sum(character.isdigit() for character in text) < _LEAST_DIGITS:
        return False
    try:
        vat_standard.validate(text)
    except (ValidationError, IndexError, KeyError, ValueError):
        return False
    return True


def _first(keys: Iterator[str], most: int) -> Iterator[str]:
    for _, key in zip(range(most), keys, strict=False):
        yield key
