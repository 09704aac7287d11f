"""The house: who may know whom, and that every part has what belongs to it.

The floors are one table. A room may import from its own floor and from those above it in the table, and nothing goes
in a circle. The rules are functions over a folder of modules, so that the tests can also be shown a house that is
built wrong.
"""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

from dossier.cli import arguments
from dossier.cli import main as cli
from dossier.press.fonts import typefaces

ROOT = Path(__file__).parents[1]

#: Of each folder that has floors, from the ground up. A room is a module or a folder in it. Folders that are not named
#: here are small enough to be seen at once; that nothing goes in a circle holds in each.
FLOORS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "dossier": (
        ("problems",),
        ("model", "files"),
        ("formats",),
        ("reading", "evidence"),
        ("chapters", "history"),
        ("press",),
        ("export", "importing", "scaffold", "doctor"),
        ("loading",),
        ("verification",),
        ("build",),
        ("api", "watch"),
        ("cli",),
        ("__main__",),
    ),
    "dossier.evidence": (
        ("text", "agreement", "basis"),
        ("statements",),
        ("calendars", "offices", "parties", "renames", "spelling", "voice"),
        ("numbers", "changes", "disputes", "rulings", "lints", "matrix"),
        ("dates", "judgements", "original"),
        ("speech",),
        ("proof",),
    ),
    "dossier.press": (
        ("fonts", "limits", "pdf"),
        ("html", "linker"),
        ("weasy",),
        ("workers", "foreign"),
        ("assemble", "options"),
        ("edition",),
        ("one_piece",),
        ("printing",),
    ),
    "dossier.press.weasy": (
        ("cffi_aot", "drawing_faults", "isolation", "patch", "pictures", "version"),
        ("fast_import",),
        ("fetcher", "hooks", "lines", "page_faces"),
        ("budgets", "diagnostics", "fixes", "fontconfig", "layout_cache", "structure_tags"),
        ("lost_text",),
        ("fixes_table", "one_pass", "text_layer"),
        ("compile", "session"),
    ),
    "dossier.cli": (("arguments", "terminal"), ("screen",), ("commands",), ("main",)),
}

#: What may be imported inside a function, so that a command that does not need it starts at once.
SLOW = {
    "weasyprint": "1.3 s of processor time",
    "pydyf": "comes with WeasyPrint",
    "tinyhtml5": "comes with WeasyPrint",
    "pikepdf": "0.2 s, and only to look at a finished file",
    "fontTools": "0.1 s, and only when a font is new",
    "bibtexparser": "an extra, to read bibliographies",
    "rispy": "an extra, as above",
    "pylatexenc": "an extra, as above",
    "pypdfium2": "an extra, to read originals",
    "pdfminer": "an extra, to witness what is read of a PDF",
    "readability": "an extra, to read web pages, and 0.1 s",
    "charset_normalizer": "an extra, to read text that is not UTF-8",
    "ftfy": "an extra, to tell garbled letters, and 0.1 s",
    "webencodings": "comes with WeasyPrint",
    "hashlib": "3 ms, as below",
    "platformdirs": "50 ms, and only on macOS and Windows",
    "cryptography": "50 ms, and only to sign and to ask about it",
    "watchfiles": "30 ms, and only to wait",
    "argparse": "12 ms, as long as all the rest of a build with nothing to do",
    "jinja2": "30 ms, more than all that a build with nothing to do takes",
    "yaml": "10 ms, as above",
    "distributed": "an extra, and half a second",
    "dossier.evidence.numbers.quantities": "40 ms of expressions, and only where a number is looked for in words",
    "dask": "comes with distributed",
    "arabic_reshaper": "25 ms with fontTools, and only where a terminal does not shape",
    "bidi": "comes with arabic_reshaper",
    "rapidfuzz": "8 ms, and only where words differ",
    "uharfbuzz": "14 ms, and only to cut a font",
    "importlib": "20 ms for importlib.metadata, which reads the mail that a package tells of itself in",
}

PARTICIPLES = frozenset({"found", "gone", "heard", "kept", "known", "made", "said", "seen", "shown", "told", "worked"})
MOST_LINES = 350  #: of a module
MOST_MODULES = 20  #: in a folder, its own face counted and those of its folders not


@dataclass(frozen=True)
class Import:
    """One import statement's target: a module of the house by its name in full, or another by its first name."""

    by: str
    what: str
    line: int
    inside: bool  #: a function

    def __str__(self) -> str:
        return f"{self.by}:{self.line} imports {self.what}"


@dataclass(frozen=True)
class House:
    """The modules of a folder `dossier/`, by their names in full."""

    files: Mapping[str, Path]

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        return tuple(self._imports())

    def _imports(self) -> Iterator[Import]:
        for name, file in self.files.items():
            tree = ast.parse(file.read_text("utf-8"))
            inside = {
                id(node)
                for function in ast.walk(tree)
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                for node in ast.walk(function)
            }
            for node in ast.walk(tree):
                for target in self._targets(name, node):
                    yield Import(name, target, node.lineno, id(node) in inside)

    def _targets(self, name: str, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (self._known(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = name if self.files[name].name == "__init__.py" else name.rpartition(".")[0]
            for _ in range(node.level - 1):
                package = package.rpartition(".")[0]
            start = ".".join(filter(None, [package if node.level else "", node.module or ""]))
            yield from (self._known(f"{start}.{alias.name}") for alias in node.names)

    def _known(self, name: str) -> str:
        """The module that an import brings: `dossier.model.dates.parse` is a name in `dossier.model.dates`."""
        if name.partition(".")[0] != "dossier":
            return name.partition(".")[0]
        while name not in self.files and name.count(".") > 0 and name.rpartition(".")[0] in self.files:
            name = name.rpartition(".")[0]
        return name


@cache
def house(root: Path) -> House:
    files = {}
    for file in sorted((root / "dossier").rglob("*.py")):
        parts = file.relative_to(root).with_suffix("").parts
        if "starter" not in parts:
            files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return House(files)


def room(module: str, folder: str = "dossier") -> str:
    """The room of a folder that a module is in: its folder or itself; "" for what is not in the folder."""
    return module.removeprefix(f"{folder}.").partition(".")[0] if module.startswith(f"{folder}.") else ""


def is_ours(module: str) -> bool:
    return module == "dossier" or module.startswith("dossier.")


# The rules: each gives what breaks it.


def rooms_without_floor(built: House) -> list[str]:
    wrong = []
    for folder, floors in FLOORS.items():
        known = {name for floor in floors for name in floor}
        wrong += [f"{folder}.{name}" for name in {room(name, folder) for name in built.files} - known - {""}]
    return sorted(wrong)


def imports_that_go_up(built: House) -> list[str]:
    wrong = []
    for folder, floors in FLOORS.items():
        height = {name: number for number, floor in enumerate(floors) for name in floor} | {"": len(floors)}
        for found in built.imports:
            by, what = room(found.by, folder), room(found.what, folder)
            if what in height and what and (height.get(by, -1) < height[what] or found.by == folder):
                wrong.append(str(found))
    return wrong


def circles(built: House) -> list[str]:
    """Circles of modules, and of the rooms of each folder."""
    modules: dict[str, set[str]] = {}
    rooms: dict[str, dict[str, set[str]]] = {}
    for found in built.imports:
        if is_ours(found.what) and found.what != "dossier":
            modules.setdefault(found.by, set()).add(found.what)
            by, what = found.by.split("."), found.what.split(".")
            shared = next((n for n, (a, b) in enumerate(zip(by, what, strict=False)) if a != b), 0)
            if shared:
                folder = rooms.setdefault(".".join(by[:shared]), {})
                folder.setdefault(".".join(by[: shared + 1]), set()).add(".".join(what[: shared + 1]))
    found = (" -> ".join(_circle(graph)) for graph in (modules, *rooms.values()))
    return list(dict.fromkeys(filter(None, found)))


def _circle(graph: Mapping[str, set[str]]) -> list[str]:
    """The first circle there is, its first name repeated at the end."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        for following in sorted(graph.get(name, ())):
            if circle := walk(following, [*way, name]):
                return circle
        done.add(name)
        return []

    return next((circle for name in sorted(graph) if (circle := walk(name, []))), [])


def hidden_imports(built: House) -> list[str]:
    """Imports inside functions, unless of what is slow, or of a module of ours that itself cannot do without that."""
    found = list(built.imports)
    slow = set(SLOW)
    while True:
        more = {item.by for item in found if item.what in slow and not item.inside} - slow
        if not more:
            break
        slow |= more
    return [str(item) for item in found if item.inside and item.what not in slow]


def weasyprint_elsewhere(built: House) -> list[str]:
    """One room knows WeasyPrint."""
    return [
        str(found)
        for found in built.imports
        if found.what == "weasyprint" and room(found.by, "dossier.press") != "weasy"
    ]


def missing_modules(built: House) -> list[str]:
    return [str(found) for found in built.imports if is_ours(found.what) and found.what not in built.files]


def speaking_modules(built: House) -> list[str]:
    """Calls of `print` and of `exit` outside the command line: a verb speaks through its screen."""
    wrong = []
    for name, file in built.files.items():
        if name in {"dossier.__main__", "dossier.cli.main", "dossier.cli.screen"}:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "exit", "quit", "sys.exit"}:
                wrong.append(f"{name}:{node.lineno} calls {ast.unparse(node.func)}")
    return wrong


def faces_with_something_in_them(built: House) -> list[str]:
    packages = {name: file for name, file in built.files.items() if file.name == "__init__.py"}
    return [name for name, file in packages.items() if name != "dossier" and file.read_text("utf-8").strip()]


def long_files(built: House) -> list[str]:
    lengths = {name: len(file.read_text("utf-8").splitlines()) for name, file in built.files.items()}
    return [f"{name}: {length} lines" for name, length in lengths.items() if length > MOST_LINES]


def crowded_folders(built: House) -> list[str]:
    counts = Counter(file.parent for file in built.files.values())
    return [f"{folder.name}: {count} modules" for folder, count in counts.items() if count > MOST_MODULES]


def classes_of_one_name(built: House) -> list[str]:
    """A name in a traceback, or in a search, says where one is: also one that begins with a line."""
    rooms: dict[str, list[str]] = {}
    for name, file in built.files.items():
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                rooms.setdefault(node.name, []).append(name)
    return [f"{name}: {', '.join(found)}" for name, found in rooms.items() if len(found) > 1]


def participles(built: House) -> list[str]:
    """A function or a class is called by what it is or does, and not by what has happened to something."""
    nodes = (
        (name, node) for name, file in built.files.items() for node in ast.walk(ast.parse(file.read_text("utf-8")))
    )
    defined = ((name, node) for name, node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef))
    return [
        f"{name}:{node.lineno} {node.name}" for name, node in defined if node.name.strip("_").lower() in PARTICIPLES
    ]


def undescribed_modules(built: House) -> list[str]:
    trees = {name: ast.parse(file.read_text("utf-8")) for name, file in built.files.items()}
    return [name for name, tree in trees.items() if tree.body and not ast.get_docstring(tree)]


RULES = (
    rooms_without_floor,
    imports_that_go_up,
    circles,
    hidden_imports,
    weasyprint_elsewhere,
    missing_modules,
    speaking_modules,
    faces_with_something_in_them,
    long_files,
    crowded_folders,
    classes_of_one_name,
    participles,
    undescribed_modules,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule) -> None:
    built = house(ROOT)
    assert len(built.files) > 10
    assert rule(built) == []


# Every rule can be broken.

BROKEN = {
    "rooms_without_floor": ({"attic.py": ""}, ["dossier.attic"]),
    "rooms_without_floor, inside a room": ({"cli/attic.py": ""}, ["dossier.cli.attic"]),
    "imports_that_go_up": (
        {"model/dates.py": "'''.'''\nfrom dossier.press import fonts", "press/fonts.py": "'''.'''"},
        ["dossier.model.dates:2 imports dossier.press.fonts"],
    ),
    "imports_that_go_up, inside a room": (
        {"cli/screen.py": "'''.'''\nfrom dossier.cli import main", "cli/main.py": "'''.'''"},
        ["dossier.cli.screen:2 imports dossier.cli.main"],
    ),
    "imports_that_go_up, relative and inside a function": (
        {"press/fonts.py": "'''.'''\ndef f():\n    from ..build import x", "build.py": "'''.'''\nx = 1"},
        ["dossier.press.fonts:3 imports dossier.build"],
    ),
    "imports_that_go_up, from the face of the house": (
        {"__init__.py": "'''.'''\nfrom dossier import watch", "watch.py": "'''.'''"},
        ["dossier:2 imports dossier.watch"],
    ),
    "circles": (
        {"model/a.py": "'''.'''\nimport dossier.model.b", "model/b.py": "'''.'''\nfrom . import a"},
        ["dossier.model.a -> dossier.model.b -> dossier.model.a"],
    ),
    "circles, of rooms on one floor": (
        {
            "reading/a.py": "'''.'''\nfrom dossier.evidence import a",
            "evidence/a.py": "'''.'''",
            "evidence/b.py": "'''.'''\nfrom dossier.reading import b",
            "reading/b.py": "'''.'''",
        },
        ["dossier.evidence -> dossier.reading -> dossier.evidence"],
    ),
    "circles, of rooms inside a room": (
        {
            "export/a/one.py": "'''.'''\nfrom dossier.export.b import one",
            "export/a/two.py": "'''.'''",
            "export/b/one.py": "'''.'''",
            "export/b/two.py": "'''.'''\nfrom dossier.export.a import two",
        },
        ["dossier.export.a -> dossier.export.b -> dossier.export.a"],
    ),
    "hidden_imports": (
        {
            "press/draw.py": "'''.'''\nimport weasyprint",
            "press/plain.py": "'''.'''\ndef f():\n    import weasyprint",
            "build.py": "'''.'''\ndef f():\n    from dossier.press import draw, plain",
        },
        ["dossier.build:3 imports dossier.press.plain"],
    ),
    "weasyprint_elsewhere": (
        {"press/linker/a.py": "'''.'''\nimport weasyprint", "press/weasy/a.py": "'''.'''\nimport weasyprint"},
        ["dossier.press.linker.a:2 imports weasyprint"],
    ),
    "missing_modules": (
        {"build.py": "'''.'''\nfrom dossier.press.nothing import f"},
        ["dossier.build:2 imports dossier.press.nothing.f"],
    ),
    "speaking_modules": (
        {"build.py": "'''.'''\nimport sys\nprint(1)\nsys.exit(2)", "cli/main.py": "'''.'''\nprint(1)"},
        ["dossier.build:3 calls print", "dossier.build:4 calls sys.exit"],
    ),
    "faces_with_something_in_them": (
        {"press/__init__.py": "from dossier.press.fonts.typefaces import load"},
        ["dossier.press"],
    ),
    "long_files": ({"build.py": "'''.'''\n" + "x = 1\n" * MOST_LINES}, [f"dossier.build: {MOST_LINES + 1} lines"]),
    "crowded_folders": (
        {f"press/part_{number}.py": "'''.'''" for number in range(MOST_MODULES + 1)},
        [f"press: {MOST_MODULES + 2} modules"],
    ),
    "classes_of_one_name": (
        {
            "build.py": "'''.'''\nclass Page: ...\nclass _Work: ...",
            "watch.py": "'''.'''\nclass Page: ...\nclass _Work: ...",
        },
        ["Page: dossier.build, dossier.watch", "_Work: dossier.build, dossier.watch"],
    ),
    "participles": (
        {"build.py": "'''.'''\nclass Told:\n    def _kept(self): ...\n    def keep_kept(self): ..."},
        ["dossier.build:2 Told", "dossier.build:3 _kept"],
    ),
    "undescribed_modules": ({"build.py": "x = 1"}, ["dossier.build"]),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_house_that_is_built_wrong_is_found_out(case: str, tmp_path: Path) -> None:
    files, told = BROKEN[case]
    for name, text in ({"__init__.py": "", "press/__init__.py": "", "model/__init__.py": ""} | files).items():
        file = tmp_path / "dossier" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    rule = next(rule for rule in RULES if rule.__name__ == case.partition(",")[0])
    assert rule(house(tmp_path)) == told


def test_every_rule_is_shown_a_broken_house() -> None:
    assert {case.partition(",")[0] for case in BROKEN} == {rule.__name__ for rule in RULES}


# Every module by itself

ALONE = """
import importlib, sys
for name in sys.argv[1:]:
    for known in [known for known in sys.modules if known.partition(".")[0] == "dossier"]:
        del sys.modules[known]
    importlib.import_module(name)
"""


@pytest.mark.long
def test_every_module_can_be_imported_alone() -> None:
    names = [name for name in house(ROOT).files if room(name) != "__main__"]
    told = subprocess.run([sys.executable, "-c", ALONE, *names], capture_output=True, text=True, cwd=ROOT)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


# Every part has what belongs to it


def test_every_command_has_its_module() -> None:
    """The command line imports it when it is chosen, which no import statement tells."""
    (verbs,) = (action.choices for action in arguments._parser()._actions if isinstance(action.choices, dict))
    modules = {name for name in house(ROOT).files if name.startswith("dossier.cli.commands.")}
    assert modules == set(map(cli.module_of, verbs))
    assert all(callable(cli.command(verb)) for verb in verbs)


def kinds() -> list[str]:
    """The names in the one table of kinds: a table KINDS somewhere in dossier/chapters."""
    names = [name for name in house(ROOT).files if room(name) == "chapters"]
    tables = [table for name in names if (table := getattr(importlib.import_module(name), "KINDS", None))]
    assert tables, "no module of dossier/chapters has a table KINDS"
    assert all(table is tables[0] for table in tables), "there are two tables KINDS"
    return [kind if isinstance(kind, str) else kind.name for kind in tables[0]]


def test_every_kind_of_chapter_has_its_module_template_stylesheet_and_test() -> None:
    tests = "\n".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("*.py") if file != Path(__file__))
    lacking = []
    for kind in kinds():
        belongings = (f"dossier/chapters/{kind}.py", f"templates/{kind}.html", f"templates/{kind}.css")
        lacking += [path for path in belongings if not (ROOT / path).is_file()]
        lacking += [] if kind in tests else [f"a test that names {kind}"]
    assert lacking == []


def test_every_font_has_its_licence_beside_it() -> None:
    for file in (ROOT / "fonts").rglob("*.?tf"):
        assert typefaces.LICENCE in (file.parent / "OFL.txt").read_text("utf-8"), file.name
