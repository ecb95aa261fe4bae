# Two commands do everything: make run, make test. Each sets up whatever is missing first.
.DEFAULT_GOAL := help
.PHONY: help setup run test whole office chaos lint format check bench bench-extraction train screens guide texts lock

export LANG := C.UTF-8
BIN := .venv/bin
WHOLE := tests/whole tests/chaos $(patsubst %,tests/cloud/test_%.py,fuzz model_lane serve survival uploads_clients)
HAS_DISPLAY := $(if $(filter Darwin,$(shell uname -s)),yes,$(DISPLAY)$(WAYLAND_DISPLAY))

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile

setup:  ## make .venv and install what the system lacks
	@sh packaging/setup.sh

run: setup  ## open the window; with no display, read the samples in the terminal
ifeq ($(HAS_DISPLAY),)
	@echo "No display here: reading resources/samples in the terminal instead of opening the window."
	@$(BIN)/ingestio extract resources/samples --auto --table --out samples.xlsx
	@echo "The spreadsheet is samples.xlsx"
else
	@$(BIN)/ingestio
endif

test: setup  ## run the tests, offscreen
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(WHOLE:%=--ignore=%) --ignore=tests/office $(ARGS)

whole: setup  ## whole programs from end to end, killed between any two steps; some minutes
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 --dist loadfile $(WHOLE) $(ARGS)

office: setup  ## read exports with LibreOffice, which is installed where it lacks
	@sh packaging/office.sh
	@$(BIN)/python -m pytest tests/office $(ARGS)

chaos: setup  ## kill, suspend, upgrade and restart everything for minutes; DOCUMENTS=5000 for longer
	@DOCUMENTS=$(DOCUMENTS) SEED=$(SEED) $(BIN)/python -m pytest tests/chaos -m "chaos or not slow"

lint: setup  ## format, lint, types, import rules, generated files
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python packaging/generate.py --check

format: setup  ## format the code and renew the generated files
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/python packaging/generate.py

check: lint test  ## lint and test

bench: setup  ## run every benchmark and print its table
	@for benchmark in benchmarks/[a-z]*.py; do \
		echo "== $$benchmark"; QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.$$(basename $$benchmark .py) || exit 1; done

bench-extraction: setup  ## how well, how surely and how fast documents are read
	@$(BIN)/python -m benchmarks.extraction $(ARGS)

train: setup  ## make the weights of the local engine anew (needs ../shared/data)
	@$(BIN)/python -m training $(ARGS)

screens: setup  ## save a picture of every screen into build/screens
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screens build/screens
	@echo "The pictures are in build/screens"

guide: setup  ## renew the pictures of docs/guide.md
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.screens.guide

texts: setup  ## renew what the window says in each language; docs/translating.md
	@$(BIN)/python packaging/translations.py

lock:  ## renew the lock files (needs uv)
	@uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml -o requirements.lock
	@uv pip compile --quiet --universal --generate-hashes --no-header pyproject.toml --group dev -o requirements-dev.lock
