# Each target makes what it needs. PYTHON picks the interpreter (3.11 or later) for the environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup run test check format benchmark clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup: $(READY)  ## make .venv and install the package with everything it needs

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)

run: setup  ## serve the chat over the bundled report
	$(BIN)/reports serve

test: setup  ## run the tests
	$(BIN)/python -m pytest

check: setup  ## lint, format, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup  ## put the code into the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmark: setup  ## accuracy and speed against a tutorial RAG, in one run
	$(BIN)/python -m tests.benchmarks

clean:  ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build *.egg-info
