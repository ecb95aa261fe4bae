"""The terminal, or whatever stands in its place: it may be closed, full, narrow or know no Unicode."""

import os
import sys
import unicodedata
from pathlib import Path
from typing import Final, TextIO

import typer

from ingestio_client.paths import printable

_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the direction of the text after them, so that a name reads as another."""


def prepare() -> None:
    """Make the standard streams such that writing to them raises only where they are broken."""
    # A stream that was closed before the start is None.
    if sys.stdout is None:
        sys.stdout = _nothing()
    if sys.stderr is None:
        sys.stderr = _nothing()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def tell(text: str) -> None:
    """A line to the person, on stderr. Where nobody can hear it any more the work goes on."""
    try:
        typer.echo(clean(text), err=True)
    except OSError:
        # What could not be written waits in the stream and would fail once more at the end.
        sys.stderr = _nothing()


def clean(text: str) -> str:
    """`text` on one line and without what would move the cursor or turn the direction: file names and
    documents may hold anything."""
    return "".join(
        "\ufffd" if unicodedata.category(sign) in ("Cc", "Zl", "Zp") or sign in _TURNING else sign
        for sign in printable(text)
    )


def _nothing() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")
