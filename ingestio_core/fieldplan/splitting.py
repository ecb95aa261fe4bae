"""Cuts a prompt into parts: lines, sentences, commas, conjunctions, with brackets kept apart."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from ingestio_core.fieldplan.formats import asked_type
from ingestio_core.fieldplan.lexicon import fold, word_set
from ingestio_core.fieldplan.prose import QUESTION
from ingestio_core.fieldplan.writing import CLOSE, DUTCH_AND

BULLET: Final = re.compile(r"^(\s*)(?:[-*•–—·▪◦‣>]+|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+", re.IGNORECASE)
# A point ends a sentence after a word of some length that isn't a known abbreviation.
SENTENCE: Final = re.compile(
    r"(?<![Qq]ty)(?<!num)(?<!art)(?<!ref)(?<!amt)(?<!ncl)(?<!xcl)(?<!reg)(?<![Cc]ant)(?<!qtd)(?<=[^\W\d_]{3})[.](?=\s|$)(?!\s*\()"
    r"|[!?](?=\s|$)"
)
_CONJUNCTION: Final = re.compile(
    r"\s(?:and|And|AND|und|sowie|et|y|e|i(?!\s(?:need|want|would|have|am)\b)|oraz|plus|as well as|along with|"
    r"together with|in addition to|and also|sowie auch|als auch|ainsi que|de même que|así como|junto con|"
    r"nonché|così come|oltre a|bem como|assim como|além d[eao]s?|evenals|alsmede|alsook|jak również|a także|"
    rf"także|wraz z|mais(?=\s+[oa]s?\s)|&|\+|{DUTCH_AND})\s"
)
_OR: Final = re.compile(r"\s(?:or|oder|ou|o|lub|albo|bzw\.?)\s")
_HEADS: Final = tuple(
    sorted(
        word_set(
            "nummer datum betrag adresse anschrift name preis summe saldo steuer nummern daten bedrag adres "
            "naam prijs termin"
        )
    )
)
_PIECE: Final = re.compile(r"[,;:|()]|\s(?:and|und|et|y|e|i|en|oraz)\s(?:the\s)?")
_GENERIC: Final = word_set(
    "date number no amount name address id datum nummer betrag adresse numéro montant fecha número importe "
    "data numero importo"
)
_WRAPPED: Final = 60
_SLASH: Final = re.compile(r"\s*/\s*")
_DASH: Final = re.compile(r"\s[-–—]\s")
_EN: Final = re.compile(r"\sen\s")
_PAIRS: Final = ("terms and conditions", "shipping and handling", "postage and packing", "profit and loss")
_OPEN, _CLOSE = "([{", ")]}"
_QUOTES: Final = str.maketrans(dict.fromkeys('"“”„«»¿¡', " ") | {"’": "'"})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the prompt, what stood in brackets behind it, and whether an "and" stood before it."""

    text: str
    inside: str | None = None
    joined: bool = False


def sections(
    prompt: str, is_heading: Callable[[str], bool], is_known: Callable[[str], bool]
) -> Iterator[str]:
    """The prompt's lines and sentences without bullets; what a heading of theirs lists is put
    behind its colon. `is_heading` says whether a text before a colon stands for a table or party;
    another heading above a list keeps the colon at its end."""
    lines = _unwrapped_lines(prompt.translate(_QUOTES), is_known)
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        bullet = BULLET.match(line)
        text = line[bullet.end() :] if bullet else line.strip()
        if bullet and not text.endswith(":") and at < len(lines):
            deeper = BULLET.match(lines[at]) is not None and _depth(lines[at]) > _depth(line)
            text = f"{text}:" if deeper and is_heading(text) else text
        if text.endswith(":") and is_heading(text[:-1]):
            depth = _depth(line) if bullet else -1
            listed = []
            while at < len(lines) and (below := BULLET.match(lines[at])) and _depth(lines[at]) > depth:
                listed.append(lines[at][below.end() :])
                at += 1
            text = f"{text} {', '.join(listed)}"
        elif text.endswith(":") and not _is_list_below(lines, at):
            text = text[:-1]
        for sentence in SENTENCE.split(text):
            for clause in _clauses(sentence.strip()):
                if bare := _unwrapped(clause.strip()):
                    yield bare


def _is_list_below(lines: list[str], at: int) -> bool:
    """Whether what follows a line with a colon at its end isn't another such line."""
    following = next((line for line in lines[at:] if line.strip()), None)
    return following is not None and not following.rstrip().endswith(":")


def _clauses(sentence: str) -> list[str]:
    """A semicolon ends a list of commas; where it parts a list itself it stays."""
    depth = 0
    cuts = [-1]
    for at, sign in enumerate(sentence):
        depth += (sign in _OPEN) - (sign in _CLOSE)
        if sign == ";" and depth <= 0:
            cuts.append(at)
    clauses = [sentence[a + 1 : b] for a, b in zip(cuts, [*cuts[1:], len(sentence)], strict=True)]
    return clauses if len(clauses) > 1 and any("," in clause for clause in clauses) else [sentence]


def _unwrapped_lines(prompt: str, is_known: Callable[[str], bool]) -> list[str]:
    """The lines, those joined that a mail program or an editor broke inside a name or bracket."""
    lines: list[str] = []
    open_brackets = 0
    for line in prompt.splitlines():
        line = line.rstrip()
        goes_on = lines and lines[-1].strip() and line.strip() and not BULLET.match(line)
        if goes_on and (open_brackets > 0 or _is_wrapped(lines[-1], line, is_known)):
            lines[-1] = f"{lines[-1]} {line.strip()}"
            open_brackets += _brackets(line)
        else:
            lines.append(line)
            open_brackets = _brackets(line)
    return lines


def _brackets(text: str) -> int:
    return sum((sign in _OPEN) - (sign in _CLOSE) for sign in text)


def _is_wrapped(before: str, after: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a name runs over the end of a line: only together its two halves are known, the
    second half says nothing alone ("date"), or the line is as long as lines of mails are."""
    bullet = BULLET.match(before)
    pieces = _PIECE.split(before[bullet.end() :] if bullet else before)
    first, second = pieces[-1].strip(), _PIECE.split(after)[0].strip()
    if not first or not second or before.endswith((".", ":", "!", "?")):
        return False
    if is_known(f"{first} {second}") and not (is_known(first) and is_known(second)):
        return True
    word = second.split()[0]
    if len(pieces) > 1 and word.casefold() in _GENERIC:
        return is_known(f"{first} {word}") or not is_known(first)
    return len(pieces) > 1 and len(before) >= _WRAPPED and second[0].islower() and not is_known(second)


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
    joined = False

    def flush() -> None:
        if inside and depth_left and not "".join(plain).strip():
            parts.extend(split_parts(_unwrapped("".join(inside).strip()), is_known, depth_left - 1))
        else:
            found = list(_conjunctions("".join(plain), "".join(inside) or None, is_known))
            parts.extend(
                replace(part, joined=True) if joined and at == 0 else part for at, part in enumerate(found)
            )
        plain.clear()
        inside.clear()

    behind = 0
    for at, sign in enumerate(text):
        if at < behind:
            continue
        if sign in _OPEN:
            depth += 1
            if depth == 1:
                inside.append("," if inside else "")
                continue
        elif sign in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                plain.append(" ")
                # Brackets belong to the name in front of them, not to the one behind an "and".
                if "".join(plain).strip() and (found := _CONJUNCTION.match(text, at + 1)):
                    flush()
                    joined, behind = True, found.end()
                continue
        if depth:
            inside.append(sign)
        elif sign in ",;|\n\t，、；":
            flush()
            joined = False
        else:
            plain.append(sign)
    flush()
    return parts


def _conjunctions(text: str, inside: str | None, is_known: Callable[[str], bool]) -> Iterator[Part]:
    text = f" {text.strip()} "
    if not text.strip():
        return
    sides = _slashes(text.strip(), is_known)
    if (len(sides) == 1 and is_known(text)) or text.strip().casefold() in _PAIRS:
        yield Part(text.strip(), inside)
        return
    pieces: list[str] = []
    for piece in _CONJUNCTION.split(_double_spaced(text)):
        found = _EN.search(f" {piece} ")
        if found and is_known(f" {piece} "[found.end() :]):
            padded = f" {piece} "
            pieces += [padded[: found.start()], padded[found.end() :]]
        else:
            pieces.extend(_alternatives(piece, is_known))
    # "and the X" starts anew; "and X" goes on with what the piece before began.
    pieces = _completed([piece.strip() for piece in pieces if piece.strip()], is_known)
    pieces = [part for piece in pieces for part in _slashes(piece, is_known) if part]
    # Brackets belong to the words in front of them, so to the last piece.
    for number, piece in enumerate(pieces, 1):
        yield Part(piece, inside if number == len(pieces) else None, joined=number > 1)


def _double_spaced(text: str) -> str:
    """With a space for each of two conjunctions that stand side by side."""
    return _CONJUNCTION.sub(lambda found: f"{found.group()} ", text)


def _alternatives(piece: str, is_known: Callable[[str], bool]) -> list[str]:
    """`VAT ID or tax number` as two where both are known."""
    found = _OR.search(piece)
    if found and is_known(piece[: found.start()]) and is_known(piece[found.end() :]):
        return [piece[: found.start()], piece[found.end() :]]
    return [piece]


def _completed(pieces: list[str], is_known: Callable[[str], bool]) -> list[str]:
    """Names that share a word: `opening and closing balance`, `saldo inicial y final`, `Netto- und
    Bruttobetrag`. A piece stays as it is where it is known or its longer form isn't."""
    done = list(pieces)
    for at in range(len(done) - 2, -1, -1):
        first, second = done[at], done[at + 1]
        last_words = second.split()
        if CLOSE in first or CLOSE in second or (is_known(first) and not first.endswith("-")):
            continue
        if first.endswith("-"):
            stem, compound = first[:-1], last_words[-1]
            longer = [stem + compound[cut:] for cut in range(1, len(compound) - 2)]
            heads = [stem + head for head in _HEADS if compound.casefold().endswith(head)]
            done[at] = next(filter(is_known, longer), None) or (heads[0] if heads else first)
        elif len(last_words) > 1 and is_known(f"{first} {last_words[-1]}") and is_known(second):
            done[at] = f"{first} {last_words[-1]}"
    for at in range(1, len(done)):
        first, second = done[at - 1], done[at]
        if (
            CLOSE in first
            or fold(second) in QUESTION
            or is_known(second)
            or not is_known(first)
            or len(second.split()) > 4
        ):
            continue
        started = first.split()
        for kept in range(len(started) - 1, 0, -1):
            longer_name = f"{' '.join(started[:kept])} {second}"
            if is_known(longer_name):
                done[at] = longer_name
                break
    return done


def _slashes(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """`vendor name/address` as two names of one owner; other slashes part names where they stand
    between spaces or between known names, and stay in `and/or` or `km/h`."""
    names = [name for name in _SLASH.split(text) if name]
    if len(names) < 2:
        return [text]
    owner = names[0].rsplit(" ", 1)[0] if " " in names[0] else ""
    full = [
        names[0],
        *(f"{owner} {name}" if owner and is_known(f"{owner} {name}") else name for name in names[1:]),
    ]
    if " / " in text or all(map(is_known, full)):
        return full
    shared = _completed(names, is_known)
    return shared if all(map(is_known, shared)) else [text]


def typed_list(section: str) -> list[str]:
    """`name: text, age: number` as one for each; empty where it is no such list."""
    listed = re.split(r"\s*[,;]\s*", section)
    each = [split_colon(part) for part in listed]
    return listed if len(each) > 1 and all(tail and asked_type(tail) for _, tail in each) else []
