"""Every step, every reason why one may not leave it, and every move between them."""

from dataclasses import replace
from uuid import uuid4

import pytest

from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.wizard import STEPS, PlanRules, Step, Wizard, WizardFacts

READY = WizardFacts(
    rules=PlanRules(allows_batches=True, files_per_batch=100, pages_left=None),
    files=3,
    valid=2,
    checking=0,
    pages=5,
    strategy=PromptStrategy.GLOBAL,
    prompt="invoice number, total",
)


def codes(facts: WizardFacts, step: Step) -> list[str]:
    return [problem.code for problem in Wizard(step).problems(facts)]


def test_three_steps_forth_and_back() -> None:
    wizard = Wizard()
    assert [wizard.next(READY), wizard.step] == [True, Step.PROMPTS]
    assert [wizard.next(READY), wizard.step] == [True, Step.REVIEW]
    assert [wizard.next(READY), wizard.step] == [False, Step.REVIEW]
    assert [wizard.previous(), wizard.step] == [True, Step.PROMPTS]
    assert [wizard.previous(), wizard.step] == [True, Step.FILES]
    assert [wizard.previous(), wizard.step] == [False, Step.FILES]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"files": 0, "valid": 0}, "no_files"),
        ({"valid": 0}, "no_valid_files"),
        ({"valid": 0, "checking": 1}, "checking"),
        ({"rules": PlanRules(False, 0, 10)}, "upgrade_required"),
    ],
)
def test_files_step_is_held_back(change: dict[str, object], code: str) -> None:
    facts = replace(READY, **change)  # type: ignore[arg-type]
    assert codes(facts, Step.FILES) == [code]
    wizard = Wizard()
    assert not wizard.next(facts)
    assert wizard.step is Step.FILES


def test_a_global_prompt_may_not_be_blank() -> None:
    assert codes(replace(READY, prompt="  \n"), Step.PROMPTS) == ["prompt_missing"]
    assert codes(READY, Step.PROMPTS) == []


def test_every_file_needs_its_prompt_and_the_first_is_named() -> None:
    one, two = uuid4(), uuid4()
    facts = replace(
        READY, strategy=PromptStrategy.PER_DOCUMENT, prompt="", empty_prompts=((one, "a.pdf"), (two, "b.pdf"))
    )
    (problem,) = Wizard(Step.PROMPTS).problems(facts)
    assert (problem.code, problem.files) == ("prompts_missing", (one, two))
    assert problem.message == "Say what to extract from a.pdf and 1 other file."
    assert codes(replace(facts, empty_prompts=()), Step.PROMPTS) == []


def test_auto_needs_no_prompt() -> None:
    assert codes(replace(READY, strategy=PromptStrategy.AUTO, prompt=""), Step.PROMPTS) == []


def test_review_counts_the_exact_pages_against_the_quota() -> None:
    assert codes(replace(READY, rules=PlanRules(True, 100, 5)), Step.REVIEW) == []
    (problem,) = Wizard(Step.REVIEW).problems(replace(READY, pages=17, rules=PlanRules(True, 100, 5)))
    assert (problem.code, problem.count) == ("quota_exceeded", 12)
    # E-invoices in XML have no pages and take none.
    assert codes(replace(READY, pages=0, rules=PlanRules(True, 100, 0)), Step.REVIEW) == []


def test_review_names_what_became_wrong_in_earlier_steps() -> None:
    facts = replace(READY, valid=0, prompt="")
    assert codes(facts, Step.REVIEW) == ["no_valid_files", "prompt_missing"]


@pytest.mark.parametrize("here", STEPS)
@pytest.mark.parametrize("there", STEPS)
def test_jumps_back_always_and_forward_when_nothing_is_missing(here: Step, there: Step) -> None:
    back = STEPS.index(there) <= STEPS.index(here)
    assert Wizard(here).go(there, READY)
    stuck = Wizard(here)
    assert stuck.go(there, replace(READY, files=0, valid=0)) is back
    assert stuck.step is (there if back else here)


def test_a_jump_over_the_prompts_needs_a_prompt() -> None:
    wizard = Wizard()
    assert not wizard.go(Step.REVIEW, replace(READY, prompt=""))
    assert wizard.go(Step.PROMPTS, replace(READY, prompt=""))
