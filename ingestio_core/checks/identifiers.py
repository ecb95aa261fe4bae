"""Numbers with a checksum: IBAN (ISO 13616) and VAT numbers, by python-stdnum."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from pydantic import JsonValue
from stdnum import iban
from stdnum.ch import uid
from stdnum.eu import vat
from stdnum.exceptions import InvalidFormat, InvalidLength, ValidationError
from stdnum.gb import vat as gb_vat

from ingestio_core.checks.view import DataView, Place
from ingestio_core.contracts.extractions import Finding, Severity, Suggestion

_LOOK_ALIKES: Final = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "Z": "2",
    "S": "5",
    "G": "6",
    "B": "8",
    "0": "O8",
    "1": "I7",
    "5": "S6",
    "6": "58",
    "7": "1",
    "8": "B0",
}
"""Characters that readers take for one another."""
_EU_PREFIXES: Final = frozenset({*map(str.upper, vat.MEMBER_STATES), "EL", "XI"})
"""Greece has EL in VAT numbers, Northern Ireland XI."""


def check_iban(view: DataView) -> Iterator[Finding]:
    """The checksum and length of the IBAN."""
    place = view.field("iban")
    if place is None or not isinstance(place.value, str) or not place.value.strip():
        return
    # The lists of banks that some countries' checks go by are older than some banks.
    validate = partial(iban.validate, check_country=False)
    is_valid = partial(iban.is_valid, check_country=False)
    yield from _check(place, place.value, validate, is_valid, "iban_invalid", "IBAN")


def check_vat(view: DataView) -> Iterator[Finding]:
    """The checksum of a tax number that begins with the country code of a VAT number.

    National tax numbers have no such prefix; they are left alone.
    """
    place = view.field("vendor_tax_id")
    if place is None or not isinstance(place.value, str):
        return
    compact = "".join(character for character in place.value.upper() if character.isalnum())
    validators: dict[str, Callable[[str], object]] = {"GB": gb_vat.validate, "CH": uid.validate}
    validate = validators.get(compact[:2], vat.validate if compact[:2] in _EU_PREFIXES else None)
    if validate is None or not any(character.isdecimal() for character in compact):
        return
    if compact.startswith("CH"):
        # Swiss VAT numbers are the UID with the tax's name in one of three languages behind it.
        compact = compact[:12]

    def is_valid(value: str) -> bool:
        try:
            validate(value)
        except ValidationError:
            return False
        return True

    yield from _check(place, compact, validate, is_valid, "vat_invalid", "VAT number")


def _check(
    place: Place,
    value: str,
    validate: Callable[[str], object],
    is_valid: Callable[[str], bool],
    code: str,
    name: str,
) -> Iterator[Finding]:
    try:
        validate(value)
    except InvalidLength:
        reason = "has the wrong number of characters"
    except InvalidFormat:
        reason = "is not written as such a number is"
    except ValidationError:
        reason = "fails its checksum, so at least one character is wrong"
    else:
        return
    yield Finding(
        code=code,
        severity=Severity.WARNING,
        message=f"{place.label} “{str(place.value)[:60]}” {reason} ({name})",
        paths=(place.pointer,),
        suggestion=_one_character_fix(place, is_valid),
    )


def _one_character_fix(place: Place, is_valid: Callable[[str], bool]) -> Suggestion | None:
    """The only valid number that differs by one look-alike character, where there is just one."""
    text: JsonValue = place.value
    if not isinstance(text, str):
        return None
    fixes = {
        candidate
        for at, character in enumerate(text)
        for other in _LOOK_ALIKES.get(character.upper(), "")
        if is_valid(candidate := text[:at] + other + text[at + 1 :])
    }
    return Suggestion(path=place.pointer, value=fixes.pop()) if len(fixes) == 1 else None
