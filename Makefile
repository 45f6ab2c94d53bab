# The two commands: `make run` and `make test`. Both set everything up by themselves.
.PHONY: run test check fix bench score lock help
BIN = .venv/bin
export PYTHONDONTWRITEBYTECODE ?=

run:  ## set up, then serve on 127.0.0.1:8000 (PORT overrides)
	@scripts/setup run
	@exec $(BIN)/python -m laoyou.config.run

test:  ## set up, then pass everything, browser journeys included
	@scripts/setup test
	@scripts/browser
	@$(BIN)/python -m laoyou.config.run --test scripts/test all

check:  ## the fast part: format, lint, types, import layers, unit tests
	@scripts/setup test
	@$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q . && $(BIN)/mypy && $(BIN)/lint-imports --no-logo
	@$(BIN)/python -m laoyou.config.run --test scripts/test unit

fix:  ## format, and mend what the linter can
	@scripts/setup test
	@$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q .

bench:  ## speed, one JSON line a figure
	@scripts/setup test
	@for b in $(filter-out benchmarks/__init__.py benchmarks/county.py benchmarks/explaining.py,$(sort $(wildcard benchmarks/*.py))); do $(BIN)/python -m laoyou.config.run --test $(BIN)/python $$b || exit 1; done

score:  ## how well the reader reads the reference documents, where they lie in ../shared
	@scripts/setup test
	@$(BIN)/python -m tests.conformance.reading.scorer

lock:  ## renew the hashed locks; releases at least seven days old
	@scripts/setup test
	@for f in requirements requirements-dev; do uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --exclude-newer "$$(date -d '7 days ago' +%F)" $$f.in -o $$f.txt; done

help:
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'
