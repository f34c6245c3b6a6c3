# The commands of this repository. Each prepares what it needs first; a second run starts at once.

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PYTHON_IN_VENV := $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help prepare run test check format bench constraints clean

help:
	@echo "make run      start the program (with no display: a demo log and pictures in demo-screens)"
	@echo "make test     every check and every test"
	@echo "make format   put the source in the house format"
	@echo "make bench    the measurements in tests/benchmarks"
	@echo "make clean    remove what the other commands made, the environment included"

prepare:
	@sh .ci/prepare

# Only Linux can have no display: elsewhere the window always opens.
run: prepare
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" != "Linux" ]; then \
		exec $(BIN)/rvuedge; \
	else \
		echo "No display: running offscreen on a demo log, pictures go to demo-screens."; \
		QT_QPA_PLATFORM=offscreen exec $(BIN)/rvuedge demo --screenshots demo-screens; \
	fi

# Cheap checks first. pytest is last so that its closing line is the last one printed.
test: prepare check
	@$(PYTHON_IN_VENV) -m pytest -n 2 -q

check: prepare
	@$(PYTHON_IN_VENV) -m ruff check .
	@$(PYTHON_IN_VENV) -m ruff format --check .
	@$(PYTHON_IN_VENV) -m mypy
	@$(BIN)/lint-imports

format: prepare
	@$(PYTHON_IN_VENV) -m ruff check --fix .
	@$(PYTHON_IN_VENV) -m ruff format .

# One process and no capture: a measurement beside another one measures both.
bench:
	@sh .ci/prepare bench
	@$(PYTHON_IN_VENV) -m pytest -q -s -o "norecursedirs=.*" \
		-o "python_files=test_*.py bench_*.py" tests/benchmarks

# Newer versions for `make test`, with their hashes and without addresses.
constraints: prepare
	@sh .ci/pin-versions

clean:
	rm -rf .venv build dist demo-screens .pytest_cache .mypy_cache .ruff_cache \
		.import_linter_cache .hypothesis
