# Every target does its own set-up; the only things needed beforehand are make and Python 3.11 or newer.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(if $(shell $(name) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(name))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test test-slow oracles reliability lint bench lock manual pictures clean

demo: .venv/run  ## the accountant's morning, from an empty folder to the flags
	$(BIN)/accounton demo

test: .venv/test  ## the fast tests, with the coverage that is held
	$(BIN)/pytest -n auto -m "not browser and not libreoffice and not slow" --cov --cov-report=term:skip-covered

test-slow: .venv/test  ## what needs LibreOffice, Chromium or minutes
	$(BIN)/pytest -m "browser or libreoffice or slow" --ignore=tests/stateful
	$(BIN)/pytest -n 2 tests/stateful

oracles: .venv/test  ## two million values of each rule against the libraries; prints how often each disagreement occurs
	ORACLE_VALUES=2000000 $(BIN)/pytest -n auto tests/oracles -k library

lint: .venv/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/test .venv-bench/done  ## speeds, as ratios to peers measured in the same run; about ten minutes
	$(BIN)/python -m benchmarks.run .venv-bench/bin/python

reliability: .venv/test  ## counts the crashes and failures that a send survives, for docs/reliability.md
	RELIABILITY=1 $(BIN)/pytest tests/faults tests/contract tests/stateful

manual: .venv/test  ## the rules' pages, from the rules and their specifications, and the platform's contract
	$(BIN)/python -m tests.spec.manual
	$(BIN)/python -m tests.contract.api_page

pictures: .venv/test  ## the README's pictures; needs LibreOffice and pdftoppm
	$(BIN)/python docs/pictures/render.py

# Extras stay in the lock: an older pip takes a newer release, which has no hash, for a name whose extra is not pinned.
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-header
lock: .venv/test  ## renew the locked versions
	$(PIP) install uv
	$(COMPILE) --extra build pyproject.toml --output-file requirements.lock
	$(COMPILE) --extra build --extra test pyproject.toml --constraint requirements.lock --output-file requirements-test.lock
	$(COMPILE) --extra build --extra bench pyproject.toml --constraint requirements.lock --output-file requirements-bench.lock

clean:
	rm -rf .venv .venv-bench

.venv/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it from python.org and try again."; exit 2; }
	$(PYTHON) -m venv .venv || { $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }
	@touch $@

.venv/run: .venv/python requirements.lock pyproject.toml
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: .venv/run requirements-test.lock
	$(PIP) install --require-hashes --requirement requirements-test.lock
	@touch $@

# The peers bring pandas, which makes `import xlwings` slow: they have an environment of their own.
.venv-bench/done: .venv/test requirements-bench.lock
	$(BIN)/python -m venv --without-pip .venv-bench
	$(PIP) --python .venv-bench/bin/python install --require-hashes --requirement requirements-bench.lock
	@touch $@
