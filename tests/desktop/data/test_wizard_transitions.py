"""Every state of the wizard and every event in it: where one stands afterwards."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from uuid import uuid4

import pytest

from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.wizard import STEPS, PlanRules, Step, Wizard, WizardFacts

FILES, PROMPTS, REVIEW = STEPS
PLAN = PlanRules(allows_batches=True, files_per_batch=100, pages_left=10)
READY = WizardFacts(
    PLAN, files=2, valid=2, checking=0, pages=5, strategy=PromptStrategy.GLOBAL, prompt="total"
)
FACTS = {
    "ready": READY,
    "no files": replace(READY, files=0, valid=0, pages=0),
    "only rejected": replace(READY, valid=0, pages=0),
    "first is read": replace(READY, valid=0, checking=2, pages=0),
    "some are read": replace(READY, checking=3),
    "no prompt": replace(READY, prompt=" "),
    "a prompt missing": replace(
        READY, strategy=PromptStrategy.PER_DOCUMENT, empty_prompts=((uuid4(), "a.pdf"),)
    ),
    "each its prompt": replace(READY, strategy=PromptStrategy.PER_DOCUMENT, prompt=""),
    "auto": replace(READY, strategy=PromptStrategy.AUTO, prompt=""),
    "too few pages": replace(READY, pages=22),
    "no batches": replace(READY, rules=replace(PLAN, allows_batches=False)),
}
# What holds one back in each step, by code; steps that are not named hold nothing back.
HELD: dict[str, dict[Step, tuple[str, ...]]] = {
    "ready": {},
    "no files": {FILES: ("no_files",), REVIEW: ("no_files",)},
    "only rejected": {FILES: ("no_valid_files",), REVIEW: ("no_valid_files",)},
    "first is read": {FILES: ("checking",), REVIEW: ("checking", "checking")},
    "some are read": {REVIEW: ("checking",)},
    "no prompt": {PROMPTS: ("prompt_missing",), REVIEW: ("prompt_missing",)},
    "a prompt missing": {PROMPTS: ("prompts_missing",), REVIEW: ("prompts_missing",)},
    "each its prompt": {},
    "auto": {},
    "too few pages": {REVIEW: ("quota_exceeded",)},
    "no batches": {FILES: ("upgrade_required",), REVIEW: ("upgrade_required",)},
}
Event = Callable[[Wizard, WizardFacts], object]
EVENTS: dict[str, Event] = {
    "next": lambda wizard, facts: wizard.next(facts),
    "previous": lambda wizard, _facts: wizard.previous(),
    "go files": lambda wizard, facts: wizard.go(FILES, facts),
    "go prompts": lambda wizard, facts: wizard.go(PROMPTS, facts),
    "go review": lambda wizard, facts: wizard.go(REVIEW, facts),
    "begin submit": lambda wizard, facts: not wizard.begin_submit(facts),
    "submit done": lambda wizard, _facts: wizard.end_submit(done=True),
    "submit failed": lambda wizard, _facts: wizard.end_submit(done=False),
}


def test_the_table_has_every_state() -> None:
    assert FACTS.keys() == HELD.keys()


@pytest.mark.parametrize(("name", "step"), [*product(FACTS, STEPS)])
def test_what_holds_one_back(name: str, step: Step) -> None:
    problems = Wizard(step).problems(FACTS[name])
    assert tuple(problem.code for problem in problems) == HELD[name].get(step, ())
    assert all(problem.message.endswith(".") for problem in problems)


@pytest.mark.parametrize(("name", "step", "event"), [*product(FACTS, STEPS, EVENTS)])
def test_where_an_event_leads(name: str, step: Step, event: str) -> None:
    wizard = Wizard(step)
    moved = EVENTS[event](wizard, FACTS[name])
    place, held = STEPS.index(step), HELD[name]
    match event.split():
        case ["next"]:
            free = place < 2 and step not in held
            expected = (free, STEPS[place + free], False)
        case ["previous"]:
            expected = (place > 0, STEPS[max(0, place - 1)], False)
        case ["go", there]:
            wanted = STEPS.index(Step(there))
            free = wanted <= place or not any(before in held for before in STEPS[:wanted])
            expected = (free, Step(there) if free else step, False)
        case ["begin", _]:
            expected = (REVIEW not in held, step, REVIEW not in held)
        case _:
            expected = (False, step, False)
    assert (moved, wizard.step, wizard.submitting) == expected


@pytest.mark.parametrize(("step", "event"), [*product(STEPS, EVENTS)])
def test_while_a_batch_is_submitted_only_its_end_moves(step: Step, event: str) -> None:
    wizard = Wizard(step)
    assert wizard.begin_submit(READY) == ()
    moved = EVENTS[event](wizard, READY)
    match event:
        case "submit done":
            assert (moved, wizard.step, wizard.submitting) == (True, FILES, False)
        case "submit failed":
            assert (moved, wizard.step, wizard.submitting) == (True, step, False)
        case _:
            assert (moved, wizard.step, wizard.submitting) == (False, step, True)


def test_a_second_submission_is_told_and_changes_nothing() -> None:
    wizard = Wizard(REVIEW)
    assert wizard.begin_submit(READY) == ()
    assert [problem.code for problem in wizard.begin_submit(READY)] == ["already_submitting"]
    assert wizard.end_submit(done=False)
    assert wizard.begin_submit(READY) == ()


def test_what_is_missing_is_counted_and_named() -> None:
    (short,) = Wizard(REVIEW).problems(FACTS["too few pages"])
    assert (short.code, short.count) == ("quota_exceeded", 12)
    empty = tuple((uuid4(), f"{name}.pdf") for name in "abcde")
    facts = replace(READY, strategy=PromptStrategy.PER_DOCUMENT, empty_prompts=empty)
    (missing,) = Wizard(PROMPTS).problems(facts)
    assert (missing.names, missing.count) == (("a.pdf", "b.pdf"), 5)
    assert missing.files == tuple(file_id for file_id, _name in empty)
