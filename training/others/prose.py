"""Papers of no known kind: letters, reports, CVs, minutes, timetables, lists."""

from ingestio_extract.words import PageText
from training.others.dice import Dice
from training.others.paper import MARGIN, Paper


def make_letter(dice: Dice) -> tuple[PageText, ...]:
    paper = Paper(dice.rng)
    size = dice.rng.choice((9, 10, 11))
    for text in (dice.rng.choice((dice.company(), dice.person())), dice.street(), dice.word("cities")):
        paper.line(MARGIN, text, size)
    paper.down(20)
    for text in (dice.person(), dice.street(), dice.word("cities")):
        paper.line(MARGIN, text, size)
    paper.down(20)
    paper.line(
        paper.width - MARGIN, f"{dice.word('cities').split()[-1]}, {dice.date(dice.day())}", size, right=True
    )
    if dice.chance(0.4):
        paper.line(MARGIN, f"{dice.word('l_other_no')}: {dice.code()}", size)
    if dice.chance(0.8):
        paper.line(MARGIN, dice.word("subjects"), size, bold=True)
    paper.down(8)
    paper.line(MARGIN, dice.word("dear"), size)
    for _ in range(dice.rng.randint(1, 5)):
        paper.prose(dice.sentences(dice.rng.randint(2, 5)), size)
        paper.down(8)
    paper.line(MARGIN, dice.word("regards"), size)
    paper.down(20)
    paper.line(MARGIN, dice.person(), size)
    if dice.chance(0.4):
        paper.line(MARGIN, f"{dice.company()} · Tel. {dice.phone()} · {dice.mail()} · {dice.iban()}", 7)
    return paper.pages()


def make_report(dice: Dice) -> tuple[PageText, ...]:
    paper = Paper(dice.rng)
    paper.line(MARGIN, dice.word("report"), dice.rng.choice((14, 18, 24)))
    if dice.chance(0.5):
        paper.line(MARGIN, f"{dice.person()}, {dice.date(dice.day())}", 10)
    for number in range(1, dice.rng.randint(3, 9)):
        paper.down(8)
        if dice.chance(0.7):
            paper.line(MARGIN, f"{number}. {dice.word('sections')}", 12, bold=True)
        paper.prose(dice.sentences(dice.rng.randint(2, 6)), 10)
        if dice.chance(0.3):
            _list(dice, paper, dice.rng.randint(3, 8))
    return paper.pages()


def make_cv(dice: Dice) -> tuple[PageText, ...]:
    paper = Paper(dice.rng)
    heads = dice.words("cv")
    if dice.chance(0.7):
        paper.line(MARGIN, heads[0], 18)
    paper.line(MARGIN, dice.person(), 14, bold=True)
    paper.line(MARGIN, f"{dice.street()}, {dice.word('cities')} | {dice.phone()} | {dice.mail()}", 9)
    for head in dice.rng.sample(heads[1:], dice.rng.randint(3, len(heads) - 1)):
        paper.down(10)
        paper.line(MARGIN, head, 12, bold=True)
        for _ in range(dice.rng.randint(1, 5)):
            start = dice.rng.randint(1995, 2020)
            paper.text(MARGIN, f"{start} – {start + dice.rng.randint(1, 5)}", 9)
            paper.text(MARGIN + 110, f"{dice.word('texts')}, {dice.company()}", 9)
            paper.down(13)
            if dice.chance(0.3):
                paper.prose(dice.word("prose"), 9, MARGIN + 110)
    return paper.pages()


def make_list(dice: Dice) -> tuple[PageText, ...]:
    """A timetable, a ranking, a table of figures."""
    paper = Paper(dice.rng)
    if dice.chance(0.8):
        paper.line(MARGIN, dice.rng.choice((dice.word("report"), dice.word("subjects"))), 15)
    if dice.chance(0.5):
        paper.prose(dice.word("prose"), 10)
    paper.down(10)
    _list(dice, paper, dice.rng.randint(6, 45))
    return paper.pages()


def _list(dice: Dice, paper: Paper, count: int) -> None:
    heads = dice.rng.sample(dice.words("heads"), dice.rng.randint(3, 5))
    width = (paper.width - 2 * MARGIN) / len(heads)
    kinds = [dice.rng.choice("twdnam") for _ in heads]
    for place, head in enumerate(heads):
        paper.text(MARGIN + place * width, head, 9, bold=True)
    paper.down(14)
    for _ in range(count):
        for place, kind in enumerate(kinds):
            text = {
                "t": dice.word("stems"),
                "w": dice.word("texts")[:18],
                "d": dice.date(dice.day()),
                "n": str(dice.rng.randint(1, 500)),
                "a": dice.number(dice.amount()),
                "m": f"{dice.rng.randint(0, 23)}:{dice.rng.randint(0, 59):02}",
            }[kind]
            paper.text(MARGIN + place * width, text, 9)
        paper.down(13)
