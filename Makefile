# The loop of development. CI calls `make test` and nothing else.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
export CHROMIUM
# Where the demo runs that is looked at.
BASE_URL ?= http://127.0.0.1:8000
look screenshots: export BASE_URL := $(BASE_URL)

.PHONY: help run setup test check lint types contract openapi unit frontend e2e look screenshots bench contract-lint locks clean

help: ## What there is to make
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup ## Everything on http://127.0.0.1:8000, with the demo city (PORT and DATABASE_URL change that)
	@$(BIN)/anju run --demo

setup: ## Environment, packages, dashboard: Python's and the dashboard's side by side
	@$(MAKE) --no-print-directory -j2 $(VENV)/.installed frontend/dist/index.html

$(VENV)/.installed: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

tests/contract/tools/node_modules/.installed: tests/contract/tools/package-lock.json
	cd tests/contract/tools && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/dist/index.html: frontend/node_modules/.installed $(shell find frontend/src frontend/public frontend/index.html frontend/vite.config.ts -type f 2>/dev/null)
	cd frontend && npm run --silent build
	@touch $@

test: setup ## Every test there is: domain, persistence, API, contract, dashboard, browser
	@bash tests/run.sh

check: setup lint types contract ## What needs no database
lint: ## Format, rules, layers, sizes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
types: ## pyright, strict
	$(BIN)/pyright
contract: contract-lint ## openapi.yaml is the program's, and lints clean
	$(BIN)/anju openapi --check

contract-lint: tests/contract/tools/node_modules/.installed ## Spectral and Redocly over openapi.yaml
	@bash tests/contract/lint.sh

openapi: ## Write openapi.yaml and the dashboard's types
	$(BIN)/anju openapi
	cd frontend && npm run --silent api

unit: ## Python's tests only
	$(BIN)/python -m pytest

bench: setup ## The table of docs/bench.md, measured now
	$(BIN)/python -m bench

look: setup ## Every page by axe in every state, window and zoom (BASE_URL names a running demo)
	cd frontend && LOOK=1 npx playwright test --reporter=list

screenshots: setup ## docs/screens anew, from a running demo (BASE_URL)
	cd frontend && SCREENS=1 npx playwright test --reporter=list

locks: ## Compile the locks anew; they name no host
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 --extra dev --constraint requirements.txt pyproject.toml --output-file requirements-dev.txt

clean: ## Forget what was built; the data in .data stays
	rm -rf $(VENV) frontend/node_modules frontend/dist .cache
