# make demo   set up, measure the example articles, say where report, charts and tables are
# make test   set up, check style and types, run the tests
# Without make (on Windows, say): see "Install" in README.md.

PYTHON ?= python3
VENV   := .venv
READY  := $(VENV)/.ready

.PHONY: demo test

demo: $(READY)
	$(VENV)/bin/python -m framing demo --out framing-demo --force

test: $(READY)
	$(VENV)/bin/python -m ruff check
	$(VENV)/bin/python -m mypy
	$(VENV)/bin/python -m pytest -n auto --dist loadfile

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "framing needs Python 3.11 or later; name one with: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --upgrade pip
	$(VENV)/bin/python -m pip install --quiet --editable ".[syntax,dev]"
	touch $@
