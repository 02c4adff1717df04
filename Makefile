# What a person types; each line is one that could be typed by hand.

PREFIX ?= /usr/local
SUITE ?= suites/mtbench
SWIFT_FLAGS ?=

UNAME := $(shell uname -s)
ifeq ($(UNAME),Linux)
# The binary then runs where Swift is not installed, and starts in half the time.
STATIC := --static-swift-stdlib
endif

BINARY := .build/release/evalroute
SOURCES := Package.swift $(shell find Sources -type f)

.PHONY: run build test test-live train lint format bench simulate install clean help

help:
	@echo "make run       build the release binary and run $(SUITE)"
	@echo "make test      build and run the tests"
	@echo "make test-live ask a real LiteLLM proxy, installed from PyPI into .build/live"
	@echo "make train     train the routers of suites/learned again"
	@echo "make lint      the strict format lint"
	@echo "make format    format in place"
	@echo "make bench     file to verdict for 300,000 traces, beside Python's json"
	@echo "make simulate  how often gates are wrong, on 1,000 suites made of chance (SUITES=…)"
	@echo "make install   put the binary on the path (PREFIX=$(PREFIX))"

run: $(BINARY)
	$(BINARY) run $(SUITE)

build: $(BINARY)

$(BINARY): $(SOURCES)
	./scripts/install-packages
	swift build -c release $(STATIC) --product evalroute
	@touch $(BINARY)

test:
	./scripts/install-packages
	swift test $(SWIFT_FLAGS)

test-live: $(BINARY)
	./scripts/test-live

train: $(BINARY)
	./scripts/train-suites --thresholds

lint:
	git ls-files -z '*.swift' | xargs -0 swift format lint --strict --parallel

format:
	git ls-files -z '*.swift' | xargs -0 swift format format --parallel --in-place

bench: $(BINARY)
	./scripts/benchmark
	./scripts/benchmark-changes
	./scripts/benchmark-exec

simulate:
	./scripts/install-packages
	swift build -c release $(STATIC) --product simulations
	.build/release/simulations $(SUITES)

install: $(BINARY)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/evalroute

clean:
	swift package clean
