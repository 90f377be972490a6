# Everything a person or CI runs. `make` alone lists the recipes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
TASK ?= reading
SPLIT ?=
DATA ?=
SIZE ?= small

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lint types imports docs evaluate gate calibrate agreement corpus-view corpus-check \
	bench train clean

help: ## list the recipes
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 20

$(STAMP): pyproject.toml constraints.txt
	@echo "Setting up Dateline in $(VENV); this is done once."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt \
		--editable . -r requirements-check.txt
	@touch $@

setup: $(STAMP) ## set everything up in a virtual environment, and nothing else

demo: $(STAMP) ## read the bundled sample and show its incidents, then one incident's full trace
	@$(BIN)/python -m sample.demo

test: $(STAMP) ## run all tests
	@$(BIN)/python -m pytest

check: format lint types imports docs test ## format, lint, types, import contract, docs, tests

format: $(STAMP)
	@$(BIN)/ruff format --check .

lint: $(STAMP)
	@$(BIN)/ruff check .

types: $(STAMP)
	@$(BIN)/mypy

imports: $(STAMP)
	@$(BIN)/lint-imports

docs: $(STAMP) ## check that the reference pages say what the code does
	@$(BIN)/python -m docs.reference.generate --check

evaluate: $(STAMP) ## measure one task: TASK=own|muc4|polnear|… (docs/guides/measure.md) DATA=DIR
	@$(BIN)/python -m quality.evaluate $(TASK) $(if $(SPLIT),--split $(SPLIT)) $(if $(DATA),--data "$(DATA)")

gate: $(STAMP) ## measure again what has a floor (quality/floors.toml), and refuse what fell
	@$(BIN)/python -m quality.gate

calibrate: $(STAMP) ## how far scores mean what they say, on the frozen test, with the picture of it
	@$(BIN)/python -m quality.calibrate --split test --draw

agreement: $(STAMP) ## how far those who annotated the same reports agree, layer by layer
	@$(BIN)/python -m quality.agreement

corpus-view: $(STAMP) ## write a page that shows any report of the corpus in colour, and open it
	@$(BIN)/python -m training.corpus.view

corpus-check: $(STAMP) ## say what is illegal in the corpus, and what looks forgotten
	@$(BIN)/python -m training.corpus.check

bench: $(STAMP) ## time reading and extraction against the bare encoder and spaCy, one core
	@test -f .venv-bench/.ready || ($(PYTHON) -m venv .venv-bench && .venv-bench/bin/python -m pip \
		install --quiet --disable-pip-version-check -c constraints.txt -r requirements-bench.txt \
		--editable . && touch .venv-bench/.ready)
	@.venv-bench/bin/python -m bench.measure

train: ## train a reader again and export it: SIZE=small|base DATA=DIR (an hour and more; goes on where it stopped)
	@test -f .venv-train/.ready || ($(PYTHON) -m venv .venv-train && .venv-train/bin/python -m pip \
		install --quiet --disable-pip-version-check -r requirements-train.txt --editable . \
		&& touch .venv-train/.ready)
	@test $(SIZE) != base || .venv-train/bin/python -m pip install --quiet --disable-pip-version-check \
		--no-deps -r requirements-train-base.txt
	@.venv-train/bin/python -m training.train --size $(SIZE) $(if $(DATA),--data "$(DATA)")
	@.venv-train/bin/python -m training.export --size $(SIZE)

clean: ## remove the virtual environments and caches
	@rm -rf $(VENV) .venv-train .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis
