# resumekit: what people and CI run. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
TODAY ?= 2026-11-24
OUT ?= out
MAYA := examples/maya-ortiz/maya-ortiz.yaml
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help setup demo test fmt evidence docs benchmark clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

setup: .venv/.ready ## make the virtual environment, and install Pango where it is missing

demo: .venv/.ready ## check and render examples/maya-ortiz into out/
	$(BIN)/resumekit validate $(MAYA) --today $(TODAY)
	$(BIN)/resumekit check $(MAYA) --today $(TODAY)
	$(BIN)/resumekit render $(MAYA) --all -f pdf -f html -f md -f txt -o $(OUT) --today $(TODAY)
	$(BIN)/resumekit portfolio $(MAYA) -f pdf -f html -o $(OUT) --today $(TODAY)
	@echo; echo "Resumes and portfolio are in $(OUT)/; open $(OUT)/maya-ortiz.pdf first, then $(OUT)/maya-ortiz-portfolio.pdf."

test: .venv/.tested ## format, lint, types, layers, tests: the same as .ci/run
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n 2

fmt: .venv/.tested ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

evidence: .venv/.tested ## make the examples' evidence files anew
	$(BIN)/python examples/make_evidence.py

docs: .venv/.tested ## write docs/profile.md and the README's picture anew
	$(BIN)/python docs/make.py

benchmark: .venv/.tested ## measure against the targets; RENDERCV=path/to/rendercv to compare
	$(BIN)/python tests/benchmarks/run.py

clean: ## remove everything that make made
	rm -rf .venv $(OUT) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: a step runs again when what it depends on changes.
.venv/bin/python:
	.ci/setup venv

.venv/.ready: pyproject.toml .ci/setup | .venv/bin/python
	$(PIP) 'hatchling>=1.27' editables
	$(PIP) --no-build-isolation --editable .
	$(BIN)/python -m compileall -q resumekit
	.ci/setup pango
	@touch $@

.venv/.tested: .venv/.ready
	$(PIP) --no-build-isolation --editable '.[test]'
	.ci/setup browser
	@touch $@
