"""Letters to the owners of addresses: written, and handed to the mail server in the background."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import structlog

from ingestio_cloud.features.identity.service import Letter, LetterKind
from ingestio_cloud.integrations.mail import Mail, SmtpMailer
from ingestio_cloud.pages.templating import fill
from ingestio_core.errors import MachineError

log = structlog.get_logger(__name__)

_THREADS: Final = 4
_RETRY_SECONDS: Final = (2.0, 15.0, 60.0)


@dataclass(frozen=True, slots=True)
class _Words:
    path: str
    subject: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


_IGNORE: Final = "If that wasn't you, you need do nothing: without the link, nothing changes."
_LETTERS: Final = {
    LetterKind.CONFIRM: _Words(
        "/verify",
        "Confirm your address",
        "Confirm the address",
        ("Someone created an IngestIO account with this address. Confirm it to sign in:",),
        ("The link works once, for 24 hours, and asks for the password that was chosen.", _IGNORE),
    ),
    LetterKind.KNOWN: _Words(
        "/reset",
        "You already have an account",
        "Choose a new password",
        (
            "Someone tried to create an IngestIO account with this address, but there is one already. "
            "If that was you, just sign in.",
            "Did you forget your password? Then choose a new one:",
        ),
        ("The link works once, for one hour.", _IGNORE),
    ),
    LetterKind.RESET: _Words(
        "/reset",
        "Choose a new password",
        "Choose a new password",
        ("Someone asked for a new password for the IngestIO account with this address. Choose it here:",),
        ("The link works once, for one hour.", _IGNORE),
    ),
    LetterKind.CHANGED: _Words(
        "",
        "Your password was changed",
        "",
        (
            "The password of your IngestIO account was changed just now, and all devices and personal access "
            "tokens were signed out.",
            "If that wasn't you, someone can read your mail: secure your mailbox first, then choose a new "
            "password on the sign-in page.",
        ),
        (),
    ),
}


class Post:
    """Sends letters. Without a mail server it writes their links into the log, for the person who runs
    the service for themselves."""

    def __init__(self, mailer: SmtpMailer | None, retry_seconds: Sequence[float] = _RETRY_SECONDS) -> None:
        self._mailer = mailer
        self._retry_seconds = retry_seconds
        self._threads = ThreadPoolExecutor(_THREADS, "mail")

    async def deliver(self, letter: Letter, base_url: str) -> None:
        """Send a letter, trying again while the server can't be reached."""
        if self._mailer is None:
            if letter.token:
                log.warning("link_instead_of_mail", letter=letter.kind.value, link=_link(letter, base_url))
            return
        mail = compose(letter, base_url)
        for seconds in (*self._retry_seconds, None):
            try:
                await asyncio.get_running_loop().run_in_executor(self._threads, self._mailer.send, mail)
            except MachineError as error:
                if seconds is None or not error.retryable:
                    log.error("mail_not_sent", letter=letter.kind.value, code=error.code, why=error.message)
                    return
                await asyncio.sleep(seconds)
            else:
                log.info("mail_sent", letter=letter.kind.value)
                return

    async def send(self, mail: Mail) -> None:
        """Send a mail now, if there is a mail server. Raises `MachineError`: trying again is up to the
        caller."""
        if self._mailer is not None:
            await asyncio.get_running_loop().run_in_executor(self._threads, self._mailer.send, mail)

    def close(self) -> None:
        """Wait for what is being sent. Blocks."""
        self._threads.shutdown(cancel_futures=True)


def compose(letter: Letter, base_url: str) -> Mail:
    """A letter as a mail, in plain text and in HTML."""
    words = _LETTERS[letter.kind]
    values = {
        "subject": words.subject,
        "before": words.before,
        "after": words.after,
        "link": _link(letter, base_url) if letter.token else "",
        "label": words.label,
    }
    return Mail(
        letter.to,
        f"{words.subject} · IngestIO",
        fill("mail/frame.txt", **values),
        fill("mail/frame.html", **values),
    )


def _link(letter: Letter, base_url: str) -> str:
    return f"{base_url}{_LETTERS[letter.kind].path}?token={letter.token}"
