"""Whether the words of a page read like a language: tells a text layer from garbage."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingestio_extract.layout import fold
from ingestio_extract.words import Word

_LETTERS: Final = "`abcdefghijklmnopqrstuvwxyz"
_BITS: Final = (
    "944445556565445546444655985"
    "366459657577353669354566976"
    "737992997399597399275499979"
    "529694993366699298594599965"
    "338972979498696399468488985"
    "266556658587453978344669888"
    "437892479399789299574699987"
    "247992957598565399346589999"
    "338973999499484397375576999"
    "446453659956553469544769897"
    "329842989684966499949269796"
    "229993977597599379464476997"
    "336952777396476477965578978"
    "334992999399847349966597969"
    "347443547495996599743577977"
    "276656769697453659345555998"
    "529763898499497369295589976"
    "999999999999999999993099999"
    "338652968397855479674577976"
    "249383787496897559943599995"
    "339983985399897399385487978"
    "545574558476433869354696797"
    "839991999299999399597669998"
    "429592999396667599559699836"
    "138485888865686868882886886"
    "169584999986744459945995899"
    "427962979389776499675694945"
)
"""Bits to go from one letter (row) to the next (column), "`" being the edge of a word: from the words of
the generated documents of `tests/support/documents.py` in eight languages, numbers 0 to 899."""
_SPELLED: Final = re.compile(r"[^\W\d_]{4,}")
_MOJIBAKE: Final = re.compile("[ÃÂ][\u0080-\u00bf]|â[\u0080-\u201a€]")
_LEAST_WORDS: Final = 6
MIN_TEXT_CHARACTERS: Final = 12
STRANGE: Final = 4.75


def is_usable(words: Sequence[Word]) -> bool:
    """Whether a text layer says enough to stand for the page."""
    return sum(len(word.text) for word in words) >= MIN_TEXT_CHARACTERS and is_text(words)


def is_text(words: Sequence[Word]) -> bool:
    """Whether most characters are letters or figures of a plain text: a font without a character
    map gives private, control or replacement characters, one with a wrong one UTF-8 read as Latin."""
    text = "".join(word.text for word in words)
    if not text:
        return False
    good = sum(character.isalnum() and not "\ue000" <= character <= "\uf8ff" for character in text)
    bad = sum(
        character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or character < " " for character in text
    )
    return good >= 0.5 * len(text) and bad <= 0.1 * len(text) and len(_MOJIBAKE.findall(text)) < 3


def strangeness(words: Sequence[Word]) -> float | None:
    """Bits per letter of the words of four letters and more; None where too few tell.

    About 4 for any European language, over 5 for letters that were exchanged.
    """
    bits = letters = count = 0
    for word in words:
        for match in _SPELLED.finditer(word.text):
            spelled = fold(match[0])
            if not spelled.isascii() or not spelled.isalpha():
                continue
            path = "`" + spelled + "`"
            places = [_LETTERS.index(letter) for letter in path]
            bits += sum(int(_BITS[27 * first + second]) for first, second in pairwise(places))
            letters += len(path) - 1
            count += 1
    return bits / letters if count >= _LEAST_WORDS else None
