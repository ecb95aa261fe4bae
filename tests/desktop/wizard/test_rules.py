"""The wizard's rules: what each step waits for."""

from dataclasses import replace

from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.wizard import PlanRules, Step, Wizard, WizardFacts

FACTS = WizardFacts(
    rules=PlanRules(allows_batches=True, files_per_batch=200, pages_left=100),
    files=3,
    valid=2,
    checking=1,
    pages=4,
    strategy=PromptStrategy.GLOBAL,
    prompt="Supplier, total",
)


def codes(facts: WizardFacts, step: Step) -> list[str]:
    return [problem.code for problem in Wizard().problems(facts, step)]


def test_next_is_on_while_files_are_still_read_and_submit_waits() -> None:
    assert codes(FACTS, Step.FILES) == []
    assert codes(FACTS, Step.REVIEW) == ["checking"]
    assert codes(replace(FACTS, checking=0), Step.REVIEW) == []


def test_next_waits_for_the_first_valid_file() -> None:
    assert codes(replace(FACTS, valid=0), Step.FILES) == ["checking"]
    assert codes(replace(FACTS, valid=0, checking=0), Step.FILES) == ["no_valid_files"]
    assert codes(replace(FACTS, files=0, valid=0, checking=0), Step.FILES) == ["no_files"]


def test_one_walks_to_the_review_while_files_are_read() -> None:
    wizard = Wizard()
    assert wizard.next(FACTS)
    assert wizard.next(FACTS)
    assert wizard.step is Step.REVIEW
    assert not wizard.next(FACTS)
