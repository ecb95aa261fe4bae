"""Fields of invoices and orders by trained rankers over everything that is printed.

Four models (`weights/invoice_*.onnx`, made by `training/invoices.py`) give each date, number, amount and name
the share of being each field's; what the rules chose is among what they see. Each field's confidence is its
share by the lines of `weights/invoices.calibration.json`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from math import log
from typing import Final

from ingestio_extract.learned.calibration import Signs, calibrations, odds
from ingestio_extract.learned.ensemble import Matrix, ensemble, matrix
from ingestio_extract.local.blocks import STREET, Party, address, address_of, has_postcode, labelled_address
from ingestio_extract.local.candidates import Candidate, Document
from ingestio_extract.local.corrections import Corrections
from ingestio_extract.local.identifiers import is_under, is_vat, read_date, read_iban, read_id, read_tax_id
from ingestio_extract.local.lexicon import COMPANY, LABELS
from ingestio_extract.local.money import read_currency, read_money
from ingestio_extract.local.namespots import NameSpot, bare_name, name_features, name_rows, name_spots
from ingestio_extract.local.parties import read_parties
from ingestio_extract.local.places import sender_line
from ingestio_extract.local.signs import address_signs, reading_signs
from ingestio_extract.local.spots import SPOTS, Spot, Surroundings, features, rows_of, with_rules
from ingestio_extract.local.values import FoundValue

VALUES: Final = ("date", "id", "amount")
CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("other", "own", "due", "delivery", "order"),
    "id": ("other", "own", "order"),
    "amount": ("other", "total", "subtotal", "tax", "left"),
    "name": ("other", "seller", "buyer", "ship"),
}
"""What a model of each kind of value tells apart; the first is none of the fields."""
FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "invoice_number": ("id", "own"),
    "purchase_order": ("id", "order"),
    "invoice_date": ("date", "own"),
    "due_date": ("date", "due"),
    "delivery_date": ("date", "delivery"),
    "order_date": ("date", "order"),
    "total": ("amount", "total"),
    "subtotal": ("amount", "subtotal"),
    "tax": ("amount", "tax"),
    "amount_due": ("amount", "left"),
}
ORDER_FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    **{name: FIELDS[name] for name in ("delivery_date", "total", "subtotal", "tax", "amount_due")},
    "order_number": ("id", "own"),
    "order_date": ("date", "own"),
}
NAMES: Final[Mapping[str, str]] = {
    "vendor_name": "seller",
    "supplier_name": "seller",
    "customer_name": "buyer",
    "buyer_name": "buyer",
}
ADDRESSES: Final[Mapping[str, str]] = {
    "vendor_address": "seller",
    "customer_address": "buyer",
    "delivery_address": "ship",
}
RULED: Final = ("vendor_tax_id", "iban", "currency")
"""Fields that rules read, with the parties and the total that were chosen here."""
LEAST: Final = 0.3
"""A field whose best value is less likely than this is not printed; those that every such document has are
taken at any likelihood."""
ALWAYS: Final = frozenset(("invoice_number", "order_number", "invoice_date", "total"))
LIKELY: Final = 0.7
SURE: Final = 0.95
HARDLY: Final = 0.02
RULE_SURE: Final = 0.75
LEAST_ALWAYS: Final = 0.06
LEAST_NAME: Final = 0.1
DOUBTFUL: Final = 0.75
"""The most that the date or number of a credit note gets beside those of the invoice that it credits."""
UNKNOWN: Final = 0.6
"""The most that a field without a line of confidence gets."""

Reading = tuple[Candidate, float, tuple[Candidate, ...]]
"""A value with its score and its other readings."""

Model = Callable[[str, Matrix], Matrix]
"""The shares of each class for each case of a kind of value."""


def shipped(kind: str, cases: Matrix) -> Matrix:
    """The shares by the weights that ship."""
    return ensemble(f"invoice_{kind}").probabilities(cases)


@dataclass(frozen=True, slots=True)
class Choice:
    """The value of a field with its share and the next best values with theirs."""

    candidate: Candidate
    share: float
    others: tuple[tuple[Candidate, float], ...] = ()


class Ranking:
    """The spots of one document and what was chosen from them."""

    def __init__(self, document: Document, is_order: bool, model: Model = shipped) -> None:
        self.document = document
        self.is_order = is_order
        self.model = model
        self.around = Surroundings(document)
        self.corrections = Corrections(document, self.around)
        self.fields = ORDER_FIELDS if is_order else FIELDS
        self._spots: dict[str, list[Spot]] = {}
        self._best: dict[str, dict[str, list[tuple[Candidate, float]]]] = {}
        self._doubtful: set[tuple[str, str]] = set()

    @cached_property
    def rules(self) -> dict[str, list[tuple[Candidate, float]]]:
        """What the rules chose by role, with their scores."""
        document = self.document
        number = read_id(document, "order_number" if self.is_order else "invoice_number")
        near = frozenset((number.best.row,)) if number is not None else frozenset[int]()
        avoid = frozenset((number.best.value,)) if number is not None else frozenset[str]()
        chosen: dict[str, FoundValue | None] = {
            "invoice_number": number if not self.is_order else read_id(document, "invoice_number"),
            "order_number": number if self.is_order else read_id(document, "order_number"),
            "purchase_order": read_id(document, "purchase_order", avoid),
            "invoice_date": read_date(document, "invoice_date", near),
            "due_date": read_date(document, "due_date"),
            "delivery_date": read_date(document, "delivery_date"),
            "order_date": read_date(document, "order_date", own=self.is_order),
            **read_money(document),
        }
        return {
            role: [(value.best, value.confidence), *((item, item.score) for item in value.others)]
            for role, value in chosen.items()
            if value is not None
        }

    @cached_property
    def ruled_parties(self) -> tuple[list[Party], list[Party]]:
        """Sellers and buyers as the rules see them."""
        if self.is_order:
            read = read_parties(self.document, ("buyer_name",), ("supplier_name",))
            return read["supplier_name"], read["buyer_name"]
        read = read_parties(self.document, ("vendor_name",), ("customer_name",))
        return read["vendor_name"], read["customer_name"]

    @cached_property
    def writer(self) -> Party | None:
        """Who writes, by a letter's small line over the address."""
        line = sender_line(self.document)
        return None if line is None else line[0]

    def cases(self, kind: str) -> Matrix:
        """The features of the spots of a kind of value."""
        spots = self.spots(kind)
        rows = rows_of(kind, spots, self.around, self.rules, self.is_order)
        return matrix(rows, len(features(kind)))

    def spots(self, kind: str) -> list[Spot]:
        if kind not in self._spots:
            self._spots[kind] = with_rules(SPOTS[kind](self.document), self.rules, kind)
        return self._spots[kind]

    @cached_property
    def names(self) -> list[NameSpot]:
        sellers, buyers = self.ruled_parties
        return name_spots(self.document, [*sellers[:3], *buyers[:3]])

    def name_cases(self) -> Matrix:
        sellers, buyers = self.ruled_parties
        rows = name_rows(self.names, self.around, sellers, buyers, self.is_order)
        return matrix(rows, len(name_features()))

    def best(self, kind: str) -> dict[str, list[tuple[Candidate, float]]]:
        """By class the values with their shares, likeliest first; a value counts as where it is likeliest."""
        if kind not in self._best:
            spots = self.spots(kind)
            result: dict[str, list[tuple[Candidate, float]]] = {}
            shares = self.model(kind, self.cases(kind)) if spots else None
            for number, name in enumerate(CLASSES[kind][1:], 1):
                values: dict[str, tuple[Candidate, float]] = {}
                for index, spot in enumerate(spots):
                    share = float(shares[index, number]) if shares is not None else 0.0
                    known = values.get(spot.candidate.value)
                    if known is None or share > known[1]:
                        values[spot.candidate.value] = (spot.candidate, share)
                ranked = sorted(values.values(), key=lambda item: -item[1])
                if name == "own" and not self.is_order:
                    ranked, doubtful = self.corrections.settled(ranked, spots)
                    if doubtful:
                        self._doubtful.add((kind, name))
                result[name] = ranked[:8]
            self._best[kind] = result
        return self._best[kind]

    def choose(self, name: str) -> Choice | None:
        """The value of a field, None where it is not printed."""
        kind, place = self.fields[name]
        if kind == "amount" and place != "left":
            return self.sums.get(place)
        ranked = self.best(kind)[place]
        if name == "amount_due" and not (ranked and ranked[0][1] >= LEAST):
            return self.sums.get("total")
        return _choice(ranked, LEAST_ALWAYS if name in ALWAYS else LEAST)

    @cached_property
    def sums(self) -> dict[str, Choice]:
        """Total, subtotal and tax, chosen together."""
        best = self.best("amount")
        options = {
            role: [(item, share) for item, share in best[role] if share >= 0.01][:5]
            for role in ("total", "subtotal", "tax")
        }
        if not options["total"]:
            return {}
        top: tuple[float, tuple[_Pick, _Pick, _Pick], bool] | None = None
        for total in options["total"]:
            for net in (*options["subtotal"], None):
                for tax in (*options["tax"], None):
                    score, adds = _together(total, net, tax, options)
                    if top is None or score > top[0]:
                        top = score, (total, net, tax), adds
        if top is None:
            return {}
        result = {}
        for role, pick in zip(("total", "subtotal", "tax"), top[1], strict=True):
            if pick is None:
                continue
            candidate, share = pick
            others = tuple(item for item in options[role] if item[0].value != candidate.value)
            result[role] = Choice(candidate, 1 - (1 - share) * 0.5 if top[2] else share, others)
        if result["total"].share < LEAST_ALWAYS:
            return {}
        return result

    @cached_property
    def parties(self) -> dict[str, list[tuple[Party, float]]]:
        """By class the parties with their shares, likeliest first, one a name."""
        spots = self.names
        result: dict[str, list[tuple[Party, float]]] = {}
        shares = self.model("name", self.name_cases()) if spots else None
        for number, name in enumerate(CLASSES["name"][1:], 1):
            best: dict[str, tuple[Party, float]] = {}
            lines: dict[str, tuple[float, Party]] = {}
            for index, spot in enumerate(spots):
                share = float(shares[index, number]) if shares is not None else 0.0
                key = bare_name(spot.party.name.text)
                if key not in best or share > best[key][1]:
                    best[key] = (spot.party, share)
                if spot.party.lines and share > lines.get(key, (0.02, spot.party))[0]:
                    lines[key] = share, spot.party
            ranked = sorted(best.items(), key=lambda item: -item[1][1])[:6]
            result[name] = [
                (Party(party.name, party.lines or (lines[key][1].lines if key in lines else ())), share)
                for key, (party, share) in ranked
            ]
        return result

    def party(self, side: str) -> tuple[Choice, Party] | None:
        """The seller (`seller`) or the buyer (`buyer`). One name is not both. What the rules are sure of
        stands, unless the ranker is surer of another and has nothing for it; what the ranker does not see is
        left to the rules: they know fewer layouts, but those for certain."""
        ranked = self.parties[side]
        other = self.parties["buyer" if side == "seller" else "seller"]
        rivals = {bare_name(party.name.text): share for party, share in other[:1]}
        free = [item for item in ranked if rivals.get(bare_name(item[0].name.text), 0.0) <= item[1]]
        chosen = _choice([(party.name, share) for party, share in free], LEAST_NAME)
        party = None if chosen is None else free[0][0]
        ruled = next(iter(self.ruled_parties[0 if side == "seller" else 1]), None)
        if ruled is not None:
            name, score = bare_name(ruled.name.text), min(1.0, ruled.name.score)
            own = {bare_name(item.name.text): (item, share) for item, share in ranked}.get(name)
            share = own[1] if own is not None else 0.0
            surer = chosen is not None and chosen.share >= SURE and share < HARDLY
            if chosen is not None and bare_name(chosen.candidate.text) == name:
                chosen = replace(chosen, share=(share + max(share, score)) / 2)
            elif chosen is None or (score >= RULE_SURE and not surer):
                lines = ruled.lines or (own[0].lines if own is not None else ())
                party = Party(ruled.name, lines)
                others = tuple(
                    (item.name, part) for item, part in free[:3] if item.name.value != ruled.name.value
                )
                chosen = Choice(ruled.name, (share + score) / 2, others)
        return None if chosen is None or party is None else (chosen, party)

    def sides(self) -> dict[str, list[Party]]:
        """Sellers and buyers, the chosen one first."""
        result = {}
        for side in ("seller", "buyer"):
            chosen = self.party(side)
            first = [chosen[1]] if chosen is not None else []
            result[side] = [*first, *(party for party, _ in self.parties[side] if party not in first)]
        return result

    def knows(self, name: str) -> bool:
        return name in self.fields or name in NAMES or name in ADDRESSES or name in RULED

    def read(self, name: str) -> Reading | None:
        """The reading of any field with a score, which is not yet a confidence, and its other readings."""
        if name in self.fields:
            return _scored(self.choose(name))
        if name in NAMES:
            chosen = self.party(NAMES[name])
            return _scored(chosen[0]) if chosen is not None else None
        if name in ADDRESSES:
            return self._address(ADDRESSES[name])
        value = self._by_rule(name)
        return None if value is None else (value.best, value.confidence, value.others)

    def _address(self, side: str) -> Reading | None:
        """The address under the chosen name; it is surer where a street and a town with its postcode stand
        there. Where goods go to often has no name: then it is what stands under its label."""
        if side == "ship":
            ranked = [(party, share) for party, share in self.parties["ship"] if party.lines]
            party, share = ranked[0] if ranked else (None, 0.0)
            if share < LIKELY:
                ruled = labelled_address(self.document, LABELS["delivery_address"][0])
                if ruled is not None:
                    return ruled.best, ruled.confidence, ()
        else:
            chosen = self.party(side)
            party, share = (chosen[1], chosen[0].share) if chosen is not None else (None, 0.0)
        writer = self.writer if side == "seller" else None
        if party is not None and writer is not None and _same_name(writer, party):
            # Under a letter's small line stands who is written to; the writer's address is in the line.
            party = Party(party.name, writer.lines)
        value = address(party) if party is not None and (side != "ship" or share >= LEAST) else None
        if value is None and party is not None and side != "ship":
            # Under another of its names, or a longer one.
            ruled_here = self.ruled_parties[0 if side == "seller" else 1]
            if ruled_here and bare_name(ruled_here[0].name.text) == bare_name(party.name.text):
                value = address_of(ruled_here)
        if value is None:
            return None
        parts = has_postcode(value.best.value) + bool(STREET.search(value.best.value))
        return value.best, share * (0.5 + 0.25 * parts), ()

    def _by_rule(self, name: str) -> FoundValue | None:
        if name == "vendor_tax_id":
            return read_tax_id(self.document, self.sides()["buyer"])
        if name == "iban":
            return read_iban(self.document)
        total = self.sums.get("total")
        return read_currency(
            self.document, None if total is None else FoundValue(total.candidate, total.share)
        )

    def found(self, name: str) -> FoundValue | None:
        """A field of `fields`, NAMES, ADDRESSES or RULED with its calibrated confidence."""
        reading = self.read(name)
        if reading is None:
            return None
        best, score, others = reading
        line = calibrations("invoices").get(f"{self.front}/{name}")
        confidence = round(line(score, self.signs(name, reading)), 3) if line else min(score, UNKNOWN)
        if self.fields.get(name) in self._doubtful:
            confidence = min(confidence, DOUBTFUL)
        return FoundValue(best.scored(score), confidence, others, calibrated=True)

    @property
    def front(self) -> str:
        return "purchase_order" if self.is_order else "invoice"

    def signs(self, name: str, reading: Reading) -> Signs:
        """What speaks for a reading besides its score: the rules, its surroundings, how it was seen."""
        best, score, others = reading
        signs = reading_signs(self.document, FoundValue(best, score, others))
        if name in self.fields:
            ruled = next(iter(self.rules.get(name, ())), None)
            signs["ruled"] = 0.0 if ruled is None else 1.0 if ruled[0].value == best.value else -1.0
            signs["rule"] = 0.0 if ruled is None else ruled[1]
        elif name == "vendor_tax_id":
            signs |= self._tax_signs(best, others)
        elif name in NAMES:
            signs |= self._name_signs(NAMES[name], best)
        elif name in ADDRESSES:
            side = ADDRESSES[name]
            looks = address_signs(best.value)
            if side == "ship":
                # Its score and lead say little, and few documents print one: the plainest signs are steadier.
                label = labelled_address(self.document, LABELS["delivery_address"][0])
                said = 0.0 if label is None else 1.0 if label.best.value == best.value else -1.0
                plain = {key: looks[key] for key in ("postcode", "short", "ends", "begins")}
                return {"ocr": signs["ocr"], "ruled": said, **plain}
            signs |= looks
            chosen = self.party(side)
            if chosen is not None:
                signs |= self._name_signs(side, chosen[0].candidate)
                signs["share"] = chosen[0].share
        return signs

    def _tax_signs(self, best: Candidate, others: Sequence[Candidate]) -> dict[str, float]:
        """Whether a tax number is sound, the only one, and whose block it stands in."""
        sides = self.sides()
        return {
            "sound": float(is_vat(best.value)),
            "only": float(not others),
            "sellers": float(is_under(best, sides["seller"])),
            "buyers": float(is_under(best, sides["buyer"])),
            "low": self.document.rise(best.row),
        }

    def _name_signs(self, side: str, name: Candidate) -> dict[str, float]:
        """What rules and ranker say of a name, each by itself."""
        plain = bare_name(name.text)
        ruled = next(iter(self.ruled_parties[0 if side == "seller" else 1]), None)
        shares = {bare_name(party.name.text): share for party, share in self.parties[side]}
        other = {
            bare_name(party.name.text): share
            for party, share in self.parties["buyer" if side == "seller" else "seller"]
        }
        said = None if ruled is None else bare_name(ruled.name.text)
        likeliest = max(shares, key=lambda key: shares[key], default=None)
        placed = any(bare_name(spot.party.name.text) == plain and spot.party.lines for spot in self.names)
        return {
            "agreed": float(plain == said == likeliest),
            "overruled": float(plain == said != likeliest),
            "against": float(said is not None and plain != said),
            "rule": 0.0 if ruled is None else min(1.0, ruled.name.score),
            "ranked": shares.get(plain, 0.0),
            "likely": odds(shares.get(plain, 0.0)) / 5,
            "placed": float(placed),
            "rival": other.get(plain, 0.0),
            "next": max((share for key, share in shares.items() if key != plain), default=0.0),
            "firm": float(COMPANY.search(name.text) is not None),
        }


def _same_name(first: Party, second: Party) -> bool:
    return bare_name(first.name.text) == bare_name(second.name.text)


_Pick = tuple[Candidate, float] | None


def _together(
    total: tuple[Candidate, float],
    net: _Pick,
    tax: _Pick,
    options: Mapping[str, Sequence[tuple[Candidate, float]]],
) -> tuple[float, bool]:
    """How likely three sums are together, and whether they add up."""
    score = log(max(1e-4, total[1]))
    for pick, role in ((net, "subtotal"), (tax, "tax")):
        most = options[role][0][1] if options[role] else 0.0
        score += log(max(1e-4, pick[1])) if pick is not None else log(max(1e-3, 1 - most))
    adds = False
    if net is not None and tax is not None:
        gap = Decimal(net[0].value) + Decimal(tax[0].value) - Decimal(total[0].value)
        adds = abs(gap) <= Decimal("0.02")
        score += 2.0 if adds else -0.5
        if net[0].box == tax[0].box or total[0].box == tax[0].box:
            score -= 4.0
    elif net is not None and net[0].box == total[0].box:
        score -= 4.0
    return score, adds


def _choice(ranked: Sequence[tuple[Candidate, float]], least: float) -> Choice | None:
    if not ranked or ranked[0][1] < least:
        return None
    return Choice(ranked[0][0], ranked[0][1], tuple(ranked[1:4]))


def _scored(choice: Choice | None) -> Reading | None:
    """Other readings keep their own shares as scores."""
    if choice is None:
        return None
    others = tuple(item.scored(share) for item, share in choice.others if share >= 0.02)
    return choice.candidate, choice.share, others
