"""The templates of pages and mails."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE: Final = Path(__file__).resolve().parent
ASSETS: Final = _PACKAGE / "assets"
STYLE: Final = "pages.css"


def fill(template: str, **values: Any) -> str:
    """A template with its values; in HTML all of them are escaped. Raises jinja2.UndefinedError when
    one is missing."""
    return _environment().get_template(template).render(**values)


@cache
def asset(name: str) -> bytes:
    """The content of a file that pages load."""
    return (ASSETS / name).read_bytes()


@cache
def style_version() -> str:
    """Changes with the style sheet, so that browsers may keep it for ever."""
    return sha256(asset(STYLE)).hexdigest()[:12]


@cache
def _environment() -> "Environment":
    # A service without pages need not import it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(_PACKAGE / "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
