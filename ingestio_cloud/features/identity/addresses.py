"""E-mail addresses, in the one form in which they are stored and compared."""

from typing import Final

from email_validator import EmailNotValidError, validate_email

from ingestio_cloud.features.errors import RefusedError

MAX_LENGTH: Final = 254
"""Of a path in SMTP without its angle brackets (RFC 5321, 4.5.3.1.3)."""

_ENCODED: Final = "=?"
"""How an encoded word begins (RFC 2047): some mail programs would show, and answer to, another address."""


class FieldError(RefusedError):
    """What was typed into `field` is refused; `message` is shown beside it."""

    def __init__(self, field: str, code: str, title: str, message: str) -> None:
        super().__init__(code, title, message)
        self.field = field


def read_address(text: str) -> str:
    """The address in small letters, its domain in ASCII (IDNA 2008), so that each mailbox has one
    form and no look-alike letters. Raises `FieldError` (email_missing, email_not_valid)."""
    text = text.strip()
    if not text:
        raise FieldError("email", "email_missing", "The address is missing", "Enter your e-mail address.")
    try:
        if len(text) > MAX_LENGTH:
            raise _not_valid()
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
        if _ENCODED in found.local_part:
            raise _not_valid()
    except EmailNotValidError as error:
        raise _not_valid() from error
    assert found.ascii_email is not None
    return found.ascii_email.lower()


def _not_valid() -> FieldError:
    return FieldError(
        "email",
        "email_not_valid",
        "The address is not valid",
        "Enter an e-mail address like name@example.org.",
    )
