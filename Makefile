# make test: lint, types, architecture, every test.   make demo: the worker at work on made-up mail.
# make mails: every letter in a browser.   make bench, make fuzz, make corpora: see README.md.

VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin

$(VENV)/.installed: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

# Letters in a browser, which is Debian's.
$(VENV)/.mails: requirements-mails.txt $(VENV)/.installed
	@test -x /usr/bin/chromium || { echo "Letters are looked at in Debian's chromium: apt-get install chromium"; exit 1; }
	$(BIN)/pip install --quiet --require-hashes -r requirements-mails.txt
	touch $@

# Each process of the tests would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: test demo bench fuzz corpora config lock readme screenshots mails
test: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 4 --dist loadfile --no-loadscope-reorder

demo: $(VENV)/.installed
	$(BIN)/python -m worker demo

bench: $(VENV)/.installed
	$(BIN)/python -m tests.bench

fuzz: $(VENV)/.installed
	$(BIN)/python -m tests.fuzz

# Scores the labelled mail; CORPORA=some/other/folder and DETAILS=1 are passed on.
corpora: $(VENV)/.installed
	CORPORA="$(CORPORA)" DETAILS="$(DETAILS)" $(BIN)/python -m tests.corpora

# Renews the comments of the shipped config files from what the model says of each key.
config: $(VENV)/.installed
	$(BIN)/python -m tests.config_comments

# Every letter in seven cases: WCAG 2.2 AA, 320 pixels, light and dark, what mail programs support (mail.md 5).
mails: $(VENV)/.mails
	$(BIN)/python -m tests.mail.looked_at

screenshots: $(VENV)/.mails
	$(BIN)/python -m tests.mail.screenshots

# README's tables of clauses, verbs and letters, made from the tables in the code.
readme: $(VENV)/.installed
	$(BIN)/python -m tests.readme

# Every dependency with its hashes and without any address.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --extra dev pyproject.toml -o requirements-dev.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  --constraint requirements-dev.txt .ci/mails.in -o requirements-mails.txt
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml -o requirements.txt
