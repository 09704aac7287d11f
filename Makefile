# `make briefing` does everything, on a bare Debian machine too; from any folder, in paths with spaces, and without a
# network once it has been set up. What lives in .venv is always called as a module: its scripts name their interpreter
# in a first line that cannot hold a space.

SHELL := /bin/sh
.SHELLFLAGS := -euc
.ONESHELL:
.NOTPARALLEL:
.SUFFIXES:
.DEFAULT_GOAL := help
.PHONY: help briefing test wheel lock clean set-up set-up-dev set-up-witnesses
MAKEFLAGS += --no-print-directory --no-builtin-rules

# The Python that .venv is made with; by default the first one at hand that is 3.11 or later.
PYTHON ?=
RUN := .venv/bin/python -m

# What writes requirements/.
UV := uv==0.13.9

# What Debian calls the things that WeasyPrint draws with and that the tests read its PDFs with.
DRAWING := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1
READING := poppler-utils

# What veraPDF runs on, and the browser. Where they cannot be brought, the tests say which of them they leave out.
WITNESSES := default-jdk-headless libjaxb-java chromium

export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

help:
	@echo "make briefing   set up what is needed, then build the briefing in all its editions"
	echo "make test       set up what is needed, then check style, types and tests"
	echo "make wheel      a wheel and a source archive in build/dist"
	echo "make lock       write requirements/ from pyproject.toml and constraints.txt"
	echo "make clean      remove build/ and what the tests left; .venv stays"
	echo "Another Python: make briefing PYTHON=python3.13"

briefing: set-up
	@$(RUN) dossier build
	for pdf in build/*/briefing.pdf; do
	    if [ -f "$$pdf" ]; then echo "$$(pwd)/$$pdf"; else echo "No PDF was made." >&2; exit 1; fi
	done

test: set-up-dev set-up-witnesses
	@$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) pytest -n auto -m "not slow and not long"

wheel: set-up-dev
	@$(RUN) hatchling build -d build/dist

# For every Python from 3.11 on, and for every system and processor: each release with the digests of all its files.
lock:
	@$(machine)
	find_python && "$$python" -m venv build/lock
	build/lock/bin/python -m pip install -qq $(UV)
	compile() {
	    build/lock/bin/python -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate \
	        --custom-compile-command "make lock" -c constraints.txt "$$@"
	}
	echo hatchling | compile - -o requirements/build.txt
	compile pyproject.toml -o requirements/briefing.txt
	compile pyproject.toml --all-extras -o requirements/tests.txt

clean:
	@rm -rf build .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find dossier tests -name __pycache__ -prune -exec rm -rf {} +

set-up:
	@$(call ready,briefing,set-up,$(DRAWING))

set-up-dev:
	@$(unicode)
	$(call ready,tests,set-up set-up-dev,$(DRAWING) $(READING))

set-up-witnesses:
	@$(outside)
	is_here() { command -v javac && [ -f /usr/share/java/jaxb-runtime.jar ] && command -v chromium; }
	if is_here >/dev/null; then exit 0; fi
	if command -v apt-get >/dev/null && { [ "$$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
	    (install $(WITNESSES)) || echo "Not installed: $(WITNESSES)" >&2
	else
	    echo "Not here, so neither files nor pages will be validated (as Debian calls it): $(WITNESSES)" >&2
	fi

# Unicode's own bidi cases, which the tests of lines take if they are there and say so if not: asked for, never missed.
define unicode
if [ ! -e /usr/share/unicode/BidiCharacterTest.txt ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y unicode-data </dev/null >/dev/null 2>&1 || true
fi
endef

# $(call ready,file in requirements/,stamps,Debian packages)
# Wheels only, and only those whose hashes are known: nothing of a stranger's is built or run while it is installed.
# A stamp holds the digest of all that decides what .venv holds, and of where it lies, for .venv knows its own path.
# A set-up that is done costs that digest, and asks neither the network nor apt.
define ready
key=$$({ pwd; cat requirements/*.txt pyproject.toml; } | sha256sum | cut -c-64)
version='import sys; print(sys.version)'
is_wanted() { [ -z "$$PYTHON" ] || [ "$$(.venv/bin/python -c "$$version")" = "$$("$$PYTHON" -c "$$version")" ]; }
is_done() { for stamp in $(2); do [ "$$(cat .venv/$$stamp 2>/dev/null)" = "$$key" ] || return 1; done; }
if is_done && .venv/bin/python -c '' 2>/dev/null && is_wanted; then exit 0; fi
$(machine)
$(outside)
prepare $(3)
echo "Setting up .venv (once; about a minute)"
for stamp in set-up set-up-dev; do rm -f .venv/$$stamp; done
if ! .venv/bin/python -m pip --version >/dev/null 2>&1 || ! is_wanted; then "$$python" -m venv --clear .venv; fi
$(RUN) pip install -qq --require-hashes --only-binary :all: -r requirements/build.txt -r requirements/$(1).txt
$(RUN) pip install -qq --no-deps --no-build-isolation -e .
for stamp in $(2); do echo "$$key" >.venv/$$stamp; done
endef

# prepare PACKAGE...: leaves a sound Python in $python, and the packages' libraries and programs on the machine.
define machine
sound='import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
native='import ctypes, sys; sys.platform == "linux" and [ctypes.CDLL(f"lib{name}") for name in sys.argv[1:]]'
find_python() {
    if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; else set -- python3 python3.13 python3.12 python3.11; fi
    for python in "$$@"; do if "$$python" -c "$$sound" 2>/dev/null; then return 0; fi; done
    return 1
}
has_all() {
    "$$python" -c "$$native" gobject-2.0.so.0 pango-1.0.so.0 pangoft2-1.0.so.0 harfbuzz.so.0 harfbuzz-subset.so.0 \
        fontconfig.so.1 2>/dev/null || return 1
    case "$$*" in *poppler-utils*) for name in pdfinfo pdftotext pdftoppm; do command -v $$name || return 1; done;; esac
}
prepare() {
    if find_python; then has_all "$$@" >/dev/null || install "$$@"
    elif [ -z "$$PYTHON" ]; then install python3 python3-venv "$$@"
    fi
    find_python || { echo "$${PYTHON:-python3} is not Python 3.11 or later with venv: make PYTHON=..." >&2; exit 1; }
    has_all "$$@" >/dev/null || { echo "$$python does not find what these packages bring: $$*" >&2; exit 1; }
}
endef

# install PACKAGE...: with apt as root, with a sudo that asks nothing, or else by telling what to type.
define outside
apt() { $$as env DEBIAN_FRONTEND=noninteractive apt-get -qq "$$@" </dev/null >/dev/null; }
install() {
    if ! command -v apt-get >/dev/null; then echo "Missing here (as Debian calls it): $$*" >&2; exit 1; fi
    if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as='sudo -n'; else
        echo "Something is missing on this machine. Type this, then try again:" >&2
        echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $$*" >&2
        exit 1
    fi
    echo "Installing $$*"
    apt install -y --no-install-recommends "$$@" 2>/dev/null ||
        { apt update && apt install -y --no-install-recommends "$$@"; }
}
endef
