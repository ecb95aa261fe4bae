"""Whose address, name or number a part asks for when another part names the party."""

from collections.abc import Sequence

from ingestio_core.fieldplan.building import Entry
from ingestio_core.fieldplan.lexicon import ATTRIBUTES, FIELDS, PARTIES, STOP_WORDS, Key, Word, words
from ingestio_core.fieldplan.naming import label_of
from ingestio_core.fieldplan.phrases import key, known, party_of, stripped
from ingestio_core.fieldplan.polite import OWNED, POSSESSIVES
from ingestio_core.fieldplan.splitting import Part


def owned(
    part: Part, body: list[Word], entries: Sequence[Entry], following: Sequence[Part], *, chained: bool
) -> Entry | None:
    """An attribute of a party that another part names: `their VAT no.`, `customer name, address`,
    `name and address of the supplier`. With `chained` the last column was such a one."""
    asked = key(body)
    label = label_of(part.text, body)
    if any(word.text in POSSESSIVES for word in words(part.text)[:4]) and (owner := _last_owner(entries)):
        if found := FIELDS.get(owner[0] | asked):
            return Entry(label, found)
        if is_detail(body):
            return Entry(f"{owner[1]} {label[:1].lower()}{label[1:]}", None)
    if known(body) is None and (label_behind := _behind_its_party(part.text, body)):
        return Entry(label_behind, None)
    if part.joined and is_detail(body) and _party_in(body) is None and _said_with_party(entries):
        owner = _last_owner(entries)
        return owner and Entry(f"{owner[1]} {label[:1].lower()}{label[1:]}", None)
    if asked not in ATTRIBUTES:
        return None
    last = entries[-1].known if entries else None
    named = last in ("customer_name", "buyer_name") or (
        (chained or part.joined) and last is not None and last.startswith(("customer_", "buyer_"))
    )
    if named and (party := party_of(last)) and (found := FIELDS.get(asked | party)):
        return Entry(label, found)
    for other in following:
        owner_part = stripped(other.text)
        if other.joined and (found := _lent(owner_part, asked)):
            return Entry(label, found)
        if key(owner_part) not in ATTRIBUTES:
            break
    return None


def is_detail(body: Sequence[Word]) -> bool:
    """Whether an unknown name is something that every party has: a phone, an email, a city."""
    return known(body) is None and any(word.text in OWNED for word in body)


def _said_with_party(entries: Sequence[Entry]) -> bool:
    """Whether the last column was an attribute said with its party: `vendor's name`."""
    return bool(entries) and len(words(entries[-1].label)) > 1 and party_of(entries[-1].known) is not None


def _party_in(body: Sequence[Word]) -> int | None:
    """Where a word for a party stands."""
    return next((at for at, word in enumerate(body) if frozenset({word.text}) in PARTIES), None)


def _behind_its_party(text: str, body: Sequence[Word]) -> str | None:
    """`Supplier phone` of `phone of the supplier`."""
    at = _party_in(body)
    if not at or at != len(body) - 1:
        return None
    detail = body[:at]
    while detail and detail[-1].text in STOP_WORDS | {"from"}:
        detail = detail[:-1]
    if not detail or not any(word.text in OWNED for word in detail):
        return None
    owner, label = text[body[at].start : body[at].end], label_of(text, detail)
    return f"{owner[:1].upper()}{owner[1:]} {label[:1].lower()}{label[1:]}"


def _last_owner(entries: Sequence[Entry]) -> tuple[Key, str] | None:
    """The party named last, and the person's word for it."""
    for entry in reversed(entries):
        if owner := party_of(entry.known):
            said = [word for word in words(entry.label) if frozenset({word.text}) in PARTIES]
            word = entry.label[said[0].start : said[0].end] if said else next(iter(owner))
            return owner, word[:1].upper() + word[1:]
    return None


def _lent(owner: list[Word], asked: Key) -> str | None:
    """The attribute `asked` of the party that has another attribute in `owner`."""
    spoken = {word.text for word in owner}
    for party in sorted(PARTIES, key=sorted):
        if party <= spoken and party != key(owner) and known(owner) and party | asked in FIELDS:
            return FIELDS[party | asked]
    return None
