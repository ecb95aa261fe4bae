"""Compiles a prompt in plain words to a field plan.

Deterministic and offline: the prompt is cut into parts, each is looked up among the known
fields of eight languages, tables are found by their words, brackets, colons and "with", and what
is unknown becomes a field of its own name. The same prompt always gives the same columns.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ingestio_core.fieldplan.columns import Generic, column_role, which_is_generic
from ingestio_core.fieldplan.defaults import LINE_ITEM_COLUMNS, field_type, known_field
from ingestio_core.fieldplan.jsonprompt import lines_of_json
from ingestio_core.fieldplan.kinds import IN_CONTEXT, SIGNS
from ingestio_core.fieldplan.lexicon import (
    ATTRIBUTES,
    COLUMNS,
    DOCUMENTS,
    FIELDS,
    PARTIES,
    TABLE_WORDS,
    TABLES,
    Key,
    Word,
    key_of,
    phrase_key,
    words,
)
from ingestio_core.fieldplan.model import FieldPlan, FieldSpec, FieldType
from ingestio_core.fieldplan.naming import COLUMN_NAMES, ROLES, hinted_type, label_of, singular, slug, unique
from ingestio_core.fieldplan.polite import ADJECTIVES, EACH, FILLERS, LEADS, PER, TRAIL, VERBS, WITH
from ingestio_core.fieldplan.splitting import Part, sections, split_colon, split_dash, split_parts

MAX_WORDS: Final = 6
"""A longer part that names no known field is a sentence, not the name of a column."""

_LONG: Final = 64
"""Words; a part of more is no name whatever is left out at its ends, and is not tried word by word."""
_WIDE: Final = re.compile(r"[^\S\n]{100,}")
_NUMBER: Final = frozenset({"number"})
_DOCUMENT_WORDS: Final = frozenset(DOCUMENTS)
_TABLE_COLUMNS: Final = {
    "line_items": LINE_ITEM_COLUMNS,
    "transactions": ("date", "description", "amount", "balance"),
    "parties": ("name", "role"),
}


def compile_prompt(prompt: str) -> FieldPlan:
    """The columns that a prompt asks for; an empty plan for an empty prompt. Never raises."""
    prompt = _WIDE.sub(" " * 100, prompt)
    reader = _Reader()
    lines = lines_of_json(prompt, _is_known)
    if lines is None:
        lines = list(sections(prompt, reader.is_heading, _is_known))
    for line in lines:
        reader.read(line)
    return reader.plan()


@dataclass(slots=True)
class _Entry:
    """One column to be: `known` is its canonical name before the context has its say."""

    label: str
    known: str | None
    columns: list[FieldSpec] | None = None


@dataclass(slots=True)
class _Reader:
    entries: list[_Entry] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    context: Counter[str] = field(default_factory=Counter)
    table: _Entry | None = None
    party: Key = frozenset()

    def is_heading(self, text: str) -> bool:
        """Whether what is listed below such a line belongs to it as columns."""
        body = _strip(words(text))
        if not body:
            return False
        key = _key(body)
        if _table_name(body) or EACH.match(text) or key in PARTIES:
            return True
        alone = len(body) <= 2 and _known(body) is None and not {word.text for word in body} <= FILLERS
        return alone and not any(word.text in DOCUMENTS for word in body)

    def read(self, section: str) -> None:
        self.table, self.party = None, frozenset()
        head, tail = split_colon(section)
        if not tail:
            left, right = split_dash(head)
            head, tail = (left, right) if right and _table_name(_strip(words(left))) else (head, None)
        if not tail:
            self.feed(split_parts(head, _is_known))
            return
        head = self.last_of(head)
        parts = split_parts(tail, _is_known)
        each = EACH.match(head)
        head = head[each.end() :] if each else head
        body = _strip(words(head))
        subject = words(head) if each else body
        per = PER.search(head)
        if per and (name := _table_name(words(head[per.end() :]))):
            # "One row per line item: …" may repeat what stands once on the document.
            self.feed([part for part in parts if _is_single(part)])
            self.open_table(label_of(head[per.end() :], words(head[per.end() :])), name)
            self.fill_table([part for part in parts if not _is_single(part)])
        elif name := _table_name(subject):
            self.open_table(label_of(head, subject), name)
            self.fill_table(parts)
        elif not body or {word.text for word in body} <= FILLERS or _document(body):
            self.note_document(words(head))
            self.feed(parts)
        elif _key(body) in PARTIES:
            self.party = _key(body)
            self.feed(parts)
        elif each or (_is_plural(body) and len(parts) > 1 and not any(_is_single(part) for part in parts)):
            self.open_table(label_of(head, subject), None)
            self.fill_table(parts)
        elif _known(body) is not None and not (
            len(parts) > 1 and all(_is_known(part.text) for part in parts)
        ):
            self.add(head, body)
        else:
            # What is no name of a value is a topic or a sentence in front of the list.
            self.note_document(words(head))
            self.feed(parts)

    def last_of(self, head: str) -> str:
        """Reads what stands before the last part of a colon's head, and gives that part."""
        parts = split_parts(head, _is_known)
        if not parts:
            return head
        self.feed(parts[:-1])
        self.table = None
        last = parts[-1].text
        found = WITH.search(last)
        if found and _table_name(_strip(words(last[found.end() :]))):
            self.add(last, _strip(words(last[: found.start()])))
            return last[found.end() :]
        return last

    def feed(self, parts: Sequence[Part]) -> None:
        """Parts of one sentence, in order: fields, tables, and columns of an open table."""
        parts = self.join_columns(list(parts))
        for number, part in enumerate(parts):
            if self.table is not None and self.add_column(part.text, strict=False):
                continue
            self.table = None
            following = parts[number + 1] if number + 1 < len(parts) else None
            rest: Part | None = part
            while rest is not None:
                rest = self.feed_one(rest, following)

    def feed_one(self, part: Part, following: Part | None) -> Part | None:
        """One part, and what of it is still to be fed."""
        if each := EACH.match(part.text):
            rest = part.text[each.end() :]
            if self.read_each(rest, part):
                return None
        if found := WITH.search(part.text):
            left, right = part.text[: found.start()], part.text[found.end() :]
            body = _strip(words(left))
            name = _table_name(body)
            if each and name is None and body:
                name = TABLES.get(frozenset({body[0].text + "s"}))
            if name or each:
                self.open_table(label_of(left, body), name)
                self.add_column(right, strict=False)
                return None
            if _key(body) in PARTIES:
                self.add(left, body)
                self.party = _key(body)
                return Part(right, part.inside)
        per = PER.search(part.text)
        if per and (whole := words(part.text[per.end() :])) and _document(whole):
            self.note_document(whole)
            part = Part(part.text[: per.start()], part.inside)
        body = _strip(words(part.text))
        name = _table_name(body)
        columns = [] if part.inside is None else split_parts(part.inside, _is_known)
        if columns and _key(body) in PARTIES and all(_attribute_of(_key(body), item) for item in columns):
            self.party = _key(body)
            self.feed(columns)
            self.party = frozenset()
            return None
        if name or (len(columns) > 1 and body and len(body) <= MAX_WORDS and _known(body) is None):
            self.open_table(label_of(part.text, body), name)
            self.fill_table(columns)
            self.table = None
            return None
        if not self.party and _key(body) in ATTRIBUTES:
            if owned := self.owned_by_last(_key(body)):
                self.entries.append(_Entry(label_of(part.text, body), owned))
                return None
            if following is not None:
                self.lend_party(part, body, following)
                return None
        self.add(part.text, body)
        return None

    def read_each(self, rest: str, part: Part) -> bool:
        """`line item the description` behind an "each": the table and its first column."""
        subject = words(rest)
        for length in range(min(3, len(subject)), 0, -1):
            if name := TABLES.get(_key(subject[:length])):
                self.open_table(label_of(rest, subject[:length]), name)
                if part.inside is not None:
                    self.fill_table(split_parts(part.inside, _is_known))
                tail = re.sub(
                    r"^\s*(?:with|mit|avec|con|com|met|ze?)\s+", "", rest[subject[length - 1].end :]
                )
                self.add_column(tail, strict=False)
                return True
        return False

    def join_columns(self, parts: list[Part]) -> list[Part]:
        """`description, quantity and price of each line` is a table said backwards."""
        joined: list[Part] = []
        start = 0
        for part in parts:
            found = PER.search(part.text)
            subject = words(part.text[found.end() :]) if found else []
            if found is None or _table_name(subject) is None or EACH.match(part.text):
                joined.append(part)
                continue
            first = len(joined)
            while first > start and COLUMNS.get(_key(_strip(words(joined[first - 1].text)))):
                first -= 1
            columns = [*(each.text for each in joined[first:]), part.text[: found.start()]]
            joined[first:] = [Part(part.text[found.end() :], ", ".join(columns))]
            start = len(joined)
        return joined

    def lend_party(self, part: Part, body: list[Word], following: Part) -> None:
        """`name and address of the supplier`: the first takes the second's party."""
        owner = _strip(words(following.text))
        spoken = {word.text for word in owner}
        for party in sorted(PARTIES, key=sorted):
            if party <= spoken and party != _key(owner) and _known(owner) and party | _key(body) in FIELDS:
                self.entries.append(_Entry(label_of(part.text, body), FIELDS[party | _key(body)]))
                return
        self.add(part.text, body)

    def owned_by_last(self, attribute: Key) -> str | None:
        """`address` behind `customer name`: an attribute of the party named just before it."""
        known = self.entries[-1].known if self.entries else None
        if known not in ("customer_name", "buyer_name"):
            return None
        return FIELDS.get(attribute | {known.removesuffix("_name")})

    def note_document(self, body: Sequence[Word]) -> None:
        for word in body:
            if word.text in DOCUMENTS:
                self.context[DOCUMENTS[word.text]] += 3

    def add(self, text: str, body: list[Word]) -> None:
        """A single value, known or of its own name."""
        spoken = {word.text for word in words(text)}
        # "Data" says nothing in English and is the date in Italian, Portuguese and Polish.
        is_date = _known(body) is not None and not spoken & (VERBS | {"all"})
        if not body or ({word.text for word in body} <= FILLERS and not is_date):
            self.note_document(words(text))
            return
        if spoken & VERBS and {word.text for word in body} <= FILLERS | DOCUMENTS.keys() | LEADS:
            self.note_document(body)
            return
        known = FIELDS.get(self.party | _key(body)) if self.party else None
        known = known or _known(body)
        if known is None and len(body) > MAX_WORDS:
            body, known = _contained(body)
            if known is None:
                self.unread.append(text.strip())
                return
        self.entries.append(_Entry(label_of(text, body), known))

    def open_table(self, label: str, name: str | None) -> None:
        self.table = _Entry(label, name, [])
        self.entries.append(self.table)

    def fill_table(self, parts: Sequence[Part]) -> None:
        for part in parts:
            self.add_column(part.text, strict=True)

    def add_column(self, text: str, *, strict: bool) -> bool:
        """Adds a column to the open table. Unless `strict`, what can only be a value of the whole
        document is refused, and so is a second word for a column that is there."""
        body = _strip(words(text))
        table = self.table
        if table is None or table.columns is None or not body:
            return not body
        role = column_role(_key(body), table.known)
        taken = {column.role: at for at, column in enumerate(table.columns) if column.role}
        if not strict:
            if role is None and (_known(body) or _table_name(body) or len(body) > MAX_WORDS):
                return False
            if EACH.match(text) or (role in taken and _known(body)):
                return False
        label = label_of(text, body)
        if role in taken:
            first = table.columns[taken[role]]
            match which_is_generic(role, phrase_key(first.label), _key(body)):
                case Generic.NEITHER:
                    return True
                case Generic.FIRST:
                    table.columns[taken[role]] = _generic(first.label, first.type, table.columns)
                case Generic.SECOND:
                    table.columns.append(_generic(label, field_type(role), table.columns))
                    return True
        if role is not None:
            table.columns.append(known_field(role).model_copy(update={"label": label}))
            return True
        known = _known(body)
        kind = field_type(known) if known in ROLES else hinted_type(body)
        table.columns.append(_generic(label, kind, table.columns))
        return True

    def plan(self) -> FieldPlan:
        kind = self.kind()
        mapping = IN_CONTEXT[kind]
        stated = {entry.known for entry in self.entries}
        specs: list[FieldSpec] = []
        seen: set[str] = set()
        taken: set[str] = set()
        for entry in self.entries:
            known = entry.known
            if known == "number" or known in mapping:
                target = mapping.get(known)
                known = target if target is not None and target not in stated else known
            for spec in _specs(entry, known, kind):
                identity = spec.name if spec.role or spec.name != "field" else spec.label
                if identity in seen:
                    continue
                seen.add(identity)
                name = unique(spec.name, taken)
                taken.add(name)
                specs.append(spec.model_copy(update={"name": name}))
        return FieldPlan(fields=tuple(specs), unread=tuple(dict.fromkeys(self.unread)))

    def kind(self) -> str:
        """The kind of document that the prompt speaks of; empty where nothing tells."""
        votes = Counter(self.context)
        for kind, signs in SIGNS.items():
            votes[kind] += sum(entry.known in signs for entry in self.entries)
        best = max(SIGNS, key=lambda kind: votes[kind])
        return best if votes[best] else ""


def _generic(label: str, kind: FieldType, columns: Sequence[FieldSpec]) -> FieldSpec:
    """A column of its own name; names of known columns are left to those."""
    return FieldSpec(
        name=unique(slug(label), {column.name for column in columns} | COLUMN_NAMES),
        label=label,
        type=kind,
    )


def _specs(entry: _Entry, known: str | None, kind: str) -> list[FieldSpec]:
    label = entry.label
    if entry.columns is not None:
        columns = tuple(entry.columns)
        if not columns and known is not None:
            names = ("sku",) * (known == "line_items" and kind == "purchase_order") + _TABLE_COLUMNS[known]
            columns = tuple(known_field(name) for name in names)
        columns = columns or (known_field("description"),)
        name = known or slug(label)
        return [FieldSpec(name=name, label=label, type=FieldType.TABLE, role=known, columns=columns)]
    if known == "period":
        return [known_field("period_start"), known_field("period_end")]
    if known is None:
        return [FieldSpec(name=slug(label), label=label, type=hinted_type(words(label)))]
    if known == "number":
        return [FieldSpec(name="number", label=label, type=FieldType.ID)]
    role = known if known in ROLES else None
    kind_ = field_type(known) if role else hinted_type(words(known.replace("_", " ")))
    return [FieldSpec(name=known, label=label, type=kind_, role=role)]


def _key(body: Sequence[Word]) -> Key:
    return key_of([word.text for word in body])


def _strip(body: list[Word]) -> list[Word]:
    """Without courtesies in front and formats behind, unless the whole is a known name."""
    if len(body) > _LONG:
        first = next((at for at, word in enumerate(body) if word.text not in LEADS), len(body))
        body = body[min(first, len(body) - _LONG) :]
        if len(body) > _LONG:
            return body
    while body:
        if _lookup(_key(body)) or _table_name(body):
            return body
        if found := TRAIL.search(" " + " ".join(word.text for word in body)):
            shorter = body[: len(body) - found.group().count(" ")]
            if shorter:
                body = shorter
                continue
        if body[0].text not in LEADS:
            return body
        body = body[1:]
    return body


def _lookup(key: Key) -> str | None:
    if key == _NUMBER:
        return "number"
    return FIELDS.get(key)


def _known(body: Sequence[Word]) -> str | None:
    """The known field of a part: as it stands, or without the document's name and adjectives."""
    key = _key(body)
    plain = key - ADJECTIVES
    for candidate in (key, plain, plain - _DOCUMENT_WORDS, frozenset(singular(word) for word in plain)):
        if candidate and (found := _lookup(candidate)):
            # The number of a contract or statement is not that of the invoice that quotes it.
            return None if found == "number" and _without_number(key) else found
    return None


def _attribute_of(party: Key, part: Part) -> str | None:
    """The known field of a party that a part in brackets behind it names."""
    return FIELDS.get(party | _key(_strip(words(part.text))))


def _without_number(key: Key) -> bool:
    return any(DOCUMENTS.get(word) in ("contract", "bank_statement") for word in key)


def _is_known(text: str) -> bool:
    body = _strip(words(text))
    return _known(body) is not None or _table_name(body) is not None


def _is_plural(body: Sequence[Word]) -> bool:
    """Whether a heading of one or two unknown words may name the rows of a table."""
    if not 0 < len(body) <= 2 or _known(body) is not None or any(word.text in DOCUMENTS for word in body):
        return False
    last = body[-1].text
    return len(last) > 3 and last.endswith("s") and not last.endswith("ss")


def _is_single(part: Part) -> bool:
    """Whether a part names a value that a document has once."""
    body = _strip(words(part.text))
    return _known(body) is not None and _key(body) not in COLUMNS


def _table_name(body: Sequence[Word]) -> str | None:
    key = _key(body) - ADJECTIVES
    return TABLES.get(key) or TABLES.get(key - TABLE_WORDS) or TABLES.get(key - TABLE_WORDS - _DOCUMENT_WORDS)


def _document(body: Sequence[Word]) -> bool:
    return all(word.text in DOCUMENTS or word.text in LEADS or word.text in FILLERS for word in body)


def _contained(body: list[Word]) -> tuple[list[Word], str | None]:
    """The longest known name of two words or more inside a sentence."""
    for length in range(5, 1, -1):
        for start in range(len(body) - length + 1):
            part = body[start : start + length]
            key = _key(part)
            if len(key) > 1 and part[0].text not in LEADS and (known := _lookup(key)):
                return part, known
    return body, None
