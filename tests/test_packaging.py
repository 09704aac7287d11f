"""The files round the project agree with each other: what is declared, pinned, locked, installed, packed and told."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dossier
from dossier import doctor

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ASKED = [Requirement(line) for line in PYPROJECT["project"]["dependencies"]]
EXTRAS = {
    extra: [Requirement(line) for line in lines]
    for extra, lines in PYPROJECT["project"]["optional-dependencies"].items()
}
BUILD = [Requirement(line) for line in PYPROJECT["build-system"]["requires"]]

#: Each file in requirements/, and what it is to bring.
LOCKS = {"build": BUILD, "briefing": ASKED, "tests": [*ASKED, *(one for extra in EXTRAS.values() for one in extra)]}

#: The machines that a lock is for, as markers ask about them.
MACHINES = [
    {"python_version": version, "python_full_version": f"{version}.9", "platform_machine": machine}
    for version in ("3.11", "3.12", "3.13")
    for machine in ("x86_64", "aarch64")
]
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
CPYTHON = {"platform_python_implementation": "CPython", "implementation_name": "cpython"}


def requirements(path: str) -> dict[Requirement, list[str]]:
    """The rows of a file for pip, each with its hashes."""
    text = (ROOT / path).read_text("utf-8").replace("\\\n", "")
    rows = [line.split(" --hash=sha256:") for line in text.splitlines() if line and not line.startswith("#")]
    return {Requirement(row): [value.strip() for value in hashes] for row, *hashes in rows}


def versions(rows: Iterable[Requirement], machine: dict[str, str]) -> dict[str, str]:
    """What is installed on a machine, by canonical name."""
    wanted = [row for row in rows if row.marker is None or row.marker.evaluate(machine)]
    return {canonicalize_name(row.name): str(row.specifier).removeprefix("==") for row in wanted}


HERE = {name: str(value) for name, value in default_environment().items()}
PINNED = requirements("constraints.txt")


# What is pinned and locked


def test_constraints_are_names_and_exact_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"#.*|[\w.-]+==[\w.]+(; \w+ (==|!=|<) \"[\w.]+\")?", line)] == []


def test_everything_that_is_pinned_is_what_is_installed() -> None:
    installed = {canonicalize_name(item.name): item.version for item in importlib.metadata.distributions()}
    pinned = versions(PINNED, HERE)
    assert {name: installed.get(name) for name in pinned} == pinned


@pytest.mark.parametrize("name", LOCKS)
def test_everything_that_is_locked_has_hashes(name: str) -> None:
    rows = requirements(f"requirements/{name}.txt")
    assert rows
    assert {str(row): hashes for row, hashes in rows.items() if not hashes} == {}
    assert [value for hashes in rows.values() for value in hashes if not re.fullmatch("[0-9a-f]{64}", value)] == []


@pytest.mark.parametrize(
    "machine", MACHINES, ids=lambda machine: "{python_version}-{platform_machine}".format(**machine)
)
def test_what_is_locked_is_what_is_pinned(machine: dict[str, str]) -> None:
    machine = HERE | LINUX | CPYTHON | machine
    locked = {name: versions(requirements(f"requirements/{name}.txt"), machine) for name in LOCKS}
    pinned = versions(PINNED, machine)
    assert locked["build"] | locked["tests"] == pinned
    assert locked["briefing"].items() <= locked["tests"].items()


def brought(asked: Iterable[Requirement]) -> set[str]:
    """All that these requirements bring on this machine, as the metadata of what is installed tells."""
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    waiting = list(asked)
    while waiting:
        one = waiting.pop()
        found.add(canonicalize_name(one.name))
        for extra in {"", *one.extras} - {extra for name, extra in seen if name == one.name}:
            seen.add((one.name, extra))
            needs = map(Requirement, importlib.metadata.requires(one.name) or [])
            waiting += [need for need in needs if not need.marker or need.marker.evaluate(HERE | {"extra": extra})]
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_locked_is_what_is_asked_for_and_what_that_brings(name: str) -> None:
    """A change of pyproject.toml or constraints.txt wants `make lock`."""
    locked = versions(requirements(f"requirements/{name}.txt"), HERE)
    assert set(locked) == brought(LOCKS[name])
    wrong = [one for one in LOCKS[name] if not one.specifier.contains(locked[canonicalize_name(one.name)])]
    assert wrong == []


@pytest.mark.parametrize("path", ["Makefile", "Dockerfile"])
def test_nothing_is_installed_without_its_hash(path: str) -> None:
    """But for this project itself, which brings nothing, and for what writes the locks."""
    text = (ROOT / path).read_text("utf-8").replace("\\\n", "")
    installs = re.findall(r"(?:-m|\$\(RUN\)) pip (?:--python \S+ )?install [^&\n]*", text)
    assert [line for line in installs if "requirements/" in line]
    for line in installs:
        if "requirements/" in line:
            assert "--require-hashes" in line
            assert "--only-binary :all:" in line
        else:
            assert re.search(r"--no-deps .*(-e \.|/wheel/\*\.whl)|\$\(UV\)$", line.strip()), line
    assert "-c constraints.txt" not in "".join(installs)


# The Makefile, and the check for every change


def test_the_makefile_installs_what_doctor_names() -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert re.findall(r"^(?:DRAWING|READING) := (.*)$", makefile, re.MULTILINE) == [
        doctor.DEBIAN.drawing,
        doctor.DEBIAN.reading,
    ]
    assert f"install {doctor.DEBIAN.python} " in makefile


def test_make_alone_tells_what_there_is() -> None:
    told = subprocess.run(["make", "--no-print-directory", "-C", ROOT], capture_output=True, text=True, check=True)
    assert [line.split("  ")[0] for line in told.stdout.splitlines()[:5]] == [
        "make briefing",
        "make test",
        "make wheel",
        "make lock",
        "make clean",
    ]


def test_the_check_for_every_change_is_a_sound_script() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], capture_output=True, text=True).stderr == ""


# What is packed


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def test_the_wheel_carries_what_a_dossier_falls_back_on(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert wheel.name == f"dossier_press-{dossier.__version__}-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("fonts", "templates"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert {f"dossier/shipped/{path.relative_to(ROOT).as_posix()}" for path in files} <= names
    starter = [path for path in (ROOT / "dossier" / "starter").rglob("*") if path.is_file()]
    assert {path.relative_to(ROOT).as_posix() for path in starter} <= names
    assert {name.split("/")[0] for name in names} == {"dossier", f"dossier_press-{dossier.__version__}.dist-info"}
    assert "dossier/py.typed" in names
    (metadata,) = [name for name in names if name.endswith(".dist-info/METADATA")]
    told = zipfile.ZipFile(wheel).read(metadata).decode()
    assert "License-Expression: BSD-3-Clause AND OFL-1.1" in told
    assert "License-File: LICENSE" in told


def test_the_source_archive_holds_everything_but_what_was_built(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    wanted = {"Makefile", "constraints.txt", "README.md", ".ci/run", ".gitignore", "fonts/faces.yaml"}
    wanted |= {"Dockerfile", ".dockerignore", ".github/workflows/check.yml", "requirements/tests.txt"}
    wanted |= {"tests/test_doctor.py", "sources/dossier.yaml", "dossier/__init__.py"}
    assert wanted <= names
    assert not [name for name in names if re.match(r"build/|\.venv|\.git/|.*__pycache__", name)]


# What is imported and declared

#: Modules that a bench measures beside this program where they are at hand, and says so where they are not.
PEERS = {"docx", "typst"}


def imported(folder: str) -> Iterator[tuple[str, bool]]:
    """The first name of each module that the files of a folder import, and whether that is inside a function."""
    for path in (ROOT / folder).rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        inside = {id(node) for function in functions for node in ast.walk(function)}
        for node in ast.walk(tree):
            for name in modules(node):
                yield name.partition(".")[0], id(node) in inside


def modules(node: ast.AST) -> list[str]:
    """What a statement, or a call that imports by name, imports."""
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(name), level=0):
            return [name]
        case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called), args=[ast.Constant(value=str(name)), *_]):
            return [name] if called in {"import_module", "importorskip"} else []
    return []


def distributions(folder: str, inside: Iterable[bool] = (False, True)) -> set[str]:
    """What brings the modules that a folder imports, by canonical name; a module that nothing brings by its own."""
    by_module = importlib.metadata.packages_distributions()
    ours = {path.stem for path in (ROOT / "tests").rglob("*.py")} | {"dossier", "tests", *sys.stdlib_module_names}
    names = {name for name, is_inside in imported(folder) if is_inside in inside} - ours - PEERS
    return {canonicalize_name(by_module.get(name, [name])[0]) for name in names}


def names_of(*asked: Iterable[Requirement]) -> set[str]:
    return {canonicalize_name(one.name) for some in asked for one in some}


def test_everything_imported_is_declared() -> None:
    assert distributions("dossier") - names_of(ASKED, *EXTRAS.values()) == set()
    assert distributions("tests") - names_of(ASKED, *EXTRAS.values()) == set()


def test_nothing_is_declared_that_is_not_imported() -> None:
    assert names_of(ASKED) - distributions("dossier") == set()


def test_what_an_extra_brings_is_imported_where_it_is_used() -> None:
    """Without the extra the program starts, and says what is missing when it comes to it."""
    told_types = {"distributed"}  # under TYPE_CHECKING
    assert distributions("dossier", inside=[False]) - names_of(ASKED) == told_types


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import yaml.nodes, os", ["yaml.nodes", "os"]),
        ("from yaml import nodes", ["yaml"]),
        ("from . import nodes", []),
        ("importlib.import_module('cffi').FFI()", ["cffi"]),
        ("pytest.importorskip('cffi', reason='x')", ["cffi"]),
        ("print('cffi')", []),
    ],
)
def test_an_import_is_seen(code: str, found: list[str]) -> None:
    assert [name for node in ast.walk(ast.parse(code)) for name in modules(node)] == found


# The name on PyPI

#: A command that installs `dossier` by that name, or an extra of it.
BARE = re.compile(
    r"(?:pipx?|uv(?: pip| tool)?|requires?) (?:install|run|add)\b[^\n`|]*?[ '\"]dossier(?![-\w/])|\bdossier\["
)
TEXTS = ("*.md", "*.toml", "*.yml", "*.yaml", "*.py", "Makefile", "Dockerfile")


def test_nobody_is_sent_to_the_program_that_is_called_dossier_on_pypi() -> None:
    folders = [ROOT, *(ROOT / name for name in (".github/workflows", "docs"))]
    files = {path for folder in folders for pattern in TEXTS for path in folder.glob(pattern)}
    files |= {
        path for name in ("dossier", "templates", "sources") for path in (ROOT / name).rglob("*") if path.is_file()
    }
    assert len(files) > 300
    texts = {path: path.read_text("utf-8") for path in files if path.suffix != ".pyc"}
    assert {str(path): found for path, text in texts.items() if (found := BARE.findall(text))} == {}
    assert PYPROJECT["project"]["name"] == dossier.DISTRIBUTION


@pytest.mark.parametrize(
    ("text", "is_bare"),
    [
        ("pip install dossier", True),
        ("pip install -U 'dossier[import]'", True),
        ("pip install rich dossier==1.0", True),
        ("uv tool install dossier", True),
        ("pipx run dossier build", True),
        ("the extra dossier[cluster]", True),
        ("pip install 'dossier-press[import]'", False),
        ("pip install -e '.[cluster]' -c constraints.txt", False),
        ("pip --python /opt/dossier/bin/python install -r requirements/build.txt", False),
        ("`pip install .`, then `dossier build`", False),
    ],
)
def test_the_name_is_seen(text: str, is_bare: bool) -> None:
    assert bool(BARE.search(text)) is is_bare


# What a contributor types, and what is run for them


def commands(text: str) -> list[str]:
    return re.findall(r"(?m)^(?: {4}| *- run: )?(make \w+)$", text)


def test_contributors_type_what_is_run_for_them() -> None:
    texts = [ROOT / "CONTRIBUTING.md", ROOT / ".github/workflows/check.yml", ROOT / ".ci/run"]
    assert [commands(path.read_text("utf-8")) for path in texts] == [["make test", "make briefing"]] * 3


def test_each_python_that_is_promised_is_tried() -> None:
    workflow = (ROOT / ".github/workflows/check.yml").read_text("utf-8")
    (tried,) = re.findall(r"(?m)^ *python: \[(.*)\]$", workflow)
    promised = [line.rpartition(" ")[2] for line in PYPROJECT["project"]["classifiers"] if "Python ::" in line]
    assert re.findall(r'"([\d.]+)"', tried) == promised
    assert PYPROJECT["project"]["requires-python"] == f">={promised[0]}"


def test_the_image_has_what_doctor_names_and_nobody_s_rights() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    (last,) = re.findall(r"(?s)\nFROM debian:13-slim\n(.*)", text)
    (packages,) = re.findall(r"install -y --no-install-recommends (.*?) *&&", last.replace("\\\n", ""))
    assert packages.split() == ["python3", *doctor.DEBIAN.drawing.split()]
    assert "\nUSER 65534:65534\n" in last
    assert not re.search(r"\b(pip|curl|wget|ADD)\b", last)


def test_what_is_built_in_the_image_is_given_to_it() -> None:
    given = re.findall(r"(?m)^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"))
    wheel = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert {*wheel, "requirements", "pyproject.toml", "README.md", "LICENSE"} == set(given)
    assert all((ROOT / name).exists() for name in given)
