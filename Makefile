# Everything that people and CI run. `make` alone lists the targets.

# Tools of `make lint`, each of an exact version; they are built once into .cache/bin.
GOFUMPT     := mvdan.cc/gofumpt@v0.9.2
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.7.0
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.2.0

TOOLS := $(CURDIR)/.cache/bin
tool   = $(TOOLS)/$(subst /,_,$(1))

FUZZTIME ?= 10s
PKGS     ?= ./...
export CGO_ENABLED ?= 0

.DEFAULT_GOAL := help
.PHONY: help setup build test race lint fuzz bench cover check site clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(call tool,$(GOFUMPT)) $(call tool,$(STATICCHECK)) $(call tool,$(GOVULNCHECK)) ## fetch modules, lint tools and what the browser tests need
	go mod download
	@tools/setup-browser

build: ## build bin/course
	go build -trimpath -o bin/course ./cmd/course

test: ## run all tests; PKGS=./pkg/plan/... for some
	go test -timeout 30m $(PKGS)

race: ## run the tests of the packages under the race detector (needs a C compiler)
	CGO_ENABLED=1 go test -race ./cmd/... ./pkg/... ./templates/...

lint: $(call tool,$(GOFUMPT)) $(call tool,$(STATICCHECK)) $(call tool,$(GOVULNCHECK)) ## gofumpt, go vet, staticcheck, govulncheck
	@tools/lint $^

fuzz: ## run every fuzz target for FUZZTIME (10s)
	@tools/fuzz $(FUZZTIME)

bench: build ## time and memory of whole builds: 56, 1,000 and 10,000 lessons
	go run ./test/bench -course bin/course

cover: ## statement coverage by package
	@mkdir -p .cache
	go test -coverpkg=./pkg/...,./cmd/... -coverprofile=.cache/cover.out ./cmd/... ./pkg/...
	@go tool cover -func=.cache/cover.out | tail -n 1

check: build ## content rules and plans of this repository's own course
	bin/course check
	bin/course validate

site: build ## this repository's own course into public/
	bin/course build

clean: ## remove what these targets made
	rm -rf bin .cache tools/browser/node_modules

# A tool's file is named after its module path and version, so another
# version is another file.
define install
$(call tool,$(1)):
	@mkdir -p $(TOOLS)/tmp
	GOBIN=$(TOOLS)/tmp GOFLAGS= go install $(1)
	@mv $(TOOLS)/tmp/$(notdir $(firstword $(subst @, ,$(1)))) $$@
endef
$(foreach t,$(GOFUMPT) $(STATICCHECK) $(GOVULNCHECK),$(eval $(call install,$(t))))
