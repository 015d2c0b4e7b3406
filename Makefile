# From a fresh clone: `make site` builds the sample study, `make test` runs every test.
# Both make their own virtual environment first; nothing else has to be installed by hand.

VENV := .venv
BIN := $(VENV)/bin
CONSTRAINTS := requirements/constraints.txt
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11, 5))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && { echo $$python; break; }; done)

TESTS ?= -n auto -q
SIZES ?= 100 1000 10000

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site serve check test lint lowest mutants sbom benchmark constraints clean

site: $(VENV)/.installed ## build the sample study into build/site
	@$(BIN)/counterpoint build

serve: $(VENV)/.installed ## build it again whenever a file is saved, and show it
	@$(BIN)/counterpoint serve

check: $(VENV)/.installed ## say what is wrong with research/ and docs/
	@$(BIN)/counterpoint check

test: $(VENV)/.developing ## run every test
	@$(BIN)/python -m pytest $(TESTS)

lint: $(VENV)/.developing ## what must be clean before a commit
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

lowest: $(VENV)/.made ## build and test with the lowest versions that are allowed
	@PYTHON=$(BIN)/python .ci/lowest

mutants: $(VENV)/.made ## change every line that counts, and see whether a test notices
	@PYTHON=$(BIN)/python .ci/mutants

sbom: $(VENV)/.developing ## list what a release is made of: build/counterpoint.cdx.json
	@rm -rf build/release && mkdir -p build && $(BIN)/python -m venv build/release
	@build/release/bin/python -m pip install --quiet --constraint $(CONSTRAINTS) .
	@$(BIN)/cyclonedx-py environment build/release/bin/python --pyproject pyproject.toml \
		--output-reproducible --output-file build/counterpoint.cdx.json
	@rm -rf build/release
	@echo "Wrote build/counterpoint.cdx.json"

benchmark: $(VENV)/.developing ## measure builds, and write docs/performance.md; SIZES='100 1000' takes less long
	@$(BIN)/python -m benchmarks $(SIZES)

constraints: $(VENV)/.developing ## write down the versions installed here
	@{ head -n 1 $(CONSTRAINTS); $(BIN)/pip freeze --all | \
		grep -E '^[A-Za-z0-9_.-]+==' | grep -iv '^counterpoint='; } > $(CONSTRAINTS).new
	@mv $(CONSTRAINTS).new $(CONSTRAINTS)

clean: ## remove what was built, the environment included
	rm -rf build dist $(VENV)

$(VENV)/.installed: pyproject.toml $(CONSTRAINTS) $(VENV)/.made
	@echo "Installing counterpoint into $(VENV)"
	@$(BIN)/python -m pip install --quiet --constraint $(CONSTRAINTS) --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed
	@echo "Installing what the tests need into $(VENV)"
	@$(BIN)/python -m pip install --quiet --constraint $(CONSTRAINTS) --group dev
	@touch $@

$(VENV)/.made:
	@test -n "$(PYTHON)" || { \
		echo "Counterpoint needs Python 3.11.5 or newer; none was found."; \
		echo "Install one, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { \
		echo "Counterpoint needs Python 3.11.5 or newer; $(PYTHON) is older."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "The virtual environment could not be made; on Debian: apt-get install python3-venv"; \
		rm -rf $(VENV); exit 1; }
	@$(BIN)/python -m pip install --quiet --constraint $(CONSTRAINTS) --upgrade pip
	@touch $@
