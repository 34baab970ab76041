# make demo   build the graph of Chapter 32, prove it sound, print what it says, write the explorer
# make serve  the same in a browser: questions, maps, places, an editor, a SPARQL endpoint
# make test   all tests        make lint   style and types
# make graph  make every committed, generated file again        make pictures   the picture of the README
# make bench  timings, side by side with a named peer        make soak   long runs
# make conformance   the W3C suites of SPARQL, where ../shared has them
# Each target makes .venv when it is missing; nothing but Python 3.11 or newer and make is needed.

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE :=  # what was compiled is kept: the tests start some hundred processes of ours

# One worker more for each two processors: many tests wait for a process, a browser or a limit.
WORKERS := $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 2) * 3 // 2)')

.PHONY: demo serve test lint graph pictures bench soak conformance clean
.DEFAULT_GOAL := demo

.venv/demo.done: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[views,web]'
	@touch $@

.venv/dev.done: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev,reason,views,fast,dask,llm,mcp,web]'
	@touch $@ .venv/demo.done

demo: .venv/demo.done
	$(BIN)/plangraph demo

serve: .venv/demo.done
	$(BIN)/plangraph serve

test: .venv/dev.done
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

lint: .venv/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

graph: .venv/dev.done
	$(BIN)/python -m plangraph.generate

pictures: .venv/dev.done
	$(BIN)/python -m tests.pictures

.venv/soak.done: .venv/dev.done
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev,reason,views,fast,dask,llm,mcp,web,soak]'
	@touch $@

.venv-bench/done: pyproject.toml constraints.txt
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --constraint constraints.txt --editable '.[dev,views,fast,web,bench]'
	@touch $@

bench: .venv-bench/done
	.venv-bench/bin/python -m tests.bench

soak: .venv/soak.done
	$(BIN)/python -m pytest -n 0 -m soak tests

conformance: .venv/dev.done
	$(BIN)/python -m tests.conformance

clean:
	rm -rf .venv .venv-bench out dist
