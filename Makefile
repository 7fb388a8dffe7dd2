# Needs Python 3.11 or later and make; everything else goes into an environment of its own.
PYTHON ?= python3
VENV ?= .venv
NEWEST_PYTHON ?= python3.13
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TEST_ARGS ?= -n auto
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test test-slow test-mesa-newest lint bench wheel lock clean

demo: $(READY)  ## Three policies compared at 1:20 with 4 seeds; prints where the report is
	$(BIN)/polder compare current_policy grid_first skills_first --scale 20 --seeds 4

test: $(READY)  ## The suite
	$(BIN)/python -m pytest -m "not slow" $(TEST_ARGS)

test-slow: $(READY)  ## The suite with everything that takes long
	$(BIN)/python -m pytest $(TEST_ARGS)

test-mesa-newest: $(VENV)-newest/.ready  ## Agents on the newest Mesa, which needs Python 3.12 or later
	$(VENV)-newest/bin/python -m pytest tests/agents

lint: $(READY)  ## Style, types, and imports that point down only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## Speed and memory beside their targets
	$(BIN)/python -m benchmarks

wheel: $(READY)  ## dist/*.whl and the source archive
	$(BIN)/python -m hatchling build

lock:  ## Pin all versions again (needs a network)
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate -q -o requirements/dev.txt
	! grep -n "://" requirements/dev.txt

clean:  ## Everything made here, environments included
	rm -rf $(VENV) $(VENV)-newest build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

define make_environment
	$(1) -c 'import sys; v = sys.version_info; sys.exit(v < $(2) and "This needs Python %d.%d or later; name one with PYTHON=..." % $(2))'
	$(1) -m venv $(dir $@)
	$(dir $@)bin/python -m pip install -q --require-hashes --only-binary :all: -r requirements/dev.txt
	$(dir $@)bin/python -m pip install -q --no-deps --no-build-isolation -e .
	touch $@
endef

$(READY): requirements/dev.txt pyproject.toml
	$(call make_environment,$(PYTHON),(3,11))

$(VENV)-newest/.ready: requirements/dev.txt pyproject.toml
	$(call make_environment,$(NEWEST_PYTHON),(3,12))
