"""Contracts as prose, as clauses and with a sheet of key facts, with the truth of the default plan."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from ingestio_extract.words import PageText
from training.others.dice import LANGUAGES, Dice, table
from training.others.paper import MARGIN, Paper

_TEXTS: Final = table(Path(__file__).with_name("contracts.txt"), len(LANGUAGES))


def make_contract(dice: Dice) -> tuple[tuple[PageText, ...], dict[str, Any]]:
    rng = dice.rng

    def say(key: str) -> str:
        return rng.choice(_TEXTS[key][LANGUAGES.index(dice.language)].split("|"))

    paper = Paper(rng)
    size = rng.choice((9, 10, 11))
    title, role_a, role_b = say("titles").split("/")
    names = [rng.choice((dice.company(), dice.company(), dice.person())) for _ in range(2)]
    places = [f"{dice.street()}, {dice.word('cities')}" for _ in range(2)]
    start = dice.day()
    end = start + timedelta(days=rng.randint(90, 2000))
    term, notice = (say("spans").format(n=rng.randint(2, 36)) for _ in range(2))
    value = dice.amount(50_000, 50_000_000)
    law = say("laws")
    there = {key: dice.chance(0.8) for key in ("start", "end", "term", "notice", "value", "law")}
    shown = {
        "start": dice.date(start),
        "end": dice.date(end),
        "term": term,
        "notice": notice,
        "value": f"{dice.currency} {dice.number(value)}"
        if dice.dot
        else f"{dice.number(value)} {dice.currency}",
        "law": law,
        "ra": role_a,
        "rb": role_b,
    }
    centred = dice.chance(0.5)
    big = rng.choice((12, 16, 20))
    printed = title.upper() if dice.chance(0.2) else title
    paper.line(
        (paper.width - paper.measure(printed, big)) / 2 if centred else MARGIN, printed, big, bold=True
    )
    paper.down(14)
    if dice.chance(0.25):
        for role, name, place in zip((role_a, role_b), names, places, strict=True):
            paper.line(MARGIN, f"{role}: {name}, {place}", size)
    else:
        opening = say("open").format(a=names[0], b=names[1], ax=places[0], bx=places[1], ra=role_a, rb=role_b)
        paper.prose(opening, size)
    paper.down(10)
    facts = [key for key in ("start", "end", "term", "notice", "value", "law") if there[key]]
    if dice.chance(0.3):
        gap = rng.choice((130, 160))
        mark = rng.choice((":", ""))
        for key in facts:
            paper.text(MARGIN, say(f"l_{key}") + mark, size)
            paper.text(MARGIN + gap, shown[key], size)
            paper.down(1.7 * size)
        paper.down(8)
        paper.prose(" ".join(say("fill") for _ in range(4)), size)
    else:
        numbered = dice.chance(0.7)
        for number, key in enumerate(facts, start=1):
            if numbered:
                sign = rng.choice(("§ {n}", "{n}.", "Art. {n}")).format(n=number)
                paper.line(MARGIN, f"{sign} {say('heads')}", size + 1, bold=True)
            text = say(key).format(**shown)
            extra = [say("fill") for _ in range(rng.randint(0, 3))]
            paper.prose(" ".join([*extra[:1], text, *extra[1:]]), size)
            paper.down(6)
    paper.down(20)
    paper.text(MARGIN, names[0], size)
    paper.text(330, names[1], size)
    truth: dict[str, Any] = {
        "title": printed,
        "parties": [{"name": names[0], "role": role_a}, {"name": names[1], "role": role_b}],
        "effective_date": start.isoformat() if there["start"] else None,
        "end_date": end.isoformat() if there["end"] else None,
        "term": term if there["term"] else None,
        "notice_period": notice if there["notice"] else None,
        "governing_law": law if there["law"] else None,
        "value": str(value) if there["value"] else None,
    }
    return paper.pages(), truth
