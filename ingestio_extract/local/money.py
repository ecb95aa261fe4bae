"""Subtotal, tax, total and currency: labelled amounts, chosen together so that they add up."""

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ingestio_extract.local.candidates import Candidate, Document, amounts_in, beside, from_words, merge
from ingestio_extract.local.dayorder import AMERICAN
from ingestio_extract.local.lexicon import IS_TOTAL, LABELS, NOT_SUBTOTAL, NOT_TAX, NOT_TOTAL
from ingestio_extract.local.numbers import CURRENCY_CODES, MONEY_MARK, currency_code, find_numbers
from ingestio_extract.local.values import FoundValue, found
from ingestio_extract.words import union

_CENT: Final = Decimal("0.02")
_MOST_TAX: Final = Decimal("0.3")
"""No tax on sales is a larger part of a known total."""
_RINGGIT: Final = re.compile(r"\b(?:SDN\.? ?BHD|RINGGIT|MALAYSIA)\b|\(RM\)|\bRM ?\d", re.IGNORECASE)
_CURRENCY_WORDS: Final = {
    "euro": "EUR",
    "euros": "EUR",
    "us dollars": "USD",
    "us dollar": "USD",
    "pounds sterling": "GBP",
    "schweizer franken": "CHF",
    "zloty": "PLN",
    "rupees": "INR",
}


def read_money(document: Document, total: Candidate | None = None) -> dict[str, FoundValue]:
    """`subtotal`, `tax` and `total`, as far as they are printed; the parts of `total` where it is known."""
    totals = _totals(document) if total is None else [total.scored(1.0)]
    nets = _labelled(document, "subtotal", NOT_SUBTOTAL)
    taxes = _taxes(document)
    if total is not None:
        most = _MOST_TAX * abs(Decimal(total.value))
        taxes = [tax for tax in taxes if abs(Decimal(tax.value)) <= most]
    loose = _unlabelled(document, totals) if total is None else []
    chosen = _that_add_up([*totals[:8], *loose], nets, taxes)
    result: dict[str, FoundValue] = {}
    for role, candidates in (("total", totals), ("subtotal", nets), ("tax", taxes)):
        pick = chosen.get(role)
        if pick is not None:
            others = tuple(item for item in candidates if item.value != pick.value)[:3]
            result[role] = FoundValue(pick, 0.96 if pick.score > 0.35 else 0.85, others)
            continue
        value = found(candidates, top=0.85)
        if value is not None and value.best.score > 0.45:
            result[role] = value
    if "total" not in result:
        guess = _largest(document)
        if guess is not None:
            result["total"] = FoundValue(guess, 0.35)
    return _not_above_total(result, chosen)


def _not_above_total(result: dict[str, FoundValue], chosen: dict[str, Candidate]) -> dict[str, FoundValue]:
    """Drops a guessed part that is larger than the whole."""
    if chosen or "total" not in result:
        return result
    whole = abs(Decimal(result["total"].best.value))
    for role in ("subtotal", "tax"):
        if role in result and result[role].best.score < 0.7 and abs(Decimal(result[role].best.value)) > whole:
            del result[role]
    if "tax" in result and abs(Decimal(result["tax"].best.value)) >= whole > 0:
        del result["tax"]
    return result


def _totals(document: Document) -> list[Candidate]:
    found_: list[Candidate] = []
    for strict in (True, False):
        find = amounts_in(document, strict)
        for segment in document.layout.segments:
            folded = segment.folded
            for rank, pattern in enumerate(LABELS["total"]):
                match = pattern.search(folded)
                if match is None:
                    continue
                base = 1.0 - 0.06 * rank
                around = folded[max(0, match.start() - 20) : match.end() + 22]
                if NOT_TOTAL.search(around) and not IS_TOTAL.search(around):
                    base -= 0.55
                if rank == 4 and match.end() < len(folded.rstrip(" :")):
                    base -= 0.4
                if len(folded) > 70:
                    base -= 0.3
                base += 0.18 * document.rise(segment.row) - 0.1
                same = find(segment, match.end())
                right = [value for other in document.layout.right_of(segment) for value in find(other, 0)]
                if same:
                    found_.append(same[-1].scored(same[-1].score * base))
                if right:
                    found_.append(right[-1].scored(right[-1].score * base - 0.02))
                if not same and not right:
                    below = [
                        value
                        for other in document.layout.below(segment, 2.5)
                        for value in find(other, 0)[-1:]
                    ]
                    found_.extend(value.scored(value.score * base - 0.3) for value in below[:1])
                break
        if any(candidate.score > 0.5 for candidate in found_):
            break
    return merge(found_)


def _labelled(document: Document, role: str, veto: re.Pattern[str]) -> list[Candidate]:
    return beside(document, LABELS[role], amounts_in(document), veto, last=True, down=2.0)


def _taxes(document: Document) -> list[Candidate]:
    """Labelled tax amounts; where there are several rates also their sum."""
    singles = beside(document, LABELS["tax"], amounts_in(document), NOT_TAX, last=True, down=2.0)
    lines = _rate_lines(document)
    if len({line.value for line in lines}) > 1:
        total = sum((Decimal(line.value) for line in lines), Decimal(0))
        boxes = [line.box for line in lines if line.box is not None and line.page == lines[0].page]
        text = " + ".join(line.text for line in lines)
        singles.append(Candidate(str(total), text, lines[0].page, union(boxes), 0.5, lines[0].row))
    return merge([*singles, *lines])


def _rate_lines(document: Document) -> list[Candidate]:
    """Rows of a tax table: a rate, a base and the tax that follows from them."""
    lines: list[Candidate] = []
    find = amounts_in(document)
    for row in document.layout.rows:
        numbers = [hit for part in row.segments for hit in find_numbers(part.text, document.style)]
        rates = [hit.amount for hit in numbers if 0 < hit.amount < 30 and (hit.percent or hit.decimals == 0)]
        money = [value for segment in row.segments for value in find(segment, 0)]
        for rate in dict.fromkeys(rates):
            match = next(
                (
                    tax
                    for base in money
                    for tax in money
                    if tax is not base
                    and Decimal(base.value) > Decimal(tax.value) > 0
                    and abs(Decimal(base.value) * rate / 100 - Decimal(tax.value)) <= _CENT
                ),
                None,
            )
            if match is not None and not any(line.row == match.row for line in lines):
                lines.append(match.scored(0.55))
    return lines


def _that_add_up(
    totals: list[Candidate], nets: list[Candidate], taxes: list[Candidate]
) -> dict[str, Candidate]:
    """The best three with net + tax = total; where no net is labelled, the best two that leave it."""
    best: tuple[float, dict[str, Candidate]] = (0.0, {})
    for total in totals:
        for net in nets[:8]:
            for tax in taxes[:10]:
                whole, part, rest = Decimal(total.value), Decimal(net.value), Decimal(tax.value)
                if abs(part + rest - whole) > _CENT or (whole == 0 and part == 0):
                    continue
                score = max(0.05, total.score) + max(0.05, net.score) + max(0.05, tax.score) + 0.6
                if rest == 0:
                    score -= 0.3
                if tax is net or (tax.box == net.box) or tax.box == total.box:
                    score -= 1.0
                if score > best[0] and total.score > 0.1:
                    best = (score, {"total": total, "subtotal": net, "tax": tax})
    return best[1]


def _unlabelled(document: Document, totals: list[Candidate]) -> list[Candidate]:
    """All other amounts, which may be a total only by adding up."""
    find = amounts_in(document)
    known = {total.value for total in totals[:8]}
    values = [value for segment in document.layout.segments for value in find(segment, 0)]
    return [
        value.scored(0.12) for value in merge(values) if value.value not in known and Decimal(value.value) > 0
    ]


def _largest(document: Document) -> Candidate | None:
    find = amounts_in(document)
    values = [value for segment in document.layout.segments for value in find(segment, 0)]
    return max(values, key=lambda value: Decimal(value.value), default=None)


def read_currency(document: Document, total: FoundValue | None) -> FoundValue | None:
    """The currency that most marks name; one beside the total counts for more."""
    votes: Counter[str] = Counter()
    first: dict[str, Candidate] = {}
    dollars = _dollar(document)
    for segment in document.layout.segments:
        for match in MONEY_MARK.finditer(segment.text):
            mark = match[0].strip()
            code = dollars if mark == "$" else currency_code(mark)
            if code is None:
                continue
            figure = re.search(r"\d", segment.text[max(0, match.start() - 3) : match.end() + 3])
            named = re.search(r"currency|wahrung|devise|moneda|valuta|moeda|waluta", segment.folded)
            if mark in ("Ft", "Fr.", "RM", "Rs", "S$") and not figure and not _bracketed(segment.text, match):
                continue
            beside_total = total is not None and total.best.row == segment.row
            votes[code] += 3 if beside_total or named else 2 if figure else 1
            words = segment.words_at(match.start(), match.end())
            candidate = from_words(words, code, mark, 1.0, segment.row)
            if code not in first or (beside_total and first[code].row != segment.row):
                first[code] = candidate
        for word, code in _CURRENCY_WORDS.items():
            place = re.search(rf"\b{word}\b", segment.folded)
            if place:
                votes[code] += 1
                words = segment.words_at(*place.span())
                first.setdefault(
                    code, from_words(words, code, segment.text[slice(*place.span())], 0.8, segment.row)
                )
    if not votes:
        return None
    ranked = votes.most_common(3)
    best = first[ranked[0][0]]
    share = ranked[0][1] / sum(votes.values())
    confidence = 0.55 + 0.4 * share if best.text in CURRENCY_CODES or best.text != "$" else 0.5 + 0.35 * share
    return FoundValue(replace(best), round(confidence, 3), tuple(first[code] for code, _ in ranked[1:]))


def _bracketed(text: str, match: re.Match[str]) -> bool:
    """Whether a mark stands in brackets, as over a column of amounts."""
    return text[max(0, match.start() - 1) : match.end() + 1] == f"({match[0]})"


_DOLLARS: Final = {
    "AUD": re.compile(
        r"\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT) \d{4}\b|\bABN\b|\bAustralia\b|\bPty\.? Ltd", re.IGNORECASE
    ),
    "MXN": re.compile(r"\bM[eé]xico\b|\bde C\. ?V\.|\bCDMX\b|\bC\.P\. \d{5}\b", re.IGNORECASE),
    "CAD": re.compile(r"\b[A-Z]\d[A-Z] \d[A-Z]\d\b|\bCanada\b"),
    "NZD": re.compile(r"\bNew Zealand\b"),
}
"""What tells the country of a document that prints a bare dollar sign."""


def _dollar(document: Document) -> str:
    """Which dollar a bare sign means: the only dollar whose code is printed, else by the addresses, else that
    of the USA. On Malaysian slips the sign means ringgit."""
    text = document.layout.text
    if _RINGGIT.search(text):
        return "MYR"
    codes = [
        code for code in ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN") if re.search(rf"\b{code}\b", text)
    ]
    if len(codes) == 1:
        return codes[0]
    if not codes and not AMERICAN.search(text):
        return next((code for code, signs in _DOLLARS.items() if signs.search(text)), "USD")
    return "USD"
