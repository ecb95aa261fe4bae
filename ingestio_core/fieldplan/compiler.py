"""Compiles a prompt in plain words to a field plan.

Deterministic and offline: the prompt is cut into parts, each is looked up among the known
fields of eight languages, tables are found by their words, brackets, colons and "with", and what
is unknown becomes a field of its own name. The same prompt always gives the same columns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingestio_core.fieldplan.brackets import explained, is_bank_details
from ingestio_core.fieldplan.building import Entry
from ingestio_core.fieldplan.defaults import field_label
from ingestio_core.fieldplan.formats import asked_type, is_remark, type_behind
from ingestio_core.fieldplan.intro import (
    described,
    is_attached,
    is_description,
    without_intro,
    without_opening,
)
from ingestio_core.fieldplan.jsonprompt import lines_of_json
from ingestio_core.fieldplan.leaving import asks_again, asks_for_all, ignores, left_out, pieces, split_without
from ingestio_core.fieldplan.lexicon import (
    COLUMNS,
    DOCUMENTS,
    FIELDS,
    ITEM_WORDS,
    PARTIES,
    TABLES,
    Key,
    Word,
    document_kind,
    hint,
    words,
)
from ingestio_core.fieldplan.model import FieldPlan, FieldType
from ingestio_core.fieldplan.naming import label_of, label_of_quoted
from ingestio_core.fieldplan.owners import is_detail, owned
from ingestio_core.fieldplan.phrases import (
    MAX_WORDS,
    as_party,
    attribute_of,
    contained,
    is_document,
    is_known,
    is_plural,
    is_single,
    key,
    known,
    lookup,
    strip,
    stripped,
    table_name,
)
from ingestio_core.fieldplan.polite import (
    DETERMINERS,
    EACH,
    FILLERS,
    LEADS,
    PER,
    VERBS,
    WITH,
)
from ingestio_core.fieldplan.prose import (
    HOW_MANY,
    asked_in,
    is_clause,
    is_courtesy,
    is_farewell,
    is_general_format,
    is_prose,
    without_condition,
)
from ingestio_core.fieldplan.questions import field_asked, is_question
from ingestio_core.fieldplan.required import with_required
from ingestio_core.fieldplan.splitting import Part, sections, split_colon, split_dash, split_parts, typed_list
from ingestio_core.fieldplan.tables import TableReader, is_item_column, join_columns
from ingestio_core.fieldplan.writing import plain, quoted_name, shown

_AHEAD: Final = 4
_WIDE: Final = re.compile(r"[^\S\n]{100,}")


def compile_prompt(prompt: str) -> FieldPlan:
    """The columns that a prompt asks for; an empty plan for an empty prompt. Never raises."""
    return with_required(_compiled(prompt), prompt, _compiled)


def _compiled(prompt: str) -> FieldPlan:
    prompt = _WIDE.sub(" " * 100, prompt)
    reader = _Reader()
    asked_all = asks_for_all(prompt)
    lines = lines_of_json(prompt, is_known)
    if lines is None:
        opening, rest = without_opening(plain(prompt, is_known))
        if opening:
            reader.tell(opening)
        lines = list(sections(rest, reader.is_heading, is_known))
    for line in lines:
        reader.read(line)
    if asked_all and not reader.entries and reader.draft.left_out:
        reader.draft.take_all()
    reader.draft.unread = [shown(part).strip() for part in reader.draft.unread]
    return reader.draft.plan()


@dataclass(slots=True)
class _Reader(TableReader):
    """Reads section by section. `party` owns what follows, `chained` says that the last column was an
    attribute of the party named before it."""

    party: Key = frozenset()
    party_word: str = ""
    chained: bool = False
    leaving: bool = False
    signed: bool = False

    def is_heading(self, text: str) -> bool:
        """Whether what is listed below such a line belongs to it as columns."""
        if (left := left_out(text)) and (not left.what or is_document(words(left.what))):
            return True
        body = stripped(text)
        if not body:
            return False
        if table_name(body) or EACH.match(text) or as_party(body):
            return True
        alone = len(body) <= 2 and known(body) is None and not {word.text for word in body} <= FILLERS
        return alone and not any(word.text in DOCUMENTS for word in body)

    def read(self, section: str) -> None:
        self.table, self.party, self.leaving = None, frozenset(), False
        before, told, left = len(self.entries), len(self.draft.unread), len(self.draft.left_out)
        self.read_section(section)
        if len(self.entries) > before:
            return
        if len(self.draft.unread) > told and len(self.draft.left_out) == left:
            self.draft.unread[told:] = [section]
        self.draft.left_out[left:] = [
            (what, said and shown(section)) for what, said in self.draft.left_out[left:]
        ]

    def read_section(self, section: str, intros: int = 2) -> None:
        """`intros` says how many intros are still looked for in front of its fields."""
        if listed := typed_list(section):
            for part in listed:
                self.read_section(part)
            return
        if intros and (about := described(section)):
            self.tell(about[0])
            self.read_section(about[1], intros - 1)
            return
        if intros and (intro := without_intro(section)):
            self.note_document(intro.said)
            if intro.rest:
                self.read_section(intro.rest, intros - 1)
            return
        head, tail = split_colon(section)
        if not tail:
            if section.endswith(":") and not is_known(head) and not left_out(head):
                self.head_of_list(head)
                return
            left, right = split_dash(head)
            typed = right is not None and asked_type(right) is not None
            head, tail = (left, right) if right and (typed or table_name(stripped(left))) else (head, None)
        if not tail:
            if is_prose(head) and not left_out(head) and not is_known(head):
                self.tell(head)
            else:
                self.feed(split_parts(head, is_known))
            return
        if (unwanted := left_out(head)) and not is_known(head):
            if not unwanted.what or is_document(words(unwanted.what)):
                self.leave(tail)
            else:
                self.leave(unwanted.what, head)
                self.feed(split_parts(tail, is_known))
            return
        if (kind := asked_type(tail)) and (body := stripped(head)) and key(body):
            self.add(head, body, kind, typed=True)
            return
        if is_prose(tail) and not is_known(head) and len(words(head)) <= 2:
            self.tell(section)
            return
        self.read_listed(head, tail)

    def read_listed(self, head: str, tail: str) -> None:
        """What stands in front of a colon, and the list behind it."""
        inner = split_without(head)
        if inner[1] is not None and not is_known(head):
            head = inner[0]
            self.leave(inner[1])
        if is_description(head) and not is_known(head):
            self.tell(head)
            self.feed(split_parts(tail, is_known))
            return
        head = self.last_of(head)
        parts = split_parts(tail, is_known)
        each = EACH.match(head)
        head = head[each.end() :] if each else head
        body = stripped(head)
        subject = words(head) if each else body
        per = PER.search(head)
        item = bool(each and subject and subject[0].text in ITEM_WORDS and len(subject) == 1)
        if per and (name := table_name(words(head[per.end() :]))):
            # "One row per line item: …" may repeat what stands once on the document.
            self.feed([part for part in parts if is_single(part)])
            self.open_table(label_of(head[per.end() :], words(head[per.end() :])), name)
            self.fill_table([part for part in parts if not is_single(part)])
        elif name := "line_items" if item else table_name(subject):
            self.open_table(label_of(head, subject), name)
            self.fill_table(parts)
        elif not body or {word.text for word in body} <= FILLERS or is_document(body):
            self.note_document(words(head))
            self.feed(parts)
        elif as_party(body):
            self.own(body)
            self.feed(parts)
        elif each or (is_plural(body) and len(parts) > 1 and not any(is_single(part) for part in parts)):
            self.open_table(label_of(head, subject), None)
            self.fill_table(parts)
        elif self.is_explained(body, parts, tail):
            self.add(head, body)
        else:
            # What is no name of a value is a topic or a sentence in front of the list.
            self.head_of_list(head)
            self.feed(parts)

    def is_explained(self, body: list[Word], parts: list[Part], tail: str) -> bool:
        """Whether what stands behind a colon only tells more of the name in front of it."""
        if is_document(body) and parts and all(is_known(part.text) for part in parts):
            return False
        if known(body) is not None:
            return not (len(parts) > 1 and all(is_known(part.text) for part in parts))
        return len(parts) == 1 and len(body) <= 3 and is_remark(tail)

    def last_of(self, head: str) -> str:
        """Reads what stands before the last part of a colon's head, and gives that part."""
        parts = split_parts(head, is_known)
        if not parts:
            return head
        if not is_prose(head):
            self.feed(parts[:-1])
        self.table = None
        last = parts[-1].text
        found = WITH.search(last)
        if found and table_name(stripped(last[found.end() :])):
            self.add(last, stripped(last[: found.start()]))
            return last[found.end() :]
        return last

    def feed(self, parts: Sequence[Part]) -> None:
        """Parts of one sentence, in order: fields, tables, and columns of an open table."""
        parts = join_columns(list(parts))
        last = ""
        for number, part in enumerate(parts):
            text = without_condition(part.text)
            if text != part.text:
                part = Part(text, part.inside, part.joined)
            if not is_known(text) and (intro := without_intro(text)):
                self.note_document(intro.said)
                text = intro.rest
                part = Part(text, part.inside, part.joined)
            if (is_courtesy(text) and not is_known(text)) or not text.strip():
                self.signed = self.signed or is_farewell(text)
                continue
            before = self.entries[-1].known if self.entries else None
            asked = field_asked(text, before) if is_question(text) or not is_known(text) else None
            if asked:
                self.entries.append(Entry(field_label(asked), asked))
                continue
            last = self.feed_prose(part, last)
            if last:
                continue
            if self.table is not None and self.add_column(part, strict=False):
                continue
            self.table = None
            rest: Part | None = part
            while rest is not None:
                rest = self.feed_one(rest, parts[number + 1 : number + 1 + _AHEAD])

    def feed_prose(self, part: Part, last: str) -> str:
        """What a part is that is no column: `left`, `told` or, for a column, nothing."""
        text = part.text
        if self.leaving and not asks_again(text):
            self.leave(text)
            return "left"
        self.leaving = False
        alone = stripped(text)
        if is_known(text) and lookup(key(alone)) is not None and not left_out(text):
            return ""
        goes_on = part.joined and not DETERMINERS.match(text)
        if left := left_out(text):
            self.leaving = left.onwards
            self.leave(left.what, text)
            return "left"
        if goes_on and last == "left":
            self.leave(text)
            return "left"
        if (is_prose(text) or is_attached(text) or (goes_on and last == "told")) and not is_known(text):
            self.tell(text)
            return "told"
        return ""

    def feed_one(self, part: Part, following: Sequence[Part]) -> Part | None:
        """One part, and what of it is still to be fed."""
        if each := EACH.match(part.text):
            rest = part.text[each.end() :]
            if self.read_each(rest, part, bool(following)):
                return None
        asked, missing = split_without(part.text)
        if missing is not None and not is_known(part.text):
            part = Part(asked, part.inside)
            if table_name(stripped(asked)):
                self.open_table(label_of(asked, stripped(asked)), table_name(stripped(asked)))
                self.entries[-1].without += pieces(missing)
                return None
            self.leave(missing)
        if found := WITH.search(part.text):
            left, right = part.text[: found.start()], part.text[found.end() :]
            body = stripped(left)
            name = table_name(body)
            if name is None and len(body) == 1 and body[0].text in ITEM_WORDS and is_item_column(right):
                name = "line_items"
            if each and name is None and body:
                name = TABLES.get(frozenset({body[0].text + "s"}))
            if (name or each) and not is_known(part.text):
                self.open_table(label_of(left, body), name)
                self.add_column(Part(right, part.inside), strict=False)
                return None
            if as_party(body):
                self.add(left, body)
                self.own(body)
                return Part(right, part.inside)
        per = PER.search(part.text)
        if per and (whole := words(part.text[per.end() :])) and is_document(whole):
            self.note_document(whole)
            part = Part(part.text[: per.start()], part.inside)
        return self.feed_name(part, following)

    def feed_name(self, part: Part, following: Sequence[Part]) -> Part | None:
        body, behind = strip(words(part.text))
        body = list(asked_in(part.text, body)) if known(body) is None else body
        kind = type_behind(behind)
        if (behind and is_general_format(body)) or (self.signed and known(body) is None):
            return None
        if HOW_MANY.match(part.text) and body and known(body) is None:
            self.add(part.text, body, FieldType.NUMBER, typed=True)
            return None
        name = table_name(body)
        columns = [] if part.inside is None else split_parts(part.inside, is_known)
        if part.inside is not None and (asked := asked_type(part.inside)):
            kind, columns = asked, []
        elif part.inside is not None and is_remark(part.inside):
            columns = []
        if columns and not name and self.read_inside(part, body, columns):
            return None
        if name and quoted_name(part.text) is None:
            self.open_table(label_of(part.text, body), name)
            self.fill_table(columns)
            self.table = None if columns else self.table
            return None
        if len(columns) > 1 and body and len(body) <= MAX_WORDS and known(body) is None:
            self.open_table(label_of(part.text, body), None)
            self.fill_table(columns)
            self.table = None
            return None
        if not self.party and self.add_owned(part, body, kind, following):
            return None
        self.add(part.text, body, kind)
        return None

    def read_inside(self, part: Part, body: list[Word], columns: list[Part]) -> bool:
        """`supplier (name, email)`, `total (net, gross)`, `amount (net)`, `status (open, paid)`."""
        if (meant := explained(part.text, body, columns)) is not None:
            self.entries.extend(meant)
            return True
        if is_bank_details(body):
            self.feed(columns)
            return True
        if as_party(body):
            if any(
                attribute_of(as_party(body) or key(body), item) or is_detail(stripped(item.text))
                for item in columns
            ):
                self.own(body)
                self.feed(columns)
                self.party = frozenset()
                return True
            return False
        if (
            body
            and all(word.text in DOCUMENTS for word in body)
            and any(is_known(item.text) for item in columns)
        ):
            self.note_document(body)
            self.feed(columns)
            return True
        if known(body) is not None:
            together = key(body) | key(stripped(columns[0].text))
            if len(columns) == 1 and (found := lookup(together)):
                self.entries.append(Entry(label_of(part.text, body), found))
                return True
            if len(columns) > 1 and all(is_known(item.text) and not item.inside for item in columns):
                if known(body) == "vendor_address":
                    return False
                self.note_document(body)
                self.feed(columns)
                return True
            return False
        typed = any(
            is_known(item.text) or key(stripped(item.text)) in COLUMNS or _hints(stripped(item.text))
            for item in columns
        )
        many = body and body[-1].text.endswith(("s", "en", "i", "e", "y"))
        if len(columns) > 1 and body and not typed and not many:
            self.add(part.text, body)
            return True
        return False

    def add_owned(
        self, part: Part, body: list[Word], kind: FieldType | None, following: Sequence[Part]
    ) -> bool:
        """An attribute of a party that another part names."""
        entry = owned(part, body, self.entries, following, chained=self.chained)
        if entry is None:
            return False
        self.chained = entry.known is not None
        self.entries.append(replace(entry, kind=kind))
        return True

    def own(self, body: Sequence[Word]) -> None:
        self.party = as_party(body) or key(body)
        self.party_word = next(
            (word.text for word in body if frozenset({word.text}) in PARTIES), body[-1].text
        ).capitalize()

    def note_document(self, body: Sequence[Word]) -> None:
        for word in body:
            if kind := document_kind(word.text):
                self.draft.context[kind] += 3

    def head_of_list(self, head: str) -> None:
        """A topic or sentence in front of a list: told where it describes the documents."""
        if is_description(head):
            self.tell(head)
        else:
            self.note_document(words(head))

    def tell(self, text: str) -> None:
        """What was not understood."""
        self.note_document(words(text))
        self.draft.unread.append(text.strip())

    def leave(self, what: str, said: str = "") -> None:
        """`said` is the whole part. One that says to ignore something is told as not understood where
        nothing of that name is known: it may be a page or a document."""
        said = shown(said).strip() if ignores(said) else ""
        for piece in pieces(what):
            if not is_document(words(piece)) or is_known(piece):
                self.draft.left_out.append((shown(piece).strip(), said))

    def add(self, text: str, body: list[Word], kind: FieldType | None = None, *, typed: bool = False) -> None:
        """A single value, known or of its own name. With `typed` it is one whatever its words say."""
        self.chained = False
        if name := quoted_name(text):
            outside = known(
                stripped(text.replace(text[text.index("\ue040") : text.index("\ue041") + 1], " "))
            )
            inside = outside or known(words(name))
            self.entries.append(Entry(label_of_quoted(name), inside, kind=kind))
            return
        whole = words(text)
        if "_" in text and " " not in text.strip() and known(body) is None:
            body = whole
        spoken = {word.text for word in whole}
        bare = {word.text for word in body}
        # "Data" says nothing in English and is the date in Italian, Portuguese and Polish.
        is_date = known(body) is not None and not spoken & (VERBS | {"all"})
        if not typed and (not body or (bare <= FILLERS and not is_date)):
            self.note_document(whole)
            return
        asks = spoken & VERBS or (known(body) is None and len(whole) > 1)
        if asks and not typed and bare <= FILLERS | DOCUMENTS.keys() | LEADS:
            self.note_document(body)
            return
        found = FIELDS.get(self.party | key(body)) if self.party else None
        found = found or known(body)
        if found is None and is_general_format(body):
            return
        if found is None and (len(body) > MAX_WORDS or (is_clause(body) and len(body) > 2)):
            body, found = contained(body)
            if found is None:
                self.tell(text)
                return
        label = label_of(text, body)
        if found is None and self.party and is_detail(body):
            label = f"{self.party_word} {label[:1].lower()}{label[1:]}"
        self.entries.append(Entry(label, found, kind=kind))


def _hints(body: Sequence[Word]) -> bool:
    return any(hint(word.text) for word in body)
