# Values Workbench. `make help` lists what can be made.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.SILENT:

# What the machine must have: for the app, and for tests and checks besides.
APP_PACKAGES := libncurses-dev libsqlite3-dev libssl-dev
TEST_PACKAGES := tmux python3 python3-yaml python3-jsonschema

DEMO := demo/x-value.xvw
SOURCES := Package.swift Sources Tests Benchmarks

.PHONY: help
help: ## list what can be made
	grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: demo
demo: app ## set up, build the app, make the sample project, and open it
	mkdir -p $(dir $(DEMO))
	exec .build/debug/annotate $(DEMO) --as ana --demo samples

.PHONY: app
app: setup-app
	swift build --product annotate

.PHONY: build
build: setup-app ## set up and build both programs
	swift build --product annotate
	swift build --product review

.PHONY: test
test: setup-app setup-test ## set up and run the tests
	swift test

.PHONY: e2e
e2e: build setup-test ## test in a real terminal: from label to release, behaviour in the terminal, a jury killed 50 times
	python3 Tests/EndToEnd/walk.py .build/debug
	python3 Tests/EndToEnd/manners.py .build/debug
	swift build --product jury-server
	python3 Tests/EndToEnd/kills.py .build/debug

.PHONY: check
check: build setup-test ## format, layering, schemas, generated files
	swift format lint --strict --recursive --parallel $(SOURCES)
	.ci/python .ci/check-schemas.py
	swift test --skip-build --filter ArchitectureTests
	.ci/check-tree

.PHONY: format
format: ## format the sources
	swift format --in-place --recursive --parallel $(SOURCES)

.PHONY: bench
bench: setup-app setup-oracle ## measure start, keys, layout, searches, import, export, waits for the file, decisions, the statistics and the jury, in release
	for product in annotate review layout-benchmark agreement-benchmark weights-benchmark jury-server; do \
	  swift build -c release --product $$product || exit 1; done
	python3 Benchmarks/run.py .build/release
	python3 Benchmarks/waits.py .build/release
	python3 Benchmarks/weights.py .build/release
	.build/oracle/bin/python Benchmarks/agreement.py .build/release
	.build/oracle/bin/python Benchmarks/jury.py .build/release

.PHONY: oracle
oracle: setup-app setup-oracle ## compare the statistics with Python's packages, in an environment of its own
	swift build -c release --product review
	.build/oracle/bin/python Tests/Oracle/agreement.py .build/release
	.build/oracle/bin/python Tests/Oracle/raters.py .build/release
	.build/oracle/bin/python Tests/Oracle/classifiers.py .build/release
	.build/oracle/bin/python Tests/Oracle/jurors.py .build/oracle/jurors.json
	JUROR_ORACLE=.build/oracle/jurors.json swift test --filter JurorOracleTests

.PHONY: setup-oracle
setup-oracle: setup-test
	.ci/install python3-venv
	test -x .build/oracle/bin/python || python3 -m venv .build/oracle
	.build/oracle/bin/python -m pip install --quiet --requirement Tests/Oracle/requirements.txt

.PHONY: jury-live
jury-live: build setup-jury-live ## let a real small model review the sample items: make jury-live ITEMS=4 CANARIES=2
	.build/jury-live/bin/python Tests/JuryLive/live.py .build/debug $(if $(ITEMS),--items $(ITEMS)) --canaries $(or $(CANARIES),8)

.PHONY: setup-jury-live
setup-jury-live: setup-test
	.ci/install python3-venv
	test -x .build/jury-live/bin/python || python3 -m venv .build/jury-live
	.build/jury-live/bin/python -m pip install --quiet --no-deps --requirement Tests/JuryLive/requirements.txt

.PHONY: manual
manual: setup-app ## write man pages and shell completions to .build/manual
	mkdir -p .build/manual
	swift package --allow-writing-to-package-directory generate-manual --multi-page --output-directory .build/manual
	swift build --product annotate && swift build --product review
	.build/debug/annotate --commands man > .build/manual/annotate-commands.7
	for program in annotate review; do for shell in bash zsh fish; do \
	  .build/debug/$$program --generate-completion-script $$shell > .build/manual/$$program.$$shell; \
	done; done

.PHONY: soak
soak: setup-app setup-test ## test ten thousand random sequences of keys, what ten terminals send, and a thousand changed files for each importer: make soak FILE_MUTANTS=10000
	RANDOM_SEQUENCES=10000 swift test --filter RandomKeysTests
	swift build --product annotate
	.ci/install ncurses-term
	.ci/python Tests/EndToEnd/keys.py .build/debug
	FILE_MUTANTS=$(or $(FILE_MUTANTS),1000) swift test --filter ImporterFuzzTests

.PHONY: campaign
campaign: build setup-test ## kill, lock, fill the disk, open twice, move, export at once, with a journal of what was called saved
	swift build --product jury-server
	.ci/python Tests/Campaign/campaign.py .build/debug $(CAMPAIGN)

.PHONY: terminals
terminals: build setup-test ## show every script in real terminals, under Xvfb: pictures in .build/terminals, and do columns hold
	.ci/install xvfb xdotool imagemagick x11-utils x11-xserver-utils dbus-x11 libgl1-mesa-dri pango1.0-tools python3-numpy python3-pil \
	  fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji xterm xfce4-terminal kitty mlterm alacritty
	/usr/bin/python3 Tests/Terminals/terminals.py .build/debug .build/terminals $(TERMINALS)

.PHONY: screenshots
screenshots: setup-app ## draw the pictures in docs/screens from the screens of the tests
	RECORD_SCREENSHOTS=1 swift test --filter ScreenshotTests

.PHONY: setup-app
setup-app:
	.ci/install $(APP_PACKAGES)

.PHONY: setup-test
setup-test:
	.ci/install $(TEST_PACKAGES)

.PHONY: clean
clean: ## remove what was built, and the demo's project
	rm -rf .build demo
