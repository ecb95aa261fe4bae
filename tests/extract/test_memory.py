"""Lessons from corrections, and the next document of the supplier read by them; no file, no service."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from ingestio_core.checks.states import SURE_CONFIDENCE
from ingestio_core.contracts.documents import Edit, EditOperation
from ingestio_core.contracts.extractions import (
    FROM_MEMORY,
    Evidence,
    EvidenceSource,
    Extraction,
    Severity,
)
from ingestio_core.edits import apply_and_note
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType, default_plan
from ingestio_extract.layout import build_layout
from ingestio_extract.memory.apply import Remembered, apply_memory
from ingestio_extract.memory.history import Change, history
from ingestio_extract.memory.learn import Taught, lessons_of
from ingestio_extract.memory.model import KeptReading, KnownLesson, KnownSupplier, LessonKind
from ingestio_extract.memory.suppliers import issuer_of, printed_keys
from ingestio_extract.memory.words import MOST_WORDS, pack, unpack
from ingestio_extract.words import PageSource, PageText, Warp, Word

Line = tuple[float, float, str]
"""Left edge, top edge, text."""

PLAN = default_plan("invoice")
TAX_ID, IBAN = "DE136695976", "DE02 1203 0000 0000 2020 51"
FOOT: tuple[Line, ...] = (
    (60, 760, "Nordlicht Werft GmbH"),
    (60, 775, "Ust-Ident " + TAX_ID),
    (60, 790, "Bankkonto " + IBAN),
    (300, 760, "Sitz der Gesellschaft"),
    (300, 775, "Vielen Dank"),
)
"""What all documents of the supplier have in common."""


def page(*lines: Line, source: PageSource = PageSource.TEXT) -> PageText:
    """A page of A4; each letter is 5 points wide and 10 high."""
    words: list[Word] = []
    for left, top, text in lines:
        x = left
        for word in text.split(" "):
            words.append(Word(1, word, (x, top, x + 5 * len(word), top + 10)))
            x += 5 * len(word) + 3
    return PageText(1, 595, 842, tuple(words), source)


def read(
    printed: PageText,
    data: dict[str, Any],
    as_printed: Mapping[str, str] = MappingProxyType({}),
    source: EvidenceSource = EvidenceSource.TEXT,
) -> tuple[KeptReading, Extraction]:
    """A document that an engine read as `data`, each value where it is printed first; `as_printed` has
    by pointer what is printed otherwise."""
    layout = build_layout([printed])
    evidence = {}
    cells = [(f"/{name}", value) for name, value in data.items()]
    for name, rows in data.items():
        if isinstance(rows, list):
            cells += [
                (f"/{name}/{at}/{column}", value)
                for at, row in enumerate(rows)
                for column, value in row.items()
            ]
    for pointer, value in cells:
        word = next((each for each in printed.words if each.text == as_printed.get(pointer, value)), None)
        if isinstance(value, str) and word is not None:
            evidence[pointer] = Evidence(
                page=1, box=printed.on_page(word.box), text=word.text, confidence=0.9, source=source
            )
    full = {spec.name: None for spec in PLAN.fields} | {"vendor_tax_id": TAX_ID, "iban": IBAN} | data
    kept = KeptReading(words=pack([printed]), keys=printed_keys(layout), issuer=issuer_of(PLAN, full))
    return kept, Extraction(data=full, evidence=evidence)


def teach(
    printed: PageText,
    data: dict[str, Any],
    *edits: Edit,
    plan: FieldPlan = PLAN,
    as_printed: Mapping[str, str] = MappingProxyType({}),
) -> Taught:
    kept, extraction = read(printed, data, as_printed)
    after, evidence, before = apply_and_note(extraction.data, extraction.evidence, edits)
    changes = [Change(edit.op, edit.path, old, edit.value) for edit, old in zip(edits, before, strict=True)]
    return lessons_of(kept, plan, after, evidence, changes)


def known(taught: Taught, **more: Any) -> KnownSupplier:
    lessons = tuple(
        KnownLesson(id=str(number), lesson=lesson, document="first.pdf", learned="12 May 2026")
        for number, lesson in enumerate(taught.lessons)
    )
    about = {"id": "s", "name": taught.name, "keys": taught.keys, "lines": taught.lines, "lessons": lessons}
    return KnownSupplier(**{**about, **more})


def again(
    taught: Taught,
    printed: PageText,
    data: dict[str, Any],
    plan: FieldPlan = PLAN,
    as_printed: Mapping[str, str] = MappingProxyType({}),
    source: EvidenceSource = EvidenceSource.TEXT,
) -> Remembered:
    kept, extraction = read(printed, data, as_printed, source)
    remembered = apply_memory(kept, plan, extraction, [known(taught)])
    assert remembered is not None
    return remembered


def bill(*lines: Line) -> PageText:
    return page(*lines, *FOOT)


NUMBERED = bill((60, 100, "Rechnungsnummer"), (200, 100, "55-1"), (60, 120, "Kennzahl"), (200, 120, "NW-7"))
NEXT = bill((60, 100, "Rechnungsnummer"), (200, 100, "55-2"), (60, 120, "Kennzahl"), (200, 120, "NW-8"))
NUMBER = Edit(path="/invoice_number", value="NW-7")


def test_a_value_is_found_beside_the_label_that_it_was_corrected_to() -> None:
    taught = teach(NUMBERED, {"invoice_number": "55-1"}, NUMBER)
    remembered = again(taught, NEXT, {"invoice_number": "55-2"})
    assert remembered.extraction.data["invoice_number"] == "NW-8"
    evidence = remembered.extraction.evidence["/invoice_number"]
    assert evidence.alternatives[0].value == "55-2"
    assert evidence.box is not None and evidence.box[:2] == (200, 120)
    (finding,) = remembered.extraction.findings
    assert (finding.code, finding.severity, finding.paths) == (
        FROM_MEMORY,
        Severity.INFO,
        ("/invoice_number",),
    )
    assert remembered.applied == {"/invoice_number": "0"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param([(60, 120, "Kennzahl: NW-7")], [(60, 140, "Kennzahl: NW-88")], id="behind, in one run"),
        pytest.param(
            [(60, 120, "Kennzahl"), (60, 134, "NW-7")],
            [(90, 180, "Kennzahl"), (90, 194, "NW-88")],
            id="below",
        ),
        pytest.param(
            [(60, 120, "Kennzahl"), (200, 120, "NW-7")],
            [(60, 120, "Kennzahl NW-88")],
            id="the gap came out narrower",
        ),
    ],
)
def test_the_way_from_a_label_may_differ(first: Sequence[Line], second: Sequence[Line]) -> None:
    taught = teach(bill(*first), {}, NUMBER)
    assert again(taught, bill(*second), {}).extraction.data["invoice_number"] == "NW-88"


def test_a_label_misread_by_ocr_is_known_and_makes_unsure() -> None:
    taught = teach(NUMBERED, {}, NUMBER)
    scan = page((60, 120, "Kenrzahl"), (200, 120, "NW-8"), *FOOT, source=PageSource.OCR)
    remembered = again(taught, scan, {})
    assert remembered.extraction.data["invoice_number"] == "NW-8"
    evidence = remembered.extraction.evidence["/invoice_number"]
    assert (evidence.source, evidence.confidence < 0.8) == (EvidenceSource.OCR, True)


def test_a_sure_reading_elsewhere_makes_unsure() -> None:
    """The plain reading was wrong beside one label; beside another one it may be right."""
    taught = teach(NUMBERED, {"invoice_number": "55-1"}, NUMBER)
    other = bill((60, 90, "Faktura"), (200, 90, "F-9"), (60, 120, "Kennzahl"), (200, 120, "NW-8"))
    evidence = again(taught, other, {"invoice_number": "F-9"}).extraction.evidence["/invoice_number"]
    assert (evidence.text, evidence.confidence < 0.8) == ("NW-8", True)


def test_what_is_the_same_on_every_document_is_taken_over() -> None:
    edits = (Edit(path="/vendor_name", value="Nordlicht"), Edit(path="/currency", value="CHF"))
    remembered = again(
        teach(NUMBERED, {"vendor_name": "Kennzahl"}, *edits), NEXT, {"vendor_name": "Kennzahl"}
    )
    assert remembered.extraction.data["vendor_name"] == "Nordlicht"
    assert remembered.extraction.data["currency"] == "CHF"
    assert remembered.extraction.evidence["/currency"].page is None
    assert "no page of this document shows it" in remembered.extraction.findings[-1].message


def test_what_is_taken_over_and_not_printed_is_never_sure() -> None:
    taught = teach(NUMBERED, {"vendor_name": "Kennzahl"}, Edit(path="/vendor_name", value="Nordlicht & Co"))
    often = known(taught)
    often = often.model_copy(
        update={"lessons": tuple(one.model_copy(update={"agreed": 9}) for one in often.lessons)}
    )
    remembered = apply_memory(*_plain(NEXT), [often])
    assert remembered is not None and remembered.extraction.data["vendor_name"] == "Nordlicht & Co"
    assert remembered.extraction.evidence["/vendor_name"].confidence < SURE_CONFIDENCE


def _plain(printed: PageText) -> tuple[KeptReading, FieldPlan, Extraction]:
    kept, extraction = read(printed, {"vendor_name": "Kennzahl"})
    return kept, PLAN, extraction


@pytest.mark.parametrize(("printed", "kept"), [("EUR", "EUR"), ("€", "CHF")])
def test_a_currency_that_the_page_spells_out_stays(printed: str, kept: str) -> None:
    """The next invoice of the same supplier may be in another currency."""
    taught = teach(NUMBERED, {"currency": None}, Edit(path="/currency", value="CHF"), NUMBER)
    following = bill((60, 100, "Kennzahl"), (200, 100, "NW-8"), (60, 300, "119,00"), (100, 300, printed))
    remembered = again(taught, following, {"currency": "EUR"}, as_printed={"/currency": printed})
    assert remembered.extraction.data["invoice_number"] == "NW-8"
    assert remembered.extraction.data["currency"] == kept


def test_a_bank_account_that_is_not_printed_is_never_filled_in() -> None:
    other = "DE89 3704 0044 0532 0130 00"
    taught = teach(NUMBERED, {"iban": None}, Edit(path="/iban", value=other), NUMBER)
    assert {lesson.name for lesson in taught.lessons} == {"iban", "invoice_number"}
    kept, extraction = read(NEXT, {"iban": None})
    sure = known(taught, keys=(f"tax:{TAX_ID}",))
    remembered = apply_memory(kept, PLAN, extraction, [sure])
    assert remembered is not None
    assert remembered.extraction.data["iban"] is None
    assert remembered.extraction.data["invoice_number"] == "NW-8"


def test_what_is_none_stays_empty_only_beside_the_same_label() -> None:
    first = bill((60, 100, "Vorgang"), (200, 100, "4711"))
    taught = teach(first, {"purchase_order": "4711"}, Edit(op=EditOperation.REMOVE, path="/purchase_order"))
    second = bill((60, 100, "Vorgang"), (200, 100, "4712"))
    remembered = again(taught, second, {"purchase_order": "4712"})
    assert remembered.extraction.data["purchase_order"] is None
    assert remembered.extraction.findings[0].suggestion is not None
    other = bill((60, 100, "Bestellung"), (200, 100, "4712"))
    kept = again(taught, other, {"purchase_order": "4712"})
    assert (kept.extraction.data["purchase_order"], kept.applied) == ("4712", {})


def test_day_and_month_are_read_as_corrected() -> None:
    first = bill((60, 100, "Datum"), (200, 100, "03/04/2026"))
    date = Edit(path="/invoice_date", value="2026-03-04")
    taught = teach(first, {"invoice_date": "2026-04-03"}, date, as_printed={"/invoice_date": "03/04/2026"})
    assert [lesson.kind for lesson in taught.lessons] == [LessonKind.ORDER]
    second = bill((60, 100, "Datum"), (200, 100, "05/06/2026"), (60, 114, "bis"), (200, 114, "31/12/2026"))
    printed = {"/invoice_date": "05/06/2026", "/due_date": "31/12/2026"}
    dates = {"invoice_date": "2026-06-05", "due_date": "2026-12-31"}
    data = again(taught, second, dates, as_printed=printed).extraction.data
    assert (data["invoice_date"], data["due_date"]) == ("2026-05-06", "2026-12-31")


def test_the_decimal_sign_is_read_as_corrected() -> None:
    first = bill((60, 100, "Summe"), (200, 100, "1.234"))
    total = Edit(path="/total", value="1.234")
    taught = teach(first, {"total": "1234"}, total, as_printed={"/total": "1.234"})
    assert [lesson.kind for lesson in taught.lessons] == [LessonKind.DECIMAL]
    second = bill((60, 100, "Summe"), (200, 100, "5.678"))
    assert (
        again(taught, second, {"total": "5678"}, as_printed={"/total": "5.678"}).extraction.data["total"]
        == "5.678"
    )


HEADS: tuple[Line, ...] = ((60, 300, "Was"), (260, 300, "Posten"), (340, 300, "Stk"), (420, 300, "Wert"))


def rows(*cells: tuple[str, str, str, str]) -> PageText:
    lines = [*HEADS]
    for at, row in enumerate(cells):
        lines += [(x, 320 + 16 * at, text) for x, text in zip((60, 260, 340, 420), row, strict=True)]
    return bill(*lines)


def items(*cells: tuple[str, str, str]) -> dict[str, Any]:
    names = ("description", "quantity", "amount")
    return {"line_items": [dict(zip(names, row, strict=True)) for row in cells]}


def test_a_column_is_read_as_corrected_in_every_row() -> None:
    first = rows(("Lack", "1", "7", "70.00"), ("Garn", "2", "3", "30.00"))
    wrong = items(("Lack", "1", "70.00"), ("Garn", "2", "30.00"))
    quantity = [Edit(path=f"/line_items/{at}/quantity", value=value) for at, value in enumerate(("7", "3"))]
    taught = teach(first, wrong, *quantity)
    assert [lesson.kind for lesson in taught.lessons] == [LessonKind.COLUMN]
    second = rows(("Seil", "1", "5", "50.00"), ("Öl", "2", "6", "60.00"), ("Harz", "3", "8", "80.00"))
    misread = items(("Seil", "1", "50.00"), ("Öl", "2", "60.00"), ("Harz", "3", "80.00"))
    remembered = again(taught, second, misread)
    table: Any = remembered.extraction.data["line_items"]
    assert [row["quantity"] for row in table] == ["5", "6", "8"]
    assert len(remembered.extraction.findings[0].paths) == 3


def askew(printed: PageText) -> PageText:
    """The same page as it is read of a picture that was taken askew."""
    return replace(printed, warp=Warp((0.99, -0.05, 30.0, 0.05, 0.99, 5.0, 0.0, 0.0, 1.0)), shown=(640, 900))


def test_pages_that_were_straightened_are_learned_from_and_read_again() -> None:
    first = askew(rows(("Lack", "1", "7", "70.00"), ("Garn", "2", "3", "30.00")))
    wrong = items(("Lack", "1", "70.00"), ("Garn", "2", "30.00"))
    quantity = [Edit(path=f"/line_items/{at}/quantity", value=value) for at, value in enumerate(("7", "3"))]
    number = Edit(op=EditOperation.REMOVE, path="/purchase_order")
    taught = teach(first, {**wrong, "purchase_order": "1"}, *quantity, number)
    assert {lesson.kind for lesson in taught.lessons} == {LessonKind.COLUMN, LessonKind.ABSENT}
    second = askew(rows(("Seil", "1", "5", "50.00"), ("Harz", "2", "8", "80.00")))
    remembered = again(taught, second, items(("Seil", "1", "50.00"), ("Harz", "2", "80.00")))
    table: Any = remembered.extraction.data["line_items"]
    assert [row["quantity"] for row in table] == ["5", "8"]
    shown = remembered.extraction.evidence["/line_items/1/quantity"].box
    word = next(word for word in second.words if word.text == "8")
    assert shown == second.on_page(word.box)


def test_rows_of_a_table_that_nobody_found_are_read_under_its_headings() -> None:
    first = rows(("Lack", "1", "7", "70.00"), ("Garn", "2", "3", "30.00"))
    typed = items(("Lack", "7", "70.00"), ("Garn", "3", "30.00"))["line_items"]
    taught = teach(first, {}, Edit(path="/line_items", value=typed))
    second = rows(("Seil", "1", "5", "50.00"), ("Harz", "2", "8", "80.00"), ("Summe", "", "", "130.00"))
    table: Any = again(taught, second, {}).extraction.data["line_items"]
    said = [(row["description"], row["quantity"], row["amount"]) for row in table]
    assert said == [("Seil", "5", "50.00"), ("Harz", "8", "80.00")]


def test_rows_that_are_none_are_left_out() -> None:
    first = rows(("Lack", "1", "7", "70.00"), ("Übertrag", "2", "3", "30.00"))
    read_so = items(("Lack", "7", "70.00"), ("Übertrag", "3", "30.00"))
    taught = teach(first, read_so, Edit(op=EditOperation.REMOVE, path="/line_items/1"))
    second = rows(("Übertrag", "1", "5", "50.00"), ("Seil", "2", "6", "60.00"))
    remembered = again(taught, second, items(("Übertrag", "5", "50.00"), ("Seil", "6", "60.00")))
    table: Any = remembered.extraction.data["line_items"]
    assert [row["description"] for row in table] == ["Seil"]
    assert remembered.extraction.evidence["/line_items/0/description"].text == "Seil"
    assert "/line_items/1/description" not in remembered.extraction.evidence


def test_a_field_of_a_person_s_own_is_learned_by_its_name() -> None:
    plan = FieldPlan(fields=(FieldSpec(name="berth", label="Berth", type=FieldType.TEXT),))
    first = bill((60, 100, "Liegeplatz"), (200, 100, "Süd 4"))
    taught = teach(first, {"berth": None}, Edit(path="/berth", value="Süd 4"), plan=plan)
    second = bill((60, 100, "Liegeplatz"), (200, 100, "Nordmole 12"))
    assert again(taught, second, {"berth": None}, plan).extraction.data["berth"] == "Nordmole 12"


def test_exact_values_stay() -> None:
    taught = teach(NUMBERED, {"invoice_number": "55-1"}, NUMBER)
    for source in (EvidenceSource.XML, EvidenceSource.PERSON):
        remembered = again(taught, NEXT, {"invoice_number": "55-2"}, source=source)
        assert (remembered.extraction.data["invoice_number"], remembered.applied) == ("55-2", {})


def test_what_no_page_shows_teaches_nothing() -> None:
    edits = (Edit(path="/invoice_number", value="typed by hand"), Edit(path="/total", value="1.00"))
    assert teach(NUMBERED, {}, *edits).lessons == ()


def recognised(printed: PageText, supplier: KnownSupplier, *others: KnownSupplier) -> bool:
    kept, extraction = read(printed, {"invoice_number": "55-2"})
    return apply_memory(kept, PLAN, extraction, [supplier, *others]) is not None


def test_one_sign_alone_is_not_enough() -> None:
    """One's own tax id, which some supplier's document was confirmed with, is on everybody's."""
    supplier = known(teach(NUMBERED, {}, NUMBER))
    assert recognised(NEXT, supplier)
    stranger = page((60, 100, "Invoice"), (60, 120, "Kennzahl"), (200, 120, "NW-8"), (60, 700, TAX_ID))
    assert not recognised(stranger, supplier)
    named = page((60, 100, "Nordlicht Werft GmbH"), (60, 120, "Kennzahl"), (200, 120, "NW-8"))
    assert not recognised(named, known(teach(NUMBERED, {"vendor_name": "Nordlicht Werft GmbH"}, NUMBER)))
    similar = page(*[(x, y, text.replace("Werft", "Werften")) for x, y, text in FOOT[:1]], *FOOT[3:])
    assert not recognised(similar, supplier)


def test_a_name_does_not_count_against_another_tax_id() -> None:
    taught = teach(NUMBERED, {"vendor_name": "Nordlicht Werft GmbH"}, NUMBER)
    supplier = known(taught)
    foot = [(x, y, text.replace(TAX_ID, "DE811569869")) for x, y, text in FOOT if "Bankkonto" not in text]
    lines = [(60.0, 120.0, "Kennzahl"), (200.0, 120.0, "NW-8")]
    assert not recognised(page(*lines, *foot), supplier)


def test_of_two_suppliers_that_it_could_be_none_is_chosen() -> None:
    supplier = known(teach(NUMBERED, {}, NUMBER))
    assert not recognised(NEXT, supplier, supplier.model_copy(update={"id": "other"}))


def test_rows_are_followed_through_edits() -> None:
    before: dict[str, Any] = {"line_items": [{"a": "1"}, {"a": "2"}, {"a": "3"}]}
    edits = (
        Edit(op=EditOperation.REMOVE, path="/line_items/0"),
        Edit(op=EditOperation.ADD, path="/line_items/1", value={"a": "new"}),
        Edit(path="/line_items/0/a", value="two"),
        Edit(op=EditOperation.ADD, path="/line_items/-", value={"a": "last"}),
        Edit(op=EditOperation.MOVE, path="/line_items/0", value="/line_items/3"),
        Edit(op=EditOperation.MOVE, path="/line_items/2", value="/line_items/0"),
    )
    after, _, olds = apply_and_note(before, {}, edits)
    changes = [Change(edit.op, edit.path, old, edit.value) for edit, old in zip(edits, olds, strict=True)]
    told = history(after, changes)
    assert told.read == before
    table = told.tables["line_items"]
    assert table.removed == [{"a": "1"}]
    assert [(now["a"], was and was["a"]) for now, was in table.rows] == [
        ("last", None),
        ("new", None),
        ("3", "3"),
        ("two", "2"),
    ]


def test_words_come_back_as_they_were() -> None:
    first = page((60, 100, "Müller"), (200, 100, "1.234,50"), source=PageSource.OCR)
    assert unpack(pack([first])) == (first,)
    assert unpack(pack([askew(first)])) == (askew(first),)
    many = PageText(2, 595, 842, first.words * MOST_WORDS, PageSource.OCR)
    kept = unpack(pack([first, many, PageText(3, 595, 842, first.words, PageSource.OCR)]))
    assert [len(each.words) for each in kept] == [2, 0, 2]
