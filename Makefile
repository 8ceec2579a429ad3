# Every target makes .venv and installs by itself. Another Python: make PYTHON=/path/to/python3.12 test
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
ROOMS := $(sort $(patsubst %/py.typed,%,$(wildcard */py.typed)))
DB := build/referater.db

.PHONY: run serve test alpha lint types bench bench-scale trials evaluate docs clean

# bash prints each command before it runs it, so that it can be copied
run: $(VENV)/.installed
	@PATH="$(CURDIR)/$(BIN):$$PATH"; PS4=$$'\n$$ '; exec 2>&1; set -ex; \
	referat ingest corpus/referater --db $(DB); \
	referat status --db $(DB); \
	referat search plejehjem --db $(DB); \
	referat search budgetopfølgning --udfald blandet --db $(DB); \
	sqlite-utils query $(DB) --table "$(VOTES)"; \
	sqlite-utils query $(DB) --table "$(AWAY)"

VOTES = select dato, udvalg, substr(v.titel, 1, 60) as titel, for_antal, imod_antal, undlod_antal, v.udfald \
	from afstemninger join punkter_vis v using (punkt_id) where imod_antal > 0 order by dato
AWAY = select dato, udvalg, navn_som_skrevet as navn, aarsag, omfang, stedfortraeder, count(*) as punkter \
	from fravaer_vis group by moede_id, navn, aarsag, omfang order by dato, navn

PORT ?= 8001
serve: $(VENV)/.web $(DB)
	$(BIN)/referat serve $(DB) --port $(PORT)

# under another name until it is whole; what came of a reading that was stopped is read on
$(DB): | $(VENV)/.web
	$(BIN)/referat ingest corpus/referater --db $@.ny
	@test ! -e $@.ny.kilder || { rm -rf $@.kilder; mv $@.ny.kilder $@.kilder; }
	@mv $@.ny $@

test: $(VENV)/.developer
	$(BIN)/pytest -n 2

# the site's tests on the newest Datasette there is, alphas too, in an environment of its own
alpha:
	@test -x build/alpha/bin/python || $(PYTHON) -m venv build/alpha
	build/alpha/bin/pip install --quiet --disable-pip-version-check --editable '.[web,data,corpus]' hypothesis openpyxl pytest
	build/alpha/bin/pip install --quiet --disable-pip-version-check --upgrade --pre datasette
	build/alpha/bin/pytest $(filter-out tests/test_web_browser.py,$(wildcard tests/test_web*.py))

lint: $(VENV)/.developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.developer .types
	$(BIN)/mypy $(ROOMS:%=-p referat.%)

bench: $(VENV)/.developer
	@$(BIN)/python tests/bench.py
	@$(BIN)/python tests/bench_soeg.py

# documents a second, memory and disk, through --jobs and a local cluster: writes the figures of docs/skala.md
bench-scale: $(VENV)/.developer
	@$(BIN)/python tests/skala.py

# kills, full disks, several writers, a busy machine: long; the tests have a short form
trials: $(VENV)/.developer
	@mkdir -p build
	@$(BIN)/python tests/afproev.py

evaluate: $(VENV)/.developer
	@$(BIN)/python tests/evaluate.py

docs: $(VENV)/.developer
	$(BIN)/pybabel --quiet compile --directory cli/locale --locale da
	$(BIN)/python docs/generate.py

clean:
	rm -rf build dist .types *.egg-info .*_cache .hypothesis
	find $(ROOMS) tests docs -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found: install it, or say make PYTHON=/path/to/it" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@mkdir -p build && touch $@

$(VENV)/.web: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[web]'
	@mkdir -p build && touch $@ $(VENV)/.installed

$(VENV)/.developer: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@mkdir -p build && touch $@ $(VENV)/.installed $(VENV)/.web

# mypy and editors see the rooms as referat.<room> through these links
.types: $(ROOMS)
	@mkdir -p $@/referat
	@for room in $(ROOMS); do ln -sfn ../../$$room $@/referat/$$room; done
	@touch $@
