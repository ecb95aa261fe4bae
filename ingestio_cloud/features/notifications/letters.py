"""The mail about batches that ended: one of them, or many in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingestio_cloud.db.models import Notification
from ingestio_cloud.integrations.mail import Mail
from ingestio_cloud.pages.templating import fill
from ingestio_core.lifecycle import BatchStatus

_LISTED: Final = 20
"""Batches that a mail names; of more it gives the number."""
_NAME_LENGTH: Final = 80
_REVIEW: Final = "Open IngestIO to review what was read and to export it."
_REASONS: Final = (
    "Open the batch to see for each document that failed why it did, and redo it there. Documents that fail "
    "cost no pages."
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A batch in the mail. `tone` is `ok`, `warn` or `bad`."""

    name: str
    said: str
    tone: str


def batch_letter(to: str, ended: Sequence[Notification], *, off_link: str, account_link: str) -> Mail:
    """The mail that tells of these, of which there is one at least."""
    lines = [_Line(_name(row), _said(row), _tone(row)) for row in ended]
    values = {
        "subject": _title(ended, lines),
        "before": () if len(lines) == 1 else (_sum(ended),),
        "after": (),
        "link": "",
        "label": "",
        "lines": lines[:_LISTED],
        "more": len(lines) - len(lines[:_LISTED]),
        "next_steps": _next_steps(ended),
        "off_link": off_link,
        "account_link": account_link,
    }
    return Mail(
        to,
        f"{values['subject']} · IngestIO",
        fill("mail/batches.txt", **values),
        fill("mail/batches.html", **values),
        _headers(off_link),
    )


def _headers(off_link: str) -> tuple[tuple[str, str], ...]:
    """RFC 2369 and, where it holds (https only), the one click of RFC 8058."""
    if not off_link:
        return ()
    header = (("List-Unsubscribe", f"<{off_link}>"),)
    one_click = (("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),)
    return header + one_click if off_link.startswith("https://") else header


def _title(ended: Sequence[Notification], lines: Sequence[_Line]) -> str:
    if len(ended) > 1:
        return f"{len(ended):,} batches have ended"
    name = f"“{lines[0].name}”"
    match ended[0].batch_status:
        case BatchStatus.COMPLETED:
            return f"{name} was read"
        case BatchStatus.FAILED:
            return f"{name} could not be read"
        case _:
            return f"{name} was read in part"


def _sum(ended: Sequence[Notification]) -> str:
    read = sum(row.completed_count for row in ended)
    failed = sum(row.failed_count for row in ended)
    return f"{_documents(read)} {'was' if read == 1 else 'were'} read, {failed:,} failed."


def _said(row: Notification) -> str:
    total, read, failed = row.document_count, row.completed_count, row.failed_count
    if not failed:
        return "Its document was read." if total == 1 else f"All {_documents(read)} were read."
    if not read:
        return "Its document failed." if total == 1 else f"All {_documents(failed)} failed."
    return f"{read:,} of {_documents(total)} {'was' if read == 1 else 'were'} read, {failed:,} failed."


def _next_steps(ended: Sequence[Notification]) -> tuple[str, ...]:
    read = any(row.completed_count for row in ended)
    failed = any(row.failed_count for row in ended)
    return ((_REVIEW,) if read else ()) + ((_REASONS,) if failed else ())


def _tone(row: Notification) -> str:
    if not row.failed_count:
        return "ok"
    return "warn" if row.completed_count else "bad"


def _documents(count: int) -> str:
    return f"{count:,} document{'' if count == 1 else 's'}"


def _name(row: Notification) -> str:
    """On one line, as a subject must be; a batch without a name by the beginning of its id."""
    shown = "".join(letter if letter.isprintable() else " " for letter in row.batch_name or "")
    name = " ".join(shown.split())
    if not name:
        return f"Batch {str(row.batch_id)[:8]}"
    return name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1].rstrip()}…"
