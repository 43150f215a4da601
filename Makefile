# Every target works on a fresh clone: it makes the environment it needs from the lock files.
ifeq ($(OS),Windows_NT)
  PYTHON ?= py -3
  BIN := .venv/Scripts
  PEERS := .venv-bench/Scripts
else
  PYTHON ?= $(shell command -v python3.11 || command -v python3)
  BIN := .venv/bin
  PEERS := .venv-bench/bin
endif
PY := $(BIN)/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
SOURCES := src tests tools benchmarks

.DEFAULT_GOAL := help
.PHONY: help demo test check format lint types coverage covered golden generated fresh seed-cases bench soak sizes lock clean

help:  ## list the targets
	@$(PYTHON) -c "import re; [print(f'{t:12} {d}') for t, d in re.findall(r'^([a-z-]+):.*?##\s*(.*)', open('Makefile', encoding='utf-8').read(), re.M)]"

$(PY):
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.lock pyproject.toml | $(PY)
	$(PIP) --require-hashes -r requirements/run.lock
	$(PIP) --no-deps --no-build-isolation -e .
	$(PY) -m compileall -q src
	@$(PY) -c "open('$@', 'w').close()"

.venv/dev.stamp: requirements/dev.lock .venv/run.stamp
	$(PIP) --require-hashes -r requirements/dev.lock
	@$(PY) -c "open('$@', 'w').close()"

.venv-bench/stamp: requirements/bench.lock
	$(PYTHON) -m venv .venv-bench
	$(PEERS)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock
	$(PEERS)/python -m compileall -q .venv-bench
	@$(PEERS)/python -c "open('$@', 'w').close()"

demo: .venv/run.stamp  ## run the sample month, from village workbooks to reconciled invoices, in demo/
	$(PY) tools/demo.py

test: .venv/dev.stamp  ## all tests, on all cores
	$(PY) -m pytest -n auto

check: .venv/dev.stamp format lint types test  ## format, lint, types, tests

format: .venv/dev.stamp  ## put the source in its form
	$(BIN)/ruff format -q $(SOURCES)

lint: .venv/dev.stamp  ## ruff, nothing changed
	$(BIN)/ruff format -q --check $(SOURCES)
	$(BIN)/ruff check -q $(SOURCES)

types: .venv/dev.stamp  ## mypy, strict
	$(BIN)/mypy

coverage: export PYTEST_ADDOPTS := --cov --cov-report=
coverage: test covered  ## all tests with the coverage of steps, rules, law and model, which is 95% or more

covered: .venv/dev.stamp  ## that coverage, as the tests run with PYTEST_ADDOPTS="--cov --cov-report=" have left it
	$(BIN)/coverage report --skip-covered --fail-under=95

golden: .venv/dev.stamp  ## renew the golden files; read the diff
	$(PY) -m pytest tests --golden

generated: .venv/dev.stamp  ## make the sample data, docs/FINDINGS.md and the tariff cases again (regions: tools/make_regions.py CSV)
	$(PY) tools/make_sample.py
	$(PY) tools/fit_likeness.py
	$(PY) tools/make_findings_doc.py
	$(PY) tools/make_tariff_cases.py

fresh: .venv/dev.stamp  ## check that everything a script makes is as the script makes it now
	$(PY) tools/make_regions.py --check
	$(PY) tools/make_sample.py --check
	$(PY) tools/fit_likeness.py --check
	$(PY) tools/make_findings_doc.py --check
	$(PY) tools/make_tariff_cases.py --check

seed-cases: .venv/dev.stamp  ## every programme at full size, with its totals asserted (in work/)
	$(PY) tools/seed_cases.py

bench: .venv/dev.stamp .venv-bench/stamp  ## speed, as ratios to a named peer in the same run
	$(PY) -m compileall -q src
	$(PY) benchmarks/bench.py
	$(PY) benchmarks/papers.py
	$(PY) benchmarks/resemblance.py
	$(PY) benchmarks/resemblance.py --splink

soak: .venv/dev.stamp  ## thousands of rosters damaged at random: none may crash, none may lose a worker without a word
	$(PY) tools/soak.py

sizes: .venv/dev.stamp  ## the longest functions and modules
	$(PY) tools/sizes.py

lock: .venv/dev.stamp  ## resolve the lock files again
	$(PY) -m pip install --quiet uv
	$(PY) -m uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url --group build pyproject.toml -o requirements/run.lock
	$(PY) -m uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url --group dev -c requirements/run.lock pyproject.toml -o requirements/dev.lock
	$(PY) -m uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-emit-index-url -c requirements/run.lock --group pyproject.toml:bench -o requirements/bench.lock

clean:  ## remove the environment and everything made
	$(PYTHON) -c "import shutil; [shutil.rmtree(d, ignore_errors=True) for d in ('.venv', '.venv-bench', 'demo', 'work', '.mypy_cache', '.ruff_cache', '.pytest_cache')]"
