# Each target makes what it needs. PYTHON picks the interpreter (3.11 or later) for the environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup run test check format benchmark vendor clean

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

# What others made: the chart drawers as their authors publish them, and the design system's styles, of which only the
# parts named in web/styles/govuk.scss are built. With the licences of all that is in them.
FETCHED := build/vendor/node_modules
WANTED := vega@6.4.0 vega-lite@6.5.0 vega-embed@7.3.0 govuk-frontend@6.6.0 sass@1.108.2
LICENSED := vega* d3-* delaunator fast-json-patch internmap json-stringify-pretty-compact robust-predicates semver \
	topojson-client tslib
SASS := $(FETCHED)/.bin/sass --no-source-map --style=compressed --load-path=$(FETCHED)/govuk-frontend/dist

vendor:  ## fetch the charts' and the design system's code again (needs npm and a network), and check it
	npm install --prefix build/vendor --ignore-scripts --no-audit --no-fund $(WANTED)
	for name in vega vega-lite vega-embed; do cp $(FETCHED)/$$name/build/$$name.min.js web/static/vendor/; done
	cd $(FETCHED) && tail -n +1 $(addsuffix /LICENSE*,$(LICENSED)) > $(CURDIR)/web/static/vendor/LICENCES.txt
	$(SASS) web/styles/govuk.scss web/static/vendor/govuk.css
	cd web/static/vendor && sha256sum --check SHA256SUMS

clean:  ## remove the environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build *.egg-info
