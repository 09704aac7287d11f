"""What a worker of a cluster does: it says whether it draws as we do, keeps what tasks have in common, and compiles.

These functions run in processes of `dask worker`, which find them by name, so dossier is installed there too. A worker
that is enlisted has a resource of Dask's, of which there is one and every task takes it: a process, however many
threads it has, draws one thing at a time (`hooks`), and a task had better wait where another worker may take it. The
resource is named after all that draws: a worker with other versions has another one, and gets no task of ours. What
tasks have in common lies in the worker's own folder, each file named by its SHA-256; Dask removes the folder when the
worker ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dossier.files.fingerprint import versions
from dossier.press.linker.unit import CompileSetting, Task
from dossier.press.workers.protocol import answer

if TYPE_CHECKING:
    from dossier.press.weasy.compile.compiler import Compiler

Worker = Any  #: of distributed, which has more types than we need


def resource(drawn_with: str) -> str:
    """The resource of workers that draw with these `versions`."""
    return f"dossier {hashlib.sha256(drawn_with.encode()).hexdigest()[:12]}"


async def enlist(
    drawn_with: str, names: Sequence[str], parts: Mapping[str, bytes], *, dask_worker: Worker
) -> tuple[str, tuple[str, ...]]:
    """What is against this worker, if anything, and which of the files named it lacks; with all of them it is enlisted.

    `parts` are such files.
    """
    if (mine := versions()) != drawn_with:
        return _difference(mine, drawn_with), ()
    folder = _folder(dask_worker)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in parts.items():
        (folder / name).write_bytes(content)
    lacking = tuple(name for name in names if not _is_whole(folder / name))
    if not lacking and resource(mine) not in dask_worker.state.total_resources:
        await dask_worker.set_resources(**{resource(mine): 1})
    return "", lacking


def compile_task(setting: str, task: bytes) -> bytes:
    """An answer. `setting` names the file that holds it; the task takes the resource."""
    from distributed import get_worker

    compiler = _compiler(_folder(get_worker()) / setting)
    return answer(compiler, msgspec.msgpack.decode(task, type=Task))


@lru_cache(1)
def _compiler(file: Path) -> Compiler:
    from dossier.press.workers.worker import compiler_of  # WeasyPrint costs 0.4 s

    setting = msgspec.msgpack.decode(file.read_bytes(), type=CompileSetting)
    faces = {name: str(file.parent / digest) for name, digest in setting.faces.items()}
    return compiler_of(msgspec.structs.replace(setting, faces=faces))


def _folder(worker: Worker) -> Path:
    return Path(worker.local_directory) / "dossier"


def _is_whole(file: Path) -> bool:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() == file.name
    except OSError:
        return False


def _difference(theirs: str, ours: str) -> str:
    """Of two lines of `versions`."""
    there, here = set(theirs.split("; ")), set(ours.split("; "))
    return f"it draws with {_list(there - here)}; here it is {_list(here - there)}"


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "no other"
