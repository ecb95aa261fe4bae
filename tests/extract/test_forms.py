"""Fields of any name, and the pairs of forms that nobody asked for."""

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import FieldPlan, FieldSpec, FieldType
from ingestio_extract.layout import build_layout
from ingestio_extract.learned.ensemble import ensemble
from ingestio_extract.local.candidates import Document
from ingestio_extract.local.concepts import bare_label, likeness, name_of
from ingestio_extract.local.engine import read_document, read_every_pair
from ingestio_extract.local.generic import WEIGHTS
from ingestio_extract.local.pairing import FEATURES
from ingestio_extract.words import PageSource, PageText, Word
from tests.support.documents_forms import make_form_sheet
from tests.support.reading import pages_of


def page(*lines: tuple[float, float, str]) -> Document:
    """Words of ten points from x and baseline y on, a letter five points wide."""
    words = []
    for x, y, text in lines:
        at = x
        for part in text.split(" "):
            if part:
                words.append(Word(1, part, (at, y - 7.5, at + 5 * len(part), y + 2)))
            at += 5 * len(part) + 3
    return Document(build_layout([PageText(1, 595, 842, tuple(words), PageSource.TEXT)]))


def read(document: Document, **asked: FieldType) -> dict[str, str | None]:
    fields = tuple(
        FieldSpec(name=name, label=name.replace("_", " ").capitalize(), type=kind)
        for name, kind in asked.items()
    )
    found = read_document(document, FieldPlan(fields=fields), DocumentType.FORM).scalars
    return {name: found[name].best.value if name in found else None for name in asked}


def test_the_ranker_was_trained_on_the_figures_it_is_asked_with() -> None:
    assert ensemble(WEIGHTS).features == FEATURES


def test_forms_with_strange_labels_and_layouts_are_read_by_name() -> None:
    right = total = 0
    for number in range(900, 920):
        content, lines = make_form_sheet(number)
        document = Document(build_layout(pages_of(content)))
        for line in lines:
            name = "asked"
            plan = FieldPlan(fields=(FieldSpec(name=name, label=line.asked, type=line.type),))
            value = read_document(document, plan, DocumentType.FORM).scalars.get(name)
            right += (value.best.value if value else None) == line.value
            total += 1
    assert right >= 0.8 * total


def test_a_label_is_found_by_its_meaning_in_another_language() -> None:
    document = page(
        (50, 60, "Aufnahmeantrag"),
        (50, 100, "Nachname: Thalheim"),
        (50, 120, "Geburtsdatum: 10.12.1990"),
        (50, 140, "Beruf: Gärtnerin"),
    )
    asked = {"last_name": FieldType.TEXT, "date_of_birth": FieldType.DATE, "occupation": FieldType.TEXT}
    assert read(document, **asked) == {
        "last_name": "Thalheim",
        "date_of_birth": "1990-12-10",
        "occupation": "Gärtnerin",
    }


def test_ticked_boxes_give_yes_no_and_the_option() -> None:
    document = page(
        (50, 60, "Application form"),
        (50, 100, "Smoker: [x] Yes [ ] No"),
        (50, 120, "Insured: [ ] Yes [x] No"),
        (50, 140, "Marital status: [ ] single [x] married [ ] widowed"),
        (50, 160, "Pets: [ ] Yes [ ] No"),
    )
    asked = dict.fromkeys(("smoker", "insured", "marital_status", "pets"), FieldType.TEXT)
    assert read(document, **asked) == {
        "smoker": "yes",
        "insured": "no",
        "marital_status": "married",
        "pets": None,
    }


def test_values_under_labels_behind_dots_and_in_percent() -> None:
    document = page(
        (50, 60, "Survey"),
        (50, 100, "Roof pitch ............ 38"),
        (50, 130, "Occupancy ............ 85 %"),
        (50, 160, "Inspector ............ Ada Quill"),
    )
    asked = {"roof_pitch": FieldType.NUMBER, "occupancy": FieldType.NUMBER, "inspector": FieldType.TEXT}
    assert read(document, **asked) == {"roof_pitch": "38", "occupancy": "85", "inspector": "Ada Quill"}


def test_pairs_nobody_asked_for_come_with_their_labels() -> None:
    document = page(
        (50, 60, "Handover protocol"),
        (50, 100, "Room: 12"),
        (50, 120, "Key number: K-481"),
        (50, 140, "Meter reading: 4711"),
        (50, 160, "Remarks:"),
    )
    plan, found = read_every_pair(document)
    assert {name: value.best.value for name, value in found.scalars.items()} == {
        "room": "12",
        "key_number": "K-481",
        "meter_reading": "4711",
    }
    assert [spec.label for spec in plan.fields] == ["Room", "Key number", "Meter reading"]


def test_labels_are_compared_without_hints_numbers_and_endings() -> None:
    assert bare_label("3. Date of birth (dd/mm/yyyy) *:") == "Date of birth"
    assert bare_label("Name ..........") == "Name"
    assert likeness(name_of("Invoices"), name_of("invoice")).words > 0.9
    assert likeness(name_of("Kundennummer"), name_of("customer no.")).same == 1.0
    assert likeness(name_of("Colour of the door"), name_of("door colour")).words == 1.0
    assert likeness(name_of("Weight"), name_of("Height")).same == 0.0


def test_a_line_of_dots_takes_no_time() -> None:
    assert bare_label("x" + " .:" * 4000 + "y").endswith("y")
    assert page((50, 100, "." * 3000)).layout.rows
