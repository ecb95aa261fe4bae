"""How times, sizes and counts are written."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from ingestio_core.fieldplan import FieldSpec, FieldType
from ingestio_desktop.language import Language, number, speak, tr
from ingestio_desktop.presenters.values import parse_typed, show
from ingestio_desktop.theme.words import (
    STATE_WORDS,
    BatchState,
    DocumentState,
    ExportState,
    exact_time,
    file_size,
    initials,
    link_days,
    month,
    relative_time,
    short_id,
)

NOW = datetime(2024, 4, 10, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=12, seconds=59), "12 min ago"),
        (timedelta(hours=2), "2 h ago"),
        (timedelta(hours=14), "14 h ago"),
        (timedelta(hours=16), "Yesterday"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(weeks=5), "5 weeks ago"),
        (timedelta(days=400), "7 Mar 2023"),
    ],
)
def test_relative_times(ago: timedelta, said: str) -> None:
    assert relative_time(NOW - ago, NOW) == said


def test_just_after_midnight_last_evening_is_hours_ago() -> None:
    now = datetime(2024, 4, 10, 0, 30, tzinfo=UTC)
    assert relative_time(now - timedelta(hours=2), now) == "2 h ago"


def test_the_exact_time_is_in_the_persons_zone() -> None:
    brussels = timezone(timedelta(hours=2))
    assert exact_time(datetime(2024, 4, 9, 22, 30, 5, tzinfo=UTC), brussels) == "10 Apr 2024, 00:30:05"


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_499, "1 kB"),
        (99_400, "97 kB"),
        (240_000, "0.2 MB"),
        (63 * 2**20, "63.0 MB"),
        (3_400_000_000, "3.2 GB"),
    ],
)
def test_file_sizes(size: int, said: str) -> None:
    assert file_size(size) == said


def test_counts_and_names() -> None:
    assert link_days(1).word == "Link for 1 more day"
    assert short_id("7f3a91c2-77aa-4c1e-9b2e-000000000000") == "7f3a91c2…"
    assert initials("Ellen van der Marsh") == "EM"
    assert initials("ellen@northgate.example") == "E"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    speak(qapp, Language.GERMAN)
    yield
    speak(qapp, Language.ENGLISH)


@pytest.mark.usefixtures("german")
def test_german_writes_numbers_sizes_and_times_its_own_way() -> None:
    assert number(1342) == "1.342"
    assert tr("%n page(s)", "", 1342) == "1.342 Seiten"
    assert tr("%n page(s)", "", 1) == "1 Seite"
    assert file_size(1_258_291) == "1,2 MB"
    assert exact_time(datetime(2024, 3, 4, 10, 42, 7, tzinfo=UTC), UTC) == "4. März 2024, 10:42:07"
    assert relative_time(NOW - timedelta(minutes=12), NOW) == "vor 12 Min."
    assert relative_time(NOW - timedelta(days=2), NOW) == "vor 2 Tagen"
    assert relative_time(NOW - timedelta(days=400), NOW) == "7. März 2023"
    assert month(NOW) == "April"
    assert STATE_WORDS[DocumentState.TO_REVIEW].word == "Zu prüfen"
    assert link_days(3).word == "Link noch 3 Tage gültig"


@pytest.mark.usefixtures("german")
def test_german_amounts_and_dates_are_shown_and_typed_its_own_way() -> None:
    total = FieldSpec(name="total", label="Total", type=FieldType.AMOUNT)
    day = FieldSpec(name="day", label="Day", type=FieldType.DATE)
    assert show(total, "-1234567.50") == "-1.234.567,50"
    assert show(day, "2024-03-05") == "05.03.2024"
    for text in ("1.234", "1.234,00", "1234", "1 234,0"):
        assert Decimal(str(parse_typed(total, text))) == 1234
    assert parse_typed(total, "1,250") == "1.250"
    assert parse_typed(day, "05.03.2024") == parse_typed(day, "5. März 2024") == "2024-03-05"
    for stored in ("0.5", "-1234567.50", "1000", "12"):
        assert parse_typed(total, show(total, stored)) == stored


def test_states_of_different_things_keep_their_own_words() -> None:
    assert STATE_WORDS[BatchState.CANCELLED].word == "Cancelled"
    assert STATE_WORDS[ExportState.CANCELLED].word == "Cancelled, nothing written"
    for states in (BatchState, DocumentState, ExportState):
        assert all(state in STATE_WORDS for state in states)
