"""Cuts a prompt into parts: lines, sentences, commas, conjunctions, with brackets kept apart."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

_BULLET: Final = re.compile(r"^(\s*)(?:[-*•–—·▪◦‣>]+|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+", re.IGNORECASE)
# A point ends a sentence after a word of some length that isn't a known abbreviation.
_SENTENCE: Final = re.compile(
    r"(?<![Qq]ty)(?<!num)(?<!art)(?<!ref)(?<!amt)(?<!ncl)(?<!xcl)(?<!reg)(?<!ant)(?<!qtd)(?<=[^\W\d_]{3})[.](?=\s|$)"
    r"|[!?](?=\s|$)"
)
_CONJUNCTION: Final = re.compile(
    r"\s(?:and|And|AND|und|sowie|et|y|e|i(?!\s(?:need|want|would|have|am)\b)|oraz|plus|as well as|"
    r"ainsi que|&|\+)\s"
)
_DASH: Final = re.compile(r"\s[-–—]\s")
_EN: Final = re.compile(r"\sen\s")
_PAIRS: Final = ("terms and conditions", "shipping and handling", "postage and packing", "profit and loss")
_OPEN, _CLOSE = "([{", ")]}"
_QUOTES: Final = str.maketrans(dict.fromkeys('"“”„«»', " ") | {"’": "'"})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the prompt, and what stood in brackets behind it."""

    text: str
    inside: str | None = None


def sections(prompt: str, is_heading: Callable[[str], bool]) -> Iterator[str]:
    """The prompt's lines and sentences without bullets; what a heading of theirs lists is put
    behind its colon. `is_heading` says whether a text before a colon stands for a table or party."""
    lines = [line.rstrip() for line in prompt.translate(_QUOTES).splitlines()]
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        bullet = _BULLET.match(line)
        text = line[bullet.end() :] if bullet else line.strip()
        if text.endswith(":") and is_heading(text[:-1]):
            depth = _depth(line) if bullet else -1
            listed = []
            while at < len(lines) and (below := _BULLET.match(lines[at])) and _depth(lines[at]) > depth:
                listed.append(lines[at][below.end() :])
                at += 1
            text = f"{text} {', '.join(listed)}"
        for sentence in _SENTENCE.split(text):
            if bare := _unwrapped(sentence.strip()):
                yield bare


def _unwrapped(text: str) -> str:
    """Without brackets around the whole, as in JSON."""
    while len(text) > 1 and text[0] + text[-1] in ("{}", "[]", "()"):
        text = text[1:-1].strip()
    return text


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def split_dash(text: str) -> tuple[str, str | None]:
    """The text before and behind a dash that stands alone."""
    head, *tail = _DASH.split(text, maxsplit=1)
    return head, tail[0] if tail else None


def split_colon(text: str) -> tuple[str, str | None]:
    """The text before and behind the first colon outside brackets; no clock time counts."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in _OPEN) - (sign in _CLOSE)
        if sign == ":" and depth <= 0 and not text[at + 1 : at + 2].isdigit():
            return text[:at].strip(), text[at + 1 :].strip()
    return text, None


def split_parts(text: str, is_known: Callable[[str], bool], depth_left: int = 4) -> list[Part]:
    """Commas, semicolons, slashes between words and conjunctions part a text. A text that
    `is_known` as a whole keeps its conjunction; `en` parts only in front of a known one."""
    parts: list[Part] = []
    depth = 0
    plain: list[str] = []
    inside: list[str] = []

    def flush() -> None:
        if inside and depth_left and not "".join(plain).strip():
            parts.extend(split_parts(_unwrapped("".join(inside).strip()), is_known, depth_left - 1))
        else:
            parts.extend(_conjunctions("".join(plain), "".join(inside) or None, is_known))
        plain.clear()
        inside.clear()

    for sign in text:
        if sign in _OPEN:
            depth += 1
            if depth == 1:
                inside.append("," if inside else "")
                continue
        elif sign in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                plain.append(" ")
                continue
        if depth:
            inside.append(sign)
        elif sign in ",;|\n\t，、；":
            flush()
        else:
            plain.append(sign)
    flush()
    return parts


def _conjunctions(text: str, inside: str | None, is_known: Callable[[str], bool]) -> Iterator[Part]:
    text = f" {text.strip()} "
    if not text.strip():
        return
    if is_known(text) or text.strip().casefold() in _PAIRS:
        yield Part(text.strip(), inside)
        return
    pieces: list[str] = []
    for piece in _CONJUNCTION.split(text.replace(" and ", " and  ")):
        found = _EN.search(f" {piece} ")
        if found and is_known(f" {piece} "[found.end() :]):
            padded = f" {piece} "
            pieces += [padded[: found.start()], padded[found.end() :]]
        else:
            pieces.append(piece)
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    # Brackets belong to the words in front of them, so to the last piece.
    for number, piece in enumerate(pieces, 1):
        yield Part(piece, inside if number == len(pieces) else None)
