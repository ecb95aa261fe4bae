"""Real prompts in eight languages and the whole plans that they compile to."""

import pytest

from ingestio_core.fieldplan.compiler import compile_prompt
from tests.support.prompts import FOLDER, Prompt, differences, prompts

KNOWN = prompts(FOLDER / "known.json")


@pytest.mark.parametrize("asked", KNOWN, ids=[each.id for each in KNOWN])
def test_a_prompt_compiles_to_its_plan(asked: Prompt) -> None:
    assert differences(asked, compile_prompt(asked.prompt)) == []
