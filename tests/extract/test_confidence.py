"""Raw scores become shares once, in one place."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from ingestio_core.contracts.extractions import DocumentType
from ingestio_core.fieldplan import FieldPlan, FieldType
from ingestio_core.fieldplan.defaults import known_field
from ingestio_extract.layout import build_layout
from ingestio_extract.learned.calibration import MOST
from ingestio_extract.learned.ensemble import WEIGHTS
from ingestio_extract.learned.shares import share
from ingestio_extract.local.candidates import Candidate, Document
from ingestio_extract.local.values import FoundDocument, FoundValue
from ingestio_extract.result import answer_of_found
from ingestio_extract.words import PageSource, PageText, Word

FILES = sorted(WEIGHTS.glob("*.calibration.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_higher_score_is_never_a_lower_share_and_none_is_certain(file: Path) -> None:
    for key, line in json.loads(file.read_text("utf-8")).items():
        if "bias" in line:
            assert line["slope"] > 0, key
            continue
        assert all(low <= high for low, high in pairwise(line["scores"])), key
        assert all(low <= high for low, high in pairwise(line["shares"])), key
        assert line["shares"][0] > 0 and line["shares"][-1] <= MOST, key


def test_the_particular_line_goes_before_the_general_one() -> None:
    lines = json.loads((WEIGHTS / "fields.calibration.json").read_text("utf-8"))
    scores = [number / 50 for number in range(51)]

    def shares(kind: str, field: str | None, of: FieldType) -> list[float]:
        return [share(kind, field, of, score) for score in scores]

    unknown = shares("form", "x", FieldType.TEXT)
    assert shares("contract", "term", FieldType.TEXT) != unknown
    assert shares("contract", "never_seen", FieldType.TEXT) == unknown
    assert shares("form", None, FieldType.DATE) != shares("form", "x", FieldType.DATE)
    assert {"contract/term", "generic/date", "any/date", "any"} <= set(lines)


def answered(value: FoundValue, kind: DocumentType | None) -> float:
    words = (Word(1, "Term:", (50, 50, 80, 60)), Word(1, "two", (90, 50, 105, 60)))
    document = Document(build_layout([PageText(1, 595, 842, words, PageSource.TEXT)]))
    found = FoundDocument(scalars={"term": value})
    answer = answer_of_found(FieldPlan(fields=(known_field("term"),)), found, document, kind)
    return answer.evidence["/term"].confidence


def test_a_score_is_calibrated_once_and_only_for_a_type() -> None:
    raw = FoundValue(Candidate("two", "two", 1, (90, 50, 105, 60), 0.9), 0.9)
    signs = {"ocr": 0.0, "misread": 0.0, "lead": 1.0}
    wanted = share("contract", "term", FieldType.TEXT, 0.9, signs)
    assert answered(raw, DocumentType.CONTRACT) == wanted != 0.9
    assert answered(replace(raw, calibrated=True), DocumentType.CONTRACT) == 0.9
    assert answered(raw, None) == 0.9


def test_a_date_in_doubt_stays_unsure_whatever_its_share() -> None:
    either = Candidate("2024-04-03", "3/4/2024", 1, (90, 50, 105, 60), 0.9, other="2024-03-04")
    assert answered(FoundValue(either, 0.99, calibrated=True), DocumentType.CONTRACT) < 0.80
