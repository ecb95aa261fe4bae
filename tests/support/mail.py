"""A mail server on loopback that speaks SMTP with TLS and passwords, and keeps what it is sent."""

import asyncio
import ipaddress
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, Final

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.waiting import until

USER: Final = "post"
PASSWORD: Final = "p@ss:word/of the post"

_HOST: Final = "127.0.0.1"
_LINK: Final = re.compile(r"https?://\S+\?token=\S+")


@dataclass(frozen=True, slots=True)
class Received:
    """A mail as it came. `tls` and `user` are of the connection that brought it."""

    to: str
    message: EmailMessage
    tls: bool
    user: str | None

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    def body(self, kind: str) -> str:
        """The text ("plain") or the HTML ("html")."""
        part = self.message.get_body((kind,))
        assert part is not None
        return str(part.get_content())

    @property
    def link(self) -> str:
        """The link with a token in its text."""
        found = _LINK.search(self.body("plain"))
        assert found, self.body("plain")
        return found.group()


class MailServer:
    """What arrived, and how the server behaves. `failures` are answers to give before it takes a mail."""

    def __init__(self, port: int, certificate: Path, scheme: str) -> None:
        self.certificate = certificate
        self.url = f"{scheme}://{USER}:p%40ss%3Aword%2Fof%20the%20post@{_HOST}:{port}"
        self.plain_url = f"{scheme}://{_HOST}:{port}"
        self.mails: list[Received] = []
        self.failures: list[str] = []

    def to(self, address: str) -> list[Received]:
        return [mail for mail in self.mails if mail.to == address]

    def wait_for(self, address: str, number: int = 1) -> Received:
        """The mail with this number to the address, once it has arrived."""
        until(lambda: len(self.to(address)) >= number)
        return self.to(address)[number - 1]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.failures:
            return self.failures.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        assert server.transport is not None
        tls = server.transport.get_extra_info("ssl_object") is not None
        user = session.auth_data
        for address in envelope.rcpt_tos:
            self.mails.append(Received(address, message, tls, user if isinstance(user, str) else None))
        return "250 OK"


@contextmanager
def mail_server(
    folder: Path, *, implicit_tls: bool = False, open_relay: bool = False
) -> Iterator[MailServer]:
    """A server that demands STARTTLS and a password; or TLS from the start; or neither of both.
    Clients must trust its `certificate`."""
    certificate, context = _certificate(folder)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="mail-server")
    thread.start()
    holder: list[MailServer] = []

    def make() -> SMTP:
        options: dict[str, Any] = {"hostname": "mail.test"}
        if not open_relay:
            options["authenticator"] = _authenticate
            if implicit_tls:
                options["auth_require_tls"] = False
            else:
                options |= {"auth_required": True, "tls_context": context, "require_starttls": True}
        return SMTP(holder[0], loop=loop, **options)

    async def start() -> asyncio.Server:
        return await loop.create_server(make, _HOST, 0, ssl=context if implicit_tls else None)

    try:
        listening = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
        port = listening.sockets[0].getsockname()[1]
        holder.append(MailServer(port, certificate, "smtps" if implicit_tls else "smtp"))
        yield holder[0]
        asyncio.run_coroutine_threadsafe(_stop(listening), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _stop(server: asyncio.Server) -> None:
    server.close()
    rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


def _authenticate(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    right = data.login == USER.encode() and data.password == PASSWORD.encode()
    return AuthResult(success=right, auth_data=data.login.decode())


def _certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for loopback that is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(_HOST))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "mail.pem", folder / "mail.key"
    certificate.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    return certificate, context
