# Attest: `make demo` shows what it does; `make test` and `make check` say whether it does it right.

.DEFAULT_GOAL := demo
CARGO ?= cargo
NEXTEST := $(shell command -v cargo-nextest 2>/dev/null)
DENY := $(shell command -v cargo-deny 2>/dev/null)

.PHONY: demo test check cases bench codebook schema help

help:                ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo:                ## Code the example reports and print their cards
	@$(CARGO) build --quiet --package attest
	@./target/debug/attest code examples/reports --about examples/about.csv

test:                ## Run every test
ifdef NEXTEST
	$(CARGO) test --workspace --doc --quiet
	$(CARGO) nextest run --workspace
else
	$(CARGO) test --workspace
endif

check:               ## Formatting, lints, documentation, directions of dependencies, licences
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --quiet
	$(CARGO) test --quiet --package attest --test house
ifdef DENY
	cargo-deny --all-features check licenses bans sources
else
	@echo "cargo-deny is not installed: licences of dependencies were not checked"
endif

cases:               ## Run the literate cases of corpus/
	@$(CARGO) run --quiet --package attest -- cases

bench:               ## Documents and words a second, peak memory
	$(CARGO) bench --package attest

codebook:            ## Write CODEBOOK.md from codebook/*.toml
	$(CARGO) run --quiet --package attest -- codebook > CODEBOOK.md

schema:              ## Write the JSON Schema of the output format
	$(CARGO) run --quiet --package attest -- schema > schema/attest.coding-1.schema.json
