# Needs Python 3.11 or newer and make. Everything else is installed into .venv and web/node_modules.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9
# Node and npm come from a Python wheel; first on the path, so that npm's scripts find that node too.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
# The machine's own certificates, as pip uses them: a company's proxy is trusted by both or by neither.
export UV_SYSTEM_CERTS := true

WEB_SOURCES := $(shell find web -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*' -not -path 'web/fonts/*' -not -path 'web/templates/*' 2>/dev/null)

# What is run on the stock transport as well; every other test can be: ASTARS_TRANSPORT=stock .venv/bin/python -m pytest
ON_BOTH_TRANSPORTS := $(addprefix tests/attacks/,test_socket_door.py test_polling_door.py) \
	$(addprefix tests/flows/,test_hub.py test_changes.py test_support_queue.py test_javascript_client.py)

.DEFAULT_GOAL := help
.PHONY: help run setup web test check fmt contracts bench day lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

run: setup web ## install what is needed and start everything as a demo; Ctrl-C stops it
	@ASTARS_DEMO=$${ASTARS_DEMO:-true} exec $(BIN)/astars run

setup: .make/python .make/node ## install the environment: .venv and web/node_modules

web: .make/web ## build the front end into web/dist

test: setup web .make/chromium check ## everything that is checked before a change is accepted
	cd web && npm test
	@# Faults take their time and little of the machine: the tests that measure nothing run beside them.
	@$(BIN)/python -m pytest tests/faults >.make/faults.log 2>&1 & faults=$$!; trap "kill $$faults 2>/dev/null" EXIT; \
	$(BIN)/python -m pytest $(addprefix --ignore=tests/,attacks browser faults); rest=$$?; \
	wait $$faults || rest=1; cat .make/faults.log; exit $$rest
	$(BIN)/python -m pytest tests/attacks tests/browser
	ASTARS_TRANSPORT=stock $(BIN)/python -m pytest $(ON_BOTH_TRANSPORTS)

check: setup ## the part of the tests that runs nothing: style, types, the law of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd web && npm run check

fmt: setup ## format everything
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd web && npm run fmt

contracts: setup ## write the front end's types from the server's contracts
	$(BIN)/astars contracts

bench: setup ## measure beside the peers, 15 minutes; see loadtests/README.md
	$(BIN)/python -m loadtests.bench

day: setup ## a realistic day: locust users in the embedded product for a minute
	$(BIN)/python -m loadtests.day

lock: .make/python ## choose versions anew: requirements.lock and web/package-lock.json
	$(UV) pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock
	cd web && npm update --no-fund --no-audit

clean: ## remove what was installed and built; data in var/ stays
	rm -rf .make $(VENV) web/node_modules web/dist web/fonts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.make/python: requirements.lock pyproject.toml
	@mkdir -p .make
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Astars needs Python 3.11 or newer; PYTHON=… names another one.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes --requirements requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

# Not `npm ci`: it insists on every platform's optional packages being in the lock. Versions and hashes are the lock's all the same.
.make/node: .make/python web/package.json web/package-lock.json web/.npmrc
	cd web && npm install --no-save --silent --no-progress
	@touch $@

.make/web: .make/node $(WEB_SOURCES)
	cd web && npm run build --silent
	@touch $@

.make/chromium: .make/python
	@$(PYTHON) .ci/chromium.py
	@touch $@
