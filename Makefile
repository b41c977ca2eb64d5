# One door for everything. `make help` lists the targets.
# Set-up is .venv, made from the hash-pinned locks in requirements/; a second run does no work.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# Some build machines have no HOME; tools that cache want one.
ifeq ($(strip $(HOME)),)
export HOME := $(CURDIR)/.venv
endif
export OMP_NUM_THREADS := 1
export UV_NO_CONFIG := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PYTHON ?= python3
BIN := .venv/bin
# Tests that ask a whole server; the others name their engines themselves.
ON_BOTH := $(addprefix tests/web/,api channels connectors feeds jobs notices people webhooks worker) \
	tests/desk tests/browser/test_long_stories.py
MUTMUT ?= $(BIN)/mutmut
VECTORS := $(realpath ../shared/vectors/clock.jsonl)

demo: .venv/.demo ## Set up, check an airline's playbook against 336,776 flights, write the report
	@$(BIN)/python examples/airline/demo.py

serve: .venv/.all ## Set up, make a year of an airline's promises, run a server on them (SERVE="--port 8001")
	@$(BIN)/python -m examples.airline.serve $(SERVE)

test: .venv/.all ## Set up and run every test; those of the server on SQLite, then on PostgreSQL
	@$(BIN)/python -m pytest -n auto --dist worksteal $(TESTS)
	@test -n "$(TESTS)" || TROTH_TEST_ENGINE=postgresql $(BIN)/python -m pytest -n auto --dist worksteal $(ON_BOTH)

fuzz: .venv/.all ## Ask 10,000 random calendars a million questions (FUZZ="--seed 7 --processes 4")
	@$(BIN)/python -m tests.clock.fuzz $(FUZZ)

mutants: .venv/.all ## Make one mistake after another in a copy of the clock: which do the tests not see?
	@test -x $(MUTMUT) || { echo "needs mutmut: $(BIN)/python -m pip install mutmut==3.8.1"; exit 2; }
	@rm -rf build/mutants && mkdir -p build/mutants
	@cp -r src tests docs pyproject.toml build/mutants
	@cp tests/clock/mutmut.cfg build/mutants/setup.cfg
	@cd build/mutants && TZ=Asia/Kathmandu TROTH_CLOCK_VECTORS=$(VECTORS) $(abspath $(MUTMUT)) run && $(abspath $(MUTMUT)) results

check: .venv/.all ## Lint, types, import contracts, dependencies, generated docs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/deptry src
	@$(BIN)/python docs/generate.py --check

bench: .venv/.all ## Measure speed and size, as ratios against peers; writes docs/benchmarks.md
	@$(BIN)/python -m bench

torture: .venv/.all ## Kill, cut the power, fill the disk, and count; writes docs/reliability.md (LAB="T1 --count 50")
	@$(BIN)/python -m lab run $(LAB)

scale: .venv/.all ## Fill a ledger with up to ten million entries and ask; writes docs/scale.md (an hour)
	@$(BIN)/python -m bench.ledger.scale $(SCALE)

evaluate: .venv/.all ## Judge the odds on real data; writes docs/evaluation.md
	@$(BIN)/python -m bench.evaluate

docs: .venv/.all ## Write the generated pages: checks, commands, the playbook's keys
	@$(BIN)/python docs/generate.py

screenshots: .venv/.all ## Take docs/screenshots anew, of the pages of the desk (needs Chromium)
	@$(BIN)/python -m tests.browser.screenshots

format: .venv/.all ## Let ruff put the code in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: ## Compile requirements/*.txt anew from pyproject.toml (needs uv)
	@$(UV_COMPILE) --upgrade --extra all --group test --group check --group bench -o requirements/all.txt
	@$(UV_COMPILE) --constraint requirements/all.txt --no-annotate --extra demo -o requirements/demo.txt

help: ## Say what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# --- set-up -----------------------------------------------------------------

UV_COMPILE := uv pip compile pyproject.toml requirements/build.in --python-version 3.11 --universal \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet

.PHONY: demo serve test fuzz mutants check bench torture scale evaluate docs screenshots format lock help

# Bytecode is compiled here, once, because it decides how fast `troth` starts.
define install
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "setting up .venv from $<"
	@if command -v uv >/dev/null; then \
		uv pip install --python $(BIN)/python --require-hashes --quiet -r $<; \
		uv pip install --python $(BIN)/python --no-deps --no-build-isolation --offline --quiet -e .; \
	else \
		$(BIN)/python -m pip install --require-hashes --quiet -r $<; \
		$(BIN)/python -m pip install --no-deps --no-build-isolation --no-index --quiet -e .; \
	fi
	@$(BIN)/python -m compileall -q -j 0 .venv/lib src >/dev/null || true
endef

.venv/.demo: requirements/demo.txt pyproject.toml
	$(install)
	@touch $@

.venv/.all: requirements/all.txt pyproject.toml
	$(install)
	@touch .venv/.demo $@
