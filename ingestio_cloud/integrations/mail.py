"""Mail by SMTP."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid, parseaddr
from typing import Final
from urllib.parse import unquote, urlsplit

from ingestio_core.errors import MachineError

_TIMEOUT: Final = 10.0
"""Seconds for each step of the exchange."""
_FOR_GOOD: Final = 500
"""Answers from here on are not other ones later (RFC 5321, 4.2.1)."""
_NEVER: Final = (smtplib.SMTPNotSupportedError, ssl.SSLCertVerificationError)
_POLICY: Final = SMTP.clone(max_line_length=998)
"""The longest line there may be (RFC 5322, 2.1.1): addresses of the web must not be folded, which would
encode them."""
_TEXT: Final = "quoted-printable"
_SUBMISSION: Final = 587
_SUBMISSION_TLS: Final = 465


@dataclass(frozen=True, slots=True)
class Mail:
    """A message to one person: the same in plain text and in HTML. `headers` are further ones."""

    to: str
    subject: str
    text: str
    html: str
    headers: tuple[tuple[str, str], ...] = ()


class SmtpMailer:
    """Sends by the server of `url`: `smtp://user:password@host:587` begins in clear and turns to TLS
    (RFC 3207), `smtps://` is TLS from the start (RFC 8314). Without TLS no password is sent, and with
    none given the server may do without TLS, as a relay on the same machine does.

    Certificates are checked against the system's authorities (or those of SSL_CERT_FILE).
    """

    def __init__(self, url: str, sender: str) -> None:
        """Raises ValueError when the URL is none of the two forms, or the sender no address."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("the mail server must be given as smtp://user:password@host:587 or smtps://…")
        self._address = parseaddr(sender)[1]
        if "@" not in self._address:
            raise ValueError("the sender of mails must be an address, such as IngestIO <post@example.org>")
        self._sender = sender
        self._implicit_tls = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = parts.port or (_SUBMISSION_TLS if self._implicit_tls else _SUBMISSION)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")

    def send(self, mail: Mail) -> None:
        """Hand a mail to the server. Blocks. Raises `MachineError` (mail_refused when the server will
        never take it, else mail_unavailable, retryable)."""
        try:
            message = self._message(mail)
        except ValueError as error:
            raise _refused("not an address") from error
        try:
            with self._connect() as server:
                server.send_message(message, self._address, [mail.to])
        except (smtplib.SMTPException, OSError) as error:
            raise _failure(error) from error

    def check(self) -> None:
        """Greet the server and sign in, as for a mail. Blocks. Raises `MachineError` as `send` does."""
        try:
            with self._connect() as server:
                server.noop()
        except (smtplib.SMTPException, OSError) as error:
            raise _failure(error) from error

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._implicit_tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, timeout=_TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=_TIMEOUT)
        try:
            server.ehlo_or_helo_if_needed()
            if not self._implicit_tls and (self._user or server.has_extn("starttls")):
                server.starttls(context=context)
                server.ehlo()
            if self._user:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage(policy=_POLICY)
        message["From"] = self._sender
        message["To"] = mail.to
        if [address.addr_spec for address in message["To"].addresses] != [mail.to]:
            raise ValueError("it would be read as another address")
        message["Subject"] = mail.subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self._address.rpartition("@")[2])
        # No absence notes in return (RFC 3834).
        message["Auto-Submitted"] = "auto-generated"
        for name, value in mail.headers:
            message[name] = value
        message.set_content(mail.text, cte=_TEXT)
        message.add_alternative(mail.html, subtype="html", cte=_TEXT)
        return message


def _refused(why: str) -> MachineError:
    return MachineError(
        "mail_refused",
        "The mail server can't be used",
        f"A mail was not sent ({why}). Check the server's settings.",
    )


def _failure(error: Exception) -> MachineError:
    """Kinds and codes only: what a server says may quote the address."""
    code = getattr(error, "smtp_code", None)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((answer[0] for answer in error.recipients.values()), None)
    said = f"{type(error).__name__}{'' if code is None else f' {code}'}"
    if isinstance(error, _NEVER) or (isinstance(code, int) and code >= _FOR_GOOD):
        return _refused(said)
    return MachineError(
        "mail_unavailable",
        "The mail server does not answer",
        f"A mail could not be sent ({said}). It is tried again.",
        retryable=True,
    )
