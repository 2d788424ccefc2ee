# Two commands matter: `make demo` and `make test`. They need Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
UV := 0.13.9
BIN := .venv/bin
RUN := $(BIN)/python -m fractional.local
COMPILE := $(BIN)/uv pip compile -q --universal --generate-hashes -p 3.11 --no-header

# uv reads its own certificates otherwise, and people behind a proxy have theirs in the system's store.
export UV_SYSTEM_CERTS := 1
# An account without a home of its own still installs.
ifneq ($(shell test -w "$$HOME" && echo yes),yes)
export UV_NO_CACHE := 1
endif

.PHONY: help setup demo demo-reset test api bench bench-product faults reads silence inputs check messages lock
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

setup: .venv/runtime ## virtual environment, pinned packages, style sheet, fonts, catalogues
	@$(RUN) assets

demo: setup ## the product with an invented France, on http://localhost:8000/demo (PORT=… for another port)
	@$(RUN) demo

demo-reset: setup ## erase what the demo holds; the next `make demo` starts over
	@$(RUN) demo-reset

test: setup .venv/dev ## every test, in a real browser, on real servers
	@$(RUN) browser > /dev/null
	$(RUN) exec $(BIN)/python -m pytest -q -n 2 --dist loadfile --ignore tests/journeys
	@# The whole product runs beside these: after the others, so that nobody waits for a busy machine.
	$(RUN) exec $(BIN)/python -m pytest -q -n 2 --dist loadfile tests/journeys

EXAMPLES ?= 30
api: setup .venv/dev ## the API asked what its description allows, and what it does not, EXAMPLES of each operation
	$(RUN) exec $(BIN)/python -m tests.api.fuzz --examples $(EXAMPLES)

SIZES ?= 10000 100000 1000000
bench: setup .venv/dev ## matching beside other engines, over SIZES CTOs (SIZES=100000 for a quick one)
	@for size in $(SIZES); do $(RUN) exec $(BIN)/python -m bench.matching $$size || exit 1; done

CTOS ?= 5000
CROWD ?= 100000
bench-product: setup .venv/dev ## boards and pages over CTOS; sliders and the batch of a night over a CROWD
	$(RUN) exec $(BIN)/python -m bench.board $(CTOS)
	$(RUN) exec $(BIN)/python -m bench.pages $(CTOS)
	$(RUN) exec $(BIN)/python -m bench.sliders $(CROWD)
	$(RUN) exec $(BIN)/python -m bench.batch $(CROWD)

faults: setup .venv/dev ## the product broken on purpose while people use it; about twenty minutes
	$(BIN)/python -m tests.faults

PROPOSALS ?= 1000
silence: setup .venv/dev ## four months in which people answer at random or never, over PROPOSALS proposals
	$(RUN) exec $(BIN)/python -m tests.trust.silence --proposals $(PROPOSALS)

READS ?= 10000
MINUTES ?= 10
reads: setup .venv/dev ## READS of the pool over MINUTES while everybody in it is edited
	POOL_READS=$(READS) POOL_MINUTES=$(MINUTES) $(RUN) exec $(BIN)/python -m pytest -q -o timeout=0 tests/matching/pool/test_reads.py

inputs: setup .venv/dev ## ten thousand bad inputs to pages and forms, and two thousand to the API
	INPUTS_FOLD=6 $(RUN) exec $(BIN)/python -m pytest -q -p no:randomly tests/trust/test_inputs.py
	$(RUN) exec $(BIN)/python -m tests.api.fuzz --examples 40

check: setup .venv/dev ## what machines can see without running the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@git ls-files 'templates/*.html' | xargs -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema -q --builtin-schema vendor.compose-spec docker-compose.yml
	$(RUN) exec sh -ec 'mypy; python -m fractional.local.checks'

messages: setup ## bring the English catalogue up to the French of pages and mails
	@$(RUN) messages
	@$(RUN) assets

lock: .venv/dev ## compile requirements*.in into hashed requirements*.txt
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt

.venv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV)

.venv/runtime: requirements.txt | .venv/bin/uv
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt | .venv/runtime
	$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@
