# make run serves the application; make test checks everything; make test-fast runs the tests of the pure rooms.
# Each sets up what it needs first.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT
export ALLOWED_HOSTS ?= localhost,127.0.0.1,[::1],$(HOST)
BIN := .venv/bin

.PHONY: run test test-fast lint bench setup lock

run: setup
	PATH="$(CURDIR)/$(BIN):$$PATH" exec config/serve.sh

test: lint
	$(BIN)/python -m tests.suite

test-fast: .venv/dev
	$(BIN)/python -m tests.suite --fast

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/djade --check --target-version 5.2 $$(find templates -name '*.html')
	$(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$(head -c 60 /dev/urandom | base64 -w0) ALLOWED_HOSTS=example.org HTTPS=true \
		$(BIN)/python -W error manage.py check --deploy --fail-level WARNING

bench: .venv/dev
	$(BIN)/python -m benchmarks

setup: .venv/run

# The lock files are complete, so dependencies are not resolved: pip would take the newest coverage[toml] over the pin.
.venv/run: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.txt
	touch $@

.venv/dev: requirements-dev.txt .venv/run
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-dev.txt
	touch $@

# Write the lock files from pyproject.toml.
lock: .venv/dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --no-header --group dev pyproject.toml -o requirements-dev.txt
