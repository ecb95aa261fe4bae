"""The wizard's logic as a plain object: steps, what each needs, why Next is off, and the submission."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ingestio_core.lifecycle import PromptStrategy


class Step(StrEnum):
    FILES = "files"
    PROMPTS = "prompts"
    REVIEW = "review"


STEPS: tuple[Step, ...] = (Step.FILES, Step.PROMPTS, Step.REVIEW)


@dataclass(frozen=True, slots=True)
class PlanRules:
    """What the account's plan means for the wizard. `pages_left` is None where there is no limit."""

    allows_batches: bool
    files_per_batch: int
    pages_left: int | None


@dataclass(frozen=True, slots=True)
class WizardFacts:
    """All that the wizard's rules look at. `pages` are those that the batch takes of the quota: each as
    it was counted, and none for an e-invoice in XML."""

    rules: PlanRules
    files: int
    valid: int
    checking: int
    pages: int
    strategy: PromptStrategy
    prompt: str
    empty_prompts: tuple[tuple[UUID, str], ...] = ()
    """Id and name of each valid file whose own prompt is still empty."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why Next (or Submit) is off: a stable code, a sentence, the files it is about and the first names
    of them, and how much is missing (pages) or waited for (files)."""

    code: str
    message: str
    files: tuple[UUID, ...] = ()
    names: tuple[str, ...] = ()
    count: int = 0


class Wizard:
    """Where a person stands in the wizard. A move changes the step and nothing else, so no move loses
    anything; while a batch is being submitted there is none."""

    def __init__(self, step: Step = Step.FILES) -> None:
        self._step = step
        self._submitting = False

    @property
    def step(self) -> Step:
        return self._step

    @property
    def submitting(self) -> bool:
        """From the submission's begin to its end."""
        return self._submitting

    def problems(self, facts: WizardFacts, step: Step | None = None) -> tuple[Problem, ...]:
        """What must be settled before one may leave a step (the present one if none is named)."""
        match step or self._step:
            case Step.FILES:
                return _files_problems(facts)
            case Step.PROMPTS:
                return _prompt_problems(facts)
            case Step.REVIEW:
                return (
                    *_files_problems(facts),
                    *_checking_problems(facts),
                    *_prompt_problems(facts),
                    *_quota_problems(facts),
                )

    def can_open(self, step: Step, facts: WizardFacts) -> bool:
        """A step opens when all steps before it have no problem; going back is always allowed."""
        if self._submitting:
            return False
        index = STEPS.index(step)
        if index <= STEPS.index(self._step):
            return True
        return not any(self.problems(facts, earlier) for earlier in STEPS[:index])

    def next(self, facts: WizardFacts) -> bool:
        """Go one step on; False (and no move) when it has problems or is the last one."""
        index = STEPS.index(self._step)
        if self._submitting or index + 1 == len(STEPS) or self.problems(facts):
            return False
        self._step = STEPS[index + 1]
        return True

    def previous(self) -> bool:
        """Go one step back; False on the first."""
        index = STEPS.index(self._step)
        if self._submitting or index == 0:
            return False
        self._step = STEPS[index - 1]
        return True

    def go(self, step: Step, facts: WizardFacts) -> bool:
        """Jump to a step where that is allowed."""
        if not self.can_open(step, facts):
            return False
        self._step = step
        return True

    def begin_submit(self, facts: WizardFacts) -> tuple[Problem, ...]:
        """Begin where nothing is missing; else what is. Nothing happens while one is under way."""
        if self._submitting:
            return (Problem("already_submitting", "This batch is being submitted."),)
        problems = self.problems(facts, Step.REVIEW)
        self._submitting = not problems
        return problems

    def end_submit(self, *, done: bool) -> bool:
        """Back to the first step for the next batch, or stay where it failed. False where none was begun."""
        if not self._submitting:
            return False
        self._submitting = False
        if done:
            self._step = Step.FILES
        return True


def _files_problems(facts: WizardFacts) -> tuple[Problem, ...]:
    if not facts.rules.allows_batches:
        return (Problem("upgrade_required", "Your plan has no batches. Upgrade it, or use this computer."),)
    if facts.valid:
        return ()
    if facts.checking:
        return _checking_problems(facts)
    if not facts.files:
        return (Problem("no_files", "Add at least one file."),)
    return (Problem("no_valid_files", "No valid file yet. Each row says why; add another one."),)


def _checking_problems(facts: WizardFacts) -> tuple[Problem, ...]:
    """Reading goes on while the prompt is written; only Submit waits for it."""
    if not facts.checking:
        return ()
    message = f"{_count(facts.checking, 'file is', 'files are')} still being checked."
    return (Problem("checking", message, count=facts.checking),)


def _prompt_problems(facts: WizardFacts) -> tuple[Problem, ...]:
    match facts.strategy:
        case PromptStrategy.AUTO:
            return ()
        case PromptStrategy.GLOBAL:
            if facts.prompt.strip():
                return ()
            return (Problem("prompt_missing", "Say what to extract."),)
        case PromptStrategy.PER_DOCUMENT:
            if not facts.empty_prompts:
                return ()
            ids = tuple(file_id for file_id, _name in facts.empty_prompts)
            names = tuple(name for _id, name in facts.empty_prompts[:2])
            more = len(ids) - 1
            others = f" and {_count(more, 'other file', 'other files')}" if more else ""
            message = f"Say what to extract from {names[0]}{others}."
            return (Problem("prompts_missing", message, ids, names, len(ids)),)


def _quota_problems(facts: WizardFacts) -> tuple[Problem, ...]:
    left, needed = facts.rules.pages_left, facts.pages
    if left is None or needed <= left:
        return ()
    return (
        Problem(
            "quota_exceeded",
            f"This batch has {_count(needed, 'page', 'pages')} and "
            f"{_count(max(0, left), 'page is', 'pages are')} left this month. "
            "Remove some files, upgrade your plan, or use this computer.",
            count=needed - max(0, left),
        ),
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
