"""Why a file's content is refused."""

from ingestio_core.errors import IngestError


class ContentError(IngestError):
    """The content of a file cannot be taken; code and sentence are for the person who added it."""


def not_allowed(what: str) -> ContentError:
    """A file of a type that is not taken; `what` names it with its article ("an Excel workbook")."""
    return ContentError(
        "type_not_allowed",
        "Type not allowed",
        f"This is {what}. PDF, JPG and PNG files and e-invoices in XML are taken; "
        "save or print it as PDF first.",
    )


def damaged(what: str) -> ContentError:
    """A damaged file; `what` is the sentence that says how, without its full stop."""
    return ContentError(
        "file_damaged", "Damaged file", f"{what}. Get the file once more from where it came from."
    )


def password_protected() -> ContentError:
    return ContentError(
        "password_protected",
        "Password-protected",
        "The PDF opens only with a password. Open it, save a copy without the password and add the copy.",
    )


def too_many_pixels(width: int, height: int, limit: int) -> ContentError:
    return ContentError(
        "file_too_large",
        "Picture too large",
        f"The picture has {width:,} × {height:,} pixels; up to {limit // 1_000_000} million in all "
        "are taken. Save it in a smaller size.",
    )
