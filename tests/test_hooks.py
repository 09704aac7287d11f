"""WeasyPrint's private parts: one table, one check, and nothing of it for a program that draws documents of its own."""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import itertools
import json
import os
import re
import threading
import warnings
from collections.abc import Callable, Iterator
from ctypes import c_ulong, py_object, pythonapi
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dossier.press.weasy.hooks.entry import Hook, UsedPart
from dossier.press.weasy.hooks.replacements import REPLACEMENTS
from dossier.press.weasy.hooks.used_parts import USED_PARTS
from dossier.press.weasy.version import OtherWeasyPrint
from tests.hooked import TABLE, bodies, changes, in_place

ROOT = Path(__file__).parents[1]
PRESS = sorted((ROOT / "dossier" / "press").rglob("*.py"))
NAMES = [file.relative_to(ROOT / "dossier").with_suffix("").as_posix() for file in PRESS]
LIBRARIES = {"weasyprint", "pydyf", "tinyhtml5", "cssselect2"}

#: What the manuals of these libraries tell of: it stays for a while, and is not in the tables.
PUBLIC = re.compile(
    r"weasyprint(\.(HTML|CSS|__version__|urls\.URLFetcher(Response)?|text\.fonts\.FontConfiguration"
    r"|css\.counters\.CounterStyle|document\.Page))?"
    r"|pydyf\.(Array|Dictionary|Object|PDF|Stream|String)"
    r"|cssselect2(\.(ElementWrapper(\.from_html_root)?|Matcher|SelectorError|compile_selector_list))?"
    r"|tinyhtml5\.parse"
)
ROOMS = ("remembered", "mended", "text_layer", "tags")
NUMBER = "pydyf:_to_bytes"  #: a hook that is easy to see


@pytest.fixture(scope="module")
def hooks(plain: ModuleType) -> ModuleType:
    return importlib.import_module("dossier.press.weasy.hooks.installer")


@pytest.fixture
def looked_anew(hooks: ModuleType) -> Iterator[None]:
    """The tables are looked through again, and once more when WeasyPrint is as it was."""
    hooks._differences.cache_clear()
    yield
    hooks._differences.cache_clear()


def ours(stock: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    return lambda item: b"ours, for " + stock(item)


def number() -> bytes:
    found: bytes = importlib.import_module("pydyf")._to_bytes(7)
    return found


def elsewhere(work: Callable[[], Any]) -> Any:
    """What another thread gets."""
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join()
    return found[0]


# The tables


def test_this_is_the_weasyprint_that_was_read(hooks: ModuleType) -> None:
    """If it is another: docs/upgrading-weasyprint.md."""
    assert hooks.differences() == ()
    assert list(changes(json.loads(TABLE.read_text("utf-8")), bodies())) == []


def test_every_part_stands_once() -> None:
    parts = [hook.part for hook in REPLACEMENTS]
    assert len(parts) == len(set(parts))
    assert len(USED_PARTS) == len({read.part for read in USED_PARTS})


@pytest.mark.parametrize("hook", REPLACEMENTS, ids=lambda hook: hook.part.rpartition(":")[2])
def test_every_hook_names_a_room_and_a_test_that_proves_it(hook: Hook) -> None:
    for room in re.findall(r"(?:^|; )([\w/]+): ", hook.why):
        assert (ROOT / f"dossier/press/weasy/{room}.py").is_file(), room
    file, _, name = hook.proof.partition("::")
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


FOLDERS = ("weasy", "weasy/fixes", "html/css")


@pytest.mark.parametrize("read", USED_PARTS, ids=lambda read: read.part.rpartition(":")[2])
def test_every_part_that_is_read_names_the_room_that_reads_it(read: UsedPart) -> None:
    rooms, colon, _ = read.why.partition(":")
    for room in rooms.split(", ") if colon else ():
        assert any((ROOT / "dossier/press" / folder / f"{room}.py").is_file() for folder in FOLDERS), room


@pytest.mark.parametrize("file", PRESS, ids=NAMES)
def test_whatever_a_room_takes_of_weasyprint_stands_in_a_table(file: Path) -> None:
    known = {entry.part.replace(":", ".") for entry in (*REPLACEMENTS, *USED_PARTS)}
    known |= {f"{read.part.replace(':', '.')}.{name}" for read in USED_PARTS for name in read.names}
    known |= {name.rpartition(".__init__")[0] for name in known if name.endswith(".__init__")}
    taken = {name for name in _taken(ast.parse(file.read_text("utf-8"))) if not PUBLIC.fullmatch(name)}
    assert {name for name in taken if not _is_known(name, known)} == set()


def _is_known(name: str, known: set[str]) -> bool:
    """In a table, or a way to what is, or a part of it."""
    return any(name == one or one.startswith(f"{name}.") or name.startswith(f"{one}.") for one in known)


def _names(tree: ast.Module) -> dict[str, str]:
    """The names that a module has for what it imports of these libraries."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.asname or one.name.split(".")[0]: one.name.split(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return {name: full for name, full in names.items() if full.split(".")[0] in LIBRARIES}


def _taken(tree: ast.Module) -> Iterator[str]:
    """Whatever of the libraries stands in a module by its name."""
    names = _names(tree)
    yield from names.values()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            first, _, rest = ast.unparse(node).partition(".")
            if first in names and rest.replace(".", "").isidentifier():
                yield f"{names[first]}.{rest}"


@pytest.mark.parametrize("file", [one for one in PRESS if one.stem != "installer"], ids=lambda file: file.stem)
def test_no_other_room_replaces_anything(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    theirs = set(_names(tree))
    assert [one for one in map(ast.unparse, _changed(tree)) if "." in one and one.split(".")[0] in theirs] == []


def _changed(tree: ast.Module) -> Iterator[ast.expr]:
    """What is assigned to, deleted, or given to setattr."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.Delete):
            yield from node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            yield node.target
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"setattr", "delattr"}:
            yield ast.Attribute(node.args[0], "any")


def test_it_would_be_seen() -> None:
    tree = ast.parse(
        "import weasyprint.pdf\nfrom pydyf import PDF as P\nweasyprint.pdf.x = P.y = 1\nsetattr(P, 'z', 2)"
    )
    assert _names(tree) == {"weasyprint": "weasyprint", "P": "pydyf.PDF"}
    assert [ast.unparse(one) for one in _changed(tree)] == ["weasyprint.pdf.x", "P.y", "P.any"]
    assert set(_taken(tree)) == {"weasyprint", "weasyprint.pdf", "weasyprint.pdf.x", "pydyf.PDF", "pydyf.PDF.y"}


# The check


@pytest.mark.usefixtures("looked_anew")
@pytest.mark.parametrize("hook", REPLACEMENTS, ids=lambda hook: hook.part.rpartition(":")[2])
def test_a_function_with_other_parameters_is_told_by_its_name(
    hook: Hook, hooks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook.part.replace(":", "."), lambda another: None)
    with pytest.raises(OtherWeasyPrint) as told:
        hooks.check()
    assert f"{hook.part} has another, not ({hook.parameters})" in str(told.value)
    assert "--plain" in told.value.advice


@pytest.mark.usefixtures("looked_anew")
@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda patch: patch.delattr("weasyprint.pdf.add_tags"), "weasyprint.pdf:add_tags has nothing, not (pdf, doc"),
        (
            lambda patch: patch.setattr("weasyprint.layout.preferred.split_first_line", print),
            "weasyprint.layout.preferred has another split_first_line than weasyprint.layout.inline:split_first_line",
        ),
        (
            lambda patch: patch.setitem(importlib.import_module("weasyprint.svg").TAGS, "text", print),
            "",  # it still stands there for textPath and tspan
        ),
        (
            lambda patch: patch.setattr("weasyprint.svg.TAGS", {}),
            "weasyprint.svg:TAGS does not hold weasyprint.svg:text",
        ),
        (
            lambda patch: patch.delattr("weasyprint.formatting_structure.boxes.Box.link_annotation"),
            "weasyprint.formatting_structure.boxes:Box has no link_annotation",
        ),
        (
            lambda patch: patch.delattr("weasyprint.pdf.fonts.Font.get_unused_glyph_id"),
            "weasyprint.pdf.fonts:Font.get_unused_glyph_id is gone",
        ),
        (
            lambda patch: patch.setattr("weasyprint.draw.color.get_color", lambda style: None),
            "weasyprint.draw.color:get_color has style, not (style, key)",
        ),
        (
            lambda patch: patch.setattr("weasyprint.text.fonts.FontConfiguration.__init__", other_fonts),
            "weasyprint.text.fonts:FontConfiguration.__init__ has no fontconfig, FcInitLoadConfigAndFonts",
        ),
        (
            lambda patch: patch.setattr("cssselect2.Matcher.__init__", another_matcher),
            "cssselect2:Matcher.__init__ has layers",
        ),
    ],
)
def test_what_else_differs_is_told(
    spoil: Callable[[pytest.MonkeyPatch], None], told: str, hooks: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch)
    found = hooks.differences()
    assert found[0].startswith(told) if told else not found


def other_fonts(self: Any) -> None:
    self.font_map = None


def another_matcher(self: Any) -> None:
    self.id_selectors = self.class_selectors = self.lower_local_name_selectors = self.namespace_selectors = {}
    self.lang_attr_selectors = self.other_selectors = self.order = self.layers = None


@pytest.mark.usefixtures("looked_anew")
def test_the_tables_are_looked_through_once_a_process(hooks: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    stock = hooks.part_of
    monkeypatch.setattr(hooks, "part_of", lambda part: asked.append(part) or stock(part))
    hooks.check()
    assert len(asked) > len(REPLACEMENTS) + len(USED_PARTS)
    asked.clear()
    hooks.check()
    assert asked == []


# What others see


def test_it_is_ours_in_this_thread_and_weasyprints_in_others(hooks: ModuleType) -> None:
    before = in_place([NUMBER])
    with hooks.install([(NUMBER, ours)]):
        assert (number(), elsewhere(number)) == (b"ours, for 7", b"7")
        assert inspect.signature(in_place([NUMBER])[0]) == inspect.signature(before[0])
        with hooks.install([(NUMBER, ours)]):
            assert (number(), elsewhere(number)) == (b"ours, for ours, for 7", b"7")
        assert number() == b"ours, for 7"
    assert (number(), in_place([NUMBER])) == (b"7", before)


def test_only_what_is_asked_for_is_replaced(hooks: ModuleType) -> None:
    names = [hook.part for hook in REPLACEMENTS if hook.part != NUMBER]
    before = in_place(names)
    with hooks.install([(NUMBER, ours)]):
        assert in_place(names) == before


def test_every_place_of_a_function_has_it(hooks: ModuleType) -> None:
    svg, values = importlib.import_module("weasyprint.svg"), importlib.import_module("weasyprint.css.computed_values")
    stock = svg.TAGS["text"], values.COMPUTER_FUNCTIONS["font_size"]
    parts = [
        "weasyprint.svg:text",
        "weasyprint.css.computed_values:font_size",
        "weasyprint.layout.float:avoid_collisions",
    ]
    before = in_place(parts)
    with hooks.install([(part, lambda stock: lambda *given: given) for part in parts]):
        assert svg.TAGS["text"](1, 2) == svg.TAGS["tspan"](1, 2) == (1, 2)
        assert values.COMPUTER_FUNCTIONS["font_size"](3) == (3,)
        assert [function(4) for function in in_place(parts)] == [(4,)] * 5
    assert (svg.TAGS["text"], values.COMPUTER_FUNCTIONS["font_size"]) == stock
    assert in_place(parts) == before


def test_what_another_has_put_in_its_place_stays_his(hooks: ModuleType) -> None:
    """A program that replaces a function itself, in the middle of a drawing, round what it finds there."""
    pydyf = importlib.import_module("pydyf")
    stock = pydyf._to_bytes
    try:
        with hooks.install([(NUMBER, ours)]):
            found = pydyf._to_bytes
            pydyf._to_bytes = lambda item: b"his, for " + found(item)
            assert number() == b"his, for ours, for 7"
        assert number() == elsewhere(number) == b"his, for 7"
        with hooks.install([(NUMBER, ours)]):
            assert (number(), elsewhere(number)) == (b"ours, for his, for 7", b"his, for 7")
        assert number() == b"his, for 7"
    finally:
        pydyf._to_bytes = stock
    with hooks.install([(NUMBER, ours)]):
        assert number() == b"ours, for 7"
    assert pydyf._to_bytes is stock


def test_one_thread_draws_at_a_time(hooks: ModuleType) -> None:
    done: list[str] = []

    def draw() -> None:
        with hooks.install([(NUMBER, ours)]):
            done.append("second")

    thread = threading.Thread(target=draw)
    with hooks.install([(NUMBER, ours)]):
        thread.start()
        thread.join(0.2)
        assert thread.is_alive()
        done.append("first")
    thread.join(10)
    assert done == ["first", "second"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be copied here")
def test_a_copy_of_a_process_draws_whoever_was_drawing_when_it_was_made(hooks: ModuleType) -> None:
    begun, end = threading.Event(), threading.Event()

    def draw() -> None:
        with hooks.install([(NUMBER, ours)]):
            begun.set()
            end.wait(60)

    thread = threading.Thread(target=draw)
    thread.start()
    begun.wait(10)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of copies of a process that has threads
        process = os.fork()
    if not process:
        try:
            with hooks.install([(NUMBER, ours)]):
                failed = number() != b"ours, for 7"
            os._exit(failed or number() != b"7")
        finally:
            os._exit(2)
    try:
        assert os.waitpid(process, 0)[1] == 0
    finally:
        end.set()
        thread.join()


@pytest.fixture
def no_callbacks_of_gc() -> Iterator[None]:
    """An interrupt in the middle of a callback is lost, and hypothesis has one."""
    callbacks = gc.callbacks.copy()
    gc.callbacks.clear()
    yield
    gc.callbacks[:] = callbacks


@pytest.mark.usefixtures("no_callbacks_of_gc")
def test_nothing_is_left_behind_by_threads_that_are_interrupted(hooks: ModuleType) -> None:
    """Four threads enter and leave, raise, and are interrupted anywhere; then all is as it was, or does nothing."""
    rooms = [
        importlib.import_module(f"dossier.press.weasy.{name}")
        for name in ("layout_cache.table", "fixes_table", "text_layer.layer", "structure_tags")
    ]
    names = [hook.part for hook in REPLACEMENTS]
    before, threshold = in_place(names), gc.get_threshold()
    is_over, counts = threading.Event(), {"done": 0, "raised": 0, "interrupted": 0}
    turns = itertools.count()

    def enter() -> None:
        turn = next(turns) % 5
        for place, room in enumerate(rooms):
            with room.installed(), rooms[place - 1].installed():
                if place == turn:
                    raise ZeroDivisionError
        counts["done"] += 1

    def work() -> None:
        while True:
            try:
                while not is_over.is_set():
                    try:
                        enter()
                    except ZeroDivisionError:
                        counts["raised"] += 1
                return
            except KeyboardInterrupt:
                counts["interrupted"] += 1
                is_heard[threading.get_ident()].set()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    is_heard = {thread.ident: threading.Event() for thread in threads}
    try:
        for thread in threads * 30:
            thread.join(0.01)  # so that it is back at work, and nobody else is interrupted than who is
            is_heard[thread.ident].clear()
            pythonapi.PyThreadState_SetAsyncExc(c_ulong(thread.ident or 0), py_object(KeyboardInterrupt))
            assert is_heard[thread.ident].wait(30), "it does not come back"
    finally:
        is_over.set()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive(), "somebody waits for ever"
    assert min(counts.values()) > 20, counts
    with hooks.install([]):  # puts away what an interrupt may have left
        pass
    assert in_place(names) == before
    assert gc.get_threshold() == threshold
    assert (number(), elsewhere(number)) == (b"7", b"7")
