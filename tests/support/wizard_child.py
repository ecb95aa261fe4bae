"""Composes and submits a batch again and again, to be killed: `python -m tests.support.wizard_child FOLDER`.

Reads paths of data folders on standard input, one a line, and forks a child for each that composes there;
says the child's id on standard output. A child tells what it did, line by line, in the file `said`: each line
is written after what it names was on the disk.
"""

import gc
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from ingestio_core.lifecycle import PromptStrategy
from ingestio_desktop.flows.compose import ComposeFlow
from ingestio_desktop.flows.draft import DraftChange, DraftView
from ingestio_desktop.flows.plans import compile_text
from ingestio_desktop.flows.submit import SubmitFlow
from ingestio_desktop.flows.wizard import Step
from ingestio_desktop.store.database import Store
from ingestio_desktop.workers.cpu_process import CpuProcess

PROMPTS = ("total", "total, IBAN", "total, IBAN and the invoice number")


class Composing:
    """A person at work: what was done, and that it was written since."""

    def __init__(self, data: Path) -> None:
        self._said = (data / "said").open("w", encoding="utf-8", buffering=1)
        self._changed = threading.Condition()
        self.store = Store(data / "store.sqlite")
        self.store.open()
        self.cpu = CpuProcess()
        self.cpu.start()
        self.flow = ComposeFlow(self.store, self.cpu)
        self.flow.changed.subscribe(self._hear)
        self.flow.start()
        self.flow.open().result()

    def say(self, words: str) -> None:
        self._said.write(f"{words}\n")

    def wait(self, condition: Callable[[DraftView], bool]) -> None:
        """Until the draft says so and is written."""
        with self._changed:
            self._changed.wait_for(lambda: condition(self.flow.view()))
        # Its thread has given it to the writer by then, and the writer takes one after the other.
        self.flow.files().result()
        self.store.write(lambda _unit: None).result()

    def _hear(self, _change: DraftChange) -> None:
        with self._changed:
            self._changed.notify_all()


def compose(data: Path, dropped: Path) -> None:
    """From an empty draft to a submitted batch."""
    work = Composing(data)
    flow = work.flow
    work.say("open")
    flow.add_paths([dropped])
    flow.set_name("Killed")
    work.wait(lambda view: view.name == "Killed")
    work.say("dropped")
    for prompt in PROMPTS:
        _type(work, prompt)
    work.wait(lambda view: not view.listing and view.totals.files > 0)
    work.say("listed")
    flow.next()
    work.wait(lambda view: view.step is Step.PROMPTS)
    flow.next()
    work.wait(lambda view: view.step is Step.REVIEW)
    work.say("submitting")
    SubmitFlow(work.store, flow).submit(flow.view().id).result()
    work.say("submitted")
    # What comes after it must not bring the draft back.
    flow.set_strategy(PromptStrategy.AUTO)
    threading.Event().wait()


def _type(work: Composing, prompt: str) -> None:
    work.flow.set_prompt(prompt)
    work.wait(lambda view: view.prompt == prompt)
    work.say(f"prompt {prompt}")


def main() -> None:
    """Everything is imported before the first child, so that a child is at work at once."""
    dropped = Path(sys.argv[1])
    compile_text("total")
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            compose(Path(line.strip()), dropped)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
