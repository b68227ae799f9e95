# make run       set everything up, open the program
# make test      set everything up, pass the tests
# make monkey    20,000 random clicks, keys and drags in the window: ten minutes
# make check     format, lint, types, import walls, dead code
# make bench     ratios measured side by side in one run
# make words  take new texts of the program over into its translations
# make demo      drive the real window and write its pictures to tour/
# make package   dist/convas, a folder that starts without Python
# make package-smoke   run that where there is no Python, tour included

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

# Tests and tours paint into memory, so that they need no display; everything else may say so itself.
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: run test monkey check bench demo words package package-smoke format clean

run: $(READY)
	$(BIN)/python main.py

# One torch thread for each of the two processes: more wait for one another ten times as long.
test: $(READY)
	$(OFFSCREEN) OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

# Other luck: make monkey MONKEY='--monkey-seed 8'
monkey: $(READY)
	$(OFFSCREEN) OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 tests/widgets/monkey --monkey-events 20000 $(MONKEY)

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/pip install --quiet --constraint .ci/constraints.txt --editable '.[dev,bench]'
	$(OFFSCREEN) $(BIN)/python -m benchmarks

package: $(READY)
	EXTRAS=dev,package PYTHON=$(PYTHON) VENV=$(VENV) bash .ci/setup
	$(BIN)/pyinstaller --log-level ERROR --noconfirm --workpath build/package .ci/convas.spec

package-smoke: $(READY)
	bash .ci/package-smoke

demo: $(READY)
	$(OFFSCREEN) $(BIN)/python main.py tour --output tour

words: $(READY)
	for file in resources/translations/*.ts; do \
	  $(BIN)/pyside6-lupdate -extensions py app widgets -locations none -no-obsolete -ts $$file; done

$(READY): pyproject.toml .ci/constraints.txt .ci/setup
	PYTHON=$(PYTHON) VENV=$(VENV) bash .ci/setup
	touch $@

clean:
	rm -rf $(VENV) build dist tour *.egg-info
