"""What the account page and the switcher say of accounts: plain facts in words, no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from ingestio_core.plans import PlanName
from ingestio_desktop.language import tr
from ingestio_desktop.theme.words import StateWord, Tone

MONTHS_SHOWN: Final = 12


class Standing(StrEnum):
    """How a subscription is: `unknown` when whoever takes the payments cannot be reached, `free` where
    there is none to pay for."""

    LOCAL = "local"
    FREE = "free"
    ACTIVE = "active"
    TRIAL = "trial"
    PAST_DUE = "past_due"
    ENDING = "ending"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The pages of one month, which `month` names by its first day; `pages_limit` None is no limit."""

    month: date
    pages: int
    pages_limit: int | None = None


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What the page shows. `pages_limit` is None where there is none, `until` the day that the standing is
    about (renewed, trial ends, cancelled), `documents_used`, `model_engines` and `batch_mails` None where
    they are not known. `as_of` is when the service said so, `cut_off` why it cannot be asked now ("" when it
    can)."""

    local: bool
    name: str
    email: str
    plan: str
    standing: Standing
    pages_used: int
    pages_limit: int | None
    period_start: date
    starts_again: date
    files_per_batch: int
    max_file_bytes: int
    until: date | None = None
    documents_used: int | None = None
    model_engines: bool | None = None
    batch_mails: bool | None = None
    months: tuple[MonthFigures, ...] = ()
    as_of: datetime | None = None
    cut_off: str = ""
    has_password: bool = True
    server: str = ""


@dataclass(frozen=True, slots=True)
class DiskSpace:
    """In bytes: what the data of this computer takes, and what is free beside it."""

    used: int
    free: int


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """One of the accounts on this computer. `detail` says where it runs and its plan, `note` what else
    there is to know, `signed_out` that it waits for a sign-in."""

    key: str
    name: str
    detail: str
    local: bool
    in_use: bool
    note: str = ""
    signed_out: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence over the page that asks for something; `action` names its button, "" for none."""

    tone: Tone
    icon: str
    title: str
    text: str
    action: str = ""


def standing_word(standing: Standing) -> StateWord:
    """The badge of a subscription."""
    return {
        Standing.LOCAL: StateWord(tr("Always free"), "circle-check", Tone.OK),
        Standing.FREE: StateWord(tr("Free"), "circle-check", Tone.NEUTRAL),
        Standing.ACTIVE: StateWord(tr("Active"), "circle-check", Tone.OK),
        Standing.TRIAL: StateWord(tr("Trial"), "clock", Tone.ACCENT),
        Standing.PAST_DUE: StateWord(tr("Past due"), "triangle-alert", Tone.WARN),
        Standing.ENDING: StateWord(tr("Cancelled"), "ban", Tone.NEUTRAL),
        Standing.ENDED: StateWord(tr("Ended"), "ban", Tone.BAD),
        Standing.UNKNOWN: StateWord(tr("Not known"), "circle-help", Tone.NEUTRAL),
    }[standing]


def plan_sentence(facts: AccountFacts, today: date | None = None) -> str:
    """The line below the plan's name."""
    until = facts.until
    match facts.standing:
        case Standing.TRIAL if until is not None:
            left = max(0, (until - (today or datetime.now(UTC).date())).days)
            return tr("Trial, %n day(s) left", "", left)
        case Standing.ACTIVE if until is not None:
            return tr("Renews on {day}", day=day_and_year(until))
        case Standing.PAST_DUE:
            return tr("The last payment failed")
        case Standing.ENDING if until is not None:
            return tr("Ends on {day}", day=day_name(until))
        case Standing.ENDED:
            return tr("The subscription has ended")
        case Standing.UNKNOWN:
            return tr("Stripe can’t be reached right now")
        case Standing.LOCAL:
            return tr("Everything runs here. Nothing leaves this disk.")
        case Standing.FREE:
            return tr("No subscription")
    return ""


def notice(facts: AccountFacts) -> Notice | None:
    """What stands over the page, None for nothing."""
    match facts.standing:
        case Standing.PAST_DUE:
            said = tr("New batches are refused until it is paid. What is here stays.")
            return Notice(
                Tone.WARN, "triangle-alert", tr("The last payment failed"), said, tr("Update payment")
            )
        case Standing.ENDED:
            said = tr("Your batches stay. Choose a plan to go on.")
            return Notice(Tone.WARN, "ban", tr("The subscription has ended"), said, tr("Choose a plan"))
        case Standing.UNKNOWN if not facts.cut_off:
            said = tr("Plan and billing can be changed once it answers again. Everything else goes on.")
            return Notice(Tone.NEUTRAL, "info", tr("Stripe can’t be reached"), said)
    return None


def pages_sentence(facts: AccountFacts) -> str:
    """The line below the bar: nothing while there is plenty."""
    used, limit = facts.pages_used, facts.pages_limit
    if limit is None:
        return tr("Reading on this computer costs nothing and is not limited.")
    if used >= limit:
        return tr(
            "All pages of this month are used. New documents wait until {day}, or change the plan.",
            day=day_name(facts.starts_again),
        )
    share = 100 * used // limit
    return tr("{share} % of this month’s pages are used.", share=share) if share >= 80 else ""


def period_sentence(facts: AccountFacts) -> str:
    """Which month it is, or when the pages start again."""
    if facts.pages_limit is None:
        return month_and_year(facts.period_start)
    return tr("Starts again on {day}", day=day_name(facts.starts_again))


def as_of_sentence(moment: datetime, *, cut_off: bool, now: datetime | None = None) -> str:
    """Since when the figures are: "Plan and usage as of 10:52", and "as of yesterday 16:20" while the service
    cannot be asked."""
    local = moment.astimezone()
    days = ((now or datetime.now(UTC)).astimezone().date() - local.date()).days
    time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    if days <= 0:
        return tr("Plan and usage as of {time}", time=time)
    if days == 1:
        return tr("Plan and usage as of yesterday {time}", time=time)
    return tr("Plan and usage as of {day}, {time}", day=day_name(local.date()), time=time)


def last_months(
    months: Sequence[MonthFigures], current: MonthFigures, shown: int = MONTHS_SHOWN
) -> tuple[MonthFigures, ...]:
    """The last months up to the one that runs, without gaps: one that nothing is known of has no pages.
    The one that runs is the account's own figure, which is newer."""
    known = {figures.month.replace(day=1): figures for figures in months}
    first = current.month.replace(day=1)
    wanted = [_months_before(first, back) for back in range(shown - 1, 0, -1)]
    return (*(known.get(month, MonthFigures(month, 0)) for month in wanted), current)


def day_name(day: date) -> str:
    """A day without its year: "1 May"."""
    return _day(day, tr("d MMMM", "how a day is written without its year, in the letters of QLocale"))


def day_and_year(day: date) -> str:
    """A day with its year: "1 May 2024"."""
    return _day(day, tr("d MMMM yyyy", "how a day is written with its year, in the letters of QLocale"))


def month_and_year(day: date) -> str:
    """A month with its year: "April 2024"."""
    return _day(day, tr("MMMM yyyy", "how a month is written with its year, in the letters of QLocale"))


def month_short(day: date) -> str:
    """A month in three letters: "Apr"."""
    return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat).rstrip(".")


def exact_moment(moment: datetime) -> str:
    """A moment in full, for tooltips, as the locale writes it."""
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)


def _day(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def _months_before(first: date, back: int) -> date:
    months = first.year * 12 + first.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class UnsyncedWork:
    """What the service does not have: events that wait, files in transfer, changes that it refused, documents
    with edits that nobody saved, and files of a batch that was not submitted."""

    changes: int = 0
    uploads: int = 0
    refused: int = 0
    edits: int = 0
    draft_files: int = 0

    @property
    def total(self) -> int:
        return self.changes + self.uploads + self.refused + self.edits + self.draft_files

    @property
    def sends(self) -> bool:
        """Some of it goes to the service without the person."""
        return self.changes + self.uploads > 0

    def sentence(self) -> str:
        """What it is: "3 changes, 1 file not uploaded"."""
        parts = (
            (self.changes, tr("%n change(s)", "", self.changes)),
            (self.uploads, tr("%n file(s) not uploaded", "", self.uploads)),
            (self.refused, tr("%n change(s) that the service refused", "", self.refused)),
            (self.edits, tr("%n document(s) with unsaved edits", "", self.edits)),
            (self.draft_files, tr("%n file(s) of a batch not submitted", "", self.draft_files)),
        )
        return ", ".join(said for count, said in parts if count)


def plan_name(plan: PlanName) -> str:
    """A plan as it is called: "Plus plan"."""
    return {
        PlanName.STARTER: tr("Starter plan"),
        PlanName.PLUS: tr("Plus plan"),
        PlanName.GROWTH: tr("Growth plan"),
        PlanName.LOCAL: tr("This computer"),
    }[plan]
