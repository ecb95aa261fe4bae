"""How times, sizes and counts are written."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ingestio_desktop.theme.words import (
    STATE_WORDS,
    BatchState,
    DocumentState,
    ExportState,
    exact_time,
    file_size,
    initials,
    link_days,
    plural,
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
    assert plural(1, "page") == "1 page"
    assert plural(1342, "page") == "1,342 pages"
    assert plural(2, "batch", "batches") == "2 batches"
    assert link_days(1).word == "Link for 1 more day"
    assert short_id("7f3a91c2-77aa-4c1e-9b2e-000000000000") == "7f3a91c2…"
    assert initials("Ellen van der Marsh") == "EM"
    assert initials("ellen@northgate.example") == "E"


def test_states_of_different_things_keep_their_own_words() -> None:
    assert STATE_WORDS[BatchState.CANCELLED].word == "Cancelled"
    assert STATE_WORDS[ExportState.CANCELLED].word == "Cancelled, nothing written"
    for states in (BatchState, DocumentState, ExportState):
        assert all(state in STATE_WORDS for state in states)
